"""A saved map: one file, nothing from the network, refused if anything is left."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from pathlib import Path

import folium
import pytest
from folium.plugins import MarkerCluster

from geo.errors import BadData
from geo.maps import offline

ASSETS = Path(offline.__file__).parent / "assets"


def _plain(**options: object) -> folium.Map:
    return folium.Map([33.0, 36.0], tiles=None, **options)


def _rendered(page: folium.Map) -> str:
    return page.get_root().render()


def test_a_plain_folium_page_becomes_one_file_that_names_nothing_remote() -> None:
    """Folium's ten remote files are gone, and what the page needs of them is inside it."""
    page = _plain()
    folium.Marker([33.0, 36.0]).add_to(page)
    before = _rendered(page)
    assert len(offline.remote_references(before)) == 10
    after = offline.single_file(before)
    assert offline.remote_references(after) == ()
    assert (ASSETS / "leaflet" / "leaflet.js").read_text()[:200] in after
    assert "cdn." not in after
    assert "sourceMappingURL" not in after


def test_what_a_page_does_not_use_is_not_carried_and_what_it_uses_is() -> None:
    """A bare map stays under 300 kB; folium's popups bring jQuery, its icons Font Awesome."""
    bare = offline.single_file(_rendered(_plain()))
    assert len(bare) < 300_000
    assert "jQuery" not in bare
    with_icon = _plain()
    folium.Marker([33.0, 36.0], popup="x", icon=folium.Icon(prefix="fa", icon="home")).add_to(
        with_icon
    )
    page = offline.single_file(_rendered(with_icon))
    assert "jQuery" in page
    assert "L.AwesomeMarkers" in page
    assert "data:font/woff2;base64," in page
    assert offline.remote_references(page) == ()


def test_the_licence_of_everything_carried_travels_with_the_page() -> None:
    """BSD and MIT ask for their notice in every copy."""
    page = offline.single_file(_rendered(_plain()))
    leaflet = next(asset for asset in offline.assets() if asset.name == "leaflet")
    notice = re.search(r"Copyright.*", leaflet.licence_text)
    assert notice is not None
    assert notice[0] in page


def test_online_tiles_of_a_plain_page_are_refused() -> None:
    """A tile layer that loads by itself is a remote reference, OpenStreetMap's too."""
    with pytest.raises(BadData, match=r"tile\.openstreetmap\.org") as refused:
        offline.single_file(_rendered(folium.Map([33.0, 36.0])))
    assert "\n" not in str(refused.value)


def test_a_plugin_that_is_not_carried_is_refused_by_name() -> None:
    """The message says which file is missing."""
    page = _plain()
    MarkerCluster([[33.0, 36.0]]).add_to(page)
    with pytest.raises(BadData, match="markercluster"):
        offline.single_file(_rendered(page))


@pytest.mark.parametrize(
    "left",
    [
        '<img src="https://example.org/a.png">',
        "<img src=//example.org/a.png>",
        '<IMG SRC="HTTPS://EXAMPLE.ORG/a.png">',
        '<img src="a.png">',
        '<img srcset="https://example.org/a.png 2x">',
        '<iframe src="https://example.org/"></iframe>',
        '<iframe srcdoc="&lt;img src=https://example.org/a.png&gt;"></iframe>',
        '<object data="https://example.org/"></object>',
        '<embed src="https://example.org/">',
        '<video poster="https://example.org/a.png"></video>',
        '<form action="https://example.org/"></form>',
        '<base href="https://example.org/">',
        '<meta http-equiv="refresh" content="0; url=https://example.org/">',
        '<div style="background: url(https://example.org/a.png)"></div>',
        "<style>p { background: url('https://example.org/a.png') }</style>",
        '<style>@import "https://example.org/a.css";</style>',
        '<svg><image xlink:href="https://example.org/a.png"/></svg>',
        '<svg><use href="https://example.org/a.svg#b"/></svg>',
        '<script>fetch("https://example.org/a.json")</script>',
        "<script>fetch(`//example.org/a.json`)</script>",
        "<script>new WebSocket('wss://example.org/')</script>",
        f'<script>L.tileLayer("{offline.TILE_URL}").addTo(map)</script>',
        '<a href="https://example.org" ping="https://example.org/count">x</a>',
    ],
)
def test_every_way_to_load_something_is_seen(left: str) -> None:
    """Whatever element, attribute, style or string would reach the network is found and refused."""
    page = f"<!DOCTYPE html><html><head></head><body>{left}</body></html>"
    assert offline.remote_references(page)
    with pytest.raises(BadData, match=r"names|would load"):
        offline.single_file(page)


@pytest.mark.parametrize(
    "harmless",
    [
        '<a href="https://example.org/">a link waits for the reader</a>',
        "<p>text that says https://example.org and url(https://example.org)</p>",
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<script type="application/json">{"url": "https://example.org/"}</script>',
        "<style>p { fill: url(#hatch) }</style>",
        '<svg><use href="#mark"/></svg>',
        "<script>var half = 4 / 2; // https://example.org in a comment\n</script>",
    ],
)
def test_what_loads_nothing_is_left_alone(harmless: str) -> None:
    """Links, text, data and references inside the page are no remote references."""
    page = f"<!DOCTYPE html><html><head></head><body>{harmless}</body></html>"
    assert offline.remote_references(page) == ()
    assert harmless in offline.single_file(page)


def test_only_the_scripts_of_the_page_itself_may_run() -> None:
    """The policy names the hash of each script as the browser will see it, and no origin."""
    page = offline.single_file(_rendered(_plain()))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    rules = dict(rule.strip().partition(" ")[::2] for rule in html.unescape(policy[1]).split(";"))
    assert rules["default-src"] == "'none'"
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) >= 3
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in rules["script-src"]
    assert "http" not in rules["script-src"]
    assert "unsafe" not in rules["script-src"]


def test_the_address_of_the_tiles_is_allowed_in_our_own_script_alone() -> None:
    """`TILE_URL` stands once in ``map.js``; the same string in another script is refused."""
    assert (ASSETS / "map.js").read_text().count(offline.TILE_URL) == 1
    page = "<html><head></head><script src='geo/assets/map.js'></script></html>"
    assert offline.remote_references(offline.single_file(page)) == ()
    both = page.replace("</html>", f"<script>var u = '{offline.TILE_URL}'</script></html>")
    with pytest.raises(BadData):
        offline.single_file(both)


def test_an_address_may_be_allowed_by_the_caller() -> None:
    """`allow` takes the exact string, and no other of the same host."""
    page = "<html><head></head><script>var u = 'https://example.org/a'</script></html>"
    assert offline.single_file(page, allow=("https://example.org/a",))
    with pytest.raises(BadData):
        offline.single_file(page, allow=("https://example.org/",))


def test_a_script_that_speaks_of_its_own_end_does_not_end() -> None:
    """No vendored script holds ``</script`` or ``<!--`` once it stands in a page."""
    page = offline.single_file(
        "<html><head></head><script src='geo/assets/map.js'></script></html>"
    )
    assert page.count("</script>") == 1


def test_every_vendored_file_is_the_one_of_the_table_and_has_its_licence() -> None:
    """The hashes hold, nothing unlisted lies in the folders, and each package names its licence."""
    assert offline.verify() == ()
    listed = {path for asset in offline.assets() for path, _, _ in asset.files}
    third_party = {
        path.relative_to(ASSETS).as_posix()
        for path in ASSETS.glob("*/*")
        if path.name != "LICENSE.txt"
    }
    assert third_party == listed
    for asset in offline.assets():
        assert asset.licence
        assert asset.source.startswith("npm ")
        assert len(asset.licence_text) > 500


def test_a_changed_vendored_file_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One byte more in a copy of the folder, and `verify` names the file."""
    for path in ASSETS.rglob("*"):
        if path.is_file():
            copy = tmp_path / path.relative_to(ASSETS)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    (tmp_path / "leaflet" / "leaflet.js").write_bytes(
        b"/**/" + (ASSETS / "leaflet/leaflet.js").read_bytes()
    )
    monkeypatch.setattr(offline, "_ASSETS", tmp_path)
    assert offline.verify() == ("leaflet/leaflet.js",)
