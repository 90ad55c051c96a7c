"""Routes that take a body: many points, and an article's text."""

from __future__ import annotations

from typing import Annotated, Any, Final

import orjson
from fastapi import FastAPI, Path, Query, Request, Response

from geo.borders import line as named_line
from geo.errors import BadData, BadInput
from geo.reading.article import Article
from geo.web.answers import Asked, zone_asked
from geo.web.drawing import DOWNLOADS, same_edition
from geo.web.limits import Limits, TooLarge, Worker
from geo.web.points import ARROW, answer_points
from geo.web.problems import problem
from geo.web.replies import (
    PROBLEM,
    Distance,
    Edition,
    Format,
    Json,
    Line,
    Problem,
    Reference,
    Within,
)
from geo.web.sent import article_file, article_map, article_reading, article_sent

__all__ = ["add_posted"]

_LONGEST_KEY: Final = 60
_POINTS: Final = {
    "type": "array",
    "items": {
        "type": "array",
        "items": {"type": "number"},
        "minItems": 2,
        "maxItems": 2,
    },
}
_TEXT: Final = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "description": "An article."}},
}
_TEXT_AND_LINE: Final = {
    **_TEXT,
    "properties": {
        **_TEXT["properties"],  # type: ignore[dict-item]
        "line": {
            "type": "string",
            "nullable": True,
            "maxLength": _LONGEST_KEY,
            "description": "Key of the line for the claims whose borders it describes.",
        },
    },
}
_ARTICLE: Final = {"text": "They are to stay 30 km from the Syrian-Turkish border."}


def _body(schema: Any, examples: dict[str, Any], **more: Any) -> dict[str, Any]:
    content = {
        "schema": schema,
        "examples": {name: {"value": value} for name, value in examples.items()},
    }
    return {"requestBody": {"required": True, "content": {"application/json": content, **more}}}


def add_posted(app: FastAPI, worker: Worker, limits: Limits) -> None:
    """Add the routes that take a body."""

    @app.post(
        "/api/v1/check",
        tags=["check"],
        responses=PROBLEM,
        openapi_extra=_body(
            {"type": "object", "required": ["points"], "properties": {"points": _POINTS}},
            {"points": {"points": [[36.29, 33.51], [36.74, 33.81]]}},
            **{
                "text/csv": {
                    "schema": {"type": "string"},
                    "example": "name,lat,lon\nDamascus,33.51,36.29\n",
                },
                ARROW: {"schema": {"type": "string", "format": "binary"}},
            },
        ),
    )
    async def check_many(
        request: Request,
        reference: Reference,
        distance: Distance,
        within: Within = [],  # noqa: B006  # FastAPI copies it
        line: Line = None,
        distances: Annotated[bool, Query(description="Measure every point too.")] = True,
        edition: Edition = None,
    ) -> Response:
        """Many points, lon and lat, by exact distance: inside or not, and how far."""
        same_edition(edition)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in ("application/json", "text/csv", ARROW):
            return Problem(
                problem(415, f"send application/json, text/csv or {ARROW}, not {kind[:60]!r}"), 415
            )
        body = await request.body()
        asked = Asked(reference, distance, tuple(within), line)
        answer, media_type = await worker.run(
            lambda: answer_points(
                zone_asked(asked), body, kind, most=limits.points, distances=distances
            )
        )
        return Response(answer, media_type=media_type)

    @app.post(
        "/api/v1/zone.{kind}",
        tags=["zone"],
        responses=PROBLEM,
        openapi_extra=_body(_TEXT_AND_LINE, {"article": _ARTICLE}),
    )
    async def zone_file_of(
        request: Request,
        kind: Annotated[Format, Path(description="Format of the file.")],
        edition: Edition = None,
    ) -> Response:
        """The zones that an article claims, as a file; html and figures show its places too."""
        same_edition(edition)
        body = await request.body()

        def answer() -> bytes:
            sent = _object(body)
            article = _article(sent, len(body), limits)
            return article_file(article, kind, line=_line(sent), most=limits.zones)

        headers = {"content-disposition": f'attachment; filename="zone.{kind}"'}
        return Response(await worker.run(answer), media_type=DOWNLOADS[kind], headers=headers)

    @app.post(
        "/api/v1/map",
        tags=["zone"],
        responses=PROBLEM,
        openapi_extra=_body(_TEXT_AND_LINE, {"article": _ARTICLE}),
    )
    async def map_of_sent(request: Request, edition: Edition = None) -> Any:
        """What the page draws of an article, and its reading. The text is not kept."""
        same_edition(edition)
        body = await request.body()

        def answer() -> bytes:
            sent = _object(body)
            article = _article(sent, len(body), limits)
            return article_map(article, line=_line(sent), most=limits.zones)

        return Json(await worker.run(answer))

    @app.post(
        "/api/v1/read",
        tags=["read"],
        responses=PROBLEM,
        openapi_extra=_body(_TEXT, {"article": _ARTICLE}),
    )
    async def read_sent(request: Request) -> Any:
        """Read an article: what it names and claims. The text is neither kept nor logged."""
        body = await request.body()

        def answer() -> dict[str, Any]:
            return article_reading(_article(_object(body), len(body), limits))

        return Json(await worker.run(answer))


def _object(body: bytes) -> dict[str, Any]:
    try:
        sent = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadData(f"the body is no JSON: {error.msg}") from None
    if not isinstance(sent, dict):
        raise BadData('the body must be a JSON object, such as {"text": "…"}')
    return sent


def _article(sent: dict[str, Any], size: int, limits: Limits) -> Article:
    text = sent.get("text")
    if not isinstance(text, str):
        raise BadData('the body must be {"text": "…"}')
    if size > limits.text_bytes:
        raise TooLarge(f"the limit of an article is {limits.text_bytes:,} bytes")
    return article_sent(text)


def _line(sent: dict[str, Any]) -> str | None:
    line = sent.get("line")
    if line is None or line == "":
        return None
    if not isinstance(line, str) or len(line) > _LONGEST_KEY:
        raise BadInput(f'"line" is {str(line)[:40]!r}, which is no key of a line')
    return named_line(line).key
