"""Containers: whether a place lies in what follows its name, as in "Boca Chica, Texas"."""

from __future__ import annotations

from typing import Final

from geo.borders import country_area, find_country
from geo.gazetteer.name_senses import Sense, senses
from geo.gazetteer.ranking import kilometres
from geo.spelling import fold

__all__ = ["container_is_known", "lies_in", "lies_in_country"]

_COUNTY_KM: Final = 60.0
"""A county is known as a point: what is in it is no further from it."""
_BESIDE_M: Final = 2_000.0
_METRES_PER_DEGREE: Final = 111_000.0


def lies_in_country(sense: Sense, code: str) -> bool:
    """Whether a place is in a country; a crossing is in both, the Golan where it touches.

    Parameters
    ----------
    sense : Sense
    code : str
        ISO 3166-1 alpha-3; empty for anywhere.
    """
    if not code or sense.country:
        return sense.country == code or not code
    place = sense.place()
    reach = max(place.accuracy_m, _BESIDE_M) / _METRES_PER_DEGREE
    return bool(place.geometry.distance(country_area(code)) <= reach)


def _areas_named(container: str) -> list[Sense]:
    return [
        sense
        for sense in senses(fold(container))
        if sense.kind in ("admin1", "admin2", "region", "separation area")
    ]


def container_is_known(container: str) -> bool:
    """Whether anything that can hold a place has this name."""
    return find_country(container) is not None or bool(_areas_named(container))


def lies_in(sense: Sense, container: str) -> bool:
    """Whether a place lies in a country, province, county or region.

    Parameters
    ----------
    sense : Sense
        The place.
    container : str
        The name behind it: "Texas" in "Paris, Texas".
    """
    nation = find_country(container)
    if nation is not None and lies_in_country(sense, nation.code):
        return True
    return any(_is_in(sense, area) for area in _areas_named(container))


def _is_in(sense: Sense, area: Sense) -> bool:
    if area.area:
        import shapely

        return bool(shapely.intersects_xy(area.place().geometry, sense.lon, sense.lat))
    if area.country and area.country != sense.country:
        return False
    if area.kind == "admin1":
        return bool(sense.admin1) and sense.admin1 == area.name
    return kilometres(sense, area) <= (
        _COUNTY_KM if area.kind == "admin2" else area.accuracy_m / 1000.0
    )
