"""How far a town reaches from its point, by its people and its country.

A gazetteer gives a town as a point, and a town is not one. Where no outline is at hand, its reach
is foretold by a law that was fitted to the footprints of 5,290 towns of 200 countries as the
population grid LandScan shows them (`data/build/town_extents.py`):

    reach = `TYPICAL_M` * (people / 1000) ** `EXPONENT` * spread of the country

It is the radius of the circle that has the area of the town's footprint: the cells that are densely
lived in and hang together, without the suburbs that the gazetteer has as towns of their own. Laid
round the town's point, such a circle holds two thirds of the built-up land (in the median 67 %, of
1,110 cities that Natural Earth outlines, and 49 to 83 % of eight in ten), and more of the people,
who live denser in the middle. Of towns
held out of the fit, the footprint's radius is between 0.79 and 1.34 times the law's for six in ten,
and the median is 1.02 times.

What it replaced took 2,800 people for each km² everywhere, the density of the least dense cities:
it made the reach of Aleppo 15.4 km and that of Pristina 7.9; their footprints have radii of 8.0 and
3.6 km, and the law says 9.7 and 5.8 for as many people as the gazetteer gives them.
"""

from __future__ import annotations

import csv
import math
from functools import cache
from typing import Final

from geo.sources import data_file

__all__ = ["EXPONENT", "SMALLEST_M", "TYPICAL_M", "UNKNOWN_M", "city_radius_m", "rounding_m"]

TYPICAL_M: Final = 480.0
"""Radius of a town of a thousand people in the typical country, metres."""

EXPONENT: Final = 0.40
"""Power of the population by which the radius grows; 0.5 would be towns as dense as villages."""

SMALLEST_M: Final = 500.0
"""Reach of the smallest village, metres: half of the points of towns under 5,000 people lie within
570 m of the middle of the footprint, so a smaller radius would only seem exact."""

UNKNOWN_M: Final = 1_000.0
"""Reach where the population is not recorded, metres: that of a town of 6,000 people."""

_MINUTE: Final = 1.0 / 60.0
_MINUTE_M: Final = 1_861.6  # of latitude near the poles, where it is longest
# Coordinates come with five decimals: a whole minute is off by the rounding of the last.
_WHOLE: Final = 1.1e-5


@cache
def _spreads() -> dict[str, float]:
    with data_file("town_spread.csv").open(encoding="utf-8", newline="") as stream:
        return {row["country"]: float(row["spread"]) for row in csv.DictReader(stream)}


def city_radius_m(population: int, country: str = "") -> float:
    """Radius from a town's point within which about two thirds of its built-up land lie.

    Parameters
    ----------
    population : int
        Inhabitants; 0 if unknown.
    country : str
        ISO 3166-1 alpha-3; the typical country if empty or not measured.

    Returns
    -------
    float, metres
        The median for towns of as many people, at least `SMALLEST_M`; `UNKNOWN_M` for 0.

    Examples
    --------
    >>> [round(city_radius_m(people)) for people in (0, 500, 20_000, 550_000, 2_098_210)]
    [1000, 500, 1591, 5989, 10232]
    >>> [round(city_radius_m(100_000, code)) for code in ("SYR", "USA")]
    [2877, 5875]
    """
    if population <= 0:
        return UNKNOWN_M
    spread = _spreads().get(country, 1.0)
    thousands = population / 1000.0
    return max(SMALLEST_M, TYPICAL_M * math.pow(thousands, EXPONENT) * spread)


def rounding_m(lon: float, lat: float) -> float:
    """How far a recorded point may be off because it is given in whole minutes of arc.

    Parameters
    ----------
    lon, lat : float, degrees

    Returns
    -------
    float, metres
        Half a minute's diagonal if both are whole minutes, as with a quarter of the German places
        of GeoNames; else 0. By chance that happens to one point in a hundred thousand.

    Examples
    --------
    >>> round(rounding_m(8.53333, 49.61667)), rounding_m(8.53333, 49.61012)
    (1109, 0.0)
    """
    if any(abs(value - round(value / _MINUTE) * _MINUTE) > _WHOLE for value in (lon, lat)):
        return 0.0
    return _MINUTE_M / 2 * math.hypot(1.0, math.cos(math.radians(lat)))
