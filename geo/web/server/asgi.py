"""The application: the rooms of the web put together, and how `geo serve` starts it."""

from __future__ import annotations

import asyncio
import gc
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException

import geo
from geo.borders import is_land
from geo.errors import BadInput, GeoError
from geo.web.api import (
    BORDER,
    MapQuery,
    beginning_with,
    catalogue_router,
    find_place,
    map_data,
    zone_router,
)
from geo.web.ogc import feature_router
from geo.web.operation import (
    PROBLEM_SCHEMA,
    Json,
    Limits,
    Metrics,
    Problem,
    RateLimit,
    Services,
    Worker,
    problem,
    refusal,
)
from geo.web.page import page_assets, page_router
from geo.web.server.guard import Guard
from geo.zones import ZoneQuery

__all__ = ["application", "application_of_command"]


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
    services = Services(
        limits=bounds,
        worker=Worker(bounds),
        # What is sent can be made to take long: it does not hold up the rest.
        sent_worker=Worker(replace(bounds, waiting=bounds.waiting_sent)),
        metrics=Metrics(),
        fetch=fetch,
    )

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        if warm:
            # No limit of time: nobody waits for it but the start itself.
            await asyncio.to_thread(_warm)
            # What is ready now stays until the end: a collector that looked through it each time
            # would keep every asker waiting for a twentieth of a second.
            gc.collect()
            gc.freeze()
        yield
        services.worker.close()
        services.sent_worker.close()

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
    app.state.services = services
    _errors(app)
    for routes in (zone_router, catalogue_router, feature_router, page_router):
        app.include_router(routes)
    app.openapi = lambda: _document(app)  # type: ignore[method-assign]
    return Guard(app, services=services, frame_ancestors=frame_ancestors, rate=rate)


def _warm() -> None:
    page_assets()
    first = ZoneQuery(reference=BORDER, distance="100 km", within=("SYR",))
    map_data(MapQuery(zones=(first,)))
    find_place("Damascus")
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
        status, body = refusal(error)
        return Problem(body, status)

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


def application_of_command() -> Guard:
    """Make the application with the options of `geo serve`, which stand in ``GEO_SERVE``."""
    options = json.loads(os.environ.get("GEO_SERVE", "{}"))
    per_minute = int(options.get("requests_per_minute", 0))
    shared = options.get("shared")
    return application(
        limits=Limits(requests_per_minute=per_minute),
        frame_ancestors=str(options.get("frame_ancestors", "*")),
        rate=RateLimit(
            per_minute,
            table=Path(shared) / "clients" if shared else None,
            key=bytes.fromhex(options.get("key", "")),
        ),
        fetch=options.get("fetch") is True,
    )
