"""Routes: OGC API - Features."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Query, Request, Response

from geo.web.ogc import collections as features
from geo.web.operation import PROBLEM, Json, SharedServices, root_of

__all__ = ["feature_router"]

feature_router = APIRouter(default_response_class=Json)


def _root(request: Request) -> str:
    return f"{root_of(request)}/ogc"


@feature_router.get("/ogc", tags=["ogc"])
@feature_router.get("/ogc/", include_in_schema=False)
async def landing(request: Request) -> Any:
    """Landing page."""
    return Json(features.landing(_root(request)))


@feature_router.get("/ogc/api", tags=["ogc"])
async def api(request: Request) -> Response:
    """The document of this API."""
    kind = "application/vnd.oai.openapi+json;version=3.0"
    found = orjson.dumps(_own_document(request.app.openapi(), _root(request)))
    return Response(found, media_type=kind)


@feature_router.get("/ogc/conformance", tags=["ogc"])
async def conformance() -> Any:
    """What of the standard is kept."""
    return Json({"conformsTo": features.CONFORMANCE})


@feature_router.get("/ogc/collections", tags=["ogc"])
async def collections(request: Request, services: SharedServices) -> Any:
    """The collections."""
    at = _root(request)
    return Json(await services.worker.run(lambda: features.collections(at)))


@feature_router.get("/ogc/collections/{key}", tags=["ogc"], responses=PROBLEM)
async def collection(
    request: Request, services: SharedServices, key: Annotated[str, Path(max_length=40)]
) -> Any:
    """One collection."""
    at = _root(request)
    return Json(await services.worker.run(lambda: features.collection(at, key)))


@feature_router.get("/ogc/collections/{key}/items", tags=["ogc"], responses=PROBLEM)
async def items(
    request: Request,
    services: SharedServices,
    key: Annotated[str, Path(max_length=40)],
    bbox: Annotated[str | None, Query(max_length=120, examples=["35,32,37,34"])] = None,
    # More may be asked for and is cut: the standard wants no error.
    limit: Annotated[int, Query(ge=1, json_schema_extra={"maximum": features.MOST})] = 100,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    datetime: Annotated[str | None, Query(max_length=80)] = None,
) -> Response:
    """Features of a collection; they have no time, so `datetime` selects all."""
    at = _root(request)
    found = await services.worker.run(
        lambda: orjson.dumps(features.items(at, key, box=bbox, limit=limit, offset=offset))
    )
    return Response(found, media_type="application/geo+json")


@feature_router.get("/ogc/collections/{key}/items/{name}", tags=["ogc"], responses=PROBLEM)
async def item(
    request: Request,
    services: SharedServices,
    key: Annotated[str, Path(max_length=40)],
    name: Annotated[str, Path(max_length=120)],
) -> Response:
    """One feature."""
    at = _root(request)
    found = await services.worker.run(lambda: orjson.dumps(features.item(at, key, name)))
    return Response(found, media_type="application/geo+json")


def _own_document(whole: dict[str, Any], root: str) -> dict[str, Any]:
    """What of the document of the whole server is about this API, with addresses from its root."""
    paths = {
        path.removeprefix("/ogc") or "/": each
        for path, each in whole["paths"].items()
        if path.startswith("/ogc")
    }
    listed = paths["/collections/{key}/items"]["get"]["parameters"]
    return {
        **whole,
        "servers": [{"url": root}],
        "paths": paths,
        # QGIS looks here for how many features it may ask for at once.
        "components": {
            **whole["components"],
            "parameters": {
                each["name"]: {**each, "style": "form", "explode": False}
                for each in listed
                if each["in"] == "query"
            },
        },
    }
