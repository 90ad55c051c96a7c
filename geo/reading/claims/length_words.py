"""Length words: the patterns that tell a claim from a missile's range, a journey, a road, a place.

`geo.reading.claims.length_rules` weighs them. They are written for a text with marked names
(`geo.reading.claims.name_marks`).
"""

from __future__ import annotations

import re
from typing import Final

from geo.reading.claims.name_marks import BORDER, NATION, PLACE

__all__ = [
    "EVENT",
    "EXTENT",
    "FLIGHT",
    "FORCES",
    "FROM_BEHIND",
    "KEPT_OFF",
    "LOCATED",
    "LONG_THING",
    "NORMATIVE",
    "NO_CLOSER",
    "OF_BEHIND",
    "OTHER_DIMENSIONS",
    "PART_OF_A_NAME",
    "POSTED",
    "RADIUS_BEFORE",
    "RANGE",
    "RANGE_AFTER",
    "RETREAT",
    "STRETCH",
    "TO_PLACE",
    "TRAVEL",
    "WEAPON",
    "WITHIN",
]

_CUE: Final = (
    r"(?:(?: |-|,|\(|\")*(?:some|about|around|roughly|approximately|nearly|almost|only|just|"
    r"another|a|an|the|more than|less than|"
    r"over|up to|at least|as far as|as much as|within|to|for|by|further|barely|under|well|"
    r"the (?:last|first|final|remaining)|of|as (?:close|little) as|not))*[ ,(\"]*$"
)
WEAPON: Final = re.compile(
    r"\b(?:missiles?|rockets?|projectiles?|shells?|artillery|howitzers?|warheads?|ICBMs?|bombs?|"
    r"mortars?|drones?|"
    r"UAVs?|jets?|planes?|aircraft|helicopters?|launchers?|ATACMS|radars?)\b",
    re.IGNORECASE,
)
FLIGHT: Final = re.compile(
    r"\b(?:range|reach\w*|flew|fl(?:y|ies|own|ying)|hit|hits|strikes?|struck|fired|fell|land(?:ed|"
    r"s|ing)?|travel\w*|"
    r"capable|splash\w*|soar\w*|altitude|launched|downed|shot down|intercepted)\b",
    re.IGNORECASE,
)
RANGE: Final = re.compile(
    rf"\brang(?:e|es|ing)\b(?: (?:of|up to|from|is|was|between|beyond|exceeding|over|is up to|"
    rf"out to))?{_CUE}",
    re.IGNORECASE,
)
RANGE_AFTER: Final = re.compile(r"[ -]{1,2}(?:in )?range\b", re.IGNORECASE)
TRAVEL: Final = re.compile(
    r"\b(?:flew|flown|fl(?:y|ies|ying)|travel(?:l?ed|l?ing|s)?|dr(?:ove|ive|iven|iving)|walk(?:ed|"
    r"ing|s)?|march(?:ed|ing)|trek\w*|"
    r"hik(?:e|ed|ing)|ran|running|rode|rid(?:e|ing|den)|cycl(?:ed|ing)|swam|swim(?:ming)?|"
    r"sail(?:ed|ing)|row(?:ed|ing)|crawl(?:ed|ing)|"
    r"advanc(?:e|ed|ing)|cover(?:ed|ing)|journey(?:ed)?|fled|flee(?:ing)?|hitchhik\w+|dragged|"
    r"landed|fell|fallen|falling|crashed|"
    r"strayed|drift(?:ed|ing)|commut(?:e|ed|ing|es)|penetrat(?:e|ed|ing)|race(?:d)?|jog(?:ged)?|"
    r"climb(?:ed|ing)|sprint(?:ed)?|"
    r"paddl(?:ed|ing)|escap(?:ed|ing)|push(?:ed|ing)? (?:in|into|forward|deeper)|(?:pushed|gained|"
    r"captured|seized|liberated|recaptured|retook)|"
    rf"reach(?:ed|es|ing)?|trip|journey|flight|ride|walk|drive|march|hike|commute|incursion|"
    rf"drilled|dug|swept|blown|carried|transport(?:ed)?|tow(?:ed)?)\b"
    rf"(?: [^\s.;:]+){{0,5}}?{_CUE}",
    re.IGNORECASE,
)
LONG_THING: Final = re.compile(
    r"[ -]{1,2}(?:long\b|(?:[a-z-]+ ){0,2}?(?:race|run|marathon|walk|ride|drive|journey|trip|"
    r"march|flight|road|highway|motorway|route|railway|"
    r"rail|pipeline|tunnels?|fence|wall|barrier|border|frontier|boundary|coastline|coast|river|"
    r"canal|convoy|queue|line|stretch|section|segment|trek|hike|"
    r"relay|sprint|freestyle|bridge|trench|detour|tailback|swim|dash|course|circuit|peak|mountain|"
    r"tower|statue|"
    r"event|world record|medley|hurdles|steeplechase|butterfly|backstroke|final|front)\b)",
    re.IGNORECASE,
)
STRETCH: Final = re.compile(
    rf"\b(?:stretch(?:es|ed|ing)?|runs?|ran|running|extend(?:s|ed|ing)?|snak\w+|winds?|wall|fence|"
    rf"barrier|road|trench(?:es)?|queues?|lines?|"
    rf"tailbacks?|coastline|pipeline|built|build|building|construct\w*|dig|"
    rf"dug)\b(?: [^\s.;:]+){{0,4}}?{_CUE}",
    re.IGNORECASE,
)
EXTENT: Final = re.compile(
    rf"\b(?:stretch|run|extend|wind|snak)\w*\b(?: [^\s.;:]+){{0,2}}?{_CUE}", re.IGNORECASE
)
LOCATED: Final = re.compile(
    rf"(?:\b(?:located|situated|lies|lying|stands|sits|nestled|perched|headquartered|"
    rf"stationed some|live[sd]?|living|grew up|born|resid\w+)\b"
    rf"(?: (?:in|on|at) (?:the )?[^.;:]{{1,40}}?)?,?(?: [^\s.;:]+){{0,2}}?"
    rf"|(?:{PLACE}+|{NATION}+)(?:'s)?,?(?: (?:is|was|lies|which (?:is|lies|was)|that (?:is|lies)|"
    rf"are|itself|province|city|village|town))*"
    rf"|\b(?:towns?|villages?|city|cities|suburb|hamlet|settlements?|kibbutz|moshav|community|"
    rf"place|spot|point|location|house|home|hospital|"
    rf"school|plant|reactor|airport|airbase|base|site|facility|camp|crossing|checkpoint|hotel|"
    rf"church|mosque|prison|island|port|field|"
    rf"farm|mine|dam|peak|area|district|neighbou?rhood|outpost|post|station)\b(?: (?:of|called|"
    rf"named) (?:{PLACE}+|{NATION}+))?(?:,| (?:is|was|lies|that is|which is|are|were))*)"
    rf"{_CUE}",
    re.IGNORECASE,
)
EVENT: Final = re.compile(
    r"\b(?:occurred|happened|took place|explod\w+|detonat\w+|erupt\w+|crash\w*|sank|sunk|capsized|"
    r"collid\w+|attack(?:s|ed)?|"
    r"explosions?|blasts?|quakes?|earthquakes?|epicent\w+|cent(?:er|re)d|aftershocks?|tremors?|"
    r"collisions?|fighting|clash(?:es|ed)?|battles?|"
    r"skirmish\w*|raids?|raided|ambush\w*|air ?strikes?|struck|strikes?|hit|hits|killed|wounded|"
    r"arrested|captured|spotted|seized|"
    r"rescued|found|discovered|buried|shot|heard|felt|seen|visible|audible|smoke|intercepted|"
    r"boarded|disappeared|vanished|broke out|"
    r"opened fire|exchanged fire|derailed|landed|touched down|shelled|bombed|bombing|shelling|"
    r"downed|unearthed|"
    r"photographed|watched|stood|parked|camped|met|speaking|wildfire|fire broke)\b",
    re.IGNORECASE,
)
NORMATIVE: Final = re.compile(
    r"\b(?:keep(?:s|ing)?|kept|stay(?:s|ed|ing)?|remain(?:s|ed|ing)?|pull(?:s|ed|"
    r"ing)?[ -]?(?:back|out|away|their|its|his|all|forces|troops)?|draw back|withdr[ae]w\w*|"
    r"mov(?:e|ed|ing) (?:back|away|its|their|all|forces|troops|heavy|weapons|out)|push(?:ed|"
    r"ing)? [^.;:]{0,40}(?:back|away|out)|retreat\w*|relocat\w*|redeploy\w*|evacuat\w*|cleared? of|"
    r"clear(?:ed|ing)?|bar(?:s|red|ring)?|ban(?:s|ned|ning)?|forb\w+|prohibit\w*|restrict\w*|"
    r"(?:not|never|no longer) (?:be )?(?:allow\w*|permit\w*)|"
    r"(?:nobody|no one|nothing|no [a-z]+) (?:[^\s.;:]+ ){0,3}?(?:may|shall|can|will|is)|"
    r"off[ -]limits|ask(?:s|ed|ing)|wants?|wanted|told|to leave|(?:closer|nearer) than|"
    r"demand\w*|must|should|shall|may not|cannot|can ?not|offer\w*|propos\w*|"
    r"agree[ds]?|agreement|agreeing|accord|deal|"
    r"order(?:ed|s|ing)?|impos\w+|enforc\w+|establish\w*|creat\w+|set(?:s|ting)? up|declar\w+|"
    r"clos(?:e|ed|es|ing)|seal\w*|exclu\w+|maintain\w*|"
    r"approach\w*|come (?:any )?closer|go (?:any )?closer|insist\w*|guarantee\w*|remov(?:e|ed|al|"
    r"ing)|distanc\w+|"
    r"warned? [^.;:]{0,40}(?:to|against)|no (?:closer|nearer)|steer clear|pledg\w+|commit\w*|"
    r"promis\w+|call(?:s|ed|ing)? (?:for|on)|urg\w+|requir\w+|buffer|security zone|"
    r"outlaw\w*|illegal|fined?|unlawful|permit|permission|limit(?:s|ed)?|suspend\w*|halt\w*|"
    r"cease\w*|free of|stop(?:s|ped)? [^.;:]{0,40}(?:within|from))\b",
    re.IGNORECASE,
)
FORCES: Final = re.compile(
    r"\b(?:forces?|troops?|soldiers?|army|militias?|militants?|fighters?|rebels?|weapons?|"
    r"weaponry|tanks?|units?|hardware|personnel|"
    r"guards?|vessels?|ships?|boats?|presence|proxies|Hezbollah|navy|drones?|batteries|artillery|"
    r"military)\b",
    re.IGNORECASE,
)
WITHIN: Final = re.compile(
    r"\b(?:within|inside|closer than|nearer than|less than|in|beyond|outside)(?: (?:a|an|the|of|"
    r"about|some|roughly|around))*[ ]?$",
    re.IGNORECASE,
)
NO_CLOSER: Final = re.compile(
    r"\b(?:no|not|any|come|get|go|approach\w*) (?:[a-z]+ ){0,3}?(?:closer|"
    r"nearer)(?: to [^.;:]{1,60}?)? than|at least|minimum|not less than|no less than",
    re.IGNORECASE,
)
TO_PLACE: Final = re.compile(
    rf" (?:all the way )?(?:to|towards?) (?:the )?(?:[a-z]+ ){{0,3}}(?:{PLACE}+|{NATION}+|"
    rf"{BORDER}+)",
    re.IGNORECASE,
)
RADIUS_BEFORE: Final = re.compile(
    r"\b(?:radius|perimeter|ring|circle) of(?: (?:about|around|some|roughly|up to|a))*[ ]?$",
    re.IGNORECASE,
)
OTHER_DIMENSIONS: Final = frozenset(("high", "thick", "race", "run", "square", "range"))
"""What a length may measure that is no distance from anything."""
KEPT_OFF: Final = re.compile(r"\b(?:closer|nearer) than(?: (?:a|about|some))?[ ]?$", re.IGNORECASE)
RETREAT: Final = re.compile(r"\b(?:back|away|withdr\w+|retreat\w*|pull\w*)\b", re.IGNORECASE)
FROM_BEHIND: Final = re.compile(r"(?: back)? from\b")
OF_BEHIND: Final = re.compile(r"[ ,]*of\b")
PART_OF_A_NAME: Final = re.compile(r" (?-i:[A-Z][a-z])")
POSTED: Final = re.compile(
    r"\b(?:are|is|were|was|been|be|remain\w*|stationed|deployed|positioned|based|st[oa]nds?|stood|"
    r"sit|sits|sat|dug in|massed|amassed|gathered|withdrawn|pulled|moved|kept|assembled|"
    r"concentrated)\b",
    re.IGNORECASE,
)
