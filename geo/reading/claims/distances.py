"""Distances in a text: numerals and words, every unit of `geo.geodesy`, ranges, equivalents.

A distance here is only a length that somebody wrote down; whether it is measured from a border or
flown by a missile is for `geo.reading.claims.claim` to say. Speeds, areas and sums of money are no
lengths and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from geo.geodesy import MAX_DISTANCE_M, METRES_PER_UNIT, UNIT_NAMES
from geo.reading.claims.numbers_in_words import NUMBER, number

__all__ = ["Distance", "Equivalent", "find_distances"]

_UNIT: Final = (
    "(?:"
    + "|".join(
        # A capital M is a million or a name; the other short units may be shouted.
        "(?-i:m)" if name == "m" else name.replace(" ", r"[ -]{1,2}")
        for name in sorted(UNIT_NAMES, key=len, reverse=True)
    )
    + r")(?![\w²³^/]|-?(?:per|an)\b| (?:per|an?|each) (?:hour|second|minute|day|week)\b|'s\b)"
)
_GAP = r"[ \n]{0,2}-?[ \n]{0,2}"
_ODD = r"(?:-odd\b)?"
_DISTANCE: Final = re.compile(
    rf"(?<![\w$€£¥%#])(?<!\d[.,/:])(?P<first>{NUMBER})"
    rf"(?:(?:{_GAP}(?P<first_unit>{_UNIT}))?(?P<to>{_GAP}(?:-|to|or|"
    rf"and)[ \n-]{{0,3}})(?P<second>{NUMBER}))?"
    rf"{_ODD}{_GAP}(?P<unit>{_UNIT})",
    re.IGNORECASE,
)
_BRACKET: Final = re.compile(r"[ \n]{0,2}(?:\((?P<a>[^()]{1,80})\)|\[(?P<b>[^\[\]]{1,80})\])")
_APPOSED: Final = re.compile(
    r"(?:,? or (?:about |around |some |roughly )?| ?/ ?)(?=[\da-z])", re.IGNORECASE
)
_AREA_BEFORE: Final = re.compile(r"\b(?:square|sq\.?|cubic|cu\.?)[ -]{0,2}$", re.IGNORECASE)
_ABOUT: Final = re.compile(
    r"(?:\b(?:about|around|approximately|approx\.?|roughly|some|nearly|almost|close to|up to|"
    r"at least|"
    r"at most|(?:more|less|fewer|greater|farther|further|closer|nearer|deeper|wider) than|over|"
    r"under|"
    r"as (?:much|far|little|close|deep|wide) as|(?:an )?estimated|circa|ca?\.|just|well|"
    r"(?:a )?(?:maximum|minimum|radius|depth|width|distance) of (?:about|around|up to|some|"
    r"roughly)|"
    r"between)|[~≈±<>≤≥])[ \n]{0,2}(?:an?|the|over|under)?[ \n]{0,2}$",
    re.IGNORECASE,
)
_ABOUT_AFTER: Final = re.compile(r"[ \n]{1,2}or (?:so|more|less)\b", re.IGNORECASE)
_DIMENSION: Final = re.compile(
    r"[ \n]{0,2}-?(?:in[ \n])?(?P<word>wide|width|broad|breadth|deep|depth|long|length|high|"
    r"height|tall|thick|"
    r"radius|diameter|range|square|race|run|offshore)\b",
    re.IGNORECASE,
)
_DIMENSION_NAMES: Final = {
    "width": "wide",
    "broad": "wide",
    "breadth": "wide",
    "depth": "deep",
    "length": "long",
    "height": "high",
    "tall": "high",
}
# "a mile" is a length only if nothing says that it is a saying; the grammar above it decides.
_ARTICLES: Final = {"a", "an"}


@dataclass(frozen=True, slots=True)
class Equivalent:
    """The same distance in another unit, as the text gives it.

    Parameters
    ----------
    text : str
        As written, such as ``"62 miles"``.
    distance_m : float
        Metres.
    agrees : bool
        Whether both numbers can be roundings of one length.
    """

    text: str
    distance_m: float
    agrees: bool


@dataclass(frozen=True, slots=True)
class Distance:
    """One length in the text; a range is two of them with one span.

    Parameters
    ----------
    start, end : int
        Characters from the start of the text, end exclusive, of number and unit.
    tail : int
        Offset behind the equivalents and the dimension, where the phrase goes on.
    distance_m : float
        Metres.
    unit : str
        Symbol of the unit in which it is written, a key of `geo.geodesy.METRES_PER_UNIT`.
    equivalents : tuple of Equivalent
        From brackets or "or" behind the distance.
    approximate : bool
        "about", "some", "up to", "at least" and the like.
    dimension : str
        ``"wide"``, ``"deep"``, ``"long"``, ``"high"``, ``"radius"`` and so on; empty if not said.
    adjective : bool
        "100-kilometer zone" as against "100 kilometers".
    """

    start: int
    end: int
    tail: int
    distance_m: float
    unit: str
    equivalents: tuple[Equivalent, ...]
    approximate: bool
    dimension: str
    adjective: bool


@dataclass(frozen=True, slots=True)
class _Length:
    start: int
    end: int
    numbers: tuple[float, ...]
    half_steps: tuple[float, ...]
    unit: str
    text: str

    @property
    def metres(self) -> tuple[float, ...]:
        return tuple(number * METRES_PER_UNIT[self.unit] for number in self.numbers)

    @property
    def rounding_m(self) -> tuple[float, ...]:
        return tuple(step * METRES_PER_UNIT[self.unit] for step in self.half_steps)


def find_distances(text: str, start: int = 0, end: int | None = None) -> tuple[Distance, ...]:
    """Find every distance in a text.

    Parameters
    ----------
    text : str
        Plain text (`geo.reading.text.plain`).
    start, end : int, optional
        Characters between which to look; the whole text if not given.

    Returns
    -------
    tuple of Distance
        In the order of the text.

    Examples
    --------
    >>> [d.distance_m for d in find_distances("100 kilometers (62 miles), or half a mile")]
    [100000.0, 804.672]
    >>> [d.distance_m for d in find_distances("a belt 15 to 20 km wide, at 90 km/h")]
    [15000.0, 20000.0]
    >>> find_distances("100 km (80 miles)")[0].equivalents[0].agrees
    False
    """
    stop = len(text) if end is None else end
    found: list[Distance] = []
    position = start
    while True:
        length = _next_length(text, position, stop)
        if length is None:
            return tuple(found)
        dimension, behind = _dimension(text, length.end, stop)
        others, behind = _equivalents(text, length, behind, stop)
        if not dimension:
            dimension, behind = _dimension(text, behind, stop)
        before = text[max(start, length.start - 40) : length.start]
        approximate = _ABOUT.search(before) is not None
        after = _ABOUT_AFTER.match(text, behind, stop)
        if after is not None:
            approximate, behind = True, after.end()
        adjective = _is_adjective(text, length)
        for index, (metres, step) in enumerate(zip(length.metres, length.rounding_m, strict=True)):
            if 0 < metres <= MAX_DISTANCE_M:
                found.append(
                    Distance(
                        start=length.start,
                        end=length.end,
                        tail=behind,
                        distance_m=round(metres, 6),
                        unit=length.unit,
                        equivalents=tuple(
                            _compared(metres, step, other, index) for other in others
                        ),
                        approximate=approximate or "odd" in length.text.lower(),
                        dimension=dimension,
                        adjective=adjective,
                    )
                )
        position = behind


def _is_adjective(text: str, length: _Length) -> bool:
    """Whether it is a "100-kilometer" or "500 metre" something: a unit not in the plural."""
    written = text[length.start : length.end]
    if (
        re.search(r"-\s*(?:[A-Za-z]+[ -])?[A-Za-z]*[A-RT-Za-rt-z]$", written)
        or text[length.end : length.end + 1] == "-"
    ):
        return True
    return (
        length.numbers[-1] > 1 and re.search(r"(?:met(?:er|re)|mile)$", written.lower()) is not None
    )


def _dimension(text: str, position: int, stop: int) -> tuple[str, int]:
    match = _DIMENSION.match(text, position, stop)
    if match is None:
        return "", position
    word = match["word"].lower()
    return _DIMENSION_NAMES.get(word, word), match.end()


def _next_length(text: str, position: int, stop: int) -> _Length | None:
    while (match := _DISTANCE.search(text, position, stop)) is not None:
        if _AREA_BEFORE.search(text, max(0, match.start("unit") - 12), match.start("unit")):
            position = match.end()
            continue
        length = _length(match, text)
        if length is not None:
            return length
        position = match.start("second") if match["second"] else match.end()
    return None


def _length(match: re.Match[str], text: str) -> _Length | None:
    unit = _unit(match["unit"])
    start = match.start("first")
    first = number(match["first"])
    if first is None:  # zero, or digits that are no number
        return None
    if match["second"] is None:
        return _Length(start, match.end(), (first[0],), (first[1],), unit, match[0])
    second = number(match["second"])
    joined = match["to"].strip(" \n-").lower()
    between = re.search(r"\bbetween\s{1,2}$", text[max(0, start - 10) : start], re.IGNORECASE)
    if (
        second is None
        or match["second"].lower() in _ARTICLES
        or match["first"].lower() in _ARTICLES
        or first[0] >= second[0]
        or (joined == "and" and between is None)
        or (match["first_unit"] and _unit(match["first_unit"]) != unit)
    ):
        if not match["first_unit"]:
            return None
        end = match.end("first_unit")
        return _Length(
            start, end, (first[0],), (first[1],), _unit(match["first_unit"]), text[start:end]
        )
    return _Length(start, match.end(), (first[0], second[0]), (first[1], second[1]), unit, match[0])


def _unit(text: str) -> str:
    return UNIT_NAMES[re.sub(r"[ -]+", " ", text.lower())]


def _equivalents(
    text: str, length: _Length, position: int, stop: int
) -> tuple[tuple[_Length, ...], int]:
    """Find the lengths in brackets, or behind "or", that say the same in another unit."""
    bracket = _BRACKET.match(text, position, stop)
    if bracket is not None:
        group = "a" if bracket["a"] is not None else "b"
        inside = tuple(_lengths(text, bracket.start(group), bracket.end(group)))
        others = tuple(other for other in inside if other.unit != length.unit)
        return (others, bracket.end()) if others else ((), position)
    apposed = _APPOSED.match(text, position, stop)
    if apposed is not None:
        other = _next_length(text, apposed.end(), min(stop, apposed.end() + 60))
        if other is not None and other.start == apposed.end() and other.unit != length.unit:
            return (other,), other.end
    return (), position


def _lengths(text: str, start: int, end: int) -> Iterator[_Length]:
    while (length := _next_length(text, start, end)) is not None:
        yield length
        start = length.end


def _compared(metres: float, step: float, other: _Length, index: int) -> Equivalent:
    which = min(index, len(other.numbers) - 1)
    said, said_step = other.metres[which], other.rounding_m[which]
    gap = abs(said - metres)
    # One number is the original and the other its rounding; the text does not say which is which.
    return Equivalent(other.text.strip(), round(said, 6), gap <= max(step, said_step) * (1 + 1e-9))
