"""`geo check --points`: how a run over files of points is asked for, watched and told."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.cli.options import print_json
from geo.errors import BadInput

if TYPE_CHECKING:
    from geo.points import Added, Progress, Summary
    from geo.zones import Zone

__all__ = ["PointsOptions", "check_points_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsOptions:
    """What the options of `geo check --points` say."""

    points: str
    output: str | None
    distance: bool
    verdict: bool
    by_line: bool
    exact: bool
    prefix: str
    lon: str | None
    lat: str | None
    delimiter: str | None
    input_format: str | None
    output_format: str | None
    rejects: str | None
    resume: bool
    density_map: str | None
    cluster: str | None
    as_json: bool


def check_points_of(options: PointsOptions, zone: Zone, sentence: str) -> None:
    """Check the files and print what became of them; on stderr if the rows go to stdout."""
    from geo.points import Added

    added = Added(
        zone,
        distance=options.distance,
        verdict=options.verdict,
        by_line=options.by_line,
        exact=options.exact,
        prefix=options.prefix,
    )
    with _ended_politely():
        found = (
            _on_cluster(options, added) if options.cluster is not None else _here(options, added)
        )
    if options.density_map is not None and found.density is not None:
        from geo.maps import save_picture

        save_picture(found, zone, options.density_map)
    if options.as_json:
        print_json(found.to_dict())
        return
    _print(found, zone, sentence, file=sys.stderr if options.output == "-" else sys.stdout)


def _kind(name: str | None) -> str | None:
    from geo.points import ENDINGS

    if name is None:
        return None
    kinds = {kind.lower(): kind for kind in ENDINGS.values()}
    kinds |= {ending.lstrip("."): kind for ending, kind in ENDINGS.items()}
    if name.lower() not in kinds:
        raise BadInput(f"unknown format {name!r}; use one of {', '.join(sorted(kinds))}")
    return kinds[name.lower()]


def _mark(text: str | None) -> str | None:
    mark = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "space": " "}.get(
        text or "", text
    )
    if mark is not None and len(mark) != 1:
        raise BadInput(f"a delimiter is one character, or tab; {text!r} is not")
    return mark


def _columns(options: PointsOptions) -> Any:
    from geo.points import Columns

    if (options.lon is None) != (options.lat is None):
        raise BadInput("--lon and --lat go together")
    return Columns(options.lon or "", options.lat or "")


def _here(options: PointsOptions, added: Added) -> Summary:
    from geo.points import check_points

    with _bar(options.as_json) as watch:
        found = check_points(
            options.points,
            added,
            output=options.output,
            rejects=options.rejects,
            kind=_kind(options.input_format),
            to=options.output_format,
            columns=_columns(options),
            delimiter=_mark(options.delimiter),
            resume=options.resume,
            progress=watch,
        )
    return found


def _on_cluster(options: PointsOptions, added: Added) -> Summary:
    from geo.points.cluster import check_files, connected

    if options.output is None or options.output == "-":
        raise BadInput("--cluster writes a folder of Parquet files; name it with -o FOLDER")
    for option, given in (
        ("--resume", options.resume),
        ("--delimiter", options.delimiter),
        ("--input-format", options.input_format),
        ("--output-format", options.output_format),
        ("--density-map", options.density_map),
    ):
        if given:
            raise BadInput(f"{option} does not go with --cluster")
    address = None if options.cluster == "local" else options.cluster
    with connected(address) as client:
        return check_files(
            options.points, added, options.output, client=client, columns=_columns(options)
        )


@contextmanager
def _ended_politely() -> Iterator[None]:
    """Let an ended process put away its half files as an interrupted one does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _bar(quiet: bool) -> Iterator[Any]:
    """A progress bar with rate and time left, on a terminal's stderr."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    with Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[rows]:,} rows"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as shown:
        task = shown.add_task("", total=None, rows=0, rate="")
        earlier = {"rows": 0, "now": 0}

        def watch(name: str, number: int, count: int) -> Progress:
            earlier["rows"] += earlier["now"]
            shown.update(task, description=name if count == 1 else f"{number + 1}/{count} {name}")

            def tell(rows: int, share: float | None) -> None:
                earlier["now"] = rows
                every = earlier["rows"] + rows
                spent = shown.tasks[0].elapsed or 1e-9
                share = None if share is None else (number + min(share, 1.0)) / count
                shown.update(
                    task,
                    total=None if share is None else 1.0,
                    completed=share or 0.0,
                    rows=every,
                    rate=f"{every / spent / 1e6:.1f} M/s",
                )

            return tell

        yield watch


def _print(found: Summary, zone: Zone, sentence: str, *, file: Any) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=file, highlight=False, width=None if file.isatty() else 160)
    console.print(Text(sentence))
    for name, value in _counted(found):
        console.print(Text(f"{name:<12}{value}"))
    points = found.rows - found.rejected
    if found.seconds and points:
        rate = found.rows / found.seconds
        said = f"{rate / 1e6:.1f} million" if rate >= 1e6 else f"{rate:,.0f}"
        Console(stderr=True, highlight=False).print(f"{found.seconds:.1f} s, {said} rows a second")
    if found.density is not None and file.isatty() and points:
        for line in found.density.text():
            text = Text()
            for shade, inside in line:
                text.append(shade, style="blue" if inside else "red")
            console.print(text)
        console.print(Text("blue inside, red outside; denser where there are more", style="dim"))


def _counted(found: Summary) -> Iterator[tuple[str, str]]:
    """What became of the rows, as names and values."""
    points = found.rows - found.rejected
    yield "read", f"{found.rows:,} rows of {found.files} file{'s' * (found.files != 1)}"
    if found.columns:
        yield "columns", f"{found.columns} ({found.note})"
    yield "inside", f"{found.inside:,}" + (f" ({found.inside / points:.1%})" if points else "")
    yield "outside", f"{found.outside:,}"
    if found.undecided is not None:
        yield "undecided", f"{found.undecided:,} by --verdict"
    yield "rejected", f"{found.rejected:,}"
    if found.skipped:
        yield "done before", f"{found.skipped} files"
    for name, paths in (("written", found.outputs), ("rejects", found.rejects)):
        if paths:
            yield name, f"{paths[0]}" + _more(paths)


def _more(paths: list[str]) -> str:
    return f" and {len(paths) - 1} more" if len(paths) > 1 else ""
