"""What the index of place names is made from: countries, regions, crossings and towns.

Regions of several countries ("Middle East", "Sahel") have no outline in any source, only a point
in the middle, and a point that answers for half a continent misleads: they are kept apart, as
`vague`, for the reader of articles, who says where "Europe" is roughly and never checks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from geo.borders import countries
from geo.gazetteer.disputed_land import drawn_in
from geo.gazetteer.districts import districts
from geo.gazetteer.provinces import province_codes, province_reach_m
from geo.gazetteer.record import (
    Toponym,
    alpha3_of,
    country_records,
    csv_rows,
    geonames_json,
    listed,
    local_name,
    magnitude,
    spellings,
)
from geo.gazetteer.region_records import country_points, country_spellings
from geo.gazetteer.regions import province_name, regions
from geo.gazetteer.town_extent import city_radius_m, rounding_m
from geo.gazetteer.wide_names import vague
from geo.sources import table
from geo.spelling import fold, is_latin

__all__ = ["toponyms", "vague"]

CITIES: Final = "geonames"

_COUNTRY_WEIGHT: Final = 20.0
_CAPITAL_WEIGHT: Final = 1.0
_CROSSING_WEIGHT: Final = 4.0


def _countries() -> Iterator[Toponym]:
    foreign, points = country_spellings(), country_points()
    stored = {row["code"]: row for row in table("countries.parquet")}
    for entry in countries():
        row = stored.get(entry.code)
        if row is None:
            continue
        lon, lat = points.get(entry.alpha2) or _inside_largest(row["geometry"])
        population = int(country_records().get(entry.alpha2, {}).get("population", 0))
        # Latin spellings of other languages name towns elsewhere too; the curated ones suffice.
        other_scripts = [name for name in foreign.get(entry.alpha2, ()) if not is_latin(name)]
        yield Toponym(
            name=entry.name,
            name_local=entry.local,
            lon=lon,
            lat=lat,
            country=entry.code,
            kind="country",
            population=population,
            accuracy_m=float(row["accuracy_m"]),
            source=str(row["source"]).split(";")[0],
            source_id=entry.code,
            admin1="",
            area=f"countries.parquet:{entry.code}",
            weight=_COUNTRY_WEIGHT + magnitude(population) / 10,
            others=(*entry.aliases, *other_scripts),
        )


def _inside_largest(outline: bytes) -> tuple[float, float]:
    import shapely

    parts = shapely.get_parts(shapely.from_wkb(outline))
    point = max(parts, key=lambda part: float(part.area)).representative_point()
    return float(point.x), float(point.y)


def _crossings() -> Iterator[Toponym]:
    for row in csv_rows("crossings.csv"):
        others = listed(row["aliases"])
        yield Toponym(
            name=row["name"],
            name_local=next((name for name in others if not is_latin(name)), ""),
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            country="",
            kind="crossing",
            population=0,
            accuracy_m=float(row["accuracy_m"]),
            source=row["source"],
            source_id=row["key"],
            admin1="",
            area="",
            weight=_CROSSING_WEIGHT,
            others=others,
        )


def _cities(
    records: list[dict[str, Any]], provinces: dict[tuple[str, str], str]
) -> Iterator[Toponym]:
    capitals = {(alpha2, fold(record["capital"])) for alpha2, record in country_records().items()}
    alpha3 = alpha3_of()
    claimed = drawn_in(
        [float(record["longitude"]) for record in records],
        [float(record["latitude"]) for record in records],
    )
    for number, record in enumerate(records):
        name, alpha2, population = record["name"], record["countrycode"], int(record["population"])
        others = spellings(record["alternatenames"])
        capital = (alpha2, fold(name)) in capitals
        lon, lat = float(record["longitude"]), float(record["latitude"])
        country = claimed.get(number) or alpha3.get(alpha2, "")
        yield Toponym(
            name=name,
            name_local=local_name(name, others, alpha2),
            lon=lon,
            lat=lat,
            country=country,
            kind="city",
            population=population,
            accuracy_m=round(city_radius_m(population, country) + rounding_m(lon, lat)),
            source=CITIES,
            source_id=str(record["geonameid"]),
            admin1=provinces.get((alpha2, record["admin1code"]), ""),
            area="",
            weight=magnitude(population) + _CAPITAL_WEIGHT * capital,
            others=others,
        )


def toponyms() -> Iterator[Toponym]:
    """Every place that the shipped and packaged data name, one after another.

    Yields
    ------
    Toponym
    """
    yield from _countries()
    towns = list(geonames_json("cities500.json").values())
    codes = province_codes(towns)
    provinces = {code: province_name(number) for code, number in codes.items()}
    yield from regions(province_reach_m(towns, codes))
    yield from districts(towns, provinces)
    yield from _crossings()
    yield from _cities(towns, provinces)
