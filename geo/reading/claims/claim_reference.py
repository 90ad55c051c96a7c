"""References: what a distance is counted from, with its countries, its key or its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from geo.errors import BorderNotFound, LineNotFound, NotFound
from geo.gazetteer import Place
from geo.reading.claims.border_context import Pair
from geo.reading.claims.border_phrase import BorderPhrase
from geo.reading.claims.doubt import Doubt

if TYPE_CHECKING:
    from geo.borders import ReferenceLine

__all__ = [
    "Reference",
    "ReferenceKind",
    "border_reference",
    "drawn_line",
    "named_line_reference",
    "place_reference",
]

ReferenceKind = Literal["border", "line", "area", "river", "place", "facility", "none"]

_NAMES: Final = (
    (re.compile(r"golan armistice|1967", re.IGNORECASE), "pre-1967"),
    (re.compile(r"bravo", re.IGNORECASE), "bravo-1974"),
    (re.compile(r"golan|1974|alpha", re.IGNORECASE), "Golan ceasefire line"),
    (re.compile(r"demilitari|DMZ", re.IGNORECASE), "Korean DMZ"),
)
"""What a line is called in the news, to the name or key that `geo.borders` knows."""

_AREAS: Final = frozenset(("region", "area", "separation area", "admin1", "admin2", "country"))


@dataclass(frozen=True, slots=True)
class Reference:
    """What a distance is counted from.

    Parameters
    ----------
    text : str
        The words of the article.
    kind : str
        ``"border"``, ``"line"`` (one with a name, such as the Blue Line), ``"area"`` (a region or
        a country), ``"place"``, ``"facility"`` (a plant, an airport, anything with a noun that
        says what it is), ``"river"``, or ``"none"`` for a line that no data holds, such as a front.
    pairs : tuple of (str, str) or None
        Alpha-3 codes of the countries parted, each pair and the pairs in alphabetical order.
    place : Place or None
        For an area, a place or a facility; None if the gazetteer does not know it.
    line : str or None
        Key for `drawn_line`; None if the data holds no such line.
    """

    text: str
    kind: ReferenceKind
    pairs: tuple[Pair, ...] | None = None
    place: Place | None = None
    line: str | None = None


def place_reference(text: str, place: Place | None) -> Reference:
    """Take a place as what a distance is counted from; one with an outline is an area."""
    area = place is not None and place.kind in _AREAS
    return Reference(text, "area" if area else "place", place=place)


def border_reference(text: str, phrase: BorderPhrase) -> tuple[Reference, tuple[Doubt, ...]]:
    """Find the countries and the key of the line that a border phrase means.

    Parameters
    ----------
    text : str
        The words of the article.
    phrase : BorderPhrase
        What the grammar made of them.

    Returns
    -------
    Reference
        Without pairs or key if the data holds no such line.
    doubts : tuple of Doubt
        What is uncertain about it.
    """
    if phrase.general:
        return _general_line(text, phrase)
    kind: ReferenceKind = "line" if phrase.line else "border"
    try:
        key, pairs, _ = _known_line(phrase.line, phrase.owner, phrase.side, phrase.pairs)
    except (NotFound, BorderNotFound, LineNotFound) as error:
        # A line known by name that no source draws is said so, and nothing is put in its place.
        reference = Reference(text, "none" if phrase.line else kind, phrase.pairs or None)
        return reference, (Doubt("not in the data", f"{text!r}: {error}"),)
    if not key and phrase.line:
        return Reference(text, "none"), (_not_drawn(text),)
    if not key:
        why = phrase.missing or "it is not in the data"
        reference = Reference(text, kind, phrase.pairs or None)
        return reference, (Doubt("not in the data", f"{text!r} could not be placed: {why}"),)
    doubts = _context_doubts(text, phrase, pairs)
    if not phrase.part:
        return Reference(text, kind, pairs, line=key), doubts
    stretch = _stretch(phrase.part, pairs)
    if stretch is not None:
        key, pairs, _ = stretch
        return Reference(text, kind, pairs, line=key), _context_doubts(text, phrase, pairs)
    return Reference(text, kind, pairs, line=key), (*doubts, _part_doubt(text, pairs))


def named_line_reference(
    text: str, countries: Sequence[str] = ()
) -> tuple[Reference, tuple[Doubt, ...]] | None:
    """Take words that name no place for the name of a line, as `geo.borders` does.

    Parameters
    ----------
    text : str
        The words of the article: "the Green Line", "the Suwalki Gap".
    countries : sequence of str
        Names of the countries around the words, the nearest first; they tell namesakes apart.

    Returns
    -------
    Reference
        Without a line if none is drawn, or if the name means two.
    doubts : tuple of Doubt
        Why it has none.

    None if the words are no name of a line.

    Examples
    --------
    >>> found = named_line_reference("the Green Line", ["Cyprus"])
    >>> found[0].line
    'cyprus-green-line'
    >>> named_line_reference("Homs") is None
    True
    """
    from geo.borders import find_stretch

    name = " ".join(text.split()).removeprefix("the ")
    fuller = [form for each in countries for form in (f"{name} in {each}", f"{each}'s {name}")]
    refused: LineNotFound | None = None
    for words in (name, *fuller):
        try:
            found = find_stretch(words)
        except LineNotFound as error:
            refused = refused or error
            continue
        if found is not None:
            pairs = tuple(sorted((a, b) for a, b in found.pairs))
            return Reference(text, "line", pairs or None, line=found.key), ()
        if refused is None:
            return None
    # What it says names the line itself.
    return Reference(text, "none"), (Doubt("not in the data", str(refused)),)


def _general_line(text: str, phrase: BorderPhrase) -> tuple[Reference, tuple[Doubt, ...]]:
    """Take "the ceasefire line" for a border only if that border is a ceasefire line itself."""
    if phrase.pairs:
        try:
            key, pairs, status = _known_line("", "", "", phrase.pairs)
        except (NotFound, BorderNotFound, LineNotFound):
            key, pairs, status = "", (), ""
        if status == "ceasefire":
            reference = Reference(text, "line", pairs, line=key)
            return reference, _context_doubts(text, phrase, pairs)
    return Reference(text, "none"), (_not_drawn(text),)


def _not_drawn(text: str) -> Doubt:
    return Doubt(
        "not in the data",
        f"where {text!r} runs is in no data here, and no border is taken in its place; its line "
        f"can be given as GeoJSON: geo zone LINE.geojson --distance DISTANCE",
    )


def _context_doubts(text: str, phrase: BorderPhrase, pairs: Sequence[Pair]) -> tuple[Doubt, ...]:
    """Say from where the countries were taken that the words leave out."""
    if not phrase.taken:
        return ()
    countries = _names_of(pairs)
    if phrase.taken == "every border":
        sentence = f"{text!r} does not name the other country; every land border is taken"
    elif phrase.taken == "border before":
        sentence = (
            f"which border is meant by {text!r} is taken from the border named before: {countries}"
        )
    else:
        sentence = (
            f"which border is meant by {text!r} is taken from the {phrase.taken}'s countries: "
            f"{countries}"
        )
    return (Doubt("border from context", sentence),)


def _part_doubt(text: str, pairs: Sequence[Pair]) -> Doubt:
    """Own up where the border of a part, such as Gaza, is drawn as that of its country."""
    return Doubt(
        "part of a border",
        f"{text!r} is a part of the border between {_names_of(pairs)}; the whole border is taken",
    )


def drawn_line(key: str) -> ReferenceLine:
    """Look up the line of a reference: a border or a named line, or a stretch of one.

    Parameters
    ----------
    key : str
        As `Reference.line` has it.
    """
    from geo.borders import find_stretch, line

    return find_stretch(key) or line(key)


def _stretch(part: str, pairs: Sequence[Pair]) -> tuple[str, tuple[Pair, ...], str] | None:
    """Find the stretch of a border that is that of a part: Gaza's border with Israel."""
    from geo.borders import country, find_stretch

    if len(pairs) != 1:
        return None
    for code in pairs[0]:
        try:
            found = find_stretch(f"{part}'s border with {country(code).name}")
        except LineNotFound:
            continue
        if found is not None:
            return found.key, tuple(sorted((a, b) for a, b in found.pairs)), found.status
    return None


def _names_of(pairs: Sequence[Pair]) -> str:
    """Name the countries of some borders: "Iraq and Syria", "Iraq and Syria; Iraq and Iran"."""
    from geo.borders import country

    return "; ".join(" and ".join(country(code).name for code in pair) for pair in pairs)


# An article about one border names it a hundred times; finding its line takes a tenth of a second.
@lru_cache(maxsize=512)
def _known_line(
    name: str, owner: str, side: str, pairs: tuple[Pair, ...]
) -> tuple[str, tuple[Pair, ...], str]:
    """Find a line's key, the countries it parts, and its status; an empty key if none is meant."""
    from geo.borders import DEFAULT_LINES, border_side, find_border, line, named_line

    def known(found: ReferenceLine) -> tuple[str, tuple[Pair, ...], str]:
        parted = tuple(sorted((pair[0], pair[1]) for pair in found.pairs))
        return found.key, parted, found.status

    if name:
        called = next((key for pattern, key in _NAMES if pattern.search(name)), name)
        found = find_border(called)
        if found is not None:
            return known(found)
    if owner and side and not pairs:
        return known(border_side(owner, side))
    if not pairs:
        return "", (), ""
    for key in DEFAULT_LINES:
        default = named_line(key)
        if set(default.pairs) == set(pairs):
            return key, pairs, default.status
    found = line("+".join("-".join(pair) for pair in pairs))
    return found.key, pairs, found.status
