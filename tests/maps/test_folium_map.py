"""Promises of `geo.maps`: what a map says, what it holds, and that it is written whole or not."""

from __future__ import annotations

import json
import re
import warnings
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import folium
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from missing_zone import missing_zone

import geo
from geo.errors import BadData, BadInput, DisputedBorder, PlaceNotFound
from geo.maps import basemap_of, heading, offline, roll
from geo.maps import folium_map as maps
from geo.maps.encoding import encode, encode_areas, view_of
from geo.maps.features import line_feature
from geo.reading import Article, Reading, article_from_text, read
from geo.sources import source

WORLD = (-180.0, -85.05, 180.0, 85.05)
STORY = """---
title: A belt along the border
publisher: The Paper
date: 2018-07-23
---
Russia offered to keep Iran's forces in Syria 100 kilometers (62 miles) away from
Israel's northern border, and Israel rejected the offer. It also wants the border crossings between
Syria and Iraq shut. Rebels were moved from the Golan Heights to Damascus and to Helsinki."""


def _zone(*args: Any, **options: Any) -> geo.Zone:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DisputedBorder)
        return geo.zone(*args, **options)


def _read(text: str) -> Reading:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DisputedBorder)
        return read(article_from_text(text))


@pytest.fixture(scope="module")
def seed() -> geo.Zone:
    """The zone of the first seed."""
    return _zone("Israel's northern border", "100 km", within="Syria")


@pytest.fixture(scope="module")
def story() -> folium.Map:
    """A map of a short article with one claim."""
    return maps.zone_map(_read(STORY))


def _decoded(text: str, digits: int) -> list[tuple[float, float]]:
    """Read an encoded text back, written from its description and not from `encode`."""
    numbers: list[int] = []
    value = shift = 0
    for letter in text:
        bits = ord(letter) - 63
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            numbers.append(-(value + 1) // 2 if value & 1 else value // 2)
            value = shift = 0
    points, lon, lat = [], 0, 0
    for step_lon, step_lat in zip(numbers[::2], numbers[1::2], strict=True):
        lon, lat = lon + step_lon, lat + step_lat
        points.append((lon / 10**digits, lat / 10**digits))
    return points


@given(
    st.lists(st.tuples(st.floats(-540, 540), st.floats(-90, 90)), max_size=30),
    st.integers(0, 7),
)
def test_encoded_coordinates_come_back_within_half_a_step(
    points: list[tuple[float, float]], digits: int
) -> None:
    """Every coordinate is kept to the decimals asked for, in letters that HTML leaves alone."""
    text = encode(points, digits=digits)
    assert re.fullmatch(r"[?-~]*", text)
    back = _decoded(text, digits)
    assert len(back) == len(points)
    if points:
        assert np.abs(np.array(back) - np.array(points)).max() <= 0.5 * 10.0**-digits + 1e-9


def test_a_map_names_claim_article_status_line_default_and_accuracy(story: folium.Map) -> None:
    """A reader who sees nothing but the page knows what it shows and what it stands on."""
    words = _text(story.get_root().render())
    for expected in (
        "100 km from Israel's northern border, inside Syria",
        "rejected",
        "A belt along the border",
        "The Paper",
        "23 July 2018",
        "ceasefire-1974",
        "default",
        "Exact to within 300 m in all: the line is drawn to within 300 m",
        "a ceasefire line, not an agreed border",
        "bravo-1974",
        "Measure",
    ):
        assert expected in words
    assert "100 km from Israel" in story.get_root().title


def test_every_source_used_is_credited(story: folium.Map) -> None:
    """The credit line holds the attribution of each source, the page each licence."""
    shown = {text for entry in story.data["sources"] for text in entry["attributions"]}
    for key in ("osm-timezones", "geonames", "natural-earth-land", "natural-earth-lines", "dcw"):
        assert source(key).attribution in shown
        assert source(key).licence in _text(story.get_root().render())


def test_places_borders_and_areas_of_the_article_are_on_the_map(story: folium.Map) -> None:
    """Towns are pins with verdicts, borders and regions are shapes, countries are neither."""
    verdicts = {p["name"]: p["answers"][0]["verdict"] for p in story.data["places"]}
    assert verdicts == {"Damascus": "inside", "Helsinki": "outside"}
    shapes = {shape["name"]: shape["kind"] for shape in story.data["shapes"]}
    assert shapes == {"Iraq–Syria border": "line", "Golan Heights": "area"}
    [border] = [shape for shape in story.data["shapes"] if shape["kind"] == "line"]
    assert "or more from" in border["answers"][0]["because"]


def test_the_page_holds_the_whole_reference_line(seed: geo.Zone) -> None:
    """Distances in the page are counted from every vertex of the line, each within 0.1 m."""
    feature = line_feature(seed.line, shown=True, world=WORLD)
    given_parts = [
        shapely.get_coordinates(line)
        for part in seed.line.parts
        for line in shapely.get_parts(part.geometry)
    ]
    assert len(feature["parts"]) == len(given_parts)
    for text, expected in zip(feature["parts"], given_parts, strict=True):
        assert np.abs(np.array(_decoded(text, 6)) - expected).max() <= 0.5000001e-6


def test_the_drawn_zone_is_the_zone(seed: geo.Zone) -> None:
    """The polygon in the page differs from the computed one by rounding only."""
    data = maps.zone_map(seed).data["zones"][0]
    drawn = shapely.union_all(
        [
            shapely.make_valid(
                shapely.Polygon(_decoded(rings[0], 5), [_decoded(r, 5) for r in rings[1:]])
            )
            for rings in data["area"]
        ]
    )
    assert shapely.symmetric_difference(drawn, seed.area).area < 1e-5 * seed.area.area
    edge = np.array([point for text in data["edge"] for point in _decoded(text, 5)])
    metres = seed.distance_to(edge[:, 0], edge[:, 1])
    assert np.abs(metres - 100_000).max() < 2.0


def test_an_article_without_a_claim_becomes_a_map_of_its_places() -> None:
    """The note says why there is no zone, and the places are there."""
    page = maps.zone_map(_read("The ministers met in Beirut and drove on to Damascus."))
    assert page.data["zones"] == []
    assert [place["name"] for place in page.data["places"]] == ["Beirut", "Damascus"]
    assert "No zone is drawn" in _text(page.get_root().render())


def test_two_claims_are_both_drawn() -> None:
    """A second distance in the article is a second zone, named in the title too."""
    page = maps.zone_map(
        _read(
            "Turkey wants a buffer 30 km deep inside Syria along the Turkish border. Russia "
            "offered to keep Iran's forces in Syria 100 km from Israel's northern border."
        )
    )
    assert sorted(zone["distance"] for zone in page.data["zones"]) == [30_000.0, 100_000.0]
    assert "30 km" in page.data["heading"]["title"]
    assert "100 km" in page.data["heading"]["title"]


def test_zones_of_one_line_share_a_sentence(seed: geo.Zone) -> None:
    """Rings are titled as one: the distances, then the line once."""
    rings = [_zone("Israel's northern border", d, within="Syria") for d in ("80 km", "85 km")]
    title = maps.zone_map([*rings, seed]).data["heading"]["title"]
    assert title.startswith("80 km, 85 km and 100 km from ")
    assert title.count("inside Syria") == 1


def test_places_may_be_added_by_name_by_point_and_as_places(seed: geo.Zone) -> None:
    """All three come with their verdicts; a name that nothing answers to is an error."""
    place = geo.places("Beirut", limit=1)[0]
    page = maps.zone_map(seed, places=["Quneitra", (36.6, 35.0), "33.0,36.0", place])
    assert len(page.data["places"]) == 4
    assert all(len(entry["answers"]) == 1 for entry in page.data["places"])
    with pytest.raises(PlaceNotFound):
        maps.zone_map(seed, places=["Xqzzwv"])


@pytest.mark.parametrize("nothing", [[], "a text", 7, [1, 2], None])
def test_what_is_no_zone_and_no_reading_is_refused(nothing: Any) -> None:
    """One line says what a map is made of."""
    with pytest.raises(BadInput) as refused:
        maps.zone_map(nothing)
    assert "\n" not in str(refused.value)


def test_an_article_of_nowhere_is_refused() -> None:
    """No zone and no place: there is nothing to draw, and the message says so."""
    with pytest.raises(BadInput, match="nothing to map"):
        maps.zone_map(_read("It rained, and nobody went anywhere."))


def test_a_saved_map_is_one_small_file_without_remote_references(
    story: folium.Map, tmp_path: Path
) -> None:
    """Under 5 MB, and nothing in it would load from elsewhere."""
    path = maps.save(story, tmp_path / "new" / "folder" / "map.html")
    assert path.stat().st_size < 5_000_000
    assert offline.remote_references(path.read_text("utf-8")) == ()
    assert [each.name for each in path.parent.iterdir()] == ["map.html"]


def test_a_map_saves_the_same_through_folium_and_twice(story: folium.Map, tmp_path: Path) -> None:
    """Folium's own `save` writes the same offline page, and saving again changes nothing."""
    first = maps.save(story, tmp_path / "a.html").read_bytes()
    story.save(str(tmp_path / "b.html"))
    assert (tmp_path / "b.html").read_bytes() == first
    assert maps.save(story, tmp_path / "a.html").read_bytes() == first


def test_an_unwritable_place_is_one_line_and_leaves_nothing(
    story: folium.Map, tmp_path: Path
) -> None:
    """A folder, a file as a folder, a name too long: BadData, and no file more than before."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("kept")
    before = sorted(tmp_path.rglob("*"))
    for bad in ("folder", "file/map.html", "x" * 300 + ".html", "nul\0.html"):
        with pytest.raises(BadData, match="cannot write") as refused:
            maps.save(story, tmp_path / bad)
        assert "\n" not in str(refused.value)
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "file").read_text() == "kept"


def test_a_page_that_would_load_something_is_not_written(seed: geo.Zone, tmp_path: Path) -> None:
    """A tile layer added by hand is refused, and the map that was there stays."""
    target = tmp_path / "map.html"
    target.write_text("the map of yesterday")
    page = maps.zone_map(seed)
    folium.TileLayer("OpenStreetMap").add_to(page)
    with pytest.raises(BadData, match=r"tile\.openstreetmap\.org"):
        maps.save(page, target)
    assert target.read_text() == "the map of yesterday"


def test_layers_of_folium_can_be_added(seed: geo.Zone, tmp_path: Path) -> None:
    """A marker with a popup brings what it needs, from the vendored files."""
    page = maps.zone_map(seed)
    folium.Marker([33.5, 36.3], popup="here", icon=folium.Icon(color="red")).add_to(page)
    html = maps.save(page, tmp_path / "map.html").read_text("utf-8")
    assert "L.AwesomeMarkers.icon" in html
    assert "jQuery v3" in html


def test_a_notebook_shows_the_offline_page(seed: geo.Zone) -> None:
    """The iframe of a notebook holds the page itself and no address."""
    shown = maps.zone_map(seed)._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert offline.remote_references(shown) == ()
    assert "geoMap" in shown


@pytest.mark.parametrize(
    "payload",
    [
        "{{ 7 * 191 }}",
        "{% raw %}",
        "{% for x in range(9) %}{{ cycler.__init__.__globals__ }}{% endfor %}",
        "{# gone #}",
        "{{ this.get_root() }}",
    ],
)
def test_a_text_is_never_run_as_a_template(seed: geo.Zone, payload: str) -> None:
    """Folium's pages are templates twice over; an article's braces stay braces in both rounds."""
    html = maps.zone_map(seed, title=payload, notes=[payload]).get_root().render()
    words = _text(html)
    assert payload in words
    assert "1337" not in words


@pytest.mark.parametrize("letter", ["</script>", "<!--", "\u2028", "\u2029", "&", "]]>"])
def test_data_in_the_page_can_end_nothing(seed: geo.Zone, letter: str) -> None:
    """The data stand in letters that end neither their element nor a line, and say the same."""
    page = maps.zone_map(seed, notes=[f"a {letter} b"])
    match = re.search(
        r'<script type="application/json"[^>]*>(.*?)</script>', page.get_root().render(), re.S
    )
    assert match is not None
    assert not set(match[1]) & set("<>&\u2028\u2029")
    assert json.loads(match[1])["notes"] == [f"a {letter} b"]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/story", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" https://example.org", False),
        ("", False),
    ],
)
def test_only_addresses_of_pages_become_links(url: str, kept: bool) -> None:
    """A link to the article is a web address or there is none."""
    reading = Reading(Article(text="", title="T", date=None, publisher="P", url=url), (), ())
    assert heading(reading, [], title=None)["article"]["url"] == (url if kept else "")


@pytest.mark.parametrize(
    ("shapes", "seen"),
    [
        ([shapely.box(34, 31, 38, 35)], (34, 31, 38, 35)),
        ([shapely.LineString([(178.5, -18), (-179, -17)])], (178.5, -18, 181, -17)),
        ([shapely.box(179, 0, 180, 1), shapely.box(-180, 0, -178, 1)], (179, 0, 182, 1)),
        ([shapely.box(-180, 60, 180, 90)], (-180, 60, 180, 85.05)),
        ([shapely.Point(-179.9, 0), shapely.Point(179.9, 0)], (179.9, 0, 180.1, 0)),
        ([shapely.box(-10, 0, 5, 9), shapely.box(100, 0, 120, 3)], (-10, 0, 120, 9)),
    ],
)
def test_a_view_takes_the_short_way_round(
    shapes: list[Any], seen: tuple[float, float, float, float]
) -> None:
    """What lies across the antimeridian is seen as one, up to a whole turn of the globe."""
    world, found = view_of(shapes)
    turn = found[0] - seen[0]
    assert turn % 360 == pytest.approx(0, abs=1e-9)
    assert found[2] - seen[2] == pytest.approx(turn)
    assert found[1::2] == pytest.approx(seen[1::2])
    assert world[2] - world[0] == 360
    assert world[0] <= found[0] <= found[2] <= world[2]


def test_a_zone_over_the_antimeridian_is_drawn_in_one_piece() -> None:
    """Split at 180 degrees in its file, whole on the map: one outline, no seam."""
    zone = _zone(shapely.LineString([(178.5, -18.0), (-179.0, -17.0)]), "150 km")
    assert len(shapely.get_parts(zone.area)) == 2
    drawn = maps.zone_map(zone).data["zones"][0]["area"]
    assert len(drawn) == 1
    lon = np.array(_decoded(drawn[0][0], 5))[:, 0]
    assert lon.max() - lon.min() < 10
    assert np.abs(np.diff(lon)).max() < 1


def test_a_zone_round_a_pole_is_drawn_and_noted() -> None:
    """The map ends at 85 degrees; the page says so instead of breaking."""
    page = maps.zone_map(_zone("89.0,10.0", "900 km"))
    assert "beyond latitude 85°" in _text(page.get_root().render())
    lat = np.array([p for ring in page.data["zones"][0]["area"][0] for p in _decoded(ring, 5)])[
        :, 1
    ]
    assert lat.max() <= 85.06


def test_a_zone_that_misses_its_country_says_so() -> None:
    """An empty clip is a map with a note, not an error."""
    page = maps.zone_map(missing_zone("33.5,36.3", "10 km", "FIN"))
    assert "it is empty" in _text(page.get_root().render())


def test_rolling_joins_what_the_antimeridian_cut() -> None:
    """Area and width survive, wherever the window begins."""
    halves = shapely.MultiPolygon([shapely.box(170, 0, 180, 5), shapely.box(-180, 0, -165, 5)])
    for west in (-360.0, -300.0, 0.0, 100.0):
        rolled = roll(halves, (west, -85.0, west + 360.0, 85.0))
        assert rolled.geom_type == "Polygon"
        assert rolled.area == pytest.approx(halves.area)
        assert west <= rolled.bounds[0]
        assert rolled.bounds[2] <= west + 360


@pytest.mark.parametrize(
    ("name", "seen", "land", "sea"),
    [
        ("Levant", (34.0, 31.5, 37.5, 34.5), (36.3, 33.5), (34.0, 33.8)),
        ("Ukraine", (30.0, 46.0, 38.0, 52.0), (30.52, 50.45), (31.5, 45.6)),
        ("Fiji", (177.0, -19.5, 182.0, -15.0), (178.0, -17.8), (179.9, -19.3)),
        ("Antarctica", (0.0, -84.0, 20.0, -75.0), (10.0, -80.0), (5.0, -62.0)),
        ("half the world", (-60.0, -40.0, 120.0, 70.0), (20.0, 20.0), (-30.0, 0.0)),
    ],
)
def test_land_is_land_and_sea_is_sea(
    name: str, seen: Any, land: tuple[float, float], sea: tuple[float, float]
) -> None:
    """Damascus, Kyiv, Viti Levu, the ice and the Sahara are land; the seas beside them are not."""
    start = seen[0] - 170.0
    drawn = basemap_of(seen, world=(start, -85.05, start + 360.0, 85.05))
    ground = shapely.union_all(
        [part for ground in drawn.grounds for part in shapely.get_parts(ground.land)]
    )
    assert ground.contains(shapely.Point(land)), name
    assert not ground.contains(shapely.Point(sea)), name


def test_areas_keep_their_holes() -> None:
    """A polygon's hole is a second ring."""
    area = shapely.box(0, 0, 9, 9) - shapely.box(3, 3, 4, 4)
    [[shell, hole]] = encode_areas(area, digits=0)
    assert shapely.Polygon(_decoded(shell, 0), [_decoded(hole, 0)]).equals(area)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.silent = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def _text(html: str) -> str:
    """What a reader of the page's own HTML sees, without its script."""
    parser = _Words()
    parser.feed(html)
    return " ".join(" ".join(parser.words).split())
