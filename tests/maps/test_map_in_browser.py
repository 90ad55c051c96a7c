"""Promises of a saved map in a real browser with the network cut off."""

from __future__ import annotations

import html
import os
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

import geo
from geo.errors import DisputedBorder
from geo.gazetteer import Place
from geo.maps import folium_map as maps
from geo.maps import offline
from geo.reading import (
    Article,
    Claim,
    Mention,
    Reading,
    Reference,
    article_from_text,
    load_article,
    read,
)
from geo.sources import seeds_folder

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
STORY = """---
title: A belt along the border
publisher: The Paper
date: 2018-07-23
---
Russia offered to keep Iran's forces in Syria 100 kilometers (62 miles) away from Israel's northern
border, and Israel rejected the offer. It also wants the border crossings between Syria and Iraq
shut. Rebels were moved from the Golan Heights to Damascus and to Beirut."""

PAYLOADS = (
    "<img src=x onerror=pwned=1>",
    "<script>pwned=1</script>",
    "</script><script>pwned=1</script>",
    "</title></textarea></style></noscript><svg onload=pwned=1>",
    '"><img src=x onerror=pwned=1>',
    "' onmouseover='pwned=1' autofocus onfocus='pwned=1",
    "javascript:pwned=1",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "<a href=javascript:pwned=1>x</a>",
    "{{ cycler.__init__.__globals__.os.environ }}",
    "{% print 7*191 %}",
    "${pwned=1}`+(pwned=1)+`",
    "\u2028pwned=1\u2029//",
    "<!--<script>",
    "]]><svg/onload=pwned=1>",
    "&lt;img src=x onerror=pwned=1&gt;",
    "<math><mtext><table><mglyph><style><img src=x onerror=pwned=1>",
    "\u202egnp.exe\u202c",
)


@dataclass
class Opened:
    """A page, and everything that it asked for or complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    blocked: list[tuple[str, str]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def ask(self, lon: float, lat: float) -> dict[str, Any]:
        """What the page answers about a point."""
        found: dict[str, Any] = self.page.evaluate(
            "([lon, lat]) => { const all = geoPages[0].answers(lon, lat); return {"
            "lines: all.lines.map(l => [l.metres, l.lon, l.lat]),"
            "zones: all.zones.map(z => [z.verdict, z.margin])}; }",
            [lon, lat],
        )
        return found


def _zone(*args: Any, **options: Any) -> geo.Zone:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DisputedBorder)
        return geo.zone(*args, **options)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's chromium; in CI its absence is a failure, elsewhere a reason to skip."""
    if not shutil.which(CHROMIUM):
        missing = "the map's browser tests need chromium: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield running
        running.close()


@pytest.fixture
def show(browser: Any) -> Iterator[Any]:
    """Open a file in a fresh profile without a network, and record what it asks for."""
    contexts = []

    def opened(path: Path, width: int = 1600, height: int = 1000) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        context.set_offline(True)
        found = Opened(context.new_page())

        def stop(route: Any) -> None:
            if route.request.url.startswith("file:"):
                route.continue_()
            else:
                route.abort()

        context.route("**/*", stop)
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.on(
            "requestfailed", lambda request: found.blocked.append((request.url, request.failure))
        )
        found.page.on("console", lambda said: found.complaints.append(f"{said.type}: {said.text}"))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.on(
            "dialog", lambda dialog: found.complaints.append("a dialog") or dialog.dismiss()
        )
        found.page.goto(path.as_uri())
        found.page.wait_for_function("window.geoPages && geoPages.length === 1")
        return found

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The saved map of a short article."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DisputedBorder)
        page = maps.zone_map(read(article_from_text(STORY)))
    return maps.save(page, tmp_path_factory.mktemp("map") / "story.html")


def test_the_map_opens_without_a_network_and_answers_a_click(show: Any, tmp_path: Path) -> None:
    """No request but the file's own, a layer goes and comes, a click is answered, no complaint."""
    first = min(path for path in seeds_folder().glob("*.md") if path.name != "README.md")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DisputedBorder)
        seed = maps.zone_map(read(load_article(first)))
    places = len(seed.data["places"])
    file = maps.save(seed, tmp_path / "map.html")
    opened = show(file)
    page = opened.page
    assert page.title() == "100 km from Israel's northern border, inside Syria"

    pins = page.locator(".leaflet-marker-icon")
    assert pins.count() == places > 0
    layer = page.get_by_role("checkbox", name="Places in the article")
    layer.uncheck()
    assert pins.count() == 0
    layer.check()
    assert pins.count() == places

    # South-east of Damascus: inside by every line.
    at = page.evaluate(
        "(() => { const p = geoPages[0].map.latLngToContainerPoint([33.05, 36.5]);"
        " return [p.x, p.y]; })()"
    )
    page.locator(".leaflet-container").click(position={"x": at[0], "y": at[1]})
    answer = page.locator(".geo-answer")
    assert answer.get_attribute("aria-live") == "polite"
    assert "Inside" in answer.inner_text()
    metres = float(page.locator("[data-line='ceasefire-1974']").get_attribute("data-metres"))
    zone = _zone("ceasefire-1974", "100 km", within="Syria")
    # The click falls on a pixel, about 300 m wide here.
    assert metres == pytest.approx(float(zone.distance_to(36.5, 33.05)), abs=500)
    assert page.locator("path.geo-way").count() == 1

    picture = os.environ.get("GEO_MAP_SCREENSHOT")
    if picture:
        Path(picture).parent.mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(600)
        page.screenshot(path=picture)
    assert opened.requests == [file.as_uri()]
    assert opened.complaints == []


@pytest.mark.parametrize("line", [None, "pre-1967"])
def test_distances_and_verdicts_agree_with_python(
    line: str | None, show: Any, tmp_path: Path
) -> None:
    """At 100 points, near and far, at the edge and the line, the page says what Python says."""
    zone = _zone("Israel's northern border", "100 km", within="Syria", line=line)
    opened = show(maps.save(maps.zone_map(zone), tmp_path / "map.html"))
    rng = np.random.default_rng(7)
    around = np.column_stack((rng.uniform(33.5, 38.0, 40), rng.uniform(31.5, 35.0, 40)))
    far = np.array([(-120.0, -30.0), (10.0, 60.0), (179.9, 0.0), (-179.9, 5.0), (36.0, 89.5)])
    edge = shapely.get_coordinates(zone.area)
    near = edge[rng.integers(0, len(edge), 35)] + rng.normal(0, 0.004, (35, 2))
    line_at = shapely.get_coordinates(zone.line.geometry)
    beside = line_at[rng.integers(0, len(line_at), 20)] + rng.normal(0, 0.003, (20, 2))
    verdicts = set()
    for lon, lat in np.concatenate((around, far, near, beside)).tolist():
        said = opened.ask(lon, lat)
        expected = zone.check((lon, lat))
        metres, foot_lon, foot_lat = said["lines"][0]
        # Feet far from here may be metres apart and yet equally near, so distances are compared.
        assert metres == pytest.approx(expected.distance_m, abs=1.0), (lon, lat)
        assert float(zone.distance_to(foot_lon, foot_lat)) < 1.0
        [[verdict, margin]] = said["zones"]
        assert margin == pytest.approx(expected.margin_m, abs=1.0)
        assert verdict == expected.verdict, (lon, lat, expected.because)
        verdicts.add(verdict)
    assert verdicts == {"inside", "outside", "undecided"}
    assert opened.complaints == []


@pytest.mark.parametrize(
    ("reference", "distance"),
    [
        (shapely.LineString([(178.5, -18.0), (-179.0, -17.0)]), "150 km"),
        ("89.0,10.0", "900 km"),
        (shapely.box(10.0, 50.0, 11.0, 51.0), "25 km"),
        (shapely.LineString([(5.0, 60.0), (12.0, 61.0)]), "200 km"),
        ("33.5,36.3", "9000 km"),
    ],
)
def test_any_reference_anywhere_agrees_with_python(
    reference: Any, distance: str, show: Any, tmp_path: Path
) -> None:
    """Over the antimeridian, round a pole, an area, a long geodesic, half the globe: within 1 m."""
    zone = _zone(reference, distance)
    opened = show(maps.save(maps.zone_map(zone), tmp_path / "map.html"), width=1024, height=768)
    points = [
        (10.5, 50.5),
        (179.5, -17.5),
        (-179.5, -17.5),
        (0.0, 88.0),
        (15.0, 63.5),
        (100.0, -80.0),
    ]
    for lon, lat in points:
        said = opened.ask(lon, lat)
        expected = zone.check((lon, lat))
        assert said["lines"][0][0] == pytest.approx(expected.distance_m, abs=1.0)
        assert said["zones"][0][0] == expected.verdict
    opened.page.locator(".leaflet-container").click(position={"x": 300, "y": 300})
    assert "from" in opened.page.locator(".geo-answer").inner_text()
    assert opened.complaints == []


def test_a_click_draws_the_shortest_way_to_the_line(story: Path, show: Any) -> None:
    """It runs from the point asked about to the nearest point of the line, along the geodesic."""
    opened = show(story)
    zone = _zone("ceasefire-1974", "100 km", within="Syria")
    path = np.array(
        opened.page.evaluate(
            "(() => { geoPages[0].ask(44.0, 36.0); let found; geoPages[0].asked.eachLayer(l => {"
            " if (l.options.className === 'geo-way') found = l.getLatLngs(); });"
            " return found.map(p => [p.lng, p.lat]); })()"
        )
    )
    whole, foot_lon, foot_lat = (float(v[0]) for v in zone.distance_to_line(44.0, 36.0))
    assert path[0] == pytest.approx((44.0, 36.0))
    assert path[-1] == pytest.approx((foot_lon, foot_lat), abs=1e-4)
    legs = geo_distance(path[:-1], path[1:])
    assert legs.sum() == pytest.approx(whole, abs=1.0)


def geo_distance(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Geodesic lengths by GeographicLib's own Python."""
    from geographiclib.geodesic import Geodesic

    return np.array(
        [
            Geodesic.WGS84.Inverse(y1, x1, y2, x2)["s12"]
            for (x1, y1), (x2, y2) in zip(a.tolist(), b.tolist(), strict=True)
        ]
    )


def test_the_map_can_be_asked_with_the_keyboard(story: Path, show: Any) -> None:
    """Tab reaches the map, Enter measures at its centre, and the form takes a typed point."""
    opened = show(story)
    page = opened.page
    field_ = page.get_by_label("Latitude, longitude")
    field_.fill("33.51, 36.29")
    field_.press("Enter")
    answer = page.locator(".geo-answer")
    assert "49.25 km" in answer.inner_text()
    assert "Inside" in answer.inner_text()
    field_.fill("95, 36")
    field_.press("Enter")
    assert "latitude, then longitude" in answer.inner_text()
    page.locator(".leaflet-container").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    assert "from the" in answer.inner_text()
    button = page.get_by_role("button", name="Beirut", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    card = page.locator(".leaflet-popup-content").last
    assert "Outside" in card.inner_text()
    assert "Source: GeoNames" in card.inner_text()
    assert opened.complaints == []


def test_a_screen_reader_is_told_what_the_eye_sees(story: Path, show: Any) -> None:
    """Every control has a name, places say their verdict, and an answer is announced."""
    page = show(story).page
    for role in ("button", "checkbox", "textbox", "link"):
        for control in page.get_by_role(role).all():
            if control.is_visible():
                assert control.evaluate(
                    "node => (node.getAttribute('aria-label') || node.title || node.innerText"
                    " || (node.labels && node.labels[0] && node.labels[0].innerText) || '').trim()"
                ), control.evaluate("node => node.outerHTML")
    assert page.get_by_role("button", name="Damascus, inside").count() == 1
    row = page.get_by_role("row", name="Damascus")
    assert row.get_by_role("cell", name="inside").count() == 1
    page.get_by_role("textbox").fill("33.51, 36.29")
    page.keyboard.press("Enter")
    said = page.get_by_role("status")
    said.filter(has_text="inside the edge").wait_for()
    assert said.get_attribute("aria-live") == "polite"


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1024, 768), (1600, 1000)])
def test_the_page_fits_phones_tablets_and_desks(
    width: int, height: int, story: Path, show: Any
) -> None:
    """Nothing is wider than the screen, the map is large, and the main names are readable."""
    opened = show(story, width, height)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(".leaflet-container").bounding_box()
    assert box["width"] >= 0.7 * width
    assert box["height"] >= 0.5 * height
    assert page.locator("h1").is_visible()
    shown = page.evaluate("geoPages[0].names.shown()")
    for name in ("Damascus", "Beirut", "Blue Line and 1974 ceasefire line"):
        assert name in shown
    # Where the whole label of the edge has no room, the distance alone stands there.
    assert "100 km from the line" in shown or (width < 600 and "100 km" in shown)
    assert opened.complaints == []


def test_names_do_not_touch(story: Path, show: Any) -> None:
    """Whatever the zoom, no two names on the map overlap."""
    page = show(story, 1024, 768).page
    for zoom in (5, 7, 9, 11):
        crossing = page.evaluate(
            "(zoom) => { const p = geoPages[0]; p.map.setView([33.2, 36], zoom, {animate: false});"
            " const t = p.names.boxes(); let n = 0;"
            " for (let i = 0; i < t.length; i++) for (let j = 0; j < i; j++) {"
            "  if (t[i].name !== t[j].name && t[i].x < t[j].right && t[j].x < t[i].right"
            "   && t[i].y < t[j].bottom && t[j].y < t[i].bottom) n++; }"
            " return [t.length, n]; }",
            zoom,
        )
        assert crossing[0] > 5
        assert crossing[1] == 0


def test_online_tiles_load_only_when_they_are_switched_on(story: Path, show: Any) -> None:
    """The switch is off, nothing is asked for; on, the tiles of openstreetmap.org and no other."""
    opened = show(story)
    page = opened.page
    page.wait_for_timeout(200)
    assert opened.requests == [story.as_uri()]
    switch = page.get_by_role("checkbox", name="Online street map")
    assert not switch.is_checked()
    switch.check()
    page.wait_for_timeout(400)
    asked = opened.requests[1:]
    assert asked
    host = offline.TILE_URL.partition("{")[0]
    assert all(address.startswith(host) for address in asked)


def _hostile(payload: str) -> Reading:
    """A reading in which every text is the payload."""
    place = Place(
        name=payload,
        geometry=shapely.Point(36.3, 33.5),
        country="SYR",
        kind=payload,
        population=1,
        accuracy_m=10.0,
        source=payload,
        source_id=payload,
        name_local=payload,
        because=payload,
        admin1=payload,
    )
    line = Place(
        payload + " ", shapely.LineString([(36.5, 33), (37, 34)]), "", payload, 0, 1.0, payload, "l"
    )
    area = Place(payload + "  ", shapely.box(36.0, 33.2, 36.9, 33.9), "", payload, 0, 1.0, "", "a")
    claim = Claim(
        text=payload,
        start=0,
        end=1,
        distance_m=50_000.0,
        equivalents=(),
        reference=Reference(payload, "line", line="ceasefire-1974"),
        within=("SYR",),
        side=payload,
        status="rejected",
        speaker=payload,
        approximate=True,
        sentence=payload,
    )
    return Reading(
        article=Article(payload, title=payload, date=payload, publisher=payload, url=payload),
        mentions=tuple(Mention(payload, 0, 1, "place", each) for each in (place, line, area)),
        claims=(claim,),
        doubts=(payload,),
    )


def test_no_text_of_an_article_runs(show: Any, tmp_path: Path) -> None:
    """Payloads in every field stay text in the page, its title, its key, its cards and answers."""
    for number in range(0, len(PAYLOADS), 9):
        payloads = PAYLOADS[number : number + 9]
        payload = "  ".join(payloads)
        path = maps.save(
            maps.zone_map(_hostile(payload), notes=[payload]), tmp_path / f"{number}.html"
        )
        opened = show(path, 1024, 768)
        page = opened.page
        page.evaluate(
            "() => { const p = geoPages[0]; p.ask(36.3, 33.5);"
            " p.data.places.forEach(q => q.marker.openPopup());"
            " p.shapes.eachLayer(l => l.openPopup()); }"
        )
        page.get_by_role("checkbox", name="Places in the article").uncheck()
        page.mouse.move(500, 300)
        assert page.evaluate("typeof window.pwned") == "undefined", payload
        assert opened.requests == [path.as_uri()], payload
        assert opened.complaints == [], payload
        assert page.locator("main iframe, main script, .geo-panel script, [onerror]").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0
        # It is all there to read, as it was written; a title is one line, so what would break it
        # (U+2028 and U+2029 among it) is a space there.
        heading = " ".join(page.locator("h1").text_content().split())
        title = " ".join(page.title().split())
        for each in payloads:
            assert " ".join(each.split()) in heading
            assert " ".join(each.split()) in title
            assert each in page.locator(".geo-note").text_content()


def test_the_policy_stops_what_would_slip_through(story: Path, show: Any) -> None:
    """Markup that somehow reached the page could neither run nor load anything."""
    opened = show(story)
    opened.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.pwned=1\">"
        '<img src="https://example.org/a.png"><iframe src="https://example.org/"></iframe>\')'
    )
    opened.page.evaluate(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.pwned = 2';"
        " document.body.appendChild(s); })()"
    )
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("typeof window.pwned") == "undefined"
    # The browser names the attempt; the policy stops it before it is a request.
    stopped = {url: reason for url, reason in opened.blocked if "example.org" in url}
    assert set(stopped.values()) <= {"csp"}, stopped
    assert any("Content Security Policy" in text for text in opened.complaints)


def test_a_map_in_a_notebook_cell_works(browser: Any, tmp_path: Path) -> None:
    """The iframe that a notebook shows holds a live map that answers."""
    page_map = maps.zone_map(_zone("33.5,36.3", "20 km"))
    cell = tmp_path / "cell.html"
    cell.write_text(f"<body>{page_map._repr_html_()}</body>", encoding="utf-8")
    context = browser.new_context()
    context.set_offline(True)
    page = context.new_page()
    page.goto(cell.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(".leaflet-container").click(position={"x": 200, "y": 200})
    assert "from 33.5000" in frame.locator(".geo-answer").inner_text()
    assert html.escape("geoMap") in cell.read_text("utf-8")
    context.close()
