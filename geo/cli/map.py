"""`geo map`: the main job, from an article to a map."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo.cli.application import Line, Output, read_article
from geo.errors import BadInput

__all__ = ["map_command"]


def map_command(
    article: Annotated[
        str | None,
        typer.Argument(help="Text file; - reads standard input. None: the first of seeds/."),
    ] = None,
    output: Output = None,
    line: Line = None,
) -> None:
    """Read an article and draw its zones on a map that opens without a network."""
    from geo.maps import map as draw
    from geo.maps import save

    target = output or Path("out/map.html")
    if target.suffix.lower() not in (".html", ".htm"):
        raise BadInput(f"cannot draw {target.name}: a map is written as .html")
    found = read_article(article)
    if line is None:
        page = draw(found)
    else:
        from geo.reading import zones_of

        zones = zones_of(found, line=line)
        if not zones:
            raise BadInput(
                f"the article claims no distance, so there is no zone for the line {line!r}"
            )
        page = draw(zones, reading=found)
    path = save(page, target)
    for claim in found.claims:
        print(f"claim: {' '.join(claim.text.split())} [{claim.status}]")
    for doubt in found.doubts:
        print(f"doubt: {doubt}")
    print(f"wrote {path} ({path.stat().st_size / 1e6:.1f} MB, opens offline)")
