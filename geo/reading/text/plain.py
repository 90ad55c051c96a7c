"""The text as the grammar reads it: one kind of quote, dash and space, and no invisible letters.

Most replacements keep the length; where soft hyphens or zero-width letters are dropped, the plain
text remembers where each of its characters stood.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

__all__ = ["PlainText", "plain_text"]

_SAME_LENGTH: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼʻ´`′＇", "'"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‐‑‒–−﹘﹣－", "-"),
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
            " ",
        ),
        "\u2028": "\n",
        "\u2029": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
    }
)
_NO_WIDTH: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_DROPPED: Final = re.compile(
    # Carriage returns, spaces beside a space or at either end of a line, and what has no width.
    rf"\r(?=\n)|(?<=[ \n]) +| +(?=\n)|[{_NO_WIDTH}]+"
)


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text made plain, and the way back.

    Parameters
    ----------
    text : str
        What the grammar reads.
    origin : array of int or None
        Offset in the original of each character, and the original's length as the last item;
        None where the two texts have the same offsets.
    """

    text: str
    origin: array[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        r"""Give the offsets in the original of a span of the plain text, end exclusive.

        Examples
        --------
        >>> plain_text("kilo\u00admetre").span(0, 9)
        (0, 10)
        """
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1 if end > start else self.origin[start]

    def unwrapped(self, spans: Iterable[tuple[int, int]]) -> PlainText:
        """Make the line breaks inside some spans spaces, so that a pattern need not know of them.

        Parameters
        ----------
        spans : iterable of (start, end)
            Sentences, in the order of the text.
        """
        pieces: list[str] = []
        position = 0
        for start, end in spans:
            pieces += self.text[position:start], self.text[start:end].replace("\n", " ")
            position = end
        return PlainText("".join((*pieces, self.text[position:])), self.origin)

    def position(self, offset: int) -> int:
        """Give the offset in the plain text of the first character at or behind an original one."""
        if self.origin is None:
            return offset
        low, high = 0, len(self.origin) - 1
        while low < high:
            middle = (low + high) // 2
            if self.origin[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low


def plain_text(text: str) -> PlainText:
    """Make a text plain.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    PlainText
        Curly quotes straight, hyphens and en dashes one hyphen, spaces one space, soft hyphens
        and direction marks gone. The em dash stays: it separates.

    Examples
    --------
    >>> plain_text("Israel’s border, 60–80 km").text
    "Israel's border, 60-80 km"
    """
    same = text.translate(_SAME_LENGTH)
    if "\r" in same:
        same = re.sub(r"\r(?!\n)", "\n", same)
    if _DROPPED.search(same) is None:
        return PlainText(same)
    pieces: list[str] = []
    origin = array("l")
    position = 0
    for match in [*_DROPPED.finditer(same), None]:
        end = match.start() if match else len(same)
        pieces.append(same[position:end])
        origin.extend(range(position, end))
        position = match.end() if match else end
    origin.append(len(same))
    return PlainText("".join(pieces), origin)
