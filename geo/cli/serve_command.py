"""`geo serve`: the page, the API and OGC API - Features on one port."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from contextlib import nullcontext
from typing import Annotated

import typer

from geo.errors import BadData, BadInput

__all__ = ["serve_command"]


def serve_command(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port; 0 for any that is free.")
    ] = 8000,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; 0.0.0.0 for the whole network.")
    ] = "127.0.0.1",
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes.")] = 1,
    frame_ancestors: Annotated[
        str,
        typer.Option("--frame-ancestors", help="Who may embed: *, 'none', or addresses of sites."),
    ] = "*",
    requests_per_minute: Annotated[
        int,
        typer.Option("--requests-per-minute", min=0, help="Of one client; 0 for no limit."),
    ] = 1200,
    fetch: Annotated[
        bool,
        typer.Option(
            "--fetch", help="Fetch articles from the open web by the address that a client sends."
        ),
    ] = False,
) -> None:
    """Serve the map page, the API and OGC API - Features; stops when what was asked is answered."""
    try:
        import fastapi  # noqa: F401
        import orjson  # noqa: F401
        import prometheus_client  # noqa: F401
        import uvicorn
    except ImportError as error:
        raise BadData(
            f"geo serve needs {error.name}: install it with: pip install 'geo-zones[web]'"
        ) from None
    from geo.web import policy

    if any(letter in frame_ancestors for letter in ";,\r\n"):
        raise BadInput(f"--frame-ancestors {frame_ancestors!r} may not hold ; or ,")
    policy(frame_ancestors)
    print(f"geo serves http://{host}:{port}/ and stops with Ctrl-C", flush=True)
    # One process shares with nobody, and ends by the signal itself: a folder would be left behind.
    with (
        tempfile.TemporaryDirectory(prefix="geo-serve-") if workers > 1 else nullcontext() as shared
    ):
        if shared:
            # Every process counts its answers there, and each can tell the sum.
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = shared
        # The processes of uvicorn make their application themselves, and read this.
        os.environ["GEO_SERVE"] = json.dumps(
            {
                "frame_ancestors": frame_ancestors,
                "requests_per_minute": requests_per_minute,
                "fetch": fetch,
                "shared": shared,
                "key": secrets.token_hex(16),
            }
        )
        uvicorn.run(
            "geo.web.server:application_of_command",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            log_level="info",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=20,
            limit_concurrency=1_000,
            h11_max_incomplete_event_size=32_768,
        )
