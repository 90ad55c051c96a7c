"""Disputed land among the places: the areas themselves, and whose outline a town there lies in.

GeoNames gives every town one country, and a disputed town sometimes one and sometimes the other.
Here a town lies where the outlines draw it, and the area's record says who else claims it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import shapely

from geo.borders import DisputedArea, disputed_areas, find_country
from geo.spelling import fold

__all__ = ["area_rows", "drawn_in"]

_NAMES_OF_A_PART: Final = frozenset({"ladakh", "kashmir valley", "sevastopol", "lipulekh"})
"""Aliases for which news may mean only a part of the area: the whole does not answer to them."""


def area_rows(taken: set[str], provinces: set[tuple[str, str]]) -> Iterator[Any]:
    """Areas that no other source outlines, as rows of `geo.gazetteer.regions`.

    Parameters
    ----------
    taken : set of str
        Folded names of areas whose outline is known already.
    provinces : set of (code, folded name)
        Provinces of the world: an area of such a name is one.

    Yields
    ------
    dict
    """
    for area in disputed_areas():
        country = area.drawn_in[0] if len(area.drawn_in) == 1 else ""
        names = {fold(name) for name in (area.name, *area.aliases)}
        if find_country(area.name) or names & taken:
            continue
        point = area.geometry.representative_point()
        kept = [name for name in area.aliases if fold(name) not in _NAMES_OF_A_PART]
        yield {
            "key": area.key,
            "name": area.name,
            "aliases": ";".join(kept),
            "kind": "admin1" if any((country, name) in provinces for name in names) else "region",
            "country": country,
            "source": area.source,
            "accuracy_m": area.accuracy_m,
            "lon": point.x,
            "lat": point.y,
            "area": f"disputed_areas.parquet:{area.key}",
        }


def drawn_in(lon: Sequence[float], lat: Sequence[float]) -> dict[int, str]:
    """Whose outline towns lie in, of those in land that is drawn in one country.

    Parameters
    ----------
    lon, lat : sequence of float, degrees

    Returns
    -------
    dict of int to str
        Number of a town to the country's code; towns elsewhere are left out. Of areas within one
        another the smaller counts.

    Examples
    --------
    >>> drawn_in([34.1, 2.35], [44.95, 48.86])
    {0: 'UKR'}
    """
    x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    found: dict[int, str] = {}

    def size(area: DisputedArea) -> float:
        return float(area.geometry.area)

    for area in sorted(disputed_areas(), key=size, reverse=True):
        if len(area.drawn_in) != 1:
            continue
        west, south, east, north = area.geometry.bounds
        near = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
        inside = near[shapely.intersects_xy(area.geometry, x[near], y[near])]
        found.update(dict.fromkeys(inside.tolist(), area.drawn_in[0]))
    return found
