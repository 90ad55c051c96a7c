"""The bodies that the routes take, as models: read by them, and described by them in the API."""

from __future__ import annotations

from typing import Annotated, Any, Final, TypeVar

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from geo.errors import BadData, BadInput
from geo.web.api.geojson_reference import TYPES, json_words, limit_nesting
from geo.web.api.many_points import ARROW
from geo.zones import QUERY_LIMITS

__all__ = [
    "CHECK_BODY",
    "DRAWN_BODY",
    "READ_BODY",
    "URL_LETTERS",
    "ArticleBody",
    "DrawnArticleBody",
    "GeometryBody",
    "PointsBody",
    "json_object",
    "read_body",
]

URL_LETTERS: Final = 2_000
"""Length of an article's address."""

_SHOWN: Final = 20
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

Body = TypeVar("Body", bound=BaseModel)


def _as_list(value: object) -> object:
    return [] if value is None else value if isinstance(value, list) else [value]


Texts = Annotated[list[str], BeforeValidator(_as_list)]
"""A list of texts, or one text."""


class ArticleBody(BaseModel):
    """An article, or its address where that is fetched; one of the two."""

    model_config = ConfigDict(
        frozen=True, json_schema_extra={"anyOf": [{"required": ["text"]}, {"required": ["url"]}]}
    )

    # Any: what is sent instead of a text is named in the refusal, after what the server allows.
    text: Any = Field(None, json_schema_extra={"type": "string", "description": "An article."})
    url: Any = Field(
        None,
        json_schema_extra={
            "type": "string",
            "maxLength": URL_LETTERS,
            "description": "An article's address on the open web; 403 unless the server runs with "
            "--fetch.",
        },
    )


class DrawnArticleBody(ArticleBody):
    """An article whose zones are drawn."""

    line: str | None = Field(
        None,
        description="Key of the line for the claims whose borders it describes.",
        json_schema_extra={"maxLength": QUERY_LIMITS.line},
    )


class PointsBody(BaseModel):
    """Points to check; they are read as one array, since there may be millions."""

    model_config = ConfigDict(frozen=True)

    points: Any = Field(json_schema_extra=_POINTS)


class GeometryBody(BaseModel):
    """A geometry of the sender's as the reference."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    geometry: Any = Field(json_schema_extra=_GEOMETRY)
    distance: Texts = Field(
        [],
        description="A length for each ring; a check takes one.",
        json_schema_extra={
            "items": {"type": "string", "minLength": 1, "maxLength": QUERY_LIMITS.distance},
            "minItems": 1,
            "maxItems": QUERY_LIMITS.distances,
        },
    )
    within: Texts = Field(
        [],
        description="Countries to clip to.",
        json_schema_extra={
            "items": {"type": "string", "minLength": 1, "maxLength": QUERY_LIMITS.country},
            "maxItems": QUERY_LIMITS.countries,
        },
    )
    points: Any = Field(None, json_schema_extra=_POINTS)


def json_object(body: bytes) -> dict[str, Any]:
    """Read a body that must be a JSON object.

    Raises
    ------
    BadData
        If it is no JSON, or something else; the message holds what stands at the fault.

    Examples
    --------
    >>> json_object(b'{"points": [[NaN, 1]]}')
    Traceback (most recent call last):
        ...
    geo.errors.BadData: the body is no JSON at 'NaN, 1]]}': unexpected character, ...
    """
    try:
        read = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        at = error.doc[error.pos : error.pos + _SHOWN]
        raise BadData(f"the body is no JSON at {at!r}: {error.msg}") from None
    if not isinstance(read, dict):
        raise BadData("the body must be a JSON object: {…}")
    return read


def read_body(model: type[Body], sent: dict[str, Any], *, nesting: int | None = None) -> Body:
    """Take a JSON object as one of the models.

    Parameters
    ----------
    model : type
    sent : dict
        From `json_object`.
    nesting : int, optional
        Levels of JSON that are taken, the points left out.

    Raises
    ------
    BadInput
        In one line that names the value and what is allowed.

    Examples
    --------
    >>> read_body(GeometryBody, {"geometry": {}, "distance": "1 km"}).distance
    ['1 km']
    >>> read_body(GeometryBody, {"geometry": {}, "distance": [7]})
    Traceback (most recent call last):
    geo.errors.BadInput: "distance" holds 7; send a text
    """
    if nesting is not None:
        limit_nesting({key: value for key, value in sent.items() if key != "points"}, nesting)
    try:
        return model.model_validate(sent)
    except ValidationError as error:
        raise BadInput(_refusal(model, error.errors()[0])) from None


def _refusal(model: type[BaseModel], fault: Any) -> str:
    name = str(fault["loc"][0])[:40]
    if fault["type"] == "extra_forbidden" and name == "line":
        return 'a geometry is no border, so it has no "line"; leave it out'
    if fault["type"] == "extra_forbidden" and name in ("text", "url"):
        return f'the body has a "{name}" and a "geometry"; send one of them'
    if fault["type"] == "extra_forbidden":
        return f"{name!r} is no key of this body; {', '.join(model.model_fields)}"
    if fault["type"] == "missing":
        return f'"{name}" is missing; see /api/v1/openapi.json'
    return f'"{name}" holds {json_words(fault["input"])}; send a text'


def _described(*models: type[BaseModel], examples: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A body of JSON, of one of some models, and of other media types."""
    schemas = [model.model_json_schema() for model in models]
    content = {
        "schema": schemas[0] if len(schemas) == 1 else {"anyOf": schemas},
        "examples": {name: {"value": value} for name, value in examples.items()},
    }
    return {"requestBody": {"required": True, "content": {"application/json": content, **more}}}


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

READ_BODY: Final = _described(ArticleBody, examples={"article": _ARTICLE, "address": _ADDRESS})
"""Of ``/api/v1/read``."""

DRAWN_BODY: Final = _described(
    DrawnArticleBody,
    GeometryBody,
    examples={"article": _ARTICLE, "address": _ADDRESS, "line": _ROAD, "feature": _FEATURE},
)
"""Of ``/api/v1/map`` and ``/api/v1/zone.{kind}``."""

CHECK_BODY: Final = _described(
    PointsBody,
    GeometryBody,
    examples={"points": {"points": [[36.29, 33.51], [36.74, 33.81]]}, "geometry": _ROAD},
    **{
        "text/csv": {
            "schema": {"type": "string"},
            "example": "name,lat,lon\nDamascus,33.51,36.29\n",
        },
        ARROW: {"schema": {"type": "string", "format": "binary"}},
    },
)
"""Of ``/api/v1/check``."""
