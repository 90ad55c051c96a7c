"""Composing a figure: text, map, legend, inset and sources on one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geo.figures.blocks import Block, Credits, Headings
from geo.figures.canvas import Canvas, Rect
from geo.figures.chart import Chart
from geo.figures.credits import credit_line
from geo.figures.figure_content import FigureContent
from geo.figures.framing import view_of
from geo.figures.furniture import Entry, Legend, draw_inset
from geo.figures.ground import base_of
from geo.figures.map_frame import DASHES, INSET_UP_TO, draw_map, has_free_corner
from geo.figures.map_labels import MARKS
from geo.figures.themes import Size, Theme

__all__ = ["compose"]

# The map has at least this share of the figure's height; text gives way to it.
_LEAST_MAP: Final = 0.40
_SMALLER: Final = (1.0, 0.94, 0.88, 0.82, 0.76, 0.70)
_SMALLEST_PT: Final = 6.0
# A chart needs room of its own; where the shape is free, the sheet grows.
_GROWS: Final = ("column", "page")
_TALLER: Final = 1.18
_LEAST_INSET_IN: Final = 0.9
# Narrower, a column of the legend breaks words.
_LEAST_COLUMN_EM: Final = 13.0


def compose(subject: FigureContent, theme: Theme, size: Size) -> Canvas:
    """Lay out and draw a figure.

    Parameters
    ----------
    subject : FigureContent
    theme : Theme
    size : Size

    Returns
    -------
    Canvas
        With its matplotlib figure; call it within `geo.figures.canvas.drawing_rules`.
    """
    if subject.timeline is not None and size.key in _GROWS:
        size = replace(size, height_in=size.height_in * _TALLER)
    make = _Side if size.layout == "side" else _Stacked
    for share in _SMALLER:
        plan = make(Canvas(theme, _smaller(size, share)), subject)
        if plan.fits:
            break
    plan.draw()
    return plan.canvas


def _smaller(size: Size, share: float) -> Size:
    def points(value: float) -> float:
        return max(value * share, _SMALLEST_PT)

    return replace(
        size,
        title_pt=points(size.title_pt),
        text_pt=points(size.text_pt),
        small_pt=points(size.small_pt),
    )


class _Stacked:
    """Text above and below the map."""

    def __init__(self, canvas: Canvas, subject: FigureContent) -> None:
        self.canvas, self._subject = canvas, subject
        size = canvas.size
        width = size.width_in - 2 * size.margin_in
        self._headings = Headings(canvas, subject, width)
        self._credits = Credits(canvas, credit_line(subject, None, None), width)
        entries = _entries(subject, canvas.theme)
        beside = width - size.inset_in - 2 * size.text_pt / 72
        legend = _shortest(canvas, entries, beside)
        # Under a short legend the inset would leave the paper empty: it stands in the map.
        self._inset_below = legend.height > 0.6 * size.inset_in
        if not self._inset_below:
            self._measure(_shortest(canvas, entries, width), width)
            frame = self._frame()
            view = view_of(subject, frame)
            self._inset_below = not has_free_corner(view, subject, frame, size.inset_in)
        if self._inset_below:
            self._measure(legend, width)

    def _measure(self, legend: Legend, width: float) -> None:
        """Sum up what stands above and below the map."""
        canvas, size, subject = self.canvas, self.canvas.size, self._subject
        self._legend = legend
        strip = max(legend.height, size.inset_in) if self._inset_below else legend.height
        self._below: list[tuple[Block, float]] = []
        if subject.timeline is not None:
            chart = Chart(canvas, subject.timeline, width)
            self._below.append((chart, chart.height))
        self._below += [(self._legend, strip), (self._credits, self._credits.height)]
        self._gap = size.text_pt / 72 * 0.8
        used = self._headings.height + sum(height + self._gap for _, height in self._below)
        self._map_height = size.height_in - 2 * size.margin_in - used - self._gap

    def _frame(self) -> Rect:
        size = self.canvas.size
        top = size.height_in - size.margin_in - self._headings.height - self._gap
        # Whatever a title does, there is a map.
        bottom = top - max(self._map_height, 0.2 * size.height_in)
        return size.margin_in, bottom, size.width_in - size.margin_in, top

    @property
    def fits(self) -> bool:
        """Whether enough is left for the map."""
        return self._map_height >= _LEAST_MAP * self.canvas.size.height_in

    def draw(self) -> None:
        """Draw the figure."""
        canvas, size, subject = self.canvas, self.canvas.size, self._subject
        frame = left, bottom, right, _ = self._frame()
        self._headings.draw(left, size.height_in - size.margin_in)
        view = view_of(subject, frame)
        base = base_of(view)
        self._credits.reword(credit_line(subject, view, base))
        draw_map(canvas, subject, view, base, frame, inset=not self._inset_below)
        y = bottom - self._gap
        for block, height in self._below:
            block.draw(left, y)
            if block is self._legend and self._inset_below and view.radius_deg < INSET_UP_TO:
                draw_inset(canvas, view, (right - size.inset_in, y - size.inset_in, right, y))
            y -= height + self._gap


class _Side:
    """Text beside the map."""

    def __init__(self, canvas: Canvas, subject: FigureContent) -> None:
        self.canvas, self._subject = canvas, subject
        size = canvas.size
        self._headings = Headings(canvas, subject, size.panel_in)
        self._credits = Credits(canvas, credit_line(subject, None, None), size.panel_in)
        self._blocks: list[Block] = [self._headings]
        if subject.timeline is not None:
            self._blocks.append(Chart(canvas, subject.timeline, size.panel_in))
        self._blocks.append(_shortest(canvas, _entries(subject, canvas.theme), size.panel_in))
        self._gap = size.text_pt / 72 * 0.9
        used = sum(block.height + self._gap for block in self._blocks) + self._credits.height
        self._room = size.height_in - 2 * size.margin_in - used

    @property
    def fits(self) -> bool:
        """Whether the text ends above the lower margin."""
        return self._room >= 0.0

    def draw(self) -> None:
        """Draw the figure."""
        canvas, size, subject = self.canvas, self.canvas.size, self._subject
        left, top = size.width_in - size.margin_in - size.panel_in, size.height_in - size.margin_in
        frame = (size.margin_in, size.margin_in, left - size.margin_in, top)
        view = view_of(subject, frame)
        base = base_of(view)
        self._credits.reword(credit_line(subject, view, base))
        y = top
        for block in self._blocks:
            block.draw(left, y)
            y -= block.height + self._gap
        floor = size.margin_in + self._credits.height
        self._credits.draw(left, floor)
        high = min(size.inset_in, self._room - self._gap)
        beside = high >= _LEAST_INSET_IN
        if beside and view.radius_deg < INSET_UP_TO:
            bottom = floor + self._gap
            draw_inset(canvas, view, (left, bottom, left + 1.35 * high, bottom + high))
        draw_map(canvas, subject, view, base, frame, inset=not beside)


def _shortest(canvas: Canvas, entries: Sequence[Entry], width: float) -> Legend:
    """Set a legend in as many columns as make it shortest."""
    choices = [Legend(canvas, entries, width, columns) for columns in (1, 2, 3)]
    least = _LEAST_COLUMN_EM * canvas.size.text_pt / 72
    wide = [each for each in choices if each.room >= least] or choices[:1]
    return min(wide, key=lambda legend: legend.height)


def _entries(subject: FigureContent, theme: Theme) -> list[Entry]:
    """List what the legend must explain."""
    found: list[Entry] = []
    several = len(subject.zones) > 1
    for zone, name in zip(subject.zones, subject.names, strict=True):
        if not zone.area.is_empty and not several:
            found.append(Entry("area", f"{name[:1].upper()}{name[1:]}", theme.zone))
    if several:
        found.append(Entry("area", "Within the rings, each with its distance", theme.zone))
    if any(zone.within for zone in subject.zones):
        words = "The same, not clipped" if several else "All within that distance, not clipped"
        found.append(Entry("outline", words, theme.edge))
    found += [
        Entry("line", f"Reference line: {line.name}", theme.line)
        for line in subject.lines
        if line.status != "place"
    ]
    if subject.compared is not None:
        found.append(Entry("hatch", "Depends on whose line is meant", theme.depends))
        found += [
            Entry(
                "dash", f"Other line: {line.name}", theme.other_line,
                dashes=DASHES[number % len(DASHES)],
            )
            for number, line in enumerate(subject.other_lines)
        ]  # fmt: skip
    answers = {each.answer.verdict for each in subject.marked if each.answer}
    shown = [verdict for verdict in ("inside", "undecided", "outside") if verdict in answers]
    if shown:
        marks = tuple(MARKS[verdict] for verdict in shown)
        found.append(Entry("mark", f"Named place: {', '.join(shown)}", theme.ink, marks=marks))
    return found
