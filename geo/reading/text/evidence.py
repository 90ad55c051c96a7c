"""Evidence: rules with a name, a weight and an example, and the sum of those that fire."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

__all__ = ["VETOED", "Evidence", "Rule", "weigh"]

Clues = TypeVar("Clues")

VETOED: Final = -9.0
"""The weight of what a veto settles: less than any sum of rules can make up for."""


# Without slots: Python 3.11 cannot make a frozen generic with slots through its alias.
@dataclass(frozen=True)
class Rule(Generic[Clues]):
    """One clue for or against a reading of some words.

    Parameters
    ----------
    name : str
        What it goes by, in words.
    weight : float
        What it adds where it fires.
    fires : callable
        Of the clues, whether it does.
    example : str
        A sentence in which it fires; the tests read it.
    """

    name: str
    weight: float
    fires: Callable[[Clues], bool]
    example: str


@dataclass(frozen=True)
class Evidence(Generic[Clues]):
    """How much speaks for a reading, and which rules fired."""

    weight: float
    rules: tuple[Rule[Clues], ...]

    @property
    def reason(self) -> str:
        """The names of the rules, the weightiest first."""
        ordered = sorted(self.rules, key=lambda rule: -abs(rule.weight))
        return "; ".join(rule.name for rule in ordered)


def weigh(
    clues: Clues,
    *,
    rules: Sequence[Rule[Clues]],
    vetoes: Sequence[Rule[Clues]],
    prior: Callable[[Clues], float] = lambda _: 0.0,
) -> Evidence[Clues]:
    """Add up the rules that fire, unless a veto settles it.

    Parameters
    ----------
    clues : object
        What the rules look at.
    rules, vetoes : sequence of Rule
    prior : callable
        What speaks for the reading before any rule; asked only where no veto fires.

    Examples
    --------
    >>> long = Rule("long", 2.0, lambda word: len(word) > 5, "kilometre")
    >>> plural = Rule("plural", -0.5, lambda word: word.endswith("s"), "miles")
    >>> weigh("kilometres", rules=(plural, long), vetoes=()).reason
    'long; plural'
    """
    against = tuple(rule for rule in vetoes if rule.fires(clues))
    if against:
        return Evidence(VETOED, against)
    fired = tuple(rule for rule in rules if rule.fires(clues))
    return Evidence(prior(clues) + sum(rule.weight for rule in fired), fired)
