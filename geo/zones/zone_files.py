"""Zones to and from files: GeoJSON, GeoPackage, GeoParquet, KML; references from GeoJSON.

Every file names its line, source, licence and error on each feature, in `role`, `line`, `source`,
`licence`, `distance_m` and `edge_error_m`. A file is written beside its place and moved there when
it is whole.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders import ReferenceLine, Status, join_lines
from geo.errors import BadData, BadInput
from geo.gazetteer import Place
from geo.geodesy import METRES_PER_UNIT, Length
from geo.references import geometry_reference
from geo.sources import sources
from geo.zones.geodesic_zone import Zone
from geo.zones.zone_maker import zone
from geo.zones.zone_properties import feature_properties, provenance

if TYPE_CHECKING:
    import geopandas

__all__ = [
    "FORMATS",
    "features",
    "frame",
    "read_reference",
    "read_zone",
    "write_whole",
    "write_zone",
]

FORMATS: Final = {
    ".geojson": "GeoJSON",
    ".json": "GeoJSON",
    ".gpkg": "GPKG",
    ".parquet": "Parquet",
    ".kml": "KML",
}
"""File endings that a zone can be written to, and what they mean."""

_DIGITS: Final = 9  # 0.1 mm: rounding must not show beside a tolerance of 1 cm


def features(found: Zone | Iterable[Zone], *, places: Iterable[Place] = ()) -> dict[str, Any]:
    """GeoJSON FeatureCollection of zones.

    Parameters
    ----------
    found : Zone or iterable of Zone
        What is written.
    places : iterable of Place, optional
        Added with the role ``place``.

    Returns
    -------
    dict
        For each zone, features with role ``zone`` (clipped), ``inner`` and ``outer`` (not
        clipped), and ``reference`` for each part of the line; then ``place``.

    Examples
    --------
    >>> from geo.zones import zone
    >>> [each["properties"]["role"] for each in features(zone("33.5,36.3", "1 km"))["features"]]
    ['zone', 'inner', 'outer', 'reference']
    """
    zones = [found] if isinstance(found, Zone) else list(found)
    collected = [feature for each in zones for feature in _zone_features(each)]
    collected += [
        _feature(
            "place", place.geometry, (place.source,), name=place.name, accuracy_m=place.accuracy_m
        )
        for place in places
    ]
    return {"type": "FeatureCollection", "features": collected}


def _zone_features(found: Zone) -> list[dict[str, Any]]:
    common = feature_properties(found)
    line_keys = found.line.sources
    collected = [
        _feature(role, geometry, line_keys, **common)
        for role, geometry in (
            ("zone", found.area),
            ("inner", found.inner),
            ("outer", found.outer),
        )
    ]
    collected += [
        _feature(
            "reference",
            part.geometry,
            (part.source,),
            **common,
            status=part.status,
            accuracy_m=part.accuracy_m,
            pair="-".join(part.pair),
            source_key=part.source,
        )
        for part in found.line.parts
    ]
    return collected


def _feature(role: str, geometry: Any, keys: Iterable[str], **kept: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {
            "role": role,
            **kept,
            **provenance(keys),
        },
        "geometry": shapely.geometry.mapping(geometry),
    }


def frame(
    found: Zone | Iterable[Zone], *, places: Iterable[Place] = (), lists: bool = True
) -> geopandas.GeoDataFrame:
    """The features of a zone as a GeoDataFrame in WGS84.

    Parameters
    ----------
    found, places
        As for `features`.
    lists : bool
        Whether ``within`` is a list; if not, its codes are joined by commas, for GeoPackage, KML
        and databases.
    """
    import geopandas

    collection = features(found, places=places)
    for each in collection["features"] if not lists else ():
        within = each["properties"].get("within")
        if within is not None:
            each["properties"]["within"] = ",".join(within)
    return geopandas.GeoDataFrame.from_features(collection["features"], crs="EPSG:4326")


def write_whole(path: str | os.PathLike[str], write: Callable[[Path], object]) -> Path:
    """Write a file beside its place and move it there when it is whole.

    Parameters
    ----------
    path : path
        Where it shall be; folders are made.
    write : callable
        Given a temporary path with the same ending, writes the file.

    Raises
    ------
    BadData
        If it cannot be written; nothing is left behind.
    """
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".geo-", dir=target.parent) as folder:
            temporary = Path(folder) / target.name
            write(temporary)
            temporary.replace(target)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadData(f"cannot write {target}: {reason}") from None
    return target


def write_zone(
    found: Zone | Iterable[Zone], path: str | os.PathLike[str], *, places: Iterable[Place] = ()
) -> Path:
    """Write zones to a file; the ending tells the format.

    Raises
    ------
    BadInput
        If the ending is none of `FORMATS`.
    BadData
        If the file cannot be written.
    """
    target = Path(path)
    kind = FORMATS.get(target.suffix.lower())
    if kind is None:
        raise BadInput(f"cannot write {target.name}: use {', '.join(FORMATS)}, or .html for a map")
    if kind == "GeoJSON":
        text = json.dumps(
            _rounded(features(found, places=places)), ensure_ascii=False, allow_nan=False
        )
        return write_whole(target, lambda at: at.write_text(text, encoding="utf-8"))
    table = frame(found, places=places, lists=kind == "Parquet")
    if kind == "Parquet":
        return write_whole(target, lambda at: table.to_parquet(at, compression="zstd"))
    if kind == "KML":
        table.insert(0, "Name", [_kml_name(row) for row in table.to_dict("records")])
    return write_whole(
        target, lambda at: table.to_file(at, driver=kind, layer="zone", engine="pyogrio")
    )


def _kml_name(row: dict[str, Any]) -> str:
    if row["role"] == "place":
        return str(row["name"])
    return f"{row['role']}: {row['distance_m'] / 1000:g} km from {row['line_name']}"


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(each) for each in value]
    return value


def _loaded(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadData(f"cannot read {path}: {error.strerror or error}") from None
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise BadData(f"{path} is no GeoJSON file") from None


def _geometries(data: Any, path: Path) -> list[tuple[BaseGeometry, dict[str, Any]]]:
    if not isinstance(data, dict):
        raise BadData(f"{path} is no GeoJSON file")
    if data.get("type") == "FeatureCollection":
        items = data.get("features") or []
    elif data.get("type") == "Feature":
        items = [data]
    else:
        items = [{"geometry": data, "properties": {}}]
    try:
        return [
            (shapely.geometry.shape(item["geometry"]), item.get("properties") or {})
            for item in items
            if item["geometry"] is not None
        ]
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError):
        raise BadData(f"{path} holds a feature without a valid GeoJSON geometry") from None


def read_reference(path: str | os.PathLike[str]) -> ReferenceLine:
    """Read a GeoJSON file as a reference: all of its geometries together.

    Raises
    ------
    BadData
        If it cannot be read or is no GeoJSON.
    BadGeometry
        If it is empty or not in degrees.
    """
    target = Path(path)
    found = _geometries(_loaded(target), target)
    lines = [geometry for geometry, kept in found if kept.get("role") == "reference"]
    chosen = lines or [geometry for geometry, _ in found]
    return geometry_reference(shapely.GeometryCollection(chosen), name=target.name, source="given")


def read_zone(path: str | os.PathLike[str]) -> Zone:
    """Read back a zone that `write_zone` wrote as GeoJSON.

    The zone is computed again from the reference, distance and countries that the file names, so
    that its test is exact and does not depend on the polygon in the file.

    Raises
    ------
    BadData
        If the file is not such a zone.
    """
    target = Path(path)
    found = _geometries(_loaded(target), target)
    zones = [kept for _, kept in found if kept.get("role") == "zone"]
    if not zones or not any(kept.get("role") == "reference" for _, kept in found):
        raise BadData(
            f"{target} holds no feature with the role zone and its reference; "
            "write one with: geo zone REFERENCE --distance D -o FILE.geojson"
        )
    kept = zones[0]
    try:
        line = _line_kept(found, kept)
        within = _within_kept(kept.get("within"))
        tolerance = float(kept.get("tolerance_m") or 0.1)
        length = _length_kept(kept)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadData(f"{target} does not say what its zone stands on: {error}") from None
    # Whoever wrote the file asked for a rough zone if this is one.
    return zone(
        replace(line, stands_for_area=bool(kept.get("stands_for_area"))),
        length,
        rough=True,
        within=within or None,
        line=line.key if kept.get("line_chosen") else None,
        tolerance=tolerance,
    )


def _within_kept(within: Any) -> tuple[str, ...]:
    """Codes of the countries; older files name them in one text."""
    return tuple(filter(None, within.split(",") if isinstance(within, str) else within or ()))


def _length_kept(kept: dict[str, Any]) -> Length:
    """The distance of a zone; older files name no unit, and know of no rounding."""
    unit, rounding_m = kept.get("unit"), float(kept.get("rounding_m") or 0.0)
    length = Length.of(float(kept["distance_m"]), unit=unit if unit in METRES_PER_UNIT else None)
    if not 0.0 <= rounding_m < length.metres:
        raise ValueError(f"rounding_m {rounding_m!r}")
    return replace(length, rounding_m=rounding_m)


def _line_kept(
    found: Iterable[tuple[BaseGeometry, dict[str, Any]]], zone_kept: dict[str, Any]
) -> ReferenceLine:
    """The line of one zone, with the accuracy and the borders that its file names."""
    known = {entry.key for entry in sources()}
    parts = []
    for geometry, kept in found:
        same = all(kept.get(name) == zone_kept.get(name) for name in ("line", "distance_m"))
        if kept.get("role") != "reference" or not same:
            continue
        key = kept.get("source_key")
        # Its checks are those of any geometry that is given.
        given = geometry_reference(geometry).parts[0]
        status = kept.get("status", given.status)
        if status not in get_args(Status):
            raise ValueError(f"unknown status {status!r}")
        parts.append(
            replace(
                given,
                pair=tuple(filter(None, (kept.get("pair") or "").split("-"))),
                status=status,
                accuracy_m=float(kept.get("accuracy_m") or 0.0),
                source=key if key in known else "given",
            )
        )
    name = zone_kept.get("line_name") or "the geometry given"
    return join_lines(parts, key=zone_kept.get("line") or "given", name=name)
