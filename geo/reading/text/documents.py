"""Documents: the article inside HTML, a Word file or a PDF, as text with what its head says.

trafilatura takes the article out of a web page (navigation, cookie bars and scripts stay outside)
and finds title, date and publisher; python-docx and pypdf open the other two. They come with
``pip install "geo-zones[documents]"``. The offsets of a reading are those of the text taken out.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from geo.errors import BadData
from geo.reading.text.article import MAX_BYTES, Article, article_from_text, too_long
from geo.reading.text.corrections import corrections_beside

__all__ = ["SUFFIXES", "article_from_bytes", "load_article"]

SUFFIXES: Final = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf")
"""Endings of the files that are articles when a whole folder is read."""

_MOST_UNPACKED: Final = 200_000_000
_HTML: Final = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HYPHENATED: Final = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_OTHERS: Final = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an old Office file; save it as .docx",
    b"PK\x03\x04": "a zip or office file other than .docx",
}
_READS: Final = "geo reads text and Markdown in UTF-8, HTML, .docx and PDF"


def load_article(path: str | Path) -> Article:
    """Read an article from a file, with the corrections beside it.

    Parameters
    ----------
    path : str or Path
        A text or Markdown file in UTF-8, HTML, a .docx or a PDF, at most `MAX_BYTES` long. The last
        three need ``geo-zones[documents]``. ``my.places.toml`` beside ``my.html`` corrects its
        reading, see `geo.reading.text.corrections`.

    Returns
    -------
    Article
        With `Article.path` set.

    Raises
    ------
    BadData
        If the file is missing, empty, too long, or none of these; if the corrections are.

    Examples
    --------
    >>> from geo.sources import seeds_folder
    >>> load_article(sorted(seeds_folder().glob("2*.md"))[0]).date
    '2018-07-23'
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise BadData(too_long(str(path), size))
        raw = file.read_bytes()
    except OSError as error:
        raise BadData(
            f"cannot read {str(path)!r}: {(error.strerror or str(error)).lower()}"
        ) from None
    article = article_from_bytes(raw, name=str(path), path=file)
    return replace(article, corrections=corrections_beside(file))


def article_from_bytes(
    raw: bytes, *, name: str, path: Path | None = None, url: str = "", html: bool | None = None
) -> Article:
    """Take an article from the bytes of a file, a page or a pipe.

    Parameters
    ----------
    raw : bytes
        At most `MAX_BYTES`; what they are is told by how they begin.
    name : str
        What messages call it.
    path : Path, optional
        The file, if it is one.
    url : str, optional
        Where it came from.
    html : bool, optional
        Whether it is HTML; None: look.

    Returns
    -------
    Article

    Raises
    ------
    BadData
        If it is empty, too long, no such document, or a PDF of pictures; and if the library that
        opens it is not installed.

    Examples
    --------
    >>> article_from_bytes(b"Troops left Homs.", name="a pipe").text
    'Troops left Homs.'
    """
    if len(raw) > MAX_BYTES:
        raise BadData(
            f"{name!r} is {len(raw) / 1e6:.0f} MB; an article may be at most "
            f"{MAX_BYTES / 1e6:.0f} MB, split it"
        )
    if html or (html is None and _HTML.match(raw[:4096]) is not None):
        return _from_html(raw, name, path, url)
    if raw[:1024].lstrip().startswith(b"%PDF"):
        return _from_pdf(raw, name, path, url)
    if raw.startswith(b"PK\x03\x04") and b"word/" in raw:
        return _from_docx(raw, name, path, url)
    for signature, what in _OTHERS.items():
        if raw.startswith(signature):
            raise BadData(f"{name!r} is {what}; {_READS}")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadData(
            f"{name!r} is no UTF-8 text (byte {raw[error.start]:#04x} at {error.start}); "
            "save it as UTF-8"
        ) from None
    return article_from_text(text, path=path if path is not None else None, name=name, url=url)


def _needed(package: str, load: Callable[[], Any], name: str) -> Any:
    try:
        return load()
    except ImportError:
        raise BadData(
            f"{name!r} needs the package {package}, which is not installed: "
            'pip install "geo-zones[documents]"'
        ) from None


def _from_html(raw: bytes, name: str, path: Path | None, url: str) -> Article:
    def load() -> Any:
        import trafilatura

        return trafilatura

    trafilatura = _needed("trafilatura", load, name)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        raw, url=url or None, with_metadata=True, include_comments=False, include_tables=True
    )
    text = (getattr(found, "text", "") or "").strip() if found is not None else ""
    if not text:
        raise BadData(f"{name!r} is HTML without an article: no paragraph of text was found in it")
    title = (getattr(found, "title", "") or "").strip()
    publisher = (getattr(found, "sitename", "") or "").strip()
    # A headline stands above the text, as in a plain article, so that its places are read too.
    whole = text if not title or text.startswith(title) else f"{title}\n\n{text}"
    article = article_from_text(whole, path=path, name=name)
    return Article(
        text=whole,
        title=title or article.title,
        date=getattr(found, "date", None) or article.date,
        publisher=publisher,
        url=url or (getattr(found, "url", "") or ""),
        path=path,
        corrections=article.corrections,
    )


def _from_docx(raw: bytes, name: str, path: Path | None, url: str) -> Article:
    def load() -> Any:
        import docx

        return docx

    docx = _needed("python-docx", load, name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        document = docx.Document(io.BytesIO(raw)) if unpacked <= _MOST_UNPACKED else None
    # python-docx and lxml raise whatever a broken part leads them to.
    except Exception as error:
        raise BadData(f"{name!r} is no readable .docx: {_one_line(error)}") from None
    if document is None:
        raise BadData(f"{name!r} unpacks to {unpacked / 1e6:.0f} MB, which no article does")
    pieces = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            pieces += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            pieces.append(block.text)
    text = "\n\n".join(piece for piece in pieces if piece.strip())
    if not text:
        raise BadData(f"{name!r} holds no text; if it holds pictures of text, type it out")
    head = article_from_text(text, path=path, name=name)
    title = (document.core_properties.title or "").strip()
    return _with(head, title=head.title or title, url=url)


def _from_pdf(raw: bytes, name: str, path: Path | None, url: str) -> Article:
    def load() -> Any:
        import pypdf

        return pypdf

    pypdf = _needed("pypdf", load, name)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [page.extract_text() or "" for page in reader.pages]
        title = "" if locked or not reader.metadata else str(reader.metadata.title or "").strip()
    # pypdf raises whatever a broken object leads it to.
    except Exception as error:
        raise BadData(f"{name!r} is no readable PDF: {_one_line(error)}") from None
    if locked:
        raise BadData(f"{name!r} is a PDF with a password; save it without one")
    text = _HYPHENATED.sub("", "\n\n".join(page.strip() for page in pages if page.strip()))
    text = text.replace("\x00", "")
    if not text.strip():
        raise BadData(
            f"{name!r} is a PDF of pictures: its {len(pages)} pages hold no text; "
            "recognise the text first, for instance with ocrmypdf"
        )
    # A broken font table gives halves of characters, which no UTF-8 holds.
    text = text.encode("utf-8", "replace").decode("utf-8")
    head = article_from_text(text, path=path, name=name)
    return _with(head, title=head.title or title, url=url)


def _with(article: Article, *, title: str, url: str) -> Article:
    return Article(
        text=article.text,
        title=title,
        date=article.date,
        publisher=article.publisher,
        url=article.url or url,
        path=article.path,
        body_start=article.body_start,
        corrections=article.corrections,
    )


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
