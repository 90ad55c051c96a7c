"""What a person asks of a zone, in words: read once, held to one table of limits, for every door.

The shell, the addresses and bodies of the web, its pages and its features all make a `ZoneQuery`
of what they are sent, and ask it for the zone. So the same words have the same answer everywhere,
and the same refusal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from shapely.geometry.base import BaseGeometry

from geo.borders import ReferenceLine, country
from geo.errors import BadInput
from geo.geodesy import Length, parse_length
from geo.zones.geodesic_zone import Zone
from geo.zones.zone_maker import DEFAULT_TOLERANCE_M, zone

__all__ = ["QUERY_LIMITS", "QueryLimits", "ZoneQuery", "place_query"]

_SHOWN: Final = 40
_SCREEN_M: Final = 1.0


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """How long the words of a question may be, and how many of them.

    Parameters
    ----------
    place, reference, distance, country, line : int
        Letters of one.
    distances : int
        Rings of one map.
    countries : int
        To which a zone is clipped.
    """

    place: int = 200
    reference: int = 200
    distance: int = 60
    country: int = 60
    line: int = 60
    distances: int = 6
    countries: int = 20


QUERY_LIMITS: Final = QueryLimits()
"""The limits of every door."""


def _text(name: str, text: str, longest: int) -> None:
    if not text.strip():
        raise BadInput(f"{name!r} is missing")
    if len(text) > longest:
        raise BadInput(f"{name!r} is {text[:_SHOWN]!r}… of {len(text)} letters; at most {longest}")


def place_query(where: str) -> str:
    """Hold the name of a place, or ``LAT,LON``, to its limit.

    Raises
    ------
    BadInput
        If it is blank or too long.

    Examples
    --------
    >>> place_query("Damascus")
    'Damascus'
    """
    _text("where", where, QUERY_LIMITS.place)
    return where


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneQuery:
    """One zone in a person's words.

    Parameters
    ----------
    reference : str, ReferenceLine, or geometry
        A border, a line's key, a place, ``LAT,LON``; or a geometry that somebody sent.
    distance : str or Length
        A length with its unit; kept as a `Length`, which is `length`.
    within : tuple of str
        Countries by name, demonym or code, kept as codes; empty for none.
    line : str, optional
        Key of the reference line.
    tolerance : str or float, metres
        Of the drawn edge; verdicts do not depend on it.
    guess : bool
        Take the place that is spelled most nearly so, where no place has the name.
    rough : bool
        Take a reference that may be off by more than a quarter of the distance.

    Raises
    ------
    BadInput
        If a text is blank or too long, there are too many countries, or the distance is none.
    NotFound
        If a country is not known.

    Examples
    --------
    >>> ZoneQuery(reference="33.5,36.3", distance="10 km", within=("Syria",)).within
    ('SYR',)
    """

    reference: str | ReferenceLine | BaseGeometry | dict[str, Any]
    distance: str | Length
    within: tuple[str, ...] = ()
    line: str | None = None
    tolerance: str | float = DEFAULT_TOLERANCE_M
    guess: bool = False
    rough: bool = False

    def __post_init__(self) -> None:
        """Hold every part to its limit, and take countries by their codes."""
        if isinstance(self.reference, str):
            _text("reference", self.reference, QUERY_LIMITS.reference)
        if isinstance(self.distance, str):
            _text("distance", self.distance, QUERY_LIMITS.distance)
        if len(self.within) > QUERY_LIMITS.countries:
            raise BadInput(
                f"'within' names {len(self.within)} countries; at most {QUERY_LIMITS.countries}"
            )
        for name in self.within:
            _text("within", name, QUERY_LIMITS.country)
        if self.line is not None:
            _text("line", self.line, QUERY_LIMITS.line)
        if isinstance(self.distance, str):
            object.__setattr__(self, "distance", parse_length(self.distance))
        codes = dict.fromkeys(country(name).code for name in self.within)
        object.__setattr__(self, "within", tuple(codes))

    @property
    def length(self) -> Length:
        """The distance: its metres, its unit, its rounding, as written."""
        assert isinstance(self.distance, Length)
        return self.distance

    @classmethod
    def rings(
        cls,
        distances: Sequence[str],
        *,
        reference: str | ReferenceLine | BaseGeometry | dict[str, Any],
        within: Sequence[str] = (),
        line: str | None = None,
        tolerance: str | float = DEFAULT_TOLERANCE_M,
        guess: bool = False,
        rough: bool = False,
    ) -> tuple[ZoneQuery, ...]:
        """One question for each distance.

        Raises
        ------
        BadInput
            As for one; and if there are no distances, or too many.

        Examples
        --------
        >>> asked = ZoneQuery.rings(["5 km", "9 km"], reference="33.5,36.3")
        >>> [each.length.metres for each in asked]
        [5000.0, 9000.0]
        """
        if not distances:
            raise BadInput("'distance' is missing")
        if len(distances) > QUERY_LIMITS.distances:
            raise BadInput(
                f"'distance' holds {len(distances)} values; at most {QUERY_LIMITS.distances}"
            )
        return tuple(
            cls(
                reference=reference,
                distance=each,
                within=tuple(within),
                line=line,
                tolerance=tolerance,
                guess=guess,
                rough=rough,
            )
            for each in distances
        )

    def on_screen(self) -> ZoneQuery:
        """The same, its edge drawn to a metre: a screen shows whole metres, and it is quicker."""
        return replace(self, tolerance=min(_SCREEN_M, self.length.metres / 100))

    def zone(self) -> Zone:
        """Compute the zone, as `geo.zone` does.

        Raises
        ------
        GeoError

        Examples
        --------
        >>> ZoneQuery(reference="33.5,36.3", distance="10 km").zone().distance_m
        10000.0
        """
        return zone(
            self.reference,
            self.length,
            within=self.within or None,
            line=self.line,
            tolerance=self.tolerance,
            guess=self.guess,
            rough=self.rough,
        )
