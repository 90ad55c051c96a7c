"""Named stretches: a line's own name to the stretch that it means, or a plain no.

The Line of Control is not the border of India and Pakistan but a part of it; a border of Gaza is
not the border of Palestine. Names are compared as `geo.spelling.fold` has them and never by
likeness. A name of two senses is refused with both, and a line that no source draws with a
sentence that says so.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

import shapely

from geo.borders.line_accuracy import note_with_accuracy, stated_accuracy_m
from geo.borders.reference_line import LinePart, ReferenceLine, Status, join_lines
from geo.errors import LineNotFound
from geo.sources import data_file, table
from geo.spelling import fold

__all__ = ["UndrawnLine", "find_stretch", "stretches", "undrawn_lines"]

_LINE_WORD: Final = r"(?:land\s+)?(?:border|frontier|boundary|line)"
_BETWEEN: Final = re.compile(
    rf"(?:the\s+)?{_LINE_WORD}\s+(?:between|separating|dividing)\s+(?P<a>.+?)\s+(?:and|from)\s+(?P<b>.+)",
    re.IGNORECASE,
)
_OF_WITH: Final = re.compile(
    rf"(?:the\s+)?{_LINE_WORD}\s+of\s+(?P<a>.+?)\s+(?:with|and)\s+(?P<b>.+)", re.IGNORECASE
)
_WITH: Final = re.compile(
    rf"(?:the\s+)?(?P<a>.+?)(?:['’]s?)?\s+{_LINE_WORD}\s+with\s+(?P<b>.+)", re.IGNORECASE
)
_JOINED: Final = re.compile(
    rf"(?:the\s+)?(?P<a>.+?)(?:\s*[-–—/]\s*|\s+and\s+)(?P<b>.+?)\s+{_LINE_WORD}", re.IGNORECASE
)
# The Donbas contact line is the Donbas line of contact.
_CONTACT_LINE: Final = re.compile(r"\b(?:contact line|contact-line)\b", re.IGNORECASE)
_ONE: Final = (
    re.compile(rf"(?:the\s+)?{_LINE_WORD}\s+of\s+(?P<a>.+)", re.IGNORECASE),
    re.compile(rf"(?:the\s+)?(?P<a>.+?)(?:['’]s?)?\s+{_LINE_WORD}", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class UndrawnLine:
    """A line that is known by name and that no source here draws.

    Parameters
    ----------
    name : str
        As it is best known.
    what : str
        What it is or was.
    instead : str
        Key of a line that is drawn and lies near it, or empty.
    """

    name: str
    what: str
    instead: str

    @property
    def sentence(self) -> str:
        """Why there is no answer, and what can be done."""
        near = f" The line {self.instead} is drawn, and is not the same." if self.instead else ""
        return (
            f"{self.name} is known but not drawn here: {self.what}.{near} "
            "Give your own line as a GeoJSON file"
        )


@dataclass(frozen=True, slots=True)
class _Names:
    """What a stretch answers to, all folded."""

    names: frozenset[str]
    sides: tuple[frozenset[str], frozenset[str]]

    def parts(self, a: str, b: str) -> bool:
        """Whether it lies between these two, in any order."""
        first, second = self.sides
        return (a in first and b in second) or (b in first and a in second)


def _folded(*cells: str) -> frozenset[str]:
    return frozenset(fold(name) for cell in cells for name in cell.split(";") if name.strip())


def _names(row: dict[str, Any], *own: str) -> _Names:
    return _Names(
        _folded(*own, row["name"], row["aliases"]),
        (_folded(row["side_a"]), _folded(row["side_b"])),
    )


@cache
def _rows() -> dict[str, tuple[dict[str, Any], ...]]:
    found: dict[str, tuple[dict[str, Any], ...]] = {}
    for row in table("stretches.parquet"):
        found[row["key"]] = (*found.get(row["key"], ()), row)
    return found


@cache
def _drawn() -> dict[str, _Names]:
    return {key: _names(rows[0], key) for key, rows in _rows().items()}


@cache
def _undrawn() -> tuple[tuple[UndrawnLine, _Names], ...]:
    with data_file("undrawn_lines.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            (UndrawnLine(row["name"], row["what"], row["instead"]), _names(row))
            for row in csv.DictReader(stream)
        )


def undrawn_lines() -> tuple[UndrawnLine, ...]:
    """Lines known by name of which no source here draws the course.

    Examples
    --------
    >>> "Curzon Line" in [line.name for line in undrawn_lines()]
    True
    """
    return tuple(line for line, _ in _undrawn())


@cache
def _stretch(key: str) -> ReferenceLine:
    rows = _rows()[key]
    first = rows[0]
    note = ". ".join(part for part in (first["note"], f"Source: {first['citation']}") if part)
    return join_lines(
        [
            LinePart(
                pair=tuple(row["pair"].split("-")) if row["pair"] else (),
                geometry=shapely.from_wkb(row["geometry"]),
                status=cast(Status, row["status"]),
                accuracy_m=stated_accuracy_m(f"{key}:{row['pair']}", row["accuracy_m"]),
                source=row["source"],
            )
            for row in rows
        ],
        key=key,
        name=first["name"],
        note=note_with_accuracy(f"{note}.", *(("", f"{key}:{row['pair']}") for row in rows)),
    )


def stretches() -> tuple[ReferenceLine, ...]:
    """Every named stretch, in the order of the data.

    Examples
    --------
    >>> "line-of-control" in [line.key for line in stretches()]
    True
    """
    return tuple(_stretch(key) for key in _rows())


def find_stretch(text: str) -> ReferenceLine | None:
    """Look a line up by its own name, its key, or the two lands that it parts.

    Parameters
    ----------
    text : str
        ``"Line of Control"``, ``"McMahon Line"``, ``"Gaza's border with Israel"``.

    Returns
    -------
    ReferenceLine or None
        None if the text is no such name.

    Raises
    ------
    LineNotFound
        If the name means two stretches, with the keys of both; or a line that no source here draws.

    Examples
    --------
    >>> find_stretch("the Line of Control").key
    'line-of-control'
    >>> find_stretch("the border between Gaza and Israel").key
    'gaza-israel'
    >>> find_stretch("Line of Contral") is None
    True
    """
    words = " ".join(text.split()).strip(" .,;:")
    if not words:
        return None
    words = _CONTACT_LINE.sub("line of contact", words)
    asked = fold(words)
    drawn = [key for key, names in _drawn().items() if asked in names.names]
    undrawn = [line for line, names in _undrawn() if asked in names.names]
    if not drawn and not undrawn:
        drawn, undrawn = _by_sides(words)
    if len(drawn) == 1:
        return _stretch(drawn[0])
    if drawn:
        either = " or ".join(f"{_stretch(key).name} ({key})" for key in drawn)
        raise LineNotFound(f"{words!r} may be {either}: say which")
    if undrawn:
        raise LineNotFound(undrawn[0].sentence)
    return None


def _by_sides(words: str) -> tuple[list[str], list[UndrawnLine]]:
    """What lies between the two lands named, or round the one."""
    for pattern in (_BETWEEN, _OF_WITH, _WITH, _JOINED):
        match = pattern.fullmatch(words)
        if match is None:
            continue
        a, b = fold(match["a"]), fold(match["b"])
        drawn = [key for key, names in _drawn().items() if names.parts(a, b)]
        undrawn = [line for line, names in _undrawn() if names.parts(a, b)]
        if drawn or undrawn:
            return drawn, undrawn
    for pattern in _ONE:
        match = pattern.fullmatch(words)
        if match is None:
            continue
        a = fold(match["a"])
        drawn = [key for key, names in _drawn().items() if a in names.sides[0]]
        undrawn = [line for line, names in _undrawn() if a in names.sides[0]]
        if drawn or undrawn:
            return drawn, undrawn
    return [], []
