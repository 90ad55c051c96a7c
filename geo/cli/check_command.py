"""`geo check`: whether a place is inside, by what margin, and how sure is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

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
from geo.errors import BadData, BadInput, NotFound
from geo.geodesy import format_length

if TYPE_CHECKING:
    from geo.zones import Verdict, Zone

__all__ = ["UNDECIDED", "check_command"]

UNDECIDED = 5


def check_command(
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
    exact: Annotated[
        bool, typer.Option("--exact", help='Take "about 100 km" as exactly 100 km.')
    ] = False,
    guess: Guess = False,
    as_json: Json = False,
    points: Annotated[
        str | None,
        typer.Option(
            "--points",
            help="File of points instead: CSV, Parquet, GeoParquet, GeoJSON, GeoJSONSeq, "
            "GeoPackage, FlatGeobuf, also .gz and .zst; a folder, a quoted pattern, or -.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            help="Of --points: file to write, its ending tells the format; a folder for a folder; "
            "- is CSV on standard output.",
        ),
    ] = None,
    distance_column: Annotated[
        bool, typer.Option("--distance-column", help="Of --points: add distance_m.")
    ] = False,
    verdict: Annotated[
        bool, typer.Option("--verdict", help="Of --points: add inside, outside or undecided.")
    ] = False,
    by_line: Annotated[
        bool, typer.Option("--by-line", help="Of --points: add what each line says.")
    ] = False,
    prefix: Annotated[
        str, typer.Option("--prefix", help="Of --points: before the names of the new columns.")
    ] = "",
    lon: Annotated[
        str | None, typer.Option("--lon", help="Of --points: column of longitudes.")
    ] = None,
    lat: Annotated[
        str | None, typer.Option("--lat", help="Of --points: column of latitudes.")
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option("--delimiter", help="Of a CSV, if not the guessed one.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--from", help="Format of --points, if its ending does not tell.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", help="Format of the files written for a folder.")
    ] = None,
    rejects: Annotated[
        str | None,
        typer.Option("--rejects", help="File for rows without a point; beside -o if not given."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a folder where an earlier run ended.")
    ] = False,
    html: Annotated[
        str | None, typer.Option("--html", help="Map of the points' density to write.")
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", help="Address of a Dask scheduler, or local: needs geo-zones[cluster]."
        ),
    ] = None,
) -> None:
    """Say whether places lie inside a zone, by what margin, and how sure that is.

    Without a zone, that of the first article of seeds/ is taken. Exit code 5 if an answer is
    undecided, 3 if a name is no place's: the others are answered all the same. With --points, whole
    files are checked and counted.
    """
    where = where or []
    _no_strangers(where)
    if points is not None:
        if where:
            raise BadInput("--points names the places; leave out the others")
        from geo.cli.check_points import PointsAsked, check_points_of

        asked = PointsAsked(
            points, output, distance_column, verdict, by_line, exact, prefix, lon, lat, delimiter,
            kind, to, rejects, resume, html, cluster, as_json,
        )  # fmt: skip
        zone_asked = _zone_to_check(zone_file, reference, distance, within, line, guess=guess)
        check_points_of(asked, zone_asked, _zone_sentence(zone_asked))
        return
    if output is not None:
        raise BadInput("-o goes with --points FILE")
    if not where:
        raise BadInput("name a place, or give LAT,LON, or --points FILE")
    found = _zone_to_check(zone_file, reference, distance, within, line, guess=guess)
    answers = [_answer(found, word, exact=exact, guess=guess) for word in where]
    if len(answers) == 1 and isinstance(answers[0], Unanswered):
        raise answers[0].error
    _print_answers(found, answers, as_json=as_json)
    if any(isinstance(answer, Unanswered) for answer in answers):
        raise typer.Exit(NotFound.exit_code)
    if any(not isinstance(a, Unanswered) and a.verdict == "undecided" for a in answers):
        raise typer.Exit(UNDECIDED)


class Unanswered(NamedTuple):
    """A name among several that no place has.

    Parameters
    ----------
    query : str
    error : NotFound
        What is known instead.
    """

    query: str
    error: NotFound


def _answer(found: Zone, word: str, *, exact: bool, guess: bool) -> Verdict | Unanswered:
    try:
        return found.check(word, exact=exact, guess=guess)
    except NotFound as error:
        return Unanswered(word, error)


def _no_strangers(where: list[str]) -> None:
    for word in where:
        if word.startswith("-") and not word[1:2].isdigit() and word[1:2] != ".":
            raise BadInput(f"no option {word!r}; see geo check --help")


def _print_answers(found: Zone, answers: list[Verdict | Unanswered], *, as_json: bool) -> None:
    for answer in answers:
        if isinstance(answer, Unanswered):
            print(f"geo: {answer.error}", file=sys.stderr)
    if as_json:
        print_json([_facts(answer) for answer in answers])
        return
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


def _facts(answer: Verdict | Unanswered) -> dict[str, Any]:
    if isinstance(answer, Unanswered):
        return {
            "query": answer.query,
            "place": None,
            "verdict": None,
            "error": str(answer.error),
        }
    return answer.to_dict()


def _answer_row(answer: Verdict | Unanswered) -> list[str]:
    if isinstance(answer, Unanswered):
        return [answer.query, "not found", "", "", str(answer.error)]
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
    from geo.zones import zone

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
        # A verdict says how sure it is, so a rough reference may be asked about.
        return zone(
            reference_from(reference), distance, within=within, line=line, guess=guess, rough=True
        )
    from geo.reading import zones_of

    found = zones_of(read_article(None), line=line)
    if not found:
        raise BadData(
            "the first article of seeds/ claims no distance; give --reference and --distance"
        )
    return found[0]
