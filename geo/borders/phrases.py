"""Border phrases: the words for a line, to the line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from geo.borders.country_list import country
from geo.borders.line_keys import KEY, line
from geo.borders.named_stretches import find_stretch
from geo.borders.parties import named_pair, pair_of, party, siblings
from geo.borders.reference_line import (
    ReferenceLine,
    border,
    borders_of,
    lines,
    neighbours_of,
)
from geo.borders.sides import border_side
from geo.errors import BorderNotFound

__all__ = ["MeantBorder", "find_border", "meant_border"]

_HEAD: Final = r"(?:border ?lines?|borders?|frontiers?|boundar(?:y|ies))"
_KIND: Final = (
    r"(?:(?:land|common|shared|joint|mutual|international|state|national|entire|whole|long|"
    r"disputed|de facto|recogni[sz]ed|internationally|official)\s+)*"
)
_SIDE: Final = (
    r"(?P<side>(?:north|south)(?:[- ]?(?:east|west))?(?:ern|erly)?|(?:east|west)(?:ern|erly)?)"
)
_THE: Final = r"(?:(?:the|a|all|both)\s+)?"
_BETWEEN: Final = r"(?:between|separating|dividing|that\s+(?:separates|divides))"
_PHRASES: Final = tuple(
    re.compile(rf"{_THE}(?:.*?\bside\s+of\s+{_THE})?{pattern}", re.IGNORECASE)
    for pattern in (
        rf"{_KIND}(?:{_HEAD}|lines?)\s+{_BETWEEN}\s+(?P<list>.+)",
        rf"{_KIND}{_HEAD}\s+of\s+(?P<list>.+)",
        rf"{_KIND}{_HEAD}\s+of\s+(?P<a>.+?)\s+with\s+(?P<b>.+)",
        rf"(?P<a>.+?)\s+(?:{_SIDE}\s+)?{_KIND}{_HEAD}\s+with\s+(?P<b>.+)",
        rf"(?P<a>.+?)\s+{_KIND}{_SIDE}\s+{_KIND}{_HEAD}",
        rf"{_SIDE}\s+{_KIND}{_HEAD}\s+of\s+(?P<a>.+)",
        rf"(?P<twin>.+?)\s+{_KIND}(?:{_HEAD}|lines?)",
        rf"{_SIDE}\s+(?P<a>.+?)\s+{_KIND}{_HEAD}",
        rf"{_KIND}{_HEAD}\s+of\s+(?P<a>.+)",
        rf"(?P<a>.+?)\s+{_KIND}{_HEAD}",
    )
)
_SIDE_OF: Final = re.compile(
    rf"{_THE}(?P<a>.+?)\s+side\s+of\s+{_THE}{_KIND}{_HEAD}\s+with\s+(?P<b>.+)", re.IGNORECASE
)
_A_BORDER: Final = re.compile(
    rf"(?:.*\S\s+)?{_HEAD}(?:\s+(?:of|with|{_BETWEEN})\s+\S.*)?", re.IGNORECASE
)
_NOT_ON_LAND: Final = re.compile(rf"\b(?:maritime|sea|water|ocean)\s+{_HEAD}\b", re.IGNORECASE)

_LINE_NAMES: Final = {
    "blue line": "ISR-LBN",
    "golan ceasefire line": "ISR-SYR",
    "ceasefire line in the golan": "ISR-SYR",
    "golan armistice line": "pre-1967",
    "alpha line": "ISR-SYR",
    "bravo line": "bravo-1974",
}
"""Other names of lines that `borders.parquet` and `lines.parquet` hold.

Lines that are cut from a border have theirs in `stretches.parquet`.

Sources: United Nations S/2000/590 (Blue Line, 2000); Agreement on Disengagement between Israeli
and Syrian Forces, S/11302/Add.1 (1974).
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
        If it is one, but of countries without a land border, of one that has none on that side, or
        of what is no country.
    LineNotFound
        If it is the name of a line that no source draws, or that has two senses.
    NotFound
        If a name is shared by two countries and both readings are a border; the message says which.

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
    stretch = find_stretch(words)
    if stretch is not None:
        return stretch
    if low in _LINE_NAMES:
        return line(_LINE_NAMES[low])
    if words in {each.key for each in lines()} or KEY.fullmatch(words):
        return line(words)
    if _NOT_ON_LAND.search(words):
        raise BorderNotFound(f"{text!r} is no land border, and the data holds no other")
    meant = meant_border(words)
    if meant is not None:
        return meant.line()
    if len(low.split()) > 1 and _A_BORDER.fullmatch(low) and not _is_a_side(low):
        raise BorderNotFound(
            f"no border {text!r} is known; name two countries that meet, such as 'Syria-Lebanon "
            "border', or one and a side, such as 'northern border of Israel'"
        )
    return None


@dataclass(frozen=True, slots=True)
class MeantBorder:
    """What a border phrase means: the border of two countries, a side of one, or all of one's.

    Parameters
    ----------
    a : str
        Alpha-3 code.
    b : str
        That of the other country; empty for a border of one.
    side : str
        As the phrase has it, such as ``"southern"``; empty if none.
    """

    a: str
    b: str = ""
    side: str = ""

    def line(self) -> ReferenceLine:
        """The line itself; it raises `BorderNotFound` where there is none."""
        if self.b:
            return border(self.a, self.b)
        return border_side(self.a, self.side) if self.side else borders_of(self.a)


def meant_border(text: str) -> MeantBorder | None:
    """Tell which countries a border phrase means, whether or not they meet.

    Parameters
    ----------
    text : str
        As for `find_border`.

    Returns
    -------
    MeantBorder or None
        None if it is no phrase of countries and a border.

    Raises
    ------
    NotFound
        If a name is shared by two countries and both readings are a border.

    Examples
    --------
    >>> meant_border("the Lebanese side of the border with Syria")
    MeantBorder(a='LBN', b='SYR', side='')
    >>> meant_border("south-eastern Turkish border").side
    'south-eastern'
    """
    of_side = _SIDE_OF.fullmatch(text)
    for match in [of_side] if of_side else (pattern.fullmatch(text) for pattern in _PHRASES):
        found = None if match is None else _found(match.groupdict())
        if found is not None:
            return found
    return None


def _is_a_side(low: str) -> bool:
    """Whether the words say only which side: "southern border", of whatever country."""
    return re.fullmatch(rf"{_SIDE}\s+{_KIND}{_HEAD}", low) is not None


def _found(groups: dict[str, str | None]) -> MeantBorder | None:
    """What the parts of a phrase mean; None if they are no countries."""
    a, b, side = groups.get("a"), groups.get("b"), groups.get("side") or ""
    both = groups.get("list") or groups.get("twin")
    if both:
        pair = _of_two(both, listed=bool(groups.get("list")))
        return MeantBorder(*pair) if pair else None
    owners = party(a or "")
    if not owners:
        return None
    if b:
        others = party(b)
        return MeantBorder(*pair_of(owners, others)) if others else None
    if len(owners) == 1:
        return MeantBorder(owners[0].code, side=side)
    # "The Korean border": of countries that share a name, one may meet the other alone.
    codes = sorted(each.code for each in owners)
    if not side and any(set(neighbours_of(code)) <= set(codes) for code in codes):
        return MeantBorder(*codes)
    return MeantBorder(country(re.sub(r"['’]s?$", "", a or "")).code)


def _of_two(both: str, *, listed: bool) -> tuple[str, str] | None:
    """Two countries named together, or the two of one name."""
    pair = named_pair(both, listed=listed)
    if pair is not None:
        return pair
    inter = re.fullmatch(r"(?:the\s+)?inter[- ](.+)", both, re.IGNORECASE)
    same = party(inter[1]) if inter else siblings(both)
    return (same[0].code, same[1].code) if len(same) == 2 else None
