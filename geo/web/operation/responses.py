"""Answers as JSON, refusals as problem+json, and how the API's document describes the refusals."""

from __future__ import annotations

from typing import Any, Final

import orjson
from fastapi import Request, Response

from geo.web.operation.problems import MEDIA_TYPE

__all__ = ["PROBLEM", "PROBLEM_SCHEMA", "Json", "Problem", "root_of"]

PROBLEM: Final[dict[int | str, dict[str, Any]]] = {
    code: {
        "description": text,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for code, text in (
        (403, "This server does not fetch addresses."),
        (404, "Nothing answers to the name; `candidates` are names that are spelt nearly so."),
        (409, "Another edition of the data was asked for."),
        (413, "More than the server takes."),
        (422, "A value that cannot be used, or an answer that takes too long."),
        (429, "One client asked too often; Retry-After says when."),
        (501, "This installation cannot write the format."),
        (503, "Too much is asked at once."),
    )
}
"""Refusals that a route may answer with."""

PROBLEM_SCHEMA: Final = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "parameter": {"type": "string", "enum": ["rough"]},
        "candidates": {
            "type": "array",
            "items": {"type": "object", "properties": {"name": {"type": "string"}}},
        },
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
