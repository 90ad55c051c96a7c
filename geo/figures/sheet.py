"""Composing a figure: text, map, legend, inset and sources on one sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import shapely

from geo.figures.canvas import LINE, Canvas, Rect
from geo.figures.chart import chart_height, draw_chart
from geo.figures.credits import credit_line
from geo.figures.furniture import (
    Entry,
    Legend,
    draw_inset,
    draw_north,
    draw_scale,
    placed,
    scale_length,
)
from geo.figures.ground import base_of, country_names, draw_ground, inside, towns_of
from geo.figures.labels import Placer
from geo.figures.lettering import MARKS, letter_lines, letter_places
from geo.figures.projection import View, bounds_of, fitting_projection
from geo.figures.subject import Subject
from geo.figures.themes import Size, Theme

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.basemap import Basemap
    from geo.zones import Zone

__all__ = ["compose"]

# Around the subject, in shares of its own size.
_MARGIN: Final = 0.07
# A map of less than this shows no town by which a reader could find it.
_LEAST_M: Final = 20_000.0
# A view of this many degrees shows the continents itself.
_INSET_UP_TO: Final = 35.0
_DASHES: Final = ((5, 1.5), (1.2, 1.6), (6, 1.5, 1.2, 1.5), (2.5, 1.5))


def compose(subject: Subject, theme: Theme, size: Size) -> Canvas:
    """Lay out and draw a figure.

    Parameters
    ----------
    subject : Subject
    theme : Theme
    size : Size

    Returns
    -------
    Canvas
        With its matplotlib figure; call it within `geo.figures.canvas.drawing_rules`.
    """
    canvas = Canvas(theme, size)
    view_of, base_for = _viewing(subject)
    entries = _entries(subject, theme)
    left, right = size.margin_in, size.width_in - size.margin_in
    top, bottom = size.height_in - size.margin_in, size.margin_in
    if size.layout == "side":
        text_left = right - size.panel_in
        map_rect = (left, bottom, text_left - size.margin_in, top)
        y = _headings(canvas, subject, text_left, top, size.panel_in, 0.34)
        view = view_of(map_rect)
        base = base_for(view)
        has_inset = _side_panel(canvas, subject, entries, view, base, text_left, y - 0.14)
    else:
        width = right - left
        y = _headings(canvas, subject, left, top, width, 0.30) - size.text_pt / 72 * 0.5
        floor = _foot(canvas, subject, entries, left, bottom, width)
        map_rect = (left, floor.above, right, y)
        view = view_of(map_rect)
        base = base_for(view)
        floor.draw(view, base)
        has_inset = True
    _map(canvas, subject, view, base, map_rect, inset=not has_inset)
    return canvas


def _headings(
    canvas: Canvas, subject: Subject, left: float, top: float, width: float, share: float
) -> float:
    """Set title and subtitle; a long title is set smaller, and cut where it would fill the page."""
    size = canvas.size
    room = share * size.height_in
    points = size.title_pt
    subtitle = (
        canvas.wrapped(subject.subtitle, size.text_pt, width, most=6) if subject.subtitle else []
    )
    room -= len(subtitle) * size.text_pt / 72 * LINE
    lines = canvas.wrapped(subject.title, points, width, bold=True)
    while len(lines) * points / 72 * LINE > room and points > 1.25 * size.text_pt:
        points *= 0.92
        lines = canvas.wrapped(subject.title, points, width, bold=True)
    most = max(int(room / (points / 72 * LINE)), 1)
    if len(lines) > most:
        lines = canvas.wrapped(subject.title, points, width, bold=True, most=most)
    y = canvas.paragraph(left, top, lines, points, width=width, bold=True)
    if subtitle:
        y -= size.text_pt / 72 * 0.3
        y = canvas.paragraph(
            left, y, subtitle, size.text_pt, width=width, colour=canvas.theme.faint
        )
    return y


def _entries(subject: Subject, theme: Theme) -> list[Entry]:
    """List what the legend must explain."""
    found: list[Entry] = []
    several = len(subject.zones) > 1
    for zone, name in zip(subject.zones, subject.names, strict=True):
        if not zone.area.is_empty and not several:
            found.append(Entry("area", f"{name[:1].upper()}{name[1:]}", theme.zone))
    if several:
        found.append(Entry("area", "Within the rings, each with its distance", theme.zone))
    if any(zone.within for zone in subject.zones):
        words = "All within that distance, not clipped" if not several else "The same, not clipped"
        found.append(Entry("outline", words, theme.edge))
    for line in subject.lines:
        if line.status != "place":
            found.append(Entry("line", f"Reference line: {line.name}", theme.line))
    if subject.compared is not None:
        found.append(Entry("hatch", "Depends on whose line is meant", theme.depends))
        found += [
            Entry("dash", f"Other line: {line.name}", theme.other_line, dashes=_DASHES[number % 4])
            for number, line in enumerate(subject.other_lines)
        ]
    answers = {each.answer.verdict for each in subject.marked if each.answer}
    shown = [verdict for verdict in ("inside", "undecided", "outside") if verdict in answers]
    if shown:
        marks = tuple(MARKS[verdict] for verdict in shown)
        found.append(Entry("mark", f"Named place: {', '.join(shown)}", theme.ink, marks=marks))
    return found


class _foot:  # noqa: N801 - it is a measurement that can be drawn, made once by `compose`
    """Legend, inset, chart and sources below a map: measured first, drawn when the map is known."""

    def __init__(
        self,
        canvas: Canvas,
        subject: Subject,
        entries: Sequence[Entry],
        left: float,
        bottom: float,
        width: float,
    ) -> None:
        size = canvas.size
        self._canvas, self._subject = canvas, subject
        self._left, self._width = left, width
        # The base is not known yet; the longest credit line is, with all that a map may use.
        credit = credit_line(subject, None, None)
        self._credit_lines = len(canvas.wrapped(credit, size.small_pt, width))
        self._credit_top = bottom + self._credit_lines * size.small_pt / 72 * LINE
        text_width = width - size.inset_in - 2 * size.text_pt / 72
        choices = [Legend(canvas, entries, text_width, columns) for columns in (1, 2)]
        self._legend = min(choices, key=lambda legend: legend.height)
        strip = max(self._legend.height, size.inset_in)
        self._strip_top = self._credit_top + size.small_pt / 72 * 0.6 + strip
        self._chart_top = self._strip_top
        if subject.timeline is not None:
            self._chart_top += chart_height(canvas, subject.timeline, width)
        self.above = self._chart_top + size.text_pt / 72 * 0.9

    def draw(self, view: View, base: Basemap) -> None:
        canvas, size = self._canvas, self._canvas.size
        if self._subject.timeline is not None:
            draw_chart(canvas, self._subject.timeline, self._left, self._chart_top, self._width)
        self._legend.draw(self._left, self._strip_top)
        if view.radius_deg < _INSET_UP_TO:
            right = self._left + self._width
            draw_inset(
                canvas,
                view,
                (right - size.inset_in, self._strip_top - size.inset_in, right, self._strip_top),
            )
        lines = canvas.wrapped(
            credit_line(self._subject, view, base), size.small_pt, self._width,
            most=self._credit_lines,
        )  # fmt: skip
        canvas.paragraph(
            self._left, self._credit_top, lines, size.small_pt, colour=canvas.theme.faint
        )


def _side_panel(
    canvas: Canvas,
    subject: Subject,
    entries: Sequence[Entry],
    view: View,
    base: Basemap,
    left: float,
    top: float,
) -> bool:
    """Draw the text beside a map; tell whether there was room for the inset."""
    size = canvas.size
    lines = canvas.wrapped(credit_line(subject, view, base), size.small_pt, size.panel_in)
    floor = size.margin_in + len(lines) * size.small_pt / 72 * LINE
    canvas.paragraph(left, floor, lines, size.small_pt, colour=canvas.theme.faint)
    if subject.timeline is not None:
        draw_chart(canvas, subject.timeline, left, top, size.panel_in)
        top -= chart_height(canvas, subject.timeline, size.panel_in)
    legend = Legend(canvas, entries, size.panel_in, 1)
    legend.draw(left, top)
    y = top - legend.height
    room = y - floor - 0.15
    inset = min(size.inset_in, room)
    if view.radius_deg < _INSET_UP_TO and inset > 0.8:
        bottom = floor + 0.15
        draw_inset(canvas, view, (left, bottom, left + inset * 1.35, bottom + inset))
        return True
    return False


def _viewing(
    subject: Subject,
) -> tuple[Callable[[Rect], View], Callable[[View], Basemap]]:
    """Make the function that fits a view into a frame."""
    shapes = [
        shape
        for zone in subject.zones
        for shape in (zone.area, zone.line.geometry)
        if not shape.is_empty
    ]
    if subject.compared is not None:
        shapes += [subject.compared.depends, *(line.geometry for line in subject.other_lines)]
    empty = all(zone.area.is_empty for zone in subject.zones)
    shapes += [zone.full_area for zone in subject.zones if empty or zone.within is None]
    shapes = shapes or [each.place.geometry for each in subject.marked]
    projection = fitting_projection(shapes)

    def view_of(frame: Rect) -> View:
        west, south, east, north = bounds_of(projection, shapes)
        width, height = frame[2] - frame[0], frame[3] - frame[1]
        across = max((east - west) * (1 + 2 * _MARGIN), _LEAST_M * min(width / height, 1.0))
        # Scale bar and arrow stand below the subject, not on it.
        low = canvas_foot / height
        up = max((north - south) * (1 + 2 * _MARGIN), _LEAST_M * min(height / width, 1.0))
        up /= 1 - low
        per_inch = max(across / width, up / height)
        middle_x = (west + east) / 2
        middle_y = (south + north) / 2 - up * low / 2
        return View(
            projection,
            middle_x - per_inch * width / 2,
            middle_y - per_inch * height / 2,
            middle_x + per_inch * width / 2,
            middle_y + per_inch * height / 2,
        )

    canvas_foot = 0.30
    return view_of, base_of


def _map(
    canvas: Canvas, subject: Subject, view: View, base: Basemap, frame: Rect, *, inset: bool
) -> None:
    theme = canvas.theme
    fine = canvas.size.label_pt / 7.5
    per_metre = (frame[2] - frame[0]) / view.width
    to_paper = placed(view, per_metre, frame[0], frame[1])
    draw_ground(canvas, base, view, to_paper, frame)

    def shown(geometry: BaseGeometry, *, geodesic: bool = False) -> BaseGeometry:
        return to_paper(view.shape(geometry, geodesic=geodesic))

    rings: list[tuple[Zone, BaseGeometry]] = []
    several = len(subject.zones) > 1
    for number, zone in enumerate(subject.zones):
        colour = theme.series[(len(subject.zones) - 1 - number) % len(theme.series)]
        colour = colour if several else theme.edge
        full, area = shown(zone.full_area), shown(zone.area)
        edge = shapely.boundary(full)
        if zone.within:
            canvas.lines(
                edge, clip=frame, zorder=7, colour=theme.edge, width=0.7 * fine, dashes=(4, 3)
            )
            edge = shapely.intersection(edge, shapely.buffer(area, 0.004))
        canvas.areas(
            area, clip=frame, zorder=6, fill=theme.zone,
            alpha=theme.zone_alpha / (1.0 if not several else 1.6),
        )  # fmt: skip
        canvas.lines(edge, clip=frame, zorder=8, colour=colour, width=1.3 * fine)
        rings.append((zone, shapely.intersection(edge, shapely.box(*frame))))
    if subject.compared is not None:
        canvas.areas(
            shown(subject.compared.depends), clip=frame, zorder=7.5, edge=theme.depends,
            width=0.4 * fine, hatch="/////",
        )  # fmt: skip
    for number, line in enumerate(subject.other_lines):
        canvas.lines(
            shown(line.geometry, geodesic=True), clip=frame, zorder=10, colour=theme.other_line,
            width=1.4 * fine, dashes=_DASHES[number % 4],
        )  # fmt: skip
    drawn: dict[str, list[BaseGeometry]] = {}
    for line in subject.lines:
        drawn[line.key] = [shown(part.geometry, geodesic=True) for part in line.parts]
        flat = shapely.GeometryCollection(drawn[line.key])
        canvas.lines(flat, clip=frame, zorder=10.5, colour=theme.halo, width=3.4 * fine, alpha=0.8)
        canvas.lines(flat, clip=frame, zorder=11, colour=theme.line, width=2.1 * fine)
        areas = [
            part
            for part in shapely.get_parts(shapely.get_parts(flat))
            if part.geom_type == "Polygon"
        ]
        if areas:
            canvas.lines(
                shapely.boundary(shapely.MultiPolygon(areas)), clip=frame, zorder=11,
                colour=theme.line, width=1.6 * fine,
            )  # fmt: skip
    inner = 0.04
    placer = Placer((frame[0] + inner, frame[1] + inner, frame[2] - inner, frame[3] - inner))
    whole = [shown(zone.area) for zone in subject.zones]
    _furniture(canvas, view, per_metre, frame, placer, whole)
    if inset and view.radius_deg < _INSET_UP_TO:
        side = canvas.size.inset_in
        left, bottom = _corner(side, side, frame, 0.1, placer, whole)
        draw_inset(canvas, view, (left, bottom, left + side, bottom + side))
        placer.take(shapely.box(left, bottom, left + side, bottom + side))
    for stretch in (part for parts in drawn.values() for part in parts):
        is_line = shapely.get_dimensions(stretch) == 1
        placer.avoid(stretch if is_line else shapely.GeometryCollection([stretch.boundary]))
    letter_lines(canvas, placer, subject, rings, drawn, frame)
    towns = inside(view, towns_of(view))
    # A country's name on what others hold to be theirs would take a side.
    contested = shown(subject.compared.depends) if subject.compared else shapely.Polygon()
    letter_places(
        canvas, placer, subject, view, to_paper, towns, country_names(view), contested=contested
    )
    canvas.rectangle(frame, zorder=40, edge=theme.faint, width=0.7)


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


def _furniture(
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
    width = arrow + em * 0.8 + bar + em * 2.4
    height = em * 3.4
    pad = em * 0.8
    left, bottom = _corner(width, height, frame, pad, placer, subject)
    box = shapely.box(left - pad / 2, bottom - pad / 2, left + width, bottom + height)
    canvas.areas(box, clip=frame, zorder=26, fill=canvas.theme.halo, alpha=0.72)
    if arrow:
        draw_north(canvas, view, left + em * 0.8, bottom, height * 0.95)
    draw_scale(canvas, view, per_metre, left + arrow + em * 0.8, bottom, longest)
    placer.take(box)
