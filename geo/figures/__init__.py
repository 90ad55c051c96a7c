"""The printed map: a figure of a zone, an article or a timeline for reports and newspapers.

`figure` makes it, `render` gives its bytes, `save` writes it. `projection` chooses how the globe is
flattened, `subject` what is drawn, `ground`, `lettering`, `furniture` and `chart` draw it on a
`canvas` measured in inches, `sheet` lays it out, and `credits` words what it stands on.
"""

from __future__ import annotations

from geo.figures.printed import FORMATS, MapFigure, figure, render, save
from geo.figures.themes import SIZES, THEMES, Size, Theme

__all__ = [
    "FORMATS",
    "SIZES",
    "THEMES",
    "MapFigure",
    "Size",
    "Theme",
    "figure",
    "render",
    "save",
]
