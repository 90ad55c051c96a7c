"""`geo check`: whether a place is inside, by what margin, and how sure is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo.cli.options import (
    Guess,
    Json,
    Line,
    Within,
    print_json,
    print_table,
    read_article,
    reference_from,
)
from geo.errors import BadData, BadInput, GeoError
from geo.geodesy import format_length

if TYPE_CHECKING:
    from geo.zones import Verdict, Zone

__all__ = ["OPTIONS_OF_POINTS", "UNDECIDED", "check_command"]

UNDECIDED = 5

_FILES = "Files of points, with --points"
OPTIONS_OF_POINTS = (
    "output", "distance_column", "verdict", "by_line", "prefix", "lon", "lat", "delimiter",
    "input_format", "output_format", "rejects", "resume", "density_map", "cluster",
)  # fmt: skip
"""Parameters that mean nothing without ``--points``."""


def check_command(
    context: typer.Context,
    where: Annotated[
        list[str] | None, typer.Argument(help="Place names, or LAT,LON as maps print it.")
    ] = None,
    zone_file: Annotated[
        Path | None, typer.Option("--zone", help="GeoJSON that `geo zone -o` wrote.")
    ] = None,
    reference: Annotated[str | None, typer.Option("--reference", help="As for `geo zone`.")] = None,
    distance: Annotated[
        str | None, typer.Option("--distance", "-d", help='Such as "100 km".')
    ] = None,
    within: Within = None,
    line: Line = None,
    no_rounding: Annotated[
        bool, typer.Option("--no-rounding", help='Take "about 100 km" as 100 km, no more or less.')
    ] = False,
    guess: Guess = False,
    as_json: Json = False,
    points: Annotated[
        str | None,
        typer.Option(
            "--points",
            help="File of points instead: CSV, Parquet, GeoParquet, GeoJSON, GeoJSONSeq, "
            "GeoPackage, FlatGeobuf, also .gz and .zst; a folder, a quoted pattern, or -.",
            rich_help_panel=_FILES,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            help="File to write, its ending tells the format; a folder for a folder; - is CSV on "
            "standard output.",
            rich_help_panel=_FILES,
        ),
    ] = None,
    distance_column: Annotated[
        bool,
        typer.Option("--distance-column", help="Add distance_m.", rich_help_panel=_FILES),
    ] = False,
    verdict: Annotated[
        bool,
        typer.Option("--verdict", help="Add inside, outside or undecided.", rich_help_panel=_FILES),
    ] = False,
    by_line: Annotated[
        bool, typer.Option("--by-line", help="Add what each line says.", rich_help_panel=_FILES)
    ] = False,
    prefix: Annotated[
        str,
        typer.Option(
            "--prefix", help="Before the names of the new columns.", rich_help_panel=_FILES
        ),
    ] = "",
    lon: Annotated[
        str | None, typer.Option("--lon", help="Column of longitudes.", rich_help_panel=_FILES)
    ] = None,
    lat: Annotated[
        str | None, typer.Option("--lat", help="Column of latitudes.", rich_help_panel=_FILES)
    ] = None,
    delimiter: Annotated[
        str | None,
        typer.Option(
            "--delimiter", help="Of a CSV, if not the guessed one.", rich_help_panel=_FILES
        ),
    ] = None,
    input_format: Annotated[
        str | None,
        typer.Option(
            "--input-format",
            help="Of --points, if its ending does not tell.",
            rich_help_panel=_FILES,
        ),
    ] = None,
    output_format: Annotated[
        str | None,
        typer.Option(
            "--output-format", help="Of the files written for a folder.", rich_help_panel=_FILES
        ),
    ] = None,
    rejects: Annotated[
        str | None,
        typer.Option(
            "--rejects",
            help="File for rows without a point; beside -o if not given.",
            rich_help_panel=_FILES,
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="Go on with a folder where an earlier run ended.",
            rich_help_panel=_FILES,
        ),
    ] = False,
    density_map: Annotated[
        str | None,
        typer.Option(
            "--density-map",
            help="HTML to write: the zone's map with the density of the points.",
            rich_help_panel=_FILES,
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            help="Address of a Dask scheduler, or local: needs geo-zones[cluster].",
            rich_help_panel=_FILES,
        ),
    ] = None,
) -> None:
    """Say whether places lie inside a zone, by what margin, and how sure that is.

    Without a zone, that of the first article of seeds/ is taken. Exit code 5 if an answer is
    undecided, 3 if a place is not known; the others are answered all the same. With --points,
    whole files are checked and counted.
    """
    where = where or []
    _no_strangers(where)
    if points is None:
        _only_with_points(context)
        if not where:
            raise BadInput("name a place, or give LAT,LON, or --points FILE")
        found = _zone_to_check(zone_file, reference, distance, within, line, guess=guess)
        _check_places(found, where, exact=no_rounding, guess=guess, as_json=as_json)
        return
    if where:
        raise BadInput("--points names the places; leave out the others")
    from geo.cli.check_points import PointsOptions, check_points_of

    found = _zone_to_check(zone_file, reference, distance, within, line, guess=guess)
    options = PointsOptions(
        points=points,
        output=output,
        distance=distance_column,
        verdict=verdict,
        by_line=by_line,
        exact=no_rounding,
        prefix=prefix,
        lon=lon,
        lat=lat,
        delimiter=delimiter,
        input_format=input_format,
        output_format=output_format,
        rejects=rejects,
        resume=resume,
        density_map=density_map,
        cluster=cluster,
        as_json=as_json,
    )
    check_points_of(options, found, _zone_sentence(found))


def _no_strangers(where: list[str]) -> None:
    for word in where:
        if word.startswith("-") and not word[1:2].isdigit() and word[1:2] != ".":
            raise BadInput(f"no option {word!r}; see geo check --help")


def _only_with_points(context: typer.Context) -> None:
    """Refuse what would be left unused without a word."""
    for parameter in context.command.params:
        source = context.get_parameter_source(parameter.name or "")
        if (
            parameter.name in OPTIONS_OF_POINTS
            and source is not None
            and source.name == "COMMANDLINE"
        ):
            raise BadInput(f"{parameter.opts[0]} goes with --points FILE")


def _check_places(
    found: Zone, where: list[str], *, exact: bool, guess: bool, as_json: bool
) -> None:
    """Answer every place that is known; say of the others why not, and end with their code."""
    from geo.zones import place_query

    answers: list[Verdict | GeoError] = []
    for word in where:
        try:
            answers.append(found.check(place_query(word), exact=exact, guess=guess))
        except GeoError as error:
            if len(where) == 1:
                raise
            answers.append(error)
    refused = [each for each in answers if isinstance(each, GeoError)]
    verdicts = [each for each in answers if not isinstance(each, GeoError)]
    if as_json:
        print_json([_answer_json(*each) for each in zip(where, answers, strict=True)])
    elif verdicts:
        _print_answers(found, verdicts)
    for refusal in refused:
        print(f"geo: {' '.join(str(refusal).split())}", file=sys.stderr)
    if refused:
        raise typer.Exit(refused[0].exit_code)
    if any(answer.verdict == "undecided" for answer in verdicts):
        raise typer.Exit(UNDECIDED)


def _answer_json(word: str, answer: Verdict | GeoError) -> dict[str, Any]:
    if not isinstance(answer, GeoError):
        return answer.to_dict()
    from geo.gazetteer import candidates_json

    return {
        "query": word,
        "place": None,
        "verdict": None,
        "error": " ".join(str(answer).split()),
        "candidates": candidates_json(answer),
    }


def _print_answers(found: Zone, answers: Sequence[Verdict]) -> None:
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
    about = "about " if found.rounding_m else ""
    start = f"{found.line.name} ({found.line.key})"
    return f"{about}{format_length(found.distance_m)} from {start}{inside}"


def _zone_to_check(
    zone_file: Path | None,
    reference: str | None,
    distance: str | None,
    within: list[str] | None,
    line: str | None,
    *,
    guess: bool,
) -> Zone:
    if zone_file is not None:
        if reference or distance or within or line:
            raise BadInput(
                "--zone names a whole zone; leave out --reference, --distance, --within and --line"
            )
        from geo.zones import read_zone

        return read_zone(zone_file)
    if (reference is None) != (distance is None):
        raise BadInput("--reference and --distance go together")
    if reference is not None and distance is not None:
        from geo.zones import ZoneQuery

        return ZoneQuery(
            reference=reference_from(reference),
            distance=distance,
            within=tuple(within or ()),
            line=line,
            guess=guess,
            # A verdict says how sure it is, so a rough reference may be asked about.
            rough=True,
        ).zone()
    from geo.reading import zones_of

    found = zones_of(read_article(None), line=line)
    if not found:
        raise BadData(
            "the first article of seeds/ claims no distance; give --reference and --distance"
        )
    if line is not None and found[0].line.key != line:
        raise BadInput(f"--line {line} is none of the lines of {found[0].line.in_sentence}")
    return found[0]
