"""`geo report`: from an article, or a folder of them, to a document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from geo.cli.options import Json, Line, Output, Rough, Theme, print_json, read_article
from geo.errors import BadInput

__all__ = ["report_command"]


def report_command(
    article: Annotated[
        str | None,
        typer.Argument(
            help="Text file, or a folder; - reads standard input. None: the first of seeds/."
        ),
    ] = None,
    output: Output = None,
    line: Line = None,
    theme: Theme = "colour",
    title: Annotated[str | None, typer.Option("--title", help="Instead of the claim.")] = None,
    place: Annotated[
        list[str] | None,
        typer.Option("--place", help="A place to check beside the article's; may be repeated."),
    ] = None,
    rough: Rough = False,
    as_json: Json = False,
) -> None:
    """Write a report: claim, map, places with verdicts, whose line, method, licences, citation.

    The ending of the output tells the format: .html, .docx, .pdf, .md, or .qmd for Quarto; a
    Markdown file has its map beside it. No output: out/report.html.
    """
    from geo.reports import report, report_of

    target = output or Path("out/report.html")
    if article is not None and article != "-" and Path(article).is_dir():
        from geo.reading import read_folder, timeline

        if line is not None or rough:
            raise BadInput(
                "--line and --rough are for one article; a folder has the lines of its articles"
            )
        made = report_of(
            timeline(read_folder(article)), title=title, theme=theme, places=place or ()
        )
    else:
        found = read_article(article)
        if line is not None or rough:
            from geo.reading import zones_of

            found = replace(found, zones=zones_of(found, line=line, rough=rough))
        made = report_of(found, title=title, theme=theme, places=place or ())
    written = report(made, target)
    if as_json:
        print_json({"wrote": str(written), "title": made.title, "alt": made.figure.alt})
        return
    print(made.title)
    print(f"wrote {written} ({written.stat().st_size / 1e6:.1f} MB)")
