"""The bodies that the routes take, as the OpenAPI document describes them, with examples."""

from __future__ import annotations

from typing import Any, Final

from geo.web.api.geojson_reference import TYPES
from geo.web.api.many_points import ARROW

__all__ = ["CHECK", "DRAWN", "READ", "request_body"]

_POINTS: Final[dict[str, Any]] = {
    "type": "array",
    "description": "Longitude and latitude, degrees of WGS84.",
    "items": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
}
_GEOMETRY: Final[dict[str, Any]] = {
    "type": "object",
    "description": (
        "A GeoJSON geometry (RFC 7946), a Feature or a FeatureCollection, in WGS84; its geometries "
        "count together. Properties and heights are left out. Distances are counted from the "
        "points and lines, geodesics between their vertices; a polygon is an area: what lies in "
        "it is at distance 0."
    ),
    "required": ["type"],
    "properties": {
        "type": {"type": "string", "enum": [*TYPES, "Feature", "FeatureCollection"]},
        "coordinates": {"type": "array", "items": {}},
        "geometry": {"type": "object"},
        "features": {"type": "array", "items": {"type": "object"}},
    },
}
_AROUND: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["geometry"],
    "additionalProperties": False,
    "properties": {
        "geometry": _GEOMETRY,
        "distance": {
            "type": "array",
            "items": {"type": "string", "minLength": 1, "maxLength": 60},
            "minItems": 1,
            "maxItems": 6,
            "description": "A length for each ring; a check takes one.",
        },
        "within": {
            "type": "array",
            "items": {"type": "string", "minLength": 1, "maxLength": 60},
            "maxItems": 20,
            "description": "Countries to clip to.",
        },
        "points": _POINTS,
    },
}
_TEXT: Final[dict[str, Any]] = {"type": "string", "description": "An article."}
_LINE: Final[dict[str, Any]] = {
    "type": "string",
    "maxLength": 60,
    "description": "Key of the line for the claims whose borders it describes.",
}
_URL: Final[dict[str, Any]] = {
    "type": "string",
    "maxLength": 2_000,
    "description": "An article's address on the open web; 403 unless the server runs with --fetch.",
}
_ADDRESS: Final = {"url": "https://example.org/article"}
_ARTICLE: Final = {"text": "They are to stay 30 km from the Syrian-Turkish border."}
_ROAD: Final = {
    "geometry": {"type": "LineString", "coordinates": [[36.29, 33.51], [36.72, 34.73]]},
    "distance": ["20 km"],
    "within": ["SYR"],
    "points": [[36.5, 34.0], [37.5, 34.0]],
}
_FEATURE: Final = {
    "geometry": {
        "type": "Feature",
        "properties": {"name": "left out"},
        "geometry": {
            "type": "Polygon",
            "coordinates": [[[36.2, 33.4], [36.4, 33.4], [36.4, 33.6], [36.2, 33.6], [36.2, 33.4]]],
        },
    },
    "distance": ["5 km", "10 km"],
}


def request_body(
    schemas: list[dict[str, Any]], examples: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """A body of JSON, of one of some shapes, and of other media types.

    Examples
    --------
    >>> list(request_body([{"type": "object"}], {})["requestBody"]["content"])
    ['application/json']
    """
    content = {
        "schema": schemas[0] if len(schemas) == 1 else {"anyOf": schemas},
        "examples": {name: {"value": value} for name, value in examples.items()},
    }
    return {"requestBody": {"required": True, "content": {"application/json": content, **more}}}


def _text_bodies(**more: Any) -> list[dict[str, Any]]:
    return [
        {"type": "object", "required": ["text"], "properties": {"text": _TEXT, **more}},
        {"type": "object", "required": ["url"], "properties": {"url": _URL, **more}},
    ]


READ: Final = request_body(_text_bodies(), {"article": _ARTICLE, "address": _ADDRESS})
"""Of ``/api/v1/read``."""

DRAWN: Final = request_body(
    [*_text_bodies(line=_LINE), _AROUND],
    {"article": _ARTICLE, "address": _ADDRESS, "line": _ROAD, "feature": _FEATURE},
)
"""Of ``/api/v1/map`` and ``/api/v1/zone.{kind}``."""

CHECK: Final = request_body(
    [
        {"type": "object", "required": ["points"], "properties": {"points": _POINTS}},
        {**_AROUND, "required": ["geometry", "points"]},
    ],
    {"points": {"points": [[36.29, 33.51], [36.74, 33.81]]}, "geometry": _ROAD},
    **{
        "text/csv": {
            "schema": {"type": "string"},
            "example": "name,lat,lon\nDamascus,33.51,36.29\n",
        },
        ARROW: {"schema": {"type": "string", "format": "binary"}},
    },
)
"""Of ``/api/v1/check``."""
