"""What a figure is about: zones, the lines that they stand on, places, and the words for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import shapely

from geo.errors import BadInput
from geo.maps import (
    amber,
    area_in_words,
    heading,
    line_title,
    other_lines,
    zone_name,
)
from geo.wording import listed, sentence_case
from geo.zones import Verdict, WhoseLine, Zone, check_any, whose_line

if TYPE_CHECKING:
    from geo.borders import ReferenceLine
    from geo.gazetteer import Place
    from geo.reading import Reading, Timeline

    Drawable = Zone | Sequence[Zone] | Reading | WhoseLine | Timeline

__all__ = ["FigureContent", "Marked", "understood"]

# A figure has no list below it that could hold the others.
_MOST_DOUBTS: Final = 4

# Countries are on the map anyway: a mark in the middle of one would mark nothing.
_NO_MARK = frozenset({"country", "demonym"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A place that the figure must name.

    Parameters
    ----------
    place : Place
    answer : Verdict or None
        Of the zone that decides (`geo.zones.deciding`); None if there is no zone, or if it is
        the middle of one.
    """

    place: Place
    answer: Verdict | None


@dataclass(frozen=True, slots=True, eq=False)
class FigureContent:
    """What is drawn, and what is said of it.

    Parameters
    ----------
    zones : tuple of Zone
        The widest first, so that nearer ones lie on it.
    names : tuple of str
        Of the zones, in their order: "100 km from the border, inside Syria".
    compared : WhoseLine or None
        Where the answer depends on the line.
    marked : tuple of Marked
    reading : Reading or None
    timeline : Timeline or None
    title, subtitle : str
    doubt : str
        What is rough or guessed, in one sentence; empty if nothing is.
    """

    zones: tuple[Zone, ...]
    names: tuple[str, ...]
    compared: WhoseLine | None
    marked: tuple[Marked, ...]
    reading: Reading | None
    timeline: Timeline | None
    title: str
    subtitle: str
    doubt: str

    @property
    def lines(self) -> tuple[ReferenceLine, ...]:
        """Lines from which the zones are counted, each once."""
        return tuple({zone.line.key: zone.line for zone in self.zones}.values())

    @property
    def rough(self) -> tuple[bool, ...]:
        """Of each zone, whether its reference is too uncertain for its distance."""
        return tuple(bool(zone.roughness) for zone in self.zones)

    @property
    def other_lines(self) -> tuple[ReferenceLine, ...]:
        """Other lines for the same borders, if the answer depends on them."""
        if self.compared is None:
            return ()
        own = {line.key for line in self.lines}
        return tuple(zone.line for zone in self.compared.zones if zone.line.key not in own)

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the sources of lines and places."""
        found = [key for line in (*self.lines, *self.other_lines) for key in line.sources]
        found += [key for each in self.marked for key in each.place.source.split("+")]
        return tuple(dict.fromkeys(key for key in found if key))


def understood(
    subject: Drawable,
    *,
    places: Iterable[Place | str | tuple[float, float]] = (),
    title: str | None = None,
    subtitle: str | None = None,
) -> FigureContent:
    """Gather what a figure shows.

    Parameters
    ----------
    subject : Zone, sequence of Zone, Reading, WhoseLine or Timeline
    places : iterable of Place, str or (lon, lat), optional
        Marked with their verdicts beside those of the article.
    title, subtitle : str, optional
        Instead of those that are made from the claim.

    Returns
    -------
    FigureContent

    Raises
    ------
    BadInput
        If it is nothing that can be drawn.
    """
    from geo.reading import Reading, Timeline

    reading: Reading | None = None
    timeline: Timeline | None = None
    compared: WhoseLine | None = None
    zones: tuple[Zone, ...]
    if isinstance(subject, Zone):
        zones = (subject,)
    elif isinstance(subject, WhoseLine):
        compared, zones = subject, (subject.zones[0],)
    elif isinstance(subject, Reading):
        from geo.reading import zones_of

        reading, zones = subject, subject.zones or zones_of(subject)
    elif isinstance(subject, Timeline):
        timeline, zones = subject, subject.zones
    elif isinstance(subject, Sequence) and all(isinstance(each, Zone) for each in subject):
        zones = tuple(subject)
        if not zones:
            raise BadInput("an empty list of zones makes no figure; give at least one zone")
    else:
        raise BadInput(
            "a figure is made of a Zone, a list of Zones, a Reading, a WhoseLine or a Timeline, "
            f"not of {type(subject).__name__}"
        )
    names = [zone_name(zone) for zone in zones]
    order = sorted(range(len(zones)), key=lambda each: -zones[each].distance_m)
    if compared is None and len(zones) == 1:
        compared = _compared(zones[0])
    marked = _marked([*_mentioned(reading), *_looked_up(places)], zones)
    if not zones and not marked:
        raise BadInput("there is nothing to draw: no zone, and no place that is known")
    found = FigureContent(
        zones=tuple(zones[each] for each in order),
        names=tuple(names[each] for each in order),
        compared=compared,
        marked=marked,
        reading=reading,
        timeline=timeline,
        title=title or _title(reading, timeline, names),
        subtitle="",
        doubt=amber(zones, reading, most=_MOST_DOUBTS),
    )
    return replace(found, subtitle=_subtitle(found) if subtitle is None else subtitle)


def _compared(zone: Zone) -> WhoseLine | None:
    """Compare the lines of the same borders, unless one of them was asked for."""
    if zone.line_chosen or not other_lines(zone):
        return None
    found = whose_line(
        zone.line,
        zone.distance,
        within=zone.within,
        tolerance=max(zone.tolerance_m, min(10.0, zone.distance_m / 100)),
    )
    return None if found.depends.is_empty else found


def _mentioned(reading: Reading | None) -> list[Place]:
    found: dict[tuple[str, str], Place] = {}
    for mention in reading.mentions if reading else ():
        place = mention.place
        if (
            place is not None
            and mention.kind not in _NO_MARK
            and place.kind not in _NO_MARK
            and shapely.get_dimensions(place.geometry) == 0
        ):
            found.setdefault((place.source_id, place.name), place)
    return list(found.values())


def _looked_up(wanted: Iterable[Place | str | tuple[float, float]]) -> list[Place]:
    from geo.gazetteer import Place
    from geo.references import place_asked

    return [each if isinstance(each, Place) else place_asked(each)[1] for each in wanted]


def _marked(places: list[Place], zones: tuple[Zone, ...]) -> tuple[Marked, ...]:
    # A place from which a zone is counted is its middle: no question is whether it lies inside.
    middles = {zone.line.key for zone in zones}
    return tuple(
        Marked(
            place,
            check_any(zones, place)
            if zones and f"{place.source}:{place.source_id}" not in middles
            else None,
        )
        for place in places
    )


def _title(reading: Reading | None, timeline: Timeline | None, names: Sequence[str]) -> str:
    if timeline is not None:
        return timeline.title
    found: str = heading(reading, names, title=None)["title"]
    return found


def _subtitle(found: FigureContent) -> str:
    """Put the claim in words: who said it and what became of it, or what it is counted from."""
    sentences = []
    if found.timeline is not None:
        return found.timeline.sentence
    if found.reading is not None:
        head = heading(found.reading, found.names, title=None)
        article = head["article"] or {}
        said = ", ".join(part for part in (article["publisher"], article["date"]) if part)
        if head["status"]:
            status = sentence_case(head["status"])
            sentences.append(f"{status} ({said})." if said else f"{status}.")
        elif said:
            sentences.append(f"{said}.")
        if not found.zones:
            sentences.append("No zone is drawn: the article names no distance from a known line.")
    return " ".join([*sentences, *_measured(found)])


def _measured(found: FigureContent) -> list[str]:
    """Say what the zones are counted from, how large they are, and what depends on the line."""
    if not found.zones:
        return []
    sentences = []
    zone = found.zones[0]
    lines = listed([line_title(line) for line in found.lines])
    if zone.line.status != "place":
        sentences.append(f"Counted from {lines}.")
    if zone.area.is_empty:
        sentences.append("The zone does not reach the country to which it is clipped.")
    elif len(found.zones) == 1:
        sentences.append(f"{area_in_words(zone.area_km2)} in the zone.")
    if found.compared is not None:
        depends = found.compared.area_km2["depends"]
        sentences.append(
            f"Of another {area_in_words(depends)} the answer depends on whose line is meant."
            if found.compared.agreed_inside.equals(zone.area)
            else f"Within or beside it, for {area_in_words(depends)} the answer depends on "
            "whose line is meant."
        )
    return sentences
