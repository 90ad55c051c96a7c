"""What the routes share: the parameters of a zone, and the shapes of answers and errors."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

import orjson
from fastapi import Query, Request, Response

from geo.web.service import MEDIA_TYPE

__all__ = [
    "BORDER",
    "PROBLEM",
    "PROBLEM_SCHEMA",
    "Article",
    "Distance",
    "Distances",
    "Edition",
    "Format",
    "Json",
    "Line",
    "OptionalDistance",
    "OptionalReference",
    "Problem",
    "Reference",
    "Within",
    "root_of",
]

BORDER: Final = "Israel's northern border"

Text = Annotated[str, Query(min_length=1, max_length=200)]
Reference = Annotated[
    str,
    Query(
        min_length=1,
        max_length=200,
        description="A border, a line's key, a place, or LAT,LON.",
        examples=[BORDER, "SYR-TUR", "33.51,36.29"],
    ),
]
Distance = Annotated[
    str, Query(min_length=1, max_length=60, description="A length.", examples=["100 km", "62 mi"])
]
OptionalReference = Annotated[
    str,
    Query(
        max_length=200,
        description="As for GET; not for a body with a geometry, which is the reference.",
        examples=[BORDER],
    ),
]
OptionalDistance = Annotated[
    str,
    Query(max_length=60, description="A length; a geometry's body may hold it.", examples=["1 km"]),
]
Distances = Annotated[
    list[str],
    Query(max_length=6, description="A length for each ring.", examples=[["100 km"]]),
]
Within = Annotated[
    list[str], Query(max_length=20, description="Countries to clip to.", examples=[["Syria"]])
]
Line = Annotated[
    str | None,
    Query(max_length=60, description="Key of the reference line.", examples=["ceasefire-1974"]),
]
Article = Annotated[str | None, Query(max_length=120, description="A shipped article.")]
Edition = Annotated[
    str | None, Query(max_length=40, description="Refuse to answer from other data than these.")
]
Format = Literal["geojson", "gpkg", "parquet", "kml", "html", "png", "svg", "pdf", "csv"]

PROBLEM: Final[dict[int | str, dict[str, Any]]] = {
    code: {
        "description": text,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for code, text in (
        (403, "This server does not fetch addresses."),
        (404, "Nothing answers to the name."),
        (409, "Another edition of the data was asked for."),
        (413, "More than the server takes."),
        (422, "A value that cannot be used, or an answer that takes too long."),
        (429, "One client asked too often; Retry-After says when."),
        (501, "This installation cannot write the format."),
        (503, "Too much is asked at once."),
    )
}
PROBLEM_SCHEMA: Final = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "example": {
        "type": "about:blank",
        "title": "Cannot be used",
        "status": 422,
        "detail": "'far' is not a length; write it like '100 km' or '62 miles'",
    },
}


class Json(Response):
    """What `orjson` writes, or bytes that it wrote already."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """Write the body."""
        return content if isinstance(content, bytes) else orjson.dumps(content)


class Problem(Response):
    """An error in one line."""

    media_type = MEDIA_TYPE


def root_of(request: Request) -> str:
    """Address of the server, as the browser sees it."""
    return f"{request.url.scheme}://{request.url.netloc}"
