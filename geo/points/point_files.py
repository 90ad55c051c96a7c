"""Folders and patterns of files of points, and going on where an earlier run ended."""

from __future__ import annotations

import glob
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo.errors import BadData, BadInput
from geo.points.run import Summary, check_file
from geo.points.streams import ENDINGS, kind_of
from geo.zones import write_whole

if TYPE_CHECKING:
    from geo.points.added_columns import Added
    from geo.points.columns import Columns
    from geo.points.run import Progress

__all__ = ["check_points", "found_files"]

_DONE: Final = ".geo-check.json"
_REJECTS: Final = ".rejects.csv"


def found_files(points: str) -> tuple[list[Path], Path] | None:
    """Files of a folder or a pattern, sorted, and the folder that they are under.

    Parameters
    ----------
    points : str
        A folder, or a pattern with ``*``.

    Returns
    -------
    (list of Path, Path), or None
        None for a single file.

    Raises
    ------
    BadData
        If there is none.
    """
    folder = Path(points)
    if folder.is_dir():
        every = [path for path in folder.rglob("*") if path.is_file()]
    elif glob.has_magic(points) and not folder.exists():
        every = [Path(path) for path in glob.glob(points, recursive=True)]  # noqa: PTH207
        every = [path for path in every if path.is_file()]
        fixed = list(Path(points).parts)
        while fixed and any(glob.has_magic(part) for part in fixed):
            fixed.pop()
        folder = Path(*fixed) if fixed else Path()
    else:
        return None
    kept = []
    for path in sorted(every):
        hidden = any(part[0] in "._" for part in path.relative_to(folder).parts)
        if hidden or path.name.endswith(_REJECTS):
            continue
        try:
            kind_of(path)
        except BadInput:
            continue
        kept.append(path)
    if not kept:
        raise BadData(
            f"{points} holds no file of points; their names end with {', '.join(ENDINGS)}"
        )
    return kept, folder


def check_points(
    points: str,
    added: Added,
    *,
    output: str | None = None,
    rejects: str | None = None,
    kind: str | None = None,
    to: str | None = None,
    columns: Columns | None = None,
    delimiter: str | None = None,
    resume: bool = False,
    picture: bool = True,
    progress: Callable[[str, int, int], Progress | None] | None = None,
) -> Summary:
    """Check a file, a folder or a pattern of files of points.

    Parameters
    ----------
    points : str
        A file, ``-``, a folder, or a pattern with ``*``.
    added : Added
        The zone, and what to add to each row.
    output : str, optional
        A file, or a folder for a folder.
    rejects : str, optional
        Where the rows without a point go: for one file, beside the output if not given.
    kind : str, optional
        Format of the input, if names do not tell.
    to : str, optional
        Format of the output of a folder, as an ending such as ``parquet``; the input's if not
        given.
    columns, delimiter, picture
        As for `geo.points.run.check_file`.
    resume : bool
        Leave out the files of a folder that an earlier run has done.
    progress : callable, optional
        Given a file's name, its number and how many there are, says whom to tell.

    Raises
    ------
    BadData, BadInput
        As for `check_file`; and if `resume` finds what another zone has left.
    """
    several = found_files(points)
    if several is None:
        if resume:
            raise BadInput("--resume goes on with a folder; this is one file")
        if output not in (None, "-"):
            kind_of(output)
            if points != "-" and Path(output).exists() and Path(output).samefile(points):
                raise BadInput(f"{output} is the file that is read; write to another")
        beside = None
        if rejects is not None:
            beside = Path(rejects)
        elif output not in (None, "-"):
            beside = Path(output).with_name(Path(output).name.split(".")[0] + _REJECTS)
        return check_file(
            points, added, output=output, rejects=beside, kind=kind, columns=columns,
            delimiter=delimiter, picture=picture,
            progress=progress(points, 0, 1) if progress else None,
        )  # fmt: skip
    files, folder = several
    total = Summary()
    target = _folder(output)
    if resume and target is None:
        raise BadInput("--resume needs the folder of an earlier run: -o FOLDER")
    done = _Done.of(target, added, to, resume=resume)
    for number, path in enumerate(files):
        inner = path.relative_to(folder)
        name = str(inner)
        if resume and (earlier := done.earlier(name, path)) is not None:
            total.add(earlier)
            continue
        into = None if target is None else target / _renamed(inner, to)
        beside = None
        if rejects is not None:
            beside = Path(rejects) / (name + _REJECTS)
        elif into is not None:
            beside = into.with_name(into.name + _REJECTS)
        found = check_file(
            str(path), added, output=None if into is None else str(into), rejects=beside,
            kind=kind, columns=columns, delimiter=delimiter, picture=picture,
            progress=progress(name, number, len(files)) if progress else None,
        )  # fmt: skip
        done.add(name, path, found)
        total.add(found)
        total.seconds += found.seconds
    return total


def _folder(output: str | None) -> Path | None:
    if output is None:
        return None
    target = Path(output)
    if target.is_file() or output == "-":
        raise BadInput(f"{output} is a file; a folder of points is written to a folder")
    return target


def _renamed(inner: Path, to: str | None) -> Path:
    if to is None:
        kind, packed = kind_of(inner)
        # Only CSV is written packed.
        return inner.with_suffix("") if packed and kind != "CSV" else inner
    ending = f".{to.lstrip('.')}"
    kind_of(f"points{ending}")
    return inner.with_name(inner.name.split(".")[0] + ending)


class _Done:
    """The files that a folder holds checked, for which zone; written after each."""

    def __init__(self, path: Path | None, mark: str, files: dict[str, Any]) -> None:
        self.path, self.mark, self.files = path, mark, files

    @classmethod
    def of(cls, target: Path | None, added: Added, to: str | None, *, resume: bool) -> _Done:
        mark = _mark(added, to)
        path = None if target is None else target / _DONE
        if path is None or not resume or not path.exists():
            return cls(path, mark, {})
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            files = dict(kept["files"])
            same = kept["zone"] == mark
        except (OSError, ValueError, KeyError, TypeError):
            raise BadData(f"{path} cannot be read; start again without --resume") from None
        if not same:
            raise BadInput(
                f"{target} was written for another zone or with other columns; "
                "start again without --resume, or write to another folder"
            )
        return cls(path, mark, files)

    def earlier(self, name: str, path: Path) -> Summary | None:
        kept = self.files.get(name)
        if kept is None or kept["stamp"] != _stamp(path):
            return None
        if not all(Path(each).exists() for each in kept["outputs"]):
            return None
        counts = {key: kept[key] for key in ("rows", "inside", "rejected", "undecided")}
        return Summary(
            files=1, skipped=1, outputs=kept["outputs"], rejects=kept["rejects"], **counts
        )

    def add(self, name: str, path: Path, found: Summary) -> None:
        if self.path is None:
            return
        self.files[name] = {
            "stamp": _stamp(path),
            "rows": found.rows,
            "inside": found.inside,
            "rejected": found.rejected,
            "undecided": found.undecided,
            "outputs": found.outputs,
            "rejects": found.rejects,
        }
        text = json.dumps({"zone": self.mark, "files": self.files}, indent=1)
        write_whole(self.path, lambda at: at.write_text(text, encoding="utf-8"))


def _stamp(path: Path) -> list[int]:
    about = path.stat()
    return [about.st_size, about.st_mtime_ns]


def _mark(added: Added, to: str | None) -> str:
    zone = added.zone
    said = [
        zone.line.key, zone.distance_m.hex(), zone.within, zone.line_chosen,
        zone.rounding_m, added.exact, added.names, to,
        hashlib.sha256(zone.line.geometry.wkb).hexdigest(),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
