"""Numbers as people write them: digits, fractions, words, and how exact each of them is."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["NUMBER", "number"]

_WORDS: Final[dict[str, int]] = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
}
_FRACTIONS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}

_ATOM: Final = "(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")\b"
_JOINT: Final = r"[ -]{1,3}"
_PARTS: Final = (
    rf"half{_JOINT}an?\b|(?:an?{_JOINT})?half\b|(?:an?|one|"
    rf"three){_JOINT}quarters?{_JOINT}of{_JOINT}an?\b"
)
NUMBER: Final = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,9}(?:[.,]\d{1,3})?(?![\d,]\d)(?: ?[½¼¾⅓⅔⅛]| [1-7]/[2-8])?"
    r"|[½¼¾⅓⅔⅛]"
    rf"|(?:(?:an?{_JOINT}(?=hundred|thousand|"
    rf"dozen))?{_ATOM}(?:{_JOINT}(?:and{_JOINT})?{_ATOM}){{0,6}}"
    rf"(?:{_JOINT}and{_JOINT}(?:a{_JOINT})?(?:half|quarter)\b)?)"
    rf"|{_PARTS}|(?:an?{_JOINT})?quarter\b|a{_JOINT}couple{_JOINT}of|an?\b)"
)
"""A number as digits or words, as a pattern to put into a larger one; ignore case."""


def number(text: str) -> tuple[float, float] | None:
    """Read a number and half of its last step: 62 is 61.5 to 62.5, and 60 may be 55 to 65.

    Parameters
    ----------
    text : str
        What `NUMBER` matched.

    Returns
    -------
    value, half_step : tuple of float, or None
        None for zero and for digits that are no number.

    Examples
    --------
    >>> number("62"), number("2 1/2"), number("a hundred and twenty")
    ((62.0, 0.5), (2.5, 0.125), (120.0, 5.0))
    """
    plain = text.strip().lower()
    if plain[0].isdigit() or plain[0] in _FRACTIONS:
        return _numeral(plain)
    value = _words(plain)
    return None if value is None or value <= 0 else (value, _half_step(f"{value:g}"))


def _numeral(text: str) -> tuple[float, float] | None:
    match = re.fullmatch(r"([\d.,]*)\s*(?:([½¼¾⅓⅔⅛])|([1-7])/([2-8]))?", text)
    if match is None:
        return None
    digits = match[1]
    # Two digits behind a comma are a decimal fraction as the continent writes it.
    digits = (
        digits.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits) else digits
    )
    digits = digits.replace(",", ".")
    if digits.count(".") > 1:
        return None
    value = float(digits) if digits else 0.0
    if match[2] or match[3]:
        return value + (_FRACTIONS[match[2]] if match[2] else int(match[3]) / int(match[4])), 0.125
    return (value, _half_step(digits)) if value > 0 else None


def _half_step(digits: str) -> float:
    """Half the unit of the last digit that says something.

    Closing zeros may be rounding, but not so much that any two numbers agree: at least two digits
    of a number from 100 on count, and the half step stays within 15 % of it.
    """
    if "." in digits:
        return 0.5 * 10.0 ** -len(digits.partition(".")[2])
    value = float(digits)
    zeros = len(digits) - len(digits.rstrip("0"))
    zeros = min(zeros, max(len(digits) - 2, 1))
    return max(0.5, min(0.5 * 10.0**zeros, 0.15 * value)) if zeros else 0.5


def _words(text: str) -> float | None:
    words = [word for word in re.split(r"[\s-]+", text) if word]
    if words == ["a", "couple", "of"]:
        return 2.0
    if "quarter" in words or "quarters" in words:
        if "of" in words:
            return 0.75 if words[0] == "three" else 0.25
        return (
            _words(" ".join(words[: words.index("and")])) or 0.0 if "and" in words else 0.0
        ) + 0.25
    half = 0.0
    if "half" in words:
        if "and" not in words:
            return 0.5
        half = 0.5
        words = words[: len(words) - 1 - words[::-1].index("and")]
    total = current = 0
    for word in words:
        if word in ("a", "an"):
            current = 1
        elif word == "and":
            continue
        elif word in ("hundred", "dozen"):
            current = max(current, 1) * _WORDS[word]
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        else:
            current += _WORDS[word]
    return total + current + half
