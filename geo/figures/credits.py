"""The words under a figure: accuracy, projection, sources, licences; and its alternative text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.figures.subject import Subject
from geo.geodesy import format_length
from geo.sources import source, sources

if TYPE_CHECKING:
    from geo.figures.projection import View
    from geo.maps import Basemap

__all__ = ["alt_text", "credit_line", "source_keys_of"]

# Sources of every basemap, by which the room for the line is measured before the map is drawn.
_USUAL = ("osm-timezones", "natural-earth-land", "geonames")


def source_keys_of(subject: Subject, base: Basemap | None) -> tuple[str, ...]:
    """Keys of all sources of a figure, those of the lines first."""
    known = {entry.key for entry in sources()}
    found = [*subject.sources, *(base.sources if base else _USUAL), "geonames"]
    return tuple(dict.fromkeys(key for key in found if key in known))


def credit_line(subject: Subject, view: View | None, base: Basemap | None) -> str:
    """Say how exact the figure is, how it is projected, and whose data it shows."""
    parts = []
    if subject.zones:
        error = max(0.01, *(zone.edge_error_m for zone in subject.zones))
        line = max(line.accuracy_m for line in subject.lines)
        accuracy = f"; line within {format_length(line)}" if line else ""
        parts.append(f"Edge within {format_length(error)} of the geodesic distance{accuracy}.")
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


def _credit(attribution: str, licence: str) -> str:
    """Attribution with its licence, unless it names it already."""
    words = attribution.replace("-", " ")
    if licence.replace("-", " ").split(" ")[0] in words:
        return attribution
    return f"{attribution} ({licence})"


def alt_text(subject: Subject) -> str:
    """Describe a figure for a reader who does not see it.

    Parameters
    ----------
    subject : Subject

    Returns
    -------
    str
        Sentences: what is drawn, from which line, how large it is, what is inside, outside and
        undecided, and where it depends on the line.
    """
    said = [f"Map. {subject.title.rstrip('.')}."]
    for zone, name in zip(subject.zones, subject.names, strict=True):
        line = zone.line
        counted = "" if line.status == "place" else f", counted from {line.in_sentence}"
        if zone.area.is_empty:
            said.append(f"The zone {name} is empty: it does not reach the country named.")
        else:
            said.append(f"The shaded zone, {name}{counted}, covers {zone.area_km2:,.0f} km².")
    if subject.compared is not None:
        others = " or ".join(line.in_sentence for line in subject.other_lines)
        said.append(
            f"A hatched area of {subject.compared.area_km2['depends']:,.0f} km² depends on whose "
            f"line is meant: another line is {others}."
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
