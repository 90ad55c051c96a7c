"""What a map page shows, as plain data: zones, lines, places, shapes and the land beneath.

Everything here returns what `json.dumps` takes; coordinates are encoded texts that
``assets/distance.js`` reads back. Longitudes are rolled into the map's own range, so that nothing
breaks at the antimeridian.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geo.geodesy import METRES_PER_UNIT, format_length
from geo.maps.basemap import Window, roll
from geo.maps.doubts import approximate, reach_in_words
from geo.maps.encoding import encode_areas, encode_lines, unbroken, view_of
from geo.maps.lettering import roomiest
from geo.maps.naming import distance_in_words, keyed_title, line_title, short_name, thing_of
from geo.maps.words import area_in_words
from geo.sources import source, sources

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.borders import ReferenceLine
    from geo.gazetteer import Place
    from geo.zones import Verdict, Zone

__all__ = [
    "line_feature",
    "place_feature",
    "shape_feature",
    "source_keys",
    "zone_feature",
]

_LINE_DIGITS: Final = 6
_MANY_VERTICES: Final = 20_000


def zone_feature(
    zone: Zone,
    *,
    lines: Sequence[ReferenceLine],
    others: Sequence[str],
    name: str,
    world: Window,
    rings: Sequence[float] = (),
) -> dict[str, Any]:
    """Describe one zone: its shapes, its labels, and what the click needs to know of it.

    Parameters
    ----------
    zone : Zone
    lines : sequence of ReferenceLine
        All lines of the page.
    others : sequence of str
        Keys of those that must agree before the page decides.
    name : str
        For the key.
    world : (west, south, east, north), degrees
        From `view_of`.
    rings : sequence of float, metres
        Distances of all zones of the page: where there are several, their labels are short, and
        where it depends on the line is shown at first for the widest alone.
    """
    from geo.borders import country

    index = {line.key: number for number, line in enumerate(lines)}
    amount = distance_in_words(zone)
    labelled = f"{approximate(zone)} {amount}".strip()
    several = len(rings) > 1
    within = [country(code).in_sentence for code in zone.within or ()]
    feature: dict[str, Any] = {
        "name": name,
        "label": labelled if several else f"{labelled} from {short_name(zone.line)}",
        "shortLabel": labelled,
        "edge": encode_lines(_drawable(_true_edge(zone), world)),
        "line": index[zone.line.key],
        "others": [index[key] for key in others],
        "distance": zone.distance_m,
        "rounding": zone.rounding_m,
        "rough": bool(zone.roughness),
        "within": within,
        "area": encode_areas(_drawable(zone.area, world)),
    }
    if zone.within:
        feature["full"] = encode_areas(_drawable(zone.full_area, world))
        feature["wholeName"] = f"All land and sea within {amount}"
        asked = {zone.line.key, *others}
        feature |= _lands(zone, [line if line.key in asked else None for line in lines], world)
    if others:
        feature |= _depends(zone, world, amount if several else "")
        feature["dependsShown"] = not several or zone.distance_m == max(rings)
    # Inner and outer edges are worth ink only where an eye can tell them apart.
    if zone.line.accuracy_m >= zone.distance_m / 50:
        feature["inner"] = encode_areas(_drawable(zone.inner, world))
        feature["outer"] = encode_areas(_drawable(zone.outer, world))
        feature["bandName"] = _band_name(zone.line)
    return feature


def _band_name(line: ReferenceLine) -> str:
    """Say between which edges the true one lies."""
    reach = format_length(line.accuracy_m)
    if thing_of(line) == "place":
        return f"Edge as far as {line_title(line)} may reach, {reach} either way"
    return f"Edge as far as the {thing_of(line)} may lie, {reach} either way"


def _depends(zone: Zone, world: Window, amount: str) -> dict[str, Any]:
    """Describe where the answer depends on the line, as the lines of the same borders have it."""
    from geo.zones import whose_line

    compared = whose_line(
        zone.line,
        zone.distance,
        within=zone.within,
        tolerance=max(zone.tolerance_m, min(10.0, zone.distance_m / 100)),
    )
    if compared.depends.is_empty:
        return {}
    area = compared.area_km2["depends"]
    return {
        "depends": encode_areas(_drawable(compared.depends, world)),
        "dependsName": (f"{amount}: depends" if amount else "Depends")
        + f" on whose line is meant ({area_in_words(area)})",
    }


def _lands(
    zone: Zone, lines: Sequence[ReferenceLine | None], world: Window
) -> dict[str, list[Any]]:
    """Describe the countries to which a zone is clipped, as each line has them.

    Parameters
    ----------
    zone : Zone
        With countries.
    lines : sequence of ReferenceLine or None
        All lines of the page, None for those that the zone does not ask.
    world : (west, south, east, north), degrees

    Returns
    -------
    dict
        ``lands``: outlines near the zone; ``members``: for each line, which of them it takes and
        how many metres outside it a point may lie and still be undecided; ``firm``: where a line
        alone decides.
    """
    from geo.borders import COUNTRY_EDGE_M, LAND_BY_LINE, land_of
    from geo.sources import table

    # A click beyond the distance is outside whatever the country: far parts are not needed.
    asked = [line for line in lines if line is not None]
    _, (west, south, east, north) = view_of([zone.full_area, *(line.geometry for line in asked)])
    up = zone.distance_m / 110_000.0 + 0.05
    aside = up / max(np.cos(np.radians(max(abs(south), abs(north)))), 0.01)
    near = (west - aside, south - up, east + aside, north + up)

    def outlines(area: BaseGeometry) -> list[list[str]]:
        return encode_areas(roll(roll(area, near) if aside < 90.0 else area, world))

    kept = list(dict.fromkeys(line.key if line.key in LAND_BY_LINE else "" for line in asked))
    firm = {area for gains in LAND_BY_LINE.values() for areas in gains.values() for area in areas}
    return {
        "lands": [outlines(land_of(zone.within or (), key)) for key in kept],
        "members": [_member(line, kept, COUNTRY_EDGE_M) for line in lines],
        "firm": [
            polygon
            for key in sorted(firm)
            for row in table("areas.parquet", columns=("geometry",), key=key)
            for polygon in outlines(shapely.from_wkb(row["geometry"]))
        ],
    }


def _member(
    line: ReferenceLine | None, kept: Sequence[str], edge_m: float
) -> tuple[int, float] | None:
    if line is None:
        return None
    return kept.index(line.key if line.key in kept else ""), edge_m


def _drawable(geometry: BaseGeometry, world: Window) -> BaseGeometry:
    """Roll a shape, and thin it if it is so large that no screen can show its detail."""
    rolled = roll(geometry, world)
    if shapely.get_num_coordinates(rolled) < _MANY_VERTICES:
        return rolled
    west, south, east, north = rolled.bounds
    return shapely.simplify(rolled, max(east - west, north - south) / 50_000)


def _true_edge(zone: Zone) -> BaseGeometry:
    """Find the part of a zone's outline that lies at its distance, not on a border that cut it."""
    whole = shapely.boundary(zone.full_area)
    cuts = [shapely.LineString([(lon, -90.0), (lon, 90.0)]) for lon in (-180.0, 180.0)]
    whole = shapely.difference(whole, shapely.buffer(shapely.union_all(cuts), 1e-9))
    if not zone.within:
        return whole
    return shapely.intersection(whole, shapely.buffer(zone.area, 1e-7))


def line_feature(line: ReferenceLine, *, shown: bool, world: Window) -> dict[str, Any]:
    """Describe a reference line: in full for distances, and rolled for the eye.

    Parameters
    ----------
    line : ReferenceLine
    shown : bool
        Whether a zone of the page stands on it; if not, it is drawn when the reader asks.
    world : (west, south, east, north), degrees

    A part of it that is an area stands as its outline, and as an area from which the distance is 0.
    """
    from geo.zones import LineDoubt

    parts: list[str] = []
    numbers: dict[int, range] = {}
    drawn: list[str] = []
    areas: list[list[str]] = []
    for part in line.parts:
        encoded = encode_lines(part.geometry, digits=_LINE_DIGITS)
        numbers[id(part)] = range(len(parts), len(parts) + len(encoded))
        parts += encoded
        shapes = [
            piece
            for piece in shapely.get_parts(shapely.get_parts(part.geometry))
            if piece.geom_type == "Polygon"
        ]
        if shapes:
            areas += encode_areas(roll(shapely.MultiPolygon(shapes), world), digits=_LINE_DIGITS)
        else:
            drawn += encode_lines(roll(unbroken(part.geometry), world), digits=_LINE_DIGITS)
    return {
        "key": line.key,
        "label": line.name,
        "title": _line_title(line, shown=shown),
        "short": line_title(line),
        "reach": reach_in_words(line),
        "shown": shown,
        "parts": parts,
        "drawn": drawn,
        "accuracy": line.accuracy_m,
        # Numbers of the parts that are drawn equally well: the page takes the accuracy of the
        # stretch that decides, as `geo.zones` does.
        "stretches": [
            [accuracy_m, [number for part in alike for number in numbers[id(part)]]]
            for accuracy_m, alike in LineDoubt(line).classes
        ],
        "areas": areas,
    }


def _line_title(line: ReferenceLine, *, shown: bool) -> str:
    """Name a line for the key; one that has a name of its own also by what asks for it."""
    from geo.borders import DEFAULT_LINES

    if line.status == "place":
        return f"Counted from {line_title(line)}"
    what = "Reference line" if shown else "Other line"
    named = f"{what}: {keyed_title(line)}"
    return f"{named[:-1]}, the default)" if line.key in DEFAULT_LINES else named


def place_feature(
    place: Place, *, answers: Sequence[Verdict], world: Window, said: str = ""
) -> dict[str, Any]:
    """Describe a place as a point, with its verdict for each zone of the page.

    Parameters
    ----------
    place : Place
    answers : sequence of Verdict
        In the order of the zones.
    world : (west, south, east, north), degrees
    said : str, optional
        How the article spells it, if otherwise.
    """
    spelt = f"“{said}” in the article" if said else ""
    about = [part for part in (spelt, place.kind, place.admin1) if part]
    return {
        "name": place.name,
        "native": _native(place),
        "about": ", ".join(about),
        "kind": place.kind,
        "lon": _rolled_longitude(place.lon, world),
        "lat": place.lat,
        "source": ", ".join(source(key).title for key in source_keys(place.source)),
        "answers": [answer_feature(answer) for answer in answers],
        "decides": _deciding(answers) if answers else None,
    }


def _deciding(answers: Sequence[Verdict]) -> int:
    from geo.zones import deciding

    return deciding(answers)


def answer_feature(answer: Verdict) -> dict[str, Any]:
    """Describe a verdict as the page words it."""
    miles = answer.distance_m / METRES_PER_UNIT["mi"]
    return {
        "verdict": answer.verdict,
        "margin": answer.margin_m,
        "short": format_length(answer.distance_m),
        "text": f"{format_length(answer.distance_m)} ({miles:,.1f} mi)",
        "because": answer.because,
    }


def _rolled_longitude(lon: float, world: Window) -> float:
    return round(world[0] + (lon - world[0]) % 360.0, 6)


def shape_feature(
    place: Place, *, answers: Sequence[Verdict], said: str, world: Window
) -> dict[str, Any]:
    """Describe a border or an area that the article names.

    Parameters
    ----------
    place : Place
        Its geometry is of lines or polygons.
    answers : sequence of Verdict
        In the order of the zones.
    said : str
        How the article names it.
    world : (west, south, east, north), degrees
    """
    rolled = roll(unbroken(place.geometry), world)
    west, south, east, north = rolled.bounds
    # Thinned to a few screen pixels at the closest zoom that shows the whole of it.
    rolled = shapely.simplify(rolled, max(east - west, north - south) / 8_000)
    kind = "line" if shapely.get_dimensions(rolled) == 1 else "area"
    return {
        "name": place.name,
        "native": _native(place),
        "about": f"“{said}” in the article",
        "kind": kind,
        "at": [[lat, lon] for lon, lat in roomiest(rolled, 3)] if kind == "area" else [],
        "parts": encode_lines(rolled) if kind == "line" else [],
        "areas": encode_areas(rolled) if kind == "area" else [],
        "source": ", ".join(source(key).title for key in source_keys(place.source)),
        # Of a line or an area the share inside says more than a distance.
        "answers": [{"verdict": "share", "because": answer.because} for answer in answers],
    }


def _native(place: Place) -> str:
    return place.name_local if place.name_local != place.name else ""


def source_keys(text: str) -> tuple[str, ...]:
    """Split a text of several source keys, and drop what is no source of ours."""
    known = {entry.key for entry in sources()}
    return tuple(key for key in re.split(r"[+;,\s]+", text) if key in known)
