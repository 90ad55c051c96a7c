"""A line's name means its stretch: length and points against public record (stretches.csv)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import shapely
from pyproj import Geod

from geo.borders import find_border, find_stretch, stretches, undrawn_lines
from geo.errors import LineNotFound
from geo.sources import sources
from geo.zones import zone

pytestmark = pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")

GEOD = Geod(ellps="WGS84")
RECORD = {
    row["key"]: row
    for row in csv.DictReader(
        (Path(__file__).parent / "stretches.csv").open(encoding="utf-8", newline="")
    )
}


def _away_km(line: shapely.Geometry, lon: float, lat: float) -> float:
    """Distance to the nearest vertex of a densified line: within 0.2 km of the true one."""
    at = shapely.get_coordinates(shapely.segmentize(line, 0.003))
    metres = GEOD.inv(at[:, 0], at[:, 1], [lon] * len(at), [lat] * len(at))[2]
    return float(min(metres)) / 1000


@pytest.mark.parametrize("line", stretches(), ids=lambda line: line.key)
def test_a_stretch_has_its_length_and_its_points(line) -> None:
    """Length within the record's bounds, two points near it, and one of its border far from it."""
    row = RECORD[line.key]
    length = GEOD.geometry_length(line.geometry) / 1000
    assert float(row["low_km"]) <= length <= float(row["high_km"]), row["source"]
    near = float(row["near_km"])
    for lon, lat in ((row["lon_1"], row["lat_1"]), (row["lon_2"], row["lat_2"])):
        assert _away_km(line.geometry, float(lon), float(lat)) <= near, row["source"]
    assert _away_km(line.geometry, float(row["far_lon"]), float(row["far_lat"])) > 20


def test_every_stretch_is_on_record_with_citation_and_source() -> None:
    """None is shipped without a length to hold it to, a citation and a known source."""
    assert {line.key for line in stretches()} == set(RECORD)
    known = {source.key for source in sources()}
    for line in stretches():
        assert "Source: " in line.note
        assert set(line.sources) <= known
        assert line.accuracy_m > 0


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("Line of Control", "line-of-control"),
        ("the Line of Control in Kashmir", "line-of-control"),
        ("LoC", "line-of-control"),
        ("McMahon Line", "mcmahon-line"),
        ("Line of Actual Control", "line-of-actual-control"),
        ("western sector of the Line of Actual Control", "lac-western"),
        ("Radcliffe Line", "radcliffe-line"),
        ("Military Demarcation Line", "military-demarcation-line"),
        ("Durand Line", "durand-line"),
        ("Attila Line", "cyprus-green-line"),
        ("Green Line in Cyprus", "cyprus-green-line"),
        ("Israel's Green Line", "green-line-1949"),
        ("Gaza's border with Israel", "gaza-israel"),
        ("Israel's border with Gaza", "gaza-israel"),
        ("the border between the Gaza Strip and Egypt", "gaza-egypt"),
        ("West Bank–Jordan border", "west-bank-jordan"),
        ("the Israel–West Bank border", "green-line-1949"),
        ("Kaliningrad's border with Poland", "kaliningrad-poland"),
        ("Lithuania-Kaliningrad border", "kaliningrad-lithuania"),
        ("Ceuta's border with Morocco", "ceuta-morocco"),
        ("Moroccan border with Melilla", "melilla-morocco"),
        ("Nakhchivan–Iran border", "nakhchivan-iran"),
        ("the border between Nakhchivan and Turkey", "nakhchivan-turkey"),
        ("the border between Northern Ireland and Ireland", "northern-ireland-ireland"),
        ("Northern Ireland–Republic of Ireland border", "northern-ireland-ireland"),
        ("the Irish border", "northern-ireland-ireland"),
        ("the Ceuta border", "ceuta-morocco"),
        ("Crimea's border with Kherson", "crimea-kherson"),
        ("Abkhazia–Russia border", "abkhazia-russia"),
        ("Transnistria's border with Moldova", "transnistria-moldova"),
        ("border of Northern Cyprus", "cyprus-green-line"),
        ("gaza-israel", "gaza-israel"),
    ],
)
def test_a_name_means_its_stretch_and_not_the_whole_border(phrase: str, key: str) -> None:
    """Proper names, keys and pairs of lands lead to the stretch, at the door of all borders."""
    found = find_border(phrase)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    ("phrase", "keys"),
    [
        ("Green Line", ("cyprus-green-line", "green-line-1949")),
        ("the Gaza border", ("gaza-israel", "gaza-egypt")),
        ("Gaza's border", ("gaza-israel", "gaza-egypt")),
        ("Kaliningrad border", ("kaliningrad-poland", "kaliningrad-lithuania")),
        ("Transnistria's border", ("transnistria-moldova", "transnistria-ukraine")),
        ("Abkhaz border", ("abkhazia-georgia", "abkhazia-russia")),
    ],
)
def test_a_name_of_two_senses_asks_which(phrase: str, keys: tuple[str, ...]) -> None:
    """Both keys are in the message, and the shell ends with 3."""
    with pytest.raises(LineNotFound) as caught:
        find_stretch(phrase)
    assert all(key in str(caught.value) for key in keys)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    "phrase",
    [
        "Curzon Line",
        "the Purple Line",
        "Donbas line of contact",
        "the line of contact",
        "the front line",
        "Suwałki Gap",
        "Suwalki Corridor",
        "Philadelphi Corridor",
        "Western Sahara berm",
        "South Ossetia",
        "South Ossetia's border with Georgia",
        "the border between Nagorno-Karabakh and Armenia",
        "line of contact in Idlib",
        "38th parallel",
        "West Bank barrier",
    ],
)
def test_a_line_that_nobody_draws_is_refused_with_a_way_out(phrase: str) -> None:
    """The message says that the line is known, not drawn, and how to bring one's own."""
    with pytest.raises(LineNotFound, match=r"not drawn here.*GeoJSON"):
        find_border(phrase)


@pytest.mark.parametrize(
    "phrase",
    ["Line of Contral", "Mac Line", "Greenland", "Damascus", "Syria-Lebanon border", "", "line"],
)
def test_what_is_near_a_name_is_no_name(phrase: str) -> None:
    """Nothing is matched by likeness: other text is left to others."""
    assert find_stretch(phrase) is None


def test_undrawn_lines_point_only_to_lines_that_exist() -> None:
    """The line named instead is a stretch, a named line, or a border of the data."""
    for line in undrawn_lines():
        if line.instead:
            assert find_border(line.instead) is not None, line
        assert line.what


def test_a_zone_is_drawn_from_the_stretch_alone() -> None:
    """Twelve kilometres from the Line of Control is nowhere near Wagah, but reaches Poonch."""
    made = zone("Line of Control", "12 km")
    assert made.contains(74.05, 33.77)
    assert not made.contains(74.57, 31.60)
    gaza = zone("Gaza's border with Israel", "1 km")
    assert not gaza.contains(35.0, 31.36)


def test_a_contact_line_is_a_line_of_contact() -> None:
    """Both wordings name one line that no source draws."""
    for wording in ("Donbas contact line", "contact line in Donbas", "Donbas line of contact"):
        with pytest.raises(LineNotFound, match="Donbas line of contact is known but not drawn"):
            find_stretch(wording)
