"""Routes: places, lines, countries, articles, sources; health and metrics."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Response

import geo
from geo.web.api.autocomplete import beginning_with
from geo.web.api.claims_data import reading_data
from geo.web.api.downloads import articles, edition, seed_reading
from geo.web.api.parameters import PROBLEM, Json
from geo.web.service import Metrics, Worker

__all__ = ["add_catalogue"]


def add_catalogue(app: FastAPI, worker: Worker, metrics: Metrics, *, fetch: bool = False) -> None:
    """Add the routes of what there is, and of the server itself."""

    @app.get("/api/v1/places", tags=["catalogue"], responses=PROBLEM)
    async def places(
        q: Annotated[str, Query(max_length=200, examples=["Dama", "دمش"])],
        limit: Annotated[int, Query(ge=1, le=50)] = 8,
    ) -> Any:
        """Places as you type: names that begin so, in any script."""
        return Json(await worker.run(lambda: list(beginning_with(q, limit))))

    @app.get("/api/v1/lines", tags=["catalogue"])
    async def lines(disputed: bool = False) -> Any:
        """The named lines, the default first; with `disputed`, disputed borders too."""
        return Json(await worker.run(lambda: _line_rows(disputed)))

    @app.get("/api/v1/borders", tags=["catalogue"])
    async def borders() -> Any:
        """Every land border of the world: its key and its countries."""
        return Json(await worker.run(_border_rows))

    @app.get("/api/v1/countries", tags=["catalogue"])
    async def countries() -> Any:
        """Countries to clip to."""
        from geo.borders import countries as known

        rows = sorted(({"code": c.code, "name": c.name} for c in known()), key=lambda r: r["name"])
        return Json(rows)

    @app.get("/api/v1/articles", tags=["read"])
    async def shipped() -> Any:
        """The shipped articles."""
        return Json(articles())

    @app.get("/api/v1/articles/{name}", tags=["read"], responses=PROBLEM)
    async def article(name: Annotated[str, Path(max_length=120)]) -> Any:
        """The reading of a shipped article."""
        return Json(await worker.run(lambda: reading_data(seed_reading(name))))

    @app.get("/api/v1/sources", tags=["catalogue"])
    async def sources() -> Any:
        """Where the data come from, under what licence, how exact they are."""
        from geo.sources import sources as known

        return Json([asdict(each) for each in known()])

    @app.get("/api/v1/edition", tags=["server"])
    async def data_edition() -> Any:
        """Which data and which program answer here, and what they can."""
        from importlib.util import find_spec

        figures = find_spec("geo.figures") is not None
        return Json(
            {
                "version": geo.__version__,
                "edition": edition(),
                "figures": figures,
                "fetch": fetch,
            }
        )

    @app.get("/api/v1/health", tags=["server"])
    async def health() -> Any:
        """Whether the server answers, and its data are there."""
        return Json({"status": "ok", "version": geo.__version__, "edition": edition()})

    @app.get("/api/v1/metrics", tags=["server"], response_class=Response)
    async def prometheus() -> Any:
        """Counts and times of all answers of this server, for Prometheus."""
        return Response(metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


def _line_rows(disputed: bool) -> list[dict[str, Any]]:
    from geo.borders import DEFAULT_LINES, stretches, unsettled_borders
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
