"""Promises of `geo serve`: the API, its limits and headers, OGC API - Features."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import pyarrow as pa
import pytest
from geographiclib.geodesic import Geodesic
from web_server import ZONE, Server, free_port, post, running, start

import geo
from geo.web.api.joint_checks import check_together
from geo.web.api.prepared_zones import ZONES, find_place
from geo.web.operation import RateLimit
from geo.zones import ZoneQuery

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running("--requests-per-minute", "0", "--frame-ancestors", "https://paper.example") as one:
        yield one


def _problem(answer: object, status: int) -> str:
    assert answer.status == status  # type: ignore[attr-defined]
    assert answer.headers["content-type"] == "application/problem+json"  # type: ignore[attr-defined]
    said = answer.json  # type: ignore[attr-defined]
    assert said["status"] == status
    assert "\n" not in said["detail"]
    return str(said["detail"])


def test_check_answers_as_the_shell_does(server: Server) -> None:
    """One verdict over HTTP is the verdict of `geo check --json`, field for field."""
    found = server.ask(f"/api/v1/check?where=Damascus&{ZONE}")
    shell = subprocess.run(
        [sys.executable, "-m", "geo", "check", "Damascus", "--json", "--reference",
         "Israel's northern border", "--distance", "100 km", "--within", "SYR"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    assert found.status == 200
    assert found.json == json.loads(shell.stdout)[0]


def test_points_measured_together_have_the_verdicts_of_points_alone() -> None:
    """Batching changes no field of a verdict, in the country, beyond it, and where lines differ."""
    query = ZoneQuery(reference="Israel's northern border", distance="100 km", within=("Syria",))
    zone = ZONES.zone(query)
    random = np.random.default_rng(11)
    texts = [
        f"{lat:.5f},{lon:.5f}"
        for lon, lat in random.uniform((35.4, 32.3), (37.4, 34.6), (40, 2))
    ] + ["Damascus", "Jayrud", "Lebanon"]  # fmt: skip
    together = check_together(zone, texts, [find_place(text) for text in texts])
    assert {each.verdict for each in together} == {"inside", "outside", "undecided"}
    for text, each in zip(texts, together, strict=True):
        alone = zone.check(text).to_dict()
        assert each.to_dict() | {"query": text} == alone | {"query": text}


def test_many_points_in_three_formats(server: Server) -> None:
    """JSON, CSV and Arrow give the same answers, and GeographicLib's distances."""
    points = [[36.29, 33.51], [40.0, 33.0], [36.0, 33.0]]
    sent = json.dumps({"points": points}).encode()
    path = "/api/v1/check?reference=33.5,36.3&distance=60+km"
    found = server.ask(path, body=sent, kind="application/json").json
    for (lon, lat), inside, metres in zip(
        points, found["inside"], found["distance_m"], strict=True
    ):
        true = Geodesic.WGS84.Inverse(33.5, 36.3, lat, lon)["s12"]
        assert metres == pytest.approx(true, abs=0.002)
        assert inside == (true <= 60_000)
    text = "naïve name;lat;lon\r\n" + "\r\n".join(f'"=1+1;x";{y};{x}' for x, y in points)
    rows = list(
        csv.DictReader(
            io.StringIO(server.ask(path, body=text.encode(), kind="text/csv").body.decode()),
            delimiter=";",
        )
    )
    assert [row["inside"] == "true" for row in rows] == found["inside"]
    assert rows[0]["naïve name"] == "=1+1;x"
    table = pa.table(
        {"lon": [p[0] for p in points], "lat": [p[1] for p in points], "id": [1, 2, 3]}
    )
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    kind = "application/vnd.apache.arrow.stream"
    answer = server.ask(path, body=bytes(sink.getvalue()), kind=kind)
    back = pa.ipc.open_stream(answer.body).read_all()
    assert back["inside"].to_pylist() == found["inside"]
    assert back["id"].to_pylist() == [1, 2, 3]


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "parquet", "kml", "html", "csv"])
def test_a_zone_in_every_format(server: Server, kind: str) -> None:
    """Every download begins as its format does, and comes as a file with a plain name."""
    found = server.ask(f"/api/v1/zone.{kind}?{ZONE}")
    begins = {
        "geojson": b'{"type": "FeatureCollection"', "gpkg": b"SQLite format 3", "parquet": b"PAR1",
        "kml": b"<?xml", "html": b"<!DOCTYPE html>", "csv": "\ufeffname".encode(),
    }  # fmt: skip
    assert found.status == 200
    assert found.body.lstrip().startswith(begins[kind])
    assert found.headers["content-disposition"] == f'attachment; filename="zone.{kind}"'


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_figure_or_a_plain_refusal(server: Server, kind: str) -> None:
    """With geo.figures the zone is drawn; without it, 501 says so in one line."""
    from importlib.util import find_spec

    found = server.ask(f"/api/v1/zone.{kind}?{ZONE}")
    if find_spec("geo.figures") is None:
        assert "geo.figures" in _problem(found, 501)
    else:
        assert found.status == 200
        assert found.body.lstrip()[:4] in (b"\x89PNG", b"<?xm", b"<svg", b"%PDF")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("damasc", "Damascus"), ("دمش", "Damascus"), ("تدمر", "Tadmur"), ("al-qun", "Al Qunayţirah")],
)
def test_search_finds_beginnings_in_any_script(server: Server, typed: str, name: str) -> None:
    """A place is found by the first letters of any of its names."""
    found = server.ask(f"/api/v1/places?q={quote(typed)}").json
    assert name in [each["name"] for each in found]


def test_search_of_nothing_is_empty(server: Server) -> None:
    """Letters that begin no name are no error."""
    assert server.ask("/api/v1/places?q=zzqqxxyy").json == []


def test_read_gives_claims_that_the_map_accepts(server: Server) -> None:
    """What an article claims can be asked for as a zone, in the words that come back."""
    text = "Troops must stay 30 km (19 miles) from the Turkish-Syrian border, Ankara said."
    found = server.ask(
        "/api/v1/read", body=json.dumps({"text": text}).encode(), kind="application/json"
    ).json
    assert found["claims"][0]["distance_m"] == 30_000
    zone = found["zones"][0]
    query = f"reference={quote(zone['reference'])}&distance={quote(zone['distance'])}"
    drawn = server.ask(f"/api/v1/map?{query}").json
    assert drawn["asked"][0]["distance"] == 30_000
    assert drawn["asked"][0]["pairs"] == [["SYR", "TUR"]]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        (f"/api/v1/check?{ZONE}", 422, "'where' is missing"),
        ("/api/v1/check?where=Damascus&reference=Nowhereland&distance=1+km", 404, "Nowhereland"),
        ("/api/v1/check?where=1,1&reference=2,2&distance=far", 422, "'far' is not a length"),
        ("/api/v1/check?where=1,1&reference=2,2&distance=100", 422, "write 100 km or 100 m"),
        ("/api/v1/map?reference=2,2&distance=100", 422, "write 100 km or 100 m"),
        ("/api/v1/zone.geojson?reference=2,2&distance=100", 422, "write 100 km or 100 m"),
        ("/api/v1/check?where=91,0&reference=2,2&distance=1+km", 422, "91"),
        ("/api/v1/map", 422, "name a reference"),
        (f"/api/v1/map?{ZONE}&edition=2019", 409, "edition '2019'"),
        (f"/api/v1/zone.exe?{ZONE}", 422, "kind"),
        ("/api/v1/articles/..%2f..%2fetc%2fpasswd", 404, ""),
        ("/static/..%2f..%2fcli%2fserve.py", 404, "nothing is here"),
        ("/assets/../web/served.py", 404, "nothing is here"),
        ("/ogc/collections/zones/items?bbox=1,2,3", 422, "bbox"),
        ("/ogc/collections/nothing", 404, "no collection"),
        ("/oembed?url=https://elsewhere.example/", 404, "no page of this server"),
        ("/api/v1/places?q=" + "x" * 5000, 422, "query is longer"),
    ],
)
def test_refusals_are_one_line_of_problem_json(
    server: Server, path: str, status: int, words: str
) -> None:
    """What cannot be answered says why, in one line, with a fitting status and no trace."""
    assert words in _problem(server.ask(path), status)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
        (b'{"points": [[1, 2, 3]]}', "application/json", 422),
        (b'{"points": [[1, "x"]]}', "application/json", 422),
        (b'{"points": [[500, 1]]}', "application/json", 422),
        (b"a,b\n1,2\n", "text/csv", 422),
        (b"lat,lon\n1,x\n", "text/csv", 422),
        (b"not arrow", "application/vnd.apache.arrow.stream", 422),
        (b"<a/>", "text/xml", 415),
        (b'{"points": [' + b"[1,2]," * 2_000_001 + b"[1,2]]}", "application/json", 413),
    ],
    ids=lambda value: str(value)[:24],
)
def test_bodies_that_cannot_be_used(server: Server, body: bytes, kind: str, status: int) -> None:
    """Broken, deep, oversized and foreign bodies are refused, never a fault of the server."""
    path = "/api/v1/check?reference=33.5,36.3&distance=10+km"
    _problem(server.ask(path, body=body, kind=kind), status)


def test_an_article_that_is_too_large_is_refused_unread(server: Server) -> None:
    """The length that is announced is enough to refuse it."""
    body = json.dumps({"text": "x" * 500_000}).encode()
    assert "400,000" in _problem(
        server.ask("/api/v1/read", body=body, kind="application/json"), 413
    )


@pytest.mark.parametrize("path", ["/api/v1/read", "/api/v1/map", "/api/v1/zone.html"])
def test_nothing_is_fetched_without_the_switch(server: Server, path: str) -> None:
    """An address is refused whatever it is, the refusal names the switch, and /edition says so."""
    for url in ("https://example.org/", "http://127.0.0.1/", 7):
        assert "switched off" in _problem(post(server, path, {"url": url}), 403)
    assert server.ask("/api/v1/edition").json["fetch"] is False


def test_every_answer_wears_its_headers(server: Server) -> None:
    """Pages, files, answers and refusals forbid inline code; embeds name who frames."""
    for path in ("/", "/static/app.js", f"/api/v1/check?where=1,1&{ZONE}", "/nothing", "/ogc"):
        headers = server.ask(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'self'" in policy
    embed = server.ask(f"/embed?{ZONE}").headers["content-security-policy"]
    assert "frame-ancestors https://paper.example" in embed


def test_embed_oembed_and_open_graph_name_the_zone(server: Server) -> None:
    """A link is shown with its title and picture, and hostile words in it stay words."""
    page = server.ask(f"/?{ZONE}").body.decode()
    assert '<meta property="og:title" content="100 km from ' in page
    assert f"{server.url}/og.png?reference=Israel%27s+northern+border" in page
    url = quote(f"{server.url}/?{ZONE}&x=%22%3E%3Cscript%3E", safe="")
    found = server.ask(f"/oembed?url={url}").json
    assert found["type"] == "rich"
    assert "<script" not in found["html"]
    assert 'src="' + server.url.replace("&", "&amp;") + "/embed?reference=" in found["html"]
    evil = server.ask("/?reference=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&distance=1+km").body
    assert b"<script>alert" not in evil


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        (ZONE, "100 km from Israel's northern border, inside Syria"),
        ("reference=northern+border+of+israel&distance=50+miles",
         "50 miles (80.5 km) from Israel's northern border"),
        ("reference=Damascus&distance=20+km&rough=1", "Approximately 20 km from Damascus"),
        ("reference=POL-BLR&distance=30+km", "30 km from the Belarus–Poland border"),
    ],
)  # fmt: skip
def test_a_zone_has_one_title(server: Server, asked: str, title: str) -> None:
    """Page, link, map and file name a zone alike: unit, roughness, articles and country."""
    assert server.ask(f"/api/v1/map?{asked}").json["heading"]["title"] == title
    url = quote(f"{server.url}/?{asked}", safe="")
    assert server.ask(f"/oembed?url={url}").json["title"] == title
    told = title.replace("'", "&#39;")
    assert f'og:title" content="{told}"' in server.ask(f"/?{asked}").body.decode()
    body = server.ask(f"/api/v1/zone.html?{asked}").body.decode()
    assert f"<h1>{told}</h1>".replace(" km", "\u00a0km") in body


def test_metrics_and_logs_hold_nothing_personal(server: Server) -> None:
    """Counts are by route; what was asked and who asked appears nowhere."""
    server.ask(f"/api/v1/check?where=Quneitra&{ZONE}")
    text = server.ask("/api/v1/metrics").body.decode()
    assert 'geo_requests_total{route="/api/v1/check",status="200"}' in text
    assert "Quneitra" not in text
    assert "127.0.0.1" not in text


def test_one_client_cannot_take_all(tmp_path: Path) -> None:
    """After its minute's worth a client is told to wait, and another is not."""
    limit = RateLimit(3)
    assert [limit.wait_s("a") > 0 for _ in range(4)] == [False, False, False, True]
    assert limit.wait_s("b") == 0
    one, other = (RateLimit(3, table=tmp_path / "clients", key=b"k" * 16) for _ in range(2))
    asked = [each.wait_s("a") > 0 for each in (one, other, one, other, one)]
    assert asked == [False, False, False, True, True]
    assert other.wait_s("b") == 0


def test_processes_of_one_server_count_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Limits and figures are those of the server: a process that dies takes none with it."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with running("--requests-per-minute", "20", "--workers", "2") as one:
        begun = time.monotonic()
        before = [one.ask("/api/v1/edition") for _ in range(30)]
        first = {
            int(path.stem.partition("_")[2]) for path in tmp_path.glob("geo-serve-*/counter_*.db")
        }
        for process in first:
            os.kill(process, signal.SIGKILL)
        after: list[Any] = []
        unheard = 0
        while len(after) < 4:
            try:
                after.append(one.ask("/api/v1/edition", timeout=5))
            except OSError:  # until the next process listens
                unheard += 1
        allowed = [each.status for each in (*before, *after)].count(200)
        # A bucket of 20, and one more for every three seconds that this takes.
        assert 20 <= allowed <= 24 + (time.monotonic() - begun) / 3
        assert [each.status for each in before].count(429) >= 5
        assert 429 in [each.status for each in after]
        refused = [each for each in (*before, *after) if each.status == 429]
        assert all(int(each.headers["retry-after"]) > 0 for each in refused)
        text = one.ask("/api/v1/metrics").body.decode()
        told = {
            status: float(re.search(rf'route="{route}",status="{status}"}} (\S+)', text)[1])  # type: ignore[index]
            for route, status in (("/api/v1/edition", 200), ("refused", 429))
        }
        # Counted when the answer is out: the last before the blow may miss, and the answers that
        # nobody heard are counted all the same.
        assert allowed <= told[200] <= allowed + unheard
        assert len(refused) - 1 <= told[429] <= len(refused) + unheard
        assert len(list(tmp_path.glob("geo-serve-*/counter_*.db"))) > len(first)
    assert not list(tmp_path.glob("geo-serve-*"))


def test_stops_gracefully_and_starts_again_under_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stop lets every begun answer end whole and leaves no file; the port serves again after."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    port = free_port()
    one = start(port, "--requests-per-minute", "0")
    broken: list[str] = []
    good = [0]
    stop = threading.Event()

    def load() -> None:
        while not stop.is_set():
            try:
                found = one.ask(f"/api/v1/check?where=33.4,36.2&{ZONE}", timeout=10)
                assert found.json["verdict"] == "inside"
                good[0] += 1
            except OSError:  # the server is down: a connection is refused, none is cut in an answer
                stop.wait(0.02)
            except Exception as error:
                broken.append(repr(error))

    threads = [threading.Thread(target=load) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        threading.Event().wait(1.0)
        before = good[0]
        one.process.send_signal(signal.SIGTERM)
        assert one.process.wait(25) in (0, -signal.SIGTERM)
        two = start(port, "--requests-per-minute", "0")
        try:
            threading.Event().wait(0.7)
        finally:
            stop.set()
            two.process.terminate()
            two.process.wait(25)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert before > 10
    assert good[0] > before
    assert not broken
    assert not list(tmp_path.iterdir())


def test_gdal_reads_the_collections(server: Server) -> None:
    """GDAL's own OAPIF driver opens the server, filters by a box and reads every feature."""
    if shutil.which("ogrinfo") is None:
        assert not os.environ.get("CI"), "ogrinfo is missing: apt-get install gdal-bin"
        pytest.skip("GDAL's ogrinfo is not here: apt-get install gdal-bin")

    def ogrinfo(*options: str) -> str:
        return subprocess.run(
            ["ogrinfo", "-ro", *options], capture_output=True, text=True, check=True, timeout=60
        ).stdout

    layers = ogrinfo(f"OAPIF:{server.url}/ogc")
    assert all(name in layers for name in ("zones", "lines", "places"))
    zones = ogrinfo("-al", "-q", f"OAPIF:{server.url}/ogc", "zones")
    assert zones.count("OGRFeature(zones)") == len(geo.lines())
    box = ("-spat", "36.2", "33.4", "36.4", "33.6")
    places = ogrinfo("-al", "-q", *box, f"OAPIF:{server.url}/ogc", "places")
    assert "name (String) = Damascus" in places
    assert "Beirut" not in places


def test_pages_of_features_leave_none_out(server: Server) -> None:
    """Following `next` gives every feature once, and the numbers agree."""
    path, seen, matched = "/ogc/collections/places/items?bbox=35.5,32.5,36.5,33.5&limit=60", [], 0
    while path:
        page = server.ask(path).json
        matched = page["numberMatched"]
        assert page["numberReturned"] == len(page["features"]) <= 60
        seen += [each["id"] for each in page["features"]]
        after = [link["href"] for link in page["links"] if link["rel"] == "next"]
        path = after[0].removeprefix(server.url) if after else ""
    assert len(seen) == len(set(seen)) == matched > 100


def test_the_features_api_describes_itself(server: Server) -> None:
    """Its document has the paths of the standard from its own root, and the size of a page."""
    found = server.ask("/ogc/api").json
    assert found["servers"] == [{"url": f"{server.url}/ogc"}]
    assert {"/", "/conformance", "/collections", "/collections/{key}/items"} <= set(found["paths"])
    limit = found["components"]["parameters"]["limit"]["schema"]
    assert (limit["default"], limit["maximum"]) == (100, 1_000)
    page = server.ask("/ogc/collections/places/items?limit=5000").json
    assert page["numberReturned"] == 1_000


def test_no_request_of_the_description_is_a_fault(server: Server) -> None:
    """What schemathesis makes of the OpenAPI document is answered or refused, never a fault."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from schemathesis.checks import not_a_server_error

    schema = schemathesis.openapi.from_url(f"{server.url}/api/v1/openapi.json")
    operations = [each.ok() for each in schema.get_all_operations()]
    assert len(operations) > 18
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(
            max_examples=6, deadline=None, database=None, derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def fits(case: object) -> None:
            response = case.call(timeout=60)  # type: ignore[attr-defined]
            if response.status_code in (501, 503):
                return
            case.validate_response(response, checks=[not_a_server_error])  # type: ignore[attr-defined]
            if response.status_code >= 400:
                assert response.headers["content-type"][0] == "application/problem+json" or (
                    "application/problem+json" in str(response.headers["content-type"])
                )

        fits()


def test_without_the_extra_the_command_says_which() -> None:
    """`geo serve` without FastAPI is one line that names the extra, and exit code 4."""
    code = (
        "import sys\nsys.modules['fastapi'] = None\n"
        "import geo.cli\ngeo.cli.main(['serve', '--port', '0'])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 4
    assert found.stderr.strip().splitlines() == [
        "geo: geo serve needs fastapi: install it with: pip install 'geo-zones[web]'"
    ]


@pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")
def test_of_namesakes_the_one_in_the_zones_countries_is_meant() -> None:
    """Asked of a zone in Syria, Palmyra is not the one in Pennsylvania, over HTTP either."""
    near = ZONES.zone(ZoneQuery(reference="ISR-SYR", distance="100 km"))
    assert find_place("Palmyra", among=near).country == "SYR"
    assert find_place("Paris", among=near).country == "FRA"


def test_a_near_spelling_is_offered_and_taken_only_as_a_guess(server: Server) -> None:
    """A misspelt name is a 404 with candidates; `guess` takes the first, and the answer says so."""
    path = f"/api/v1/check?where=Damasucs&{ZONE}"
    refused = server.ask(path)
    assert "Damasucs" in _problem(refused, 404)
    first = refused.json["candidates"][0]
    assert (first["name"], first["country_name"]) == ("Damascus", "Syria")
    taken = server.ask(f"{path}&guess=1").json
    assert (taken["place"]["name"], taken["place"]["matched"]) == ("Damascus", "near")
    for way in ("map", "zone.geojson"):
        zone = f"/api/v1/{way}?reference=Damasucs&distance=40+km"
        assert server.ask(zone).json["candidates"][0]["name"] == "Damascus"
        assert server.ask(f"{zone}&guess=1").status == 200
