"""The ground under a map's subject: land, water, borders, and the names on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
import shapely.ops

from geo.figures.canvas import Canvas, Rect
from geo.figures.label_placement import Placer
from geo.figures.projection import View
from geo.gazetteer import query
from geo.maps import Basemap, basemap_of, plain_latin, roomiest

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

__all__ = ["Town", "base_of", "country_names", "draw_ground", "draw_pole", "inside", "towns_of"]

# Natural Earth draws rivers and provinces within 2 km: on a map of less than this it shows.
_FINE_M: Final = 60_000.0
_FINE_ELSEWHERE_M: Final = 400_000.0

# Scripts that DejaVu Sans has, and that a reader of the region looks for.
_NATIVE: Final = re.compile("[\u0590-\u05ff\u0600-\u06ff]")
_MOST: Final = 400


@dataclass(frozen=True, slots=True)
class Town:
    """A town that may be named: in degrees, with its name in the country's own script."""

    name: str
    native: str
    lon: float
    lat: float
    population: int
    source_id: str


def base_of(view: View) -> Basemap:
    """Gather the basemap of a view."""
    return basemap_of(view.window, world=view.projection.world)


def draw_ground(
    canvas: Canvas,
    base: Basemap,
    view: View,
    to_paper: Callable[[BaseGeometry], BaseGeometry],
    clip: Rect,
) -> None:
    """Draw sea, land, waters and borders.

    Parameters
    ----------
    canvas : Canvas
    base : Basemap
    view : View
    to_paper : callable
        From the projection's metres to inches.
    clip : (left, bottom, right, top), inches
        The map's frame.
    """
    theme = canvas.theme
    canvas.rectangle(clip, zorder=0, fill=theme.sea)
    fine = canvas.size.label_pt / 7.5
    ground = base.grounds[-1]

    def shown(geometry: BaseGeometry) -> BaseGeometry:
        return to_paper(view.shape(geometry))

    canvas.areas(
        shown(_polygons(ground.land)), clip=clip, zorder=1, fill=theme.land, edge=theme.coast,
        width=0.5 * fine,
    )  # fmt: skip
    canvas.areas(
        shown(_polygons(ground.lakes)), clip=clip, zorder=2, fill=theme.sea, edge=theme.coast,
        width=0.35 * fine,
    )  # fmt: skip
    if min(view.width, view.height) > (_FINE_M if base.regional else _FINE_ELSEWHERE_M):
        for rivers, width in zip(ground.rivers, (0.7, 0.45), strict=True):
            canvas.lines(shown(rivers), clip=clip, zorder=3, colour=theme.river, width=width * fine)
        canvas.lines(
            shown(ground.admin1), clip=clip, zorder=3, colour=theme.admin1, width=0.4 * fine
        )
    canvas.lines(shown(ground.borders), clip=clip, zorder=9, colour=theme.border, width=0.7 * fine)
    canvas.lines(
        shown(ground.disputed), clip=clip, zorder=9, colour=theme.border, width=0.7 * fine,
        dashes=(3, 2),
    )  # fmt: skip


def draw_pole(
    canvas: Canvas,
    view: View,
    to_paper: Callable[[BaseGeometry], BaseGeometry],
    frame: Rect,
    placer: Placer,
) -> None:
    """Draw meridians and parallels round a pole, where no arrow can tell where north is."""
    theme, points = canvas.theme, canvas.size.label_pt
    pole = view.projection.lat
    farthest = 0.0 if abs(view.radius_deg) > 80 else np.sign(pole) * (88.0 - view.radius_deg)
    step = 5 if view.radius_deg < 25 else 10
    for lat in range(step, 90, step):
        ring = [(lon, np.sign(pole) * lat) for lon in np.linspace(-180.0, 180.0, 181)]
        flat = to_paper(shapely.transform(shapely.LineString(ring), _flat(view)))
        canvas.lines(flat, clip=frame, zorder=3.5, colour=theme.coast, width=0.35, alpha=0.7)
    for lon in range(-180, 180, 30):
        spoke = shapely.LineString([(lon, farthest), (lon, pole)])
        flat = to_paper(shapely.transform(shapely.segmentize(spoke, 2.0), _flat(view)))
        canvas.lines(flat, clip=frame, zorder=3.5, colour=theme.coast, width=0.35, alpha=0.7)
        if lon % 90 == 0:
            _letter_meridian(canvas, placer, lon, shapely.intersection(flat, shapely.box(*frame)))
    flat = to_paper(shapely.transform(shapely.Point(0.0, pole), _flat(view)))
    ((x, y),) = shapely.get_coordinates(flat)
    name = "North Pole" if pole > 0 else "South Pole"
    canvas.mark(x, y, "D", points / 72 * 0.5, fill=theme.ink, edge=theme.halo, zorder=25)
    width = canvas.width_of(name, points, bold=True)
    rect = placer.beside(x, y, width, points / 72 * 1.2, points / 72 * 0.6)
    if rect is not None:
        canvas.text(rect[0], rect[1] + points / 72 * 0.3, name, points, bold=True, halo=True)


def _letter_meridian(canvas: Canvas, placer: Placer, lon: int, line: BaseGeometry) -> None:
    """Write a meridian's longitude where it leaves the map."""
    if not isinstance(line, shapely.LineString) or line.is_empty:
        return
    points = canvas.size.label_pt * 0.9
    side = "" if lon in (0, -180) else " E" if lon > 0 else " W"
    text = f"{abs(lon)}°{side}"
    width, height = canvas.width_of(text, points), points / 72 * 1.2
    for back in (0.10, 0.22, 0.34):
        x, y = shapely.ops.substring(line, back, back).coords[0]
        found = placer.middle([(float(x), float(y))], width, height, off=shapely.Polygon())
        if found is not None:
            canvas.text(
                x, y - height * 0.28, text, points, colour=canvas.theme.faint, align="center",
                halo=True,
            )  # fmt: skip
            return


def _flat(view: View) -> Callable[[Any], Any]:
    return lambda points: np.column_stack(view.projection.forward(*points.T))


def _polygons(geometry: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def towns_of(view: View, *, smallest: int = 500) -> list[Town]:
    """List the towns of a view, the most populous first."""
    west, south, east, north = view.window
    rows: set[tuple[str, str | None, float, float, int, str]] = set()
    for shift in (-360.0, 0.0, 360.0):
        left, right = max(west - shift, -180.0), min(east - shift, 180.0)
        if left < right:
            rows.update(
                query(
                    "SELECT name, name_local, lon, lat, population, source_id FROM place "
                    "WHERE kind = 'city' AND population >= ? AND lat BETWEEN ? AND ? "
                    "AND lon BETWEEN ? AND ? ORDER BY population DESC LIMIT ?",
                    (smallest, south, north, left, right, _MOST),
                )
            )
    ordered = sorted(rows, key=lambda row: (-row[4], row[0], row[5]))
    return [
        Town(
            plain_latin(name),
            local if local and _NATIVE.search(local) else "",
            lon,
            lat,
            people,
            source_id,
        )
        for name, local, lon, lat, people, source_id in ordered
    ]


def country_names(view: View) -> list[tuple[str, float, list[tuple[float, float]]]]:
    """Countries of a view: name, share of the map, and middles in the projection's metres."""
    from geo.borders import countries
    from geo.maps import country_areas

    names = {entry.code: entry.name for entry in countries()}
    west, south, east, north = view.window
    tolerance = max(view.width, view.height) / 111_195 / 1500
    found = []
    for code, area in country_areas().items():
        if code not in names:
            continue
        bounds = area.bounds
        apart = all(
            bounds[2] + shift < west or bounds[0] + shift > east for shift in (-360.0, 0.0, 360.0)
        )
        if apart or bounds[3] < south or bounds[1] > north:
            continue
        rough = shapely.make_valid(shapely.simplify(area, tolerance, preserve_topology=False))
        shown = shapely.intersection(view.shape(_polygons(rough)), view.box)
        parts = [part for part in shapely.get_parts(shown) if part.geom_type == "Polygon"]
        if not parts:
            continue
        shown = shapely.MultiPolygon(parts)
        share = shown.area / view.box.area
        if share > 0.004:
            found.append((names[code], share, roomiest(shown, 4)))
    return sorted(found, key=lambda entry: -entry[1])


def inside(view: View, towns: list[Town]) -> list[tuple[Town, float, float]]:
    """Project towns, and keep those that lie on the map."""
    if not towns:
        return []
    x, y = view.projection.forward([town.lon for town in towns], [town.lat for town in towns])
    seen = np.isfinite(x) & (x > view.west) & (x < view.east) & (y > view.south) & (y < view.north)
    return [
        (town, float(at_x), float(at_y))
        for town, at_x, at_y, kept in zip(towns, x, y, seen, strict=True)
        if kept
    ]
