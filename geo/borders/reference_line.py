"""Reference lines: two countries, or a named line, to a geometry with status and accuracy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, cast

import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders.country_list import country
from geo.borders.line_accuracy import note_with_accuracy, stated_accuracy_m
from geo.errors import BorderNotFound, LineNotFound
from geo.sources import table
from geo.wording import border_between, line_in_sentence, possessive, with_article

__all__ = [
    "DEFAULT_LINES",
    "LinePart",
    "ReferenceLine",
    "Status",
    "alternatives",
    "border",
    "borders_of",
    "join_lines",
    "line",
    "lines",
    "named_line",
    "neighbours_of",
    "unsettled_borders",
]

Status = Literal["de jure", "de facto", "ceasefire", "claimed", "place"]

DEFAULT_LINES: Final = ("ceasefire-1974",)
"""Named lines taken when a phrase means borders that several lines describe.

Reason: the lines of the agreements that parted the forces are the ones that stories count from.
They are not where forces stand since December 2024 (data/README.md). The choice is stated with
every result, and the others can be asked for.
"""

_PAIR_KEYS: Final = re.compile(r"[A-Z]{3}-[A-Z]{3}(?:\+[A-Z]{3}-[A-Z]{3})*")
_SIDE_KEY: Final = re.compile(r"[A-Z]{3}:[a-z-]+")

# From the most settled to the least: a line is as settled as its least settled part.
_SETTLED: Final = ("place", "de jure", "de facto", "ceasefire", "claimed")


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
        Metres within which the drawn line holds: measured, see `geo.borders.line_accuracy`, or
        what the data states where nothing is there to measure by.
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
    stands_for_area : bool
        Whether it is one point of an area whose outline is not known.
    """

    key: str
    name: str
    sides: tuple[str, ...]
    parts: tuple[LinePart, ...]
    status: Status
    accuracy_m: float
    source: str
    note: str = ""
    stands_for_area: bool = False

    @property
    def geometry(self) -> BaseGeometry:
        """All parts as one geometry, lon/lat degrees."""
        geometries = [part.geometry for part in self.parts]
        return geometries[0] if len(geometries) == 1 else shapely.union_all(geometries)

    @property
    def in_sentence(self) -> str:
        """Its name with the article that a sentence needs."""
        if self.status != "place":
            return line_in_sentence(self.name)
        # A point is a town or a position: neither takes an article for the noun that it ends in.
        point = all(shapely.get_dimensions(part.geometry) == 0 for part in self.parts)
        return with_article(self.name, kind="city" if point else "")

    @property
    def pairs(self) -> tuple[tuple[str, ...], ...]:
        """Pairs of countries, in the order of the parts, each once."""
        return tuple(dict.fromkeys(part.pair for part in self.parts if part.pair))

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the sources, each once."""
        return tuple(self.source.split("+"))

    @property
    def dispute(self) -> str:
        """What a reader must know of borders that somebody disputes; empty if nobody does.

        A named line says whose it is by its name and status, so that nothing is left to tell.

        Examples
        --------
        >>> line("KOR-PRK").dispute
        'the South Korea–North Korea border is drawn as a ceasefire line, the armistice of 1953'
        """
        if not (_PAIR_KEYS.fullmatch(self.key) or _SIDE_KEY.fullmatch(self.key)):
            return ""
        told = (_dispute(part) for part in self.parts if part.pair)
        return "; ".join(each for each in told if each)


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
        "borders.parquet",
        columns=("key", "a", "b", "status", "disputed", "whose", "source", "accuracy_m", "note"),
    )
    return {row["key"]: row for row in rows}


@cache
def _named_rows() -> dict[str, list[dict[str, Any]]]:
    named: dict[str, list[dict[str, Any]]] = {}
    for row in table("lines.parquet"):
        named.setdefault(row["line"], []).append(row)
    return named


def _part(key: str, row: dict[str, Any], pair: tuple[str, ...], wkb: bytes) -> LinePart:
    return LinePart(
        pair=pair,
        geometry=shapely.from_wkb(wkb),
        status=cast(Status, row["status"]),
        accuracy_m=stated_accuracy_m(key, row["accuracy_m"]),
        source=row["source"],
    )


_OVERSEAS: Final = {
    ("BRA", "FRA"): ("BRA", "GUF"),
    ("FRA", "SUR"): ("GUF", "SUR"),
    ("FRA", "NLD"): ("MAF", "SXM"),
}
"""Borders that a country has only through a part overseas that has a code of its own."""


def border(a: str, b: str) -> ReferenceLine:
    """Land border of two countries, by name, demonym or code, in any order.

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

    Examples
    --------
    >>> border("Poland", "Belarusian").key
    'BLR-POL'
    """
    first, second = sorted((country(a).code, country(b).code))
    pair = _OVERSEAS.get((first, second), (first, second))
    key = "-".join(pair)
    row = _border_rows().get(key)
    if row is None:
        neighbours = [country(code).name for code in neighbours_of(country(a).code)]
        said = f"its land neighbours are {', '.join(neighbours)}" if neighbours else "it has none"
        raise BorderNotFound(
            f"no land border between {country(a).in_sentence} and {country(b).in_sentence} is "
            f"known; of {country(a).in_sentence}, {said}"
        )
    [found] = table("borders.parquet", columns=("geometry",), key=key)
    part = _part(key, row, pair, found["geometry"])
    note = note_with_accuracy(_border_note(row), ("", key))
    return join_lines([part], key=key, name=_border_name(pair), note=note)


def _border_note(row: dict[str, Any]) -> str:
    return f"{row['note']}. Drawn: {row['whose']}." if row["disputed"] else ""


def _dispute(part: LinePart) -> str:
    row = _border_rows()["-".join(part.pair)]
    if not row["disputed"]:
        return ""
    others = [each.key for each in lines() if part.pair in each.pairs]
    also = f"; other lines: {', '.join(others)}" if others else ""
    known = "disputed and drawn" if part.status == "de jure" else "drawn"
    named = line_in_sentence(_border_name(part.pair))
    return f"{named} is {known} as a {part.status} line, {row['whose']}{also}"


def _border_name(pair: Sequence[str]) -> str:
    a, b = (country(code).name for code in pair)
    return border_between(a, b)


@cache
def neighbours_of(code: str) -> tuple[str, ...]:
    """Alpha-3 codes of the countries with a land border to this one."""
    pairs = [(row["a"], row["b"]) for row in _border_rows().values()]
    return tuple(b if a == code else a for a, b in pairs if code in (a, b))


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
        part for other in neighbours_of(found.code) for part in border(found.code, other).parts
    ]
    if not parts:
        raise BorderNotFound(f"{found.name} has no land border")
    return join_lines(parts, key=f"{found.code}-*", name=f"{possessive(found.name)} land border")


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
    keys = [f"{key}:{row['pair']}" for row in rows]
    cited = "; ".join(dict.fromkeys(row["citation"] for row in rows))
    return join_lines(
        [
            _part(each, row, tuple(row["pair"].split("-")), row["geometry"])
            for each, row in zip(keys, rows, strict=True)
        ],
        key=key,
        name=rows[0]["line_name"],
        note=note_with_accuracy(
            f"{rows[0]['line_note']} Sources: {cited}.",
            *((row["name"], each) for each, row in zip(keys, rows, strict=True)),
        ),
    )


def line(key: str) -> ReferenceLine:
    """Reference line by any key: a named line, ``"AAA-BBB"``, or several joined by ``"+"``.

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
    if _PAIR_KEYS.fullmatch(key.upper()):
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


def unsettled_borders() -> tuple[ReferenceLine, ...]:
    """Land borders not agreed in some part, by key, also where the line drawn is the lawful one.

    Examples
    --------
    >>> {"KOR-PRK", "RUS-UKR"} <= {line.key for line in unsettled_borders()}
    True
    """
    return tuple(
        border(row["a"], row["b"]) for _, row in sorted(_border_rows().items()) if row["disputed"]
    )
