"""What is rough or guessed stands above the map, in every form in which a zone is shown."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import docx
import pytest

import geo
from geo.figures import figure, understood
from geo.maps import zone_map
from geo.reading import read
from geo.reports import Report, report_bytes, report_of

GUESSED = (
    "Residents within 20 km of the border were told to leave. Chad and Sudan blamed each other."
)


@pytest.fixture(scope="module")
def rough() -> geo.Zone:
    """A zone about a town that is itself as wide as the distance."""
    return geo.zone("Damascus", "20 km", rough=True, tolerance="10 m")


@pytest.fixture(scope="module")
def made(rough: geo.Zone) -> Iterator[Report]:
    yield report_of(rough)


def test_a_map_page_tells_it_under_its_title(rough: geo.Zone) -> None:
    """One amber sentence between the title and everything else, no fold, and a soft edge."""
    page = zone_map(rough)
    html = page.get_root().render()
    body = html[html.index("<h1>") :]
    assert body.index("geo-doubt") < body.index("geo-ask") < body.index("How it was measured")
    assert re.search(r"<h1>Approximately 20", body)
    assert "Damascus reaches" in body[: body.index("geo-ask")]
    assert "<details" not in body and "<summary" not in body
    assert page.data["zones"][0]["rough"] is True


def test_a_sure_zone_has_no_amber_and_a_sharp_edge() -> None:
    """Amber that is always there would tell nothing."""
    page = zone_map(geo.zone("33.5,36.3", "20 km", tolerance="10 m"))
    assert page.data["heading"]["doubt"] == ""
    assert page.data["zones"][0]["rough"] is False
    body = page.get_root().render()
    assert '<p class="geo-doubt"' not in body


def test_what_the_reader_guessed_is_amber_too() -> None:
    """A border that was taken from the countries of the article is said to be."""
    found = understood(read(GUESSED))
    assert found.title == "20 km from the Sudan–Chad border"
    assert "Sudan" in found.doubt and "Chad" in found.doubt and "“the border”" in found.doubt
    assert found.rough == (False,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels must stay 20 km from Goma and 10 km from Bukavu airport.", "Bukavu airport"),
        (
            "Rebels must stay 20 km from Goma and 3 km from the Green Line.",
            "Green Line in Cyprus or",
        ),
        ("Rebels must stay 20 km from Goma and 9 km from the Suwalki Gap.", "known but not drawn"),
    ],
)
def test_a_claim_that_could_not_be_placed_is_amber_too(text: str, told: str) -> None:
    """A map that lacks one of two zones says so where it is read, in words and without keys."""
    found = understood(read(text))
    assert found.title == "20 km from Goma"
    assert told in found.doubt
    assert not re.search(r"[a-z]-[a-z]+-|[A-Z]{3}-[A-Z]{3}", found.doubt)


def test_a_title_names_what_the_article_leaves_to_its_text() -> None:
    """A border that was taken from the context is titled by what was taken."""
    found = understood(
        read("Finland keeps a border zone of 10 km on its side of the Russian border.")
    )
    assert found.title == "10 km from the Finland–Russia border, inside Finland"
    assert "“the Russian border”" in found.doubt


def test_a_figure_tells_it_on_the_sheet_and_to_who_cannot_see(rough: geo.Zone) -> None:
    """The words are text in the SVG, between title and map, and part of the description."""
    made = figure(rough, size="column")
    assert made.title.startswith("Approximately")
    assert "Damascus reaches" in made.alt
    svg = made.to_bytes("svg").decode("utf-8")
    drawn = svg[svg.index("</desc>") :]
    words = re.sub(r"<[^>]+>|\s+", " ", drawn)
    assert "Damascus reaches" in words


@pytest.mark.parametrize("format", ["html", "md", "docx"])
def test_a_report_tells_it_before_its_map(made: Report, format: str) -> None:
    """The sentence stands before the picture in every format."""
    content = report_bytes(made, format=format)
    if format == "docx":
        document = docx.Document(io.BytesIO(content))
        texts = [each.text for each in document.paragraphs]
        assert texts.index(made.doubt) < texts.index("Map")
        return
    text = content.decode("utf-8")
    map_at = text.index("<figure>" if format == "html" else "](data:")
    assert text.index("Damascus reaches") < map_at
    assert text.index("Approximately 20") < map_at
