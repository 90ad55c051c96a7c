"""The text with every name replaced by a mark of its kind, letter for letter.

A grammar over such a text is short: "MARK['s] northern border" is one pattern for all the
countries of the world, and every offset found in it is an offset of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["BORDER", "DEMONYM", "LENGTH", "NATION", "PLACE", "mark_names"]

NATION: Final = "\ue000"
"""Stands for each letter of a country's name."""

DEMONYM: Final = "\ue001"
"""Stands for each letter of a demonym or adjective."""

PLACE: Final = "\ue002"
"""Stands for each letter of any other place's name."""

BORDER: Final = "\ue003"
"""Stands for each letter of a border phrase or the name of a line."""

LENGTH: Final = "\ue004"
"""Stands for each letter of a distance."""

_MARKS: Final = re.compile("[\ue000-\ue004]")


def mark_names(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Replace spans of a text by marks.

    Parameters
    ----------
    text : str
        Plain text.
    spans : iterable of (start, end, mark)
        Later spans cover earlier ones.

    Returns
    -------
    str
        As long as the text.

    Examples
    --------
    >>> mark_names("Israel's border", [(0, 6, "N")])
    "NNNNNN's border"
    """
    letters = list(_MARKS.sub("?", text))
    for start, end, mark in spans:
        letters[start:end] = mark * (end - start)
    return "".join(letters)
