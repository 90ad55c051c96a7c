"""Fonts: which have the letters of a text, and what to install where none has.

DejaVu Sans comes with matplotlib and holds Latin, Greek, Cyrillic, Arabic and Hebrew letters, so a
map looks the same on every machine. Other scripts need a font of the machine's own.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any, Final

from geo.errors import BadInput

__all__ = ["FAMILY", "families_for", "is_right_to_left", "plain_line"]

FAMILY: Final = "DejaVu Sans"

# First words of a letter's Unicode name to the Debian package that has a font for it.
_PACKAGES: Final = {
    "CJK": "fonts-noto-cjk",
    "HANGUL": "fonts-noto-cjk",
    "HIRAGANA": "fonts-noto-cjk",
    "KATAKANA": "fonts-noto-cjk",
    "FULLWIDTH": "fonts-noto-cjk",
    "IDEOGRAPHIC": "fonts-noto-cjk",
    "BOPOMOFO": "fonts-noto-cjk",
}


def plain_line(text: str) -> str:
    r"""Put a text on one line, without control characters.

    Examples
    --------
    >>> plain_line("two\nlines\x07 ")
    'two lines'
    """
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return " ".join(kept.split())


def is_right_to_left(text: str) -> bool:
    """Whether a text begins in a script that runs from right to left.

    Examples
    --------
    >>> is_right_to_left("القنيطرة"), is_right_to_left("Quneitra القنيطرة")
    (True, False)
    """
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def families_for(text: str, *, what: str = "text") -> list[str]:
    """Fonts that together have all letters of a text.

    Parameters
    ----------
    text : str
    what : str, optional
        What the text is, for the message.

    Returns
    -------
    list of str
        DejaVu Sans first.

    Raises
    ------
    BadInput
        If no font of this machine has some letter; names the package to install.

    Examples
    --------
    >>> families_for("Damascus دمشق")
    ['DejaVu Sans']
    """
    missing = _needed(text) - _letters_of_family()
    families = [FAMILY]
    for again in (False, True):
        for name, letters in _installed(again) if missing else ():
            if missing & letters:
                families.append(name)
                missing -= letters
        if not missing:
            return families
    shown = "".join(map(chr, sorted(missing)))[:8]
    raise BadInput(
        f"no font of this machine has the letters {shown!r} of the {what}; install one, such as "
        f"Debian's {_package(missing)}"
    )


def _needed(text: str) -> frozenset[int]:
    """Letters that must have a glyph: joiners and direction marks are shaped away."""
    return frozenset(
        ord(letter)
        for letter in text
        if unicodedata.category(letter) not in ("Cc", "Cf", "Zs", "Zl", "Zp")
    )


def _package(letters: frozenset[int]) -> str:
    for letter in sorted(letters):
        first = unicodedata.name(chr(letter), "").partition(" ")[0]
        if first in _PACKAGES:
            return _PACKAGES[first]
        if unicodedata.category(chr(letter)) == "So":
            return "fonts-symbola"
    return "fonts-noto-core"


@cache
def _letters_of_family() -> frozenset[int]:
    from matplotlib import font_manager

    return _letters(font_manager.findfont(FAMILY, fallback_to_default=False))


@cache
def _letters(path: str) -> frozenset[int]:
    from matplotlib import font_manager

    return frozenset(font_manager.get_font(path).get_charmap())


def _installed(again: bool) -> Any:
    """List the machine's sans-serif fonts, the plain ones first; look again if one was added."""
    from matplotlib import font_manager

    found = font_manager.fontManager
    if again:
        found = font_manager._load_fontmanager(try_read_cache=False)  # type: ignore[attr-defined]
        font_manager.fontManager.ttflist = found.ttflist
    # A medium upright face of each family; Noto first, since it is made to go together.
    plain = {
        (not entry.name.startswith("Noto Sans"), entry.name, entry.fname)
        for entry in found.ttflist
        if entry.style == "normal" and entry.weight in (400, "normal") and "Mono" not in entry.name
    }
    for _, name, path in sorted(plain):
        try:
            yield name, _letters(path)
        except (OSError, RuntimeError):
            continue
