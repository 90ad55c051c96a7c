"""Blocks of a figure's text: measured first, drawn where there is room for them."""

from __future__ import annotations

from typing import Final, Protocol

from geo.figures.canvas import LINE, Canvas
from geo.figures.figure_content import FigureContent

__all__ = ["Block", "Credits", "Headings"]

# Titles take no more of the figure's height than this.
_SHARE: Final = 0.30
_MOST_SUBTITLE: Final = 6
_MOST_DOUBT: Final = 4
# Between the bar beside what is doubtful and its words.
_BAR_IN: Final = 0.1


class Block(Protocol):
    """Something with a height in inches that is drawn below a point."""

    height: float

    def draw(self, left: float, top: float) -> None:
        """Draw it below and right of a point, in inches."""


class Headings:
    """Title, doubts and subtitle; a long title is set smaller, and cut where it fills the page.

    Parameters
    ----------
    canvas : Canvas
    subject : FigureContent
    width : float, inches
    """

    def __init__(self, canvas: Canvas, subject: FigureContent, width: float) -> None:
        self._canvas, self._width = canvas, width
        size = canvas.size
        points = size.title_pt
        self._below = (
            canvas.wrapped(subject.subtitle, size.text_pt, width, most=_MOST_SUBTITLE)
            if subject.subtitle
            else []
        )
        self._doubt = (
            canvas.wrapped(subject.doubt, size.text_pt, width - _BAR_IN, most=_MOST_DOUBT)
            if subject.doubt
            else []
        )
        self._doubt_height = (
            len(self._doubt) * size.text_pt / 72 * LINE + size.text_pt / 72 * 0.6
            if self._doubt
            else 0.0
        )
        below = len(self._below) * size.text_pt / 72 * LINE + self._doubt_height
        room = max(_SHARE * size.height_in - below, 0.12 * size.height_in)
        lines = canvas.wrapped(subject.title, points, width, bold=True) if subject.title else []
        while len(lines) * points / 72 * LINE > room and points > 1.25 * size.text_pt:
            points *= 0.92
            lines = canvas.wrapped(subject.title, points, width, bold=True)
        most = max(int(room / (points / 72 * LINE)), 1)
        if len(lines) > most:
            lines = canvas.wrapped(subject.title, points, width, bold=True, most=most)
        self._title, self._points = lines, points
        self._gap = size.text_pt / 72 * 0.3 if self._below or self._doubt else 0.0
        self.height = len(lines) * points / 72 * LINE + self._gap + below

    def draw(self, left: float, top: float) -> None:
        """Draw it below and right of a point, in inches."""
        canvas = self._canvas
        y = canvas.paragraph(left, top, self._title, self._points, width=self._width, bold=True)
        y -= self._gap
        if self._doubt:
            end = y - self._doubt_height + canvas.size.text_pt / 72 * 0.4
            canvas.rectangle((left, end, left + 0.035, y), zorder=30, fill=canvas.theme.doubt)
            canvas.paragraph(
                left + _BAR_IN, y, self._doubt, canvas.size.text_pt, colour=canvas.theme.doubt
            )
            y -= self._doubt_height
        canvas.paragraph(
            left, y, self._below, canvas.size.text_pt, width=self._width,
            colour=canvas.theme.faint,
        )  # fmt: skip


class Credits:
    """Accuracy, projection, sources and licences, in small print.

    Parameters
    ----------
    canvas : Canvas
    text : str
    width : float, inches
    """

    def __init__(self, canvas: Canvas, text: str, width: float) -> None:
        self._canvas, self._width = canvas, width
        self._points = canvas.size.small_pt
        self._most = len(canvas.wrapped(text, self._points, width))
        self._text = text
        self.height = self._most * self._points / 72 * LINE

    def reword(self, text: str) -> None:
        """Replace the text by which room was kept."""
        self._text = text

    def draw(self, left: float, top: float) -> None:
        """Draw it below and right of a point, in inches."""
        lines = self._canvas.wrapped(self._text, self._points, self._width, most=self._most)
        self._canvas.paragraph(left, top, lines, self._points, colour=self._canvas.theme.faint)
