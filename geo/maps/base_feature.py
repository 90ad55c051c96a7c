"""The basemap of a page as plain data: land, water, borders, and names for each scale."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.maps.basemap import Basemap, Ground, Window, basemap_of
from geo.maps.encoding import encode_areas, encode_lines
from geo.maps.lettering import map_names

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["base_feature"]


def base_feature(
    *,
    seen: Window,
    world: Window,
    beside: Iterable[tuple[float, float]] = (),
    favoured: BaseGeometry | None = None,
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Describe the basemap for a view, and name its sources.

    Parameters
    ----------
    seen, world : (west, south, east, north), degrees
        From `view_of`.
    beside : iterable of (lon, lat), degrees
        Places that the page names itself; the basemap's names there are left out.
    favoured : shapely geometry, optional
        Where towns are named at a smaller scale than elsewhere.

    Returns
    -------
    feature : dict
    sources : tuple of str
        Keys.
    """
    drawn, grounds = _drawn(seen, world)
    taken = np.array(list(beside), dtype=np.float64).reshape(-1, 2)
    names = []
    for name in map_names(drawn, seen=seen, world=world, favoured=favoured):
        off = np.hypot(
            (taken[:, 0] - name.at[0][0]) * np.cos(np.radians(name.at[0][1])),
            taken[:, 1] - name.at[0][1],
        )
        if name.kind in ("city", "town") and (off < 0.05).any():
            continue
        entry: dict[str, Any] = {
            "name": name.text,
            "kind": name.kind,
            "at": [[round(lat, 4), round(lon, 4)] for lon, lat in name.at],
            "zoom": round(name.zoom, 2),
        }
        if name.native:
            entry["native"] = name.native
        if name.capital:
            entry["capital"] = True
        names.append(entry)
    return {"sheets": grounds, "names": names}, (
        *drawn.sources,
        *(() if drawn.regional else ("geonames",)),
    )


@lru_cache(maxsize=4)
def _drawn(seen: Window, world: Window) -> tuple[Basemap, list[dict[str, Any]]]:
    """Draw the basemap of a view, and keep it: the next map is often of the same place."""
    drawn = basemap_of(seen, world=world)
    return drawn, [_ground_feature(ground) for ground in drawn.grounds]


def _ground_feature(ground: Ground) -> dict[str, Any]:
    digits = 4 if ground.scale == "detail" else 2
    step = 10.0**-digits

    def thin(geometry: BaseGeometry) -> BaseGeometry:
        return shapely.simplify(geometry, step, preserve_topology=False)

    return {
        "digits": digits,
        "land": encode_areas(thin(ground.land), digits=digits),
        "lakes": encode_areas(thin(ground.lakes), digits=digits),
        "coast": encode_lines(thin(ground.coast), digits=digits),
        "rivers": [encode_lines(thin(rivers), digits=digits) for rivers in ground.rivers],
        "admin1": encode_lines(thin(ground.admin1), digits=digits),
        "borders": encode_lines(thin(ground.borders), digits=digits),
        "disputed": encode_lines(thin(ground.disputed), digits=digits),
    }
