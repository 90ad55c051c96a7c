"""What stands around a map's subject: scale bar, north arrow, inset locator and legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
import shapely.affinity
from pyproj import Geod

from geo.figures.canvas import LINE, Canvas, Rect
from geo.figures.projection import Projection, View
from geo.geodesy import METRES_PER_UNIT
from geo.maps import WORLD, layers

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Entry", "Legend", "draw_inset", "draw_north", "draw_scale", "scale_length"]

_GEOD: Final = Geod(ellps="WGS84")
_EARTH_M: Final = 6_371_000.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend.

    Parameters
    ----------
    kind : str
        ``"area"``, ``"outline"``, ``"hatch"``, ``"line"``, ``"dash"`` or ``"mark"``.
    text : str
    colour : str
    marks : tuple of (shape, filled)
        Set side by side, in the order of the text.
    dashes : tuple of float
        Of a line.
    """

    kind: str
    text: str
    colour: str
    marks: tuple[tuple[str, bool], ...] = ()
    dashes: tuple[float, ...] = ()


class Legend:
    """Entries set in columns, measured before they are drawn.

    Parameters
    ----------
    canvas : Canvas
    entries : sequence of Entry
    width : float, inches
    columns : int
    """

    def __init__(
        self, canvas: Canvas, entries: Sequence[Entry], width: float, columns: int
    ) -> None:
        self._canvas = canvas
        points = canvas.size.text_pt
        self._swatch = points / 72 * 2.4
        self._gap = points / 72 * 0.8
        self._step = points / 72 * LINE
        self._column = width / columns
        room = self._column - self._swatch - 2 * self._gap
        texts = [canvas.wrapped(entry.text, points, room) for entry in entries]
        self.room = room
        rows = -(-len(entries) // columns)
        self._columns = [
            list(zip(entries, texts, strict=True))[first : first + rows]
            for first in range(0, len(entries), max(rows, 1))
        ]
        self.height = max(
            (
                sum(len(lines) * self._step + 0.35 * self._step for _, lines in column)
                for column in self._columns
            ),
            default=0.0,
        )

    def draw(self, left: float, top: float) -> None:
        """Draw it below and right of a point, in inches."""
        canvas, points = self._canvas, self._canvas.size.text_pt
        for number, column in enumerate(self._columns):
            x, y = left + number * self._column, top
            for entry, lines in column:
                self._draw_swatch(entry, x, y - self._step * 0.5)
                canvas.paragraph(x + self._swatch + self._gap, y, lines, points)
                y -= len(lines) * self._step + 0.35 * self._step

    def _draw_swatch(self, entry: Entry, x: float, y: float) -> None:
        canvas, theme = self._canvas, self._canvas.theme
        half = self._step * 0.38
        rect = (x, y - half, x + self._swatch, y + half)
        across = shapely.LineString([(x, y), (x + self._swatch, y)])
        line = canvas.size.text_pt / 8.5
        if entry.kind == "area":
            canvas.rectangle(rect, zorder=30, fill=theme.land)
            canvas.rectangle(rect, zorder=31, fill=entry.colour, alpha=theme.zone_alpha)
            canvas.rectangle(rect, zorder=32, edge=theme.edge, width=0.9 * line)
        elif entry.kind == "outline":
            canvas.lines(
                across, clip=None, zorder=31, colour=entry.colour, width=0.8 * line, dashes=(3, 2)
            )
        elif entry.kind == "hatch":
            canvas.rectangle(rect, zorder=30, fill=theme.land)
            canvas.rectangle(rect, zorder=31, edge=entry.colour, width=0.5 * line, hatch="/////")
        elif entry.kind == "mark":
            each = self._swatch / len(entry.marks)
            for number, (shape, filled) in enumerate(entry.marks):
                canvas.mark(
                    x + (number + 0.5) * each, y, shape, half * 1.25,
                    fill=entry.colour if filled else theme.halo, edge=entry.colour, zorder=31,
                )  # fmt: skip
        else:
            canvas.lines(
                across, clip=None, zorder=31, colour=entry.colour, dashes=entry.dashes,
                width=(2.2 if entry.kind == "line" else 1.4) * line,
            )  # fmt: skip


def scale_length(view: View, inches_per_metre: float, widest_in: float) -> tuple[float, float]:
    """Choose a round length for the scale bar, and how long it is on paper.

    Parameters
    ----------
    view : View
    inches_per_metre : float
    widest_in : float, inches

    Returns
    -------
    metres, inches : float
        The bar is true where it stands, below the middle of the map: its ends are that many
        metres apart on the ellipsoid.

    Examples
    --------
    >>> from geo.figures import Projection
    >>> view = View(Projection("tmerc", 36.0, 33.0), -1e5, -1e5, 1e5, 1e5)
    >>> metres, inches = scale_length(view, 6.0 / 2e5, 1.8)
    >>> metres, round(inches, 2)
    (50000.0, 1.5)
    """
    middle_x = (view.west + view.east) / 2
    low = view.south + 0.12 * view.height

    def geodesic(plane_m: float) -> float:
        lon, lat = view.projection.inverse(
            [middle_x - plane_m / 2, middle_x + plane_m / 2], [low, low]
        )
        if not (np.isfinite(lon).all() and np.isfinite(lat).all()):
            return plane_m
        return float(_GEOD.inv(lon[0], lat[0], lon[1], lat[1])[2])

    widest = widest_in / inches_per_metre
    reach = geodesic(widest)
    power = 10.0 ** np.floor(np.log10(reach))
    metres = float(max(step * power for step in (1, 2, 5) if step * power <= reach))
    plane = metres
    for _ in range(6):
        plane *= metres / geodesic(plane)
    return metres, plane * inches_per_metre


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def draw_scale(
    canvas: Canvas, view: View, inches_per_metre: float, left: float, bottom: float, widest: float
) -> None:
    """Draw a scale bar in kilometres and miles."""
    theme, points = canvas.theme, canvas.size.label_pt
    metres, inches = scale_length(view, inches_per_metre, widest)
    thick = points / 72 * 0.42
    y = bottom + points / 72 * 1.5
    line = points / 8
    for number in range(2):
        half = inches / 2
        canvas.rectangle(
            (left + number * half, y, left + (number + 1) * half, y + thick),
            zorder=27,
            fill=theme.paper if number else theme.ink,
            edge=theme.ink,
            width=0.6 * line,
        )
    unit, each = ("km", 1000.0) if metres >= 1000 else ("m", 1.0)
    up = y + thick + points / 72 * 0.4
    canvas.text(left, up, "0", points, halo=True, align="center")
    canvas.text(
        left + inches, up, f"{_number(metres / each)} {unit}", points, halo=True, align="center"
    )
    # The same bar in miles: a tick below it where a round number of miles ends.
    miles = metres / METRES_PER_UNIT["mi"]
    power = 10.0 ** np.floor(np.log10(miles))
    whole = float(max(step * power for step in (1, 2, 3, 5) if step * power <= miles))
    at = left + inches * whole / miles
    canvas.lines(
        shapely.LineString([(at, y), (at, y - thick)]), clip=None, zorder=27, colour=theme.ink,
        width=0.8 * line,
    )  # fmt: skip
    canvas.text(at, y - thick - points / 72 * 0.95, f"{_number(whole)} mi", points, halo=True,
                align="center")  # fmt: skip


def draw_north(canvas: Canvas, view: View, x: float, bottom: float, height: float) -> None:
    """Draw an arrow to true north, as it runs at the middle of the map; none on a polar map."""
    if view.projection.kind == "stere":
        return
    lon, lat = view.projection.lon, min(view.projection.lat, 89.0)
    at_x, at_y = view.projection.forward([lon, lon], [lat, lat + 0.01])
    turn = float(np.degrees(np.arctan2(at_x[0] - at_x[1], at_y[1] - at_y[0])))
    points = canvas.size.label_pt
    stem = height - points / 72 * 1.1
    half = stem * 0.30
    arrow = shapely.Polygon(
        [(x - half, bottom), (x, bottom + stem), (x + half, bottom), (x, bottom + 0.24 * stem)]
    )
    arrow = shapely.affinity.rotate(arrow, turn, origin=(x, bottom + stem / 2))
    canvas.areas(
        arrow, clip=None, zorder=27, fill=canvas.theme.ink, edge=canvas.theme.halo, width=0.6
    )
    canvas.text(
        x, bottom + stem + points / 72 * 0.25, "N", points, bold=True, halo=True, align="center"
    )


def draw_inset(canvas: Canvas, view: View, rect: Rect) -> None:
    """Draw where in the world the map lies.

    Parameters
    ----------
    canvas : Canvas
    view : View
        Of the map.
    rect : (left, bottom, right, top), inches
    """
    theme = canvas.theme
    left, bottom, right, top = rect
    middle_lon, middle_lat = view.projection.inverse(
        (view.west + view.east) / 2, (view.south + view.north) / 2
    )
    reach = float(np.clip(max(view.width, view.height) * 3.5, 1.4e6, 4.6e6))
    globe = Projection("laea", round(float(middle_lon), 1), round(float(middle_lat), 1))
    ratio = (right - left) / (top - bottom)
    around = View(globe, -reach * ratio, -reach, reach * ratio, reach)
    per_metre = (top - bottom) / (2 * reach)
    to_paper = placed(around, per_metre, left, bottom)
    canvas.rectangle(rect, zorder=24, fill=theme.sea)
    rows = layers(WORLD)
    land = shapely.MultiPolygon(
        [part for row in rows["land"] for part in shapely.get_parts(row["geometry"])]
    )
    borders = shapely.GeometryCollection([row["geometry"] for row in rows["border"]])
    canvas.areas(
        to_paper(around.shape(land)), clip=rect, zorder=25, fill=theme.land, edge=theme.coast,
        width=0.3,
    )  # fmt: skip
    canvas.lines(
        to_paper(around.shape(_lines(borders))), clip=rect, zorder=25, colour=theme.border,
        width=0.35,
    )  # fmt: skip
    rim = shapely.segmentize(view.box, max(view.width, view.height) / 20)
    lon, lat = view.projection.inverse(*shapely.get_coordinates(rim).T)
    x, y = globe.forward(lon, lat)
    good = np.isfinite(x) & np.isfinite(y)
    if good.sum() > 3:
        frame = to_paper(shapely.Polygon(np.column_stack((x[good], y[good]))).convex_hull)
        # What is too small to be seen as a frame is marked by one that is not.
        small = max(frame.bounds[2] - frame.bounds[0], frame.bounds[3] - frame.bounds[1])
        if small < 0.09:
            frame = shapely.box(*frame.centroid.buffer(0.045).bounds)
        canvas.areas(
            frame, clip=rect, zorder=26, fill=theme.zone, alpha=0.35, edge=theme.line, width=1.1
        )
    canvas.rectangle(rect, zorder=27, edge=theme.faint, width=0.6)


def _lines(geometry: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.MultiLineString([part for part in parts if part.geom_type == "LineString"])


def placed(
    view: View, inches_per_metre: float, left: float, bottom: float
) -> Callable[[BaseGeometry], BaseGeometry]:
    """Make the function that brings the projection's metres to inches on paper."""

    def to_paper(geometry: BaseGeometry) -> BaseGeometry:
        if geometry.is_empty:
            return geometry
        return shapely.transform(
            geometry,
            lambda at: (
                (at - np.array([view.west, view.south])) * inches_per_metre
                + np.array([left, bottom])
            ),
        )

    return to_paper
