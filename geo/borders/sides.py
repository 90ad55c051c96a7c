"""The sides of a country: which of its borders are northern, computed from the geometry.

A border belongs to the side on which it lies, seen from the country: looking from the border
outward in that direction, no more of the country is in the way. No table says which neighbour is
north.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, cast

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders.country_list import country, country_area
from geo.borders.reference_line import (
    DEFAULT_LINES,
    ReferenceLine,
    border,
    join_lines,
    named_line,
    neighbours_of,
)
from geo.errors import BorderNotFound
from geo.wording import possessive

__all__ = ["SIDES", "border_side"]

SIDES: Final = ("north", "east", "south", "west")

# A border lies on a side if this share of its length looks out there, and if its middle lies that
# way from the country's centre, within this angle. Chosen so that Israel's north is Lebanon and
# Syria, Turkey's south Syria and Iraq, Ukraine's north Belarus and Russia;
# tests/borders/test_reference_line.py holds twenty such cases.
_SHARE: Final = 0.65
_SHARE_DIAGONAL: Final = 0.3
_ANGLE: Final = 67.5

_STEPS: Final = {"north": (0, 1), "east": (1, 0), "south": (0, -1), "west": (-1, 0)}


@dataclass(frozen=True, slots=True)
class _Outlook:
    """How a border lies, seen from a country."""

    share: dict[str, float]
    towards: tuple[float, float]

    def lies(self, sides: tuple[str, ...], least: float) -> bool:
        way = np.sum([_STEPS[side] for side in sides], axis=0)
        cosine = float(np.dot(way, self.towards) / np.linalg.norm(way))
        return (
            cosine >= np.cos(np.radians(_ANGLE))
            and min(self.share[side] for side in sides) >= least
        )


@cache
def _outlooks(code: str, others: tuple[str, ...]) -> dict[str, _Outlook]:
    """For each neighbour, the share of the border that looks out to each side, and its bearing."""
    area = country_area(code)
    west, south, east, north = area.bounds
    size = max(east - west, north - south)
    area = shapely.simplify(area, size / 300)
    shapely.prepare(area)
    centre = shapely.get_coordinates(area.centroid)[0]
    outlooks: dict[str, _Outlook] = {}
    for other in others:
        border_line = shapely.simplify(border(code, other).geometry, size / 300)
        count = 200
        at = shapely.get_coordinates(
            shapely.line_interpolate_point(
                _end_to_end(border_line), (np.arange(count) + 0.5) / count, normalized=True
            )
        )
        share = {}
        for side, step in _STEPS.items():
            start = at + np.array(step) * size * 0.02
            end = start + np.array(step) * size * 1.2
            rays = shapely.linestrings(np.stack((start, end), axis=1))
            blocked = shapely.length(shapely.intersection(rays, area)) > size * 0.01
            share[side] = float((~blocked).mean())
        # Measured against the country's own width and height, so that in a long country a border
        # near one end lies at that end.
        way = (at.mean(axis=0) - centre) / np.array([east - west, north - south])
        way /= max(float(np.linalg.norm(way)), 1e-12)
        outlooks[other] = _Outlook(share, (float(way[0]), float(way[1])))
    return outlooks


def _end_to_end(geometry: BaseGeometry) -> shapely.LineString:
    """The parts of a border laid end to end, so that it can be walked by its length."""
    pieces = shapely.get_parts(geometry)
    return shapely.LineString(np.concatenate([shapely.get_coordinates(piece) for piece in pieces]))


def border_side(name: str, side: str) -> ReferenceLine:
    """The borders on one side of a country, computed from the geometry.

    Parameters
    ----------
    name : str
        Country by name, demonym or code.
    side : str
        ``"north"``, ``"east"``, ``"south"``, ``"west"``, or two of them: ``"north-east"``.

    Returns
    -------
    ReferenceLine
        Where a named line of `DEFAULT_LINES` describes just these borders, that line.

    Raises
    ------
    BorderNotFound
        If the country has no land border on that side.

    Examples
    --------
    >>> border_side("Israel", "north").key
    'ceasefire-1974'
    >>> border_side("Turkey", "south").key
    'IRQ-TUR+SYR-TUR'
    """
    found = country(name)
    wanted = [word for word in SIDES if word in side.lower()]
    if not wanted:
        raise BorderNotFound(f"{side!r} is no side of a country; use {', '.join(SIDES)}")
    pairs = _pairs_on(found.code, tuple(wanted))
    title = f"{possessive(found.name)} {'-'.join(wanted)}ern border"
    if not pairs:
        raise BorderNotFound(f"{found.name} has no land border on its {'-'.join(wanted)}ern side")
    for key in DEFAULT_LINES:
        named = named_line(key)
        if set(named.pairs) == set(pairs):
            return named
    parts = [part for pair in pairs for part in border(*pair).parts]
    return join_lines(parts, key="+".join("-".join(pair) for pair in pairs), name=title)


@cache
def _pairs_on(code: str, sides: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    outlooks = _outlooks(code, neighbours_of(code))
    least = _SHARE if len(sides) == 1 else _SHARE_DIAGONAL
    on = [other for other, outlook in outlooks.items() if outlook.lies(sides, least)]
    if not on:
        # A neighbour that wraps round the country looks out to no side alone: the one that does
        # so most is meant.
        some = [other for other, outlook in outlooks.items() if outlook.lies(sides, 0.2)]
        on = sorted(some, key=lambda other: -min(outlooks[other].share[side] for side in sides))[:1]
    return tuple(sorted(cast(tuple[str, str], tuple(sorted((code, other)))) for other in on))
