"""Border phrase: words that mean a border, with what they say and what they leave out."""

from __future__ import annotations

from dataclasses import dataclass

from geo.reading.claims.border_context import Pair, Taken

__all__ = ["BorderPhrase"]


@dataclass(frozen=True, slots=True)
class BorderPhrase:
    """Words that mean a border or a named line.

    Parameters
    ----------
    start, end : int
        Characters of the plain text, end exclusive.
    pairs : tuple of Pair
        The countries parted; empty for a line known by name only, or if nothing tells.
    owner : str
        Alpha-3 code of the country whose border or side it is; empty for a border of two.
    side : str
        ``"north"``, ``"south-east"``; empty if none is named.
    line : str
        The name of a line such as ``"Blue Line"``; empty for a border.
    named : bool
        Whether the phrase itself holds a name, so that it can be a mention.
    taken : str
        From where a country was taken that the phrase leaves out, see `Taken`.
    missing : str
        What keeps the phrase from meaning any border; empty if nothing does.
    general : bool
        Whether `line` is a general word, such as "the line of contact", and no name.
    part : str
        The part of a country that the phrase names, such as ``"Gaza"``; empty if none.
    """

    start: int
    end: int
    pairs: tuple[Pair, ...] = ()
    owner: str = ""
    side: str = ""
    line: str = ""
    named: bool = True
    taken: Taken = ""
    missing: str = ""
    general: bool = False
    part: str = ""
