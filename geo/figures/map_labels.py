"""What is written on a map: distances on rings, the names of lines, towns and countries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
import shapely.ops

from geo.figures.canvas import Canvas, Rect
from geo.figures.figure_content import FigureContent, Marked
from geo.figures.ground import Town
from geo.figures.label_placement import Placer
from geo.figures.projection import View
from geo.maps import plain_latin

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["MARKS", "Ring", "letter_lines", "letter_places"]

MARKS: Final = {"inside": ("o", True), "undecided": ("D", True), "outside": ("o", False)}
"""Shape of a place's mark, and whether it is filled, by the verdict."""


_SOFT: Final = ((9.0, 0.10), (6.0, 0.14), (3.2, 0.20))
"""Width in points and opacity of the strokes by which the edge of a rough zone fades."""


@dataclass(frozen=True, slots=True, eq=False)
class Ring:
    """The edge of a zone on paper.

    Parameters
    ----------
    edge : shapely geometry, inches
    colour : str
    label : str
        Its distance.
    rough : bool
        Whether it ends nowhere sharply.
    """

    edge: BaseGeometry
    colour: str
    label: str
    rough: bool


def letter_lines(
    canvas: Canvas,
    placer: Placer,
    subject: FigureContent,
    rings: Sequence[Ring],
    drawn: dict[str, list[BaseGeometry]],
    frame: Rect,
) -> None:
    """Draw each ring with its distance on it, and write the name along each reference line."""
    size, theme = canvas.size, canvas.theme
    points = size.label_pt
    em = points / 72
    for ring in rings:
        edge, colour, text = ring.edge, ring.colour, ring.label
        width = canvas.width_of(text, points, bold=True) + em * 0.5
        found = placer.along(_lines(edge), width, em * 1.25)
        if found is None:
            _letter_beside(canvas, placer, _lines(edge), text, width, colour)
        gap = found.box if found is not None else shapely.Polygon()
        _draw_edge(canvas, shapely.difference(_lines(edge), gap), ring, frame)
        if found is not None:
            canvas.text(
                found.x, found.y, text, points, colour=colour, bold=True, align="center",
                rotation=found.angle or 1e-6, halo=True,
            )  # fmt: skip
    for line in subject.lines:
        if line.status == "place":
            continue
        names = line.name.split(" and ")
        if len(names) != len(line.parts):
            names = [line.name] * len(line.parts)
        written: set[str] = set()
        # The longest stretch first: it has most room for a name that several share.
        order = sorted(range(len(names)), key=lambda each: -drawn[line.key][each].length)
        for each in order:
            text = names[each]
            if text in written:
                continue
            flat = shapely.intersection(_lines(drawn[line.key][each]), shapely.box(*frame))
            # A wandering border has a course all the same: its name follows that.
            course = shapely.simplify(flat, em * 0.6)
            width = canvas.width_of(text, points, bold=True) + em * 0.4
            found = placer.along(course, width, em * 1.2, off=em * 0.45)
            if found is not None:
                written.add(text)
                canvas.text(
                    found.x, found.y, text, points, colour=theme.line, bold=True, align="center",
                    rotation=found.angle or 1e-6, halo=True,
                )  # fmt: skip


def _draw_edge(canvas: Canvas, edge: BaseGeometry, ring: Ring, frame: Rect) -> None:
    """Draw an edge as a line; a rough one dashed, and fading to both sides."""
    fine = canvas.size.label_pt / 7.5
    if not ring.rough:
        canvas.lines(edge, clip=frame, zorder=8, colour=ring.colour, width=1.3 * fine)
        return
    for width, alpha in _SOFT:
        canvas.lines(
            edge, clip=frame, zorder=7.9, colour=ring.colour, width=width * fine, alpha=alpha
        )
    canvas.lines(
        edge, clip=frame, zorder=8, colour=ring.colour, width=0.9 * fine, dashes=(4, 4), alpha=0.8
    )


def _letter_beside(
    canvas: Canvas, placer: Placer, edge: BaseGeometry, text: str, width: float, colour: str
) -> None:
    """Write a distance beside a ring of which no stretch is long enough to carry it."""
    points = canvas.size.label_pt
    em = points / 72
    for part in sorted(shapely.get_parts(edge), key=lambda part: -part.length):
        for share in (0.5, 0.25, 0.75):
            ((x, y),) = shapely.get_coordinates(part.interpolate(share, normalized=True))
            rect = placer.beside(float(x), float(y), width, em * 1.25, em * 0.4)
            if rect is not None:
                canvas.text(
                    (rect[0] + rect[2]) / 2, rect[1] + em * 0.3, text, points, colour=colour,
                    bold=True, align="center", halo=True,
                )  # fmt: skip
                return


def _lines(geometry: BaseGeometry) -> BaseGeometry:
    parts = [
        part
        for part in shapely.get_parts(shapely.get_parts(geometry))
        if part.geom_type in ("LineString", "LinearRing") and not part.is_empty
    ]
    return shapely.line_merge(
        shapely.MultiLineString([shapely.LineString(p.coords) for p in parts])
    )


def letter_places(
    canvas: Canvas,
    placer: Placer,
    subject: FigureContent,
    view: View,
    to_paper: Callable[[BaseGeometry], BaseGeometry],
    towns: Sequence[tuple[Town, float, float]],
    countries: Sequence[tuple[str, float, list[tuple[float, float]]]],
    *,
    contested: BaseGeometry,
) -> None:
    """Name the subject's places, then countries, then towns as there is room."""
    size = canvas.size

    def paper(x: float, y: float) -> tuple[float, float]:
        ((right, up),) = shapely.get_coordinates(to_paper(shapely.Point(x, y)))
        return float(right), float(up)

    taken, marks = _letter_subject(canvas, placer, subject, view, paper)
    # The largest towns come before the countries' names, which can stand in many places.
    first = [entry for entry in towns if entry[0].source_id not in taken]
    named = 0
    for town, x, y in first[:4]:
        named += _name_town(canvas, placer, town, paper(x, y), marks)
    _letter_countries(canvas, placer, countries, paper, contested)
    for town, x, y in first[4:]:
        if named >= size.towns:
            break
        named += _name_town(canvas, placer, town, paper(x, y), marks)


def _letter_subject(
    canvas: Canvas,
    placer: Placer,
    subject: FigureContent,
    view: View,
    paper: Callable[[float, float], tuple[float, float]],
) -> tuple[set[str], list[tuple[float, float]]]:
    """Name the places that are asked about and those that zones are counted from.

    Returns
    -------
    taken : set of str
        Identifiers of what is named.
    marks : list of (x, y), inches
        Where they stand.
    """
    taken: set[str] = set()
    marks: list[tuple[float, float]] = []
    for each in subject.marked:
        flat = view.projection.forward(each.place.lon, each.place.lat)
        x, y = float(flat[0]), float(flat[1])
        if not (np.isfinite(x) and view.box.contains(shapely.Point(x, y))):
            continue
        at = paper(x, y)
        middle = each.answer is None and bool(subject.zones)
        _name_marked(canvas, placer, each, at, middle=middle)
        taken.add(each.place.source_id)
        marks.append(at)
    for line in subject.lines:
        if line.status == "place" and shapely.get_dimensions(line.geometry) == 0:
            ((lon, lat),) = shapely.get_coordinates(line.geometry)[:1]
            flat = view.projection.forward(lon, lat)
            at = paper(float(flat[0]), float(flat[1]))
            if np.isfinite(at).all() and not any(
                np.hypot(at[0] - x, at[1] - y) < 0.01 for x, y in marks
            ):
                _name_centre(canvas, placer, line.name, at)
                marks.append(at)
    return taken, marks


def _letter_countries(
    canvas: Canvas,
    placer: Placer,
    countries: Sequence[tuple[str, float, list[tuple[float, float]]]],
    paper: Callable[[float, float], tuple[float, float]],
    contested: BaseGeometry,
) -> None:
    """Name the countries that have room for it."""
    size = canvas.size
    em = size.label_pt / 72
    for name, share, middles in countries:
        points = size.label_pt * (1.45 if share > 0.12 else 1.15)
        # Not letter-spaced by blanks: in a vector file its name must be found by searching.
        text = name.upper()
        width = canvas.width_of(text, points) + em
        at_country = placer.middle(
            [paper(*at) for at in middles], width, points / 72 * 1.3, off=contested
        )
        if at_country is not None:
            canvas.text(
                at_country[0], at_country[1] - points / 72 * 0.35, text, points,
                colour=canvas.theme.faint, align="center", halo=True, zorder=20,
            )  # fmt: skip


def _name_marked(
    canvas: Canvas, placer: Placer, marked: Marked, at: tuple[float, float], *, middle: bool
) -> None:
    """Mark a place by its verdict, or as the middle of a zone, and name it."""
    size, theme = canvas.size, canvas.theme
    em = size.label_pt / 72
    shape, filled = MARKS[marked.answer.verdict if marked.answer else "inside"]
    ink = theme.line if middle else theme.ink
    inches = em * 0.62
    canvas.mark(*at, shape, inches, fill=ink if filled else theme.halo, edge=ink, zorder=25)
    placer.take(shapely.Point(at).buffer(inches * 0.6))
    native = marked.place.name_local
    _set_name(
        canvas, placer, plain_latin(marked.place.name), native, at, inches, must=True, bold=True
    )


def _name_centre(canvas: Canvas, placer: Placer, name: str, at: tuple[float, float]) -> None:
    """Mark the place from which a zone is counted."""
    inches = canvas.size.label_pt / 72 * 0.6
    canvas.mark(*at, "o", inches, fill=canvas.theme.line, edge=canvas.theme.halo, zorder=25)
    placer.take(shapely.Point(at).buffer(inches * 0.6))
    _set_name(canvas, placer, plain_latin(name), "", at, inches, must=True, bold=True)


def _name_town(
    canvas: Canvas,
    placer: Placer,
    town: Town,
    at: tuple[float, float],
    marks: list[tuple[float, float]],
) -> bool:
    """Mark and name a town if there is room; of two towns in one spot the larger one is named."""
    size, theme = canvas.size, canvas.theme
    em = size.label_pt / 72
    if any(np.hypot(at[0] - x, at[1] - y) < em * 1.1 for x, y in marks):
        return False
    inches = em * (0.46 if town.population >= 100_000 else 0.34)
    dot = shapely.Point(at).buffer(inches * 0.6)
    if not placer.is_lettering_free(dot):
        return False
    bold = town.population >= 1_000_000
    if not _set_name(canvas, placer, town.name, town.native, at, inches, bold=bold):
        return False
    canvas.mark(*at, "o", inches, fill=theme.paper, edge=theme.ink, zorder=24)
    placer.take(dot)
    marks.append(at)
    return True


def _set_name(
    canvas: Canvas,
    placer: Placer,
    name: str,
    native: str,
    at: tuple[float, float],
    inches: float,
    *,
    must: bool = False,
    bold: bool = False,
) -> bool:
    """Set a name beside its mark, with the local one below it if there is room for both."""
    points = canvas.size.label_pt
    em = points / 72
    local = native if _is_lettered(native) and native != name else ""
    # The local name matters less than that the town is named at all.
    for lines in ((name, local), (name, "")) if local else ((name, ""),):
        width = max(
            canvas.width_of(lines[0], points, bold=bold),
            canvas.width_of(lines[1], points * 0.95) if lines[1] else 0.0,
        )
        # A blank behind it, so that two names are not read as one.
        width += 0.45 * em
        # Arabic letters reach farther below their line than Latin ones.
        upper, lower = em * 1.18, em * 1.42 if lines[1] else 0.0
        height = upper + lower
        last = len(lines[1]) == 0
        rect = placer.beside(*at, width, height, inches / 2 + em * 0.28, must=must and last)
        if rect is None:
            continue
        left, bottom, right, top = rect
        # Beside its mark a name is set against it, above and below in the middle.
        align = "left" if left > at[0] else "right" if right < at[0] else "center"
        x = {"left": left, "right": right, "center": (left + right) / 2}[align]
        if (
            left > at[0] + em * 1.6
            or right < at[0] - em * 1.6
            or abs((bottom + top) / 2 - at[1]) > em * 2.6
        ):
            near = shapely.ops.nearest_points(shapely.box(*rect), shapely.Point(at))[0]
            canvas.lines(
                shapely.LineString([at, (near.x, near.y)]), clip=None, zorder=23,
                colour=canvas.theme.ink, width=0.5,
            )  # fmt: skip
        canvas.text(x, top - 0.92 * em, lines[0], points, bold=bold, halo=True, align=align)
        if lines[1]:
            canvas.text(
                x, bottom + 0.44 * em, lines[1], points * 0.95, halo=True, align=align,
                colour=canvas.theme.faint,
            )  # fmt: skip
        return True
    return False


def _is_lettered(native: str) -> bool:
    """Whether a local name is in a script that is set everywhere alike: Arabic or Hebrew."""
    return any("\u0590" <= letter <= "\u06ff" for letter in native)
