"""Doubts: what the reader is not sure of, each a kind and one sentence for a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Doubt", "DoubtKind"]

DoubtKind = Literal[
    "border from context",
    "reference from context",
    "part of a border",
    "side not said",
    "rival place",
    "not in the data",
    "units disagree",
    "no reference",
    "no claim",
    "correction",
]
"""What is doubted. The first five are about a reference that is drawn all the same: it is stated
above the drawing. Of the others nothing is drawn, or the drawing does not depend on them."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that the reader is not sure of.

    Parameters
    ----------
    kind : str
        See `DoubtKind`.
    sentence : str
        What is doubted, without codes, as a person may read it.

    Examples
    --------
    >>> str(Doubt("rival place", "Tripoli is taken to be the one in Libya"))
    'Tripoli is taken to be the one in Libya'
    """

    kind: DoubtKind
    sentence: str

    def __str__(self) -> str:
        return self.sentence
