"""What all commands of the shell share: the application, its options, and how they print."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo.errors import BadData

if TYPE_CHECKING:
    from geo.reading import Reading

__all__ = [
    "Guess",
    "Json",
    "Line",
    "Output",
    "Size",
    "Theme",
    "Tolerance",
    "Within",
    "app",
    "print_json",
    "print_table",
    "read_article",
    "reference_from",
]

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
Theme = Annotated[
    str, typer.Option("--theme", help="Of a figure: colour, greyscale, colour-blind or dark.")
]
Size = Annotated[str, typer.Option("--size", help="Of a figure: column, page, slide or social.")]
Guess = Annotated[
    bool,
    typer.Option("--guess", help="Take the place that is spelled most nearly so, and say so."),
]
Rough = Annotated[
    bool,
    typer.Option(
        "--rough",
        help="Draw from a reference too uncertain for its distance too, and say so.",
    ),
]
Tolerance = Annotated[str, typer.Option("--tolerance", help="Largest error of the drawn edge.")]


def print_json(value: object) -> None:
    """Print a value as JSON; NaN is refused, since JSON has none."""
    print(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def print_table(columns: Iterable[tuple[str, str]], rows: Iterable[Iterable[str]]) -> None:
    """Print rows under columns given as name and side; 160 wide where no terminal tells."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name, justify in columns:
        table.add_column(name, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(width=None if sys.stdout.isatty() else 160, highlight=False).print(table)


def read_article(source: str | None) -> Reading:
    """Read a file, standard input (-), or, for None, the first article of seeds/."""
    from geo.reading import article_from_bytes, load_article, read
    from geo.sources import seeds_folder

    if source == "-":
        return read(article_from_bytes(sys.stdin.buffer.read(), name="standard input"))
    if source is not None:
        return read(load_article(source))
    seeds = sorted(path for path in seeds_folder().glob("*.md") if path.name != "README.md")
    if not seeds:
        raise BadData("the folder seeds/ holds no article; name one: geo map ARTICLE")
    return read(load_article(seeds[0]))


def reference_from(text: str) -> Any:
    """Reference as typed: the geometry of a GeoJSON file, or the words themselves."""
    if text.lower().endswith((".geojson", ".json")):
        from geo.zones import read_reference

        return read_reference(text)
    return text
