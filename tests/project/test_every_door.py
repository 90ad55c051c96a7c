"""One question, one answer: Python, shell, API, page, map and files of points say the same."""

from __future__ import annotations

import asyncio
import contextlib
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest

import geo
from geo.cli import main
from geo.errors import GeoError
from geo.geodesy import parse_point
from geo.maps import zone_map
from geo.web import application
from geo.zones import QUERY_LIMITS

pytestmark = pytest.mark.filterwarnings("ignore::geo.errors.GeoWarning")

STATUS = {2: 422, 3: 404, 4: 422, 5: 422}
"""Of an exit code."""


@dataclass(frozen=True)
class Asked:
    """A zone in words, and places about which it is asked."""

    reference: str
    distance: str
    within: tuple[str, ...] = ()
    line: str | None = None
    names: tuple[str, ...] = ()
    around: tuple[float, float] = (0.0, 0.0)

    @property
    def places(self) -> list[str]:
        """The names, and points about the zone, from its middle to beyond its edge."""
        degrees = geo.zone(self.reference, self.distance).distance_m / 111_000
        random = np.random.default_rng(len(self.reference))
        lon, lat = self.around
        points = [
            f"{np.clip(lat + y * degrees, -90, 90):.5f},{(lon + x * degrees + 180) % 360 - 180:.5f}"
            for x, y in random.uniform(-1.5, 1.5, (10 - len(self.names), 2))
        ]
        return [*self.names, *points]

    @property
    def address(self) -> list[tuple[str, str]]:
        """The same as parameters of an address."""
        pairs = [("reference", self.reference), ("distance", self.distance)]
        pairs += [("within", each) for each in self.within]
        return [*pairs, *([("line", self.line)] if self.line else [])]

    @property
    def options(self) -> list[str]:
        """The same as options of the shell."""
        return [
            text
            for name, value in self.address
            for text in (f"--{name}", value)
        ]  # fmt: skip


ZONES = (
    Asked("Israel's northern border", "100 km", ("Syria",), None,
          ("Damascus", "Jayrud", "Beirut", "Homs", "33.81,36.74"), (36.2, 33.2)),
    Asked("Israel's northern border", "100 km", ("Syria",), "pre-1967",
          ("Damascus", "Jayrud", "دمشق"), (36.2, 33.2)),
    Asked("the Syrian-Turkish border", "30 km", (), None, ("Kobani", "Gaziantep"), (38.0, 36.8)),
    Asked("Damascus", "about 60 km", (), None, ("Damascus",), (36.29, 33.51)),
    Asked("33.5,36.3", "60 km", ("SYR", "Lebanon"), None, ("Zahle", "Lebanon"), (36.3, 33.5)),
    Asked("LBN-SYR", "about 15 miles", (), None, ("Homs",), (36.3, 34.2)),
    Asked("-17.8,-179.9", "200 km", (), None, ("Suva",), (-179.9, -17.8)),
    Asked("BLR-POL", "3 km", ("Poland",), None, ("Terespol", "Brest, Belarus"), (23.6, 52.1)),
    Asked("89.9,0", "500 nautical miles", (), None, (), (0.0, 85.0)),
    Asked("North Korea's southern border", "5 km", (), None, ("Kaesong",), (127.0, 38.2)),
)  # fmt: skip


@pytest.fixture(scope="module")
def app() -> Iterator[Any]:
    one = application(warm=False)
    yield one
    one.inner.state.services.worker.close()


def http(app: Any, path: str, query: list[tuple[str, str]], body: bytes | None = None) -> Any:
    """Ask an ASGI application in this process; the status, and the JSON that came back."""
    scope = {
        "type": "http", "method": "GET" if body is None else "POST", "path": path,
        "raw_path": path.encode(), "query_string": urlencode(query).encode(), "scheme": "http",
        "headers": [(b"host", b"test"), (b"content-type", b"application/json"),
                    (b"content-length", str(len(body or b"")).encode())],
        "client": ("192.0.2.1", 1), "server": ("test", 80), "http_version": "1.1", "root_path": "",
    }  # fmt: skip
    got: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body or b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        got.append(message)

    asyncio.run(app(scope, receive, send))
    return got[0]["status"], json.loads(b"".join(each.get("body", b"") for each in got[1:]))


def shell(*arguments: str) -> tuple[int, str, str]:
    """Exit code, output and complaints of the command."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(list(arguments))
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
    notes = [each for each in err.getvalue().splitlines() if not each.startswith("geo: note:")]
    return code, out.getvalue(), "\n".join(notes)


@pytest.mark.parametrize("asked", ZONES, ids=lambda asked: f"{asked.distance} {asked.reference}")
def test_every_door_gives_the_same_answer(asked: Asked, app: Any, tmp_path: Path) -> None:
    """A verdict, its distances and its reason are the same wherever they are asked for."""
    zone = geo.zone(asked.reference, asked.distance, within=asked.within or None, line=asked.line)
    places = asked.places
    verdicts = [zone.check(each) for each in places]
    wanted = [each.to_dict() for each in verdicts]

    code, out, _ = shell("check", *places, *asked.options, "--json")
    assert json.loads(out) == wanted
    assert code == (5 if "undecided" in {each.verdict for each in verdicts} else 0)

    for door in (app, app.inner):
        for place, one in zip(places, wanted, strict=True):
            found = http(door, "/api/v1/check", [("where", place), *asked.address])
            assert found == (200, one)

    page = zone_map([zone], places=verdict_places(zone, places))
    shown = {each["name"]: each["answers"][0]["verdict"] for each in page.data["places"]}
    # A map has no mark on what the zone is counted from, and none on a whole country.
    marked = [each for each in verdicts if each.place.name in shown]
    assert len(marked) >= 8
    for each in marked:
        assert shown[each.place.name] == each.verdict, each.because

    points = [(place, parse_point(place)) for place in places]
    typed = [(place, at) for place, at in points if at is not None]
    body = json.dumps({"points": [at for _, at in typed]}).encode()
    status, many = http(app, "/api/v1/check", asked.address, body)
    assert status == 200
    path = tmp_path / "points.csv"
    path.write_text("lon,lat\n" + "".join(f"{lon!r},{lat!r}\n" for _, (lon, lat) in typed))
    target = tmp_path / "out.csv"
    code, _, complaint = shell(
        "check", "--points", str(path), "-o", str(target), "--distance-column", "--verdict",
        *asked.options,
    )  # fmt: skip
    assert code == 0, complaint
    rows = list(csv.DictReader(target.open()))
    by_place = dict(zip(places, verdicts, strict=True))
    for n, (place, (lon, lat)) in enumerate(typed):
        one = by_place[place]
        inside = bool(zone.contains(lon, lat))
        assert many["inside"][n] == inside == (rows[n]["inside"].lower() in ("true", "1"))
        assert many["distance_m"][n] == pytest.approx(one.distance_m, abs=0.0021)
        assert float(rows[n]["distance_m"]) == pytest.approx(one.distance_m, abs=0.0021)
        assert rows[n]["verdict"] == one.verdict


@pytest.mark.parametrize("asked", (ZONES[0], ZONES[5]), ids=lambda asked: asked.reference)
def test_the_page_holds_the_same_distances(asked: Asked, app: Any) -> None:
    """The map's data are those of the zone in Python, and so is every town of its table."""
    zone = geo.zone(asked.reference, asked.distance, within=asked.within or None)
    for door in (app, app.inner):
        status, drawn = http(door, "/api/v1/map", asked.address)
        assert status == 200
        assert drawn["asked"][0]["distance"] == zone.distance_m
        assert drawn["towns"]
        for town in drawn["towns"][:20]:
            answer = zone.check(f"{town['lat']},{town['lon']}")
            assert town["distance_m"] == pytest.approx(answer.distance_m, abs=1.5)


def verdict_places(zone: geo.Zone, places: list[str]) -> list[Any]:
    """The places as the zone understands them, as a map takes them."""
    return [zone.check(each).place for each in places]


LONG = "x" * 201
BAD = (
    # reference, distance, within, line, where, whether Python holds to it too
    ("Nowhereland-on-Sea", "1 km", (), None, "Damascus", True),
    ("2,2", "far", (), None, "1,1", True),
    ("2,2", "0 km", (), None, "1,1", True),
    ("2,2", "-5 km", (), None, "1,1", True),
    ("2,2", "nan km", (), None, "1,1", True),
    ("2,2", "30,000 km", (), None, "1,1", True),
    ("2,2", "5 parsecs", (), None, "1,1", True),
    ("2,2", "1 km", (), None, "91,0", True),
    ("2,2", "1 km", (), None, "Xyzzyville-on-Nowhere", True),
    ("91,2", "1 km", (), None, "1,1", True),
    ("2,2", "1 km", ("Nowhereland-on-Sea",), None, "1,1", True),
    ("France–Poland border", "1 km", (), None, "1,1", True),
    ("ISR-LBN", "1 km", (), "bravo-1974", "1,1", True),
    ("ISR-LBN", "1 km", (), "nowhere-1900", "1,1", True),
    ("Damascus", "1 km", (), "pre-1967", "1,1", True),
    ("FRA-POL", "1 km", (), None, "1,1", True),
    ("2,2", "1 km", ("Syria",) * (QUERY_LIMITS.countries + 1), None, "1,1", False),
    ("2,2", "1 km", (LONG,), None, "1,1", False),
    ("2,2", "1 km", (" ",), None, "1,1", False),
    (LONG, "1 km", (), None, "1,1", False),
    ("2,2", "1 km" + " " * 60, (), None, "1,1", False),
    ("2,2", "1 km", (), LONG, "1,1", False),
    ("2,2", "1 km", (), None, LONG, False),
    ("2,2", "1 km", (), None, " ", False),
    (" ", "1 km", (), None, "1,1", False),
    ("2,2", " ", (), None, "1,1", False),
)


@pytest.mark.parametrize(
    ("reference", "distance", "within", "line", "where", "python"),
    BAD,
    ids=lambda value: str(value)[:20],
)
def test_every_door_refuses_the_same(  # one argument a column of the table
    reference: str, distance: str, within: tuple[str, ...], line: str | None, where: str,
    python: bool, app: Any,
) -> None:  # fmt: skip
    """What cannot be answered is refused everywhere, in the same words and with the same code."""
    asked = Asked(reference, distance, within, line)
    code, out, said = shell("check", where, *asked.options)
    assert out == "" and said.startswith("geo: ") and len(said.splitlines()) == 1, said
    said = said.removeprefix("geo: ")
    for door in (app, app.inner):
        status, problem = http(door, "/api/v1/check", [("where", where), *asked.address])
        assert (status, problem["detail"]) == (STATUS[code], said)
    if where == "1,1":
        body = json.dumps({"points": [[1, 1]]}).encode()
        status, problem = http(app, "/api/v1/check", asked.address, body)
        assert (status, problem["detail"]) == (STATUS[code], said)
        if reference != " " and distance != " ":
            status, problem = http(app, "/api/v1/map", asked.address)
            assert (status, problem["detail"]) == (STATUS[code], said)
    if python:
        with pytest.raises(GeoError) as refusal:
            geo.zone(reference, distance, within=within or None, line=line).check(where)
        assert (refusal.value.exit_code, " ".join(str(refusal.value).split())) == (code, said)
