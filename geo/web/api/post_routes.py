"""Routes that take a body: many points, an article's text, a geometry as the reference."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import FastAPI, Path, Query, Request, Response

from geo.borders import line as named_line
from geo.errors import BadInput
from geo.web.api.bodies import CHECK, DRAWN, READ
from geo.web.api.downloads import DOWNLOADS, same_edition
from geo.web.api.geometry_zone import (
    Around,
    around_sent,
    geometry_check,
    geometry_file,
    geometry_map,
)
from geo.web.api.many_points import ARROW, answer_json, answer_points, json_object
from geo.web.api.parameters import (
    PROBLEM,
    Edition,
    Format,
    Json,
    Line,
    OptionalDistance,
    OptionalReference,
    Problem,
    Within,
)
from geo.web.api.sent_article import article_file, article_map, article_reading, article_sent
from geo.web.api.zone_query import Asked, zone_asked
from geo.web.service import Limits, Worker, problem

__all__ = ["add_posted"]

_LONGEST_KEY: Final = 60
_OR_GEOMETRY: Final = ' or {"geometry": {…}, "distance": ["100 km"]}'


def add_posted(
    app: FastAPI, worker: Worker, sent_worker: Worker, limits: Limits, *, fetch: bool = False
) -> None:
    """Add the routes that take a body.

    Parameters
    ----------
    app : FastAPI
    worker : Worker
        For points, which are quick.
    sent_worker : Worker
        For texts and geometries.
    limits : Limits
    fetch : bool
        Whether an article's address is taken too, and fetched.
    """

    @app.post(
        "/api/v1/check",
        tags=["check"],
        responses=PROBLEM,
        openapi_extra=CHECK,
    )
    async def check_many(
        request: Request,
        reference: OptionalReference = "",
        distance: OptionalDistance = "",
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

        def answer() -> tuple[bytes, str]:
            sent = json_object(body) if kind == "application/json" else {}
            if "geometry" in sent:
                if reference or line:
                    raise BadInput("the body has a geometry: leave out the reference and the line")
                around = around_sent(
                    sent,
                    limits,
                    drawn=False,
                    distances=(distance,) if distance else (),
                    within=within,
                )
                found = geometry_check(around, most=limits.points, distances=distances)
                return found, "application/json"
            if not reference or not distance:
                missing = "distance" if reference else "reference"
                raise BadInput(f"{missing!r} is missing; see /api/v1/openapi.json")
            zone = zone_asked(Asked(reference, distance, tuple(within), line))
            if kind == "application/json":
                points = sent.get("points")
                found = answer_json(zone, points, most=limits.points, distances=distances)
                return found, "application/json"
            return answer_points(zone, body, kind, most=limits.points, distances=distances)

        found, media_type = await worker.run(answer)
        return Response(found, media_type=media_type)

    @app.post(
        "/api/v1/zone.{kind}",
        tags=["zone"],
        responses=PROBLEM,
        openapi_extra=DRAWN,
    )
    async def zone_file_of(
        request: Request,
        kind: Annotated[Format, Path(description="Format of the file.")],
        edition: Edition = None,
    ) -> Response:
        """The zones of an article, or about a geometry, as a file; figures show places too."""
        same_edition(edition)
        body = await request.body()

        def answer() -> bytes:
            sent = json_object(body)
            if "geometry" in sent:
                return geometry_file(_around(sent, limits), kind, limits)
            article = article_sent(sent, len(body), limits, fetch=fetch, also=_OR_GEOMETRY)
            return article_file(article, kind, line=_line(sent), most=limits.zones)

        headers = {"content-disposition": f'attachment; filename="zone.{kind}"'}
        return Response(await sent_worker.run(answer), media_type=DOWNLOADS[kind], headers=headers)

    @app.post(
        "/api/v1/map",
        tags=["zone"],
        responses=PROBLEM,
        openapi_extra=DRAWN,
    )
    async def map_of_sent(request: Request, edition: Edition = None) -> Any:
        """What the page draws of an article, or about a geometry; nothing of it is kept."""
        same_edition(edition)
        body = await request.body()

        def answer() -> bytes:
            sent = json_object(body)
            if "geometry" in sent:
                return geometry_map(_around(sent, limits), limits)
            article = article_sent(sent, len(body), limits, fetch=fetch, also=_OR_GEOMETRY)
            return article_map(article, line=_line(sent), most=limits.zones)

        return Json(await sent_worker.run(answer))

    @app.post(
        "/api/v1/read",
        tags=["read"],
        responses=PROBLEM,
        openapi_extra=READ,
    )
    async def read_sent(request: Request) -> Any:
        """Read an article: what it names and claims. It is neither kept nor logged."""
        body = await request.body()

        def answer() -> dict[str, Any]:
            return article_reading(article_sent(json_object(body), len(body), limits, fetch=fetch))

        return Json(await sent_worker.run(answer))


def _around(sent: dict[str, Any], limits: Limits) -> Around:
    for other in ("text", "url"):
        if other in sent:
            raise BadInput(f'the body has a "{other}" and a "geometry"; send one of them')
    return around_sent(sent, limits, drawn=True)


def _line(sent: dict[str, Any]) -> str | None:
    line = sent.get("line")
    if line is None or line == "":
        return None
    if not isinstance(line, str) or len(line) > _LONGEST_KEY:
        raise BadInput(f'"line" is {str(line)[:40]!r}, which is no key of a line')
    return named_line(line).key
