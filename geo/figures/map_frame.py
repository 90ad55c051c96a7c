"""The map in its frame: ground, zones, lines, furniture and lettering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geo.figures.canvas import Canvas, Rect
from geo.figures.figure_content import FigureContent
from geo.figures.furniture import draw_inset, draw_north, draw_scale, placed, scale_length
from geo.figures.ground import country_names, draw_ground, draw_pole, inside, towns_of
from geo.figures.label_placement import Placer
from geo.figures.map_labels import Ring, letter_lines, letter_places
from geo.figures.projection import View
from geo.maps import distance_in_words

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.maps import Basemap
__all__ = ["DASHES", "INSET_UP_TO", "draw_map", "has_free_corner"]

INSET_UP_TO: Final = 35.0
"""A view of this many degrees shows the continents itself, and needs no inset."""

DASHES: Final = ((5, 1.5), (1.2, 1.6), (6, 1.5, 1.2, 1.5), (2.5, 1.5))
"""Of the lines that others mean, in their order."""

# Between the inset and the frame.
_PAD_IN: Final = 0.1

# Beyond this many degrees from its middle a map of the globe is drawn as a disc.
_DISC_FROM: Final = 70.0


def draw_map(
    canvas: Canvas, subject: FigureContent, view: View, base: Basemap, frame: Rect, *, inset: bool
) -> None:
    """Draw a map into its frame.

    Parameters
    ----------
    canvas : Canvas
    subject : FigureContent
    view : View
    base : Basemap
    frame : (left, bottom, right, top), inches
    inset : bool
        Whether the inset stands in a corner of this map, not beside it.
    """
    theme = canvas.theme
    fine = canvas.size.label_pt / 7.5
    per_metre = (frame[2] - frame[0]) / view.width
    to_paper = placed(view, per_metre, frame[0], frame[1])
    draw_ground(canvas, base, view, to_paper, frame)

    def shown(geometry: BaseGeometry, *, geodesic: bool = False) -> BaseGeometry:
        return to_paper(view.shape(geometry, geodesic=geodesic))

    inner = 0.04
    placer = Placer((frame[0] + inner, frame[1] + inner, frame[2] - inner, frame[3] - inner))
    whole = [shown(zone.area) for zone in subject.zones]
    rings: list[Ring] = []
    rough = subject.rough
    several = len(subject.zones) > 1
    for number, (zone, area) in enumerate(zip(subject.zones, whole, strict=True)):
        colour = theme.series[(len(subject.zones) - 1 - number) % len(theme.series)]
        edge = shapely.boundary(shown(zone.full_area))
        if zone.within:
            canvas.lines(
                edge, clip=frame, zorder=7, colour=theme.edge, width=0.7 * fine, dashes=(4, 3)
            )
            edge = shapely.intersection(edge, shapely.buffer(area, 0.004))
        canvas.areas(
            area, clip=frame, zorder=6, fill=theme.zone,
            alpha=theme.zone_alpha / (1.6 if several else 1.0),
        )  # fmt: skip
        edge = shapely.intersection(edge, shapely.box(*frame))
        label = distance_in_words(zone)
        rings.append(Ring(edge, colour if several else theme.edge, label, rough[number]))
    contested: BaseGeometry = shapely.Polygon()
    if subject.compared is not None:
        contested = shown(subject.compared.depends)
        canvas.areas(
            contested, clip=frame, zorder=7.5, edge=theme.depends, width=0.4 * fine, hatch="/////"
        )
    for number, line in enumerate(subject.other_lines):
        canvas.lines(
            shown(line.geometry, geodesic=True), clip=frame, zorder=10, colour=theme.other_line,
            width=1.4 * fine, dashes=DASHES[number % len(DASHES)],
        )  # fmt: skip
    drawn = {
        line.key: [shown(part.geometry, geodesic=True) for part in line.parts]
        for line in subject.lines
    }
    for parts in drawn.values():
        outlines = shapely.GeometryCollection([_outline(part) for part in parts])
        canvas.lines(
            outlines, clip=frame, zorder=10.5, colour=theme.halo, width=3.4 * fine, alpha=0.8
        )
        canvas.lines(outlines, clip=frame, zorder=11, colour=theme.line, width=2.1 * fine)
        placer.avoid(outlines)
    if view.radius_deg > _DISC_FROM:
        _draw_disc(canvas, view, to_paper, frame, placer, whole)
    _draw_furniture(canvas, view, per_metre, frame, placer, whole)
    if inset and view.radius_deg < INSET_UP_TO:
        side = canvas.size.inset_in
        left, bottom = _corner(side, side, frame, _PAD_IN, placer, whole)
        draw_inset(canvas, view, (left, bottom, left + side, bottom + side))
        placer.take(shapely.box(left, bottom, left + side, bottom + side))
    if view.projection.kind == "stere":
        draw_pole(canvas, view, to_paper, frame, placer)
    letter_lines(canvas, placer, subject, rings, drawn, frame)
    # A country's name on what others hold to be theirs would take a side.
    letter_places(
        canvas, placer, subject, view, to_paper, inside(view, towns_of(view)),
        country_names(view), contested=contested,
    )  # fmt: skip
    canvas.rectangle(frame, zorder=40, edge=theme.faint, width=0.7)


def _outline(geometry: BaseGeometry) -> BaseGeometry:
    """Take lines as they are, and of areas their outline."""
    return geometry if shapely.get_dimensions(geometry) == 1 else shapely.boundary(geometry)


def _draw_disc(
    canvas: Canvas,
    view: View,
    to_paper: object,
    frame: Rect,
    placer: Placer,
    whole: Sequence[BaseGeometry],
) -> None:
    """Leave out the rim of the globe, where nothing keeps its shape."""
    assert callable(to_paper)
    middle = to_paper(shapely.Point(0.0, 0.0))
    at = shapely.get_coordinates(middle)[0]
    reach = max(
        float(np.hypot(*(shapely.get_coordinates(area) - at).T).max())
        for area in whole
        if not area.is_empty
    )
    disc = middle.buffer(reach * 1.05, quad_segs=90)
    rest = shapely.difference(shapely.box(*frame), disc)
    canvas.areas(rest, clip=frame, zorder=14, fill=canvas.theme.paper)
    canvas.lines(disc.exterior, clip=frame, zorder=15, colour=canvas.theme.coast, width=0.7)
    placer.keep_out(rest)


def has_free_corner(view: View, subject: FigureContent, frame: Rect, side: float) -> bool:
    """Whether a square of some inches has room in a corner of the map, off the subject."""
    to_paper = placed(view, (frame[2] - frame[0]) / view.width, frame[0], frame[1])
    whole = [to_paper(view.shape(zone.area)) for zone in subject.zones]
    left, bottom = _corner(side, side, frame, _PAD_IN, Placer(frame), whole)
    box = shapely.box(left, bottom, left + side, bottom + side)
    return not any(shapely.intersects(area, box) for area in whole)


def _corner(
    width: float,
    height: float,
    frame: Rect,
    pad: float,
    placer: Placer,
    subject: Sequence[BaseGeometry],
) -> tuple[float, float]:
    """Find the corner of a map that takes least from the subject: its left and bottom."""
    best: tuple[float, float, float] | None = None
    for bottom in (frame[1] + pad, frame[3] - pad - height):
        for left in (frame[0] + pad, frame[2] - pad - width):
            box = shapely.box(left - pad / 2, bottom, left + width, bottom + height)
            taken = sum(shapely.intersection(area, box).area for area in subject)
            taken += 0.0 if placer.is_free(box) else 100.0
            if best is None or taken < best[0] - 1e-4:
                best = (taken, left, bottom)
    assert best is not None
    return best[1], best[2]


def _draw_furniture(
    canvas: Canvas,
    view: View,
    per_metre: float,
    frame: Rect,
    placer: Placer,
    subject: Sequence[BaseGeometry],
) -> None:
    """Put scale bar and north arrow into the corner that takes least from the subject."""
    em = canvas.size.label_pt / 72
    arrow = em * 1.9 if view.projection.kind != "stere" else 0.0
    longest = min(em * 11, (frame[2] - frame[0]) * 0.3)
    _, bar = scale_length(view, per_metre, longest)
    # Half of the last number stands beyond the bar's end.
    width = arrow + em * 0.8 + bar + em * 2.6
    height = em * 3.4
    pad = em * 0.8
    left, bottom = _corner(width, height, frame, pad, placer, subject)
    box = shapely.box(left - pad / 2, bottom - pad / 2, left + width, bottom + height)
    canvas.areas(box, clip=frame, zorder=26, fill=canvas.theme.halo, alpha=0.72)
    if arrow:
        draw_north(canvas, view, left + em * 0.8, bottom, height * 0.95)
    draw_scale(canvas, view, per_metre, left + arrow + em * 0.8, bottom, longest)
    placer.take(box)
