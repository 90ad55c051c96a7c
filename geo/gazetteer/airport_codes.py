"""Codes among a town's other names: "BBC" is how the airlines call Bay City, and no name of it."""

from __future__ import annotations

from typing import Final

from geo.gazetteer.name_senses import Sense

__all__ = ["is_code"]

CODE_LETTERS: Final = 3
"""Of the codes of the International Air Transport Association."""


def is_code(spelling: str, sense: Sense) -> bool:
    """Whether one of a town's other names is a code, not the initials of its own.

    Parameters
    ----------
    spelling : str
    sense : Sense

    Examples
    --------
    >>> from geo.gazetteer.name_senses import senses
    >>> [is_code("BBC", sense) for sense in senses("bbc") if sense.name == "Bay City"]
    [True]
    >>> [is_code("NYC", sense) for sense in senses("nyc") if sense.name == "New York City"]
    [False]
    """
    letters = spelling.replace(".", "")
    if sense.kind != "city" or spelling == sense.name or len(letters) != CODE_LETTERS:
        return False
    initials = "".join(word[0] for word in sense.name.split())
    return letters.isascii() and letters.isupper() and letters != initials.upper()
