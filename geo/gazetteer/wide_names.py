"""Continents, seas, rivers, ranges and regions of several countries: a point and no outline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geo.gazetteer.record import Toponym, csv_rows, listed
from geo.gazetteer.region_records import REGIONS, region_records

__all__ = ["vague"]

CONTINENT_ACCURACY_M: Final = 3_500_000.0
WIDE_ACCURACY_M: Final = 1_500_000.0
"""Of regions of several countries."""


def vague() -> Iterator[Toponym]:
    """Continents, regions of several countries, seas, rivers, ranges: a point and no outline.

    Yields
    ------
    Toponym
        Of kind ``"continent"``, ``"wide region"``, ``"sea"``, ``"river"`` and so on.
    """
    for number, entry in region_records().items():
        if entry.kind == "continent" or (entry.kind == "region" and not entry.alpha2):
            continent = entry.kind == "continent"
            yield _wide(
                entry.name,
                lon=entry.lon,
                lat=entry.lat,
                kind="continent" if continent else "wide region",
                accuracy_m=CONTINENT_ACCURACY_M if continent else WIDE_ACCURACY_M,
                source=REGIONS,
                source_id=number,
                others=entry.others,
            )
    for row in csv_rows("nature.csv"):
        yield _wide(
            row["name"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            kind="wide region" if row["kind"] == "region" else row["kind"],
            accuracy_m=float(row["accuracy_m"]),
            source=row["source"],
            source_id=f"nature:{row['name']}",
            others=listed(row["aliases"]),
        )


def _wide(
    name: str,
    *,
    lon: float,
    lat: float,
    kind: str,
    accuracy_m: float,
    source: str,
    source_id: str,
    others: list[str],
) -> Toponym:
    return Toponym(
        name=name,
        name_local="",
        lon=lon,
        lat=lat,
        country="",
        kind=kind,
        population=0,
        accuracy_m=accuracy_m,
        source=source,
        source_id=source_id,
        admin1="",
        area="",
        weight=0.0,
        others=others,
    )
