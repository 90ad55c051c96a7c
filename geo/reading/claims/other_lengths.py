"""Lengths that are no claims: ranges of missiles, journeys, races, roads, places by offset.

Every clue for or against a claim has a weight; their sum decides, and a sum above zero is a
claim. The weights order the clues (a verb of travel beats "from the border", a buffer zone beats
both); `tests/claim_sentences.toml` holds sentences on either side of every one.
"""

from __future__ import annotations

import re
from typing import Final

from geo.reading.claims.anchors import Anchor
from geo.reading.claims.distances import Distance
from geo.reading.claims.name_marks import BORDER, NATION, PLACE

__all__ = ["claim_weight"]

_CUE: Final = (
    r"(?:(?: |-|,|\(|\")*(?:some|about|around|roughly|approximately|nearly|almost|only|just|"
    r"another|a|an|the|more than|less than|"
    r"over|up to|at least|as far as|as much as|within|to|for|by|further|barely|under|well|"
    r"the (?:last|first|final|remaining)|of|as (?:close|little) as|not))*[ ,(\"]*$"
)
_WEAPON: Final = re.compile(
    r"\b(?:missiles?|rockets?|projectiles?|shells?|artillery|howitzers?|warheads?|ICBMs?|bombs?|"
    r"mortars?|drones?|"
    r"UAVs?|jets?|planes?|aircraft|helicopters?|launchers?|ATACMS|radars?)\b",
    re.IGNORECASE,
)
_FLIGHT: Final = re.compile(
    r"\b(?:range|reach\w*|flew|fl(?:y|ies|own|ying)|hit|hits|strikes?|struck|fired|fell|land(?:ed|"
    r"s|ing)?|travel\w*|"
    r"capable|splash\w*|soar\w*|altitude|launched|downed|shot down|intercepted)\b",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(
    rf"\brang(?:e|es|ing)\b(?: (?:of|up to|from|is|was|between|beyond|exceeding|over|is up to|"
    rf"out to))?{_CUE}",
    re.IGNORECASE,
)
_RANGE_AFTER: Final = re.compile(r"[ -]{1,2}(?:in )?range\b", re.IGNORECASE)
_TRAVEL: Final = re.compile(
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
_LONG_THING: Final = re.compile(
    r"[ -]{1,2}(?:long\b|(?:[a-z-]+ ){0,2}?(?:race|run|marathon|walk|ride|drive|journey|trip|"
    r"march|flight|road|highway|motorway|route|railway|"
    r"rail|pipeline|tunnels?|fence|wall|barrier|border|frontier|boundary|coastline|coast|river|"
    r"canal|convoy|queue|line|stretch|section|segment|trek|hike|"
    r"relay|sprint|freestyle|bridge|trench|detour|tailback|swim|dash|course|circuit|peak|mountain|"
    r"tower|statue|"
    r"event|world record|medley|hurdles|steeplechase|butterfly|backstroke|final|front)\b)",
    re.IGNORECASE,
)
_STRETCH: Final = re.compile(
    rf"\b(?:stretch(?:es|ed|ing)?|runs?|ran|running|extend(?:s|ed|ing)?|snak\w+|winds?|wall|fence|"
    rf"barrier|road|trench(?:es)?|queues?|lines?|"
    rf"tailbacks?|coastline|pipeline|built|build|building|construct\w*|dig|"
    rf"dug)\b(?: [^\s.;:]+){{0,4}}?{_CUE}",
    re.IGNORECASE,
)
_EXTENT: Final = re.compile(
    rf"\b(?:stretch|run|extend|wind|snak)\w*\b(?: [^\s.;:]+){{0,2}}?{_CUE}", re.IGNORECASE
)
_LOCATED: Final = re.compile(
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
_EVENT: Final = re.compile(
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
_NORMATIVE: Final = re.compile(
    r"\b(?:keep(?:s|ing)?|kept|stay(?:s|ed|ing)?|remain(?:s|ed|ing)?|pull(?:s|ed|"
    r"ing)?[ -]?(?:back|out|away|their|its|his|all|forces|troops)?|draw back|withdr[ae]w\w*|"
    r"mov(?:e|ed|ing) (?:back|away|its|their|all|forces|troops|heavy|weapons|out)|push(?:ed|"
    r"ing)? [^.;:]{0,40}(?:back|away|out)|retreat\w*|relocat\w*|redeploy\w*|evacuat\w*|cleared? of|"
    r"clear(?:ed|ing)?|bar(?:s|red|ring)?|ban(?:s|ned|ning)?|forb\w+|prohibit\w*|restrict\w*|"
    r"(?:not|never|no longer) (?:be )?(?:allow\w*|permit\w*)|"
    r"(?:nobody|no one|nothing) (?:may|shall|can|will|is)|"
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
_FORCES: Final = re.compile(
    r"\b(?:forces?|troops?|soldiers?|army|militias?|militants?|fighters?|rebels?|weapons?|"
    r"weaponry|tanks?|units?|hardware|personnel|"
    r"guards?|vessels?|ships?|boats?|presence|proxies|Hezbollah|navy|drones?|batteries|artillery|"
    r"military)\b",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(
    r"\b(?:within|inside|closer than|nearer than|less than|in|beyond|outside)(?: (?:a|an|the|of|"
    r"about|some|roughly|around))*[ ]?$",
    re.IGNORECASE,
)
_NO_CLOSER: Final = re.compile(
    r"\b(?:no|not|any|come|get|go|approach\w*) (?:[a-z]+ ){0,3}?(?:closer|"
    r"nearer)(?: to [^.;:]{1,60}?)? than|at least|minimum|not less than|no less than",
    re.IGNORECASE,
)
_TO_PLACE: Final = re.compile(
    rf" (?:all the way )?(?:to|towards?) (?:the )?(?:[a-z]+ ){{0,3}}(?:{PLACE}+|{NATION}+|"
    rf"{BORDER}+)",
    re.IGNORECASE,
)
_RADIUS_BEFORE: Final = re.compile(
    r"\b(?:radius|perimeter|ring|circle) of(?: (?:about|around|some|roughly|up to|a))*[ ]?$",
    re.IGNORECASE,
)
_HEIGHT: Final = {"high", "thick", "race", "run", "square", "range"}
_LOOK_BACK: Final = 200
_BARE: Final = 2
"""Words before a distance up to which it stands by itself."""
_POSTED: Final = re.compile(
    r"\b(?:are|is|were|was|been|be|remain\w*|stationed|deployed|positioned|based|st[oa]nds?|stood|"
    r"sit|sits|sat|dug in|massed|amassed|gathered|withdrawn|pulled|kept|assembled|concentrated)\b",
    re.IGNORECASE,
)


def claim_weight(marked: str, offset: int, distance: Distance, anchor: Anchor) -> float:
    """How much speaks for reading a distance as a claim.

    Parameters
    ----------
    marked : str
        The sentence with its names marked.
    offset : int
        Where the sentence begins in the text.
    distance : Distance
        One of the sentence.
    anchor : Anchor
        What it is counted from.

    Returns
    -------
    float
        A claim if greater than 0.
    """
    begin, tail = distance.start - offset, distance.tail - offset
    before = marked[max(0, begin - _LOOK_BACK) : begin]
    clause = re.split(r"[;:]|\. ", before)[-1]
    after = marked[tail : tail + 160]
    if distance.dimension in _HEIGHT or anchor.link == "none":
        return -9.0
    across = distance.dimension in ("wide", "deep")
    following = marked[distance.end - offset : distance.end - offset + 80]
    if distance.dimension == "long" or (not across and _LONG_THING.match(following)):
        return -9.0
    if distance.dimension == "radius" and anchor.start < 0 and not anchor.zone:
        return -9.0
    radius = distance.dimension == "radius" or _RADIUS_BEFORE.search(clause) is not None
    normative = _NORMATIVE.search(clause) is not None or _NORMATIVE.search(after) is not None
    zone = anchor.zone or radius
    weight = 0.0
    weight += 4.0 * zone
    weight += 2.0 * normative
    weight += {
        "from": 1.0,
        "along": 1.0,
        "around": 1.5,
        "inside": 1.0,
        "zone": 1.0,
        "offset": -0.5,
    }[anchor.link]
    weight += 1.0 * (distance.dimension in ("wide", "deep"))
    reference = marked[anchor.start - offset] if anchor.start >= 0 else ""
    weight += 1.0 * (reference == BORDER)
    weight += 2.5 * (_NO_CLOSER.search(clause[-60:]) is not None and normative)
    if _WITHIN.search(clause) and not zone:
        weight += 1.0 if normative or _FORCES.search(clause) else 0.5
    elif (
        _WITHIN.search(clause) is None
        and anchor.link == "from"
        and not anchor.before
        and re.match(r"[ ,]*of\b", after)
    ):
        # "5 km of the border" with no "within" is a piece of it: "500 km of border".
        weight -= 4.0
    return weight - _against(
        distance,
        clause,
        after,
        marked,
        offset,
        anchor,
        normative=normative,
        zone=zone,
        reference=reference,
    )


def _against(
    distance: Distance,
    clause: str,
    after: str,
    marked: str,
    offset: int,
    anchor: Anchor,
    *,
    normative: bool,
    zone: bool,
    reference: str,
) -> float:
    against = 0.0
    across = distance.dimension in ("wide", "deep")
    if _RANGE.search(clause) or _RANGE_AFTER.match(after):
        against += 9.0
    kept_off = re.search(
        r"\b(?:closer|nearer) than(?: (?:a|about|some))?[ ]?$", clause, re.IGNORECASE
    )
    if (
        _WEAPON.search(clause)
        and _FLIGHT.search(clause + " " + after[:40])
        and not zone
        and not kept_off
    ):
        against += 3.0 if normative else 6.0
    retreat = re.search(
        r"\b(?:back|away|withdr\w+|retreat\w*|pull\w*)\b", clause[-60:], re.IGNORECASE
    )
    if _TRAVEL.search(clause[-90:]) and not zone and not retreat and not kept_off:
        against += 6.0
    if _STRETCH.search(clause[-70:]) and anchor.link == "along" and not across:
        against += 9.0
    if _EXTENT.search(clause[-40:]) and re.match(r"(?: back)? from\b", after) and not zone:
        against += 4.0
    behind = anchor.link == "from" and not anchor.before and anchor.end >= 0
    if behind and _TO_PLACE.match(marked, anchor.end - offset):
        against += 6.0  # "300 km from Aleppo to Hama" is a road
    if not zone and _LOCATED.search(clause):
        against += 3.0 + 3.0 * (not normative) + 1.0 * (anchor.link == "offset")
    if not zone and _EVENT.search(clause) and not retreat:
        against += 3.0 if not normative else 0.5
    if anchor.link == "offset" and reference != BORDER and not zone:
        against += 1.0 if normative else 3.0
    if anchor.link == "inside" and not zone and not normative:
        against += 2.0
    if anchor.link in ("from", "offset") and not zone and not normative:
        # Without a word of order or a zone, only where forces stand is worth a claim; a phrase by
        # itself, as in a headline, is.
        posted = _FORCES.search(clause) is not None and _POSTED.search(clause) is not None
        if len(clause.split()) > _BARE and not posted:
            against += 3.0
    return against
