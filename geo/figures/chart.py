"""The chart of a timeline: a row for each statement, as long as its distance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geo.figures.canvas import LINE, Canvas
from geo.timeline import Timeline, written_date

if TYPE_CHECKING:
    from geo.timeline import Statement

__all__ = ["chart_height", "draw_chart"]

# Share of the width that dates take, and bars.
_DATES: Final = 0.20
_BARS: Final = 0.34


def _rows(canvas: Canvas, timeline: Timeline, width: float) -> list[tuple[Statement, list[str]]]:
    points = canvas.size.text_pt
    room = width * (1 - _DATES - _BARS) - points / 72
    found = []
    for each in timeline.statements:
        sources = "; ".join(said.cited for said in each.said)
        words = f"{each.distances}, {' and '.join(each.statuses)}: {sources}"
        found.append((each, canvas.wrapped(words, points * 0.92, room, most=4)))
    return found


def chart_height(canvas: Canvas, timeline: Timeline, width: float) -> float:
    """Measure the chart, in inches."""
    step = canvas.size.text_pt * 0.92 / 72 * LINE
    rows = _rows(canvas, timeline, width)
    return sum(len(lines) * step + 0.5 * step for _, lines in rows) + 2.1 * step


def draw_chart(canvas: Canvas, timeline: Timeline, left: float, top: float, width: float) -> None:
    """Draw dates, bars and sources below and right of a point.

    Parameters
    ----------
    canvas : Canvas
    timeline : Timeline
    left, top, width : float, inches
    """
    theme = canvas.theme
    points = canvas.size.text_pt * 0.92
    step = points / 72 * LINE
    farthest = max(each.far.distance_m for each in timeline.statements)
    start, reach = left + width * _DATES, width * _BARS
    distances = [float(zone.distance_m) for zone in timeline.zones]
    y = top
    for each, lines in _rows(canvas, timeline, width):
        middle = y - step * 0.55
        canvas.paragraph(left, y, [written_date(each.date) or "undated"], points)
        near = start + reach * each.near.distance_m / farthest
        far = start + reach * each.far.distance_m / farthest
        number = int(np.argmin(np.abs(np.array(distances or [0.0]) - each.far.distance_m)))
        colour = theme.series[number % len(theme.series)] if distances else theme.edge
        half = step * 0.26
        canvas.rectangle(
            (start, middle - half * 0.35, near, middle + half * 0.35), zorder=28, fill=theme.faint,
            alpha=0.35,
        )  # fmt: skip
        if near < far:
            canvas.rectangle((near, middle - half, far, middle + half), zorder=29, fill=colour,
                             alpha=0.75)  # fmt: skip
        for end in {near, far}:
            canvas.mark(end, middle, "o", half * 2, fill=colour, edge=theme.paper, zorder=30)
        canvas.paragraph(start + reach + step * 0.8, y, lines, points)
        y -= len(lines) * step + 0.5 * step
    axis = y + step * 0.2
    canvas.lines(
        shapely.LineString([(start, axis), (start + reach, axis)]), clip=None, zorder=28,
        colour=theme.faint, width=0.6,
    )  # fmt: skip
    for metres in _ticks(farthest):
        x = start + reach * metres / farthest
        canvas.lines(
            shapely.LineString([(x, axis), (x, axis - step * 0.2)]), clip=None, zorder=28,
            colour=theme.faint, width=0.6,
        )  # fmt: skip
        unit = " km" if metres == _ticks(farthest)[-1] else ""
        canvas.text(
            x, axis - step, f"{metres / 1000:g}{unit}", points, colour=theme.faint, align="center"
        )


def _ticks(farthest: float) -> list[float]:
    power = 10.0 ** np.floor(np.log10(farthest))
    step = next(part * power for part in (0.25, 0.5, 1.0) if farthest / (part * power) <= 5)
    return [float(value) for value in np.arange(0.0, farthest + step * 0.01, step)]
