"""Documents: HTML, Word files, PDF, folders and standard input as articles; what is refused."""

from __future__ import annotations

import doctest
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from geo.errors import BadData
from geo.reading import article_from_bytes, load_article, read

SENTENCE = "Poland closed a strip three kilometres deep along its border with Belarus."
PAGE = f"""<!DOCTYPE html><html><head>
<title>Strip closed along the border - The Warsaw Times</title>
<meta property="og:title" content="Strip closed along the border">
<meta property="og:site_name" content="The Warsaw Times">
<meta property="article:published_time" content="2021-09-02T10:00:00Z">
<script>document.write("30 km from the border of Narnia");</script></head><body>
<nav><a href="/">Home</a> <a href="/france">France</a></nav>
<div class="cookie-banner">We use cookies in Luxembourg. Accept all cookies.</div>
<article><h1>Strip closed along the border</h1>
<p>{SENTENCE} The government in Warsaw said on Thursday that journalists may not enter it.</p>
<p>People in Bialystok and Hajnowka said that they had not been told, and asked for how long the
measure would hold and who would watch that it is kept.</p>
<script>var town = "Budapest";</script></article>
<footer>© 2021 The Warsaw Times, Lisbon office</footer></body></html>"""


def pdf_of(text: str) -> bytes:
    """A PDF with one page, on which the text is drawn as text; none if it is empty."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(612, 792)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    drawn = DecodedStreamObject()
    lines = "".join(f"({line}) Tj 0 -14 Td " for line in text.splitlines())
    drawn.set_data(f"BT /F1 11 Tf 72 720 Td {lines}ET".encode())
    page[NameObject("/Contents")] = drawn
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx_of(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs and one table."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Damascus", "Homs"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_html_gives_the_article_and_its_head(tmp_path: Path) -> None:
    """Of a page the body is read, not navigation, cookie bar, footer or scripts."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    article = load_article(path)
    assert (article.title, article.date) == ("Strip closed along the border", "2021-09-02")
    assert article.publisher == "The Warsaw Times"
    for outside in ("Narnia", "Luxembourg", "Lisbon", "Budapest", "Home"):
        assert outside not in article.text
    reading = read(article)
    claim = reading.claims[0]
    assert claim.distance_m == 3000.0 and claim.reference.pairs == (("BLR", "POL"),)
    for part in (*reading.mentions, *reading.claims):
        assert article.text[part.start : part.end] == part.text


def test_html_without_an_article_says_so() -> None:
    """A page with nothing to read is refused in one line."""
    with pytest.raises(BadData, match="HTML without an article"):
        article_from_bytes(b"<html><body><script>1</script></body></html>", name="empty.html")


def test_docx_gives_paragraphs_and_tables() -> None:
    """The text of a Word file is read, that of its tables too."""
    reading = read(article_from_bytes(docx_of("Strip closed", SENTENCE), name="a.docx"))
    assert reading.claims[0].reference.pairs == (("BLR", "POL"),)
    assert {"Damascus", "Homs"} <= {mention.text for mention in reading.mentions}
    assert reading.article.title == "Strip closed"


def test_pdf_gives_its_text() -> None:
    """The text of a PDF is read; a word parted at a line's end is whole again."""
    raw = pdf_of("Poland closed a strip three kilo-\nmetres deep along its border\nwith Belarus.")
    claim = read(article_from_bytes(raw, name="a.pdf")).claims[0]
    assert claim.distance_m == 3000.0 and claim.reference.pairs == (("BLR", "POL"),)


def test_pdf_of_pictures_says_so() -> None:
    """A PDF without text says in one line that it holds pictures and what helps."""
    with pytest.raises(BadData, match="PDF of pictures") as error:
        article_from_bytes(pdf_of(""), name="scan.pdf")
    assert "\n" not in str(error.value)


def test_pdf_with_a_password_says_so() -> None:
    """A locked PDF is refused by that name."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of(SENTENCE)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(BadData, match="password"):
        article_from_bytes(out.getvalue(), name="locked.pdf")


def _zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 210_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: b"%PDF-1.7\nbroken", "no readable PDF"),
        (lambda: b"PK\x03\x04word/" + docx_of(SENTENCE)[:2000], r"no readable \.docx"),
        (_zip_bomb, "unpacks to 210 MB"),
        (lambda: b"GIF89a....", "a picture"),
        (lambda: b"\xd0\xcf\x11\xe0....", "old Office file"),
    ],
    ids=("pdf", "docx", "bomb", "gif", "doc"),
)
def test_broken_documents(make: Callable[[], bytes], said: str) -> None:
    """What is broken or no article is refused in one line, whatever the library raised."""
    with pytest.raises(BadData, match=said) as error:
        article_from_bytes(make(), name="file")
    assert "\n" not in str(error.value)


def test_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library the message says what to install."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(BadData, match=r'pypdf.*pip install "geo-zones\[documents\]"'):
        article_from_bytes(pdf_of(SENTENCE), name="a.pdf")


def _geo(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "geo", *arguments], input=stdin, capture_output=True, check=False
    )


def test_folder_and_one_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder gives one reading a file; one that fails is told and the others are read."""
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(pdf_of(""))
    (tmp_path / "c.docx").write_bytes(docx_of("Troops left Aleppo."))
    (tmp_path / "a.places.toml").write_text("", encoding="utf-8")
    done = _geo("read", str(tmp_path), "--json")
    found = json.loads(done.stdout)
    assert [each["file"] for each in found] == ["a.txt", "c.docx"]
    assert done.returncode == 4 and b"b.pdf" in done.stderr and b"1 of 3" in done.stderr
    (tmp_path / "d").mkdir()
    assert _geo("read", str(tmp_path / "d")).returncode == 4


def test_standard_input_takes_html() -> None:
    """What comes through a pipe is told by how it begins, as a file is."""
    found = json.loads(_geo("read", "-", "--json", stdin=PAGE.encode()).stdout)
    assert found["date"] == "2021-09-02" and found["claims"][0]["distance_m"] == 3000.0
    assert set(found) == {"title", "date", "mentions", "claims", "doubts"}


def test_the_page_about_reading_tells_the_truth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What docs/reading.md shows is what the shell prints, and its example runs."""
    page = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
    shown = re.search(r"\$ geo read strip\.txt\n(.*?)```", page, re.DOTALL)
    assert shown is not None
    article = tmp_path / "strip.txt"
    article.write_text(
        "WARSAW (AP) - Poland closed a strip three kilometres deep along its border with "
        "Belarus.\n\nPeople in Springfield, Ohio, and in Bialystok were surprised.\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("COLUMNS", "160")
    printed = _geo("read", str(article)).stdout.decode().splitlines()
    assert [line.rstrip() for line in printed] == shown[1].splitlines()
    failed, tried = doctest.testfile(
        str(Path(__file__).parents[2] / "docs" / "reading.md"), module_relative=False
    )
    assert tried and not failed


def test_address_needs_fetch() -> None:
    """Without --fetch nothing is loaded from the web, and the message says how."""
    done = _geo("read", "https://example.org/a")
    assert done.returncode == 2 and b"--fetch" in done.stderr
