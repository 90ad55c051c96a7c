"""The folium map of a zone or of an article: one page that answers without a network.

`map` gathers what the page shows as plain data (`geo.maps.features`), and the page's own script
draws it, so that text from an article never becomes HTML. Latitude comes first only at folium's
door.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import shapely

from geo.errors import BadInput
from geo.gazetteer import VAGUE_KINDS
from geo.maps import offline
from geo.maps.base_feature import base_feature
from geo.maps.basemap import roll
from geo.maps.doubts import MOST_AT_ONCE, doubts_of, without_codes
from geo.maps.encoding import view_of
from geo.maps.features import (
    line_feature,
    place_feature,
    shape_feature,
    source_keys,
    zone_feature,
)
from geo.maps.naming import other_lines
from geo.maps.words import cautions, facts, heading, source_features, zone_name
from geo.zones import write_whole

if TYPE_CHECKING:
    import folium

    from geo.borders import ReferenceLine
    from geo.gazetteer import Place
    from geo.reading import Reading
    from geo.zones import Verdict, Zone

__all__ = ["save", "zone_map"]

# Countries are on the map anyway: a pin in the middle of one would mark nothing.
_NO_PIN: Final = VAGUE_KINDS | {"country", "demonym"}


class _PageContent(NamedTuple):
    """What is drawn: zones, and the article."""

    zones: tuple[Zone, ...]
    reading: Reading | None


class _Named(NamedTuple):
    """A place and the words by which the article names it."""

    place: Place
    said: str


def zone_map(
    subject: Zone | Sequence[Zone] | Reading,
    *,
    reading: Reading | None = None,
    places: Iterable[Place | str | tuple[float, float]] = (),
    title: str | None = None,
    notes: Iterable[str] = (),
) -> folium.Map:
    """Draw zones, or an article with the zones that it speaks of.

    Parameters
    ----------
    subject : Zone, sequence of Zone, or Reading
        A reading without a claim becomes a map of its places that says why it has no zone.
    reading : Reading, optional
        The article that zones belong to, if they were not computed from it by default.
    places : iterable of Place, str or (lon, lat), optional
        Shown with their verdicts beside those of the article.
    title : str, optional
        Instead of the sentence that names the claim.
    notes : iterable of str, optional
        Sentences that a reader of the map should see, beside the doubts of the reading.

    Returns
    -------
    folium.Map
        `save` writes it; a notebook shows it; folium's own layers can be added to it.

    Raises
    ------
    BadInput
        If there is nothing to draw.
    NotFound
        If a place is given by a name that nothing answers to.

    Examples
    --------
    >>> import geo
    >>> page = zone_map(geo.zone("Israel's northern border", "100 km", within="Syria"))
    >>> "100 km from" in page.get_root().render()
    True
    """
    found = _understood(subject, reading)
    named = _mentioned(found.reading) + [_Named(place, "") for place in _looked_up(places)]
    from geo.maps.page_frame import MapPage

    return MapPage(_data(found, named, title=title, notes=tuple(notes)))


def save(page: folium.Map, path: str | os.PathLike[str]) -> Path:
    """Write a map to a file that opens without a network.

    Parameters
    ----------
    page : folium.Map
        From `map`, or any other folium page whose layers need no network.
    path : path-like
        Folders that are missing are made; a file that is there is replaced, whole or not at all.

    Returns
    -------
    Path
        Where it is.

    Raises
    ------
    BadData
        If the file cannot be written, or the page would load something from the network.
    """
    html = page.get_root().render()
    if "Content-Security-Policy" not in html:
        html = offline.single_file(html)
    return write_whole(path, lambda at: at.write_text(html, encoding="utf-8", newline="\n"))


def _understood(subject: Zone | Sequence[Zone] | Reading, reading: Reading | None) -> _PageContent:
    from geo.zones import Zone

    if isinstance(subject, Zone):
        subject = (subject,)
    if isinstance(subject, Sequence) and all(isinstance(zone, Zone) for zone in subject):
        if not subject:
            raise BadInput("an empty list of zones makes no map; give at least one zone")
        zones = tuple(subject)
    else:
        from geo.reading import Reading, zones_of

        if not isinstance(subject, Reading):
            raise BadInput(
                "a map is made of a Zone, a list of Zones or a Reading, not of "
                f"{type(subject).__name__}"
            )
        reading, zones = subject, zones_of(subject)
    return _PageContent(zones, reading)


def _mentioned(reading: Reading | None) -> list[_Named]:
    """Places, borders and areas of the article, each once."""
    found: dict[tuple[str, str], _Named] = {}
    for mention in reading.mentions if reading else ():
        place = mention.place
        if place is not None and mention.kind not in _NO_PIN and place.kind not in _NO_PIN:
            found.setdefault((place.source_id, place.name), _Named(place, mention.text))
    return list(found.values())


def _looked_up(wanted: Iterable[Place | str | tuple[float, float]]) -> list[Place]:
    from geo.gazetteer import Place
    from geo.geodesy import format_point, lonlat_arrays, parse_point

    found = []
    for each in wanted:
        point = parse_point(each) if isinstance(each, str) else each
        if isinstance(point, Place):
            found.append(point)
        elif point is None:
            from geo.gazetteer import places

            found.append(places(str(each), limit=1)[0])
        else:
            lons, lats = lonlat_arrays(*point)
            lon, lat = float(lons), float(lats)
            found.append(
                Place(
                    name=format_point(lon, lat),
                    geometry=shapely.Point(lon, lat),
                    country="",
                    kind="point",
                    population=0,
                    accuracy_m=0.0,
                    source="",
                    source_id="",
                )
            )
    return found


def _data(
    subject: _PageContent, named: list[_Named], *, title: str | None, notes: tuple[str, ...]
) -> dict[str, Any]:
    """Everything that the page shows."""
    zones, reading = subject
    names = [zone_name(zone) for zone in zones]
    sight = [geometry for zone in zones for geometry in (zone.full_area, zone.line.geometry)]
    sight = sight or [each.place.geometry for each in named]
    if not sight:
        raise BadInput("there is nothing to map: no zone, and no place that is known")
    world, seen = view_of(sight)
    lines = _lines(zones)

    def answers(place: Place) -> list[Verdict]:
        return [zone.check(place) for zone in zones]

    held = shapely.union_all([shapely.buffer(zone.line.geometry, 1e-4) for zone in zones])
    # The reference line is drawn already, as such; a point that somebody asks about is a question.
    named = [
        each
        for each in named
        if (each.place.kind == "point" and not each.said)
        or held.is_empty
        or not held.covers(each.place.geometry)
    ]
    pins = [each for each in named if shapely.get_dimensions(each.place.geometry) == 0]
    shapes = [each for each in named if shapely.get_dimensions(each.place.geometry) > 0]
    places = [
        place_feature(
            place,
            answers=answers(place),
            world=world,
            said=said if said.casefold() != place.name.casefold() else "",
        )
        for place, said in pins
    ]
    if zones:
        places.sort(key=lambda place: -float(place["answers"][place["decides"]]["margin"]))
    base, base_keys = base_feature(
        seen=seen,
        world=world,
        beside=[(each.place.lon, each.place.lat) for each in pins],
        favoured=roll(shapely.union_all([zone.area for zone in zones]), world) if zones else None,
    )
    used = [line.source for line, _ in lines.values()] + [each.place.source for each in named]
    return {
        "heading": heading(reading, names, title=title, zones=zones),
        "notes": [*notes, *cautions(reading, zones)],
        "doubts": _doubts(zones, reading),
        "facts": list(
            dict.fromkeys(
                fact for zone, name in zip(zones, names, strict=True) for fact in facts(zone, name)
            )
        ),
        "view": {
            "middle": (world[0] + world[2]) / 2,
            "bounds": [[seen[1], seen[0]], [seen[3], seen[2]]],
            "label": f"Map: {title or '; '.join(names) or 'places of the article'}",
        },
        "lines": [line_feature(line, shown=shown, world=world) for line, shown in lines.values()],
        "zones": [
            zone_feature(
                zone,
                lines=[line for line, _ in lines.values()],
                others=[] if zone.line_chosen else other_lines(zone),
                name=name,
                world=world,
                rings=[each.distance_m for each in zones],
            )
            for zone, name in zip(zones, names, strict=True)
        ],
        "places": places,
        "separate": len({zone.line.key for zone in zones}) > 1,
        "placesTitle": "Places in the article" if reading else "Places",
        "shapes": [
            shape_feature(place, answers=answers(place), said=said, world=world)
            for place, said in shapes
        ],
        "base": base,
        "sources": source_features(
            [*(key for text in used for key in source_keys(text)), *base_keys]
        ),
    }


def _doubts(zones: Sequence[Zone], reading: Reading | None) -> list[str]:
    """List the reader's doubts, and those for which the sentence under the title has no room."""
    drawn = [each for zone in zones for each in doubts_of(zone, reading)]
    rest = [f"{each}." for each in dict.fromkeys(drawn)][MOST_AT_ONCE:]
    read = [without_codes(str(doubt)) for doubt in reading.doubts] if reading else []
    return list(dict.fromkeys([*rest, *read]))


def _lines(zones: tuple[Zone, ...]) -> dict[str, tuple[ReferenceLine, bool]]:
    """List the zones' own lines, then the others that describe the same borders."""
    from geo.borders import named_line

    own = {zone.line.key: (zone.line, True) for zone in zones}
    others = {key: (named_line(key), False) for zone in zones for key in other_lines(zone)}
    return own | {key: entry for key, entry in others.items() if key not in own}
