"""Reports: the same answers in HTML, Word, Markdown and PDF."""

from __future__ import annotations

import html
import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest
from shell import geo as shell

import geo
from geo.errors import BadData, BadInput
from geo.reading import article_from_text, load_article, read, read_folder, timeline
from geo.reports import Heading, Picture, Report, Table, report, report_bytes, report_of
from geo.reports.html import page
from geo.reports.markdown import markdown
from geo.sources import seeds_folder

SEED = next(iter(sorted(seeds_folder().glob("2018-07-23*.md"))))
SECTIONS = [
    "Map",
    "The claim",
    "Places",
    "Whose line?",
    "Method and accuracy",
    "Data and licences",
    "Citation",
]


@pytest.fixture(scope="module")
def made() -> Report:
    """The report on the first article."""
    return report_of(read(load_article(SEED)))


@pytest.fixture(scope="module")
def small() -> Report:
    """A report that is made quickly, on words that would like to be code."""
    text = (
        '---\ntitle: "<script>alert(1)</script> | *x* _y_ القنيطرة"\ndate: 2020-01-02\n'
        "publisher: A & B <i>\n---\n\nTroops stay 60 km from Damascus."
    )
    return report_of(read(article_from_text(text)))


def tables(found: Report) -> dict[str, Table]:
    return {block.columns[0]: block for block in found.blocks if isinstance(block, Table)}


def test_a_report_has_all_its_sections(made: Report) -> None:
    """Map, claim, places, lines, method, data and citation, in this order, and one picture."""
    assert [each.text for each in made.blocks if isinstance(each, Heading)] == SECTIONS
    assert sum(isinstance(each, Picture) for each in made.blocks) == 1
    for each in made.blocks:
        if isinstance(each, Table):
            assert all(len(row) == len(each.columns) == len(each.widths) for row in each.rows)
            assert sum(each.widths) == pytest.approx(1.0)


def test_its_tables_say_what_the_zone_says(made: Report) -> None:
    """Verdict, distance and margin of a place are those of `Zone.check`; lines have their areas."""
    zone = geo.zone("Israel's northern border", "100 km", within="Syria")
    rows = {row[0].split(" (")[0]: row for row in tables(made)["Place"].rows}
    towns = {row[0].split(" (")[0]: row for row in tables(made)["Town"].rows}
    named = {
        row[0].split(" (")[0]: row
        for block in made.blocks
        if isinstance(block, Table) and block.columns[1] == "Verdict"
        for row in block.rows
    }
    answer = zone.check("Damascus")
    assert named["Damascus"][1] == answer.verdict == "inside"
    assert named["Damascus"][2:4] == ("49.4 km", "+50.6 km")
    assert towns["Damascus"][3:] == ("49.4 km", "+50.6 km")
    assert named["Golan Heights"][1] == "undecided"
    assert "Yabrud" in rows
    areas = [row[4] for row in tables(made)["Counted from"].rows]
    assert areas[0] == f"{zone.area_km2:,.0f} km²" and len(areas) == 3


class _Outline(HTMLParser):
    """What a page is made of, as a reader's program would see it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_html_is_accessible_and_loads_nothing(made: Report) -> None:
    """One file: a language, one first heading, captions, scopes, a described map, no request."""
    text = page(made)
    outline = _Outline()
    outline.feed(text)
    names = [tag for tag, _ in outline.tags]
    assert names.count("h1") == 1 and names.count("main") == 1
    assert names.count("h2") == len(SECTIONS)
    assert names.count("table") == names.count("caption") == names.count("thead")
    assert all(attrs.get("scope") for tag, attrs in outline.tags if tag == "th")
    assert dict(outline.tags)["html"] == {"lang": "en"}
    [drawing] = [attrs for tag, attrs in outline.tags if tag == "svg"]
    assert drawing["role"] == "img" and drawing["aria-labelledby"] == "map-title map-description"
    assert f'<desc id="map-description">{html.escape(made.figure.alt)[:60]}' in text
    for tag, attrs in outline.tags:
        assert tag not in ("script", "iframe", "link", "object", "embed")
        for name in ("src", "srcset", "xlink:href", "data"):
            address = attrs.get(name) or ""
            assert not re.match(r"(https?:)?//", address), (tag, address)
    assert "url(http" not in text
    assert "default-src 'none'" in text and "@media print" in text


def test_text_of_an_article_never_becomes_code(small: Report) -> None:
    """A title with tags, bars and stars is shown as it is, in HTML and in Markdown."""
    text = page(small)
    assert "<script>" not in text and "&lt;script&gt;" in text and "<i>" not in text
    written = markdown(small, picture="map.png")
    assert r"\<script\>" in written and r"\*x\*" in written
    for line in written.splitlines():
        if line.startswith("| "):
            assert len(re.findall(r"(?<!\\)\|", line)) in (5, 6, 7)


def test_the_word_document_is_one(small: Report) -> None:
    """It opens; headings are headings, tables repeat their head, the map has alternative text."""
    content = report_bytes(small, format="docx")
    document = docx.Document(io.BytesIO(content))
    heads = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    # A zone about a place has no line of which to ask whose it is.
    assert heads == ["Counted from" if each == "Whose line?" else each for each in SECTIONS]
    assert document.core_properties.title == small.title
    assert len(document.tables) == sum(isinstance(each, Table) for each in small.blocks)
    xml = document.element.xml
    assert xml.count("w:tblHeader") == len(document.tables)
    assert 'descr="Map. 60 km from' in xml
    assert "<w:rtl/>" in xml
    assert {each.date_time[:3] for each in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {
        (1980, 1, 1)
    }


def test_the_pdf_has_pages_of_text(small: Report) -> None:
    """A4 pages with a title, TrueType fonts and no date."""
    content = report_bytes(small, format="pdf")
    assert content.startswith(b"%PDF")
    pages = re.findall(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+)", content)
    assert len(pages) >= 3
    assert all(
        abs(float(width) - 595.4) < 1 and abs(float(high) - 841.7) < 1 for width, high in pages
    )
    assert b"/FontFile2" in content and b"/Type3" not in content and b"CreationDate" not in content


@pytest.mark.parametrize("format", ["html", "docx", "md", "pdf"])
def test_the_same_report_gives_the_same_bytes(small: Report, format: str) -> None:
    """No date and no random name is in any format."""
    assert report_bytes(small, format=format) == report_bytes(small, format=format)


def test_markdown_has_its_picture_beside_it(small: Report, tmp_path: Path) -> None:
    """A .md has a heading, a .qmd front matter for Quarto, and both their map as a file."""
    for name in ("note.md", "note.qmd"):
        text = report(small, tmp_path / name).read_text(encoding="utf-8")
        assert "](<note.png>)" in text and "![Map\\. " not in text and "![Map. " in text
        assert text.startswith("---\ntitle: " if name.endswith("qmd") else "# ")
    assert (tmp_path / "note.png").read_bytes().startswith(b"\x89PNG")


def test_several_articles_become_one_report() -> None:
    """Statements in the order of their dates, what was merged and from whom, all articles cited."""
    found = report_of(timeline(read_folder(seeds_folder())))
    rows = tables(found)["First named"].rows
    assert [row[1] for row in rows] == ["60 to 80 km", "100 km", "80 km", "85 km"]
    text = markdown(found, picture="map.png")
    assert "counted once" in text
    assert text.count("https://www.timesofisrael.com/liveblog") == 1
    assert text.count("themoscowtimes.com") == 1


def test_what_cannot_be_written_is_refused(small: Report, tmp_path: Path) -> None:
    """An ending without a format names those that there are; an unwritable path leaves nothing."""
    with pytest.raises(BadInput, match=r"\.docx, \.html, \.md, \.pdf"):
        report(small, tmp_path / "note.odt")
    with pytest.raises(BadInput, match="docx"):
        report_bytes(small, format="rtf")
    (tmp_path / "file").write_text("not a folder")
    for ending in ("html", "md"):
        with pytest.raises(BadData, match="cannot write"):
            report(small, tmp_path / "file" / f"note.{ending}")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_an_article_without_a_claim_is_reported_as_such() -> None:
    """Places are shown, and the report says that there is no zone."""
    found = report_of(read("Talks were held in Damascus, and later in Beirut."))
    text = markdown(found, picture="map.png")
    assert "names no distance" in text
    assert "Without a zone" in text


def test_the_shell_writes_a_report(tmp_path: Path) -> None:
    """`geo report ARTICLE -o FILE` writes it whole; a bad theme or ending is exit code 2."""
    source = tmp_path / "news.txt"
    source.write_text("Troops stay 60 km from Damascus.")
    target = tmp_path / "new" / "note.html"
    done = shell("report", str(source), "-o", str(target), "--place", "Homs")
    assert done.returncode == 0, done.stderr
    assert "Homs" in target.read_text(encoding="utf-8")
    for arguments in (
        ["-o", "note.odt"],
        ["--theme", "neon"],
        ["--place", "Xyzzyville-on-Nowhere"],
    ):
        failed: Any = shell("report", str(source), *arguments, cwd=tmp_path)
        assert failed.returncode in (2, 3)
        assert failed.stderr.startswith("geo: ") and failed.stderr.count("\n") == 1
