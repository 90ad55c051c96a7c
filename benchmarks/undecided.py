"""How many towns a zone leaves undecided, and why.

``python benchmarks/undecided.py`` prints a table and writes ``benchmarks/results/undecided.csv``.

Two sets of the gazetteer's towns for each zone. *Near* are those whose centre lies within twice the
distance of the line, *box* those in the bounding box of the zone; where the zone is clipped, only
those recorded in its countries. A share of *near* cannot be small where the distance is: with 3 km
and villages that reach 0.5 km from their centres, a sixth of all centres within 6 km lie where the
edge cuts through the village, however well the line is known.
"""

from __future__ import annotations

import csv
import warnings
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import geo
from geo.errors import DisputedBorder
from geo.zones import Town, Zone, towns_near

RESULTS = Path(__file__).parent / "results" / "undecided.csv"

ZONES = (
    ("Israel's northern border, 100 km, Syria", "Israel's northern border", "100 km", "Syria"),
    ("Syria–Turkey, 30 km, Syria", "Syria-Turkey border", "30 km", "Syria"),
    ("Russia–Ukraine, 20 km", "RUS-UKR", "20 km", None),
    ("North–South Korea, 5 km", "KOR-PRK", "5 km", None),
    ("Poland–Belarus, 3 km", "BLR-POL", "3 km", None),
)

CAUSES = ("line choice", "extent", "line accuracy", "whose land")


def _in_countries(zone: Zone, towns: Sequence[Town]) -> list[Town]:
    codes = zone.within
    return [town for town in towns if codes is None or town.place.country in codes]


def _in_box(zone: Zone, towns: Sequence[Town]) -> list[Town]:
    west, south, east, north = zone.outer.bounds
    return [t for t in towns if west <= t.place.lon <= east and south <= t.place.lat <= north]


def _row(name: str, chosen: str, towns: Sequence[Town]) -> dict[str, str]:
    verdicts = Counter(town.verdict for town in towns)
    causes = Counter(town.cause for town in towns if town.cause)
    open_ = verdicts["undecided"]
    share = open_ / len(towns) if towns else 0.0
    row = {"zone": name, "towns": chosen, "number": str(len(towns))}
    row |= {verdict: str(verdicts[verdict]) for verdict in ("inside", "outside", "undecided")}
    row |= {"share": f"{share:.1%}"}
    return row | {cause: str(causes[cause]) for cause in CAUSES}


def main() -> None:
    """Count, print and write."""
    warnings.simplefilter("ignore", DisputedBorder)
    rows = []
    for name, reference, distance, within in ZONES:
        zone = geo.zone(reference, distance, within=within)
        reach = float(zone.distance_m)
        rows.append(_row(name, "near", _in_countries(zone, towns_near(zone, 2 * reach))))
        # The box of a bent border reaches far beyond the zone.
        wide = _in_countries(zone, towns_near(zone, 2 * reach + 1_000_000))
        rows.append(_row(name, "box", _in_box(zone, wide)))
    for row in rows:
        print("  ".join(row.values()))
    with RESULTS.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
