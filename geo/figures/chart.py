"""The chart of a timeline: a row for each statement, as long as its distance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geo.figures.canvas import LINE, Canvas
from geo.reading import Timeline
from geo.wording import date_in_words

if TYPE_CHECKING:
    from geo.reading import Statement

__all__ = ["Chart"]

# From this width on, date, bar and source stand beside each other; below it, under each other.
_WIDE_IN: Final = 5.0
_DATES: Final = 0.20
_BARS: Final = 0.34


class Chart:
    """Dates, bars and sources of a timeline.

    Parameters
    ----------
    canvas : Canvas
    timeline : Timeline
    width : float, inches
    """

    def __init__(self, canvas: Canvas, timeline: Timeline, width: float) -> None:
        self._canvas, self._timeline, self._width = canvas, timeline, width
        self._points = max(canvas.size.text_pt * 0.92, 6.0)
        self._small = max(canvas.size.small_pt, 6.0)
        self._step = self._points / 72 * LINE
        self._farthest = max(each.far.distance_m for each in timeline.statements)
        wide = width >= _WIDE_IN
        self._bars = (width * _DATES, width * _BARS) if wide else (0.0, width * 0.94)
        self._rows = [self._row(each, wide) for each in timeline.statements]
        self._wide = wide
        self.height = sum(height for *_, height in self._rows) + 1.5 * self._step

    def _row(self, statement: Statement, wide: bool) -> tuple[Statement, str, list[str], float]:
        """Words of a row, and how high it is."""
        words = f"{statement.distances}, {' and '.join(statement.statuses)}"
        sources = "; ".join(said.cited for said in statement.said)
        date = date_in_words(statement.date) or "undated"
        if wide:
            room = self._width * (1 - _DATES - _BARS) - self._step
            lines = self._canvas.wrapped(f"{words}: {sources}", self._points, room, most=4)
            return statement, date, lines, len(lines) * self._step + 0.5 * self._step
        lines = self._canvas.wrapped(sources, self._small, self._width, most=3)
        height = 1.9 * self._step + len(lines) * self._small / 72 * LINE + 0.45 * self._step
        return statement, f"{date}: {words}", lines, height

    def draw(self, left: float, top: float) -> None:
        """Draw it below and right of a point, in inches."""
        canvas, step = self._canvas, self._step
        start, reach = left + self._bars[0], self._bars[1]
        y = top
        for statement, head, lines, height in self._rows:
            canvas.paragraph(left, y, [head], self._points)
            if self._wide:
                self._draw_bar(statement, start, reach, y - 0.55 * step)
                canvas.paragraph(start + reach + step * 0.8, y, lines, self._points)
            else:
                self._draw_bar(statement, start, reach, y - 1.45 * step)
                canvas.paragraph(
                    left, y - 1.9 * step, lines, self._small, colour=canvas.theme.faint
                )
            y -= height
        self._draw_axis(start, reach, y)

    def _draw_bar(self, each: Statement, start: float, reach: float, middle: float) -> None:
        theme = self._canvas.theme
        near = start + reach * each.near.distance_m / self._farthest
        far = start + reach * each.far.distance_m / self._farthest
        distances = np.array([zone.distance_m for zone in self._timeline.zones])
        number = int(np.argmin(np.abs(distances - each.far.distance_m))) if len(distances) else 0
        colour = theme.series[number % len(theme.series)]
        half = self._step * 0.26
        self._canvas.rectangle(
            (start, middle - half * 0.35, near, middle + half * 0.35), zorder=28,
            fill=theme.faint, alpha=0.35,
        )  # fmt: skip
        if near < far:
            self._canvas.rectangle(
                (near, middle - half, far, middle + half), zorder=29, fill=colour, alpha=0.75
            )
        for end in sorted({near, far}):
            self._canvas.mark(end, middle, "o", half * 2, fill=colour, edge=theme.paper, zorder=30)

    def _draw_axis(self, start: float, reach: float, y: float) -> None:
        canvas, step = self._canvas, self._step
        faint = canvas.theme.faint
        axis = y + step * 0.2
        ends = shapely.LineString([(start, axis), (start + reach, axis)])
        canvas.lines(ends, clip=None, zorder=28, colour=faint, width=0.6)
        ticks = _ticks(self._farthest)
        for metres in ticks:
            x = start + reach * metres / self._farthest
            tick = shapely.LineString([(x, axis), (x, axis - step * 0.2)])
            canvas.lines(tick, clip=None, zorder=28, colour=faint, width=0.6)
            unit = " km" if metres == ticks[-1] else ""
            canvas.text(
                x, axis - step, f"{metres / 1000:g}{unit}", self._small, colour=faint,
                align="center" if metres else "left",
            )  # fmt: skip


def _ticks(farthest: float) -> list[float]:
    power = 10.0 ** np.floor(np.log10(farthest))
    step = next(part * power for part in (0.25, 0.5, 1.0, 2.0) if farthest / (part * power) <= 5)
    return [float(value) for value in np.arange(0.0, farthest + step * 0.01, step)]
