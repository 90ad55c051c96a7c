"""What a zone keeps of the claim that asks for it, so that nothing has to be matched again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from geo.gazetteer import Place

__all__ = ["ClaimDoubt", "ClaimReference", "ZoneClaim"]


class ClaimReference(Protocol):
    """What a claim counts its distance from."""

    @property
    def text(self) -> str:
        """In the words of the article."""

    @property
    def place(self) -> Place | None:
        """For a place what the gazetteer knows of it."""


class ClaimDoubt(Protocol):
    """What the reader of an article was not sure of when it read a claim."""

    @property
    def kind(self) -> str:
        """``"border from context"`` and so on."""

    @property
    def sentence(self) -> str:
        """For a reader, without codes."""


class ZoneClaim(Protocol):
    """A claim as a zone needs it; `geo.reading.Claim` is one."""

    @property
    def text(self) -> str:
        """The words from the distance to its reference."""

    @property
    def sentence(self) -> str:
        """The sentence in which it stands."""

    @property
    def reference(self) -> ClaimReference:
        """What the distance is counted from."""

    @property
    def status(self) -> str:
        """``"proposed"``, ``"demanded"``, ``"agreed"`` and so on."""

    @property
    def speaker(self) -> str | None:
        """Who says so, in the words of the article."""

    @property
    def approximate(self) -> bool:
        """Whether the distance is worded as a rough one."""

    @property
    def doubts(self) -> Sequence[ClaimDoubt]:
        """What its reader guessed; stated above whatever is drawn of it."""
