"""Whose line: where lines agree, where they do not, and what that does to an answer."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import shapely
from geodesic_oracle import Oracle

from geo.borders import named_line
from geo.errors import BadInput
from geo.gazetteer import Place, places
from geo.zones import WhoseLine, whose_line, zone

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "whose-line.md").read_text(encoding="utf-8")
_CELL = r" \**([\d.]+)\** \|"
ROWS = re.findall(rf"^\| ([^|]+), (\w+) \|{_CELL * 3}$", DOCS, re.MULTILINE)
LINES = {"ceasefire-1974": 0.3, "bravo-1974": 1.0, "pre-1967": 4.0}


@pytest.fixture(scope="module")
def compared() -> WhoseLine:
    return whose_line("Israel's northern border", "100 km", within="Syria", tolerance=5.0)


def _point(name: str, country: str) -> Place:
    return places(name, country=country, limit=1)[0]


@pytest.fixture(scope="module")
def oracles() -> dict[str, Oracle]:
    return {key: Oracle.of(named_line(key).geometry) for key in LINES}


@pytest.mark.parametrize(("name", "country", "a", "b", "c"), ROWS, ids=[row[0] for row in ROWS])
def test_places_that_change_sides(
    name: str, country: str, a: str, b: str, c: str, oracles: dict[str, Oracle]
) -> None:
    """The documented distances hold by GeographicLib, and each place does change sides."""
    place = _point(name, country)
    sides = set()
    for (key, tolerance), shown in zip(LINES.items(), (a, b, c), strict=True):
        kilometres = oracles[key].distance_m(place.lon, place.lat) / 1000
        assert kilometres == pytest.approx(float(shown), abs=tolerance), key
        sides.add(kilometres <= 100)
    assert sides == {True, False}


def test_at_least_ten_places_are_documented() -> None:
    """The table is there, and long enough to show that the choice matters."""
    assert len(ROWS) >= 12


def test_the_layers_part_the_country(compared: WhoseLine) -> None:
    """Agreed inside, depends and agreed outside cover the land once, and their areas add up."""
    layers = [compared.agreed_inside, compared.depends, compared.agreed_outside]
    for i, first in enumerate(layers):
        for second in layers[:i]:
            assert shapely.area(shapely.intersection(first, second)) < 1e-6
    whole = shapely.union_all([each.land for each in compared.zones])
    assert sum(map(shapely.area, layers)) == pytest.approx(shapely.area(whole), rel=1e-6)
    areas = compared.area_km2
    assert areas["agreed_inside"] < min(each.area_km2 for each in compared.zones) + 1
    assert areas["depends"] > 1_000


def test_one_line_is_nothing_to_compare() -> None:
    """A border that the data knows in one drawing is refused with that reason."""
    with pytest.raises(BadInput, match="only one line"):
        whose_line("Poland's border with Belarus", "3 km")


def test_nobody_chose_the_line() -> None:
    """Where nobody names the line, a place on which lines disagree is undecided, with a reason."""
    place = _point("Jayrud", "SYR")
    open_answer = zone("Israel's northern border", "100 km").check(place)
    assert open_answer.verdict == "undecided"
    assert "101.7 km" in open_answer.because
    assert "depends on whose line" in open_answer.because
    assert set(open_answer.by_line) == set(LINES)
    chosen = zone("Israel's northern border", "100 km", line="bravo-1974").check(place)
    assert chosen.verdict == "inside"


def test_the_golan_goes_with_the_line() -> None:
    """Inside Syria counted from the pre-1967 line, not counted from the line of 1974."""
    place = _point("Katzrin", "ISR")
    for key, verdict in (("pre-1967", "inside"), ("ceasefire-1974", "outside")):
        found = zone("Israel's northern border", "100 km", within="Syria", line=key)
        assert found.check(place).verdict == verdict
    asked = zone("Israel's northern border", "100 km", within="Syria").check("Golan Heights")
    assert asked.verdict == "undecided"


def test_the_documented_comparison_is_what_the_shell_prints(tmp_path: Path) -> None:
    """The areas in the documentation are those that the command prints."""
    shown = re.search(r"```console\n\$ geo zone .*\n((?:.*\n)*?)```", DOCS)
    assert shown is not None
    done = subprocess.run(
        [sys.executable, "-m", "geo", "zone", "Israel's northern border", "--distance", "100 km",
         "--within", "Syria", "--line", "all"],
        capture_output=True, check=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    lines = [each.rstrip() for each in done.stdout.decode().splitlines()]
    assert "\n".join(lines).strip() == shown[1].strip()
