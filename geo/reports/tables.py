"""The tables of a report: places, towns, lines, statements and licences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from geo.geodesy import format_length
from geo.maps import (
    area_in_words,
    distance_in_words,
    keyed_title,
    line_status,
    plain_latin,
    reach_in_words,
    source_features,
)
from geo.reading import Timeline
from geo.references import place_reference
from geo.wording import date_in_words, sentence_case
from geo.zones import Town, check_any, towns_in

if TYPE_CHECKING:
    from geo.figures import FigureContent
    from geo.gazetteer import Place
    from geo.zones import Verdict

__all__ = [
    "chronology",
    "differing",
    "licences",
    "line_table",
    "place_table",
    "town_tables",
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
def _answers(found: FigureContent) -> tuple[Verdict, ...]:
    """Verdicts of all places that the article or the reader names, each once."""
    answers = [each.answer for each in found.marked if each.answer is not None]
    seen = {(answer.place.source_id, answer.place.name) for answer in answers}
    # A reference itself is no place of which to ask how far it is.
    middles = {zone.line.key for zone in found.zones}
    for mention in found.reading.mentions if found.reading else ():
        place = mention.place
        if place is None or mention.kind in _NO_ROW or place.kind in _NO_ROW:
            continue
        key = (place.source_id, place.name)
        if key not in seen and middles.isdisjoint((place.source_id, place_reference(place).key)):
            seen.add(key)
            answers.append(check_any(found.zones, place))
    answers.sort(key=lambda answer: (_is_point(answer.place), -answer.margin_m))
    return tuple(answers)


def _is_point(place: Place) -> bool:
    return place.geometry.geom_type == "Point"


def _zones_named(found: FigureContent) -> str:
    """Name the zone of a table, or say that it is about all of them."""
    return f"the zone {found.names[0]}" if len(found.zones) == 1 else "one of the zones"


def _widest(found: FigureContent) -> list[int]:
    """Of the zones that are counted from one reference the widest, which comes first."""
    first: dict[tuple[str, tuple[str, ...] | None], int] = {}
    for number, zone in enumerate(found.zones):
        first.setdefault((zone.line.key, zone.within), number)
    return list(first.values())


@lru_cache(maxsize=2)
def _towns(found: FigureContent) -> tuple[tuple[str, tuple[Town, ...]], ...]:
    """The towns of every zone that no wider one holds, with its name."""
    return tuple((found.names[each], towns_in(found.zones[each])) for each in _widest(found))


def place_table(found: FigureContent) -> Parts | None:
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
        f"Places that are named, and whether they lie in {_zones_named(found)}",
        ("Place", "Verdict", "Distance", "Margin", "Why"),
        rows,
        (0.22, 0.12, 0.11, 0.12, 0.43),
        (2, 3),
    )


def town_tables(found: FigureContent) -> list[Parts]:
    """The largest towns of each zone, with how sure that is."""
    return [
        (
            f"Largest towns in the zone {name}, or on its edge",
            ("Town", "People", "Verdict", "Distance", "Margin"),
            tuple(
                (
                    _named(town.place),
                    f"{town.place.population:,}",
                    town.verdict,
                    format_length(town.distance_m),
                    _margin(town.margin_m),
                )
                for town in towns[:_MOST_TOWNS]
            ),
            (0.40, 0.15, 0.15, 0.15, 0.15),
            (1, 3, 4),
        )
        for name, towns in _towns(found)
        if towns
    ]


def line_table(found: FigureContent) -> Parts:
    """Lines from which the zone is counted, with what each makes of it."""
    zones = found.compared.zones if found.compared is not None else found.zones
    rows = tuple(
        (
            keyed_title(zone.line),
            line_status(zone.line) or "–",
            sentence_case(reach_in_words(zone.line)),
            distance_in_words(zone),
            area_in_words(zone.area_km2),
        )
        for zone in zones
    )
    return (
        "What the distance is counted from, and the zone from each",
        ("Counted from", "Status", "How exact", "Distance", "Zone"),
        rows,
        (0.28, 0.19, 0.25, 0.15, 0.13),
        (3, 4),
    )


def differing(found: FigureContent) -> Parts | None:
    """Places on which the lines disagree, with what each line says; None if they agree."""
    if found.compared is None:
        return None
    keys = [zone.line.key for zone in found.compared.zones]
    rows = []
    seen: set[str] = set()
    checked = list(_answers(found))
    checked += [found.zones[0].check(town.place) for town in _towns(found)[0][1][:_MOST_COMPARED]]
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
            date_in_words(each.date) or "undated",
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
