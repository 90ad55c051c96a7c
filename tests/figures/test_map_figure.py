"""Figures for print: geometry, projection, scale, lettering, formats, and what may go wrong."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from missing_zone import missing_zone
from PIL import Image
from shell import geo as shell

import geo
from geo.errors import BadData, BadInput
from geo.figures import (
    SIZES,
    THEMES,
    Canvas,
    Projection,
    drawing_rules,
    figure,
    fonts,
    render,
    understood,
)
from geo.figures.furniture import scale_length
from geo.figures.label_placement import Placer
from geo.figures.projection import View, fitting_projection
from geo.reading import load_article, read
from geo.sources import seeds_folder
from geo.zones import whose_line

ROOT = Path(__file__).parents[2]
SEED = next(iter(sorted(seeds_folder().glob("2018-07-23*.md"))))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def chernobyl() -> Any:
    """A small zone that is drawn quickly."""
    return geo.zone("51.389,30.099", "30 km", tolerance="10 m")


@lru_cache(maxsize=8)
def seed_figure(size: str, theme: str = "colour") -> Any:
    """Figure of the first article, drawn once for all tests that look at it."""
    return figure(read(load_article(SEED)), size=size, theme=theme)


def texts_of(made: Any) -> list[Any]:
    """All text of a figure, without the halos behind it."""
    from matplotlib.text import Text

    return [
        each
        for each in made.canvas.findobj(Text)
        if each.get_text() and not each.get_path_effects()
    ]


def geodesic_m(lon: Any, lat: Any) -> float:
    """Distance of two points by GeographicLib, which draws nothing here."""
    found = Geodesic.WGS84.Inverse(float(lat[0]), float(lon[0]), float(lat[1]), float(lon[1]))
    return float(found["s12"])


@pytest.mark.parametrize(
    "projection",
    [
        Projection("tmerc", 36.0, 33.0),
        Projection("laea", 130.0, 60.0),
        Projection("stere", 0.0, 90.0),
        Projection("laea", 180.0, -17.0),
    ],
    ids=lambda each: each.kind,
)
def test_the_scale_bar_is_true_where_it_stands(projection: Projection) -> None:
    """The bar's ends are as far apart on the ellipsoid as it says, within 0.01 %."""
    view = View(projection, -9e5, -9e5, 9e5, 9e5)
    metres, inches = scale_length(view, 6.0 / 1.8e6, 1.8)
    assert metres in (1e5, 2e5, 5e5)
    half = inches * 1.8e6 / 6.0 / 2
    low = view.south + 0.12 * view.height
    lon, lat = projection.inverse([-half, half], [low, low])
    assert geodesic_m(lon, lat) == pytest.approx(metres, rel=1e-4)


@pytest.mark.parametrize(
    ("shape", "kind", "lon"),
    [
        (shapely.box(35.5, 32.5, 37.0, 34.0), "tmerc", 36.25),
        (shapely.box(5.0, 40.0, 35.0, 60.0), "laea", 20.0),
        (shapely.box(-180.0, 82.0, 180.0, 90.0), "stere", 0.0),
        (
            shapely.MultiPolygon(
                [shapely.box(178, -19, 180, -16), shapely.box(-180, -19, -178, -16)]
            ),
            "tmerc",
            180.0,
        ),
        (shapely.LineString([(177, 10), (-177, 12)]), "tmerc", 180.0),
    ],
)
def test_the_projection_fits_the_extent(shape: Any, kind: str, lon: float) -> None:
    """Small maps are transverse Mercator, large ones equal-area, polar ones stereographic."""
    found = fitting_projection([shape])
    assert found.kind == kind
    assert abs((found.lon - lon + 180) % 360 - 180) < 0.6


def test_a_small_map_is_true_to_scale_everywhere() -> None:
    """On a transverse Mercator 400 km from its middle a kilometre is within 0.4 % of its length."""
    projection = Projection("tmerc", 36.0, 33.0)
    for x, y in ((4e5, 0.0), (-4e5, 3e5), (0.0, -4e5)):
        lon, lat = projection.inverse([x, x + 1000.0], [y, y])
        assert geodesic_m(lon, lat) == pytest.approx(1000.0, rel=0.004)


@pytest.mark.parametrize(
    ("where", "distance", "allowed"),
    [("-16.8,179.98", "150 km", 0.002), ("89,40", "800 km", 0.01), ("-90,0", "500 km", 0.01)],
    ids=["antimeridian", "near the pole", "on the pole"],
)
def test_a_zone_is_whole_across_the_antimeridian_and_round_a_pole(
    where: str, distance: str, allowed: float
) -> None:
    """Projected, the zone is one piece without a slit, and as large as a spherical cap is."""
    zone = geo.zone(where, distance, tolerance="10 m")
    projection = fitting_projection([zone.area])
    reach = 1.3 * float(zone.distance_m)
    flat = View(projection, -reach, -reach, reach, reach).shape(zone.area)
    flat = shapely.buffer(flat, 0)
    assert flat.geom_type == "Polygon"
    assert not flat.interiors
    assert flat.length == pytest.approx(2 * np.pi * float(zone.distance_m), rel=allowed)
    assert flat.area == pytest.approx(np.pi * float(zone.distance_m) ** 2, rel=2 * allowed)


@pytest.mark.parametrize(("size", "theme"), list(zip(SIZES, THEMES, strict=True)), ids=str)
def test_no_text_is_cut_small_or_set_on_another(size: str, theme: str) -> None:
    """In every size all text lies on the sheet, is 6 points or larger, and overlaps no other."""
    made = seed_figure(size, theme)
    width, height = made.canvas.get_size_inches() * made.canvas.dpi
    boxes = []
    for each in texts_of(made):
        assert each.get_fontsize() >= 6.0, each.get_text()
        assert "…" not in each.get_text()
        box = each.get_window_extent()
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height, each
        if abs(each.get_rotation() % 360) < 0.01:
            boxes.append((each.get_text(), shapely.box(box.x0, box.y0, box.x1, box.y1)))
    assert len(boxes) > 20
    em = 6.0 / 72 * made.canvas.dpi
    for (first, one), (second, other) in combinations(boxes, 2):
        shared = shapely.intersection(one, other)
        # Lines of one paragraph touch: descenders reach into the next line's height.
        tall = shared.bounds[3] - shared.bounds[1] if not shared.is_empty else 0.0
        assert tall < 0.5 * em, (first, second)


def test_a_figure_says_what_it_shows() -> None:
    """Claim, line, rings, places, sources, licences and projection all stand on the figure."""
    said = " ".join(each.get_text() for each in texts_of(seed_figure("page", "greyscale")))
    for words in (
        "100 km from Israel's northern border, inside Syria",
        "The Times of Israel, 23 July 2018",
        "Blue Line",
        "Depends on whose line is meant",
        "Damascus",
        "دمشق",
        "OpenStreetMap",
        "ODbL",
        "CC BY 4.0",
        "Transverse Mercator",
        "50 km",
        "30 mi",
    ):
        assert words in said, words


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.key)
def test_a_theme_can_be_read(theme: Any) -> None:
    """Text has the contrast that WCAG asks of it, 4.5 to 1; lines have 3 to 1 on land and sea."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one: str, other: str) -> float:
        low, high = sorted((light(one), light(other)))
        return (high + 0.05) / (low + 0.05)

    assert contrast(theme.ink, theme.paper) >= 7.0
    assert contrast(theme.faint, theme.paper) >= 4.5
    for ground in (theme.land, theme.sea):
        for colour in (theme.line, theme.edge, theme.depends, theme.other_line, *theme.series):
            assert contrast(colour, ground) >= 3.0, (colour, ground)
    if theme.key == "greyscale":
        for name in type(theme).__slots__:
            value = getattr(theme, name)
            if isinstance(value, str) and value.startswith("#"):
                assert value[1:3] == value[3:5] == value[5:7]


def test_an_svg_is_text_and_describes_itself() -> None:
    """Its names are text, Arabic too; title and description stand where screen readers look."""
    root = ET.fromstring(render(seed_figure("column"), format="svg"))
    assert root.get("role") == "img"
    told = {child.get("id"): child.text or "" for child in root[:2]}
    assert (root.get("aria-labelledby") or "").split() == list(told)
    assert root[0].tag == f"{SVG}title" and root[1].tag == f"{SVG}desc"
    assert "Inside: Damascus" in (root[1].text or "")
    words = [each.text for each in root.iter(f"{SVG}text")]
    assert {"Damascus", "دمشق", "SYRIA"} <= set(words)
    assert not list(root.iter(f"{SVG}image"))


def test_a_pdf_is_text_and_describes_itself(chernobyl: Any) -> None:
    """Fonts are embedded as TrueType, the title is in its properties, and no date is."""
    content = render(chernobyl, format="pdf", size="column", title="Chernobyl’s 30 km")
    assert content.startswith(b"%PDF")
    assert b"/FontFile2" in content and b"/Type3" not in content
    assert b"/Title" in content and b"/Subject" in content
    assert b"CreationDate" not in content


def test_a_png_describes_itself_and_has_its_size(chernobyl: Any) -> None:
    """Alternative text is in its metadata; a social picture has 1080 by 1350 pixels."""
    picture = Image.open(io.BytesIO(render(chernobyl, size="social")))
    assert picture.size == (1080, 1350)
    assert picture.info["Title"].startswith("30 km from")
    assert picture.info["Description"].startswith("Map. 30 km from")


def test_the_same_input_gives_the_same_bytes() -> None:
    """Two processes with other hash seeds write the same PNG, SVG and PDF."""
    code = (
        "import geo, hashlib\n"
        "from geo.figures import figure\n"
        "made = figure(geo.zone('51.389,30.099', '30 km', tolerance='10 m'), size='column')\n"
        "print([hashlib.sha256(made.to_bytes(f)).hexdigest() for f in ('png', 'svg', 'pdf')])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] and len(runs[0]) > 190


def test_threads_do_not_mix_figures(chernobyl: Any) -> None:
    """A server may draw from several threads: each gets what it would get alone."""
    sizes = ["column", "social", "column"]
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda size: render(chernobyl, size=size, format="svg"), sizes))
    assert found[0] == found[2] != found[1]


def test_the_machine_s_settings_stay_as_they_are(chernobyl: Any) -> None:
    """Drawing leaves matplotlib's settings alone, and does not follow them."""
    import matplotlib

    plain = render(chernobyl, format="svg", size="column")
    before = dict(matplotlib.rcParams)
    with matplotlib.rc_context({"font.family": ["serif"], "svg.fonttype": "path"}):
        assert render(chernobyl, format="svg", size="column") == plain
    assert dict(matplotlib.rcParams) == before


def test_arabic_is_joined_and_runs_from_right_to_left() -> None:
    """A word is drawn as its joined forms are, which Unicode names one by one."""

    def drawn(text: str) -> Any:
        with drawing_rules():
            canvas = Canvas(THEMES["colour"], SIZES["column"])
            canvas.text(0.5, 2.0, text, 40.0)
            canvas.figure.canvas.draw()
            return np.asarray(canvas.figure.canvas.buffer_rgba())[..., 0]  # type: ignore[attr-defined]

    # Seen, lam, meem: as letters; as initial, medial and final form; and kept apart.
    whole, forms, apart = (
        "\u0633\u0644\u0645",
        "\ufeb3\ufee0\ufee2",
        "\u0633\u200c\u0644\u200c\u0645",
    )
    assert (drawn(whole) == drawn(forms)).mean() > 0.9999
    assert (drawn(whole) == drawn(apart)).mean() < 0.9995


@pytest.mark.parametrize(
    "title",
    [
        "A title that goes on " * 14 + "to the end",
        "منطقة بعرض مئة كيلومتر من الحدود",
        "$x^2$ costs $5\x07\n",
    ],
    ids=["300 characters", "Arabic", "signs that mean mathematics"],
)
def test_any_title_is_set_and_leaves_room_for_the_map(chernobyl: Any, title: str) -> None:
    """A long title is cut on the picture and whole in its metadata; no letter means anything."""
    made = figure(chernobyl, title=title, size="column")
    width = made.canvas.get_size_inches()[0] * made.canvas.dpi
    lines = [
        each
        for each in texts_of(made)
        if each.get_fontweight() == "bold" and each.get_fontsize() > 7
    ]
    assert lines
    assert all(
        each.get_window_extent().x0 >= 0 and each.get_window_extent().x1 <= width for each in lines
    )
    assert made.title == " ".join(title.replace("\x07", " ").split())
    frame = max(
        (
            each.get_window_extent().height
            for each in made.canvas.patches + made.canvas.artists
            if each.get_zorder() == 40
        ),
    )
    assert frame > 0.3 * made.canvas.get_size_inches()[1] * made.canvas.dpi
    if title.startswith("م"):
        assert all(each.get_ha() == "right" for each in lines)


@pytest.mark.parametrize(
    ("title", "package"),
    [
        ("\u6f22\u5b57", "fonts-noto-cjk"),
        ("\U00012000", "fonts-noto-core"),
        ("\U0001fa90", "fonts-symbola"),
    ],
)
def test_a_missing_font_is_named(
    chernobyl: Any, monkeypatch: pytest.MonkeyPatch, title: str, package: str
) -> None:
    """Where no font has a letter, nothing is drawn as boxes: one line names what to install."""
    monkeypatch.setattr(fonts, "_installed", lambda again: ())
    with pytest.raises(BadInput, match=f"{package}$"):
        figure(chernobyl, title=title)


def test_what_cannot_be_written_leaves_nothing(chernobyl: Any, tmp_path: Path) -> None:
    """An unwritable path is one line, and no half of a file stays behind."""
    made = figure(chernobyl, size="column")
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(BadData, match="cannot write"):
        made.save(tmp_path / "file" / "map.png")
    with pytest.raises(BadInput, match=r"\.png, \.svg, \.pdf"):
        made.save(tmp_path / "map.gif")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    assert made.save(tmp_path / "new" / "map.svg").read_bytes() == made.to_bytes("svg")


def test_what_cannot_be_drawn_is_refused(chernobyl: Any) -> None:
    """Themes, sizes, formats and subjects that are not there are named with those that are."""
    for options, words in (
        ({"theme": "neon"}, "greyscale"),
        ({"size": "poster"}, "column"),
        ({"format": "gif"}, "png"),
    ):
        with pytest.raises(BadInput, match=words):
            render(chernobyl, **options)  # type: ignore[arg-type]
    for subject in ([], "100 km", [chernobyl, 3]):
        with pytest.raises(BadInput):
            figure(subject)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reference", "distance", "within"),
    [
        ("33.5138,36.2765", "1 km", None),
        ("PRK-KOR", "2000 km", None),
        ("-2,118", "900 km", "Indonesia"),
        ("PRK-KOR", "2 km", None),
        ("Poland's border with Belarus", "3 km", "Poland"),
    ],
    ids=["1 km", "2,000 km", "thousands of islands", "Korea", "Poland"],
)
@pytest.mark.filterwarnings("ignore::geo.errors.GeoWarning")
def test_zones_of_every_size_are_drawn(reference: str, distance: str, within: str | None) -> None:
    """From one kilometre to a continent the zone is seen, and its distance is written on it."""
    zone = geo.zone(reference, distance, within=within, tolerance="20 m")
    made = figure(zone, size="column")
    said = [each.get_text() for each in texts_of(made)]
    assert any(distance.split(maxsplit=1)[0] in text.replace(",", "") for text in said)
    picture = np.asarray(Image.open(io.BytesIO(made.to_bytes("png", dpi=100))).convert("RGB"))
    edge = np.array([0xB5, 0x49, 0x0B])
    assert (np.abs(picture.astype(int) - edge).max(axis=2) < 40).sum() > 40


def test_an_empty_zone_says_so() -> None:
    """A zone that does not reach its country is drawn as its ring, and words say so."""
    made = figure(missing_zone("51.389,30.099", "30 km", "FRA"), size="column")
    assert "empty" in made.alt
    assert any("does not reach" in each.get_text() for each in texts_of(made))


def test_what_depends_on_the_line_is_hatched_unless_a_line_was_chosen() -> None:
    """Nobody chose: other lines and a hatched area. Chosen: neither."""
    open_zone = geo.zone("Israel's northern border", "20 km", within="Syria", tolerance="50 m")
    chosen = geo.zone(
        "Israel's northern border", "20 km", within="Syria", line="pre-1967", tolerance="50 m"
    )
    found = understood(open_zone)
    assert found.compared is not None and len(found.other_lines) == 2
    assert understood(chosen).compared is None
    compared = whose_line("Israel's northern border", "20 km", within="Syria", tolerance="50 m")
    assert understood(compared).zones == (compared.zones[0],)
    hatched = figure(compared, size="column")
    assert [each for each in hatched.canvas.artists if getattr(each, "get_hatch", lambda: None)()]
    assert "depends on whose line is meant" in hatched.alt


def test_names_stand_in_the_frame_and_apart() -> None:
    """However many names want one spot, those that are set overlap nothing and stay inside."""
    placer = Placer((0.0, 0.0, 3.0, 3.0))
    rng = np.random.default_rng(7)
    found = []
    for x, y in rng.uniform(0.2, 2.8, (120, 2)):
        rect = placer.beside(float(x), float(y), 0.5, 0.12, 0.05)
        if rect is not None:
            found.append(shapely.box(*rect))
    assert 20 < len(found) < 120
    assert all(shapely.box(0, 0, 3, 3).covers(box) for box in found)
    assert not any(one.intersects(other) for one, other in combinations(found, 2))


def test_a_country_s_name_is_kept_off_contested_ground() -> None:
    """A name that would stand on what others hold to be theirs goes elsewhere, or is left out."""
    contested = shapely.box(0.0, 0.0, 1.5, 3.0)
    placer = Placer((0.0, 0.0, 3.0, 3.0))
    assert placer.middle([(0.7, 1.0), (2.3, 1.0)], 0.6, 0.2, off=contested) == (2.3, 1.0)
    assert placer.middle([(0.7, 1.0)], 0.6, 0.2, off=contested) is None


def test_a_notebook_shows_zones_and_readings(
    chernobyl: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where IPython runs, a zone is a picture with its alternative text; elsewhere nothing."""
    import types

    from IPython.core.formatters import DisplayFormatter

    from geo import notebook

    shell = types.SimpleNamespace(display_formatter=DisplayFormatter())
    running = types.SimpleNamespace(get_ipython=lambda: shell, version_info=(9, 0, 0))
    monkeypatch.setitem(sys.modules, "IPython", running)
    assert notebook.register()
    shown, _ = shell.display_formatter.format(chernobyl)
    assert shown["image/png"].startswith(b"\x89PNG")
    assert re.match(r'<img alt="Map\. 30 km', shown["text/html"])
    monkeypatch.setitem(sys.modules, "IPython", types.SimpleNamespace(get_ipython=lambda: None))
    assert not notebook.register()


def test_the_shell_draws_zones_and_articles(tmp_path: Path) -> None:
    """`geo zone` and `geo map` write figures by their ending; what fails is one line."""
    around = ["zone", "51.389,30.099", "-d", "30 km", "--size", "column"]
    assert shell(*around, "-o", str(tmp_path / "a.pdf"), "--theme", "dark").returncode == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    news = tmp_path / "news.txt"
    news.write_text("Troops stay 60 km from Damascus.")
    done = shell("map", str(news), "-o", str(tmp_path / "b.svg"), "--title", "Thirty", "--json")
    assert done.returncode == 0, done.stderr
    assert ">Thirty<" in (tmp_path / "b.svg").read_text(encoding="utf-8")
    for arguments, code, words in (
        (["map", str(news), "-o", "b.gif"], 2, ".png"),
        (["map", str(news), "-o", str(news / "b.png")], 4, "cannot write"),
        ([*around, "-o", "c.png", "--theme", "neon"], 2, "greyscale"),
        (["map", str(news), "-o", "b.png", "--size", "poster"], 2, "column"),
    ):
        failed = shell(*arguments, cwd=tmp_path)
        assert failed.returncode == code, failed.stderr
        assert words in failed.stderr and failed.stderr.count("\n") == 1
