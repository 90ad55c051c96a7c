"""The words under a figure: accuracy, projection, sources, licences; and its alternative text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.figures.figure_content import FigureContent
from geo.maps import area_in_words, exactness, line_title
from geo.sources import source, sources
from geo.wording import listed

if TYPE_CHECKING:
    from geo.figures.projection import View
    from geo.maps import Basemap
    from geo.zones import Zone

__all__ = ["alt_text", "credit_line", "source_keys_of"]

# Sources of every basemap, by which the room for the line is measured before the map is drawn.
_USUAL = ("osm-timezones", "natural-earth-land", "geonames")


def source_keys_of(subject: FigureContent, base: Basemap | None) -> tuple[str, ...]:
    """Keys of all sources of a figure, those of the lines first."""
    known = {entry.key for entry in sources()}
    found = [*subject.sources, *(base.sources if base else _USUAL), "geonames"]
    return tuple(dict.fromkeys(key for key in found if key in known))


def credit_line(subject: FigureContent, view: View | None, base: Basemap | None) -> str:
    """Say how exact the figure is, how it is projected, and whose data it shows."""
    parts = []
    if subject.zones:
        # The least exact stands for all: nothing on the sheet is better than is said of it.
        parts.append(exactness(max(subject.zones, key=_uncertainty_m)))
    name = (
        view.projection.name
        if view
        else "Lambert azimuthal equal-area projection about 88.8° N, 188.8° W"
    )
    parts.append(f"{name}.")
    found = [source(key) for key in source_keys_of(subject, base)]
    credits = dict.fromkeys(_credit(each.attribution, each.licence) for each in found)
    parts.append(f"Data: {'; '.join(credits)}.")
    parts.append("Lines as the sources draw them; no position on any claim.")
    return " ".join(parts)


def _uncertainty_m(zone: Zone) -> float:
    return zone.line.accuracy_m + zone.rounding_m + zone.edge_error_m


def _credit(attribution: str, licence: str) -> str:
    """Attribution with its licence, unless it names it already."""
    words = attribution.replace("-", " ")
    if licence.replace("-", " ").split(" ")[0] in words:
        return attribution
    return f"{attribution} ({licence})"


def alt_text(subject: FigureContent) -> str:
    """Describe a figure for a reader who does not see it.

    Parameters
    ----------
    subject : FigureContent

    Returns
    -------
    str
        Sentences: what is drawn, from which line, how large it is, what is inside, outside and
        undecided, and where it depends on the line.
    """
    said = [f"Map. {subject.title.rstrip('.')}."]
    if subject.doubt:
        said.append(subject.doubt)
    for zone, name in zip(subject.zones, subject.names, strict=True):
        line = zone.line
        title = line_title(line)
        counted = "" if line.status == "place" or title in name else f", counted from {title}"
        if zone.area.is_empty:
            said.append(f"The zone {name} is empty: it does not reach the country named.")
        else:
            said.append(f"The shaded zone, {name}{counted}, covers {area_in_words(zone.area_km2)}.")
    if subject.compared is not None:
        others = listed([line_title(line) for line in subject.other_lines], "or")
        said.append(
            f"A hatched area of {area_in_words(subject.compared.area_km2['depends'])} depends on "
            f"whose line is meant: another line is {others}."
        )
    for verdict in ("inside", "undecided", "outside"):
        named = [
            each.place.name
            for each in subject.marked
            if each.answer is not None and each.answer.verdict == verdict
        ]
        if named:
            said.append(f"{verdict.capitalize()}: {', '.join(named)}.")
    if subject.timeline is not None:
        said.append("A chart lists the distances by date:")
        said += [
            f"{each.distances} ({', '.join(each.statuses)}): "
            f"{'; '.join(one.cited for one in each.said)}."
            for each in subject.timeline.statements
        ]
    return " ".join(said)
