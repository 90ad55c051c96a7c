"""Routes: the pages, their files, oEmbed and the picture of a link."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response

from geo.errors import NotFound
from geo.web.api import (
    BORDER,
    PROBLEM,
    Article,
    Distances,
    Json,
    Line,
    Problem,
    Subject,
    Within,
    download,
    root_of,
)
from geo.web.page import page_files as pages
from geo.web.service import Worker, problem

__all__ = ["add_pages"]


def add_pages(app: FastAPI, worker: Worker) -> None:
    """Add the pages, their files and what other sites ask about them; to be added last."""

    async def html_page(request: Request, name: str) -> Response:
        values = request.query_params
        subject = Subject(
            values.get("reference", "")[:200],
            tuple(each[:60] for each in values.getlist("distance")),
            tuple(each[:60] for each in values.getlist("within")),
            (values.get("line") or "")[:60] or None,
        )
        title = await worker.run(lambda: pages.title_of(subject))
        text = pages.page(name, root=root_of(request), query=request.url.query, title=title)
        return Response(text, media_type="text/html; charset=utf-8")

    @app.get("/", include_in_schema=False)
    async def index(request: Request) -> Response:
        return await html_page(request, "index.html")

    @app.get("/embed", include_in_schema=False)
    async def embed(request: Request) -> Response:
        return await html_page(request, "embed.html")

    @app.get("/oembed", tags=["embed"], responses=PROBLEM)
    async def oembed(
        request: Request,
        url: Annotated[str, Query(min_length=1, max_length=2_000)],
        maxwidth: Annotated[int | None, Query(ge=1)] = None,
        maxheight: Annotated[int | None, Query(ge=1)] = None,
        format: Annotated[str, Query(max_length=10)] = "json",
    ) -> Any:
        """An oEmbed answer for an address of this server, which is read and never fetched."""
        if format != "json":
            return Problem(problem(501, "oEmbed is answered as json"), 501)
        root = root_of(request)
        return Json(await worker.run(lambda: pages.oembed(root, url, maxwidth, maxheight)))

    @app.get("/og.png", tags=["embed"], responses=PROBLEM)
    async def picture(
        reference: Annotated[str, Query(max_length=200)] = "",
        distance: Distances = [],  # noqa: B006
        within: Within = [],  # noqa: B006
        line: Line = None,
        article: Article = None,
    ) -> Response:
        """A picture of the very zone, for where a link is shown."""
        subject = Subject(
            reference or ("" if article else BORDER), tuple(distance) or ("100 km",),
            tuple(within) or (() if reference else ("Syria",)), line, article,
        )  # fmt: skip
        body = await worker.run(lambda: download(subject, "png"))
        return Response(body, media_type="image/png", headers={"cache-control": "max-age=86400"})

    @app.get("/{folder}/{name:path}", include_in_schema=False)
    async def file(request: Request, folder: str, name: str) -> Response:
        # A look-up in what was read at the start: the disk is not asked.
        found = pages.page_assets().get(f"/{folder}/{name}")
        if found is None:
            raise NotFound("nothing is here; see /api/v1/openapi.json")
        headers = {"etag": found.tag, "cache-control": "no-cache"}
        if request.headers.get("if-none-match") == found.tag:
            return Response(status_code=304, headers=headers)
        return Response(found.body, media_type=found.media_type, headers=headers)
