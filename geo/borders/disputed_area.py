"""Disputed areas: who claims a piece of land, who holds it, and in whose outline it is drawn.

A map has to put every point into one country or none. Where that takes a side, the record here
says so, and an answer about the point can name both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders.country_list import country, find_country
from geo.errors import BadCoordinate
from geo.sources import table

__all__ = ["DisputedArea", "disputed_areas", "disputed_areas_at"]


@dataclass(frozen=True, slots=True)
class DisputedArea:
    """Land that several claim, or that another holds than it is drawn with.

    Parameters
    ----------
    key : str
        ``"crimea"``, ``"golan-heights"``.
    name : str
        As English-language news calls it.
    aliases : tuple of str
        Other names.
    claimants : tuple of str
        ISO 3166-1 alpha-3 codes, or the name of an authority that has none; empty if nobody does.
    held_by : tuple of str
        Who administers or controls it or parts of it, as publicly reported in 2025.
    drawn_in : tuple of str
        Codes of the countries in whose outlines it lies here; empty if in none.
    source : str
        Key of the `geo.sources.Source` of its outline.
    accuracy_m : float
        Metres within which the outline holds.
    note : str
        One sentence, with the resolution or agreement.
    geometry : shapely geometry
        Lon/lat degrees.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    claimants: tuple[str, ...]
    held_by: tuple[str, ...]
    drawn_in: tuple[str, ...]
    source: str
    accuracy_m: float
    note: str
    geometry: BaseGeometry = field(repr=False, compare=False)

    @property
    def sentence(self) -> str:
        """What an answer about a place in it must say.

        Examples
        --------
        >>> [area] = disputed_areas_at(34.10, 44.95)
        >>> area.sentence
        'Crimea is claimed by Ukraine and Russia and held by Russia; it is drawn in Ukraine here'
        """
        if not self.claimants:
            said = f"{self.name} is claimed by no state"
        else:
            said = f"{self.name} is claimed by {_each(self.claimants)}"
        held = f" and held by {_each(self.held_by)}" if self.held_by else ""
        drawn = f"drawn in {_each(self.drawn_in)}" if self.drawn_in else "drawn in no country"
        return f"{said}{held}; it is {drawn} here"


def _named(code: str) -> str:
    """A country's name, or the name of an authority without a code, as it is."""
    return country(code).name if len(code) == 3 and find_country(code) else code


def _each(codes: tuple[str, ...]) -> str:
    names = [_named(code) for code in codes]
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@cache
def disputed_areas() -> tuple[DisputedArea, ...]:
    """Every disputed area that the data draws.

    Examples
    --------
    >>> {"crimea", "golan-heights", "halaib"} <= {area.key for area in disputed_areas()}
    True
    """
    return tuple(
        DisputedArea(
            key=row["key"],
            name=row["name"],
            aliases=_several(row["aliases"]),
            claimants=_several(row["claimants"]),
            held_by=_several(row["held_by"]),
            drawn_in=_several(row["drawn_in"]),
            source=row["source"],
            accuracy_m=float(row["accuracy_m"]),
            note=row["note"],
            geometry=shapely.from_wkb(row["geometry"]),
        )
        for row in table("disputed_areas.parquet")
    )


@cache
def _tree() -> shapely.STRtree:
    return shapely.STRtree([area.geometry for area in disputed_areas()])


def disputed_areas_at(lon: float, lat: float) -> tuple[DisputedArea, ...]:
    """Disputed areas in which a point lies.

    Parameters
    ----------
    lon, lat : float, degrees
        WGS84.

    Returns
    -------
    tuple of DisputedArea
        Usually none; Siachen may be in two. A point on an edge is inside.

    Raises
    ------
    BadCoordinate
        If the point is no point of the globe.

    Examples
    --------
    >>> [(area.name, area.claimants) for area in disputed_areas_at(35.80, 32.99)]
    [('Golan Heights', ('ISR', 'SYR'))]
    >>> disputed_areas_at(2.35, 48.86)
    ()
    """
    if not (np.isfinite([lon, lat]).all() and abs(lat) <= 90.0 and abs(lon) <= 540.0):
        raise BadCoordinate(f"{lon},{lat} is not longitude,latitude in degrees")
    wrapped = (lon + 180.0) % 360.0 - 180.0
    hits = _tree().query(shapely.Point(wrapped, lat), predicate="intersects")
    return tuple(disputed_areas()[i] for i in sorted(hits))
