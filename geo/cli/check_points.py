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

__all__ = ["PointsAsked", "check_points_of"]


@dataclass(frozen=True, slots=True)
class PointsAsked:
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
    kind: str | None
    to: str | None
    rejects: str | None
    resume: bool
    picture: str | None
    cluster: str | None
    as_json: bool


def check_points_of(asked: PointsAsked, zone: Zone, sentence: str) -> None:
    """Check the files and print what became of them; on stderr if the rows go to stdout."""
    from geo.points import Added

    added = Added(
        zone,
        distance=asked.distance,
        verdict=asked.verdict,
        by_line=asked.by_line,
        exact=asked.exact,
        prefix=asked.prefix,
    )
    with _ended_politely():
        found = _on_cluster(asked, added) if asked.cluster is not None else _here(asked, added)
    if asked.picture is not None and found.density is not None:
        from geo.maps import save_picture

        save_picture(found, zone, asked.picture)
    if asked.as_json:
        print_json(found.to_dict())
        return
    _print(found, zone, sentence, file=sys.stderr if asked.output == "-" else sys.stdout)


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


def _columns(asked: PointsAsked) -> Any:
    from geo.points import Columns

    if (asked.lon is None) != (asked.lat is None):
        raise BadInput("--lon and --lat go together")
    return Columns(asked.lon or "", asked.lat or "")


def _here(asked: PointsAsked, added: Added) -> Summary:
    from geo.points import check_points

    with _bar(asked.as_json) as watch:
        found = check_points(
            asked.points,
            added,
            output=asked.output,
            rejects=asked.rejects,
            kind=_kind(asked.kind),
            to=asked.to,
            columns=_columns(asked),
            delimiter=_mark(asked.delimiter),
            resume=asked.resume,
            progress=watch,
        )
    return found


def _on_cluster(asked: PointsAsked, added: Added) -> Summary:
    from geo.points.cluster import check_files, connected

    if asked.output is None or asked.output == "-":
        raise BadInput("--cluster writes a folder of Parquet files; name it with -o FOLDER")
    for option, given in (
        ("--resume", asked.resume), ("--delimiter", asked.delimiter), ("--from", asked.kind),
        ("--to", asked.to), ("--html", asked.picture),
    ):  # fmt: skip
        if given:
            raise BadInput(f"{option} does not go with --cluster")
    address = None if asked.cluster == "local" else asked.cluster
    with connected(address) as client:
        return check_files(
            asked.points, added, asked.output, client=client, columns=_columns(asked)
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
    points = found.rows - found.rejected
    rows = [
        ("read", f"{found.rows:,} rows of {found.files} file{'s' * (found.files != 1)}"),
        ("columns", f"{found.columns} ({found.note})" if found.columns else ""),
        ("inside", f"{found.inside:,}" + (f" ({found.inside / points:.1%})" if points else "")),
        ("outside", f"{found.outside:,}"),
    ]
    if found.undecided is not None:
        rows.append(("undecided", f"{found.undecided:,} by --verdict"))
    rows.append(("rejected", f"{found.rejected:,}"))
    if found.skipped:
        rows.append(("done before", f"{found.skipped} files"))
    for name, value in rows:
        if value:
            console.print(Text(f"{name:<12}{value}"))
    for name, paths in (("written", found.outputs), ("rejects", found.rejects)):
        if paths:
            console.print(Text(f"{name:<12}{paths[0]}" + _more(paths)))
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


def _more(paths: list[str]) -> str:
    return f" and {len(paths) - 1} more" if len(paths) > 1 else ""
