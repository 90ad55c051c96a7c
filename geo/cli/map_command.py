"""`geo map`: the main job, from an article, or a folder of them, to a map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo.cli.options import Json, Line, Output, Rough, Size, Theme, print_json, read_article
from geo.errors import BadInput, NoClaim

if TYPE_CHECKING:
    from geo.reading import Reading
    from geo.zones import Zone

__all__ = ["map_command"]

_PAGES = (".html", ".htm")
_FIGURES = (".png", ".svg", ".pdf")


def map_command(
    article: Annotated[
        str | None,
        typer.Argument(
            help="Text file, or a folder; - reads standard input. None: the first of seeds/."
        ),
    ] = None,
    output: Output = None,
    line: Line = None,
    theme: Theme = "colour",
    size: Size = "page",
    title: Annotated[str | None, typer.Option("--title", help="Instead of the claim.")] = None,
    rough: Rough = False,
    as_json: Json = False,
) -> None:
    """Read an article and draw its zones: a page that opens offline, or a figure for print.

    The ending of the output tells which: .html, or .png, .svg and .pdf. A folder of articles
    becomes a timeline: every distance once, in the order of their dates. Where nobody claims a
    zone that can be drawn, nothing is written, an earlier map is kept, and the exit code is 3.
    """
    target = output or Path("out/map.html")
    ending = target.suffix.lower()
    if ending not in _PAGES + _FIGURES:
        raise BadInput(f"cannot draw {target.name}: a map is written as .html, .png, .svg or .pdf")
    if article is not None and article != "-" and Path(article).is_dir():
        if rough:
            raise BadInput("--rough is for one article; a folder has no rough zones")
        said, doubts = _draw_folder(Path(article), target, line, theme, size, title)
    else:
        found = read_article(article)
        zones, undrawn = _zones_of(found, line, rough)
        _draw_article(found, zones, target, theme, size, title)
        said = [f"{' '.join(each.text.split())} [{each.status}]" for each in found.claims]
        doubts = [*undrawn, *(str(doubt) for doubt in found.doubts)]
    if as_json:
        print_json({"wrote": str(target), "claims": said, "doubts": doubts})
        return
    for each in said:
        print(f"claim: {each}")
    for doubt in doubts:
        print(f"doubt: {doubt}")
    weight = f"{target.stat().st_size / 1e6:.1f} MB"
    print(f"wrote {target} ({weight}{', opens offline' if ending in _PAGES else ''})")


def _zones_of(
    found: Reading, line: str | None, rough: bool
) -> tuple[tuple[Zone, ...], tuple[str, ...]]:
    """The zones of an article, and of the claims that get none, why."""
    from geo.reading import undrawn_of, zones_of

    zones, undrawn = zones_of(found, line=line, rough=rough), undrawn_of(found, rough=rough)
    if not zones:
        why = next(iter((*undrawn, *map(str, found.doubts))), "")
        hint = "; --rough draws it all the same" if undrawn and not rough else ""
        said = "the article claims no zone that can be drawn, so no map is written"
        raise NoClaim(f"{said}: {why}{hint}" if why else said)
    return zones, undrawn


def _draw_article(
    found: Reading,
    zones: tuple[Zone, ...],
    target: Path,
    theme: str,
    size: str,
    title: str | None,
) -> None:
    from dataclasses import replace

    if target.suffix.lower() in _FIGURES:
        from geo.figures import figure

        figure(replace(found, zones=zones), title=title, theme=theme, size=size).save(target)
        return
    from geo.maps import save
    from geo.maps import zone_map as draw

    save(draw(zones, reading=found, title=title), target)


def _draw_folder(
    folder: Path, target: Path, line: str | None, theme: str, size: str, title: str | None
) -> tuple[list[str], list[str]]:
    from geo.reading import read_folder, timeline

    if line is not None:
        raise BadInput("--line chooses the line of one article; a folder has those of its articles")
    found = timeline(read_folder(folder))
    if target.suffix.lower() in _FIGURES:
        from geo.figures import figure

        figure(found, title=title, theme=theme, size=size).save(target)
    else:
        from geo.maps import save
        from geo.maps import zone_map as draw

        notes = [
            f"{each.distances}, {' and '.join(each.statuses)}: "
            f"{'; '.join(said.cited for said in each.said)}."
            for each in found.statements
        ]
        save(draw(found.zones, title=title or found.title, notes=notes), target)
    said = [
        f"{each.date or 'undated'}: {each.distances} [{', '.join(each.statuses)}] "
        f"{'; '.join(said.cited for said in each.said)}"
        for each in found.statements
    ]
    doubts = [str(doubt) for reading in found.readings for doubt in reading.doubts]
    return said, list(dict.fromkeys(doubts))
