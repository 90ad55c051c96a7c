"""Reference lines: two countries, one side of a country, or a named line, to a geometry.

A border belongs to the side on which it lies, seen from the country: looking from the border
outward in that direction, no more of the country is in the way. That is computed from the
geometry; no table says which neighbour is north.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, cast

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.countries import Country, country, country_area, find_country
from geo.errors import BorderNotFound, DisputedBorder, LineNotFound
from geo.sources import table

__all__ = [
    "DEFAULT_LINES",
    "SIDES",
    "LinePart",
    "ReferenceLine",
    "Status",
    "alternatives",
    "border",
    "border_side",
    "borders_of",
    "find_border",
    "join_lines",
    "line",
    "lines",
    "named_line",
]

Status = Literal["de jure", "de facto", "ceasefire", "claimed", "place"]

SIDES: Final = ("north", "east", "south", "west")

DEFAULT_LINES: Final = ("ceasefire-1974",)
"""Named lines taken when a phrase means borders that several lines describe.

Reason: the line that is held on the ground is the one from which forces keep a distance; the
choice is stated with every result, and the others can be asked for.
"""

# From the most settled to the least: a line is as settled as its least settled part.
_SETTLED: Final = ("place", "de jure", "de facto", "ceasefire", "claimed")

# A border lies on a side if this share of its length looks out there, and if its middle lies that
# way from the country's centre, within this angle. Chosen so that Israel's north is Lebanon and
# Syria, Turkey's south Syria and Iraq, Ukraine's north Belarus and Russia; tests/test_borders.py
# holds twenty such cases.
_SHARE: Final = 0.65
_SHARE_DIAGONAL: Final = 0.3
_ANGLE: Final = 67.5

_STEPS: Final = {"north": (0, 1), "east": (1, 0), "south": (0, -1), "west": (-1, 0)}


@dataclass(frozen=True, slots=True)
class LinePart:
    """The stretch of a reference line between two countries.

    Parameters
    ----------
    pair : tuple of str
        ISO 3166-1 alpha-3 codes in alphabetical order; empty for what is no border.
    geometry : shapely geometry
        Lon/lat degrees; vertices are joined by geodesics.
    status : str
        ``"de jure"``, ``"de facto"``, ``"ceasefire"``, ``"claimed"``, or ``"place"``.
    accuracy_m : float
        Metres within which the drawn line holds.
    source : str
        Key of the `geo.sources.Source`.
    """

    pair: tuple[str, ...]
    geometry: BaseGeometry
    status: Status
    accuracy_m: float
    source: str


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """What a distance is counted from: a border, a named line, a place or any geometry.

    Parameters
    ----------
    key : str
        ``"ceasefire-1974"``, ``"ISR-LBN"``, ``"IRQ-TUR+SYR-TUR"``; what `line` takes.
    name : str
        As a sentence would have it.
    sides : tuple of str
        Alpha-3 codes of the countries that it parts.
    parts : tuple of LinePart
        One for each pair of countries.
    status : str
        That of its least settled part.
    accuracy_m : float
        That of its least accurate part.
    source : str
        Keys of the sources, joined by ``"+"``.
    note : str
        What a reader should know, with citation; may be empty.
    """

    key: str
    name: str
    sides: tuple[str, ...]
    parts: tuple[LinePart, ...]
    status: Status
    accuracy_m: float
    source: str
    note: str = ""

    @property
    def geometry(self) -> BaseGeometry:
        """All parts as one geometry, lon/lat degrees."""
        geometries = [part.geometry for part in self.parts]
        return geometries[0] if len(geometries) == 1 else shapely.union_all(geometries)

    @property
    def pairs(self) -> tuple[tuple[str, ...], ...]:
        """Pairs of countries, in the order of the parts, each once."""
        return tuple(dict.fromkeys(part.pair for part in self.parts if part.pair))

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the sources, each once."""
        return tuple(self.source.split("+"))


def join_lines(parts: Iterable[LinePart], *, key: str, name: str, note: str = "") -> ReferenceLine:
    """Make one reference line of parts.

    Raises
    ------
    BorderNotFound
        If there is no part.
    """
    kept = tuple(parts)
    if not kept:
        raise BorderNotFound(f"{name}: no line is left to count from")
    return ReferenceLine(
        key=key,
        name=name,
        sides=tuple(sorted({code for part in kept for code in part.pair})),
        parts=kept,
        status=max((part.status for part in kept), key=_SETTLED.index),
        accuracy_m=max(part.accuracy_m for part in kept),
        source="+".join(dict.fromkeys(part.source for part in kept)),
        note=note,
    )


@cache
def _border_rows() -> dict[str, dict[str, Any]]:
    rows = table(
        "borders.parquet", columns=("key", "a", "b", "status", "source", "accuracy_m", "note")
    )
    return {row["key"]: row for row in rows}


@cache
def _named_rows() -> dict[str, list[dict[str, Any]]]:
    named: dict[str, list[dict[str, Any]]] = {}
    for row in table("lines.parquet"):
        named.setdefault(row["line"], []).append(row)
    return named


def _part(row: dict[str, Any], pair: tuple[str, ...], wkb: bytes) -> LinePart:
    return LinePart(
        pair=pair,
        geometry=shapely.from_wkb(wkb),
        status=cast(Status, row["status"]),
        accuracy_m=float(row["accuracy_m"]),
        source=row["source"],
    )


def _code(name: str) -> str:
    return country(name).code


def border(a: str, b: str) -> ReferenceLine:
    """Land border of two countries.

    Parameters
    ----------
    a, b : str
        Countries by name, demonym or code, in any order.

    Returns
    -------
    ReferenceLine
        Key ``"AAA-BBB"``; `accuracy_m` says how good the data is.

    Raises
    ------
    NotFound
        If one is no country.
    BorderNotFound
        If the data holds no land border between them; the message lists the neighbours of the
        first.

    Warns
    -----
    DisputedBorder
        If the data knows the border as claimed, de facto, or a ceasefire line.

    Examples
    --------
    >>> border("Poland", "Belarusian").key
    'BLR-POL'
    """
    pair = tuple(sorted((_code(a), _code(b))))
    key = "-".join(pair)
    row = _border_rows().get(key)
    if row is None:
        neighbours = [country(code).name for code in neighbours_of(_code(a))]
        said = f"its land neighbours are {', '.join(neighbours)}" if neighbours else "it has none"
        raise BorderNotFound(
            f"no land border between {country(a).name} and {country(b).name} is known; "
            f"of {country(a).name}, {said}"
        )
    [found] = table("borders.parquet", columns=("geometry",), key=key)
    part = _part(row, pair, found["geometry"])
    if part.status != "de jure":
        others = alternatives((pair,))
        also = f"; other lines: {', '.join(others)}" if others else ""
        warnings.warn(
            DisputedBorder(f"the {_pair_name(pair)} border is drawn as a {part.status} line{also}"),
            stacklevel=2,
        )
    return join_lines([part], key=key, name=f"{_pair_name(pair)} border", note=row["note"] or "")


def _pair_name(pair: Iterable[str]) -> str:
    return "–".join(country(code).name for code in pair)


def neighbours_of(code: str) -> tuple[str, ...]:
    """Alpha-3 codes of the countries with a land border to this one."""
    return tuple(
        row["b"] if row["a"] == code else row["a"]
        for row in _border_rows().values()
        if code in (row["a"], row["b"])
    )


def _quiet_border(a: str, b: str) -> ReferenceLine:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DisputedBorder)
        return border(a, b)


def borders_of(name: str) -> ReferenceLine:
    """All land borders of a country as one line.

    Raises
    ------
    BorderNotFound
        If it is an island.

    Examples
    --------
    >>> borders_of("Lebanon").sides
    ('ISR', 'LBN', 'SYR')
    """
    found = country(name)
    parts = [
        part
        for other in neighbours_of(found.code)
        for part in _quiet_border(found.code, other).parts
    ]
    if not parts:
        raise BorderNotFound(f"{found.name} has no land border")
    return join_lines(parts, key=f"{found.code}-*", name=f"{_possessive(found)} land border")


def _possessive(found: Country) -> str:
    return f"{found.name}'" if found.name.endswith("s") else f"{found.name}'s"


@dataclass(frozen=True, slots=True)
class _Outlook:
    """How a border lies, seen from a country."""

    share: dict[str, float]
    towards: tuple[float, float]

    def lies(self, sides: tuple[str, ...], least: float) -> bool:
        way = np.sum([_STEPS[side] for side in sides], axis=0)
        cosine = float(np.dot(way, self.towards) / np.linalg.norm(way))
        return (
            cosine >= np.cos(np.radians(_ANGLE))
            and min(self.share[side] for side in sides) >= least
        )


@cache
def _outlooks(code: str, others: tuple[str, ...]) -> dict[str, _Outlook]:
    """For each neighbour, the share of the border that looks out to each side, and its bearing."""
    area = country_area(code)
    west, south, east, north = area.bounds
    size = max(east - west, north - south)
    area = shapely.simplify(area, size / 300)
    shapely.prepare(area)
    centre = shapely.get_coordinates(area.centroid)[0]
    outlooks: dict[str, _Outlook] = {}
    for other in others:
        border_line = shapely.simplify(_quiet_border(code, other).geometry, size / 300)
        count = 200
        at = shapely.get_coordinates(
            shapely.line_interpolate_point(
                _end_to_end(border_line), (np.arange(count) + 0.5) / count, normalized=True
            )
        )
        share = {}
        for side, step in _STEPS.items():
            start = at + np.array(step) * size * 0.02
            end = start + np.array(step) * size * 1.2
            rays = shapely.linestrings(np.stack((start, end), axis=1))
            blocked = shapely.length(shapely.intersection(rays, area)) > size * 0.01
            share[side] = float((~blocked).mean())
        # Measured against the country's own width and height, so that in a long country a border
        # near one end lies at that end.
        way = (at.mean(axis=0) - centre) / np.array([east - west, north - south])
        way /= max(float(np.linalg.norm(way)), 1e-12)
        outlooks[other] = _Outlook(share, (float(way[0]), float(way[1])))
    return outlooks


def _end_to_end(geometry: BaseGeometry) -> shapely.LineString:
    """The parts of a border laid end to end, so that it can be walked by its length."""
    pieces = shapely.get_parts(geometry)
    return shapely.LineString(np.concatenate([shapely.get_coordinates(piece) for piece in pieces]))


def border_side(name: str, side: str) -> ReferenceLine:
    """The borders on one side of a country, computed from the geometry.

    Parameters
    ----------
    name : str
        Country by name, demonym or code.
    side : str
        ``"north"``, ``"east"``, ``"south"``, ``"west"``, or two of them: ``"north-east"``.

    Returns
    -------
    ReferenceLine
        Where a named line of `DEFAULT_LINES` describes just these borders, that line.

    Raises
    ------
    BorderNotFound
        If the country has no land border on that side.

    Examples
    --------
    >>> border_side("Israel", "north").key
    'ceasefire-1974'
    >>> border_side("Turkey", "south").key
    'IRQ-TUR+SYR-TUR'
    """
    found = country(name)
    wanted = [word for word in SIDES if word in side.lower()]
    if not wanted:
        raise BorderNotFound(f"{side!r} is no side of a country; use {', '.join(SIDES)}")
    pairs = _pairs_on(found.code, tuple(wanted))
    title = f"{_possessive(found)} {'-'.join(wanted)}ern border"
    if not pairs:
        raise BorderNotFound(f"{found.name} has no land border on its {'-'.join(wanted)}ern side")
    for key in DEFAULT_LINES:
        named = named_line(key)
        if set(named.pairs) == set(pairs):
            return named
    parts = [part for pair in pairs for part in _quiet_border(*pair).parts]
    return join_lines(parts, key="+".join("-".join(pair) for pair in pairs), name=title)


@cache
def _pairs_on(code: str, sides: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    outlooks = _outlooks(code, neighbours_of(code))
    least = _SHARE if len(sides) == 1 else _SHARE_DIAGONAL
    on = [other for other, outlook in outlooks.items() if outlook.lies(sides, least)]
    if not on:
        # A neighbour that wraps round the country looks out to no side alone: the one that does
        # so most is meant.
        some = [other for other, outlook in outlooks.items() if outlook.lies(sides, 0.2)]
        on = sorted(some, key=lambda other: -min(outlooks[other].share[side] for side in sides))[:1]
    return tuple(sorted(cast(tuple[str, str], tuple(sorted((code, other)))) for other in on))


def alternatives(pairs: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Keys of the named lines that describe these borders otherwise.

    Examples
    --------
    >>> alternatives([("ISR", "LBN"), ("ISR", "SYR")])
    ('ceasefire-1974', 'bravo-1974', 'pre-1967')
    """
    wanted = set(pairs)
    return tuple(key for key in _named_rows() if wanted == set(named_line(key).pairs))


def named_line(key: str) -> ReferenceLine:
    """Reference line by its own name.

    Raises
    ------
    LineNotFound
        If there is none; the message lists the names.

    Examples
    --------
    >>> named_line("ceasefire-1974").status
    'ceasefire'
    """
    rows = _named_rows().get(key)
    if rows is None:
        raise LineNotFound(
            f"no reference line {key!r}; there are {', '.join(_named_rows())} "
            "and, for two countries, keys like ISR-LBN"
        )
    note = (
        f"{rows[0]['line_note']} Sources: {'; '.join(dict.fromkeys(r['citation'] for r in rows))}."
    )
    return join_lines(
        [_part(row, tuple(row["pair"].split("-")), row["geometry"]) for row in rows],
        key=key,
        name=rows[0]["line_name"],
        note=note,
    )


def line(key: str) -> ReferenceLine:
    """Reference line by any key: a named line, ``"AAA-BBB"``, or several of these joined by ``"+"``.

    Raises
    ------
    LineNotFound
        If a key is not known.
    BorderNotFound
        If two countries share no land border.

    Examples
    --------
    >>> line("BLR-POL").name
    'Belarus–Poland border'
    """
    if key in _named_rows():
        return named_line(key)
    pieces = key.upper().split("+")
    if all(re.fullmatch(r"[A-Z]{3}-[A-Z]{3}", piece) for piece in pieces):
        found = [border(*piece.split("-")) for piece in pieces]
        if len(found) == 1:
            return found[0]
        return join_lines(
            (part for each in found for part in each.parts),
            key="+".join(each.key for each in found),
            name=", ".join(each.name for each in found),
        )
    return named_line(key)


def lines() -> tuple[ReferenceLine, ...]:
    """The named reference lines, the default first.

    Examples
    --------
    >>> [line.key for line in lines()]
    ['ceasefire-1974', 'bravo-1974', 'pre-1967']
    """
    return tuple(named_line(key) for key in _named_rows())


_LINE_WORD = r"(?:border|frontier|boundary|line|border line|borderline)s?"
_SIDE_WORD = r"(?P<side>(?:north|south)(?:[- ]?(?:east|west))?(?:ern)?|(?:east|west)(?:ern)?)"
_THE = r"(?:the\s+)?"
_PHRASES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_THE}{_LINE_WORD}\s+(?:between|of|separating|dividing)\s+(?P<a>.+?)\s+(?:and|with|from)\s+(?P<b>.+)",
        rf"{_THE}(?P<a>.+?)(?:['’]s?)?\s+{_LINE_WORD}\s+with\s+(?P<b>.+)",
        rf"{_THE}(?P<a>.+?)(?:['’]s?)?\s+{_SIDE_WORD}\s+{_LINE_WORD}",
        rf"{_THE}{_SIDE_WORD}\s+{_LINE_WORD}\s+of\s+(?P<a>.+)",
        rf"{_THE}{_SIDE_WORD}\s+(?P<a>.+?)\s+{_LINE_WORD}",
        rf"{_THE}(?P<a>.+?)(?:\s*[-–—/]\s*|\s+and\s+)(?P<b>.+?)\s+{_LINE_WORD}",
        rf"{_THE}{_LINE_WORD}\s+of\s+(?P<a>.+)",
        rf"{_THE}(?P<a>.+?)(?:['’]s?)?\s+{_LINE_WORD}",
    )
)

_LINE_NAMES: Final = {
    "blue line": "ISR-LBN",
    "golan ceasefire line": "ISR-SYR",
    "ceasefire line in the golan": "ISR-SYR",
    "golan armistice line": "pre-1967",
    "alpha line": "ISR-SYR",
    "purple line": "ISR-SYR",
    "bravo line": "bravo-1974",
    "durand line": "AFG-PAK",
    "radcliffe line": "IND-PAK",
    "line of control": "IND-PAK",
    "military demarcation line": "KOR-PRK",
    "korean demilitarized zone": "KOR-PRK",
    "korean dmz": "KOR-PRK",
    "oder-neisse line": "DEU-POL",
    "oder–neisse line": "DEU-POL",
    "mcmahon line": "CHN-IND",
    "line of actual control": "CHN-IND",
    "green line in cyprus": "CYP-NCY",
}
"""Lines that have a name of their own, and the border as which the data knows them.

Sources: United Nations S/2000/590 (Blue Line, 2000); Agreement on Disengagement between Israeli
and Syrian Forces, S/11302/Add.1 (1974); Korean Armistice Agreement (1953), article I.
"""


def find_border(text: str) -> ReferenceLine | None:
    """Read a border phrase.

    Parameters
    ----------
    text : str
        ``"Syria–Lebanon border"``, ``"the border between Syria and Iraq"``,
        ``"Lebanese-Israeli frontier"``, ``"Israel's northern border"``, ``"Blue Line"``, or a key.

    Returns
    -------
    ReferenceLine or None
        None if the text is no border phrase.

    Raises
    ------
    BorderNotFound
        If it is one, but of countries without a land border.

    Examples
    --------
    >>> find_border("the border between Syria and Iraq").key
    'IRQ-SYR'
    >>> find_border("Israel's northern border").key
    'ceasefire-1974'
    >>> find_border("Damascus") is None
    True
    """
    words = " ".join(text.split()).strip(" .,;:")
    low = words.lower().removeprefix("the ")
    if low in _LINE_NAMES:
        return line(_LINE_NAMES[low])
    if words in _named_rows() or re.fullmatch(r"[A-Z]{3}-[A-Z]{3}(?:\+[A-Z]{3}-[A-Z]{3})*", words):
        return line(words)
    for pattern in _PHRASES:
        match = pattern.fullmatch(words)
        if match is None:
            continue
        groups = match.groupdict()
        a = find_country(groups["a"])
        if a is None:
            continue
        if groups.get("b"):
            b = find_country(groups["b"])
            if b is None or b.code == a.code:
                continue
            return border(a.code, b.code)
        if groups.get("side"):
            return border_side(a.code, groups["side"])
        return borders_of(a.code)
    return None
