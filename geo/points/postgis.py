"""Zones and places to PostGIS, points from it, the check as SQL; extra ``geo-zones[postgis]``.

In the database the test is ``ST_DWithin`` of geographies against the reference line, never a test
against the drawn polygon. PostGIS finds the nearest point of a line on a sphere and only measures
to it on the ellipsoid: on the seed's line its distance is up to 170 m too long. It is never too
short, and by no more than the sphere's share, 1.2 per cent. So what it finds within the distance is
inside, what it finds 1.2 per cent beyond is outside, and between the two `check_sql` asks the same
of pieces of the line no longer than 100 m, where what is left of the error is below 5 cm at 100 km.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geo.errors import BadData, BadInput
from geo.geodesy import densify

if TYPE_CHECKING:
    import geopandas
    import pyarrow as pa
    import sqlalchemy

    from geo.gazetteer import Place
    from geo.zones import Zone

__all__ = ["check_sql", "connected", "read_points", "write_places", "write_zone"]

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?")
_PIECE_M: Final = 100.0
_TOO_LONG: Final = 1.012
_ROWS: Final = 100_000


def connected(address: str) -> sqlalchemy.Engine:
    """Connect to a database and see that PostGIS is in it.

    Parameters
    ----------
    address : str
        Such as ``postgresql://user@host/database``; psycopg is the driver.

    Raises
    ------
    BadInput
        If SQLAlchemy or psycopg is not installed, or the address is none.
    BadData
        If the database does not answer, or has no PostGIS.
    """
    for package in ("sqlalchemy", "psycopg", "geoalchemy2"):
        if importlib.util.find_spec(package) is None:
            raise BadInput(
                f"{package} is not installed; install it with: pip install 'geo-zones[postgis]'"
            )
    import sqlalchemy

    given = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", address)
    if not given.startswith("postgresql+psycopg://"):
        raise BadInput(f"{address!r} is no address; write postgresql://user@host/database")
    try:
        engine = sqlalchemy.create_engine(given)
        with engine.connect() as open_one:
            open_one.execute(sqlalchemy.text("SELECT postgis_lib_version()"))
    except sqlalchemy.exc.ProgrammingError:
        raise BadData("the database has no PostGIS; run in it: CREATE EXTENSION postgis") from None
    except sqlalchemy.exc.SQLAlchemyError as error:
        said = " ".join(str(getattr(error, "orig", None) or error).split())[:200]
        raise BadData(f"the database does not answer: {said}") from None
    return engine


def _checked(name: str) -> str:
    """A name of a table or column that may stand in SQL."""
    if not _NAME.fullmatch(name):
        raise BadInput(f"{name!r} is no plain name of a table or column")
    return ".".join(f'"{part}"' for part in name.split("."))


def _split(table: str) -> tuple[str | None, str]:
    _checked(table)
    schema, _, name = table.rpartition(".")
    return schema or None, name


def write_zone(found: Zone | Iterable[Zone], engine: Any, *, table: str = "zone") -> int:
    """Write zones with their lines: rows of features, and what a check needs.

    Parameters
    ----------
    found : Zone or iterable of Zone
    engine : sqlalchemy.Engine
        From `connected`.
    table : str
        Replaced if it is there. Column ``geometry`` holds what is drawn; ``line_geog``, of the
        rows with role ``reference``, is the line for ``ST_DWithin``; ``land``, of the row with role
        ``zone``, is what a zone is clipped to. Table ``…_line`` holds the pieces of the lines.

    Returns
    -------
    int
        Rows written.

    Raises
    ------
    BadInput
        If the name of the table is none.
    BadData
        If the database refuses.
    """
    import geopandas
    import sqlalchemy

    from geo.zones import frame

    schema, name = _split(table)
    zones = list(found) if isinstance(found, Iterable) else [found]
    rows = frame(zones, lists=False)
    lands = iter([each.land if each.within else None for each in zones])
    kept = rows["role"] == "reference"
    rows["line_wkb"] = rows.geometry.to_wkb(hex=True).where(kept)
    rows["land_wkb"] = [
        shapely.to_wkb(land, hex=True)
        if role == "zone" and (land := next(lands)) is not None
        else None
        for role in rows["role"]
    ]
    into = _checked(table)
    _write(rows, engine, schema, name)
    pieces = geopandas.GeoDataFrame(
        geometry=[piece for each in rows.geometry[kept] for piece in _pieces(each)], crs=4326
    )
    _write(pieces, engine, schema, f"{name}_line")
    cut = _checked(f"{table}_line")
    line_sql, land_sql = (
        f"ST_GeomFromWKB(decode({each}_wkb, 'hex'), 4326)" for each in ("line", "land")
    )
    with engine.begin() as open_one:
        for statement in (
            f"ALTER TABLE {into} ADD COLUMN line_geog geography",
            f"UPDATE {into} SET line_geog = {line_sql}::geography WHERE line_wkb IS NOT NULL",
            f"ALTER TABLE {into} ADD COLUMN land geometry(Geometry, 4326)",
            f"UPDATE {into} SET land = {land_sql} WHERE land_wkb IS NOT NULL",
            f"ALTER TABLE {into} DROP COLUMN line_wkb, DROP COLUMN land_wkb",
            f"ALTER TABLE {cut} ADD COLUMN geog geography",
            f"UPDATE {cut} SET geog = geometry::geography",
            f"ALTER TABLE {cut} DROP COLUMN geometry",
            f"CREATE INDEX ON {cut} USING gist (geog)",
        ):
            open_one.execute(sqlalchemy.text(statement))
    return len(rows)


def _pieces(geometry: Any) -> Iterator[Any]:
    """Edges of lines and areas, and points; no edge longer than 100 m, cut on the geodesic."""
    if geometry.geom_type == "Point":
        yield geometry
    elif geometry.geom_type == "Polygon":
        for ring in (geometry.exterior, *geometry.interiors):
            yield from _pieces(ring)
    elif hasattr(geometry, "geoms"):
        for part in geometry.geoms:
            yield from _pieces(part)
    else:
        lon, lat = shapely.get_coordinates(geometry).T
        xy = np.column_stack(densify(lon, lat, spacing_m=_PIECE_M))
        yield from np.asarray(shapely.linestrings(np.stack((xy[:-1], xy[1:]), axis=1)))


def write_places(places: Iterable[Place], engine: Any, *, table: str = "place") -> int:
    """Write places with their names, countries, sources and accuracy.

    Parameters
    ----------
    places : iterable of Place
    engine : sqlalchemy.Engine
    table : str
        Replaced if it is there.

    Returns
    -------
    int
        Rows written.
    """
    import geopandas

    every = list(places)
    kept = ("name", "country", "kind", "population", "accuracy_m", "source", "source_id")
    rows = geopandas.GeoDataFrame(
        [
            {each: getattr(place, each) for each in kept} | {"country": place.country or None}
            for place in every
        ],
        columns=list(kept),
        geometry=[place.geometry for place in every],
        crs="EPSG:4326",
    )
    _write(rows, engine, *_split(table))
    return len(rows)


def _write(rows: geopandas.GeoDataFrame, engine: Any, schema: str | None, name: str) -> None:
    import sqlalchemy

    try:
        rows.to_postgis(name, engine, schema=schema, if_exists="replace", index=False)
    except sqlalchemy.exc.SQLAlchemyError as error:
        said = " ".join(str(getattr(error, "orig", None) or error).split())[:200]
        raise BadData(f"the database refuses table {name}: {said}") from None


def read_points(
    engine: Any, query: str, *, geometry: str | None = None, rows: int = _ROWS
) -> Iterator[pa.RecordBatch]:
    """Read the points of a table or a query, some at a time.

    Parameters
    ----------
    engine : sqlalchemy.Engine
    query : str
        Name of a table, or SQL that begins with SELECT or WITH.
    geometry : str, optional
        Column of geometries or geographies, given back as WKB.
    rows : int
        Of a batch.

    Yields
    ------
    pyarrow.RecordBatch
        What `geo.points.Columns` takes points from.

    Raises
    ------
    BadData
        If the database refuses.
    """
    import pyarrow as pa
    import sqlalchemy

    asks = re.match(r"\s*(select|with)\b", query, re.IGNORECASE)
    text = query if asks else f"SELECT * FROM {_checked(query)}"
    if geometry is not None:
        column = _checked(geometry)
        text = f"SELECT *, ST_AsBinary({column}::geometry) AS wkb FROM ({text}) AS asked"
    try:
        with engine.connect().execution_options(stream_results=True, yield_per=rows) as open_one:
            answer = open_one.execute(sqlalchemy.text(text))
            names = list(answer.keys())
            for block in answer.partitions(rows):
                columns = dict(zip(names, zip(*block, strict=True), strict=True))
                if geometry is not None:
                    columns[geometry] = columns.pop("wkb")
                yield pa.RecordBatch.from_pydict(
                    {name: list(values) for name, values in columns.items()}
                )
    except sqlalchemy.exc.SQLAlchemyError as error:
        said = " ".join(str(getattr(error, "orig", None) or error).split())[:200]
        raise BadData(f"the database refuses: {said}") from None


def check_sql(
    points: str, *, geometry: str = "geometry", zone: str = "zone", distance: bool = False
) -> str:
    """SQL that checks a table of points where it lies, against a zone that `write_zone` wrote.

    Parameters
    ----------
    points : str
        Table of points.
    geometry : str
        Its column of points, geometry (in degrees) or geography.
    zone : str
        Table of one zone.
    distance : bool
        Also ``distance_m``, from every piece of the line: slow.

    Returns
    -------
    str
        A query: all columns of the points and ``inside``, exact to 5 cm at 100 km (see above).

    Raises
    ------
    BadInput
        If a name is none.

    Examples
    --------
    >>> print(check_sql("ships", geometry="at").splitlines()[0])
    SELECT p.*,
    """
    table, column, drawn = _checked(points), _checked(geometry), _checked(zone)
    cut = _checked(f"{zone}_line")
    geog = f"p.{column}::geography"
    reference = (
        f"SELECT FROM {drawn} z WHERE z.role = 'reference' AND ST_DWithin(z.line_geog, {geog}"
    )
    reach = f"(SELECT distance_m FROM {drawn} z WHERE z.role = 'zone')"
    measured = (
        f",\n  (SELECT min(ST_Distance(l.geog, {geog})) FROM {cut} l) AS distance_m"
        if distance
        else ""
    )
    return (
        f"SELECT p.*,\n"
        f"  CASE WHEN EXISTS (SELECT FROM {drawn} z WHERE z.land IS NOT NULL\n"
        f"      AND NOT ST_Intersects(z.land, p.{column}::geometry)) THEN false\n"
        f"    WHEN EXISTS ({reference}, z.distance_m)) THEN true\n"
        f"    WHEN NOT EXISTS ({reference}, z.distance_m * {_TOO_LONG})) THEN false\n"
        f"    ELSE EXISTS (SELECT FROM {cut} l WHERE ST_DWithin(l.geog, {geog}, {reach}))\n"
        f"  END AS inside{measured}\n"
        f"FROM {table} p"
    )
