"""Verdicts for many askers at once, each the very verdict of `Zone.check`.

Most of what an exact verdict costs is the distance to the lines, and that costs hardly more for
sixty points than for one. So points that are asked at the same moment are measured together, and
`geo.zones.checking` then decides about each by its own rule from the distances that it is handed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders import ReferenceLine, alternatives, named_line
from geo.errors import BadInput
from geo.gazetteer import Around, Place
from geo.geodesy import FloatArray, Polylines, SeveralLines, parse_point
from geo.references import place_asked, polylines
from geo.zones import DEFAULT_TOLERANCE_M, Verdict, Zone, check_point, zone

__all__ = ["Asked", "Together", "asked_place", "is_known", "verdicts", "zone_asked"]

_LONGEST: Final = 200
_ZONES: Final = 64
# Of all lines of a border together: beyond it the search trees are quicker, one line at a time.
_SEGMENTS: Final = 20_000

Own = tuple[FloatArray, FloatArray, FloatArray]
Others = Mapping[str, tuple[FloatArray, FloatArray]]


class Asked(NamedTuple):
    """A zone as an address names it.

    Parameters
    ----------
    reference, distance : str
    within : tuple of str
        Countries; empty for none.
    line : str or None
    tolerance_m : float, metres
        Of the drawn edge; verdicts do not depend on it.
    """

    reference: str
    distance: str
    within: tuple[str, ...] = ()
    line: str | None = None
    tolerance_m: float = DEFAULT_TOLERANCE_M


def zone_asked(asked: Asked) -> Zone:
    """Compute or remember a zone.

    Raises
    ------
    GeoError
        As `geo.zone` does; a text that is too long is refused first.

    Examples
    --------
    >>> zone_asked(Asked("33.5,36.3", "10 km")).distance_m
    10000.0
    """
    for text in (asked.reference, asked.distance, *asked.within, asked.line or ""):
        if len(text) > _LONGEST:
            raise BadInput(f"{text[:40]!r}… is longer than {_LONGEST} characters")
    found = _zone(asked)
    _known[asked] = found
    while len(_known) > _ZONES:
        _known.pop(next(iter(_known)), None)
    return found


_known: dict[Asked, Zone] = {}


def is_known(asked: Asked) -> Zone | None:
    """A zone if it was asked for before."""
    return _known.get(asked)


@lru_cache(maxsize=_ZONES)
def _zone(asked: Asked) -> Zone:
    found = zone(
        asked.reference,
        asked.distance,
        within=asked.within or None,
        line=asked.line or None,
        tolerance=asked.tolerance_m,
    )
    found.prepare()
    # What the first verdict makes ready, no asker waits for.
    lon, lat = shapely.get_coordinates(found.line.geometry)[0]
    text, place = place_asked((float(lon), float(lat)))
    verdicts(found, [text], [place])
    return found


@dataclass(frozen=True, slots=True)
class _AboutZone:
    """A zone that is the same question as another of its line, distance and countries."""

    line: str
    distance_m: float
    within: tuple[str, ...] | None
    around: Around = field(compare=False, repr=False)


# Namesakes are measured from the zone's line: 2 ms that every asker of a name would pay again.
@lru_cache(maxsize=8_192)
def _place_named(text: str, about: _AboutZone | None, guess: bool) -> Place:
    return place_asked(text, around=about.around if about else None, guess=guess)[1]


def asked_place(where: str, *, among: Zone | None = None, guess: bool = False) -> Place:
    """Understand a name, or ``LAT,LON``.

    Parameters
    ----------
    where : str
    among : Zone, optional
        Of namesakes, one in its countries or near it is meant before a larger one elsewhere.
    guess : bool
        Take the place that is spelled most nearly so, where no place has the name.

    Examples
    --------
    >>> asked_place("33.5,36.3").kind
    'point'
    """
    if len(where) > _LONGEST:
        raise BadInput(f"{where[:40]!r}… is longer than {_LONGEST} characters")
    if parse_point(where) is not None:
        return place_asked(where)[1]
    if among is None:
        return _place_named(where, None, guess)
    about = _AboutZone(among.line.key, float(among.distance_m), among.within, among.around)
    return _place_named(where, about, guess)


class _Measured(NamedTuple):
    """A zone with distances that are known already: what `geo.zones.checking` asks for."""

    zone: Zone
    own: Own
    others: Others

    @property
    def line(self) -> ReferenceLine:
        return self.zone.line

    @property
    def distance_m(self) -> float:
        return self.zone.distance_m

    @property
    def rounding_m(self) -> float:
        return self.zone.rounding_m

    @property
    def within(self) -> tuple[str, ...] | None:
        return self.zone.within

    @property
    def line_chosen(self) -> bool:
        return self.zone.line_chosen

    @property
    def area(self) -> BaseGeometry:
        return self.zone.area

    def distance_to_line(
        self, lon: npt.ArrayLike, lat: npt.ArrayLike
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        return self.own

    def distance_by_line(
        self, lon: npt.ArrayLike, lat: npt.ArrayLike
    ) -> Mapping[str, tuple[FloatArray, FloatArray]]:
        return self.others


class _Lines(NamedTuple):
    """All lines of the borders of a zone's line, its own first, ready for a few points."""

    keys: tuple[str, ...]
    together: SeveralLines


@lru_cache(maxsize=16)
def _named(key: str) -> Polylines:
    return polylines(named_line(key))[0]


@lru_cache(maxsize=_ZONES)
def _lines(found: Zone) -> _Lines | None:
    """The lines of a zone's borders, or None where one by one they are quicker to measure."""
    pairs = found.line.pairs
    if not pairs:
        return None
    others = [key for key in alternatives(pairs) if key != found.line.key]
    each = [found.polylines, *(_named(key) for key in others)]
    if sum(lines.lon.size for lines in each) > _SEGMENTS:
        return None
    return _Lines(
        (found.line.key, *others),
        SeveralLines.of(each),
    )


def _distances(found: Zone, lon: FloatArray, lat: FloatArray) -> tuple[Own, Others]:
    """From a zone's line with its nearest points, and from all lines of its borders."""
    lines = _lines(found)
    if lines is None:
        return found.distance_to_line(lon, lat), found.distance_by_line(lon, lat)
    metres, at_lon, at_lat = lines.together.nearest(lon, lat)
    by_line = found.with_doubt(lon, lat, dict(zip(lines.keys, metres, strict=True)))
    return (metres[0], at_lon[0], at_lat[0]), by_line


def verdicts(found: Zone, texts: Sequence[str], asked: Sequence[Place]) -> list[Verdict]:
    """Decide about places.

    Parameters
    ----------
    found : Zone
    texts : sequence of str
        The questions in words.
    asked : sequence of Place

    Returns
    -------
    list of Verdict
        What `Zone.check` answers for each.

    Examples
    --------
    >>> around = zone("33.5,36.3", "10 km")
    >>> [each.verdict for each in verdicts(around, ["33.5,36.3"], [asked_place("33.5,36.3")])]
    ['inside']
    """
    answers: dict[int, Verdict] = {}
    points = [i for i, place in enumerate(asked) if isinstance(place.geometry, shapely.Point)]
    if points:
        lon = np.array([asked[i].lon for i in points])
        lat = np.array([asked[i].lat for i in points])
        (metres, at_lon, at_lat), others = _distances(found, lon, lat)
        for n, i in enumerate(points):
            here = slice(n, n + 1)
            measured = _Measured(
                found,
                (metres[here], at_lon[here], at_lat[here]),
                {key: (doubt[here], each[here]) for key, (doubt, each) in others.items()},
            )
            answers[i] = check_point(measured, texts[i], asked[i])
    for i, place in enumerate(asked):
        if i not in answers:
            answers[i] = found.check(place)
    return [answers[i] for i in range(len(asked))]


class Together:
    """Collects the points that are asked in one turn of the event loop, and measures them at once.

    Examples
    --------
    >>> async def ask():
    ...     together = Together()
    ...     around = zone("33.5,36.3", "10 km")
    ...     return await together.ask(around, "33.5,36.4", asked_place("33.5,36.4"))
    >>> asyncio.run(ask()).verdict
    'inside'
    """

    _most = 256

    def __init__(self) -> None:
        self._waiting: list[tuple[Zone, str, Place, asyncio.Future[Verdict]]] = []

    def ask(self, found: Zone, text: str, place: Place) -> asyncio.Future[Verdict]:
        """A verdict, when this turn of the loop ends."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Verdict] = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._answer)
        self._waiting.append((found, text, place, future))
        return future

    def _answer(self) -> None:
        waiting, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._answer)
        by_zone: dict[int, list[tuple[Zone, str, Place, asyncio.Future[Verdict]]]] = {}
        for each in waiting:
            by_zone.setdefault(id(each[0]), []).append(each)
        for group in by_zone.values():
            try:
                found: list[Any] = verdicts(
                    group[0][0], [each[1] for each in group], [each[2] for each in group]
                )
            except Exception as error:  # each asker is told, and the loop goes on
                found = [error] * len(group)
            for (*_, future), answer in zip(group, found, strict=True):
                if future.done():
                    continue
                if isinstance(answer, Exception):
                    future.set_exception(answer)
                else:
                    future.set_result(answer)
