"""The vector basemap of a window of the world: land, water and borders to draw beneath a map.

Where the shipped regional file covers the view its detail is used; elsewhere the land is that of
the countries' own areas and the borders those of ``borders.parquet``. Beyond the window the coarse
world continues, so that a reader who zooms out is not lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, cast

import numpy as np
import numpy.typing as npt
import shapely

from geo.sources import table

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Basemap", "Ground", "Window", "basemap_of", "country_areas", "layers", "roll"]

Window = tuple[float, float, float, float]
"""West, south, east, north in degrees; a window across the antimeridian runs past 180 or -180."""

REGION: Final = "basemap-region.parquet"
WORLD: Final = "basemap-world.parquet"

# From this many degrees on, borders of a hundred metres' accuracy are but weight.
_COARSE_FROM: Final = 15.0

_EMPTY: Final = shapely.GeometryCollection()


@dataclass(frozen=True, slots=True)
class Ground:
    """Shapes of one scale, lon/lat degrees, longitudes rolled into the map's own range.

    Parameters
    ----------
    scale : str
        ``"detail"`` or ``"world"``.
    land, lakes : shapely geometry
        Areas; the lakes lie on the land.
    coast, admin1, borders, disputed : shapely geometry
        Lines; `disputed` are the borders that are not ``de jure``.
    rivers : tuple of shapely geometry
        Large ones, then small ones.
    """

    scale: Literal["detail", "world"]
    land: BaseGeometry
    coast: BaseGeometry
    lakes: BaseGeometry
    rivers: tuple[BaseGeometry, BaseGeometry]
    admin1: BaseGeometry
    borders: BaseGeometry
    disputed: BaseGeometry


@dataclass(frozen=True, slots=True)
class Basemap:
    """What lies under a map.

    Parameters
    ----------
    grounds : tuple of Ground
        The coarse world around the window, then the window; of a view of half the world, only
        the coarse world.
    window : (west, south, east, north), degrees
        What is named in detail, and covered by the second ground if there is one.
    regional : bool
        Whether that is the shipped regional file.
    sources : tuple of str
        Keys of the sources used.
    """

    grounds: tuple[Ground, ...]
    window: Window
    regional: bool
    sources: tuple[str, ...]


def roll(geometry: BaseGeometry, window: Window) -> BaseGeometry:
    """Clip to a window that may lie across the antimeridian, and make it whole there.

    Parameters
    ----------
    geometry : shapely geometry
        Longitudes in [-360, 360].
    window : (west, south, east, north), degrees
        West in [-360, 180], at most 360 wide.

    Returns
    -------
    shapely geometry
        Longitudes between west and east. A seam at 180 degrees is gone.

    Examples
    --------
    >>> import shapely
    >>> halves = shapely.MultiPolygon([shapely.box(179, 0, 180, 1), shapely.box(-180, 0, -179, 1)])
    >>> roll(halves, (0, -90, 360, 90)).bounds
    (179.0, 0.0, 181.0, 1.0)
    """
    west, south, east, north = window
    parts = shapely.get_parts(shapely.get_parts(geometry))
    parts = parts[~shapely.is_empty(parts)]
    if not len(parts):
        return _EMPTY
    dimension = int(shapely.get_dimensions(parts).max())
    xmin, ymin, xmax, ymax = shapely.bounds(parts).T
    found = []
    for shift in (-720.0, -360.0, 0.0, 360.0, 720.0):
        left, right = west - shift, east - shift
        near = (xmin <= right) & (xmax >= left) & (ymin <= north) & (ymax >= south)
        cut = near & ~((xmin >= left) & (xmax <= right) & (ymin >= south) & (ymax <= north))
        pieces = parts.copy()
        pieces[cut] = shapely.intersection(parts[cut], shapely.box(left, south, right, north))
        pieces = shapely.get_parts(pieces[near])
        # Where a part only touches the window, a line or a point is left of it.
        pieces = pieces[shapely.get_dimensions(pieces) == dimension]
        found.append(_shifted(pieces, shift) if shift else pieces)
    return _gathered(_without_seam(np.concatenate(found)), dimension)


def _shifted(pieces: npt.NDArray[np.object_], shift: float) -> npt.NDArray[np.object_]:
    moved = shapely.get_coordinates(pieces) + np.array([shift, 0.0])
    return np.asarray(shapely.set_coordinates(pieces.copy(), moved))


def _without_seam(pieces: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Join the pieces that end at the antimeridian; the others have nothing to join."""
    xmin, _, xmax, _ = shapely.bounds(pieces).T.reshape(4, -1)
    at_seam = (np.abs(np.abs(xmin) % 360 - 180) < 1e-9) | (np.abs(np.abs(xmax) % 360 - 180) < 1e-9)
    if at_seam.sum() < 2:
        return pieces
    joined = shapely.get_parts(shapely.union_all(pieces[at_seam]))
    return np.concatenate((pieces[~at_seam], joined))


def _gathered(pieces: npt.NDArray[np.object_], dimension: int) -> BaseGeometry:
    if not len(pieces):
        return _EMPTY
    if len(pieces) == 1:
        return cast("BaseGeometry", pieces[0])
    kind = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)[dimension]
    return cast("BaseGeometry", kind(pieces))


def basemap_of(seen: Window, *, world: Window) -> Basemap:
    """Gather what lies under a map.

    Parameters
    ----------
    seen : (west, south, east, north), degrees
        What the map shows at first; may lie across the antimeridian. The detail reaches beyond
        it, since a screen has another shape than the view.
    world : (west, south, east, north), degrees
        What is drawn coarsely around it.

    Returns
    -------
    Basemap

    Examples
    --------
    >>> found = basemap_of((35.0, 32.0, 37.0, 34.0), world=(-180.0, -85.0, 180.0, 85.0))
    >>> found.regional, found.grounds[1].lakes.is_empty
    (True, False)
    """
    used = {row["source"] for layer in layers(WORLD).values() for row in layer}
    if max(seen[2] - seen[0], seen[3] - seen[1]) > _COARSE_FROM:
        return Basemap((_world(None, world),), world, False, tuple(sorted(used - {"own"})))
    rows = layers(REGION)
    every = [row["geometry"] for row in rows["land"]]
    west, south, east, north = (float(x) for x in shapely.total_bounds(every))
    near = _grown(seen, 0.2, world)
    regional = near[0] >= west and near[1] >= south and near[2] <= east and near[3] <= north
    # The regional file is small, and its own edge is the natural end of the detail.
    window = (west, south, east, north) if regional else _grown(seen, 1.0, world)
    detail = _regional(rows, window) if regional else _elsewhere(window)
    if regional:
        used |= {row["source"] for layer in rows.values() for row in layer}
    used |= {"osm-timezones"}
    return Basemap((_world(window, world), detail), window, regional, tuple(sorted(used - {"own"})))


def _grown(seen: Window, by: float, world: Window) -> Window:
    west, south, east, north = seen
    margin = by * max(east - west, north - south, 2.0)
    return (
        max(west - margin, world[0]),
        max(south - margin, world[1]),
        min(east + margin, world[2]),
        min(north + margin, world[3]),
    )


@cache
def layers(name: str) -> dict[str, list[dict[str, Any]]]:
    """Rows of a basemap file by their layer, geometries read.

    Parameters
    ----------
    name : str
        `REGION` or `WORLD`.

    Returns
    -------
    dict of str to list of dict
        Rows have name, name_ar, name_he, rank (lower is more important), source, geometry.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for row in table(name):
        row["geometry"] = shapely.from_wkb(row["geometry"])
        found.setdefault(row["layer"], []).append(row)
    return found


@cache
def country_areas() -> dict[str, BaseGeometry]:
    """Land of every country by its alpha-3 code, all read at once."""
    return {
        row["code"]: shapely.from_wkb(row["geometry"])
        for row in table("countries.parquet", columns=("code", "geometry"))
    }


def _together(pieces: Iterable[BaseGeometry]) -> BaseGeometry:
    return shapely.GeometryCollection(
        [part for piece in pieces if not piece.is_empty for part in shapely.get_parts(piece)]
    )


def _coast(land: BaseGeometry, window: Window) -> BaseGeometry:
    """Outline of the land without the edges that the window cut."""
    west, south, east, north = window
    step = 1e-6
    lines = [shapely.boundary(part) for part in shapely.get_parts(land)]
    return _together(
        shapely.clip_by_rect(line, west + step, south + step, east - step, north - step)
        for line in lines
    )


def _regional(rows: dict[str, list[dict[str, Any]]], window: Window) -> Ground:
    land = _together(row["geometry"] for row in rows["land"])
    great = [row["geometry"] for row in rows["river"] if row["rank"] <= 4]
    small = [row["geometry"] for row in rows["river"] if row["rank"] > 4]
    return Ground(
        scale="detail",
        land=land,
        coast=_coast(land, window),
        lakes=_together(row["geometry"] for row in rows["lake"]),
        rivers=(_together(great), _together(small)),
        admin1=_together(row["geometry"] for row in rows["admin1"]),
        **_borders(window),
    )


def _elsewhere(window: Window) -> Ground:
    tolerance = min(max(window[2] - window[0], window[3] - window[1]) / 8_000, 0.02)
    parts = [roll(area, window) for area in country_areas().values()]
    parts = [shapely.simplify(part, tolerance) for part in parts if not part.is_empty]
    # Neighbours were thinned apart, so a hair may lie between them: grown a little, they meet.
    land = shapely.union_all(shapely.buffer(parts, 2 * tolerance, quad_segs=1, join_style="mitre"))
    land = shapely.buffer(land, -2 * tolerance, join_style="mitre")
    land = shapely.simplify(land, tolerance / 2)
    coarse = layers(WORLD)
    # What belongs to no country, Antarctica above all, is known from the coarse world alone.
    rest = _together(roll(row["geometry"], window) for row in coarse["land"])
    beyond = [part for part in shapely.get_parts(rest) if not shapely.intersects(part, land)]
    land = _together([land, *beyond])
    return Ground(
        scale="detail",
        land=land,
        coast=_coast(land, window),
        lakes=_together(roll(row["geometry"], window) for row in coarse["lake"]),
        rivers=(_together(roll(row["geometry"], window) for row in coarse["river"]), _EMPTY),
        admin1=_EMPTY,
        **_borders(window),
    )


@cache
def _border_rows() -> tuple[tuple[str, BaseGeometry], ...]:
    return tuple(
        (row["status"], shapely.from_wkb(row["geometry"]))
        for row in table("borders.parquet", columns=("status", "geometry"))
    )


def _borders(window: Window) -> dict[str, BaseGeometry]:
    """Borders in the window, thinned to what a screen can show of them."""
    tolerance = min(max(window[2] - window[0], window[3] - window[1]) / 20_000, 0.01)
    settled: list[BaseGeometry] = []
    disputed: list[BaseGeometry] = []
    for status, geometry in _border_rows():
        piece = roll(geometry, window)
        if not piece.is_empty:
            thin = shapely.simplify(shapely.line_merge(piece), tolerance)
            (settled if status == "de jure" else disputed).append(thin)
    return {"borders": _together(settled), "disputed": _together(disputed)}


def _world(window: Window | None, world: Window) -> Ground:
    """Draw the coarse world but for the window."""
    rows = layers(WORLD)
    hole = shapely.box(*window) if window else shapely.Polygon()

    def around(layer: str) -> BaseGeometry:
        pieces = shapely.get_parts(roll(_together(row["geometry"] for row in rows[layer]), world))
        xmin, ymin, xmax, ymax = shapely.bounds(pieces).T
        # An island of a tenth of a degree is a speck where the coarse world is looked at.
        pieces = pieces[np.maximum(xmax - xmin, ymax - ymin) > 0.1]
        meets = shapely.intersects(pieces, hole)
        pieces[meets] = shapely.difference(pieces[meets], hole)
        return _together(pieces)

    land = around("land")
    return Ground(
        scale="world",
        land=land,
        coast=shapely.difference(_coast(land, world), shapely.buffer(hole, 1e-6)),
        lakes=around("lake"),
        rivers=(around("river"), _EMPTY),
        admin1=_EMPTY,
        borders=around("border"),
        disputed=_EMPTY,
    )
