"""Border phrases: the words for a line, to the line."""

from __future__ import annotations

import re
from typing import Final

from geo.borders.country_list import find_country
from geo.borders.named_stretches import find_stretch
from geo.borders.reference_line import ReferenceLine, border, borders_of, line, lines
from geo.borders.sides import border_side

__all__ = ["find_border"]

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

_KEY: Final = re.compile(r"[A-Z]{3}-[A-Z]{3}(?:\+[A-Z]{3}-[A-Z]{3})*")

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
        If it is one, but of countries without a land border.
    LineNotFound
        If it is the name of a line that no source draws, or that has two senses.

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
    if words in {each.key for each in lines()} or re.fullmatch(
        r"[A-Z]{3}-[A-Z]{3}(?:\+[A-Z]{3}-[A-Z]{3})*", words
    ):
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
