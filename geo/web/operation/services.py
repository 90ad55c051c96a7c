"""What the routes of one application share: its limits, its threads, its counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from geo.web.operation.limits import Limits, Worker
from geo.web.operation.metrics import Metrics

__all__ = ["Services", "SharedServices"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Belongs to one application; every route is handed it.

    Parameters
    ----------
    limits : Limits
    worker : Worker
        For answers about what the data hold, which are quick.
    sent_worker : Worker
        For articles and geometries that are sent, which can be made to take long.
    metrics : Metrics
    fetch : bool
        Whether articles are fetched from the open web by their address.
    """

    limits: Limits
    worker: Worker
    sent_worker: Worker
    metrics: Metrics
    fetch: bool = False


def _of(request: Request) -> Services:
    found: Services = request.app.state.services
    return found


SharedServices = Annotated[Services, Depends(_of)]
"""A parameter of a route that is the application's `Services`."""
