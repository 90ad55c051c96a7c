"""Blocks of a figure's text: measured first, drawn where there is room for them."""

from __future__ import annotations

from typing import Final, Protocol

from geo.figures.canvas import LINE, Canvas
from geo.figures.subject import Subject

__all__ = ["Block", "Credits", "Headings"]

# Titles take no more of the figure's height than this.
_SHARE: Final = 0.30
_MOST_SUBTITLE: Final = 6


class Block(Protocol):
    """Something with a height in inches that is drawn below a point."""

    height: float

    def draw(self, left: float, top: float) -> None:
        """Draw it below and right of a point, in inches."""


class Headings:
    """Title and subtitle; a long title is set smaller, and cut where it would fill the page.

    Parameters
    ----------
    canvas : Canvas
    subject : Subject
    width : float, inches
    """

    def __init__(self, canvas: Canvas, subject: Subject, width: float) -> None:
        self._canvas, self._width = canvas, width
        size = canvas.size
        points = size.title_pt
        self._below = (
            canvas.wrapped(subject.subtitle, size.text_pt, width, most=_MOST_SUBTITLE)
            if subject.subtitle
            else []
        )
        below = len(self._below) * size.text_pt / 72 * LINE
        room = max(_SHARE * size.height_in - below, 0.12 * size.height_in)
        lines = canvas.wrapped(subject.title, points, width, bold=True) if subject.title else []
        while len(lines) * points / 72 * LINE > room and points > 1.25 * size.text_pt:
            points *= 0.92
            lines = canvas.wrapped(subject.title, points, width, bold=True)
        most = max(int(room / (points / 72 * LINE)), 1)
        if len(lines) > most:
            lines = canvas.wrapped(subject.title, points, width, bold=True, most=most)
        self._title, self._points = lines, points
        self._gap = size.text_pt / 72 * 0.3 if self._below else 0.0
        self.height = len(lines) * points / 72 * LINE + self._gap + below

    def draw(self, left: float, top: float) -> None:
        """Draw it below and right of a point, in inches."""
        canvas = self._canvas
        y = canvas.paragraph(left, top, self._title, self._points, width=self._width, bold=True)
        canvas.paragraph(
            left, y - self._gap, self._below, canvas.size.text_pt, width=self._width,
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
