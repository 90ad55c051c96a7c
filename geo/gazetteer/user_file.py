"""A gazetteer of the user's own: files in GeoNames' published format, beside what is shipped.

The format is that of ``allCountries.txt`` and the country files of GeoNames: UTF-8, a tab between
nineteen columns, no header: geonameid, name, asciiname, alternatenames (separated by commas),
latitude, longitude, feature class, feature code, country code, cc2, admin1 to admin4 code,
population, elevation, dem, timezone, modification date. Only the first fifteen are read, and only
number, name and position must be there. A file is indexed once and found again by its content.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from geo.errors import BadData
from geo.gazetteer.index import cache_folder, ensure
from geo.gazetteer.record import Toponym, alpha3_of, magnitude
from geo.gazetteer.town_extent import city_radius_m, rounding_m

__all__ = ["active", "added", "ask", "geonames_file"]

ENVIRONMENT: Final = "GEO_GAZETTEER"
"""Names files, separated as in PATH, that are added to every reading and look-up."""

_FORMAT: Final = b"1"
_COLUMNS: Final = 19
_LEAST: Final = 9
_LONGEST_LINE: Final = 200_000
_HASHED_BYTES: Final = 100_000_000
_ACCURACY_M: Final = {"A": 20_000.0, "L": 10_000.0, "H": 10_000.0, "T": 5_000.0, "S": 500.0}
_LESS: Final = {"P": 0.0, "A": 0.8, "L": 1.0, "H": 1.0, "T": 1.0, "S": 1.0, "R": 1.2, "U": 1.5}
_KINDS: Final = {"P": "city", "A": "region", "L": "region", "H": "region", "T": "region"}
_ADMIN: Final = {"ADM1": "admin1", "ADM2": "admin2"}

_chosen: ContextVar[tuple[Path, ...]] = ContextVar("geo_gazetteers", default=())
_open = threading.local()


def geonames_file(path: str | Path) -> Iterator[Toponym]:
    """Read the places of a file in GeoNames' format, one after another.

    Parameters
    ----------
    path : str or Path
        The file, unpacked.

    Yields
    ------
    Toponym
        Towns (class P), provinces and counties (A), and as ``"facility"`` spots such as airports
        and roads (S, R); undersea features (U) and the rest as ``"region"``.

    Raises
    ------
    BadData
        If the file cannot be read or a line does not have the columns; the message tells which.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="\n") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield _toponym(line.rstrip("\r\n"), f"line {number} of {str(path)!r}")
    except OSError as error:
        raise BadData(
            f"cannot read {str(path)!r}: {(error.strerror or str(error)).lower()}"
        ) from None
    except UnicodeDecodeError:
        raise BadData(f"{str(path)!r} is no UTF-8 text; GeoNames' files are") from None


def _toponym(line: str, where: str) -> Toponym:
    cells = line.split("\t")
    if not _LEAST <= len(cells) <= _COLUMNS or len(line) > _LONGEST_LINE:
        raise BadData(
            f"{where} has {len(cells)} columns; GeoNames' format has {_COLUMNS}, "
            "with a tab between them and no header"
        )
    cells += [""] * (_COLUMNS - len(cells))
    number, name, ascii_name, others, lat_text, lon_text, letter, code, alpha2 = cells[:9]
    try:
        lat, lon = float(lat_text), float(lon_text)
        population = int(cells[14] or 0)
    except ValueError:
        raise BadData(
            f"{where}: latitude, longitude and population must be numbers, not "
            f"{lat_text!r}, {lon_text!r}, {cells[14]!r}"
        ) from None
    if not (-90.0 <= lat <= 90.0 and -180.0 <= lon <= 180.0) or not name.strip():
        raise BadData(f"{where}: a name and a latitude and longitude in degrees are needed")
    kind = _ADMIN.get(code, _KINDS.get(letter, "facility" if letter in ("S", "R") else "region"))
    country = alpha3_of().get(alpha2.strip().upper(), "")
    accuracy_m = (
        round(city_radius_m(population, country) + rounding_m(lon, lat))
        if kind == "city"
        else _ACCURACY_M.get(letter, 1_000.0)
    )
    return Toponym(
        name=name.strip(),
        name_local="",
        lon=lon,
        lat=lat,
        country=country,
        kind=kind,
        population=max(population, 0),
        accuracy_m=accuracy_m,
        source="given",
        source_id=number.strip(),
        admin1="",
        area="",
        # Who adds a file wants its places found: a spot without people counts as a small town.
        weight=max(magnitude(population), 3.7) - _LESS.get(letter, 1.0),
        others=[other for other in (ascii_name, *others.split(",")) if other.strip()],
    )


@lru_cache(maxsize=32)
def _index(path: Path, size: int, changed: int) -> Path:
    """Path of the index of one file, built if the cache lacks it."""
    digest = hashlib.sha256(_FORMAT)
    if size <= _HASHED_BYTES:
        digest.update(path.read_bytes())
    else:
        digest.update(f"{path.resolve()} {size} {changed}".encode())
    key = digest.hexdigest()[:16]

    def ingredients() -> tuple[Iterable[Toponym], Iterable[Toponym]]:
        return geonames_file(path), ()

    try:
        return ensure(cache_folder(), key, ingredients, stem="gazetteer")
    except (OSError, sqlite3.OperationalError) as error:
        raise BadData(
            f"the index of {str(path)!r} cannot be written ({error}); "
            "set GEO_CACHE_DIR to a folder that can be"
        ) from None


@contextlib.contextmanager
def added(files: Iterable[str | Path]) -> Iterator[None]:
    """Add gazetteer files to every look-up inside the block.

    Parameters
    ----------
    files : iterable of str or Path
        In GeoNames' format.

    Raises
    ------
    BadData
        If one cannot be read.
    """
    indexes = tuple(map(_indexed, files))
    token = _chosen.set((*_chosen.get(), *indexes))
    try:
        yield
    finally:
        _chosen.reset(token)


def _indexed(file: str | Path) -> Path:
    path = Path(file)
    try:
        state = path.stat()
    except OSError as error:
        raise BadData(
            f"cannot read the gazetteer {str(path)!r}: {(error.strerror or str(error)).lower()}"
        ) from None
    return _index(path, state.st_size, state.st_mtime_ns)


def active() -> tuple[Path, ...]:
    """Indexes that count now: those of `added`, and of the files in ``GEO_GAZETTEER``.

    Returns
    -------
    tuple of Path
    """
    named = os.environ.get(ENVIRONMENT)
    if not named:
        return _chosen.get()
    return (*_chosen.get(), *(_indexed(file) for file in named.split(os.pathsep) if file))


def ask(sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Ask every active index.

    Parameters
    ----------
    sql : str
        As for `geo.gazetteer.index.query`.
    values : tuple

    Returns
    -------
    list of tuple
        Of all of them, the last added first.
    """
    rows: list[tuple[Any, ...]] = []
    for path in reversed(active()):
        rows += _connection(path).execute(sql, values).fetchall()
    return rows


def _connection(path: Path) -> sqlite3.Connection:
    # A connection serves one thread of one process, and a fork is another process.
    if getattr(_open, "process", None) != os.getpid():
        _open.process, _open.connections = os.getpid(), {}
    connections: dict[Path, sqlite3.Connection] = _open.connections
    if path not in connections:
        uri = path.resolve().as_uri() + "?mode=ro&immutable=1"
        connections[path] = sqlite3.connect(uri, uri=True, isolation_level=None)
    return connections[path]
