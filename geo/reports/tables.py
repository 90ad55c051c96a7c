"""The tables of a report: places, towns, lines, statements and licences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from geo.geodesy import format_length
from geo.maps import plain_latin, source_features
from geo.reading import Timeline, written_date
from geo.references import place_reference
from geo.zones import Town, check_any, towns_in

if TYPE_CHECKING:
    from geo.figures import Subject
    from geo.gazetteer import Place
    from geo.zones import Verdict, Zone

__all__ = [
    "chronology",
    "differing",
    "licences",
    "line_table",
    "place_table",
    "town_table",
]

Parts = tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...], tuple[float, ...], tuple[int, ...]]
"""Caption, columns, rows, widths and columns of numbers: the fields of a table."""

_NO_ROW: Final = frozenset({"country", "demonym"})
_MOST_TOWNS: Final = 12
_MOST_COMPARED: Final = 40


def _margin(metres: float) -> str:
    return f"{'+' if metres >= 0 else '−'}{format_length(abs(metres))}"


def _named(place: Place) -> str:
    name, local = plain_latin(place.name), place.name_local
    return f"{name} ({local})" if local and local != place.name else name


@lru_cache(maxsize=2)
def _answers(found: Subject) -> tuple[Verdict, ...]:
    """Verdicts of all places that the article or the reader names, each once."""
    answers = [each.answer for each in found.marked if each.answer is not None]
    seen = {(answer.place.source_id, answer.place.name) for answer in answers}
    # A reference itself is no place of which to ask how far it is.
    centres = {zone.line.key for zone in found.zones}
    for mention in found.reading.mentions if found.reading else ():
        place = mention.place
        if place is None or mention.kind in _NO_ROW or place.kind in _NO_ROW:
            continue
        key = (place.source_id, place.name)
        if key not in seen and centres.isdisjoint((place.source_id, place_reference(place).key)):
            seen.add(key)
            answers.append(check_any(found.zones, place))
    answers.sort(key=lambda answer: (_is_point(answer.place), -answer.margin_m))
    return tuple(answers)


def _is_point(place: Place) -> bool:
    return place.geometry.geom_type == "Point"


@lru_cache(maxsize=2)
def _towns(found: Subject) -> tuple[Town, ...]:
    """Towns of the widest zone about each reference; each once, as the zone says that holds it."""
    kept: dict[tuple[str, str], Town] = {}
    for zone in _widest(found):
        for town in towns_in(zone):
            key = (town.place.source, town.place.source_id)
            if key not in kept or (kept[key].verdict, town.verdict) == ("undecided", "inside"):
                kept[key] = town
    return tuple(sorted(kept.values(), key=lambda town: -town.place.population))


def _widest(found: Subject) -> tuple[Zone, ...]:
    """The widest zone about each reference: those in it hold what the others hold."""
    kept: dict[tuple[str, tuple[str, ...] | None], Zone] = {}
    for zone in found.zones:
        kept.setdefault((zone.line.key, zone.within), zone)
    return tuple(kept.values())


def _of_zones(found: Subject) -> str:
    """Name the zones that a table is about."""
    widest = _widest(found)
    names = [
        name
        for zone, name in zip(found.zones, found.names, strict=True)
        if any(zone is each for each in widest)
    ]
    return f"Zone: {names[0]}" if len(names) == 1 else f"Zones: {'; '.join(names)}"


def place_table(found: Subject) -> Parts | None:
    """Places that are named, with verdict, distance and margin; None if there are none."""
    answers = _answers(found)
    if not answers:
        return None
    rows = tuple(
        (
            _named(answer.place),
            answer.verdict,
            # Of a border or an area the share inside says more than its nearest point.
            format_length(answer.distance_m) if _is_point(answer.place) else "–",
            _margin(answer.margin_m) if _is_point(answer.place) else "–",
            answer.because,
        )
        for answer in answers
    )
    return (
        f"Places that are named. {_of_zones(found)}",
        ("Place", "Verdict", "Distance", "Margin", "Why"),
        rows,
        (0.22, 0.12, 0.11, 0.12, 0.43),
        (2, 3),
    )


def town_table(found: Subject) -> Parts | None:
    """The largest towns of the zone, with how sure that is; None if there are none."""
    towns = _towns(found)[:_MOST_TOWNS]
    if not towns:
        return None
    rows = tuple(
        (
            _named(town.place),
            f"{town.place.population:,}",
            town.verdict,
            format_length(town.distance_m),
            _margin(town.margin_m),
        )
        for town in towns
    )
    return (
        f"Largest towns in the zone or on its edge. {_of_zones(found)}",
        ("Town", "People", "Verdict", "Distance", "Margin"),
        rows,
        (0.40, 0.15, 0.15, 0.15, 0.15),
        (1, 3, 4),
    )


def line_table(found: Subject) -> Parts:
    """Lines from which the zone is counted, with what each makes of it."""
    zones = found.compared.zones if found.compared is not None else found.zones
    rows = tuple(
        (
            f"{zone.line.name} ({zone.line.key})"
            if zone.line.key != zone.line.name
            else zone.line.name,
            zone.line.status,
            format_length(zone.line.accuracy_m) if zone.line.accuracy_m else "as given",
            format_length(zone.distance_m),
            f"{zone.area_km2:,.0f} km²" if zone.area_km2 >= 10 else f"{zone.area_km2:,.2f} km²",
        )
        for zone in zones
    )
    return (
        "Lines, and the zone counted from each",
        ("Line", "Status", "Accuracy", "Distance", "Zone"),
        rows,
        (0.44, 0.14, 0.14, 0.14, 0.14),
        (2, 3, 4),
    )


def differing(found: Subject) -> Parts | None:
    """Places on which the lines disagree, with what each line says; None if they agree."""
    if found.compared is None:
        return None
    keys = [zone.line.key for zone in found.compared.zones]
    rows = []
    seen: set[str] = set()
    checked = list(_answers(found))
    checked += [found.zones[0].check(town.place) for town in _towns(found)[:_MOST_COMPARED]]
    for answer in checked:
        verdicts = {by.verdict for by in answer.by_line.values()}
        if len(verdicts) > 1 and answer.place.name not in seen:
            seen.add(answer.place.name)
            cells = [
                f"{by.verdict}, {format_length(by.distance_m)}" if by else "–"
                for by in (answer.by_line.get(key) for key in keys)
            ]
            rows.append((_named(answer.place), *cells))
    if not rows:
        return None
    share = 0.7 / len(keys)
    return (
        "Places on which the lines disagree, and their distance from each",
        ("Place", *keys),
        tuple(rows[:_MOST_TOWNS]),
        (0.3, *(share for _ in keys)),
        (),
    )


def chronology(timeline: Timeline) -> Parts:
    """Statements in the order of their dates, with everybody who names them."""
    rows = tuple(
        (
            written_date(each.date) or "undated",
            each.distances,
            each.far.reference.text,
            ", ".join(each.statuses),
            "; ".join(said.cited for said in each.said),
        )
        for each in timeline.statements
    )
    return (
        "Distances in the order of their dates",
        ("First named", "Distance", "From", "Status", "Reports"),
        rows,
        (0.17, 0.13, 0.22, 0.12, 0.36),
        (),
    )


def licences(keys: Sequence[str]) -> Parts:
    """Data of the report with publishers, editions and licences."""
    rows = tuple(
        (
            "; ".join(entry["titles"]),
            entry["publisher"],
            "; ".join(entry["editions"]),
            entry["licence"],
            "; ".join(entry["attributions"]),
        )
        for entry in source_features(keys)
    )
    return (
        "Data, and the words by which it must be named",
        ("Data", "Publisher", "Edition", "Licence", "Attribution"),
        rows,
        (0.27, 0.18, 0.20, 0.12, 0.23),
        (),
    )
