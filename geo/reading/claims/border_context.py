"""Border context: the countries in play, for border phrases that leave one out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from geo.reading.names import neighbours

__all__ = ["BorderContext", "Pair", "Taken", "pair_of"]

Pair = tuple[str, str]
"""Two alpha-3 codes in alphabetical order."""

Taken = Literal["", "sentence", "article", "border before", "every border"]
"""From where a country was taken that the phrase leaves out; empty if it says all."""

_MOST_NAMED: Final = 12
"""So many of the countries named most often may be the two of "the border"."""


def pair_of(a: str, b: str) -> Pair:
    """Put two country codes in alphabetical order."""
    return (a, b) if a < b else (b, a)


@dataclass(slots=True)
class BorderContext:
    """What has been read of the article so far, for phrases that leave a country out.

    Parameters
    ----------
    counts : Counter of str
        How often each country is named in the whole article.
    around : Counter of str
        How often the article speaks of a country without naming it: by a town or an armed group.
    recent : list of str
        Countries in the order in which they were last named.
    last : tuple of Pair
        The border that was last meant.
    """

    counts: Counter[str] = field(default_factory=Counter)
    around: Counter[str] = field(default_factory=Counter)
    recent: list[str] = field(default_factory=list)
    last: tuple[Pair, ...] = ()

    def ranked(self) -> list[str]:
        """List the countries, those named most often first, then those only spoken of."""
        named = [code for code, _ in self.counts.most_common()]
        return [*named, *(code for code, _ in self.around.most_common() if code not in self.counts)]

    def note(self, code: str) -> None:
        """Remember that a country was named."""
        if code in self.recent:
            self.recent.remove(code)
        self.recent.append(code)

    def known_neighbour(self, codes: set[str]) -> str | None:
        """Find the country of the article that is in play and borders on these."""
        for code in reversed(self.recent):
            if code not in codes and (
                not codes or any(other in neighbours(code) for other in codes)
            ):
                return code
        around = [c for c in self.ranked() if any(o in neighbours(c) for o in codes)]
        return next((code for code in around if code not in codes), None)

    def neighbour_of(self, owner: str, nearest: Iterable[str]) -> tuple[str, Taken]:
        """Choose the neighbour of a country that shares "its border".

        Parameters
        ----------
        owner : str
            Alpha-3 code.
        nearest : iterable of str
            The countries that the sentence names elsewhere, the nearest first.

        Returns
        -------
        str
            Its only neighbour, one that the sentence names, else one of the article's; empty if
            there is none.
        taken : str
            From where it was taken.
        """
        near = neighbours(owner)
        if len(near) == 1:
            return near[0], ""
        named = next((code for code in nearest if code in near), "")
        if named:
            return named, "sentence"
        for pair in self.last:
            if owner in pair:
                return pair[0] if pair[1] == owner else pair[1], "border before"
        ranked = next((code for code in self.ranked() if code in near), "")
        return (ranked, "article") if ranked else ("", "")

    def border_in_play(self, nearest: Sequence[str]) -> tuple[tuple[Pair, ...], Taken]:
        """Choose which border "the border" is.

        Parameters
        ----------
        nearest : sequence of str
            The countries that the sentence names, the nearest first.

        Returns
        -------
        tuple of Pair
            Empty if no two bordering countries are named.
        taken : str
            From where it was taken.
        """
        pair = _first_bordering(nearest)
        if pair is not None:
            return (pair,), "sentence"
        if self.last and (not nearest or any(c in pair for c in nearest for pair in self.last)):
            return self.last, "border before"
        ranked = self.ranked()
        for first in nearest:
            for second in ranked:
                if second in neighbours(first):
                    return (pair_of(first, second),), "article"
        pair = _first_bordering(ranked[:_MOST_NAMED])
        return ((pair,), "article") if pair is not None else ((), "")


def _first_bordering(codes: Sequence[str]) -> Pair | None:
    """Find the first country that borders on one before it."""
    for index, first in enumerate(codes):
        for second in codes[:index]:
            if first in neighbours(second):
                return pair_of(first, second)
    return None
