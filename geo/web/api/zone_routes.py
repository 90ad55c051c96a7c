"""Routes about a zone: a check, the map, a file; asked by an address or by a body."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request, Response

from geo.borders import named_line
from geo.errors import BadInput
from geo.reading import Article, read
from geo.web.api.articles import reading_data, sent_article
from geo.web.api.bodies import (
    CHECK_BODY,
    DRAWN_BODY,
    READ_BODY,
    ArticleBody,
    DrawnArticleBody,
    GeometryBody,
    PointsBody,
    json_object,
    read_body,
)
from geo.web.api.check_batch import CheckBatch, answer_check
from geo.web.api.downloads import MEDIA_TYPES, article_file, download, geometry_file
from geo.web.api.geometry_query import GeometryQuery, check_geometry, drawn_geometry
from geo.web.api.many_points import ARROW, answer_json, answer_points
from geo.web.api.map_json import article_map, geometry_map, map_data
from geo.web.api.parameters import (
    CheckParameters,
    Format,
    ManyPointsParameters,
    MapParameters,
    Parameters,
    documented,
    read_address,
)
from geo.web.api.prepared_zones import ZONES
from geo.web.api.versions import same_data_version
from geo.web.operation import (
    PROBLEM,
    Json,
    Limits,
    Problem,
    Services,
    SharedServices,
    problem,
)
from geo.zones import QUERY_LIMITS, ZoneQuery

__all__ = ["zone_router"]

zone_router = APIRouter(prefix="/api/v1", default_response_class=Json)

_OR_GEOMETRY: Final = ' or {"geometry": {…}, "distance": ["100 km"]}'
_JSON: Final = "application/json"

Kind = Annotated[Format, Path(description="Format of the file.")]


def _query(request: Request) -> bytes:
    query: bytes = request.scope["query_string"]
    return query


@zone_router.get(
    "/check", tags=["check"], responses=PROBLEM, openapi_extra=documented(CheckParameters)
)
async def check(request: Request, services: SharedServices) -> Any:
    """Whether a place is inside, by what margin, and how sure that is."""
    answer = await answer_check(_query(request), batch=CheckBatch(), worker=services.worker)
    return Json(answer)


@zone_router.post(
    "/check",
    tags=["check"],
    responses=PROBLEM,
    openapi_extra=documented(ManyPointsParameters) | CHECK_BODY,
)
async def check_many(request: Request, services: SharedServices) -> Response:
    """Many points, lon and lat, by exact distance: inside or not, and how far."""
    asked = read_address(ManyPointsParameters, _query(request))
    same_data_version(asked.edition)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in (_JSON, "text/csv", ARROW):
        said = f"send application/json, text/csv or {ARROW}, not {kind[:60]!r}"
        return Problem(problem(415, said), 415)
    body = await request.body()
    answer, media_type = await services.worker.run(
        lambda: _check_many(asked, body, kind, services.limits)
    )
    return Response(answer, media_type=media_type)


def _check_many(
    asked: ManyPointsParameters, body: bytes, kind: str, limits: Limits
) -> tuple[bytes, str]:
    sent = json_object(body) if kind == _JSON else {}
    if "geometry" in sent:
        if asked.reference or asked.line:
            raise BadInput("the body has a geometry: leave out the reference and the line")
        about = read_body(GeometryBody, sent, nesting=limits.nesting)
        answer = check_geometry(
            about,
            limits,
            distance=asked.distance,
            within=asked.within,
            distances=asked.distances,
        )
        return answer, _JSON
    query = ZoneQuery(
        reference=asked.reference,
        distance=asked.distance,
        within=tuple(asked.within),
        line=asked.line or None,
        guess=asked.guess,
        rough=True,
    )
    most, distances = limits.points, asked.distances
    if kind == _JSON:
        points = read_body(PointsBody, sent).points
        return answer_json(ZONES.zone(query), points, most=most, distances=distances), _JSON
    return answer_points(ZONES.zone(query), body, kind, most=most, distances=distances)


@zone_router.get(
    "/zone.{kind}", tags=["zone"], responses=PROBLEM, openapi_extra=documented(MapParameters)
)
async def zone_file(kind: Kind, request: Request, services: SharedServices) -> Response:
    """A zone, or several rings, as a file; csv is the table of towns inside."""
    asked = read_address(MapParameters, _query(request))
    same_data_version(asked.edition)
    query = asked.query
    return _file(kind, await services.worker.run(lambda: download(query, kind)))


@zone_router.post(
    "/zone.{kind}",
    tags=["zone"],
    responses=PROBLEM,
    openapi_extra=documented(Parameters) | DRAWN_BODY,
)
async def zone_file_of_body(kind: Kind, request: Request, services: SharedServices) -> Response:
    """The zones of an article, or about a geometry, as a file; figures show places too."""
    same_data_version(read_address(Parameters, _query(request)).edition)
    body = await request.body()

    def answer() -> bytes:
        sent = json_object(body)
        if "geometry" in sent:
            return geometry_file(_geometry(sent, services.limits), kind)
        article, line = _article(sent, len(body), services)
        return article_file(article, kind, line=line, most=services.limits.zones)

    return _file(kind, await services.sent_worker.run(answer))


def _file(kind: str, body: bytes) -> Response:
    headers = {"content-disposition": f'attachment; filename="zone.{kind}"'}
    return Response(body, media_type=MEDIA_TYPES[kind], headers=headers)


@zone_router.get("/map", tags=["zone"], responses=PROBLEM, openapi_extra=documented(MapParameters))
async def map_of_zone(request: Request, services: SharedServices) -> Any:
    """Everything that the page draws: shapes, lettering, towns and sources."""
    asked = read_address(MapParameters, _query(request))
    same_data_version(asked.edition)
    query = asked.query
    return Json(await services.worker.run(lambda: map_data(query)))


@zone_router.post(
    "/map", tags=["zone"], responses=PROBLEM, openapi_extra=documented(Parameters) | DRAWN_BODY
)
async def map_of_body(request: Request, services: SharedServices) -> Any:
    """What the page draws of an article, or about a geometry; nothing of it is kept."""
    same_data_version(read_address(Parameters, _query(request)).edition)
    body = await request.body()

    def answer() -> bytes:
        sent = json_object(body)
        if "geometry" in sent:
            return geometry_map(_geometry(sent, services.limits))
        article, line = _article(sent, len(body), services)
        return article_map(article, line=line, most=services.limits.zones)

    return Json(await services.sent_worker.run(answer))


@zone_router.post("/read", tags=["read"], responses=PROBLEM, openapi_extra=READ_BODY)
async def read_article(request: Request, services: SharedServices) -> Any:
    """Read an article: what it names and claims. It is neither kept nor logged."""
    body = await request.body()

    def answer() -> dict[str, Any]:
        about = read_body(ArticleBody, json_object(body))
        article = sent_article(about, len(body), services.limits, fetch=services.fetch)
        return reading_data(read(article))

    return Json(await services.sent_worker.run(answer))


def _geometry(sent: dict[str, Any], limits: Limits) -> GeometryQuery:
    return drawn_geometry(read_body(GeometryBody, sent, nesting=limits.nesting), limits)


def _article(sent: dict[str, Any], size: int, services: Services) -> tuple[Article, str | None]:
    """The article of a body, and the line for its claims."""
    body = read_body(DrawnArticleBody, sent)
    article = sent_article(body, size, services.limits, fetch=services.fetch, also=_OR_GEOMETRY)
    if not body.line:
        return article, None
    if len(body.line) > QUERY_LIMITS.line:
        raise BadInput(f'"line" is {body.line[:40]!r}…, which is no key of a line')
    return article, named_line(body.line).key
