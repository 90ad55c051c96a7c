"""The sides of a country: its northern, south-eastern … border, cut where the border turns.

No table says which neighbour is north: `geo.borders.outlook` has the rule by which a stretch of a
border belongs to a side. The line made of them names the neighbours taken and how long each stretch
is, in its note.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from geo.borders.country_list import country
from geo.borders.outlook import WINDS, stretches
from geo.borders.reference_line import (
    DEFAULT_LINES,
    LinePart,
    ReferenceLine,
    border,
    join_lines,
    named_line,
    neighbours_of,
)
from geo.errors import BorderNotFound
from geo.geodesy import length_m
from geo.wording import possessive

__all__ = ["SIDES", "border_side"]

SIDES: Final = tuple(WINDS)
"""The eight winds, as `border_side` takes them."""


def border_side(name: str, side: str) -> ReferenceLine:
    """The land border on one side of a country, computed from the geometry.

    Parameters
    ----------
    name : str
        Country by name, demonym or code.
    side : str
        One of `SIDES`, also as ``"northern"`` or ``"southeastern"``.

    Returns
    -------
    ReferenceLine
        Its note names the neighbours with the length of each stretch; its key is that of the
        borders where all are whole, else ``"AAA:side"``. Where a named line of `DEFAULT_LINES`
        describes just these borders, that line.

    Raises
    ------
    BorderNotFound
        If the side is none, or the country has no land border there; the message says where it has.

    Examples
    --------
    >>> border_side("Israel", "north").key
    'ceasefire-1974'
    >>> border_side("Turkey", "south").key
    'IRQ-TUR+SYR-TUR'
    >>> border_side("Armenia", "eastern").note
    "Armenia's eastern border: Azerbaijan, 680 km of 928 km."
    """
    return _side(country(name).code, _wind(side))


def _wind(side: str) -> str:
    words = re.sub(r"[^a-z]", "", side.lower())
    for wind in SIDES:
        if re.fullmatch(wind.replace("-", "") + "(ern|erly)?", words):
            return wind
    raise BorderNotFound(f"{side!r} is no side of a country; use {', '.join(SIDES)}")


# Several questions about one zone ask for its line again; cutting it takes up to 0.2 s.
@lru_cache(maxsize=64)
def _side(code: str, wind: str) -> ReferenceLine:
    found = country(code)
    taken = stretches(code, wind)
    if not taken:
        raise BorderNotFound(_none_there(code, wind))
    for key in DEFAULT_LINES:
        named = named_line(key)
        if {frozenset(pair) for pair in named.pairs} == {
            frozenset((code, other)) for other in taken
        }:
            return named
    parts: list[LinePart] = []
    said: list[tuple[float, str]] = []
    for other, stretch in taken.items():
        [whole] = border(code, other).parts
        length = length_m(whole.geometry)
        words = _kilometres(length)
        if stretch is not None:
            cut = length_m(stretch)
            words, length = f"{_kilometres(cut)} of {_kilometres(length)}", cut
        parts.append(whole if stretch is None else replace(whole, geometry=stretch))
        said.append((-length, f"{country(other).name}, {words}"))
    parts.sort(key=lambda part: part.pair)
    all_whole = all(stretch is None for stretch in taken.values())
    title = f"{possessive(found.name)} {wind}ern border"
    return join_lines(
        parts,
        key="+".join("-".join(part.pair) for part in parts) if all_whole else f"{code}:{wind}",
        name=title,
        note=f"{title}: {'; '.join(words for _, words in sorted(said))}.",
    )


def _kilometres(length: float) -> str:
    return f"{length / 1000:,.0f} km" if length >= 10_000 else f"{length / 1000:.1f} km"


def _none_there(code: str, wind: str) -> str:
    found = country(code)
    if not neighbours_of(code):
        return f"{found.name} has no land border"
    there = [f"{other}ern" for other in SIDES if stretches(code, other)]
    has = f"; it has a border on its {_listed(there)} side" if there else ""
    return f"{found.name} has no land border on its {wind}ern side{has}"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
