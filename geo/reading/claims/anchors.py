"""Anchors: what a distance in a sentence is counted from, and by which words it is tied to it.

The sentence comes with its names marked (`geo.reading.claims.name_marks`): the patterns speak of
borders, places and nations and not of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from geo.reading.claims.distances import Distance
from geo.reading.claims.name_marks import BORDER, DEMONYM, LENGTH, NATION, PLACE
from geo.reading.text import word_set

__all__ = ["ZONE_NOUN", "Anchor", "Link", "find_anchor"]

Link = Literal["from", "offset", "along", "around", "inside", "zone", "none"]
"""How a distance is tied: "10 km from", "10 km north of", "a 10 km belt along", "a 10 km zone
around", "10 km deep inside", "a 10 km zone", with the reference elsewhere or not at all."""

ZONE_NOUN: Final = (
    r"(?:(?:buffer|safe|security|exclusion|demilitari[sz]ed|de-escalation|no-fly|no-go|no-sail|"
    r"no-drone|weapons-free|"
    r"restricted|danger|border|military|evacuation|fishing|keep-out|quarantine|protection|"
    r"deconfliction|safety)[ -])?"
    r"(?:zones?|belts?|strips?|buffers?|corridors?|areas?|bands?|perimeters?|cordons?|rings?|"
    r"radius|radii|swathe?s?|"
    r"circles?|DMZ|no-man's-land|closures?|limits?)(?!\w)"
)
_WORD: Final = r"(?:[^\s.;:!?()\ue000-\ue004]+|\ue000+(?:'s?)?|\ue001+)"
_DIRECTION: Final = (
    r"(?:due )?(?P<dir>(?:north|south)(?:[- ]?(?:east|west))?|east|west)(?:ward|wards|ern)?"
)
_FACILITY: Final = (
    r"(?:(?:nuclear|power|thermal|gas|oil|air|naval|military|chemical|international|main|border|"
    r"refugee|train)[ -])*"
    r"(?:plants?|station|reactor|facility|facilities|site|base|airport|airfield|airbase|dam|"
    r"refinery|mine|volcano|crater|camp|port|"
    r"harbou?r|terminal|complex|depot|crossing|checkpoint|embassy|prison|island|shrine|mosque|"
    r"temple|stadium|bridge)"
)
_GENERIC: Final = (
    rf"(?:{_FACILITY}|capital|city|town|village|coast(?:line)?|shore(?:line)?|"
    rf"baselines?|front ?lines?|line of contact)"
)
_KIND_OF: Final = (
    r"(?:(?:city|town|village|port|capital|province|region|centre|center|outskirts|suburbs?|edge|"
    r"district|island|camp|"
    r"state|governorate|municipality|port city|coast|shores?|walls?|ruins|perimeter|borders?|"
    r"limits|enclave|area|site|tip|mouth)"
    r"(?: of|,)? (?:the )?){0,2}"
)
_MODIFIERS: Final = (
    rf"(?:(?:(?!(?:is|are|was|were|has|have|had|and|or|but|said|to|in|of|from|that|which|who|by|"
    rf"at|with|on|for|as|it|he|they)\b)"
    rf"(?:[a-z]+(?:-[a-z]+)*|{DEMONYM}+(?:-[a-z]+)?|(?:{NATION}+|{PLACE}+)'s?)) ){{0,4}}?"
)
_REF: Final = (
    rf"(?:(?:the|any|either|a|an|its|their|all|both|that|this) )?{_MODIFIERS}{_KIND_OF}"
    rf"(?P<ref>(?:{PLACE}++ )?{BORDER}+|"
    rf"(?:{PLACE}++|{NATION}++)(?!'s? )(?:(?: [A-Z][\w-]*)? {_FACILITY}(?!\w))?|"
    rf"{_GENERIC}(?!\w)"
    rf"(?: (?:of|at|in|near) (?:the )?(?:{PLACE}+|{NATION}+))?|"
    rf"(?!(?:{'|'.join(sorted(word_set('mentions', 'days')))})\b)"
    rf"(?-i:[A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,3}}))"
)
_AWAY: Final = (
    r"(?:[ ,]{1,2}(?:away|back|backwards?|out|clear|distant|inland|inwards?|farther|further|"
    r"or (?:more|less|so|closer|nearer)|"
    r"apart|deeper|deep|wide|in (?:depth|width|radius|all directions)|in every direction|on foot|"
    r"all))*"
)
_THEN: Final = rf"(?:,? (?:and |or |later |but )?(?:then )?(?:by |to )?(?:another )?{LENGTH}+)?"
_SHORT_WORDS: Final = rf"(?: {_WORD}){{0,7}}?"
_LAND: Final = (
    rf"(?:(?:the )?(?:northern|southern|eastern|western|north-?eastern|north-?western|"
    rf"south-?eastern|south-?western)?(?:parts? of)? ?"
    rf"(?P<land>{NATION}+)(?:'s)?(?: (?:territory|soil|land|side))?"
    rf"|(?:the )?(?P<land_of>{DEMONYM}+)[- ](?:held |controlled )?(?:territory|soil|side|land|"
    rf"lands)(?: of)?"
    r"|(?P<own>(?:its|their|his|her) (?:own )?(?:territory|soil|side|land)))"
)

_AFTER_PATTERNS: Final[tuple[tuple[Link, str], ...]] = (
    (
        "along",
        rf"{_THEN}{_AWAY},?(?: and)?(?: (?:would|will|should|must|to))?"
        rf"(?: (?:run|runs|running|lie|lies|lying|stretch|stretching))?"
        rf" (?:(?:on|to) )?(?:(?P<each>both sides|either side|each side) of|"
        rf"along|astride|straddling|on|across|down) (?:(?:the )?(?:(?P<land_of>{DEMONYM}+)|"
        rf"(?P<own>its|their)(?: own)?) side of )?{_REF}",
    ),
    (
        "around",
        rf"{_THEN}{_AWAY},? (?:all )?(?:around|round|surrounding|encircling|about) {_REF}",
    ),
    (
        "inside",
        rf"{_THEN}{_AWAY} (?:inside|into|in|within|on) {_LAND}{_SHORT_WORDS}[ ,]+(?:along|"
        rf"from|of|off|beyond|across|on|at|behind) {_REF}",
    ),
    (
        "offset",
        rf"{_THEN}{_AWAY},? (?:to the |further |farther )?{_DIRECTION},? (?:of|from|"
        rf"off) {_REF}",
    ),
    (
        "zone",
        rf"[ -]{{1,2}}(?:{_WORD}[ -]){{0,5}}?{ZONE_NOUN}(?:[ ,]+{_WORD}){{0,9}}?[ ,]+"
        rf"(?P<how>along|around|round|from|on|near|off|of|surrounding|straddling|encircling|"
        rf"at|separating|between|by|either side of|both sides of|each side of) {_REF}",
    ),
    (
        "from",
        rf"{_THEN}{_AWAY},? (?:from|off|outside|beyond|short of|of|behind|to) {_REF}",
    ),
    ("inside", rf"{_THEN}{_AWAY} (?:inside|into|within|in|on) {_LAND}"),
)
_AFTER: Final = tuple((link, re.compile(text, re.IGNORECASE)) for link, text in _AFTER_PATTERNS)
_BEFORE: Final = re.compile(
    rf"(?:(?P<closer>(?:closer|nearer) to )|(?P<how>along|around|from|of|on|near|at|to|inside|"
    rf"behind) ){_REF}"
    rf"(?P<gap>(?:[ ,]+{_WORD}){{0,9}}?)[ ,(]+(?:(?:to |at )?(?:an? )?(?:average |minimum |"
    rf"maximum )?(?:depth|width|radius|distance) of|by|extending|stretching|reaching|that is|"
    rf"which is|"
    r"measuring|than|as far as|up to|for|is|be|of|to)?(?: (?:about|around|some|roughly|"
    r"approximately|at least|up to|nearly|almost|a|an|the|another|over|not less than|no less than|"
    r"more than|less than))*[ ,]*$",
    re.IGNORECASE,
)
_BEFORE_LINKS: Final[dict[str, Link]] = {"along": "along", "on": "along", "around": "around"}
_ZONE_BEFORE: Final = re.compile(
    rf"{ZONE_NOUN}(?:[ ,\"'(]+{_WORD}){{0,7}}[ ,\"'(-]*$", re.IGNORECASE
)
_ZONE_AFTER: Final = re.compile(
    rf"[ \"'-]{{1,3}}(?:{_WORD}[ -]){{0,3}}?[\"']?{ZONE_NOUN}", re.IGNORECASE
)
_SPEECH: Final = re.compile(r"[;:]|\. ")


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a distance is tied to what it is counted from.

    Parameters
    ----------
    link : str
        See `Link`.
    start, end : int
        The words of the reference, end exclusive; both -1 if the sentence does not hold it.
    direction : str
        ``"north"`` and so on, for "10 km north of"; empty otherwise.
    land : tuple of int or None
        The nation's name in "deep inside Syria" or "on the Syrian side".
    own_land : bool
        "inside its own territory".
    each_side : bool
        "on either side of".
    zone : bool
        Whether a zone, belt or strip is what measures the distance.
    before : bool
        Whether the reference stands before the distance.
    """

    link: Link
    start: int = -1
    end: int = -1
    direction: str = ""
    land: tuple[int, int] | None = None
    own_land: bool = False
    each_side: bool = False
    zone: bool = False
    before: bool = False


def find_anchor(marked: str, offset: int, distance: Distance) -> Anchor:
    """Find what one distance of a sentence is counted from.

    Parameters
    ----------
    marked : str
        The sentence with its names marked.
    offset : int
        Where the sentence begins in the text.
    distance : Distance
        One of the sentence; its offsets are those of the text.

    Returns
    -------
    Anchor
        With offsets of the text; link ``"none"`` if nothing ties the distance to a place.
    """
    tail = distance.tail - offset
    window = marked[tail : tail + 320]
    stop = _SPEECH.search(window)
    window = window[: stop.start()] if stop else window
    begin = distance.start - offset
    before = marked[max(0, begin - 240) : begin]
    zone_before = _zone_before(before)
    across = distance.dimension in ("wide", "deep")
    zone = zone_before or (
        (distance.adjective or across or distance.end == distance.tail)
        and _ZONE_AFTER.match(window) is not None
    )
    for link, match in _matches(window, distance):
        # "a zone 30 km deep in Syria": in a country only if something says that it is a depth.
        if (
            link == "inside"
            and match.groupdict().get("ref") is None
            and not (
                zone
                or distance.dimension == "deep"
                or "deep" in match[0]
                or "into" in match[0]
                or "inside" in match[0]
            )
        ):
            continue
        return _anchor(link, match, tail + offset, zone=zone)
    found = _find_before(before)
    if found is not None:
        at = offset + max(0, begin - 240)
        return Anchor(
            _BEFORE_LINKS.get((found["how"] or "").lower(), "from"),
            at + found.start("ref"),
            at + found.end("ref"),
            zone=zone,
            before=True,
        )
    return Anchor("zone", zone=True) if zone else Anchor("none")


def _zone_before(before: str) -> bool:
    return _ZONE_BEFORE.search(before[-90:]) is not None


def _matches(window: str, distance: Distance) -> Iterator[tuple[Link, re.Match[str]]]:
    for link, pattern in _AFTER:
        if link == "zone" and not (
            distance.adjective
            or distance.tail == distance.end
            or distance.equivalents
            or distance.dimension in ("wide", "deep")
        ):
            continue
        match = pattern.match(window)
        if match is not None:
            yield link, match


def _find_before(before: str) -> re.Match[str] | None:
    """Find the nearest reference before the distance that words like "to a depth of" tie to it."""
    found = None
    position = 0
    while (match := _BEFORE.search(before, position)) is not None:
        found = match
        position = match.start() + 1
    return found


def _anchor(link: Link, match: re.Match[str], at: int, *, zone: bool) -> Anchor:
    groups = match.groupdict()
    start, end = (match.start("ref") + at, match.end("ref") + at) if groups.get("ref") else (-1, -1)
    land = next(
        (
            (match.start(name) + at, match.end(name) + at)
            for name in ("land", "land_of")
            if groups.get(name)
        ),
        None,
    )
    how = (groups.get("how") or "").lower()
    if link == "zone":
        zone = True
        link = (
            "along"
            if how in ("along", "on", "straddling") or "side" in how
            else ("around" if how in ("around", "round", "surrounding", "encircling") else "zone")
        )
    return Anchor(
        link,
        start,
        end,
        direction=_plain_direction(groups.get("dir") or ""),
        land=land,
        own_land=bool(groups.get("own")),
        each_side=bool(groups.get("each")) or "side" in how,
        zone=zone,
    )


def _plain_direction(word: str) -> str:
    return "-".join(re.findall(r"north|south|east|west", word.lower()))
