"""Mentions: the places, countries, peoples and borders that a text names."""

from __future__ import annotations

from dataclasses import dataclass

from geo.gazetteer import Place

__all__ = ["Mention", "RunnerUp"]


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """A place that a name might have meant too, and how much spoke for it.

    Parameters
    ----------
    name, country, kind, admin1, source, source_id : str
        As for `Place`.
    lon, lat : float, degrees
    score : float
        On the scale of `Mention.score`: a tenfold population is one, what the text says counts up
        to four.
    because : str
        What spoke for it most; empty if nothing but its size did.
    """

    name: str
    country: str
    kind: str
    admin1: str
    lon: float
    lat: float
    source: str
    source_id: str
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place, country, people or border that the text names.

    Parameters
    ----------
    text : str
        As in the article.
    start, end : int
        Characters of the article's text, end exclusive.
    kind : str
        ``"place"``, ``"region"``, ``"country"``, ``"demonym"``, ``"facility"``, ``"border"``, or
        ``"offset"`` for a place given by distance and direction.
    place : Place or None
        None if the gazetteer holds no position for it.
    score : float
        How much spoke for this place; 0 where no choice was made.
    runners_up : tuple of RunnerUp
        The places that came after it, the next one first.
    """

    text: str
    start: int
    end: int
    kind: str
    place: Place | None
    score: float = 0.0
    runners_up: tuple[RunnerUp, ...] = ()

    @property
    def because(self) -> str:
        """Why this place was taken; empty without one."""
        return self.place.because if self.place is not None else ""
