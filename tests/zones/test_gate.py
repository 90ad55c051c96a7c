"""The gate: no sharp zone round what is not known well enough, unless asked for and said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from shell import geo as shell

import geo
from geo.borders import LinePart, join_lines
from geo.errors import RoughReference
from geo.geodesy import Length
from geo.references import reference_line
from geo.zones import ROUGH_SHARE, read_zone, roughness, write_zone


def _point(accuracy_m: float) -> geo.ReferenceLine:
    part = LinePart((), shapely.Point(36.3, 33.5), "place", accuracy_m, "given")
    return join_lines([part], key="given", name="Somewhere")


@pytest.mark.parametrize("distance_m", [400.0, 10_000.0, 250_000.0])
def test_a_quarter_of_the_distance_is_the_bound(distance_m: float) -> None:
    """A reference off by exactly a quarter of the distance passes, one metre more does not."""
    assert not roughness(_point(ROUGH_SHARE * distance_m), Length.of(distance_m))
    assert roughness(_point(ROUGH_SHARE * distance_m + 1.0), Length.of(distance_m))


def test_a_point_that_stands_for_an_area_never_passes() -> None:
    """However far the zone reaches, a point in the middle of an area is no reference for it."""
    line = replace(_point(1.0), stands_for_area=True)
    said = roughness(line, Length.of(500_000.0))
    assert "an area of which no outline is known" in said
    with pytest.raises(RoughReference, match="ask for a rough zone"):
        geo.zone(line, distance_m=500_000.0)


def test_a_town_wider_than_a_quarter_of_the_distance_is_refused_with_its_width() -> None:
    """2 km round Damascus is no zone: the city is wider, and the refusal says how wide."""
    with pytest.raises(RoughReference, match=r"Damascus reaches .* km from its centre"):
        geo.zone("Damascus", "2 km")


def test_asked_for_a_rough_zone_is_made_and_says_so_everywhere(tmp_path: Path) -> None:
    """Title, JSON and file of a rough zone say that it is one; read back it still does."""
    zone = geo.zone("Damascus", "2 km", rough=True)
    assert zone.roughness
    written = write_zone(zone, tmp_path / "zone.geojson")
    kept = json.loads(Path(written or tmp_path / "zone.geojson").read_text(encoding="utf-8"))
    assert any(each["properties"].get("rough") for each in kept["features"])
    assert read_zone(tmp_path / "zone.geojson").roughness == zone.roughness


def test_the_shell_refuses_writes_nothing_and_tells_the_way_out(tmp_path: Path) -> None:
    """Exit 5 and one line; --rough makes it, with the reason in the JSON."""
    target = tmp_path / "zone.geojson"
    refused = shell("zone", "Damascus", "--distance", "2 km", "-o", str(target))
    assert refused.returncode == 5 and not target.exists()
    assert "from its centre" in refused.stderr and len(refused.stderr.splitlines()) == 1
    made = shell("zone", "Damascus", "--distance", "2 km", "--rough", "--json")
    assert "from its centre" in json.loads(made.stdout)["rough"]


def test_a_verdict_needs_no_asking_since_it_says_how_sure_it_is() -> None:
    """`geo check` answers about a rough reference; within its reach the answer is undecided."""
    done = shell("check", "33.53,36.30", "--reference", "Damascus", "--distance", "2 km", "--json")
    [answer] = json.loads(done.stdout)
    assert answer["verdict"] == "undecided"


def test_a_line_known_well_enough_passes() -> None:
    """The first story's line is known to 300 m: 100 km, 15 km and 2 km from it are drawn."""
    line = reference_line("Israel's northern border")
    assert not any(roughness(line, Length.of(metres)) for metres in (100e3, 15e3, 2e3))


def test_an_article_says_what_it_does_not_draw() -> None:
    """A claim from too wide a town gets no zone, and the reason is there to be shown."""
    from geo.reading import undrawn_of, zones_of

    reading = geo.read("The army asked civilians to stay 2 km away from Damascus.")
    assert reading.claims and not zones_of(reading)
    [said] = undrawn_of(reading)
    assert "is not drawn" in said and "from its centre" in said
    [zone] = zones_of(reading, rough=True)
    assert zone.roughness and not undrawn_of(reading, rough=True)


def test_a_map_of_an_article_tells_the_way_to_a_rough_zone(tmp_path: Path) -> None:
    """Nothing is written without --rough; with it the page says approximately, and why, on top."""
    article = tmp_path / "article.txt"
    article.write_text("The army asked civilians to stay 2 km away from Damascus.", "utf-8")
    target = tmp_path / "map.html"
    refused = shell("map", str(article), "-o", str(target))
    assert refused.returncode == 3 and not target.exists()
    assert "from its centre" in refused.stderr and "--rough" in refused.stderr
    assert shell("map", str(article), "-o", str(target), "--rough").returncode == 0
    page = target.read_text(encoding="utf-8")
    assert "pproximately 2 km from Damascus" in page
    assert "from its centre" in page
