"""A report as PDF pages: the map first, then text and tables, all text as text."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Final

import shapely

from geo.figures import (
    LINE,
    Canvas,
    Size,
    compose,
    drawing_rules,
    is_right_to_left,
    one_at_a_time,
    theme_named,
)
from geo.reports.content import Heading, Items, Paragraph, Picture, Report, Table

__all__ = ["pdf"]

# DIN A4, in inches.
_PAGE: Final = Size("a4", 8.27, 11.69, 300, 16.0, 9.0, 8.0, 7.0, 0.65, 1.5, 0.0, 40)
_SMALL: Final = 7.8
_PAD: Final = 0.06


def pdf(report: Report) -> bytes:
    """Write a report as PDF.

    Parameters
    ----------
    report : Report

    Returns
    -------
    bytes
        A4 pages; the same bytes for the same report. Arabic and Hebrew are shaped and ordered by
        matplotlib.
    """
    from matplotlib.backends.backend_pdf import PdfPages

    stream = io.BytesIO()
    told = {
        "Title": report.title,
        "Subject": report.figure.alt,
        "Creator": "geo",
        "Producer": None,
        "CreationDate": None,
    }
    with one_at_a_time(), drawing_rules():
        pages = [compose(report.subject, theme_named(report.theme), _PAGE), *_Flow(report).pages]
        for number, canvas in enumerate(pages, start=1):
            canvas.text(
                _PAGE.width_in - _PAGE.margin_in, 0.35, f"{number} / {len(pages)}", 7.0,
                colour=canvas.theme.faint, align="right",
            )  # fmt: skip
        with PdfPages(stream, metadata=told) as document:
            for canvas in pages:
                document.savefig(canvas.figure, facecolor=canvas.theme.paper)
    return stream.getvalue()


class _Flow:
    """Text that runs over as many pages as it needs."""

    def __init__(self, report: Report) -> None:
        self.pages: list[Canvas] = []
        self._theme = theme_named("colour")
        self._left = _PAGE.margin_in
        self._width = _PAGE.width_in - 2 * _PAGE.margin_in
        self._y = 0.0
        self._turn()
        for block in report.blocks:
            if isinstance(block, Heading):
                # The map has the first page to itself.
                if block.text != "Map":
                    self._head(block.text)
            elif isinstance(block, Paragraph):
                self._text(block.text, faint=block.kind == "note", bar=block.kind == "quote")
            elif isinstance(block, Items):
                for text in block.texts:
                    self._text(text, bullet=True)
            elif isinstance(block, Table):
                self._table(block)
            else:
                assert isinstance(block, Picture)

    @property
    def _canvas(self) -> Canvas:
        return self.pages[-1]

    def _turn(self) -> None:
        self.pages.append(Canvas(self._theme, replace(_PAGE)))
        self._y = _PAGE.height_in - _PAGE.margin_in

    def _need(self, height: float) -> None:
        if self._y - height < _PAGE.margin_in:
            self._turn()

    def _head(self, text: str) -> None:
        points = 13.0
        self._need(points / 72 * LINE * 4)
        if self._y < _PAGE.height_in - _PAGE.margin_in:
            self._y -= 0.16
        self._y = self._canvas.paragraph(self._left, self._y, [text], points, bold=True)
        rule = shapely.LineString(
            [(self._left, self._y - 0.02), (self._left + self._width, self._y - 0.02)]
        )
        self._canvas.lines(rule, clip=None, zorder=2, colour=self._theme.edge, width=1.2)
        self._y -= 0.12

    def _text(
        self, text: str, *, faint: bool = False, bullet: bool = False, bar: bool = False
    ) -> None:
        points = _PAGE.text_pt
        indent = 0.18 if bullet or bar else 0.0
        lines = self._canvas.wrapped(text, points, self._width - indent)
        colour = self._theme.faint if faint else None
        step = points / 72 * LINE
        for number, line in enumerate(lines):
            self._need(step)
            if bullet and number == 0:
                self._canvas.text(self._left + 0.04, self._y - points / 72 * 0.98, "•", points)
            if bar:
                at = self._left + 0.04
                edge = shapely.LineString([(at, self._y), (at, self._y - step)])
                self._canvas.lines(edge, clip=None, zorder=2, colour=self._theme.edge, width=2.0)
            self._y = self._canvas.paragraph(
                self._left + indent, self._y, [line], points, width=self._width - indent,
                colour=colour,
            )  # fmt: skip
        self._y -= 0.07

    def _table(self, table: Table) -> None:
        self._need(1.0)
        self._y -= 0.05
        lines = self._canvas.wrapped(table.caption, _PAGE.text_pt, self._width, bold=True)
        self._y = self._canvas.paragraph(self._left, self._y, lines, _PAGE.text_pt, bold=True)
        self._row(table, table.columns, head=True)
        for row in table.rows:
            cells = self._cells(table, row, head=False)
            height = max(map(len, cells)) * _SMALL / 72 * LINE + 2 * _PAD
            if self._y - height < _PAGE.margin_in:
                self._turn()
                self._row(table, table.columns, head=True)
            self._row(table, row, head=False)
        self._y -= 0.14

    def _cells(self, table: Table, row: tuple[str, ...], *, head: bool) -> list[list[str]]:
        return [
            self._canvas.wrapped(
                cell, _SMALL, self._width * share - 2 * _PAD, bold=head or number == 0
            )
            for number, (cell, share) in enumerate(zip(row, table.widths, strict=True))
        ]

    def _row(self, table: Table, row: tuple[str, ...], *, head: bool) -> None:
        canvas = self._canvas
        cells = self._cells(table, row, head=head)
        height = max(map(len, cells)) * _SMALL / 72 * LINE + 2 * _PAD
        if head:
            canvas.rectangle(
                (self._left, self._y - height, self._left + self._width, self._y), zorder=1,
                fill="#efece6",
            )  # fmt: skip
        x = self._left
        for number, (lines, share) in enumerate(zip(cells, table.widths, strict=True)):
            width = self._width * share
            bold = head or number == 0
            y = self._y - _PAD
            for line in lines:
                right = number in table.numbers or is_right_to_left(line)
                canvas.text(
                    x + width - _PAD if right else x + _PAD, y - _SMALL / 72 * 0.98, line, _SMALL,
                    bold=bold, align="right" if right else "left",
                )  # fmt: skip
                y -= _SMALL / 72 * LINE
            x += width
        self._y -= height
        rule = shapely.LineString([(self._left, self._y), (self._left + self._width, self._y)])
        canvas.lines(
            rule, clip=None, zorder=2, colour=self._theme.faint if head else "#d0d0d0", width=0.6
        )
