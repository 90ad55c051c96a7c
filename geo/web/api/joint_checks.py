"""Verdicts about several points of one zone, each the very verdict of `Zone.check`.

Most of what an exact verdict costs is the distance to the lines, and that costs hardly more for
sixty points than for one. So they are measured together, and `geo.zones.checking` then decides
about each by its own rule from the distances that it is handed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders import ReferenceLine, alternatives, named_line
from geo.gazetteer import Place
from geo.geodesy import FloatArray, SeveralLines
from geo.references import polylines
from geo.zones import Verdict, Zone, check_point

__all__ = ["check_together"]

_MOST_ZONES: Final = 64
# Of all lines of a border together: beyond it the search trees are quicker, one line at a time.
_SEGMENTS: Final = 20_000

Own = tuple[FloatArray, FloatArray, FloatArray]
Others = Mapping[str, tuple[FloatArray, FloatArray]]


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


# 7 to 30 ms, for answers that take a fraction of one.
@lru_cache(maxsize=_MOST_ZONES)
def _lines(found: Zone) -> _Lines | None:
    """The lines of a zone's borders, or None where one by one they are quicker to measure."""
    pairs = found.line.pairs
    if not pairs:
        return None
    others = [key for key in alternatives(pairs) if key != found.line.key]
    each = [found.polylines, *(polylines(named_line(key))[0] for key in others)]
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


def check_together(found: Zone, texts: Sequence[str], places: Sequence[Place]) -> list[Verdict]:
    """Decide about places.

    Parameters
    ----------
    found : Zone
    texts : sequence of str
        The questions in words.
    places : sequence of Place

    Returns
    -------
    list of Verdict
        What `Zone.check` answers for each.

    Examples
    --------
    >>> from geo.references import place_asked
    >>> from geo.zones import zone
    >>> around = zone("33.5,36.3", "10 km")
    >>> text, place = place_asked((36.3, 33.5))
    >>> [each.verdict for each in check_together(around, [text], [place])]
    ['inside']
    """
    answers: dict[int, Verdict] = {}
    points = [i for i, place in enumerate(places) if isinstance(place.geometry, shapely.Point)]
    if points:
        lon = np.array([places[i].lon for i in points])
        lat = np.array([places[i].lat for i in points])
        (metres, at_lon, at_lat), others = _distances(found, lon, lat)
        for n, i in enumerate(points):
            here = slice(n, n + 1)
            measured = _Measured(
                found,
                (metres[here], at_lon[here], at_lat[here]),
                {key: (doubt[here], each[here]) for key, (doubt, each) in others.items()},
            )
            answers[i] = check_point(measured, texts[i], places[i])
    for i, place in enumerate(places):
        if i not in answers:
            answers[i] = found.check(place)
    return [answers[i] for i in range(len(places))]
