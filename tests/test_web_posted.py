"""Promises of the routes that take a body: an article's text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_server import Answer, Server, running

ROOT = Path(__file__).parents[1]
SEED = "2018-07-23-russia-offers-100-km"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running("--requests-per-minute", "0") as one:
        yield one


def post(server: Server, path: str, sent: object) -> Answer:
    """Send something as JSON; bytes go as they are."""
    body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    return server.ask(path, body=body, kind="application/json")


def refusal(answer: Answer, status: int) -> str:
    """The one line of a refusal."""
    assert answer.status == status, answer.body[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    assert "\n" not in answer.json["detail"]
    return str(answer.json["detail"])


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
        f"Troops must stay {n} km from Damascus, he said." for n in (10, 20, 30, 40, 50, 60, 70)
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
