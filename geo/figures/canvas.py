"""A sheet of paper measured in inches, on which shapes and text are set."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import shapely

from geo.figures.fonts import families_for, is_right_to_left, plain_line
from geo.figures.themes import Size, Theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.path import Path
    from shapely.geometry.base import BaseGeometry

__all__ = ["Canvas", "Rect", "drawing_rules"]

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in inches from the paper's lower left corner."""

LINE: Final = 1.28
"""Height of a line of text, in its font's size."""

# The first is not ours to choose; the second is deprecated, and warns when it is set.
_LEFT_ALONE: Final = ("backend", "text.hinting_factor")

# Details smaller than this many inches, a twentieth of a millimetre, are not seen in print.
_SEEN: Final = 0.002


@contextmanager
def drawing_rules() -> Iterator[None]:
    """Draw by matplotlib's own defaults, whatever this machine's settings are, and reproducibly."""
    import matplotlib

    rules: dict[str, Any] = {
        key: value for key, value in matplotlib.rcParamsDefault.items() if key not in _LEFT_ALONE
    }
    rules |= {
        "svg.fonttype": "none",
        "svg.hashsalt": "geo",
        "pdf.fonttype": 42,
        "ps.fonttype": 42,
        "font.family": ["DejaVu Sans"],
        "hatch.linewidth": 0.6,
        "path.simplify": False,
        # Text measures the same at every resolution, so that the vector formats agree.
        "text.hinting": "no_hinting",
    }
    # A font of the machine's own may have no bold face; the plain one does.
    log = logging.getLogger("matplotlib.font_manager")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with matplotlib.rc_context(cast("Any", rules)):
            yield
    finally:
        log.setLevel(level)


class Canvas:
    """A sheet of paper.

    Parameters
    ----------
    theme : Theme
    size : Size
    """

    def __init__(self, theme: Theme, size: Size) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.theme = theme
        self.size = size
        self.figure: Figure = Figure(
            figsize=(size.width_in, size.height_in), dpi=size.dpi, facecolor=theme.paper
        )
        self._widths: dict[tuple[str, float, bool], float] = {}
        self._measuring: Any = FigureCanvasAgg(self.figure).get_renderer()  # type: ignore[no-untyped-call]

    def width_of(self, text: str, points: float, *, bold: bool = False) -> float:
        """Measure a line of text, in inches."""
        from matplotlib.font_manager import FontProperties

        known = self._widths.get((text, points, bold))
        if known is not None:
            return known
        font = FontProperties(
            family=families_for(text), size=points, weight="bold" if bold else "normal"
        )
        width, _, _ = self._measuring.get_text_width_height_descent(text, font, False)
        self._widths[text, points, bold] = float(width) / self.size.dpi
        return self._widths[text, points, bold]

    def wrapped(
        self, text: str, points: float, width: float, *, bold: bool = False, most: int = 0
    ) -> list[str]:
        """Break a text into lines that fit a width.

        Parameters
        ----------
        text : str
        points : float
        width : float, inches
        bold : bool
        most : int
            Largest number of lines, the last with an ellipsis if there were more; 0 for any.
        """
        lines: list[str] = []
        line = ""
        for word in plain_line(text).split(" "):
            longer = f"{line} {word}" if line else word
            if self.width_of(longer, points, bold=bold) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            # A word wider than the column is broken where it must be.
            while self.width_of(word, points, bold=bold) > width and len(word) > 1:
                fits = len(word) - 1
                while fits > 1 and self.width_of(word[:fits], points, bold=bold) > width:
                    fits -= 1
                lines.append(word[:fits])
                word = word[fits:]  # noqa: PLW2901 - the rest of it is what is left to set
            line = word
        lines.append(line)
        if most and len(lines) > most:
            last = lines[most - 1]
            while last and self.width_of(f"{last}…", points, bold=bold) > width:
                last = last[:-1].rstrip()
            lines = [*lines[: most - 1], f"{last}…"]
        return lines

    def text(
        self,
        x: float,
        y: float,
        text: str,
        points: float,
        *,
        colour: str | None = None,
        bold: bool = False,
        style: str = "normal",
        align: str = "left",
        rotation: float = 0.0,
        halo: bool = False,
        zorder: float = 30.0,
    ) -> None:
        """Set a line of text with its baseline at a point, or centred on one if it is turned.

        A halo is drawn first as a shape, so that the text itself stays text in vector formats.
        """
        from matplotlib.patheffects import Stroke
        from matplotlib.text import Text

        def made(**options: Any) -> Text:
            return Text(
                x,
                y,
                text,
                color=colour or self.theme.ink,
                fontsize=points,
                fontweight="bold" if bold else "normal",
                fontstyle=style,
                fontfamily=families_for(text),
                ha=align,
                va="center_baseline" if rotation else "baseline",
                rotation=rotation,
                rotation_mode="anchor",
                parse_math=False,
                transform=self.figure.dpi_scale_trans,
                **options,
            )

        if halo:
            behind = made(zorder=zorder - 0.5, alpha=0.88)
            behind.set_path_effects(
                [Stroke(linewidth=points / 3.6, foreground=self.theme.halo, joinstyle="round")]
            )
            self.figure.add_artist(behind)
        self.figure.add_artist(made(zorder=zorder))

    def paragraph(
        self,
        x: float,
        top: float,
        lines: Sequence[str],
        points: float,
        *,
        width: float = 0.0,
        colour: str | None = None,
        bold: bool = False,
    ) -> float:
        """Set lines below each other; right-aligned if they run from right to left.

        Returns
        -------
        float, inches
            Where the next line would begin.
        """
        step = points / 72 * LINE
        right = bool(lines) and width > 0 and is_right_to_left(lines[0])
        for number, line in enumerate(lines):
            self.text(
                x + width if right else x,
                top - step * number - points / 72 * 0.98,
                line,
                points,
                colour=colour,
                bold=bold,
                align="right" if right else "left",
            )
        return top - step * len(lines)

    def areas(
        self,
        geometry: BaseGeometry,
        *,
        clip: Rect | None,
        zorder: float,
        fill: str | None = None,
        alpha: float = 1.0,
        edge: str | None = None,
        width: float = 0.0,
        hatch: str | None = None,
        dashes: Sequence[float] = (),
    ) -> None:
        """Draw polygons given in inches."""
        from matplotlib.colors import to_rgba

        rings = [
            (ring, number == 0)
            for part in shapely.get_parts(shapely.get_parts(thinned(geometry)))
            if part.geom_type == "Polygon" and not part.is_empty
            for number, ring in enumerate((part.exterior, *part.interiors))
        ]
        if not rings:
            return
        options: dict[str, Any] = {
            "facecolor": to_rgba(fill, alpha) if fill else "none",
            "edgecolor": edge or "none",
            "linewidth": width,
            "joinstyle": "round",
        }
        if hatch:
            options |= {"hatch": hatch}
        if dashes:
            options |= {"linestyle": (0, tuple(dashes))}
        self._patch(_path((ring for ring, _ in rings), closed=True), clip, zorder, options)

    def lines(
        self,
        geometry: BaseGeometry,
        *,
        clip: Rect | None,
        zorder: float,
        colour: str,
        width: float,
        dashes: Sequence[float] = (),
        alpha: float = 1.0,
    ) -> None:
        """Draw lines given in inches."""
        parts = [
            part
            for part in shapely.get_parts(shapely.get_parts(thinned(geometry)))
            if part.geom_type in ("LineString", "LinearRing") and not part.is_empty
        ]
        if not parts:
            return
        options: dict[str, Any] = {
            "facecolor": "none",
            "edgecolor": colour,
            "linewidth": width,
            "joinstyle": "round",
            "capstyle": "butt" if dashes else "round",
            "alpha": alpha,
        }
        if dashes:
            options |= {"linestyle": (0, tuple(dashes))}
        self._patch(_path(parts, closed=False), clip, zorder, options)

    def rectangle(
        self,
        rect: Rect,
        *,
        zorder: float,
        fill: str | None = None,
        edge: str | None = None,
        width: float = 0.0,
        alpha: float = 1.0,
        hatch: str | None = None,
    ) -> None:
        """Draw a rectangle."""
        self.areas(
            shapely.box(*rect),
            clip=None,
            zorder=zorder,
            fill=fill,
            edge=edge,
            width=width,
            alpha=alpha,
            hatch=hatch,
        )

    def mark(
        self, x: float, y: float, shape: str, inches: float, *, fill: str, edge: str, zorder: float
    ) -> None:
        """Draw a town's mark: ``"o"`` a circle, ``"s"`` a square, ``"D"`` a diamond."""
        radius = inches / 2
        if shape == "o":
            outline = shapely.Point(x, y).buffer(radius, quad_segs=12)
        elif shape == "D":
            radius *= 1.25
            outline = shapely.Polygon(
                [(x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius)]
            )
        else:
            outline = shapely.box(x - radius, y - radius, x + radius, y + radius)
        options = {"facecolor": fill, "edgecolor": edge, "linewidth": max(inches * 9, 0.5)}
        self._patch(_path([outline.exterior], closed=True), None, zorder, options)

    def _patch(self, path: Path, clip: Rect | None, zorder: float, options: dict[str, Any]) -> None:
        from matplotlib.patches import PathPatch, Rectangle

        patch = PathPatch(path, transform=self.figure.dpi_scale_trans, zorder=zorder, **options)
        self.figure.add_artist(patch)
        if clip is not None:
            left, bottom, right, top = clip
            patch.set_clip_path(
                Rectangle(
                    (left, bottom),
                    right - left,
                    top - bottom,
                    transform=self.figure.dpi_scale_trans,
                )
            )


def thinned(geometry: BaseGeometry) -> BaseGeometry:
    """Leave out what is too small to be printed."""
    return shapely.simplify(geometry, _SEEN, preserve_topology=False)


def _path(rings: Iterable[BaseGeometry], *, closed: bool) -> Path:
    from matplotlib.path import Path

    points, codes = [], []
    for ring in rings:
        at = shapely.get_coordinates(ring)
        if len(at) < 2:
            continue
        code = np.full(len(at), Path.LINETO, dtype=np.uint8)
        code[0] = Path.MOVETO
        if closed:
            code[-1] = Path.CLOSEPOLY
        points.append(at)
        codes.append(code)
    if not points:
        return Path(np.empty((0, 2)))
    return Path(np.concatenate(points), np.concatenate(codes))
