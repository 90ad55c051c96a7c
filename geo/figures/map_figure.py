"""Figures: made once, written as PNG, SVG or PDF, the same bytes each time."""

from __future__ import annotations

import base64
import html
import io
import os
import re
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from geo.errors import BadInput
from geo.figures.canvas import drawing_rules
from geo.figures.credits import alt_text, source_keys_of
from geo.figures.figure_content import understood
from geo.figures.fonts import families_for, plain_line
from geo.figures.themes import size_named, theme_named
from geo.zones import write_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from geo.figures.figure_content import Drawable, FigureContent
    from geo.figures.themes import Size, Theme
    from geo.gazetteer import Place

__all__ = [
    "FORMATS",
    "MapFigure",
    "drawn",
    "figure",
    "one_at_a_time",
    "render",
    "save",
]

Format = Literal["png", "svg", "pdf"]
FORMATS: Final = ("png", "svg", "pdf")
"""Formats in which a figure is written."""

# A notebook shows a page's width in some 850 pixels.
_SCREEN_DPI: Final = 120

# Matplotlib's settings belong to the process: one figure is drawn at a time.
_ONE_AT_A_TIME: Final = threading.RLock()


def one_at_a_time() -> threading.RLock:
    """Give the lock under which figures are drawn."""
    return _ONE_AT_A_TIME


@dataclass(frozen=True, slots=True)
class MapFigure:
    """A printed map.

    Parameters
    ----------
    title : str
    alt : str
        What the picture shows, for a reader who does not see it; stored in every format.
    sources : tuple of str
        Keys of the sources that it names.
    canvas : matplotlib.figure.Figure
        To add to; its units are inches (``canvas.dpi_scale_trans``).
    """

    title: str
    alt: str
    sources: tuple[str, ...]
    canvas: Figure = field(repr=False)

    def to_bytes(self, format: Format = "png", *, dpi: int | None = None) -> bytes:
        """Write it as PNG, SVG or PDF.

        Parameters
        ----------
        format : str
            ``"png"``, ``"svg"`` or ``"pdf"``.
        dpi : int, optional
            Of a PNG, instead of the size's own.

        Returns
        -------
        bytes
            The same for the same figure and version of matplotlib: no date, no random name. Text
            stays text in SVG and PDF.

        Raises
        ------
        BadInput
            If the format is another.
        """
        if format not in FORMATS:
            raise BadInput(f"no format {format!r}; a figure is written as {', '.join(FORMATS)}")
        stream = io.BytesIO()
        with _ONE_AT_A_TIME, drawing_rules():
            self.canvas.savefig(
                stream,
                format=format,
                dpi=dpi or self.canvas.dpi,
                metadata=self._metadata(format),
                facecolor=self.canvas.get_facecolor(),
            )
        content = stream.getvalue()
        return self._with_title(content) if format == "svg" else content

    def _metadata(self, format: Format) -> dict[str, str | None]:
        if format == "png":
            return {"Title": self.title, "Description": self.alt, "Software": "geo"}
        if format == "pdf":
            return {
                "Title": self.title,
                "Subject": self.alt,
                "Creator": "geo",
                "Producer": None,
                "CreationDate": None,
            }
        return {"Title": self.title, "Description": self.alt, "Creator": "geo", "Date": None}

    def _with_title(self, content: bytes) -> bytes:
        """Give an SVG the title and description that a screen reader looks for."""
        # A reader without DejaVu Sans gets a face of nearly the same width.
        text = content.decode("utf-8").replace(
            "'DejaVu Sans'", "'DejaVu Sans', Verdana, sans-serif"
        )
        told = (
            f'<title id="map-title">{html.escape(self.title)}</title>'
            f'<desc id="map-description">{html.escape(self.alt)}</desc>'
        )
        return re.sub(
            r"<svg ([^>]*)>",
            lambda found: (
                f'<svg {found[1]} role="img" aria-labelledby="map-title map-description">\n {told}'
            ),
            text,
            count=1,
        ).encode("utf-8")

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write it to a file; its ending tells the format.

        Returns
        -------
        Path
            Where it is.

        Raises
        ------
        BadInput
            If the ending names no format.
        BadData
            If the file cannot be written; what was there stays.
        """
        target = Path(path)
        format = target.suffix.lower().removeprefix(".")
        if format not in FORMATS:
            raise BadInput(
                f"cannot draw {target.name}: a figure is written as "
                f"{', '.join('.' + each for each in FORMATS)}"
            )
        content = self.to_bytes(format)  # type: ignore[arg-type]
        return write_whole(target, lambda temporary: temporary.write_bytes(content))

    def _repr_png_(self) -> bytes:
        return self.to_bytes("png", dpi=_SCREEN_DPI)

    def _repr_html_(self) -> str:
        picture = base64.b64encode(self._repr_png_()).decode("ascii")
        return (
            f'<img alt="{html.escape(self.alt, quote=True)}" style="max-width:100%" '
            f'src="data:image/png;base64,{picture}">'
        )


def figure(
    subject: Drawable,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    theme: str = "colour",
    size: str = "page",
    places: Iterable[Place | str | tuple[float, float]] = (),
) -> MapFigure:
    """Draw the printed map of a zone, of several, of an article, or of what depends on the line.

    Parameters
    ----------
    subject : Zone, sequence of Zone, Reading, WhoseLine or Timeline
        A zone whose line nobody chose shows hatched where the answer depends on the line.
    title : str, optional
        Instead of the claim's own words.
    subtitle : str, optional
        Instead of who said it and what it is counted from; ``""`` for none.
    theme : str
        ``"colour"``, ``"greyscale"``, ``"colour-blind"`` or ``"dark"``.
    size : str
        ``"column"`` (89 mm), ``"page"`` (180 mm), ``"slide"`` (16:9) or ``"social"`` (1080 by
        1350 pixels).
    places : iterable of Place, str or (lon, lat), optional
        Marked with their verdicts beside those of the article.

    Returns
    -------
    MapFigure
        Drawn in a projection about its own middle: a transverse Mercator up to a radius of 5
        degrees, then Lambert's azimuthal equal-area, near a pole a polar stereographic. The scale
        bar is exact where it stands.

    Raises
    ------
    BadInput
        If there is nothing to draw, or no such theme or size, or if a letter of the title is in no
        font; the message names the package to install.

    Examples
    --------
    >>> import geo
    >>> found = figure(geo.zone("Chernobyl", "30 km"), size="column")
    >>> found.title
    '30 km from Chornobyl'
    >>> found.to_bytes("svg") == found.to_bytes("svg")
    True
    """
    found = understood(
        subject,
        places=places,
        title=plain_line(title) if title else None,
        subtitle=None if subtitle is None else plain_line(subtitle),
    )
    return drawn(found, theme=theme_named(theme), size=size_named(size))


def drawn(found: FigureContent, *, theme: Theme, size: Size, headings: bool = True) -> MapFigure:
    """Draw what was gathered for a figure.

    Parameters
    ----------
    found : FigureContent
    theme : Theme
    size : Size
    headings : bool
        Whether title and subtitle stand on it; in a report they stand above it already.

    Returns
    -------
    MapFigure
    """
    from geo.figures.layout import compose

    families_for(found.title, what="title")
    families_for(found.subtitle, what="subtitle")
    shown = found if headings else replace(found, title="", subtitle="", doubt="")
    with _ONE_AT_A_TIME, drawing_rules():
        canvas = compose(shown, theme, size)
    return MapFigure(found.title, alt_text(found), source_keys_of(found, None), canvas.figure)


def render(
    subject: Drawable | MapFigure,
    *,
    format: Format = "png",
    title: str | None = None,
    subtitle: str | None = None,
    theme: str = "colour",
    size: str = "page",
    places: Sequence[Place | str | tuple[float, float]] = (),
) -> bytes:
    r"""Draw a figure and give its bytes; for a web page or a document.

    Parameters
    ----------
    subject : Zone, sequence of Zone, Reading, WhoseLine, Timeline or MapFigure
    format : str
        ``"png"``, ``"svg"`` or ``"pdf"``.
    title, subtitle, theme, size, places
        As for `figure`.

    Returns
    -------
    bytes
        The same for the same input. May be called from several threads; one figure is drawn at a
        time.

    Raises
    ------
    BadInput
        As for `figure`, and if the format is unknown.

    Examples
    --------
    >>> import geo
    >>> render(geo.zone("Chernobyl", "30 km"), format="png", size="column")[:4]
    b'\x89PNG'
    """
    if format not in FORMATS:
        raise BadInput(f"no format {format!r}; a figure is written as {', '.join(FORMATS)}")
    if isinstance(subject, MapFigure):
        return subject.to_bytes(format)
    made = figure(subject, title=title, subtitle=subtitle, theme=theme, size=size, places=places)
    return made.to_bytes(format)


def save(made: MapFigure, path: str | os.PathLike[str]) -> Path:
    """Write a figure to a file; its ending, ``.png``, ``.svg`` or ``.pdf``, tells the format."""
    return made.save(path)
