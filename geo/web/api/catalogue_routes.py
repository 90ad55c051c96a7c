"""Routes: places, lines, countries, articles, sources; health and metrics."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

import geo
from geo.web.api.articles import reading_data, shipped_articles, shipped_reading
from geo.web.api.autocomplete import beginning_with
from geo.web.api.parameters import ARTICLE_LETTERS
from geo.web.api.versions import data_version
from geo.web.operation import PROBLEM, Json, SharedServices
from geo.zones import QUERY_LIMITS

__all__ = ["catalogue_router"]

catalogue_router = APIRouter(prefix="/api/v1", default_response_class=Json)


@catalogue_router.get("/places", tags=["catalogue"], responses=PROBLEM)
async def places(
    q: Annotated[str, Query(max_length=QUERY_LIMITS.place, examples=["Dama", "دمش"])],
    services: SharedServices,
    limit: Annotated[int, Query(ge=1, le=50)] = 8,
) -> Any:
    """Places as you type: names that begin so, in any script."""
    return Json(await services.worker.run(lambda: list(beginning_with(q, limit))))


@catalogue_router.get("/lines", tags=["catalogue"])
async def lines(services: SharedServices, disputed: bool = False) -> Any:
    """The named lines, the default first; with `disputed`, disputed borders too."""
    return Json(await services.worker.run(lambda: _line_rows(disputed)))


@catalogue_router.get("/borders", tags=["catalogue"])
async def borders(services: SharedServices) -> Any:
    """Every land border of the world: its key and its countries."""
    return Json(await services.worker.run(_border_rows))


@catalogue_router.get("/countries", tags=["catalogue"])
async def countries() -> Any:
    """Countries to clip to."""
    from geo.borders import countries as known

    rows = sorted(({"code": c.code, "name": c.name} for c in known()), key=lambda r: r["name"])
    return Json(rows)


@catalogue_router.get("/articles", tags=["read"])
async def articles() -> Any:
    """The shipped articles."""
    return Json(shipped_articles())


@catalogue_router.get("/articles/{name}", tags=["read"], responses=PROBLEM)
async def article(
    services: SharedServices, name: Annotated[str, Path(max_length=ARTICLE_LETTERS)]
) -> Any:
    """The reading of a shipped article."""
    return Json(await services.worker.run(lambda: reading_data(shipped_reading(name))))


@catalogue_router.get("/sources", tags=["catalogue"])
async def sources() -> Any:
    """Where the data come from, under what licence, how exact they are."""
    from geo.sources import sources as known

    return Json([asdict(each) for each in known()])


@catalogue_router.get("/edition", tags=["server"])
async def edition(services: SharedServices) -> Any:
    """Which data and which program answer here, and what they can."""
    from importlib.util import find_spec

    figures = find_spec("geo.figures") is not None
    return Json(
        {
            "version": geo.__version__,
            "edition": data_version(),
            "figures": figures,
            "fetch": services.fetch,
        }
    )


@catalogue_router.get("/health", tags=["server"])
async def health() -> Any:
    """Whether the server answers, and its data are there."""
    return Json({"status": "ok", "version": geo.__version__, "edition": data_version()})


@catalogue_router.get("/metrics", tags=["server"], response_class=Response)
async def prometheus(services: SharedServices) -> Any:
    """Counts and times of all answers of this server, for Prometheus."""
    return Response(services.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


def _line_rows(disputed: bool) -> list[dict[str, Any]]:
    from geo.borders import line_json, stretches, unsettled_borders
    from geo.borders import lines as named

    return [
        line_json(line)
        for line in (*named(), *stretches(), *(unsettled_borders() if disputed else ()))
    ]


def _border_rows() -> list[dict[str, Any]]:
    from geo.borders import country
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
