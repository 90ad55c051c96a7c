"""Promises of distances from a few points to each of several lines at once."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from geodesic_oracle import Line, Oracle, distance_m
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo.borders import named_line
from geo.errors import BadCoordinate, BadGeometry
from geo.geodesy import Polylines, SeveralLines
from geo.references import polylines

_SHARED: Line = ([178.5, 179.6, -179.2], [64.0, 65.5, 66.0])
LINES: tuple[list[Line], ...] = (
    # Two that share a stretch over the antimeridian, one round the pole, one that is a point.
    [_SHARED, ([-179.2, -176.0], [66.0, 66.5])],
    [_SHARED, ([-179.2, -178.0, -177.5], [66.0, 63.0, 64.0])],
    [([-120.0, 0.0, 120.0, -120.0], [88.5, 88.9, 88.2, 88.5])],
    [([179.0], [64.7])],
)
ORACLES = [Oracle(each) for each in LINES]
TOGETHER = SeveralLines.of([Polylines.of(each) for each in LINES])


def test_a_shared_segment_is_held_once() -> None:
    """What two lines have in common is looked at once, and belongs to both."""
    own = [Polylines.of(each).lon.size for each in LINES]
    shared = Polylines.of([_SHARED]).lon.size
    assert TOGETHER.segments.lon.size == sum(own) - shared
    assert [each.size for each in TOGETHER.of_line] == own
    assert np.intersect1d(*TOGETHER.of_line[:2]).size == shared


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-180, 360, width=32), st.floats(-90, 90, width=32)),
        min_size=1,
        max_size=5,
    )
)
@example([(0.0, 90.0), (0.0, -90.0), (179.6, 65.5), (179.0, 64.7), (180.0, 65.7)])
@example([(-1.0, -65.0), (358.5, -64.0)])
def test_every_distance_is_within_a_millimetre(points: list[tuple[float, float]]) -> None:
    """From any point to each line as GeographicLib has it, over the antimeridian and the pole."""
    lon, lat = (np.array(axis) for axis in zip(*points, strict=True))
    metres, at_lon, at_lat = TOGETHER.nearest(lon, lat)
    assert metres.shape == at_lon.shape == at_lat.shape == (len(LINES), len(points))
    for number, oracle in enumerate(ORACLES):
        for i, (x, y) in enumerate(points):
            true = oracle.distance_m(x, y)
            # Beyond a quarter of the globe the promise ends, and the answer is still close.
            assert metres[number, i] == pytest.approx(true, abs=1e-3 if true < 9.9e6 else 50.0)
            foot = float(at_lon[number, i]), float(at_lat[number, i])
            assert distance_m(x, y, *foot) == pytest.approx(metres[number, i], abs=1e-3)
            assert oracle.distance_m(*foot) < 1e-3


def test_a_far_point_beside_a_near_one_changes_nothing() -> None:
    """The rounding that a far point brings into its batch costs no exactness of the others."""
    near = [(179.0, 64.8), (-177.9, 63.1)]
    far = [(0.0, -64.0), (20.0, -80.0), (-60.0, 0.0)]
    lon, lat = np.array(near + far).T
    together = TOGETHER.nearest(lon, lat)[0]
    for i, (x, y) in enumerate(near + far):
        assert together[:, i] == pytest.approx(TOGETHER.nearest([x], [y])[0][:, 0], abs=1e-6)


def test_many_points_go_through_in_parts() -> None:
    """More points than are taken at once are all answered, as the search trees answer."""
    keys = ("ceasefire-1974", "bravo-1974", "pre-1967")
    lines = [polylines(named_line(key))[0] for key in keys]
    random = np.random.default_rng(5)
    lon, lat = random.uniform((34.5, 32.0), (38.5, 35.0), (300, 2)).T
    metres, at_lon, at_lat = SeveralLines.of(lines).nearest(lon, lat)
    for number, line in enumerate(lines):
        line.build_trees()
        theirs = line.nearest(lon, lat)
        assert np.abs(metres[number] - theirs[0]).max() < 1e-5
        feet = [shapely.Point(*xy) for xy in zip(at_lon[number], at_lat[number], strict=True)]
        others = [shapely.Point(*xy) for xy in zip(theirs[1], theirs[2], strict=True)]
        # Of two equally near points either may be named.
        agree = shapely.distance(feet, others) < 1e-6
        assert agree.mean() > 0.98


def test_no_point_has_no_answer() -> None:
    """An empty question is answered with empty arrays."""
    assert TOGETHER.nearest([], [])[0].shape == (len(LINES), 0)


@pytest.mark.parametrize("bad", [np.nan, np.inf, 361.0])
def test_what_is_no_coordinate_is_refused(bad: float) -> None:
    """NaN, infinity and what is off the globe are named."""
    with pytest.raises(BadCoordinate, match="longitude"):
        TOGETHER.nearest([35.0, bad], [33.0, 33.0])


def test_no_line_is_refused() -> None:
    """There is no distance to nothing."""
    with pytest.raises(BadGeometry, match="at least one"):
        SeveralLines.of([])
