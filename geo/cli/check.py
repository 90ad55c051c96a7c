"""`geo check`: whether a place is inside, by what margin, and how sure is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo.cli.application import (
    Json,
    Line,
    Within,
    print_json,
    print_table,
    read_article,
    reference_from,
)
from geo.errors import BadData, BadInput
from geo.units import format_length

if TYPE_CHECKING:
    from geo.verdicts import Verdict
    from geo.zones import Zone

__all__ = ["UNDECIDED", "check_command"]

UNDECIDED = 5


def check_command(
    where: Annotated[list[str], typer.Argument(help="Place names, or LAT,LON as maps print it.")],
    zone_file: Annotated[
        Path | None, typer.Option("--zone", help="GeoJSON that `geo zone -o` wrote.")
    ] = None,
    reference: Annotated[str | None, typer.Option("--reference", help="As for `geo zone`.")] = None,
    distance: Annotated[
        str | None, typer.Option("--distance", "-d", help='Such as "100 km".')
    ] = None,
    within: Within = None,
    line: Line = None,
    exact: Annotated[
        bool, typer.Option("--exact", help='Take "about 100 km" as exactly 100 km.')
    ] = False,
    as_json: Json = False,
) -> None:
    """Say whether places lie inside a zone, by what margin, and how sure that is.

    Without a zone, that of the first article of seeds/ is taken. Exit code 5 if an answer is
    undecided.
    """
    for word in where:
        if word.startswith("-") and not word[1:2].isdigit() and word[1:2] != ".":
            raise BadInput(f"no option {word!r}; see geo check --help")
    found = _zone_to_check(zone_file, reference, distance, within, line)
    answers = [found.check(word, exact=exact) for word in where]
    if as_json:
        print_json([answer.to_dict() for answer in answers])
    else:
        print(_zone_sentence(found))
        print_table(
            [
                ("place", "left"),
                ("verdict", "left"),
                ("distance", "right"),
                ("margin", "right"),
                ("because", "left"),
            ],
            [_answer_row(answer) for answer in answers],
        )
    if any(answer.verdict == "undecided" for answer in answers):
        raise typer.Exit(UNDECIDED)


def _answer_row(answer: Verdict) -> list[str]:
    return [
        answer.place.name,
        answer.verdict,
        format_length(answer.distance_m),
        ("+" if answer.margin_m >= 0 else "−") + format_length(abs(answer.margin_m)),
        answer.because,
    ]


def _zone_sentence(found: Zone) -> str:
    inside = f" within {', '.join(found.within)}" if found.within else ""
    about = "about " if found.phrase_uncertainty_m else ""
    start = f"{found.line.name} ({found.line.key})"
    return f"{about}{format_length(found.distance_m)} from {start}{inside}"


def _zone_to_check(
    zone_file: Path | None,
    reference: str | None,
    distance: str | None,
    within: list[str] | None,
    line: str | None,
) -> Zone:
    from geo.zones import zone

    if zone_file is not None:
        if reference or distance or within or line:
            raise BadInput(
                "--zone names a whole zone; leave out --reference, --distance, --within and --line"
            )
        from geo.files import read_zone

        return read_zone(zone_file)
    if (reference is None) != (distance is None):
        raise BadInput("--reference and --distance go together")
    if reference is not None and distance is not None:
        return zone(reference_from(reference), distance, within=within, line=line)
    from geo.reading import zones_of

    found = zones_of(read_article(None), line=line)
    if not found:
        raise BadData(
            "the first article of seeds/ claims no distance; give --reference and --distance"
        )
    return found[0]
