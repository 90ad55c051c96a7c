"""An article: its text as it stands, and the title, date and publisher that its head gives.

Two heads are understood: front matter (``key: value`` lines between ``---``, or TOML between
``+++``), and the first lines of plain text, a date line and a title. The text is never changed,
so every offset counted in it holds in the file.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geo.errors import BadData
from geo.reading.text.corrections import NO_CORRECTIONS, Corrections

__all__ = ["MAX_BYTES", "Article", "article_from_text", "too_long"]

MAX_BYTES: Final = 20_000_000
"""Largest article in bytes: a hundred novels; what is longer is not one article."""

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})\b",
    )
)
_DATE_WORDS: Final = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|published|updated|posted|date|on|at|by|"
    r"[ap]\.?m\.?|gmt|utc|[ecmp][sd]t|\d{1,2}:\d{2}|[\s,:|.–—-])+",
    re.IGNORECASE,
)
_LONGEST_TITLE: Final = 200
_HEAD_LINES: Final = 12


@dataclass(frozen=True, slots=True)
class Article:
    """A text and what is known of where it stood.

    Parameters
    ----------
    text : str
        The whole text as read, front matter included.
    title, publisher, url : str
        Empty if the text does not say.
    date : str or None
        ISO 8601, such as ``"2018-07-23"``.
    path : Path or None
        The file, if it came from one.
    body_start : int
        Offset in characters behind the front matter; 0 if there is none.
    corrections : Corrections
        What a person has corrected in its reading.
    """

    text: str
    title: str = ""
    date: str | None = None
    publisher: str = ""
    url: str = ""
    path: Path | None = None
    body_start: int = 0
    corrections: Corrections = NO_CORRECTIONS


def article_from_text(
    text: str, *, path: str | Path | None = None, name: str = "", url: str = ""
) -> Article:
    r"""Take an article from a text that is already in memory.

    Parameters
    ----------
    text : str
        The article, with or without a head.
    path : str or Path, optional
        Where it came from; only messages use it.
    name : str, optional
        What messages call it, if not by its path.
    url : str, optional
        Its address, if its head does not say.

    Returns
    -------
    Article
        The text unchanged, with what its head says.

    Raises
    ------
    BadData
        If the text is empty, too long, or not text.

    Examples
    --------
    >>> article = article_from_text("Monday, July 23, 2018\n\nA short title\n\nThe text.")
    >>> article.title, article.date
    ('A short title', '2018-07-23')
    """
    called = name or (str(path) if path is not None else "")
    name = repr(called) if called else "the text"
    if len(text) > MAX_BYTES:
        raise BadData(too_long(called or "the text", len(text)))
    if "\x00" in text:
        raise BadData(f"{name} is binary; geo reads text and Markdown in UTF-8")
    if not text.strip("\ufeff \t\r\n\x0b\x0c"):
        raise BadData(f"{name} is empty; an article is needed")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadData(
            f"{name} is no UTF-8 text (at character {error.start}); save it as UTF-8"
        ) from None
    fields, body_start = _front_matter(text, name)
    title, date = _first_lines(text, body_start) if not fields.get("title") else ("", None)
    heading = fields.get("title") or title
    return Article(
        text=text,
        title=heading,
        date=_iso_date(fields.get("date", "")) or date,
        publisher=fields.get("publisher", ""),
        url=fields.get("url", "") or url,
        path=Path(path) if path is not None else None,
        body_start=body_start,
    )


def too_long(name: str, size: int) -> str:
    """Say that an article of so many bytes is more than is read."""
    return (
        f"{name!r} is {size / 1e6:.0f} MB; an article may be at most {MAX_BYTES / 1e6:.0f} MB, "
        f"split it"
    )


def _front_matter(text: str, name: str) -> tuple[dict[str, str], int]:
    """Fields between the two fences at the very start, and the offset behind them."""
    match = re.match(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n", text)
    if match is None:
        return {}, 0
    closing = re.compile(rf"^{re.escape(match[1])}[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
    end = closing.search(text, match.end())
    if end is None:
        return {}, 0
    block = text[match.end() : end.start()]
    if match[1] == "+++":
        try:
            fields = {key.lower(): str(value) for key, value in tomllib.loads(block).items()}
        except tomllib.TOMLDecodeError as error:
            raise BadData(f"the front matter of {name} is no TOML: {error}") from None
        return fields, end.end()
    fields = {}
    for line in block.splitlines():
        key, colon, value = line.partition(":")
        if colon and re.fullmatch(r"[A-Za-z][\w-]*", key.strip()):
            fields[key.strip().lower()] = value.strip().strip("\"'")
    # A rule of dashes above a plain text is no front matter: nothing in it is a field.
    return (fields, end.end()) if fields else ({}, 0)


def _first_lines(text: str, start: int) -> tuple[str, str | None]:
    """Title and date from the lines above the first paragraph."""
    title, date = "", None
    for line in re.split(r"[\r\n]+", text[start : start + 4000].strip("\ufeff \t\r\n"))[
        :_HEAD_LINES
    ]:
        stripped = line.strip().strip("#*= ").strip()
        if not stripped:
            continue
        if date is None and len(stripped) < _LONGEST_TITLE:
            date = _date_line(stripped)
            if date is not None:
                continue
        if not title:
            if len(stripped) > _LONGEST_TITLE or stripped.endswith((".", "”", ":")):
                break
            title = stripped
    return title, date


def _date_line(line: str) -> str | None:
    """Read the date of a line that holds little else, not of a sentence with a date in it."""
    for pattern in _DATES:
        match = pattern.search(line)
        if match is not None:
            rest = line[: match.start()] + " " + line[match.end() :]
            return _iso_date(match[0]) if not rest.strip() or _DATE_WORDS.fullmatch(rest) else None
    return None


def _iso_date(text: str) -> str | None:
    for pattern in _DATES:
        match = pattern.search(text)
        if match is not None:
            month = match["month"].lower()
            try:
                return datetime.date(
                    int(match["year"]), _MONTHS.get(month) or int(month), int(match["day"])
                ).isoformat()
            except ValueError:
                return None
    return None
