"""`geo read`: the places and claims of an article, of a folder of articles, or of a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo.cli.options import Json, print_json, print_table
from geo.errors import BadData, BadInput, GeoError
from geo.geodesy import format_length

if TYPE_CHECKING:
    from geo.reading import Article, Reading, Tagger

__all__ = ["read_command"]


def read_command(
    article: Annotated[
        str,
        typer.Argument(
            help="Text, Markdown, HTML, .docx or PDF; a folder of them; - reads standard input."
        ),
    ],
    as_json: Json = False,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Load ARTICLE from the web: it is an http(s) address.")
    ] = False,
    gazetteer: Annotated[
        list[Path] | None,
        typer.Option("--gazetteer", help="File in GeoNames' format to add; may be repeated."),
    ] = None,
    ner: Annotated[
        str | None,
        typer.Option("--ner", help="Name or folder of a spaCy model that you have installed."),
    ] = None,
) -> None:
    """List the places that an article mentions and the distances that it claims."""
    from geo.reading import read, spacy_tagger

    tagger = spacy_tagger(ner) if ner is not None else None
    added = tuple(gazetteer or ())
    folder = Path(article)
    if not fetch and article != "-" and folder.is_dir():
        _read_folder(folder, added, tagger, as_json=as_json)
        return
    found = read(_loaded(article, fetch=fetch), gazetteer=added, tagger=tagger)
    if as_json:
        print_json(found.to_dict())
    else:
        _print(found)


def _loaded(source: str, *, fetch: bool) -> Article:
    from geo.reading import article_from_bytes, fetch_article, is_address, load_article

    if fetch:
        return fetch_article(source)
    if is_address(source):
        raise BadInput(f"{source!r} is an address; add --fetch to load it from the web")
    if source == "-":
        return article_from_bytes(sys.stdin.buffer.read(), name="standard input")
    return load_article(source)


def _read_folder(
    folder: Path, gazetteer: tuple[Path, ...], tagger: Tagger | None, *, as_json: bool
) -> None:
    """Read every article of a folder; one that cannot be read does not stop the others."""
    from geo.reading import SUFFIXES, load_article, read

    files = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in SUFFIXES and path.is_file() and not path.name.startswith(".")
    )
    if not files:
        raise BadData(f"{str(folder)!r} holds no article; articles end in {', '.join(SUFFIXES)}")
    readings: list[dict[str, object]] = []
    failed = 0
    for path in files:
        try:
            found = read(load_article(path), gazetteer=gazetteer, tagger=tagger)
        except GeoError as error:
            failed += 1
            sys.stderr.write(f"geo: {path.name}: {error}\n")
            continue
        if as_json:
            readings.append({"file": path.name, **found.to_dict()})
        else:
            print(f"== {path.name}")
            _print(found)
            print()
    if as_json:
        print_json(readings)
    if failed:
        raise BadData(f"{failed} of {len(files)} articles of {str(folder)!r} could not be read")


def _print(found: Reading) -> None:
    title = found.article.title or "(no title)"
    print(f"{title}{f', {found.article.date}' if found.article.date else ''}\n")
    print_table(
        [
            ("claim", "left"),
            ("distance", "right"),
            ("from", "left"),
            ("within", "left"),
            ("status", "left"),
        ],
        [
            [
                " ".join(claim.text.split()),
                ("about " if claim.approximate else "") + format_length(claim.distance_m),
                claim.reference.text if claim.reference else "?",
                ", ".join(claim.within or ()),
                claim.status,
            ]
            for claim in found.claims
        ],
    )
    print()
    seen: dict[tuple[str, str], int] = {}
    for mention in found.mentions:
        seen[mention.text, mention.kind] = seen.get((mention.text, mention.kind), 0) + 1
    firsts = {(mention.text, mention.kind): mention for mention in reversed(found.mentions)}
    print_table(
        [
            ("mention", "left"),
            ("times", "right"),
            ("kind", "left"),
            ("place", "left"),
            ("at", "left"),
        ],
        [
            [
                text,
                str(count),
                kind,
                (place.name + (f", {place.country}" if place.country else "")) if place else "?",
                f"{place.lat:.4f}, {place.lon:.4f}" if place else "",
            ]
            for (text, kind), count in seen.items()
            for place in [firsts[text, kind].place]
        ],
    )
    for doubt in found.doubts:
        print(f"doubt: {doubt}")
