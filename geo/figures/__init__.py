"""The printed map: a figure of a zone, an article or a timeline for reports and newspapers.

`map_figure` makes it, gives its bytes and writes it. `projection` chooses how the globe is
flattened, `figure_content` what is drawn; `ground`, `map_labels`, `furniture` and `chart` draw it
on a `canvas` measured in inches; `layout` sets `map_frame` and text on the sheet, and `credits`
words what it stands on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.figures.canvas import LINE, Canvas, drawing_rules
from geo.figures.figure_content import FigureContent, understood
from geo.figures.fonts import is_right_to_left
from geo.figures.layout import compose
from geo.figures.map_figure import FORMATS, MapFigure, drawn, figure, one_at_a_time, render, save
from geo.figures.projection import Projection
from geo.figures.themes import SIZES, THEMES, Size, Theme, theme_named

if TYPE_CHECKING:
    from geo.figures.figure_content import Drawable as Drawable

__all__ = [
    "FORMATS",
    "LINE",
    "SIZES",
    "THEMES",
    "Canvas",
    "FigureContent",
    "MapFigure",
    "Projection",
    "Size",
    "Theme",
    "compose",
    "drawing_rules",
    "drawn",
    "figure",
    "is_right_to_left",
    "one_at_a_time",
    "render",
    "save",
    "theme_named",
    "understood",
]
