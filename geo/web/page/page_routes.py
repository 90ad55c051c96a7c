"""Routes: the pages, their files, oEmbed and the picture of a link."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response

from geo.errors import NotFound
from geo.web.api import BORDER, MapParameters, MapQuery, documented, download, read_address
from geo.web.operation import PROBLEM, Json, Problem, SharedServices, problem, root_of
from geo.web.page import pages
from geo.web.page.static_files import page_assets
from geo.zones import ZoneQuery

__all__ = ["page_router"]

page_router = APIRouter(default_response_class=Json)
"""To be added last: it answers for every file."""

_FIRST: Final = MapQuery(zones=(ZoneQuery(reference=BORDER, distance="100 km", within=("SYR",)),))
"""What a page without a question shows."""


async def _html_page(request: Request, services: SharedServices, name: str) -> Response:
    query = request.url.query
    title = await services.worker.run(lambda: pages.title_of(query))
    text = pages.page(name, root=root_of(request), query=query, title=title)
    return Response(text, media_type="text/html; charset=utf-8")


@page_router.get("/", include_in_schema=False)
async def index(request: Request, services: SharedServices) -> Response:
    """The page."""
    return await _html_page(request, services, "index.html")


@page_router.get("/embed", include_in_schema=False)
async def embed(request: Request, services: SharedServices) -> Response:
    """The page for a frame of another site."""
    return await _html_page(request, services, "embed.html")


@page_router.get("/oembed", tags=["embed"], responses=PROBLEM)
async def oembed(
    request: Request,
    services: SharedServices,
    url: Annotated[str, Query(min_length=1, max_length=2_000)],
    maxwidth: Annotated[int | None, Query(ge=1)] = None,
    maxheight: Annotated[int | None, Query(ge=1)] = None,
    format: Annotated[str, Query(max_length=10)] = "json",
) -> Any:
    """An oEmbed answer for an address of this server, which is read and never fetched."""
    if format != "json":
        return Problem(problem(501, "oEmbed is answered as json"), 501)
    root = root_of(request)
    return Json(await services.worker.run(lambda: pages.oembed(root, url, maxwidth, maxheight)))


@page_router.get(
    "/og.png", tags=["embed"], responses=PROBLEM, openapi_extra=documented(MapParameters)
)
async def picture(request: Request, services: SharedServices) -> Response:
    """A picture of the very zone, for where a link is shown."""
    asked = read_address(MapParameters, request.scope["query_string"])
    query = asked.query if asked.reference or asked.article else _FIRST
    body = await services.worker.run(lambda: download(query, "png"))
    return Response(body, media_type="image/png", headers={"cache-control": "max-age=86400"})


@page_router.get("/{folder}/{name:path}", include_in_schema=False)
async def file(request: Request, folder: str, name: str) -> Response:
    """A script, a style or a picture of the pages."""
    # A look-up in what was read at the start: the disk is not asked.
    found = page_assets().get(f"/{folder}/{name}")
    if found is None:
        raise NotFound("nothing is here; see /api/v1/openapi.json")
    headers = {"etag": found.tag, "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == found.tag:
        return Response(status_code=304, headers=headers)
    return Response(found.body, media_type=found.media_type, headers=headers)
