"""Why a verdict is open: the cause, its sentence, and the accuracy of the stretch that decides."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from geodesic_oracle import Oracle

from geo.borders import LinePart, join_lines
from geo.gazetteer import Place
from geo.points import check_frame
from geo.zones import Zone, towns_near, zone
from geo.zones.verdict import Unsure

pytestmark = pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")

EAST = shapely.LineString([(20.0, 50.0), (20.0, 50.6)])
WEST = shapely.LineString([(19.0, 50.0), (19.0, 50.6)])


def _two_stretches(east_m: float, west_m: float, distance: str = "30 km") -> Zone:
    parts = (
        LinePart((), EAST, "place", east_m, "given"),
        LinePart((), WEST, "place", west_m, "given"),
    )
    return zone(join_lines(parts, key="two", name="two stretches"), distance)


def _town(lon: float, lat: float, reach_m: float, kind: str = "city") -> Place:
    return Place("Town", shapely.Point(lon, lat), "", kind, 0, reach_m, "given", "")


@pytest.mark.parametrize(
    ("unsure", "cause"),
    [
        (Unsure(100.0, 500.0, 0.0, True), "extent"),
        (Unsure(100.0, 500.0, 0.0, False), "position"),
        (Unsure(600.0, 500.0, 0.0, True), "line accuracy"),
        (Unsure(100.0, 500.0, 700.0, True), "rounding of the phrase"),
    ],
)
def test_the_largest_unknown_is_the_cause(unsure: Unsure, cause: str) -> None:
    """Of what is not known, the one is told that would have to be known better first."""
    assert unsure.cause == cause


def test_a_town_at_the_edge_says_where_its_centre_is() -> None:
    """A reader learns that the centre is decided and the rest of the town is not."""
    around = zone("50.0,20.0", "10 km")
    for offset, words in ((-0.5, "inside, its edge may be outside"), (0.5, "outside, its edge")):
        lat = 50.0 + (10.0 + offset) / 111.23
        answer = around.check(_town(20.0, lat, 2_000.0))
        assert (answer.verdict, answer.cause) == ("undecided", "extent")
        assert f"Town's centre is {words}" in answer.because
        assert "reaches some 2 km from its centre" in answer.because


def test_a_line_that_may_be_off_says_so() -> None:
    """Where the line is the trouble, the sentence blames the line and not the place."""
    found = _two_stretches(1_000.0, 1_000.0)
    answer = found.check((20.0 + 30.5 / 71.7, 50.3))
    assert (answer.verdict, answer.cause) == ("undecided", "line accuracy")
    assert "the line itself may be off by 1 km here" in answer.because


def test_a_round_distance_says_what_it_may_mean() -> None:
    """A distance of "about 10 km" is open between two distances, and both are told."""
    answer = zone("50.0,20.0", "about 10 km").check((20.0, 50.0 + 9.8 / 111.23))
    assert (answer.verdict, answer.cause) == ("undecided", "rounding of the phrase")
    assert "“about 10 km” may mean anything from 9.5 km to 10.5 km" in answer.because


def test_a_decided_answer_has_no_cause() -> None:
    """Only what is open needs a reason for being so."""
    answer = zone("50.0,20.0", "10 km").check((20.0, 50.01))
    assert (answer.verdict, answer.cause) == ("inside", None)
    assert answer.to_dict()["cause"] is None


def test_the_stretch_that_decides_lends_its_accuracy() -> None:
    """A town by a well known stretch owes nothing to a bad one, unless that one could reach it."""
    found = _two_stretches(50.0, 5_000.0)
    rng = np.random.default_rng(20)
    oracles = (Oracle.of(EAST), 50.0), (Oracle.of(WEST), 5_000.0)
    verdicts = set()
    for lon, lat in zip(rng.uniform(18.3, 20.7, 60), rng.uniform(50.0, 50.6, 60), strict=True):
        least = min(oracle.distance_m(lon, lat) - off for oracle, off in oracles)
        most = min(oracle.distance_m(lon, lat) + off for oracle, off in oracles)
        expected = "inside" if most < 30_000 else "outside" if least > 30_000 else "undecided"
        assert found.check((lon, lat)).verdict == expected, (lon, lat)
        verdicts.add(expected)
    assert verdicts == {"inside", "outside", "undecided"}


def test_a_file_of_points_gets_the_same_verdicts() -> None:
    """Millions of points are judged as one is: by the stretch that decides."""
    pd = pytest.importorskip("pandas")
    found = _two_stretches(50.0, 5_000.0)
    rng = np.random.default_rng(21)
    table = pd.DataFrame({"lon": rng.uniform(18.3, 20.7, 300), "lat": rng.uniform(50.0, 50.6, 300)})
    checked = check_frame(found, table, verdict=True)
    for lon, lat, verdict in zip(checked.lon, checked.lat, checked.verdict, strict=True):
        assert found.check((lon, lat)).verdict == verdict, (lon, lat)


def test_towns_near_a_zone_are_the_check_s() -> None:
    """A list of towns tells the cause that a check of each tells, also for a rough distance."""
    found = zone("BLR-POL", "about 30 km")
    towns = towns_near(found, 40_000.0, population=5_000)
    open_ = [town for town in towns if town.verdict == "undecided"]
    assert open_
    for town in towns:
        answer = found.check(town.place)
        assert (answer.verdict, answer.cause) == (town.verdict, town.cause), town.place.name
