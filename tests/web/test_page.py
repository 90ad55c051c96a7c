"""Promises of the page in a real browser: journeys, widths, accessibility, hostile text."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from web_server import ZONE, Server, running

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
AXE = (Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = [(390, 844), (1024, 768), (1600, 1000)]
PAYLOADS = (
    "<img src=x onerror=pwned=1>",
    "</script><script>pwned=1</script>",
    "</title></textarea></style></noscript><svg onload=pwned=1>",
    '"><img src=x onerror=pwned=1>',
    "' onmouseover='pwned=1' autofocus onfocus='pwned=1",
    "javascript:pwned=1",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "{{constructor.constructor('pwned=1')()}}",
    "${pwned=1}`+(pwned=1)+`",
    "<math><mtext><table><mglyph><style><img src=x onerror=pwned=1>",
    "\u202egnp.exe\u202c",
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running("--requests-per-minute", "0") as one:
        yield one


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not Path(CHROMIUM).exists():
        assert not os.environ.get("CI"), "chromium is missing: apt-get install chromium"
        pytest.skip("Debian's Chromium is not here: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield one
        one.close()


class Opened:
    """A page with what it asked for and complained of."""

    def __init__(self, browser: Any, url: str, **options: Any) -> None:
        options.setdefault("viewport", {"width": 1024, "height": 768})
        self.context = browser.new_context(**options)
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        home = urlsplit(url).netloc
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )
        self.page.on(
            "request",
            lambda asked: self.foreign.append(asked.url)
            if urlsplit(asked.url).netloc not in (home, "") else None,
        )  # fmt: skip
        self.page.goto(url)
        self.ready()

    def ready(self) -> None:
        """Wait until everything stands."""
        self.page.wait_for_selector("html[data-ready]", state="attached", timeout=60_000)

    def verdict(self) -> str:
        """The verdict that is shown, when there is one."""
        node = self.page.wait_for_selector("#answer [data-verdict]", timeout=30_000)
        return str(node.get_attribute("data-verdict"))

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_a_place_is_found_by_keyboard_alone(
    server: Server, browser: Any, width: int, height: int
) -> None:
    """Typing a few letters, an arrow and Enter gives the verdict and puts it into the address."""
    size = {"width": width, "height": height}
    with Opened(browser, f"{server.url}/?{ZONE}", viewport=size) as opened:
        page = opened.page
        page.focus("#search")
        page.keyboard.type("דמש")
        page.wait_for_selector("#found [role=option] bdi")
        page.keyboard.press("ArrowDown")
        assert page.get_attribute("#search", "aria-activedescendant") == "found-0"
        page.keyboard.press("Enter")
        assert opened.verdict() == "inside"
        assert "49.4 km" in page.inner_text("#answer")
        assert page.get_attribute("#answer", "aria-live") == "polite"
        asked = parse_qs(urlsplit(page.url).query)
        assert asked["place"] == ["Damascus, Syria"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert not opened.complaints
        assert not opened.foreign
        with Opened(browser, page.url, viewport=size) as again:
            assert again.verdict() == "inside"
            assert again.page.inner_text("#answer") == page.inner_text("#answer")


def test_a_click_answers_for_each_line_and_draws_the_way(server: Server, browser: Any) -> None:
    """Where the lines disagree, a click says undecided, gives each line's answer, and the way."""
    with Opened(browser, f"{server.url}/?{ZONE}") as opened:
        page = opened.page
        at = page.evaluate("(() => { const p = geoPage.map.latLngToContainerPoint([33.81, 36.74]); "
                           "const b = geoPage.map.getContainer().getBoundingClientRect(); "
                           "return [p.x + b.left, p.y + b.top]; })()")  # fmt: skip
        page.mouse.click(*at)
        assert opened.verdict() == "undecided"
        rows = page.locator(".by-line tr").all_inner_texts()
        assert [row.split()[-1] for row in rows] == ["outside", "inside", "outside"]
        assert page.locator("path.geo-way").count() >= 1
        assert "Nearest point" in page.inner_text("#answer")


def test_zone_line_rings_and_back(server: Server, browser: Any) -> None:
    """Distance, country and line change the map and the address; the back button undoes it."""
    with Opened(browser, f"{server.url}/?{ZONE}") as opened:
        page = opened.page
        page.select_option("#line", "pre-1967")
        page.locator("#title", has_text="pre-1967").or_(
            page.locator("#facts", has_text="pre-1967")
        ).first.wait_for()
        assert parse_qs(urlsplit(page.url).query)["line"] == ["pre-1967"]
        page.fill("#distance", "50 mi; 100 km")
        page.press("#distance", "Enter")
        page.locator("#title", has_text="80.5").wait_for(timeout=60_000)
        assert page.evaluate("geoPage.zones.length") == 2
        assert parse_qs(urlsplit(page.url).query)["distance"] == ["50 mi", "100 km"]
        page.go_back()
        page.go_back()
        page.locator("#distance").and_(page.locator("input")).wait_for()
        assert page.input_value("#distance") == "100 km"
        assert page.input_value("#line") in ("", "pre-1967")
        assert not opened.complaints


def test_a_rough_zone_says_so_above_the_map(server: Server, browser: Any) -> None:
    """It is refused with a way on; once drawn, page and embed tell the reason under the title."""
    asked = "reference=Kharkiv+Oblast&distance=50+km"
    with Opened(
        browser, f"{server.url}/?{asked}", viewport={"width": 390, "height": 844}
    ) as opened:
        page = opened.page
        assert page.locator("#doubt").is_hidden()
        page.locator("#notice button").click()
        page.locator("#title", has_text="Approximately").wait_for(timeout=60_000)
        doubt = page.locator("#doubt")
        assert "no outline is known" in doubt.inner_text()
        boxes = [page.locator(each).bounding_box() for each in ("#title", "#doubt", "#stage")]
        assert boxes == sorted(boxes, key=lambda box: box["y"])
        assert page.locator("#doubts details").count() == 0
    with Opened(browser, f"{server.url}/embed?{asked}&rough=1") as framed:
        assert "no outline is known" in framed.page.locator("#doubt").inner_text()
    with Opened(browser, f"{server.url}/?{ZONE}") as sure:
        assert sure.page.locator("#doubt").is_hidden()


def test_the_slider_moves_by_keyboard_and_speaks_its_value(server: Server, browser: Any) -> None:
    """The distance can be slid without a mouse, and its value is told in words."""
    with Opened(browser, f"{server.url}/?{ZONE}") as opened:
        page = opened.page
        page.focus("#slider")
        for _ in range(20):
            page.keyboard.press("ArrowLeft")
        assert page.get_attribute("#slider", "aria-valuetext") == "65 km"
        page.locator("#title", has_text="65").wait_for(timeout=60_000)


def test_an_article_becomes_zones(server: Server, browser: Any) -> None:
    """All claims of a pasted report are drawn with its places, and its text is in no address."""
    text = (
        "Troops must stay 15 km from the Lebanon-Syria border, the army said. Others are to keep "
        "25 km from the Golan Heights. Fighting went on in Homs."
    )
    with Opened(browser, f"{server.url}/?{ZONE}") as opened:
        page = opened.page
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.click("#article summary")
        page.fill("#text", text)
        page.click("#reader button")
        page.locator("#title", has_text="15").wait_for(timeout=60_000)
        assert page.locator(".claims button").count() == 2
        assert page.evaluate("geoPage.data.zones.length") == 2
        assert "Homs" in page.inner_text(".geo-places")
        assert page.is_hidden("#url-field")
        # A link carries the first claim; neither it nor any request has the article in its address.
        assert parse_qs(urlsplit(page.url).query) == {
            "reference": ["LBN-SYR"], "distance": ["15 km"]
        }  # fmt: skip
        assert page.is_visible("#kept")
        with page.expect_download() as taken:
            page.click("#downloads button:has-text('GeoJSON')")
        features = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))["features"]
        zones = [each["properties"] for each in features if each["properties"]["role"] == "zone"]
        assert [each["distance_m"] for each in zones] == [15_000, 25_000]
        page.click(".claims button >> nth=1")
        page.wait_for_selector("#kept", state="hidden", timeout=60_000)
        assert "15" not in page.inner_text("#title")
        assert parse_qs(urlsplit(page.url).query)["reference"] == ["Golan Heights"]
        before = page.url
        page.fill("#text", "Nothing is named here.")
        page.click("#reader button")
        page.locator("#claims .notice").wait_for(timeout=60_000)
        assert page.url == before
        page.select_option("#seed", index=1)
        page.locator("#status", has_text="ejected").wait_for(timeout=60_000)
        assert "Damascus" in page.inner_text(".geo-places")
        assert not any("Fighting" in url or "Nothing" in url for url in asked)


def test_a_list_of_points_comes_back_with_answers(
    server: Server, browser: Any, tmp_path: Path
) -> None:
    """A CSV is answered by the server, counted, and can be taken away."""
    path = tmp_path / "towns.csv"
    path.write_text("name,lat,lon\nدمشق,33.51,36.29\nHoms,34.73,36.71\n", encoding="utf-8")
    with Opened(browser, f"{server.url}/?{ZONE}") as opened:
        page = opened.page
        page.set_input_files("#file", str(path))
        page.locator("#points-answer strong", has_text="1 of 2 inside").wait_for()
        with page.expect_download() as taken:
            page.click("#points-answer a")
        text = Path(taken.value.path()).read_text(encoding="utf-8-sig")
        assert text.splitlines()[0] == "name,lat,lon,inside,distance_m"
        assert text.splitlines()[1].startswith("دمشق,33.51,36.29,true,")


def test_links_embed_and_downloads_carry_the_zone(server: Server, browser: Any) -> None:
    """The permanent link names the data, the snippet shows the same zone, downloads are there."""
    with Opened(browser, f"{server.url}/?{ZONE}&at=33.51,36.29") as opened:
        page = opened.page
        edition = server.ask("/api/v1/edition").json["edition"]
        page.click("#copy-permanent")
        page.locator("#said", has_text=edition).wait_for()
        assert f"edition={edition}" in page.evaluate("navigator.clipboard.readText()")
        page.click("#show-embed")
        code = page.input_value("#embed-code")
        assert code.startswith("<iframe src=")
        links = page.locator("#downloads a").evaluate_all("nodes => nodes.map(n => n.href)")
        assert any("/api/v1/zone.gpkg?" in link for link in links)
        source = code.split('src="')[1].split('"')[0].replace("&amp;", "&")
        frame = opened.context.new_page()
        frame.goto(source)
        frame.wait_for_selector("#answer [data-verdict]")
        assert "OpenStreetMap" in frame.inner_text(".credit")
        assert frame.inner_text("#title") == page.inner_text("#title").replace("\u00a0", " ")
    with Opened(browser, f"{server.url}/?{ZONE}&edition=of-last-year") as old:
        assert "of-last-year" in old.page.inner_text("#notice")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [WIDTHS[0], WIDTHS[2]])
def test_axe_finds_nothing(
    server: Server, browser: Any, scheme: str, width: int, height: int
) -> None:
    """axe-core finds no violation of WCAG 2.2 A and AA, in light and dark, narrow and wide."""
    url = f"{server.url}/?{ZONE}&at=33.81,36.74"
    size = {"width": width, "height": height}
    with Opened(browser, url, viewport=size, color_scheme=scheme, bypass_csp=True) as opened:
        opened.verdict()
        opened.page.evaluate(AXE)
        found = opened.page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
        )
        said = [
            (each["id"], node["target"], node["failureSummary"])
            for each in found["violations"]
            for node in each["nodes"][:4]
        ]
        assert not said


def test_hostile_text_stays_text(server: Server, browser: Any, tmp_path: Path) -> None:
    """A list of payloads through every field and the address runs nothing and loads nothing."""
    with Opened(browser, f"{server.url}/?{ZONE}") as opened:
        page = opened.page
        page.click("#article summary")
        for payload in PAYLOADS:
            page.fill("#search", payload)
            page.keyboard.press("Enter")
            page.fill(
                "#text", f"Troops {payload} must stay 30 km from {payload} Damascus {payload}."
            )
            page.click("#reader button")
            page.locator("#claims :not(p:text('Reading…'))").first.wait_for(timeout=60_000)
        for field in ("#reference", "#distance"):
            page.fill(field, PAYLOADS[0] + PAYLOADS[3])
            page.press(field, "Enter")
            page.locator("#notice:not([hidden])").wait_for(timeout=30_000)
            page.fill(field, {"#reference": "Damascus", "#distance": "30 km"}[field])
            page.press(field, "Enter")
        path = tmp_path / f"{quote(PAYLOADS[0], safe='<> =')}.csv"
        cells = ["".join(f'"{each.replace(chr(34), chr(34) * 2)}",' for each in PAYLOADS)] * 2
        path.write_text(f"{cells[0]}lat,lon\n{cells[1]}33.5,36.3\n", encoding="utf-8")
        page.set_input_files("#file", str(path))
        page.locator("#points-answer strong").wait_for()
        assert page.evaluate("typeof pwned") == "undefined"
        assert page.locator("#map-page img[src='x'], #map-page iframe").count() == 0
        assert not opened.foreign
    for payload in PAYLOADS[:6]:
        asked = "&".join(
            f"{name}={quote(payload)}"
            for name in (
                "reference",
                "distance",
                "within",
                "line",
                "at",
                "place",
                "article",
                "edition",
            )
        )
        for path_of in ("/", "/embed"):
            page = browser.new_page()
            page.goto(f"{server.url}{path_of}?{asked}")
            page.wait_for_selector("html[data-ready]", state="attached")
            assert page.evaluate("typeof pwned") == "undefined"
            page.close()


def test_names_from_right_to_left_are_set_so(server: Server, browser: Any) -> None:
    """Arabic and Hebrew names stand in an isolate of their own, in the table and the search."""
    with Opened(browser, f"{server.url}/?{ZONE}") as opened:
        native = opened.page.locator("#towns bdi.geo-native").first
        assert native.inner_text() == "دمشق"
        assert native.evaluate("node => getComputedStyle(node).unicodeBidi") == "isolate"


def test_on_paper_the_tools_are_gone(server: Server, browser: Any) -> None:
    """Print shows the map, the answer, the key and the sources, and no form."""
    with Opened(browser, f"{server.url}/?{ZONE}&at=33.51,36.29") as opened:
        opened.verdict()
        page = opened.page
        page.emulate_media(media="print")
        assert not page.is_visible("#controls")
        assert not page.is_visible("#search")
        assert page.is_visible("#answer")
        assert page.is_visible("#sources")
