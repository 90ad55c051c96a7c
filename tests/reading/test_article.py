"""Articles: heads, and input that is no article."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import BadData
from geo.reading import MAX_BYTES, article_from_text, load_article


def test_yaml_front_matter(tmp_path: Path) -> None:
    """Keys between two lines of dashes are the article's; the text keeps them in its offsets."""
    path = tmp_path / "a.md"
    path.write_text(
        '---\ntitle: "A title: with a colon"\ndate: 23 July 2018\npublisher: A Paper\nurl:\n---\n'
        "Text.\n",
        encoding="utf-8",
    )
    article = load_article(path)
    assert article.title == "A title: with a colon"
    assert article.date == "2018-07-23"
    assert (article.publisher, article.url, article.path) == ("A Paper", "", path)
    assert article.text[article.body_start :] == "Text.\n"


def test_toml_front_matter() -> None:
    """The same keys are understood as TOML between two lines of plus signs."""
    article = article_from_text('+++\ntitle = "A title"\ndate = 2018-07-23\n+++\nText.')
    assert (article.title, article.date) == ("A title", "2018-07-23")


def test_bad_toml_is_refused() -> None:
    """TOML that cannot be read is named as the reason."""
    with pytest.raises(BadData, match="no TOML"):
        article_from_text("+++\ntitle = \n+++\nText.")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Monday, July 23, 2018", "2018-07-23"),
        ("July 23, 2018", "2018-07-23"),
        ("23 July 2018", "2018-07-23"),
        ("Published: 2018-07-23, 10:15 GMT", "2018-07-23"),
        ("Updated Jul. 3rd, 2018 at 7:05 p.m.", "2018-07-03"),
    ],
)
def test_date_lines(line: str, date: str) -> None:
    """A line that holds a date and little else dates the article; the next short one names it."""
    article = article_from_text(f"{line}\n\nA short title\n\nThe text begins here, and goes on.")
    assert (article.title, article.date) == ("A short title", date)


def test_date_in_a_sentence_is_no_date_line() -> None:
    """A sentence that mentions a date does not date the article."""
    article = article_from_text("The war began on 1 September 1939 in Poland.\n\nMore text.")
    assert article.date is None
    assert article.title == ""


def test_rule_is_no_front_matter() -> None:
    """A line of dashes above a text that has no fields is left in the text."""
    assert article_from_text("---\nJust text here.\n---\nMore.").body_start == 0


@pytest.mark.parametrize("content", [b"", b"  \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_empty(tmp_path: Path, content: bytes) -> None:
    """An empty file is refused in one line that names it."""
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    with pytest.raises(BadData, match=r"empty\.txt.*empty") as error:
        load_article(path)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "office"),
        (b"\x89PNG\r\n", "picture"),
        (b"text\x00text", "binary"),
        (b"caf\xe9 in latin-1", "UTF-8"),
        ("text".encode("utf-16"), "UTF-8"),
    ],
)
def test_binary(tmp_path: Path, content: bytes, said: str) -> None:
    """What is no text is refused in one line that says what it seems to be."""
    path = tmp_path / "file.bin"
    path.write_bytes(content)
    with pytest.raises(BadData, match=said) as error:
        load_article(path)
    assert "\n" not in str(error.value)
    assert error.value.exit_code == 4


def test_too_long(tmp_path: Path) -> None:
    """A file of 50 MB is refused by its size, before it is read, with the limit in the message."""
    path = tmp_path / "long.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(BadData, match=r"50 MB.*20 MB"):
        load_article(path)
    with pytest.raises(BadData, match="20 MB"):
        article_from_text("a" * (MAX_BYTES + 1))


def test_missing_and_folder(tmp_path: Path) -> None:
    """A file that is not there and a folder are refused by name."""
    with pytest.raises(BadData, match=r"nothing\.txt"):
        load_article(tmp_path / "nothing.txt")
    with pytest.raises(BadData, match="directory"):
        load_article(tmp_path)


def test_surrogates_are_refused() -> None:
    """Text that could never be written again as UTF-8 is refused."""
    with pytest.raises(BadData, match="UTF-8"):
        article_from_text("bad \udc92 byte")
