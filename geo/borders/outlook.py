"""Which way each stretch of a country's border looks, and the stretches that look to one wind.

The rule, in the words of a reader of a map: a stretch looks away from the country's land, near land
counting more than far land; a side is what looks its way, and it ends where the border turns.

1. *Outward*, at a point of the border, is against the pull of the country's land, each piece of
   land pulling by its area over the 1.5th power of its distance. Exclaves and islands pull too, so
   that Kaliningrad lies in the west of Russia whatever way its own border runs. Where the land
   pulls from all around (a country enclosed by another), the border looks nowhere.
2. A border lies in the *heart* of a side if it looks that way within 40 degrees, less and less up
   to 55; by 0.6 also if it lies at that end of the country (within 30 degrees, seen from its
   centre) and looks that way within 70. Where more than a twentieth of the country lies ahead, it
   is no heart.
3. A *stretch* runs on while the border looks that way within 70 degrees, and is cut where it turns
   further. It counts if its heart is as long as 30 % of the border with that neighbour, or 50 % of
   the country's scale (the root of its area).
4. A neighbour is given whole if its stretches are 65 % of its border and nothing longer than a
   fifth of the country's scale is left out, and not at all below 10 %.

At a corner a stretch may belong to two sides: the north-eastern piece is northern and eastern. The
figures were fitted to a table of sides judged by the map (``tests/borders/sides.csv``), four fifths
of its countries; the rest were kept apart, and ``docs/whose-line.md`` has the agreement of both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders.country_list import country_area
from geo.borders.reference_line import border, neighbours_of

__all__ = ["WINDS", "stretches"]

_Floats = npt.NDArray[np.float64]

WINDS: Final = {
    "north": (0.0, 1.0),
    "north-east": (0.5**0.5, 0.5**0.5),
    "east": (1.0, 0.0),
    "south-east": (0.5**0.5, -(0.5**0.5)),
    "south": (0.0, -1.0),
    "south-west": (-(0.5**0.5), -(0.5**0.5)),
    "west": (-1.0, 0.0),
    "north-west": (-(0.5**0.5), 0.5**0.5),
}
"""The eight winds: steps to the east and to the north."""

# The figures of the rule above, in its order.
_FALL_OFF: Final = 1.5
_ENCLOSED: Final = 0.15
_HEART, _HEART_ENDS = 40.0, 55.0
_AT_THE_END, _END_WEIGHT = 30.0, 0.6
_AHEAD, _AHEAD_CONE = 0.05, 20.0
_TURNED: Final = 70.0
_OF_BORDER, _OF_COUNTRY = 0.30, 0.50
_WHOLE, _LEFT_OUT, _TOO_LITTLE = 0.65, 0.20, 0.10

# How finely land and border are looked at: cells of land, and points of the border for the length
# of the country's scale.
_CELLS: Final = 1_000
_POINTS: Final = 60


@dataclass(frozen=True, slots=True)
class _Walk:
    """A border walked from end to end; lengths in degrees of latitude."""

    pieces: tuple[_Floats, ...]
    along: tuple[_Floats, ...]

    @classmethod
    def of(cls, geometry: BaseGeometry) -> _Walk:
        merged = shapely.line_merge(geometry)
        pieces = tuple(shapely.get_coordinates(piece) for piece in shapely.get_parts(merged))
        along, walked = [], 0.0
        for piece in pieces:
            step = np.diff(piece, axis=0)
            step[:, 0] *= np.cos(np.radians((piece[1:, 1] + piece[:-1, 1]) / 2))
            along.append(walked + np.concatenate(([0.0], np.cumsum(np.hypot(*step.T)))))
            walked = float(along[-1][-1])
        return cls(pieces, tuple(along))

    @property
    def length(self) -> float:
        return float(self.along[-1][-1])

    def points(self, count: int) -> _Floats:
        """Points in the middle of so many equal lengths."""
        at = (np.arange(count) + 0.5) / count * self.length
        way, xy = np.concatenate(self.along), np.concatenate(self.pieces)
        return np.stack((np.interp(at, way, xy[:, 0]), np.interp(at, way, xy[:, 1])), axis=1)

    def cut(self, spans: list[tuple[float, float]]) -> BaseGeometry:
        """The line between lengths; it is cut at vertices, so that it stays on the border."""
        kept = []
        for start, end in spans:
            for piece, along in zip(self.pieces, self.along, strict=True):
                if along[-1] <= start or along[0] >= end:
                    continue
                first = max(int(np.searchsorted(along, start, side="right")) - 1, 0)
                last = int(np.searchsorted(along, end, side="left"))
                if last > first:
                    kept.append(shapely.LineString(piece[first : last + 1]))
        return kept[0] if len(kept) == 1 else shapely.MultiLineString(kept)


@dataclass(frozen=True, slots=True)
class _Outlook:
    """A border's points, and what can be seen from them.

    `outward` and `from_centre` are unit steps to the east and north; `enclosed` tells where the
    land pulls from all around.
    """

    walk: _Walk
    points: _Floats
    outward: _Floats
    from_centre: _Floats
    enclosed: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Land:
    """A country's land as cells: positions in degrees, and weights by area."""

    lon: _Floats
    lat: _Floats
    weight: _Floats
    step: float
    over_180: bool

    @property
    def scale(self) -> float:
        """Root of the area, degrees of latitude."""
        return float(len(self.lon) ** 0.5 * self.step)

    def steps(self, points: _Floats) -> tuple[_Floats, _Floats]:
        """From each point to each cell, to the east and north, degrees of latitude."""
        lon = np.where(self.over_180 & (points[:, :1] < 0), points[:, :1] + 360, points[:, :1])
        lat = points[:, 1:]
        east = (self.lon[None] - lon) * np.cos(np.radians((self.lat[None] + lat) / 2))
        return east, self.lat[None] - lat

    def ahead(self, points: _Floats, wind: str) -> _Floats:
        """The share of the land that lies ahead of each point in a wind, within a narrow cone."""
        x, y = WINDS[wind]
        east, north = self.steps(points)
        narrow = np.tan(np.radians(_AHEAD_CONE))
        lies = np.abs(east * y - north * x) < narrow * (east * x + north * y)
        return np.asarray(lies @ self.weight / self.weight.sum())


def _land(area: BaseGeometry) -> _Land:
    west, south, east, north = area.bounds
    over_180 = east - west > 180
    if over_180:
        area = shapely.transform(
            area,
            lambda xy: np.column_stack(
                (np.where(xy[:, 0] < 0, xy[:, 0] + 360, xy[:, 0]), xy[:, 1])
            ),
        )
        west, south, east, north = area.bounds
    width, height = east - west, north - south
    area = shapely.make_valid(shapely.simplify(area, max(width, height) / 2_000))
    shapely.prepare(area)
    narrow = np.cos(np.radians((south + north) / 2))
    step = float(np.sqrt(area.area * narrow / _CELLS))
    columns, rows = (max(4, int(np.ceil(side / step))) for side in (width * narrow, height))
    lon, lat = (
        grid.ravel()
        for grid in np.meshgrid(
            west + (np.arange(columns) + 0.5) / columns * width,
            south + (np.arange(rows) + 0.5) / rows * height,
        )
    )
    inside = shapely.contains_xy(area, lon, lat)
    return _Land(lon[inside], lat[inside], np.cos(np.radians(lat[inside])), step, over_180)


def _outlook(land: _Land, geometry: BaseGeometry) -> _Outlook:
    walk = _Walk.of(geometry)
    points = walk.points(max(1, int(np.ceil(walk.length / land.scale * _POINTS))))
    east, north = land.steps(points)
    # Land at the very border would pull without limit.
    far = np.maximum(np.hypot(east, north), land.step / 2)
    pull = land.weight / far**_FALL_OFF
    outward = -np.stack(((pull * east / far).sum(axis=1), (pull * north / far).sum(axis=1)), axis=1)
    strength = np.linalg.norm(outward, axis=1)
    centre = np.average(np.stack((land.lon, land.lat)), axis=1, weights=land.weight)
    here = np.where(land.over_180 & (points[:, 0] < 0), points[:, 0] + 360, points[:, 0])
    seen = np.stack(
        (
            (here - centre[0]) * np.cos(np.radians((points[:, 1] + centre[1]) / 2)),
            points[:, 1] - centre[1],
        ),
        axis=1,
    )
    return _Outlook(
        walk,
        points,
        outward / np.maximum(strength, 1e-12)[:, None],
        seen / np.maximum(np.linalg.norm(seen, axis=1), 1e-12)[:, None],
        strength / pull.sum(axis=1) < _ENCLOSED,
    )


# Measured: a country takes 20 to 150 ms, and a question about one side that has none asks for all.
@lru_cache(maxsize=16)
def _outlooks(code: str) -> tuple[_Land, dict[str, _Outlook]]:
    land = _land(country_area(code))
    return land, {
        other: _outlook(land, border(code, other).geometry) for other in neighbours_of(code)
    }


def stretches(code: str, wind: str) -> dict[str, BaseGeometry | None]:
    """The stretches of a country's land border that look to one wind.

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-3.
    wind : str
        A key of `WINDS`.

    Returns
    -------
    dict of str to (shapely geometry or None)
        For each neighbour on that side the stretch of the border, lon/lat degrees; None if the
        whole border lies there.

    Examples
    --------
    >>> stretches("SYR", "north")
    {'TUR': None}
    >>> sorted(stretches("MNG", "west"))
    ['CHN']
    """
    land, outlooks = _outlooks(code)
    found: dict[str, BaseGeometry | None] = {}
    for other, outlook in outlooks.items():
        taken = _taken(outlook, wind, land)
        share = float(taken.mean())
        if share < _TOO_LITTLE:
            continue
        per_point = outlook.walk.length / len(taken)
        left_out = max((end - first for first, end in _runs(~taken)), default=0) * per_point
        if share >= _WHOLE and left_out <= _LEFT_OUT * land.scale:
            found[other] = None
        else:
            spans = [(first * per_point, end * per_point) for first, end in _runs(taken)]
            found[other] = outlook.walk.cut(spans)
    return found


def _taken(outlook: _Outlook, wind: str, land: _Land) -> npt.NDArray[np.bool_]:
    """Which points of a border belong to a side."""
    way = np.array(WINDS[wind])
    angle, from_centre = (
        np.degrees(np.arccos(np.clip(steps @ way, -1.0, 1.0)))
        for steps in (outlook.outward, outlook.from_centre)
    )
    looks = (angle <= _TURNED) & ~outlook.enclosed
    heart = np.clip((_HEART_ENDS - angle) / (_HEART_ENDS - _HEART), 0.0, 1.0)
    at_the_end = from_centre <= _AT_THE_END
    heart[at_the_end] = np.maximum(heart[at_the_end], _END_WEIGHT)
    heart[~looks] = 0.0
    hopeful = np.flatnonzero(heart)
    heart[hopeful[land.ahead(outlook.points[hopeful], wind) > _AHEAD]] = 0.0
    per_point = outlook.walk.length / len(looks)
    least = min(_OF_BORDER * outlook.walk.length, _OF_COUNTRY * land.scale)
    taken = np.zeros(len(looks), dtype=bool)
    for first, end in _runs(looks):
        taken[first:end] = heart[first:end].sum() * per_point >= least
    return taken


def _runs(on: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and end of every run of true."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], on, [False])).astype(np.int8)))
    return [(int(first), int(end)) for first, end in list(pairwise(edges))[::2]]
