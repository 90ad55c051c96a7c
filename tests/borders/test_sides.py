"""The sides of a country, held against a table judged by the map.

The table, `sides.csv`, was written from a political map before the rule was, by one question for
each country and each of four winds: which neighbours would a newspaper reader name here, and which
part of the border? `all`: the whole border belongs there. `part`: a stretch does. `maybe`: readers
differ. `inside`, `outside`: a neighbour with the latitude and longitude of a place; the nearest
point of that border must, or must not, belong to the side. A side without a name has no border.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
import shapely
import shapely.ops
from shapely.geometry.base import BaseGeometry

from geo.borders import border, border_side, line, neighbours_of
from geo.borders.outlook import stretches
from geo.borders.sides import SIDES
from geo.errors import BorderNotFound
from geo.geodesy import length_m

pytestmark = pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")

with (Path(__file__).parent / "sides.csv").open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream))
COUNTRIES = sorted({row["country"] for row in ROWS})
KEPT_APART = COUNTRIES[2::5]
"""Countries that no figure of the rule was fitted to."""

KNOWN_OFF = {
    *("ARM south", "ARM west", "AUT west", "BGR east", "BRA south", "CHN west", "CMR west"),
    *("COL north", "EGY east", "ESP east", "FRA east", "GRC north", "ISR north", "KGZ south"),
    *("LBY north", "MEX east", "NGA east", "NGA south", "NPL east", "PAK north", "PAK west"),
    *("PAN south", "SAU south", "TLS south", "TUR west", "UKR west", "VNM east"),
}
"""Sides that the rule and the table see otherwise; `docs/whose-line.md` tells of them.

ISR north is one for the stretch alone: the named line replaces it.
"""


@cache
def _whole(a: str, b: str) -> BaseGeometry:
    return border(a, b).geometry


def _differences(row: dict[str, str]) -> list[str]:
    code = row["country"]
    found = {
        other: _whole(code, other) if stretch is None else stretch
        for other, stretch in stretches(code, row["side"]).items()
    }
    whole, part, maybe = (row[column].split() for column in ("all", "part", "maybe"))
    off = [f"{other} is missing" for other in (*whole, *part) if other not in found]
    off += [f"{other} is too much" for other in found if other not in (*whole, *part, *maybe)]
    for other in whole:
        if other in found and found[other].length < 0.7 * _whole(code, other).length:
            off.append(f"only a part of {other}")
    for column in ("inside", "outside"):
        for place in filter(None, row[column].split(";")):
            other, lat, lon = place.split()
            point = shapely.Point(float(lon), float(lat))
            on_it, _ = shapely.ops.nearest_points(_whole(code, other), point)
            taken = other in found and shapely.distance(found[other], on_it) < 1e-3
            if taken != (column == "inside"):
                off.append(f"{other} at {lat},{lon} is not {column}")
    return off


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_side_is_what_a_reader_of_the_map_would_name(code: str) -> None:
    """Neighbours, stretches and where they end are those of the table, or the side is listed."""
    off = {
        f"{code} {row['side']}": differences
        for row in ROWS
        if row["country"] == code and (differences := _differences(row))
    }
    assert set(off) == {side for side in KNOWN_OFF if side.startswith(code)}, off


def test_the_agreement_is_what_the_documentation_says() -> None:
    """92 % of all sides agree, and 91 % of those of countries that were kept apart: as many."""
    apart = [side for side in KNOWN_OFF if side.split()[0] in KEPT_APART]
    assert (len(COUNTRIES), len(ROWS), len(KEPT_APART)) == (86, 344, 17)
    assert (len(KNOWN_OFF), len(apart)) == (27, 6)


@pytest.mark.parametrize(
    ("country", "side", "has", "lacks"),
    [
        ("India", "east", "BGD MMR", "PAK NPL"),
        ("Pakistan", "west", "AFG IRN", "IND CHN"),
        ("Armenia", "east", "AZE", "IRN TUR GEO"),
        ("Azerbaijan", "west", "ARM TUR", "RUS"),
        ("Laos", "north", "CHN MMR VNM", "KHM"),
        ("Russia", "south", "CHN GEO KAZ MNG", "EST LTU LVA POL"),
        ("Iraq", "north", "TUR", "SYR SAU"),
        ("Turkey", "south-east", "IRN IRQ SYR", "GRC BGR"),
        ("Myanmar", "north-west", "IND", "THA LAO"),
        ("Ukraine", "north-east", "RUS", "POL MDA"),
    ],
)
def test_a_side_has_its_neighbours_and_no_others(
    country: str, side: str, has: str, lacks: str
) -> None:
    """Sides that used to be wrong are right, of four winds and of eight."""
    sides = set(border_side(country, side).sides)
    assert set(has.split()) <= sides
    assert not set(lacks.split()) & sides


def test_a_border_is_cut_where_it_turns() -> None:
    """Mongolia's border with China gives three stretches, none of them the whole, on the line."""
    whole = border("MNG", "CHN").geometry
    for side in ("west", "south", "east"):
        [part] = [part for part in border_side("MNG", side).parts if "CHN" in part.pair]
        assert 0.1 < length_m(part.geometry) / length_m(whole) < 0.9
        assert shapely.difference(part.geometry, whole).length < 1e-9


def test_a_side_says_which_neighbours_it_took() -> None:
    """The note names every neighbour with the length of its stretch, of which whole if cut."""
    found = border_side("Poland", "east")
    assert found.note.startswith("Poland's eastern border: Ukraine, 5")
    assert all(name in found.note for name in ("Ukraine", "Belarus", "Lithuania"))
    assert " of " not in found.note
    assert "Azerbaijan, 680 km of 928 km" in border_side("Armenia", "east").note


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("code", ["ISR", "TUR", "ARM", "USA", "PRT"])
def test_the_key_of_a_side_leads_back_to_it(code: str, side: str) -> None:
    """What a claim keeps of a side is its key, and the key gives the same line again."""
    try:
        found = border_side(code, side)
    except BorderNotFound:
        assert not stretches(code, side)
        return
    again = line(found.key)
    assert again.pairs == found.pairs
    assert shapely.equals_exact(again.geometry, found.geometry)


def test_a_side_without_a_border_is_refused_with_those_that_have() -> None:
    """An island, a coast and a word that is no side each have their own sentence."""
    with pytest.raises(BorderNotFound, match="Iceland has no land border"):
        border_side("Iceland", "north")
    with pytest.raises(BorderNotFound, match="no land border on its northern side; it has"):
        border_side("Denmark", "north")
    with pytest.raises(BorderNotFound, match=r"upper.*north-west"):
        border_side("Denmark", "upper")


def test_a_country_with_one_neighbour_has_no_border_all_around() -> None:
    """South Korea's one border is northern; none is eastern, southern or western."""
    assert neighbours_of("KOR") == ("PRK",)
    assert border_side("South Korea", "north").key == "KOR-PRK"
    for side in ("east", "south", "west"):
        with pytest.raises(BorderNotFound):
            border_side("South Korea", side)
