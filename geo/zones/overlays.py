"""What two zones have in common, and what one has alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.geodesy import area_km2
from geo.zones.geodesic_zone import Zone

__all__ = ["Overlay", "difference", "overlap"]


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """A part of the globe made of two zones.

    Parameters
    ----------
    kind : str
        ``"overlap"``: in both; ``"difference"``: in the first and not in the second.
    first, second : Zone
        What it is made of.
    area : shapely geometry
        Lon/lat degrees, made of the zones' polygons: its edges are within their tolerances.
    """

    kind: Literal["overlap", "difference"]
    first: Zone
    second: Zone
    area: BaseGeometry = field(repr=False)

    @property
    def area_km2(self) -> float:
        """Area on the ellipsoid, square kilometres."""
        return area_km2(self.area)

    def contains(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Whether points lie in it, by the exact test of both zones.

        Parameters
        ----------
        lon, lat : array_like of float, degrees

        Returns
        -------
        ndarray of bool
            The edge of a zone belongs to the zone: to the overlap, and not to a difference from it.
        """
        first, second = self.first.contains(lon, lat), self.second.contains(lon, lat)
        return first & second if self.kind == "overlap" else first & ~second


def overlap(first: Zone, second: Zone) -> Overlay:
    """Where two zones lie on each other.

    Examples
    --------
    >>> from geo.zones import zone
    >>> both = overlap(zone("33.5,36.3", "10 km"), zone("33.5,36.4", "10 km"))
    >>> both.contains([36.35, 36.2], [33.5, 33.5]).tolist()
    [True, False]
    """
    return Overlay("overlap", first, second, shapely.intersection(first.area, second.area))


def difference(first: Zone, second: Zone) -> Overlay:
    """Take one zone out of another; the ring between two distances, for one.

    Examples
    --------
    >>> from geo.zones import zone
    >>> ring = difference(zone("33.5,36.3", "20 km"), zone("33.5,36.3", "10 km"))
    >>> round(ring.area_km2)
    942
    """
    return Overlay("difference", first, second, shapely.difference(first.area, second.area))
