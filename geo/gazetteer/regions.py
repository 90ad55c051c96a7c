"""Regions, provinces and areas: what lies between a town and a country.

Three sources overlap here: the outlines of the shipped areas, the provinces of the world as points,
and GeoNames' regions and provinces with their many spellings. One province is one entry.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from geo.errors import BadData
from geo.gazetteer.disputed_land import area_rows
from geo.gazetteer.provinces import METRES_PER_DEGREE, SMALLEST_REACH_M
from geo.gazetteer.record import (
    Toponym,
    alpha2_of,
    alpha3_of,
    csv_rows,
    listed,
    local_name,
    magnitude,
)
from geo.gazetteer.region_records import REGIONS, RegionRecord, region_records
from geo.sources import table
from geo.spelling import fold

__all__ = ["province_name", "regions"]

REGION_ACCURACY_M: Final = 200_000.0
"""Of a region that is known as a point only: it may reach that far."""

PROVINCE_ACCURACY_M: Final = 150_000.0
"""Of a province that is known as a point only, where nothing tells how far it reaches."""

_NEIGHBOURS: Final = 3
_BEYOND_NEIGHBOURS: Final = 1.5
"""A province without towns of its own may reach so many times as far as the point of its third
nearest neighbour: of 1,477 provinces whose towns are known, 95 in 100 reach less far."""


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


def _near(region: RegionRecord, row: dict[str, Any]) -> bool:
    """Say whether two points may lie in one province: some 450 km at most."""
    across = (region.lon - row["lon"] + 180.0) % 360.0 - 180.0
    return math.hypot(across * math.cos(math.radians(region.lat)), region.lat - row["lat"]) < 4.0


class _Merged(NamedTuple):
    rows: list[dict[str, Any]]
    """Outlined areas and provinces of the world, with the spellings of the same at GeoNames."""
    alone: dict[str, RegionRecord]
    """Regions of GeoNames that are none of these, by number."""
    name_of: dict[str, str]
    """What each province of GeoNames is called here, by number."""


def _names_of(rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {
        (row["country"], fold(name))
        for row in rows
        for name in (row["name"], *listed(row["aliases"]))
    }


# Three steps of the index's making go through it, and it takes a second to make.
@cache
def _merged() -> _Merged:
    rows = _outlined()
    plain_rows = csv_rows("admin1.csv")
    provinces = {(row["country"], fold(row["name"])) for row in plain_rows}
    rows += area_rows({name for _, name in _names_of(rows)}, provinces)
    known = _names_of(rows)
    for plain in plain_rows:
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
    for number, region in region_records().items():
        if region.kind not in ("admin1", "region") or not region.alpha2:
            continue
        same = _same(region, by_key)
        if same is not None:
            same["others"] += [region.name, *region.others]
            same.setdefault("number", number)
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
    region: RegionRecord, by_key: dict[tuple[str, str], list[dict[str, Any]]]
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


def _reach_among_neighbours(rows: list[dict[str, Any]]) -> dict[str, float]:
    """How far each province may reach, judged by the points of its neighbours; metres, by key."""
    import numpy as np

    by_country: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["kind"] == "admin1":
            by_country.setdefault(row["country"], []).append(row)
    found = {}
    for provinces in by_country.values():
        if len(provinces) <= _NEIGHBOURS:
            continue
        lon, lat = (np.array([row[axis] for row in provinces]) for axis in ("lon", "lat"))
        across = (lon - lon[:, None] + 180.0) % 360.0 - 180.0
        across *= np.cos(np.radians((lat + lat[:, None]) / 2.0))
        metres = METRES_PER_DEGREE * np.hypot(across, lat - lat[:, None])
        third = np.partition(metres, _NEIGHBOURS, axis=1)[:, _NEIGHBOURS]
        for row, neighbour in zip(provinces, third.tolist(), strict=True):
            found[row["key"]] = max(SMALLEST_REACH_M, round(_BEYOND_NEIGHBOURS * neighbour, -3))
    return found


def province_name(number: str) -> str:
    """What a province of GeoNames is called here, by its number there."""
    return _merged().name_of[number]


def regions(reach_m: dict[str, float]) -> Iterator[Toponym]:
    """Every area, province and region of one country.

    Parameters
    ----------
    reach_m : dict of str to float, metres
        How far a province reaches from its point, by its number at GeoNames.

    Yields
    ------
    Toponym
    """
    merged = _merged()
    among_neighbours = _reach_among_neighbours(merged.rows)
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
            accuracy_m=float(
                row["accuracy_m"]
                if row["area"]
                else reach_m.get(
                    row.get("number", ""), among_neighbours.get(row["key"], row["accuracy_m"])
                )
            ),
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
            accuracy_m=reach_m.get(number, PROVINCE_ACCURACY_M if province else REGION_ACCURACY_M),
            source=REGIONS,
            source_id=number,
            admin1="",
            area="",
            weight=magnitude(region.population or 10_000) - (0.8 if province else 1.0),
            others=[region.name, *region.others],
        )
