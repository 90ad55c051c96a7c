"""The word lists of the reader: given names, ordinary words, wide names, states, context.

They lie beside this module as plain text, one purpose a file, for a person to correct.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

__all__ = [
    "actors",
    "given_names",
    "ordinary_words",
    "state_abbreviations",
    "wide_homes",
    "wide_names",
    "word_set",
]


def _lines(name: str) -> list[str]:
    text = (Path(__file__).parent / "lists" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def actors() -> dict[str, str]:
    """List groups and seats of government, with the alpha-3 code of the country they stand for.

    Examples
    --------
    >>> actors()["Hezbollah"]
    'LBN'
    """
    return dict(line.split("=", 1) for line in _lines("actors.txt"))


@cache
def given_names() -> frozenset[str]:
    """List common given names, capitalised.

    Examples
    --------
    >>> "Michael" in given_names(), "Damascus" in given_names()
    (True, False)
    """
    return frozenset(word for line in _lines("given_names.txt") for word in line.split())


@cache
def ordinary_words() -> frozenset[str]:
    """List English words that are also the names of towns, in small letters.

    Examples
    --------
    >>> "mobile" in ordinary_words(), "tartus" in ordinary_words()
    (True, False)
    """
    return frozenset(_lines("ordinary.txt"))


@cache
def wide_names() -> dict[str, bool]:
    """List continents, seas, unions and peoples across borders: name to whether it is a demonym.

    Examples
    --------
    >>> wide_names()["Europe"], wide_names()["Europeans"]
    (False, True)
    """
    return {
        name: line.startswith(":")
        for line in _lines("wide_names.txt")
        for name in line.rpartition("=")[2].split("|")
    }


@cache
def wide_homes() -> dict[str, str]:
    """List the demonyms of `wide_names` with the name of what they belong to.

    Examples
    --------
    >>> wide_homes()["Europeans"]
    'Europe'
    """
    found: dict[str, str] = {}
    for line in _lines("wide_names.txt"):
        if line.startswith(":") and not line.startswith(":="):
            home, _, names = line.removeprefix(":").partition("=")
            found |= dict.fromkeys(names.split("|"), home)
    return found


@cache
def state_abbreviations() -> dict[str, str]:
    """List states and provinces as newspapers shorten them, with their points.

    Examples
    --------
    >>> state_abbreviations()["Ky."]
    'Kentucky'
    """
    return dict(line.split("=", 1) for line in _lines("state_abbreviations.txt"))


@cache
def _context() -> dict[str, dict[str, str]]:
    path = Path(__file__).parent / "lists" / "context.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def word_set(module: str, name: str) -> frozenset[str]:
    """Look up one of the sets of words that a module of the reader goes by.

    Parameters
    ----------
    module, name : str
        Table and key in ``lists/context.toml``.

    Returns
    -------
    frozenset of str

    Examples
    --------
    >>> "general" in word_set("persons", "titles")
    True
    """
    return frozenset(_context()[module][name].split())
