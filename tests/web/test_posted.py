"""Promises of the routes that take a body: an article's text, a geometry as the reference."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely
from geographiclib.geodesic import Geodesic
from web_server import Server, post, refusal, running

import geo
from geo.reading import article_from_text, read, zones_of
from geo.web.api.articles import reading_data
from geo.zones import ZoneQuery

ROOT = Path(__file__).parents[2]
SEED = "2018-07-23-russia-offers-100-km"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running("--requests-per-minute", "0", "--fetch") as one:
        yield one


def test_a_sent_article_is_drawn_as_a_shipped_one(server: Server) -> None:
    """The map of a text that is sent is the map of the same article shipped, and its reading."""
    text = (ROOT / "seeds" / f"{SEED}.md").read_text(encoding="utf-8")
    sent = post(server, "/api/v1/map", {"text": text}).json
    reading = sent.pop("reading")
    assert sent == server.ask(f"/api/v1/map?article={SEED}").json
    assert reading == post(server, "/api/v1/read", {"text": text}).json
    assert reading["claims"]


def test_all_zones_of_an_article_are_drawn_at_once(server: Server) -> None:
    """Two claims are two zones of one map and of one file."""
    text = (
        "Troops must stay 30 km from the Israeli-Lebanese border, Ankara said. "
        "Others are to keep 50 km from Damascus."
    )
    drawn = post(server, "/api/v1/map", {"text": text}).json
    assert [each["distance"] for each in drawn["asked"]] == [30_000, 50_000]
    assert [each["pairs"] for each in drawn["asked"]] == [[["ISR", "LBN"]], []]
    assert "Ankara" in [each["name"] for each in drawn["places"]]
    features = post(server, "/api/v1/zone.geojson", {"text": text}).json["features"]
    found = [each["properties"] for each in features]
    assert {each["distance_m"] for each in found if each["role"] == "zone"} == {30_000, 50_000}


@pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")
def test_each_claim_is_asked_for_by_what_it_is_counted_from() -> None:
    """The words that come back mean the article's own zone: its area, its town, its border."""
    article = article_from_text(
        "Iranian forces must stay 60 km from the Golan Heights, a diplomat said. Troops will keep "
        "30 km from the Turkish-Syrian border, Ankara said, and militias are to be kept 45 km from "
        "the town of Damascus. Nobody may come within 40 km of Israel's northern border."
    )
    reading = read(article)
    drawn = zones_of(reading)
    found = reading_data(reading)["zones"]
    assert len(found) == len(drawn) == 4
    assert len({each["reference"] for each in found}) == 4
    for words, zone in zip(found, drawn, strict=True):
        again = ZoneQuery(
            reference=words["reference"],
            distance=words["distance"],
            within=tuple(words["within"] or ()),
        ).zone()
        assert again.line.key == zone.line.key
        assert again.line_chosen == zone.line_chosen
        assert again.area_km2 == pytest.approx(zone.area_km2, rel=1e-9)


def test_an_article_without_a_claim_is_a_map_of_its_places(server: Server) -> None:
    """No zone is made up: the places are drawn, files of zones are refused, figures are not."""
    sent = {"text": "Troops left Homs and Hama."}
    drawn = post(server, "/api/v1/map", sent).json
    assert drawn["zones"] == [] == drawn["asked"]
    assert drawn["places"][0]["name"] == "Homs"
    assert "claims no zone" in refusal(post(server, "/api/v1/zone.geojson", sent), 422)
    page = post(server, "/api/v1/zone.html", sent)
    assert page.status == 200 and b"Homs" in page.body


def test_too_many_zones_are_told(server: Server) -> None:
    """Of a text with many claims the map draws some and says so; a file is refused."""
    claims = " ".join(
        f"Troops must stay {n} km from Damascus, he said." for n in (40, 50, 60, 70, 80, 90, 100)
    )
    drawn = post(server, "/api/v1/map", {"text": claims}).json
    assert len(drawn["zones"]) == 6
    assert "The article claims 7 zones; the first 6 are drawn." in drawn["notes"]
    assert "7 zones" in refusal(post(server, "/api/v1/zone.geojson", {"text": claims}), 413)


@pytest.mark.parametrize("path", ["/api/v1/map", "/api/v1/zone.html", "/api/v1/read"])
@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        (b"{", 422, "no JSON"),
        (b"[]", 422, "object"),
        ({}, 422, '"text"'),
        ({"text": 7}, 422, '"text"'),
        ({"text": "  "}, 422, "empty"),
        ({"text": "a\x00b"}, 422, "binary"),
        (b"[" * 300_000, 422, "no JSON"),
        ({"text": "x" * 400_000}, 413, "400,000"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_texts_that_cannot_be_read(
    server: Server, path: str, sent: object, status: int, words: str
) -> None:
    """Every route of a text refuses what is none, in one line."""
    assert words in refusal(post(server, path, sent), status)


def test_a_line_that_nobody_knows_is_refused(server: Server) -> None:
    """A key of no line is no key that is quietly left out."""
    sent = {"text": "They stay 30 km from the Syrian-Turkish border.", "line": "nowhere-1900"}
    assert "nowhere-1900" in refusal(post(server, "/api/v1/map", sent), 404)
    assert '"line"' in refusal(post(server, "/api/v1/map", sent | {"line": ["a"]}), 422)


SQUARE = [[36.0, 33.0], [37.0, 33.0], [37.0, 34.0], [36.0, 34.0], [36.0, 33.0]]

SMALL = [[36.0, 33.0], [36.1, 33.0], [36.1, 33.1], [36.0, 33.1], [36.0, 33.0]]


def around(kind: str, coordinates: object, **more: object) -> dict[str, object]:
    """A body with a geometry."""
    return {"geometry": {"type": kind, "coordinates": coordinates}, "distance": ["10 km"], **more}


def test_points_are_checked_against_a_line_that_is_sent(server: Server) -> None:
    """Distances are those from the line, by GeographicLib at its ends and beside its middle."""
    points = [[36.0, 33.05], [38.0, 33.0], [36.5, 33.0]]
    sent = around("LineString", [[36.0, 33.0], [36.0, 34.0]], points=points)
    found = post(server, "/api/v1/check", sent).json
    across = Geodesic.WGS84.Inverse(33.0, 36.0, 33.0, 36.5)["s12"]
    assert found["distance_m"][0] == pytest.approx(0.0, abs=0.002)
    # South of the line's end a meridian is met almost at right angles: not nearer than its end
    # by more than the line is away from the parallel.
    assert found["distance_m"][2] == pytest.approx(across, rel=2e-5)
    assert found["inside"] == [True, False, False]
    assert found["count"] == 3


def test_in_a_polygon_the_distance_is_nothing(server: Server) -> None:
    """A polygon is an area; a hole in it is not; a Feature and its properties change nothing."""
    hole = [[36.4, 33.4], [36.6, 33.4], [36.6, 33.6], [36.4, 33.6], [36.4, 33.4]]
    points = [[36.2, 33.2], [36.5, 33.5], [35.95, 33.5], [35.5, 33.5]]
    plain = around("Polygon", [SQUARE, hole], points=points)
    found = post(server, "/api/v1/check", plain).json
    at_edge = Geodesic.WGS84.Inverse(33.5, 36.5, 33.5, 36.4)["s12"]
    assert found["distance_m"][0] == 0.0
    assert found["distance_m"][1] == pytest.approx(at_edge, rel=1e-3)
    assert found["inside"] == [True, True, True, False]
    feature = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        "features": [
            {
                "type": "Feature",
                "properties": {"distance": "900 km"},
                "geometry": plain["geometry"],
            },
            {"type": "Feature", "properties": None, "geometry": None},
        ],
    }
    assert post(server, "/api/v1/check", plain | {"geometry": feature}).json == found


def test_heights_are_left_out_and_the_address_may_hold_the_distance(server: Server) -> None:
    """A position with a height is its longitude and latitude; `within` clips."""
    flat = around("MultiPoint", [[36.3, 33.5], [36.4, 33.5]], points=[[36.3, 33.5], [35.9, 33.6]])
    high = around("MultiPoint", [[36.3, 33.5, 680.0], [36.4, 33.5, -2]], points=flat["points"])
    wanted = post(server, "/api/v1/check", flat | {"distance": ["60 km"], "within": ["SYR"]}).json
    assert wanted["inside"] == [True, False]
    assert wanted["distance_m"][1] < 60_000
    del high["distance"]
    assert post(server, "/api/v1/check?distance=60+km&within=SYR", high).json == wanted


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", [36.3, 33.5]),
        ("MultiLineString", [[[36.0, 33.0], [36.1, 33.0]], [[36.2, 33.0], [36.2, 33.1]]]),
        ("MultiPolygon", [[SMALL], [[[x + 0.5, y] for x, y in SMALL]]]),
    ],
    ids=lambda value: str(value)[:16],
)
def test_the_zone_about_a_geometry_is_that_of_the_library(
    server: Server, kind: str, coordinates: object
) -> None:
    """The map and the file hold the zone that `geo.zone` makes of the same geometry."""
    sent = around(kind, coordinates, points=[[36.0, 33.05]], distance=["10 km", "20 km"])
    expected = [geo.zone(sent["geometry"], each) for each in ("10 km", "20 km")]
    drawn = post(server, "/api/v1/map", sent).json
    assert [each["distance"] for each in drawn["asked"]] == [10_000, 20_000]
    assert drawn["areaKm2"] == pytest.approx([each.area_km2 for each in expected], rel=1e-3)
    (place,) = drawn["places"]
    assert place["answers"][0]["verdict"] == expected[0].check((36.0, 33.05)).verdict
    features = post(server, "/api/v1/zone.geojson", sent).json["features"]
    shapes = [
        shapely.geometry.shape(each["geometry"])
        for each in features
        if each["properties"]["role"] == "zone"
    ]
    for shape, zone in zip(shapes, expected, strict=True):
        assert shape.symmetric_difference(zone.area).area < 1e-5


BAD = [
    (around("Point", [36.3, 91.0]), 422, "latitude 91"),
    (around("Point", [500.0, 3.0]), 422, "longitude 500"),
    (around("Point", ["36.3", 33.5]), 422, '"36.3" in a Point'),
    (around("Point", [True, 33.5]), 422, "true in a Point"),
    (around("Point", [None, 33.5]), 422, "null in a Point"),
    (around("Point", [36.3]), 422, "1 values"),
    (around("Point", []), 422, "0 values"),
    (around("Point", 5), 422, "5 in a Point"),
    (around("MultiPoint", []), 422, "empty"),
    (around("LineString", [[36.3, 33.5]]), 422, "1 positions"),
    (around("LineString", {"a": 1}), 422, "an object"),
    (around("LineString", [[[1, 2], [3, 4]], [[1, 2], [3, 4]]]), 422, "an array in a LineString"),
    (around("Polygon", [SQUARE[:3]]), 422, "3 positions"),
    (around("Polygon", [SQUARE[:4]]), 422, "must end where it begins"),
    (around("Polygon", SQUARE), 422, "36.0 in a Polygon"),
    (around("GeometryCollection", []), 422, "GeometryCollection"),
    (around("Circle", [1, 2]), 422, '"Circle" is no geometry'),
    ({"geometry": None, "distance": ["1 km"]}, 422, "null"),
    ({"geometry": {"coordinates": [1, 2]}, "distance": ["1 km"]}, 422, '"type"'),
    ({"geometry": {"type": "Feature", "geometry": None}, "distance": ["1 km"]}, 422, "no geometry"),
    ({"geometry": {"type": "FeatureCollection", "features": 3}, "distance": ["1 km"]}, 422, "3"),
    ({"geometry": {"type": "FeatureCollection", "features": []}, "distance": ["1 km"]}, 422, "no"),
    (
        {
            "geometry": {"type": "Point", "coordinates": [4e5, 5e6], "crs": "EPSG:32637"},
            "distance": ["1 km"],
        },
        422,
        '"EPSG:32637"',
    ),
    (around("Point", [1, 2], distance=["far"]), 422, "'far'"),
    (around("Point", [1, 2], distance=[7]), 422, "7"),
    (around("Point", [1, 2], distance=[]), 422, "'distance' is missing"),
    (around("Point", [1, 2], distance=["1 km"] * 7), 422, "7 values"),
    (around("Point", [1, 2], within=["Nowhereland"]), 404, "Nowhereland"),
    (around("Point", [1, 2], within={"a": 1}), 422, "an object"),
    (around("Point", [1, 2], withn=["Syria"]), 422, "'withn'"),
    (around("Point", [1, 2], line="ceasefire-1974"), 422, '"line"'),
    (around("MultiPoint", [[1, 2]] * 100_001), 413, "vertices"),
    (b'{"geometry": {"type": "Point", "coordinates": [NaN, 1]}}', 422, "NaN"),
    (b'{"geometry": {"type": "Point", "coordinates": [1e999, 1]}}', 422, "1e999"),
    (b'{"geometry": ' + b"[" * 40 + b"]" * 40 + b"}", 422, "deeper than 32"),
    (b'{"geometry": {"a":' * 500 + b"1" + b"}}" * 500, 422, "deeper than 32"),
    (b"[" * 1_000_000, 422, "no JSON"),
    (b'{"geometry":' * 80_000, 422, "no JSON"),
]


@pytest.mark.parametrize("path", ["/api/v1/map", "/api/v1/zone.geojson", "/api/v1/check"])
def test_geometries_that_cannot_be_used(server: Server, path: str) -> None:
    """Each fault is refused in one line that names the value, and never one of the server."""
    for sent, status, words in BAD:
        body = sent | {"points": [[1, 2]]} if isinstance(sent, dict) else sent
        assert words in refusal(post(server, path, body), status), words


def test_what_is_drawn_has_smaller_limits(server: Server) -> None:
    """A check takes more vertices than a map; a map takes few points; a body has its length."""
    line = [[36 + i * 1e-4, 33.0] for i in range(10_001)]
    sent = around("LineString", line, points=[[36.5, 33.01]])
    assert post(server, "/api/v1/check", sent).json["inside"] == [True]
    assert "10,000 vertices" in refusal(post(server, "/api/v1/map", sent), 413)
    many = around("Point", [36, 33], points=[[36, 33]] * 201)
    assert "201 points" in refusal(post(server, "/api/v1/map", many), 413)
    long = around("LineString", [[-170 + 340 * (i % 2), i - 45] for i in range(90)])
    assert "km of lines" in refusal(post(server, "/api/v1/zone.geojson", long), 413)
    turns = [[-170 + 340 * (i % 2), i * 1e-3 - 45] for i in range(90_000)]
    endless = around("LineString", turns, points=[[1, 2]])
    assert "km of lines" in refusal(post(server, "/api/v1/check", endless), 413)
    scattered = around("MultiPoint", [[36 + i * 1e-3, 33] for i in range(1_001)])
    assert "1,001 parts" in refusal(post(server, "/api/v1/map", scattered), 413)
    # The length that is announced is enough: the body is never sent.
    asking = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=30)
    asking.putrequest("POST", "/api/v1/map")
    asking.putheader("content-length", "8000001")
    asking.endheaders()
    assert asking.getresponse().status == 413
    asking.close()


def test_polygons_that_cross_thousands_of_times_are_refused_at_once(server: Server) -> None:
    """A small ring that crosses itself is mended; combs whose union would fill a memory are not."""
    bow = [[36, 33], [37, 34], [37, 33], [36, 34], [36, 33]]
    sent = around("Polygon", [bow], points=[[36.8, 33.5], [36.5, 33.8]])
    assert post(server, "/api/v1/check", sent).json["inside"] == [True, False]
    teeth = [[36 + i * 4e-6, 33 + (i % 2) * 0.04] for i in range(10_000)]
    comb = [*teeth, [36.04, 32.99], [36.0, 32.99], teeth[0]]
    across = [[36 + (y - 33), 33 + (x - 36)] for x, y in comb]
    two = around("MultiPolygon", [[comb], [across]], points=[[36.8, 33.5]])
    assert "dissolve" in refusal(post(server, "/api/v1/check", two), 422)


def test_one_reference_and_one_distance(server: Server) -> None:
    """Two references contradict each other, and so do two distances of a check."""
    sent = around("Point", [36.3, 33.5], points=[[36.3, 33.5]])
    said = refusal(post(server, "/api/v1/check?reference=Damascus", sent), 422)
    assert "leave out the reference" in said
    two = sent | {"distance": ["1 km", "2 km"]}
    assert "2 distances" in refusal(post(server, "/api/v1/check", two), 422)
    both = sent | {"text": "They left Homs."}
    assert "send one of them" in refusal(post(server, "/api/v1/map", both), 422)
    no_reference = {"points": [[1, 2]]}
    assert "'reference' is missing" in refusal(post(server, "/api/v1/check", no_reference), 422)


@pytest.mark.parametrize("path", ["/api/v1/read", "/api/v1/map", "/api/v1/zone.geojson"])
def test_a_server_that_fetches_stays_out_of_its_own_network(server: Server, path: str) -> None:
    """With the switch, addresses off the open web are refused, and nothing is asked of them."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.2)
        port = listening.getsockname()[1]
        for url in (
            f"http://127.0.0.1:{port}/", f"http://localhost:{port}/", "http://127.0.0.1/",
            "http://localhost/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/",
            "http://10.0.0.1/", "http://192.168.0.1/", "http://[fe80::1]/", "http://[fd00::1]/",
            "http://[::ffff:127.0.0.1]/", "http://2130706433/", "http://0.0.0.0/",
            "file:///etc/passwd", "gopher://127.0.0.1/", "http://user:word@example.org/",
            "http://", "example.org", "http://exa mple.org/", "https://example.org/" + "a" * 2_000,
            7, ["http://127.0.0.1/"], {}, True,
        ):  # fmt: skip
            said = refusal(post(server, path, {"url": url}), 422)
            assert "leads to 1" not in said, said
        with pytest.raises(TimeoutError):
            listening.accept()
    both = {"url": "https://example.org/", "text": "They left Homs."}
    assert "send one of them" in refusal(post(server, path, both), 422)


def test_the_edition_says_that_addresses_are_fetched(server: Server) -> None:
    """A page can know before it asks."""
    assert server.ask("/api/v1/edition").json["fetch"] is True
