"""The application: its routes, parsed here and answered by the rooms below."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Annotated, Any, Final, Literal

import orjson
from fastapi import FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException

import geo
from geo.errors import BadData, BadInput, GeoError, NotFound
from geo.web import features, pages
from geo.web.answers import Asked, asked_place, zone_asked
from geo.web.drawing import (
    DOWNLOADS,
    Subject,
    articles,
    download,
    edition,
    map_data,
    read_text,
    reading_data,
    seed_reading,
)
from geo.web.guard import Guard
from geo.web.limits import Limits, TooLarge, Worker
from geo.web.metrics import Metrics
from geo.web.points import ARROW, answer_points
from geo.web.problems import MEDIA_TYPE, OtherEdition, problem, status_of
from geo.web.search import beginning_with

__all__ = ["application"]

_BORDER: Final = "Israel's northern border"

Text = Annotated[str, Query(min_length=1, max_length=200)]
Reference = Annotated[
    str,
    Query(
        min_length=1,
        max_length=200,
        description="A border, a line's key, a place, or LAT,LON.",
        examples=[_BORDER, "SYR-TUR", "33.51,36.29"],
    ),
]
Distance = Annotated[
    str, Query(min_length=1, max_length=60, description="A length.", examples=["100 km", "62 mi"])
]
Distances = Annotated[
    list[str],
    Query(max_length=6, description="A length for each ring.", examples=[["100 km"]]),
]
Within = Annotated[
    list[str], Query(max_length=20, description="Countries to clip to.", examples=[["Syria"]])
]
Line = Annotated[
    str | None,
    Query(max_length=60, description="Key of the reference line.", examples=["ceasefire-1974"]),
]
Article = Annotated[str | None, Query(max_length=120, description="A shipped article.")]
Edition = Annotated[
    str | None, Query(max_length=40, description="Refuse to answer from other data than these.")
]
Format = Literal["geojson", "gpkg", "parquet", "kml", "html", "png", "svg", "pdf", "csv"]

_PROBLEM: Final[dict[int | str, dict[str, Any]]] = {
    code: {
        "description": text,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for code, text in (
        (404, "Nothing answers to the name."),
        (409, "Another edition of the data was asked for."),
        (413, "More than the server takes."),
        (422, "A value that cannot be used, or an answer that takes too long."),
        (429, "One client asked too often; Retry-After says when."),
        (501, "This installation cannot write the format."),
        (503, "Too much is asked at once."),
    )
}
_PROBLEM_SCHEMA: Final = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "example": {
        "type": "about:blank",
        "title": "Cannot be used",
        "status": 422,
        "detail": "'far' is not a length; write it like '100 km' or '62 miles'",
    },
}


class _Json(Response):
    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return content if isinstance(content, bytes) else orjson.dumps(content)


class _Problem(Response):
    media_type = MEDIA_TYPE


def application(
    *, limits: Limits | None = None, frame_ancestors: str = "*", warm: bool = True
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

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        if warm:
            await worker.run(_warm)
        yield
        worker.close()

    app = FastAPI(
        title="geo",
        version=geo.__version__,
        description=__doc__,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=life,
        default_response_class=_Json,
    )
    _errors(app)
    _answers(app, worker, bounds)
    _catalogue(app, worker, metrics)
    _pages(app, worker)
    _ogc(app, worker)
    app.openapi = lambda: _document(app)  # type: ignore[method-assign]
    return Guard(
        app,
        limits=bounds,
        frame_ancestors=frame_ancestors,
        worker=worker,
        metrics=metrics,
        edition=edition(),
    )


def _warm() -> None:
    pages.assets()
    map_data(Subject(_BORDER, ("100 km",), ("SYR",)))
    asked_place("Damascus")
    beginning_with("dam")


def _document(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        schemas["Problem"] = _PROBLEM_SCHEMA
        app.openapi_schema = made
    return app.openapi_schema


def _errors(app: FastAPI) -> None:
    @app.exception_handler(GeoError)
    async def refused(_: Request, error: GeoError) -> Response:
        status = status_of(error)
        return _Problem(problem(status, str(error)), status)

    @app.exception_handler(RequestValidationError)
    async def unusable(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"][1:])[:60]
        return _Problem(problem(422, f"{name}: {first['msg']}"), 422)

    @app.exception_handler(HTTPException)
    async def unknown(_: Request, error: HTTPException) -> Response:
        detail = "nothing is here; see /api/v1/openapi.json"
        said = detail if error.status_code == 404 else str(error.detail)
        return _Problem(problem(error.status_code, said), error.status_code, error.headers)

    @app.exception_handler(Exception)
    async def fault(_: Request, error: Exception) -> Response:
        return _Problem(problem(500, "this is a fault of the server"), 500)


def _same_edition(wanted: str | None) -> None:
    if wanted and wanted != edition():
        raise OtherEdition(
            f"the link was made with edition {wanted[:20]!r} of the data; this server holds "
            f"{edition()}, so the figure may differ: leave out the edition to see it"
        )


def _answers(app: FastAPI, worker: Worker, limits: Limits) -> None:
    @app.get("/api/v1/check", tags=["check"], responses=_PROBLEM)
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
        _same_edition(edition)
        asked = Asked(reference, distance, tuple(within), line)
        return _Json(
            await worker.run(
                lambda: zone_asked(asked).check(asked_place(where)).to_dict() | {"query": where}
            )
        )

    @app.post(
        "/api/v1/check",
        tags=["check"],
        responses=_PROBLEM,
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "required": ["points"],
                            "properties": {
                                "points": {
                                    "type": "array",
                                    "items": {
                                        "type": "array",
                                        "items": {"type": "number"},
                                        "minItems": 2,
                                        "maxItems": 2,
                                    },
                                }
                            },
                        },
                        "example": {"points": [[36.29, 33.51], [36.74, 33.81]]},
                    },
                    "text/csv": {
                        "schema": {"type": "string"},
                        "example": "name,lat,lon\nDamascus,33.51,36.29\n",
                    },
                    ARROW: {"schema": {"type": "string", "format": "binary"}},
                },
            }
        },
    )
    async def check_many(
        request: Request,
        reference: Reference,
        distance: Distance,
        within: Within = [],  # noqa: B006
        line: Line = None,
        distances: Annotated[bool, Query(description="Measure every point too.")] = True,
        edition: Edition = None,
    ) -> Response:
        """Many points, lon and lat, by exact distance: inside or not, and how far."""
        _same_edition(edition)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in ("application/json", "text/csv", ARROW):
            return _Problem(
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

    @app.get("/api/v1/zone.{kind}", tags=["zone"], responses=_PROBLEM)
    async def zone_file(
        kind: Annotated[Format, Path(description="Format of the file.")],
        reference: Annotated[str, Query(max_length=200, examples=[_BORDER])] = "",
        distance: Distances = [],  # noqa: B006
        within: Within = [],  # noqa: B006
        line: Line = None,
        article: Article = None,
        edition: Edition = None,
    ) -> Response:
        """A zone, or several rings, as a file; csv is the table of towns inside."""
        _same_edition(edition)
        subject = Subject(reference, tuple(distance), tuple(within), line, article)
        body = await worker.run(lambda: download(subject, kind))
        headers = {"content-disposition": f'attachment; filename="zone.{kind}"'}
        return Response(body, media_type=DOWNLOADS[kind], headers=headers)

    @app.get("/api/v1/map", tags=["zone"], responses=_PROBLEM)
    async def map_of(
        reference: Annotated[str, Query(max_length=200, examples=[_BORDER])] = "",
        distance: Distances = [],  # noqa: B006
        within: Within = [],  # noqa: B006
        line: Line = None,
        article: Article = None,
        edition: Edition = None,
    ) -> Any:
        """Everything that the page draws: shapes, lettering, towns and sources."""
        _same_edition(edition)
        subject = Subject(reference, tuple(distance), tuple(within), line, article)
        return _Json(await worker.run(lambda: map_data(subject)))

    @app.post(
        "/api/v1/read",
        tags=["read"],
        responses=_PROBLEM,
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "required": ["text"],
                            "properties": {"text": {"type": "string"}},
                        },
                        "example": {
                            "text": "They are to stay 30 km from the Syrian-Turkish border."
                        },
                    }
                },
            }
        },
    )
    async def read(request: Request) -> Any:
        """Read an article: what it names and claims. The text is neither kept nor logged."""
        body = await request.body()
        try:
            sent = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise BadData(f"the body is no JSON: {error.msg}") from None
        text = sent.get("text") if isinstance(sent, dict) else None
        if not isinstance(text, str):
            raise BadData('the body must be {"text": "…"}')
        if len(body) > limits.text_bytes:
            raise TooLarge(f"the limit of an article is {limits.text_bytes:,} bytes")
        return _Json(await worker.run(lambda: read_text(text)))


def _catalogue(app: FastAPI, worker: Worker, metrics: Metrics) -> None:
    @app.get("/api/v1/places", tags=["catalogue"], responses=_PROBLEM)
    async def places(
        q: Annotated[str, Query(max_length=200, examples=["Dama", "دمش"])],
        limit: Annotated[int, Query(ge=1, le=50)] = 8,
    ) -> Any:
        """Places as you type: names that begin so, in any script."""
        return _Json(await worker.run(lambda: list(beginning_with(q, limit))))

    @app.get("/api/v1/lines", tags=["catalogue"])
    async def lines(disputed: bool = False) -> Any:
        """The named reference lines, the default first; with `disputed`, unsettled borders too."""
        return _Json(await worker.run(lambda: _line_rows(disputed)))

    @app.get("/api/v1/borders", tags=["catalogue"])
    async def borders() -> Any:
        """Every land border of the world: its key and its countries."""
        return _Json(await worker.run(_border_rows))

    @app.get("/api/v1/countries", tags=["catalogue"])
    async def countries() -> Any:
        """Countries to clip to."""
        from geo.countries import countries as known

        rows = sorted(({"code": c.code, "name": c.name} for c in known()), key=lambda r: r["name"])
        return _Json(rows)

    @app.get("/api/v1/articles", tags=["read"])
    async def shipped() -> Any:
        """The shipped articles."""
        return _Json(articles())

    @app.get("/api/v1/articles/{name}", tags=["read"], responses=_PROBLEM)
    async def article(name: Annotated[str, Path(max_length=120)]) -> Any:
        """The reading of a shipped article."""
        return _Json(await worker.run(lambda: reading_data(seed_reading(name))))

    @app.get("/api/v1/sources", tags=["catalogue"])
    async def sources() -> Any:
        """Where the data come from, under what licence, how exact they are."""
        from geo.sources import sources as known

        return _Json([asdict(each) for each in known()])

    @app.get("/api/v1/edition", tags=["server"])
    async def data_edition() -> Any:
        """Which data and which program answer here."""
        from importlib.util import find_spec

        figures = find_spec("geo.figures") is not None
        return _Json({"version": geo.__version__, "edition": edition(), "figures": figures})

    @app.get("/api/v1/health", tags=["server"])
    async def health() -> Any:
        """Whether the server answers, and its data are there."""
        return _Json({"status": "ok", "version": geo.__version__, "edition": edition()})

    @app.get("/api/v1/metrics", tags=["server"], response_class=Response)
    async def prometheus() -> Any:
        """Counts and times of this worker's answers, for Prometheus."""
        return Response(metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


def _line_rows(disputed: bool) -> list[dict[str, Any]]:
    from geo.borders import DEFAULT_LINES, unsettled_borders
    from geo.borders import lines as named

    return [
        {
            "key": line.key,
            "name": line.name,
            "default": line.key in DEFAULT_LINES,
            "pairs": [list(pair) for pair in line.pairs],
            "status": line.status,
            "accuracy_m": line.accuracy_m,
            "source": line.source,
            "note": line.note,
        }
        for line in (*named(), *(unsettled_borders() if disputed else ()))
    ]


def _border_rows() -> list[dict[str, Any]]:
    from geo.countries import country
    from geo.sources import table

    rows = table("borders.parquet", columns=("key", "a", "b", "status"))
    found = [
        {
            "key": row["key"],
            "name": f"{country(row['a']).name} – {country(row['b']).name}",
            "status": row["status"],
        }
        for row in rows
    ]
    return sorted(found, key=lambda row: str(row["name"]))


def _root(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"


def _pages(app: FastAPI, worker: Worker) -> None:
    async def html_page(request: Request, name: str) -> Response:
        values = request.query_params
        subject = Subject(
            values.get("reference", "")[:200],
            tuple(each[:60] for each in values.getlist("distance")),
            tuple(each[:60] for each in values.getlist("within")),
            (values.get("line") or "")[:60] or None,
        )
        title = await worker.run(lambda: pages.title_of(subject))
        text = pages.page(name, root=_root(request), query=request.url.query, title=title)
        return Response(text, media_type="text/html; charset=utf-8")

    @app.get("/", include_in_schema=False)
    async def index(request: Request) -> Response:
        return await html_page(request, "index.html")

    @app.get("/embed", include_in_schema=False)
    async def embed(request: Request) -> Response:
        return await html_page(request, "embed.html")

    @app.get("/oembed", tags=["embed"], responses=_PROBLEM)
    async def oembed(
        request: Request,
        url: Annotated[str, Query(min_length=1, max_length=2_000)],
        maxwidth: Annotated[int | None, Query(ge=1)] = None,
        maxheight: Annotated[int | None, Query(ge=1)] = None,
        format: Annotated[str, Query(max_length=10)] = "json",
    ) -> Any:
        """An oEmbed answer for an address of this server, which is read and never fetched."""
        if format != "json":
            return _Problem(problem(501, "oEmbed is answered as json"), 501)
        root = _root(request)
        return _Json(await worker.run(lambda: pages.oembed(root, url, maxwidth, maxheight)))

    @app.get("/og.png", tags=["embed"], responses=_PROBLEM)
    async def picture(
        reference: Annotated[str, Query(max_length=200)] = "",
        distance: Distances = [],  # noqa: B006
        within: Within = [],  # noqa: B006
        line: Line = None,
        article: Article = None,
    ) -> Response:
        """A picture of the very zone, for where a link is shown."""
        subject = Subject(
            reference or ("" if article else _BORDER), tuple(distance) or ("100 km",),
            tuple(within) or (() if reference else ("Syria",)), line, article,
        )  # fmt: skip
        body = await worker.run(lambda: download(subject, "png"))
        return Response(body, media_type="image/png", headers={"cache-control": "max-age=86400"})

    @app.get("/{folder}/{name:path}", include_in_schema=False)
    async def file(request: Request, folder: str, name: str) -> Response:
        # A look-up in what was read at the start: the disk is not asked.
        found = pages.assets().get(f"/{folder}/{name}")
        if found is None:
            raise NotFound("nothing is here; see /api/v1/openapi.json")
        headers = {"etag": found.tag, "cache-control": "no-cache"}
        if request.headers.get("if-none-match") == found.tag:
            return Response(status_code=304, headers=headers)
        return Response(found.body, media_type=found.media_type, headers=headers)


def _ogc(app: FastAPI, worker: Worker) -> None:
    """Routes of OGC API - Features, put before the one for files."""
    file_route = app.router.routes.pop()

    def root(request: Request) -> str:
        return f"{_root(request)}/ogc"

    @app.get("/ogc", tags=["ogc"])
    @app.get("/ogc/", include_in_schema=False)
    async def landing(request: Request) -> Any:
        """Landing page."""
        return _Json(features.landing(root(request)))

    @app.get("/ogc/api", tags=["ogc"])
    async def api() -> Response:
        """The document of this API."""
        kind = "application/vnd.oai.openapi+json;version=3.0"
        return Response(orjson.dumps(app.openapi()), media_type=kind)

    @app.get("/ogc/conformance", tags=["ogc"])
    async def conformance() -> Any:
        """What of the standard is kept."""
        return _Json({"conformsTo": features.CONFORMANCE})

    @app.get("/ogc/collections", tags=["ogc"])
    async def collections(request: Request) -> Any:
        """The collections."""
        at = root(request)
        return _Json(await worker.run(lambda: features.collections(at)))

    @app.get("/ogc/collections/{key}", tags=["ogc"], responses=_PROBLEM)
    async def collection(request: Request, key: Annotated[str, Path(max_length=40)]) -> Any:
        """One collection."""
        at = root(request)
        return _Json(await worker.run(lambda: features.collection(at, key)))

    @app.get("/ogc/collections/{key}/items", tags=["ogc"], responses=_PROBLEM)
    async def items(
        request: Request,
        key: Annotated[str, Path(max_length=40)],
        bbox: Annotated[str | None, Query(max_length=120, examples=["35,32,37,34"])] = None,
        limit: Annotated[int, Query(ge=1, le=10_000)] = 100,
        offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
        datetime: Annotated[str | None, Query(max_length=80)] = None,
    ) -> Response:
        """Features of a collection; they have no time, so `datetime` selects all."""
        at = root(request)
        found = await worker.run(
            lambda: orjson.dumps(features.items(at, key, box=bbox, limit=limit, offset=offset))
        )
        return Response(found, media_type="application/geo+json")

    @app.get("/ogc/collections/{key}/items/{name}", tags=["ogc"], responses=_PROBLEM)
    async def item(
        request: Request,
        key: Annotated[str, Path(max_length=40)],
        name: Annotated[str, Path(max_length=120)],
    ) -> Response:
        """One feature."""
        at = root(request)
        found = await worker.run(lambda: orjson.dumps(features.item(at, key, name)))
        return Response(found, media_type="application/geo+json")

    app.router.routes.append(file_route)
