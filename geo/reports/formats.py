"""Reports as files: HTML, Word, Markdown and PDF."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo.errors import BadInput
from geo.reports.content import Report, report_of
from geo.zones import write_whole

if TYPE_CHECKING:
    from geo.figures import Drawable
    from geo.gazetteer import Place

__all__ = ["FORMATS", "report", "report_bytes"]

FORMATS: Final = ("docx", "html", "md", "pdf")
"""Formats in which a report is written."""


def report(
    subject: Drawable | Report,
    path: str | os.PathLike[str],
    *,
    title: str | None = None,
    theme: str = "colour",
    places: Iterable[Place | str | tuple[float, float]] = (),
) -> Path:
    """Write a report; the ending of its file tells the format.

    Parameters
    ----------
    subject : Zone, sequence of Zone, Reading, WhoseLine, Timeline or Report
    path : path-like
        Ends in ``.docx``, ``.html``, ``.md``, ``.qmd`` (for Quarto) or ``.pdf``. A Markdown file
        has its map beside it, as ``NAME.png``.
    title, theme, places
        As for `geo.reports.report_of`.

    Returns
    -------
    Path
        Where it is.

    Raises
    ------
    BadInput
        If the ending names no format, or nothing can be drawn.
    BadData
        If the file cannot be written; what was there stays.
    """
    target = Path(path)
    format = _format(target.suffix.lower().removeprefix("."), target.name)
    made = _made(subject, title=title, theme=theme, places=places)
    if format == "md":
        from geo.reports.markdown import markdown

        picture = target.with_suffix(".png")
        drawn = made.figure.to_bytes("png")
        write_whole(picture, lambda temporary: temporary.write_bytes(drawn))
        quarto = target.suffix.lower() == ".qmd"
        text = markdown(made, picture=picture.name, quarto=quarto)
        return write_whole(target, lambda temporary: temporary.write_bytes(text.encode("utf-8")))
    content = _content(made, format)
    return write_whole(target, lambda temporary: temporary.write_bytes(content))


def report_bytes(
    subject: Drawable | Report,
    *,
    format: str = "html",
    title: str | None = None,
    theme: str = "colour",
    places: Iterable[Place | str | tuple[float, float]] = (),
) -> bytes:
    """Make a report and give its bytes; for a web page.

    Parameters
    ----------
    subject : Zone, sequence of Zone, Reading, WhoseLine, Timeline or Report
    format : str
        ``"docx"``, ``"html"``, ``"md"`` (its picture within it) or ``"pdf"``.
    title, theme, places
        As for `geo.reports.report_of`.

    Returns
    -------
    bytes
        The same for the same input.

    Raises
    ------
    BadInput
        If the format is unknown, or nothing can be drawn.
    """
    format = _format(format, f"a report as {format!r}")
    return _content(_made(subject, title=title, theme=theme, places=places), format)


def _format(ending: str, name: str) -> str:
    found = {"htm": "html", "markdown": "md", "qmd": "md"}.get(ending, ending)
    if found not in FORMATS:
        allowed = ", ".join(f".{each}" for each in FORMATS)
        raise BadInput(f"cannot write {name}: a report is written as {allowed}")
    return found


def _made(
    subject: Drawable | Report,
    *,
    title: str | None,
    theme: str,
    places: Iterable[Place | str | tuple[float, float]],
) -> Report:
    if isinstance(subject, Report):
        return subject
    return report_of(subject, title=title, theme=theme, places=places)


def _content(made: Report, format: str) -> bytes:
    if format == "html":
        from geo.reports.html import page

        return page(made).encode("utf-8")
    if format == "docx":
        from geo.reports.word import word

        return word(made)
    if format == "pdf":
        from geo.reports.pdf_pages import pdf

        return pdf(made)
    import base64

    from geo.reports.markdown import markdown

    picture = base64.b64encode(made.figure.to_bytes("png")).decode("ascii")
    return markdown(made, picture=f"data:image/png;base64,{picture}").encode("utf-8")
