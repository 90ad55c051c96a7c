"""The shell: parse, call, print. All logic lies in the rooms below.

Exit codes: 0 done; 2 bad usage; 3 not found; 4 bad data; 5 undecided: at least one answer of
`geo check` depends on whose line or which place is meant, or lies within the uncertainty.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from geo.errors import BadData, BadInput, GeoError, GeoWarning
from geo.units import format_length

if TYPE_CHECKING:
    from geo.reading import Reading
    from geo.verdicts import Verdict
    from geo.zones import Zone

__all__ = ["app", "main"]

UNDECIDED = 5

app = typer.Typer(
    name="geo",
    help="From “keep them 100 km from the border” to a map that can be trusted: geodesic zones "
    "with a measured error, a named reference line, and answers that say how sure they are.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="rich",
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", help="File to write; its ending tells the format.")
]
Line = Annotated[
    str | None, typer.Option("--line", help="Key of the reference line, see `geo lines`.")
]
Within = Annotated[
    list[str] | None, typer.Option("--within", help="Clip to a country; may be repeated.")
]
Tolerance = Annotated[str, typer.Option("--tolerance", help="Largest error of the drawn edge.")]


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def _table(columns: Iterable[tuple[str, str]], rows: Iterable[Iterable[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name, justify in columns:
        table.add_column(name, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(width=None if sys.stdout.isatty() else 160, highlight=False).print(table)


def _article(source: str | None) -> Reading:
    from geo.reading import article_from_text, load_article, read
    from geo.sources import seeds_folder

    if source == "-":
        return read(article_from_text(sys.stdin.buffer.read().decode("utf-8", "replace")))
    if source is not None:
        return read(load_article(source))
    seeds = sorted(path for path in seeds_folder().glob("*.md") if path.name != "README.md")
    if not seeds:
        raise BadData("the folder seeds/ holds no article; name one: geo map ARTICLE")
    return read(load_article(seeds[0]))


@app.command("map")
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
    found = _article(article)
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


@app.command("read")
def read_command(
    article: Annotated[str, typer.Argument(help="Text file; - reads standard input.")],
    as_json: Json = False,
) -> None:
    """List the places that an article mentions and the distances that it claims."""
    found = _article(article)
    if as_json:
        _print_json(found.to_dict())
        return
    title = found.article.title or "(no title)"
    print(f"{title}{f', {found.article.date}' if found.article.date else ''}\n")
    _table(
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
    _table(
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


def _reference(text: str) -> Any:
    if text.lower().endswith((".geojson", ".json")):
        from geo.files import read_reference

        return read_reference(text)
    return text


@app.command("zone")
def zone_command(
    reference: Annotated[
        str, typer.Argument(help="A border, line key, place, LAT,LON, or GeoJSON file.")
    ],
    distance: Annotated[
        list[str],
        typer.Option("--distance", "-d", help='Such as "100 km"; repeat it for several rings.'),
    ],
    within: Within = None,
    line: Annotated[
        str | None,
        typer.Option(
            "--line", help="Key of the reference line, see `geo lines`; all compares them."
        ),
    ] = None,
    tolerance: Tolerance = "0.1 m",
    output: Output = None,
    as_json: Json = False,
) -> None:
    """Compute a zone: its area, its measured error, and a file of it if asked for."""
    from geo.zones import zone

    if line == "all":
        _whose_line(reference, distance, within, tolerance, output, as_json=as_json)
        return
    asked = _reference(reference)
    found = [zone(asked, each, within=within, line=line, tolerance=tolerance) for each in distance]
    _write_zones(found, output)
    facts = [_zone_facts(each) for each in found]
    if as_json:
        _print_json(facts[0] if len(facts) == 1 else facts)
        return
    for each, fact in zip(found, facts, strict=True):
        for name, value in fact.items():
            if value not in (None, ""):
                said = ", ".join(map(str, value)) if isinstance(value, list) else value
                print(f"{name:16}{said}")
        if each.area.is_empty:
            print("the zone does not reach the country that it is clipped to: its area is empty")
    if output is not None:
        print(f"wrote {output}")


def _write_zones(found: list[Zone], output: Path | None) -> None:
    if output is None:
        return
    if output.suffix.lower() in (".html", ".htm"):
        from geo.maps import map as draw
        from geo.maps import save

        save(draw(found), output)
        return
    from geo.files import write_zone

    write_zone(found, output)


def _whose_line(
    reference: str,
    distance: list[str],
    within: list[str] | None,
    tolerance: str,
    output: Path | None,
    *,
    as_json: bool,
) -> None:
    from geo.whose_line import whose_line

    if len(distance) != 1:
        raise BadInput("--line all compares the lines at one --distance")
    found = whose_line(reference, distance[0], within=within, tolerance=tolerance)
    if output is not None and output.suffix.lower() in (".html", ".htm"):
        # The map of the first zone has the other lines as switches, and where they disagree.
        _write_zones([found.zones[0]], output)
    else:
        _write_zones(list(found.zones), output)
    areas = {name.replace("_", " "): round(km2, 1) for name, km2 in found.area_km2.items()}
    if as_json:
        _print_json({"area_km2": areas, "zones": [_zone_facts(each) for each in found.zones]})
        return
    _table(
        [("line", "left"), ("area", "right"), ("edge error", "right"), ("line accuracy", "right")],
        [
            [
                each.line.key,
                f"{each.area_km2:,.0f} km²",
                format_length(each.edge_error_m),
                format_length(each.line.accuracy_m),
            ]
            for each in found.zones
        ],
    )
    print()
    for name, km2 in areas.items():
        print(f"{name:16}{km2:,.0f} km²")
    if output is not None:
        print(f"wrote {output}")


def _zone_facts(found: Zone) -> dict[str, Any]:
    return {
        "line": found.line.key,
        "name": found.line.name,
        "status": found.line.status,
        "distance_m": float(found.distance_m),
        "within": list(found.within) if found.within else None,
        "area_km2": round(found.area_km2, 2),
        "edge_error_m": round(found.edge_error_m, 4),
        "line_accuracy_m": found.line.accuracy_m,
        "source": found.line.source,
        "note": found.line.note,
    }


@app.command("check", context_settings={"ignore_unknown_options": True})
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
        _print_json([answer.to_dict() for answer in answers])
    else:
        print(_zone_sentence(found))
        _table(
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
        return zone(_reference(reference), distance, within=within, line=line)
    from geo.reading import zones_of

    found = zones_of(_article(None), line=line)
    if not found:
        raise BadData(
            "the first article of seeds/ claims no distance; give --reference and --distance"
        )
    return found[0]


@app.command("places")
def places_command(
    name: Annotated[str, typer.Argument(help="A name in any script; borders too.")],
    country: Annotated[str | None, typer.Option("--country", help="Only there.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="At most so many.")] = 10,
    as_json: Json = False,
) -> None:
    """Look a name up: candidates in order, and why the first comes first."""
    from geo.gazetteer import places

    found = places(name, country=country, limit=limit)
    if as_json:
        _print_json(
            [
                {
                    "name": place.name,
                    "name_local": place.name_local or None,
                    "lon": round(place.lon, 6),
                    "lat": round(place.lat, 6),
                    "country": place.country or None,
                    "admin1": place.admin1 or None,
                    "kind": place.kind,
                    "population": place.population,
                    "accuracy_m": place.accuracy_m,
                    "source": place.source,
                    "source_id": place.source_id,
                    "score": place.score,
                    "because": place.because,
                }
                for place in found
            ]
        )
        return
    _table(
        [
            ("place", "left"),
            ("kind", "left"),
            ("country", "left"),
            ("people", "right"),
            ("at", "left"),
            ("score", "right"),
            ("because", "left"),
        ],
        [
            [
                place.name + (f" ({place.name_local})" if place.name_local else ""),
                place.kind,
                ", ".join(filter(None, (place.admin1, place.country))),
                f"{place.population:,}" if place.population else "",
                f"{place.lat:.4f}, {place.lon:.4f}",
                f"{place.score:.0f}",
                place.because,
            ]
            for place in found
        ],
    )


@app.command("lines")
def lines_command(as_json: Json = False) -> None:
    """List the named reference lines, the default first; any two countries have AAA-BBB."""
    from geo.borders import DEFAULT_LINES, lines

    found = lines()
    rows: list[dict[str, Any]] = [
        {
            "key": line.key,
            "name": line.name,
            "default": line.key in DEFAULT_LINES,
            "pairs": [list(pair) for pair in line.pairs],
            "status": line.status,
            "accuracy_m": line.accuracy_m,
            "source": line.source,
            "note": line.note,
        }
        for line in found
    ]
    if as_json:
        _print_json(rows)
        return
    for row in rows:
        default = " (the default)" if row["default"] else ""
        print(f"{row['key']}{default}: {row['name']}")
        print(f"  {row['status']}, within {format_length(row['accuracy_m'])}, from {row['source']}")
        print(f"  {row['note']}\n")
    print("Any two countries with a land border: AAA-BBB in alphabetical order, such as BLR-POL.")


@app.command("sources")
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
        _print_json([asdict(entry) for entry in found])
    else:
        _table(
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


def _fail(error: GeoError) -> NoReturn:
    print(f"geo: {' '.join(str(error).split())}", file=sys.stderr)
    raise SystemExit(error.exit_code)


def main(arguments: list[str] | None = None) -> None:
    """Run the shell; errors are one line on stderr and an exit code.

    Parameters
    ----------
    arguments : list of str, optional
        Instead of the process's own.
    """

    def one_line(message: Warning | str, *_: object, **__: object) -> None:
        print(f"geo: note: {message}", file=sys.stderr)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("always", GeoWarning)
            warnings.showwarning = one_line
            app(args=arguments, prog_name="geo")
    except GeoError as error:
        _fail(error)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
