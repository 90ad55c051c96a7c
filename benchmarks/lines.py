"""The lines that every peer is asked about."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

import geo
from geo.borders import countries
from geo.borders import reference_line as borders

__all__ = ["Line", "detailed", "joined", "sample", "seed"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line by name, lon/lat degrees."""

    key: str
    geometry: BaseGeometry

    @property
    def vertices(self) -> int:
        """How many vertices it has."""
        return int(shapely.get_num_coordinates(self.geometry))


def seed() -> Line:
    """The default reference line: that of the first article."""
    found = geo.lines()[0]
    return Line(found.key, found.geometry)


def _borders() -> list[Line]:
    pairs = {
        tuple(sorted((each.code, other)))
        for each in countries()
        for other in borders.neighbours_of(each.code)
    }
    found = [borders.border(*pair) for pair in sorted(pairs)]
    return [Line(each.key, each.geometry) for each in found]


def sample(count: int) -> list[Line]:
    """Land borders of the world from short to long: one drawn from each of `count` equal classes.

    Parameters
    ----------
    count : int
        The last of them is always the longest border of all.
    """
    ordered = sorted(_borders(), key=lambda line: line.geometry.length)
    draw = random.Random(1974)
    classes = np.array_split(np.arange(len(ordered) - 1), count - 1)
    return [ordered[int(draw.choice(list(rows)))] for rows in classes] + [ordered[-1]]


def joined(vertices: int) -> Line:
    """Borders of the world in a fixed random order, as many as reach a number of vertices."""
    ordered = _borders()
    random.Random(1974).shuffle(ordered)
    parts: list[BaseGeometry] = []
    held = 0
    for line in ordered:
        # One that overshoots is left out, so that the sizes are those asked for.
        if held + line.vertices <= vertices * 1.02:
            parts += shapely.get_parts(line.geometry).tolist()
            held += line.vertices
    return Line(f"borders-{held}", shapely.MultiLineString(parts))


def detailed(vertices: int) -> Line:
    """One rough line of about 1,100 km, drawn with more and more detail.

    Parameters
    ----------
    vertices : int
        Midpoints are displaced at random, by ever smaller amounts, until there are as many.
    """
    source = np.random.default_rng(1974)
    at = np.array([[20.0, 45.0], [34.0, 48.0]])
    while len(at) < vertices:
        step = np.diff(at, axis=0)
        across = np.column_stack((-step[:, 1], step[:, 0]))
        middle = (at[:-1] + at[1:]) / 2 + across * source.normal(0.0, 0.13, (len(step), 1))
        grown = np.empty((2 * len(at) - 1, 2))
        grown[::2], grown[1::2] = at, middle
        at = grown
    kept = np.unique(np.linspace(0, len(at) - 1, vertices).astype(int))
    return Line(f"rough-{kept.size}", shapely.LineString(at[kept]))
