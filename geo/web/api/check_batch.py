"""One verdict for one address: askers of the same moment are measured together.

Machines ask for it thousands of times a second. It is answered by `answer_check` alone, which
stands before the framework (`geo.web.server.guard`) and inside it (`zone_routes`).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson

from geo.gazetteer import Place
from geo.web.api.joint_checks import check_together
from geo.web.api.parameters import CheckParameters, read_address
from geo.web.api.prepared_zones import ZONES, find_place
from geo.web.api.versions import same_data_version
from geo.web.operation import Worker
from geo.zones import Verdict, Zone

__all__ = ["CheckBatch", "answer_check"]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Somebody who asked, and has no answer yet."""

    zone: Zone
    text: str
    place: Place
    answer: asyncio.Future[Verdict]


class CheckBatch:
    """Collects the points that are asked in one turn of the event loop, and measures them at once.

    Examples
    --------
    >>> from geo.zones import zone
    >>> async def ask():
    ...     batch = CheckBatch()
    ...     around = zone("33.5,36.3", "10 km")
    ...     return await batch.ask(around, "33.5,36.4", find_place("33.5,36.4"))
    >>> asyncio.run(ask()).verdict
    'inside'
    """

    _most = 256

    def __init__(self) -> None:
        self._waiting: list[_Waiting] = []

    def ask(self, found: Zone, text: str, place: Place) -> asyncio.Future[Verdict]:
        """A verdict, when this turn of the loop ends."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Verdict] = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._answer)
        self._waiting.append(_Waiting(found, text, place, future))
        return future

    def _answer(self) -> None:
        now, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._answer)
        by_zone: dict[int, list[_Waiting]] = {}
        for each in now:
            by_zone.setdefault(id(each.zone), []).append(each)
        for group in by_zone.values():
            try:
                found: list[Any] = check_together(
                    group[0].zone, [each.text for each in group], [each.place for each in group]
                )
            except Exception as error:  # each asker is told, and the loop goes on
                found = [error] * len(group)
            for each, answer in zip(group, found, strict=True):
                if each.answer.done():
                    continue
                if isinstance(answer, Exception):
                    each.answer.set_exception(answer)
                else:
                    each.answer.set_result(answer)


async def answer_check(query: bytes, *, batch: CheckBatch, worker: Worker) -> bytes:
    """Answer GET ``/api/v1/check``.

    Parameters
    ----------
    query : bytes
        The address after the question mark.
    batch : CheckBatch
        With which others are measured at this moment.
    worker : Worker
        For what takes long.

    Raises
    ------
    GeoError
    """
    asked = read_address(CheckParameters, query)
    same_data_version(asked.edition)
    zone_query = asked.query
    zone = ZONES.at_hand(zone_query)
    if zone is None:
        zone = await worker.run(partial(ZONES.zone, zone_query))
    place = find_place(asked.where, among=zone, guess=asked.guess)
    if place.geometry.geom_type == "Point":
        verdict = await batch.ask(zone, asked.where, place)
    else:
        verdict = await worker.run(partial(zone.check, place))
    return orjson.dumps(verdict.to_dict() | {"query": asked.where})
