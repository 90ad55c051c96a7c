"""The words of border phrases: the patterns that `geo.reading.claims.border_mentions` goes by.

They are written for a text with marked names (`geo.reading.claims.name_marks`), where every
country's name is one mark.
"""

from __future__ import annotations

import re
from typing import Final

from geo.reading.claims.name_marks import DEMONYM, NATION

__all__ = [
    "AND_BETWEEN",
    "AS_VERB",
    "BETWEEN_AFTER",
    "LINE_NAME",
    "MOVING_LINE",
    "OBJECT",
    "PHRASE",
    "SEA",
    "SIDE",
    "STILL_LINE",
    "THEIRS",
    "WITH_AFTER",
]

_N: Final = rf"(?:{NATION}+|{DEMONYM}+)"
SIDE: Final = r"(?:north|south)(?:[- ]?(?:east|west))?(?:ern)?|(?:east|west)(?:ern)?"
"""A side of a country, as a group to put into a larger pattern."""
_HEAD: Final = (
    r"(?:(?:land )?border crossings?|(?:land )?borders?|frontiers?|boundar(?:y|ies)|"
    r"borderline|border line)"
)
_NOT_A_LINE: Final = (
    r"(?![\w])(?![ -](?:guards?|police|polic\w+|patrols?|agents?|controls?|officers?|officials?|"
    r"forces?|troops|"
    r"disputes?|wars?|clash\w*|security|checks?|agency|agencies|authorit\w+|management|tax|"
    r"collies?|czar|"
    r"state|states|services?|trade|talks|crisis|incidents?|tensions?|skirmish\w*|adjustment|"
    r"ministry)\b)"
)
_ADJECTIVES: Final = (
    r"(?:(?:long|shared|common|joint|porous|tense|volatile|disputed|mountainous|desert|restive|"
    r"sensitive|land|"
    r"international|internationally recogni[sz]ed|recogni[sz]ed|de facto|official|remote|rugged|"
    r"closed|open|"
    r"heavily (?:fortified|guarded|militari[sz]ed|armed)|fortified|militari[sz]ed|unmarked|"
    r"undemarcated|"
    r"busy|main|entire|whole|own|current|\d[\d,]*-(?:km|kilomet(?:er|re)|mile)(?:-long)?|state|"
    r"external|nearby|"
    r"far|so-called|contested|historic|colonial-era|troubled|sealed|vast|lengthy|immediate|"
    r"inter-)[ ,]{1,2}){0,3}"
)
_THE: Final = r"(?:the |both |all )?"
_LIST: Final = rf"{_THE}{_N}(?:(?:, (?:and )?| and | or )(?:with )?{_THE}{_N}){{0,4}}"
_OWNERS: Final = (
    r"(?:its|their|his|her|our|the (?:country|kingdom|republic|state|nation|government|enclave)'s|"
    r"that country's|the two (?:countries'|nations'|neighbou?rs'))"
)
PHRASE: Final = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in {
            "between": rf"(?:the |a )?{_ADJECTIVES}{_HEAD}{_NOT_A_LINE}(?: (?:line|area|region|"
            rf"zone|fence|wall))? "
            rf"(?:between|separating|dividing|that (?:separates|divides)) {_THE}{_N}"
            rf"(?:(?: and|,| from) (?:with )?{_THE}{_N})+",
            "twin": rf"(?:the )?{_ADJECTIVES}{_N}(?: ?[-/&] ?|"
            rf" and ){_N}(?: (?:{SIDE}))? {_ADJECTIVES}{_HEAD}{_NOT_A_LINE}",
            "koreas": rf"(?:the )?{_HEAD}{_NOT_A_LINE} (?:between|separating|"
            rf"dividing) the (?:two )?Koreas"
            rf"|(?:the )?inter-{DEMONYM}+ (?:land |sea )?{_HEAD}{_NOT_A_LINE}"
            rf"|(?:the )?{_ADJECTIVES}{_HEAD}{_NOT_A_LINE} (?:between|separating|dividing|of) "
            rf"(?:North|South) and {_N}|(?:the )?(?:North|South) and {_N} {_HEAD}{_NOT_A_LINE}",
            "of": rf"(?:the )?{_ADJECTIVES}(?:{SIDE})? ?{_ADJECTIVES}{_HEAD}{_NOT_A_LINE} of "
            rf"{_THE}{_N}(?: (?:and|&) {_THE}{_N})?(?![-'])",
            "side_first": rf"(?:the )?(?:{SIDE}) {_N} {_ADJECTIVES}{_HEAD}{_NOT_A_LINE}",
            "owned": rf"(?:the )?{_N}(?:'s?)? {_ADJECTIVES}(?:(?:{SIDE}) "
            rf")?{_ADJECTIVES}{_HEAD}{_NOT_A_LINE}",
            "its": rf"{_OWNERS} {_ADJECTIVES}(?:(?:{SIDE}) )?{_ADJECTIVES}{_HEAD}{_NOT_A_LINE}",
            "bare": rf"(?:(?:the|a|any|either|that|this|"
            rf"each) )?{_ADJECTIVES}(?:(?:{SIDE}) )?{_ADJECTIVES}{_HEAD}{_NOT_A_LINE}"
            r"(?: between the (?:two )?(?:countries|nations|neighbou?rs|states|sides))?",
        }.items()
    ),
    re.IGNORECASE,
)
"""A border phrase in marked text; the name of the group that matched says of which make it is."""
WITH_AFTER: Final = re.compile(rf",? (?:with|to|from) (?P<with>{_LIST})(?!')", re.IGNORECASE)
""""with Belarus and Latvia" behind a border."""
AND_BETWEEN: Final = re.compile(
    rf"(?:,| and|, and) (?P<span>(?:the (?:{_HEAD}) )?between {_THE}{_N} and {_THE}{_N})",
    re.IGNORECASE,
)
""""and between Syria and Iraq", which goes on a list of borders."""
AS_VERB: Final = re.compile(rf" (?:on |the |both )?{_N}", re.IGNORECASE)
"""What follows where "borders" is a verb."""
LINE_NAME: Final = re.compile(
    rf"(?<![\w-])(?:the )?(?:(?P<line>Blue Line|"
    rf"(?:Golan|1974)(?: Heights)? (?:cease-?fire|disengagement|"
    rf"separation|armistice) lines?"
    r"|(?:cease-?fire|disengagement|separation|armistice) lines? (?:in|on|across|"
    r"along) the Golan(?: Heights)?"
    r"|Golan armistice line|Alpha Line|Purple Line|Bravo Line|Durand Line|Radcliffe Line|"
    r"Line of Actual Control|"
    r"Line of Control|Military Demarcation Line|McMahon Line|Oder-Neisse line|"
    rf"(?:pre-)?1967 (?:cease-?fire )?(?:lines?|borders?)|"
    rf"Golan(?: Heights)? (?:borders?|frontier|boundary)|"
    rf"(?:{DEMONYM}+ )?(?:demilitari[sz]ed zone|DMZ)(?= (?:that )?(?:between|"
    r"separat\w+|divid\w+) (?:the|North|South|two))|Korean (?:demilitari[sz]ed zone|DMZ))"
    rf"|(?P<generic>(?:{_N}[-/ ]{_N} )?(?:cease-?fire|armistice|disengagement|demarcation|"
    r"separation|de-?confliction|"
    r"contact|front) ?lines?"
    r"|line of (?:contact|separation|demarcation)"
    r"|(?:perimeter|separation|security) (?:fence|wall|barrier)|berm"
    r"|lines?(?= (?:between|separating|dividing|parting|that (?:separates?|divides?|parts?)) )))"
    r"(?!\w)",
    re.IGNORECASE,
)
"""A line that has a name of its own, or the general words for one."""
STILL_LINE: Final = re.compile(
    r"cease-?fire|armistice|disengagement|demarcation|separation line|line of separation",
    re.IGNORECASE,
)
"""General words for a line that was agreed and does not move: a border may be one."""
MOVING_LINE: Final = re.compile(r"contact|front|confliction|fence|wall|barrier|berm", re.IGNORECASE)
"""General words for where armies face each other, or for a structure: never a border."""
THEIRS: Final = re.compile(
    rf"{_OWNERS}\b|(?:the )?(?:common|shared|mutual|joint)\b|the \w+ with\b", re.IGNORECASE
)
"""How a border phrase begins that is that of the countries named beside it."""
BETWEEN_AFTER: Final = re.compile(
    rf" (?:between|separating|dividing|parting|that (?:separates|divides|parts)) "
    rf"{_THE}{NATION}+ (?:and|from) {_THE}{NATION}+(?![\w'])",
    re.IGNORECASE,
)
""""between Israel and Lebanon" behind a general word; not "between Syria's army and the rebels"."""
SEA: Final = re.compile(
    r"\b(?:maritime|sea|digital|state|county|provincial|city|district) $", re.IGNORECASE
)
"""Words before a border that is none on land between two countries."""
OBJECT: Final = re.compile(
    r"\b(?:in|inside|into|from|of|with|to|on|onto|across|by|against|near|within|between|at|over|"
    r"through|than|around)"
    r"(?: (?:the|northern|southern|eastern|western|neighbou?ring|nearby|war-torn|"
    r"[a-z]+-held))*[ \"']{1,2}$",
    re.IGNORECASE,
)
"""A preposition before a name, which then is not who acts."""
