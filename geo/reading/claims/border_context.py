"""Border context: the countries in play, for border phrases that leave one out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

__all__ = ["BorderContext", "Pair"]

Pair = tuple[str, str]
"""Two alpha-3 codes in alphabetical order."""


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
