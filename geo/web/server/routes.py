"""The application: its routes, parsed here and answered by the rooms below."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException

import geo
from geo.borders import is_land
from geo.errors import BadInput, GeoError
from geo.web.api import (
    BORDER,
    DOWNLOADS,
    PROBLEM,
    PROBLEM_SCHEMA,
    Article,
    Asked,
    Distance,
    Distances,
    Edition,
    Format,
    Json,
    Line,
    Problem,
    Reference,
    Subject,
    Within,
    add_catalogue,
    add_posted,
    asked_place,
    beginning_with,
    download,
    edition,
    map_data,
    same_edition,
    zone_asked,
)
from geo.web.ogc import add_ogc
from geo.web.page import add_pages, page_assets
from geo.web.server.guard import Guard
from geo.web.service import Limits, Metrics, RateLimit, Worker, problem, status_of

__all__ = ["application"]


def application(
    *,
    limits: Limits | None = None,
    frame_ancestors: str = "*",
    warm: bool = True,
    rate: RateLimit | None = None,
    fetch: bool = False,
) -> Guard:
    """Make the application: the page, the API, the embed, OGC API - Features.

    Parameters
    ----------
    limits : Limits, optional
    frame_ancestors : str
        Who may show ``/embed`` in a frame, as a content security policy words it: ``"*"``,
        ``"'none'"``, ``"https://paper.example"``.
    warm : bool
        Whether to make ready at the start what the first request would wait for.
    rate : RateLimit, optional
        One that other processes share; by default as `limits` says.
    fetch : bool
        Whether to fetch articles from the open web by the address that a client sends.

    Returns
    -------
    ASGI application

    Raises
    ------
    BadInput
        If `frame_ancestors` would say more than who may frame.
    """
    if any(letter in frame_ancestors for letter in ";,\r\n") or not frame_ancestors.isascii():
        raise BadInput(f"frame ancestors {frame_ancestors!r} may not hold ; or , or line ends")
    bounds = limits or Limits()
    worker, metrics = Worker(bounds), Metrics()
    # What is sent can be made to take long: it does not hold up the rest.
    sent = Worker(replace(bounds, waiting=bounds.waiting_sent))

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        if warm:
            await worker.run(_warm)
            # What is ready now stays until the end: a collector that looked through it each time
            # would keep every asker waiting for a twentieth of a second.
            gc.collect()
            gc.freeze()
        yield
        worker.close()
        sent.close()

    app = FastAPI(
        title="geo",
        version=geo.__version__,
        description=__doc__,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=life,
        default_response_class=Json,
    )
    _errors(app)
    _answers(app, worker)
    add_posted(app, worker, sent, bounds, fetch=fetch)
    add_catalogue(app, worker, metrics, fetch=fetch)
    add_ogc(app, worker)
    add_pages(app, worker)
    app.openapi = lambda: _document(app)  # type: ignore[method-assign]
    return Guard(
        app,
        limits=bounds,
        frame_ancestors=frame_ancestors,
        worker=worker,
        metrics=metrics,
        edition=edition(),
        rate=rate,
    )


def _warm() -> None:
    page_assets()
    map_data(Subject(BORDER, ("100 km",), ("SYR",)))
    asked_place("Damascus")
    is_land(33.0, 34.0)
    beginning_with("dam")


def _document(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        schemas["Problem"] = PROBLEM_SCHEMA
        app.openapi_schema = made
    return app.openapi_schema


def _errors(app: FastAPI) -> None:
    @app.exception_handler(GeoError)
    async def refused(_: Request, error: GeoError) -> Response:
        status = status_of(error)
        return Problem(problem(status, str(error)), status)

    @app.exception_handler(RequestValidationError)
    async def unusable(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"][1:])[:60]
        return Problem(problem(422, f"{name}: {first['msg']}"), 422)

    @app.exception_handler(HTTPException)
    async def unknown(_: Request, error: HTTPException) -> Response:
        detail = "nothing is here; see /api/v1/openapi.json"
        said = detail if error.status_code == 404 else str(error.detail)
        return Problem(problem(error.status_code, said), error.status_code, error.headers)

    @app.exception_handler(Exception)
    async def fault(_: Request, error: Exception) -> Response:
        return Problem(problem(500, "this is a fault of the server"), 500)


def _answers(app: FastAPI, worker: Worker) -> None:
    @app.get("/api/v1/check", tags=["check"], responses=PROBLEM)
    async def check(
        where: Annotated[
            str,
            Query(
                min_length=1,
                max_length=200,
                description="A name in any script, or LAT,LON.",
                examples=["Damascus", "33.51,36.29"],
            ),
        ],
        reference: Reference,
        distance: Distance,
        within: Within = [],  # noqa: B006  # FastAPI copies it
        line: Line = None,
        edition: Edition = None,
    ) -> Any:
        """Whether a place is inside, by what margin, and how sure that is."""
        same_edition(edition)
        asked = Asked(reference, distance, tuple(within), line)

        def answer() -> dict[str, Any]:
            found = zone_asked(asked)
            return found.check(asked_place(where, among=found)).to_dict() | {"query": where}

        return Json(await worker.run(answer))

    @app.get("/api/v1/zone.{kind}", tags=["zone"], responses=PROBLEM)
    async def zone_file(
        kind: Annotated[Format, Path(description="Format of the file.")],
        reference: Annotated[str, Query(max_length=200, examples=[BORDER])] = "",
        distance: Distances = [],  # noqa: B006
        within: Within = [],  # noqa: B006
        line: Line = None,
        article: Article = None,
        edition: Edition = None,
    ) -> Response:
        """A zone, or several rings, as a file; csv is the table of towns inside."""
        same_edition(edition)
        subject = Subject(reference, tuple(distance), tuple(within), line, article)
        body = await worker.run(lambda: download(subject, kind))
        headers = {"content-disposition": f'attachment; filename="zone.{kind}"'}
        return Response(body, media_type=DOWNLOADS[kind], headers=headers)

    @app.get("/api/v1/map", tags=["zone"], responses=PROBLEM)
    async def map_of(
        reference: Annotated[str, Query(max_length=200, examples=[BORDER])] = "",
        distance: Distances = [],  # noqa: B006
        within: Within = [],  # noqa: B006
        line: Line = None,
        article: Article = None,
        edition: Edition = None,
    ) -> Any:
        """Everything that the page draws: shapes, lettering, towns and sources."""
        same_edition(edition)
        subject = Subject(reference, tuple(distance), tuple(within), line, article)
        return Json(await worker.run(lambda: map_data(subject)))
