"""Routes: OGC API - Features."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import FastAPI, Path, Query, Request, Response

from geo.web.api import PROBLEM, Json, root_of
from geo.web.ogc import collections as features
from geo.web.service import Worker

__all__ = ["add_ogc"]


def add_ogc(app: FastAPI, worker: Worker) -> None:
    """Add the routes of OGC API - Features."""

    def root(request: Request) -> str:
        return f"{root_of(request)}/ogc"

    @app.get("/ogc", tags=["ogc"])
    @app.get("/ogc/", include_in_schema=False)
    async def landing(request: Request) -> Any:
        """Landing page."""
        return Json(features.landing(root(request)))

    @app.get("/ogc/api", tags=["ogc"])
    async def api(request: Request) -> Response:
        """The document of this API."""
        kind = "application/vnd.oai.openapi+json;version=3.0"
        found = orjson.dumps(_own_document(app.openapi(), root(request)))
        return Response(found, media_type=kind)

    @app.get("/ogc/conformance", tags=["ogc"])
    async def conformance() -> Any:
        """What of the standard is kept."""
        return Json({"conformsTo": features.CONFORMANCE})

    @app.get("/ogc/collections", tags=["ogc"])
    async def collections(request: Request) -> Any:
        """The collections."""
        at = root(request)
        return Json(await worker.run(lambda: features.collections(at)))

    @app.get("/ogc/collections/{key}", tags=["ogc"], responses=PROBLEM)
    async def collection(request: Request, key: Annotated[str, Path(max_length=40)]) -> Any:
        """One collection."""
        at = root(request)
        return Json(await worker.run(lambda: features.collection(at, key)))

    @app.get("/ogc/collections/{key}/items", tags=["ogc"], responses=PROBLEM)
    async def items(
        request: Request,
        key: Annotated[str, Path(max_length=40)],
        bbox: Annotated[str | None, Query(max_length=120, examples=["35,32,37,34"])] = None,
        # More may be asked for and is cut: the standard wants no error.
        limit: Annotated[int, Query(ge=1, json_schema_extra={"maximum": features.MOST})] = 100,
        offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
        datetime: Annotated[str | None, Query(max_length=80)] = None,
    ) -> Response:
        """Features of a collection; they have no time, so `datetime` selects all."""
        at = root(request)
        found = await worker.run(
            lambda: orjson.dumps(features.items(at, key, box=bbox, limit=limit, offset=offset))
        )
        return Response(found, media_type="application/geo+json")

    @app.get("/ogc/collections/{key}/items/{name}", tags=["ogc"], responses=PROBLEM)
    async def item(
        request: Request,
        key: Annotated[str, Path(max_length=40)],
        name: Annotated[str, Path(max_length=120)],
    ) -> Response:
        """One feature."""
        at = root(request)
        found = await worker.run(lambda: orjson.dumps(features.item(at, key, name)))
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
