"""What of the world a map shows: the view that fits its subject into a frame."""

from __future__ import annotations

from typing import Final

from geo.figures.canvas import Rect
from geo.figures.figure_content import FigureContent
from geo.figures.projection import View, bounds_of, fitting_projection

__all__ = ["view_of"]

# Around the subject, in shares of its own size.
_MARGIN: Final = 0.07
# A map of less than this shows no town by which a reader could find it.
_LEAST_M: Final = 20_000.0
# Scale bar and arrow stand below the subject, not on it: inches.
_FOOT_IN: Final = 0.30


def view_of(subject: FigureContent, frame: Rect) -> View:
    """Fit what a figure is about into a frame.

    Parameters
    ----------
    subject : FigureContent
    frame : (left, bottom, right, top), inches

    Returns
    -------
    View
        Of the frame's shape, at least 20 km across.
    """
    shapes = [
        shape
        for zone in subject.zones
        for shape in (zone.area, zone.line.geometry)
        if not shape.is_empty
    ]
    if subject.compared is not None:
        shapes += [subject.compared.depends, *(line.geometry for line in subject.other_lines)]
    empty = all(zone.area.is_empty for zone in subject.zones)
    shapes += [zone.full_area for zone in subject.zones if empty or zone.within is None]
    shapes = shapes or [each.place.geometry for each in subject.marked]
    projection = fitting_projection(shapes)
    west, south, east, north = bounds_of(projection, shapes)
    width, height = frame[2] - frame[0], frame[3] - frame[1]
    across = max((east - west) * (1 + 2 * _MARGIN), _LEAST_M * min(width / height, 1.0))
    low = _FOOT_IN / height
    up = max((north - south) * (1 + 2 * _MARGIN), _LEAST_M * min(height / width, 1.0)) / (1 - low)
    per_inch = max(across / width, up / height)
    middle_x = (west + east) / 2
    middle_y = (south + north) / 2 - up * low / 2
    return View(
        projection,
        middle_x - per_inch * width / 2,
        middle_y - per_inch * height / 2,
        middle_x + per_inch * width / 2,
        middle_y + per_inch * height / 2,
    )
