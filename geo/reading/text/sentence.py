"""Sentences: where each begins and ends in the text, in linear time on any input.

A line break ends a sentence unless the text is hard-wrapped. What has no sentence ends at all is
cut at a space after `LONGEST` characters, so that no later step meets an unbounded sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from geo.reading.text.lexicon import state_abbreviations

__all__ = ["LONGEST", "Sentence", "sentences"]

LONGEST: Final = 1200
"""Characters of the longest sentence that is kept whole."""

_TITLES = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Sgt|Capt|Cmdr|Adm|Brig|Sen|Rep|Gov|Pres|Hon|Rev|St|Sr|Jr|"
    "ST|FT|MT|MR|MRS|DR|GEN|SEN|GOV"
)
_SHORTENED: Final = re.compile(
    rf"(?:\b(?:{_TITLES}|No|vs|Mt|Ft|Co|Inc|Ltd|Corp|cf|e\.g|i\.e|approx|ca|est|sq|km|mi|nm|ft|yd|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)|\b[A-Za-z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_STATE: Final = re.compile(
    ", (?:" + "|".join(re.escape(short) for short in state_abbreviations()) + ")$"
)
_STOP: Final = re.compile(r"[.!?…]+[\"”’')\]»]*(?=\s)|[\r\n]+")
_GOES_ON: Final = re.compile(
    r"(?:[,-]|\b(?:the|a|an|of|from|in|on|at|to|and|or|with|by|for|between|near|that|its|their))$"
)
_TERMINAL: Final = re.compile(r"[.!?…:][\"”’')\]»]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Parameters
    ----------
    start, end : int
        Characters from the start of the text, end exclusive, without surrounding space.
    heading : bool
        True for a line above the first paragraph: a title, a date, a byline.
    """

    start: int
    end: int
    heading: bool = False


def sentences(text: str, *, start: int = 0) -> tuple[Sentence, ...]:
    """Cut a text into sentences.

    Parameters
    ----------
    text : str
        Any text.
    start : int
        Character at which to begin.

    Returns
    -------
    tuple of Sentence
        In the order of the text; no two overlap, and what lies between them is space.

    Examples
    --------
    >>> text = "Gen. Smith met Mr. Jones. They agreed on 4.5 km."
    >>> [text[s.start : s.end] for s in sentences(text)]
    ['Gen. Smith met Mr. Jones.', 'They agreed on 4.5 km.']
    """
    wrapped = _hard_wrapped(text[start : start + 50_000])
    cuts: list[int] = []
    for match in _STOP.finditer(text, start):
        position = match.end()
        if match[0][0] in "\r\n":
            blank = len(re.findall(r"\r\n|\r|\n", match[0])) > 1
            before = text[max(start, match.start() - 40) : match.start()].rstrip()
            goes_on = wrapped or _GOES_ON.search(before) or text[position : position + 1].islower()
            if blank or not goes_on or _TERMINAL.search(before):
                cuts.append(position)
        elif _ends_here(text, match.start(), position):
            cuts.append(position)
    return _spans(text, start, cuts)


def _ends_here(text: str, stop: int, position: int) -> bool:
    """Whether the stop before `position` ends a sentence and not an abbreviation."""
    following = text[position : position + 3].lstrip()
    if following[:1].islower():
        return False
    if text[stop] != ".":
        return True
    before = text[max(0, stop - 12) : stop + 1]
    if _STATE.search(before):
        return False
    if re.search(r"(?:[ap]\.m|[^.A-Za-z]\d|[a-z]{3,})\.$", before) and not _SHORTENED.search(
        before
    ):
        return True
    return _SHORTENED.search(before) is None


def _hard_wrapped(sample: str) -> bool:
    """Whether line breaks fall inside sentences: most lines are unfinished, of middling length."""
    lines = [line.rstrip() for line in sample.splitlines() if line.strip()]
    if len(lines) < 4:
        return False
    unfinished = sum(
        1 for line in lines if 45 <= len(line) <= 110 and not _TERMINAL.search(line[-8:])
    )
    return unfinished > 0.5 * len(lines)


def _spans(text: str, start: int, cuts: list[int]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    in_head = True
    position = start
    for cut in [*cuts, len(text)]:
        while position < cut:
            end = cut
            if end - position > LONGEST:
                space = max(text.rfind(" ", position + 1, position + LONGEST), position + 1)
                end = space if space > position + 1 else position + LONGEST
            piece = text[position:end]
            first = position + len(piece) - len(piece.lstrip("\ufeff \t\r\n\x0b\x0c\u00a0"))
            last = position + len(piece.rstrip())
            if first < last:
                in_head = (
                    in_head and last - first < 160 and not _TERMINAL.search(text[last - 8 : last])
                )
                found.append(Sentence(first, last, in_head))
            position = end
    return tuple(found)
