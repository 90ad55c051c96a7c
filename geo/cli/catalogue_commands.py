"""`geo places`, `geo lines`, `geo sources`: what the shipped data holds."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo.cli.options import Json, print_json, print_table
from geo.errors import BadData, PlaceNotFound
from geo.geodesy import format_length

if TYPE_CHECKING:
    from geo.gazetteer import Place

__all__ = ["lines_command", "places_command", "sources_command"]


def places_command(
    name: Annotated[str, typer.Argument(help="A name in any script; borders too.")],
    country: Annotated[str | None, typer.Option("--country", help="Only there.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="At most so many.")] = 10,
    as_json: Json = False,
) -> None:
    """Look a name up: candidates in order, and why the first comes first.

    Where no place has the name, the places of a similar one are listed as what they are:
    suggestions, not answers, with exit code 3.
    """
    from geo.gazetteer import look_up

    found = look_up(name, country=country, limit=limit)
    if not found.answers and not found.suggestions:
        raise found.not_found()
    shown = found.answers or tuple(each.place for each in found.suggestions[:limit])
    if not found.answers:
        print(f"geo: {found.not_found()}", file=sys.stderr)
    if as_json:
        print_json([_place_facts(place) for place in shown])
    else:
        if not found.answers:
            print("Not answers: places of a similar name.")
        _print_places(shown)
    if not found.answers:
        raise typer.Exit(PlaceNotFound.exit_code)


def _place_facts(place: Place) -> dict[str, Any]:
    from geo.gazetteer import place_json

    return {
        **place_json(place),
        "name_local": place.name_local or None,
        "admin1": place.admin1 or None,
        "population": place.population,
        "score": place.score,
        "because": place.because,
    }


def _print_places(found: Iterable[Place]) -> None:
    print_table(
        [
            ("place", "left"),
            ("kind", "left"),
            ("country", "left"),
            ("people", "right"),
            ("at", "left"),
            ("matched", "left"),
            ("because", "left"),
        ],
        [
            [
                place.name + (f" ({place.name_local})" if place.name_local else ""),
                place.kind,
                ", ".join(filter(None, (place.admin1, place.country))),
                f"{place.population:,}" if place.population else "",
                f"{place.lat:.4f}, {place.lon:.4f}",
                place.matched,
                place.because,
            ]
            for place in found
        ],
    )


def lines_command(
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Borders of the world that are disputed, too.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the named reference lines, the default first; any two countries have AAA-BBB."""
    from geo.borders import (
        DEFAULT_LINES,
        line_json,
        lines,
        stretches,
        undrawn_lines,
        unsettled_borders,
    )

    found = (*lines(), *stretches(), *(unsettled_borders() if disputed else ()))
    if as_json:
        print_json([line_json(line) for line in found])
        return
    for line in found:
        default = " (the default)" if line.key in DEFAULT_LINES else ""
        print(f"{line.key}{default}: {line.name}")
        print(f"  {line.status}, within {format_length(line.accuracy_m)}, from {line.source}")
        print(f"  {line.note}\n" if line.note else "")
    print("Any two countries with a land border: AAA-BBB in alphabetical order, such as BLR-POL.")
    undrawn = ", ".join(line.name for line in undrawn_lines())
    print(f"Known by name, drawn by no source here: {undrawn}.")
    if not disputed:
        count = len(unsettled_borders())
        print(f"{count} borders are disputed, or not settled everywhere: geo lines --disputed")


def sources_command(
    verify: Annotated[
        bool, typer.Option("--verify", help="Compare the files with their hashes.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the data, its licences, editions and accuracy."""
    from dataclasses import asdict

    from geo.sources import sources
    from geo.sources import verify as changed_files

    found = sources()
    if as_json:
        print_json([asdict(entry) for entry in found])
    else:
        print_table(
            [
                ("key", "left"),
                ("title", "left"),
                ("licence", "left"),
                ("edition", "left"),
                ("accuracy", "right"),
            ],
            [
                [
                    entry.key,
                    entry.title,
                    entry.licence,
                    entry.edition,
                    format_length(entry.accuracy_m),
                ]
                for entry in found
            ],
        )
    if verify:
        changed = changed_files()
        if changed:
            raise BadData(f"not the files of the provenance table: {', '.join(changed)}")
        print("every file is what the provenance table says", file=sys.stderr)
