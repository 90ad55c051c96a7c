"""Shared lines from shared vertices: the arcs between two countries.

Every polygon edge is compared with every other by its rounded end points. An edge of two
countries is border; an edge of one country and SEA, or of one country alone, is its outer rim.
No buffer and no tolerance takes part, so a border's vertices are the source's vertices.
"""

from __future__ import annotations

import numpy as np
import shapely
from common import FULL, SEA, cached
from zones import country_polygons

_STEP = 200_000_000


def _keys(xy: np.ndarray) -> np.ndarray:
    """Each vertex as one integer: micro-degrees, longitude first."""
    micro = np.round(xy * 1e6).astype(np.int64)
    return (micro[:, 0] + 180_000_000) * _STEP + micro[:, 1] + 90_000_000


def _points(keys: np.ndarray) -> np.ndarray:
    return np.stack([keys // _STEP - 180_000_000, keys % _STEP - 90_000_000], axis=-1) / 1e6


def _edges(shapes: dict[str, list[shapely.Polygon]]) -> tuple[np.ndarray, np.ndarray]:
    """(n, 2) vertex keys of every edge, low key first, and (n,) index of its country."""
    edges, owners = [], []
    for index, polygons in enumerate(shapes.values()):
        for polygon in polygons:
            for ring in (polygon.exterior, *polygon.interiors):
                keys = _keys(shapely.get_coordinates(ring))
                pair = np.sort(np.stack([keys[:-1], keys[1:]], axis=1), axis=1)
                pair = pair[pair[:, 0] != pair[:, 1]]
                edges.append(pair)
                owners.append(np.full(len(pair), index, dtype=np.int16))
    return np.concatenate(edges), np.concatenate(owners)


def _outer(edges: np.ndarray, owners: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Drop edges inside one country (they occur twice in it); what is left is its outline."""
    order = np.lexsort((owners, edges[:, 1], edges[:, 0]))
    edges, owners = edges[order], owners[order]
    new = np.r_[True, (edges[1:] != edges[:-1]).any(axis=1) | (owners[1:] != owners[:-1])]
    start = np.flatnonzero(new)
    once = np.diff(np.r_[start, len(edges)]) == 1
    return edges[start][once], owners[start][once]


def _build() -> dict[tuple[str, str], list[shapely.LineString]]:
    shapes = country_polygons()
    names = list(shapes)
    sea = names.index(SEA)
    edges, owners = _outer(*_edges(shapes))
    start = np.flatnonzero(np.r_[True, (edges[1:] != edges[:-1]).any(axis=1)])
    count = np.diff(np.r_[start, len(edges)])
    first = owners[start]
    second = np.where(count > 1, owners[np.minimum(start + 1, len(owners) - 1)], sea)
    labels = np.sort(np.stack([first, second], axis=1), axis=1)
    code = labels[:, 0].astype(np.int64) * 1000 + labels[:, 1]
    arcs: dict[tuple[str, str], list[shapely.LineString]] = {}
    for value in np.unique(code):
        a, b = names[value // 1000], names[value % 1000]
        if a == b:
            continue
        lines = shapely.linestrings(_points(edges[start][code == value]))
        arcs[(a, b)] = list(shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines))))
    return arcs


def all_arcs() -> dict[tuple[str, str], list[shapely.LineString]]:
    """(code, code) to merged lines; SEA stands for the outer rim in territorial waters."""
    return cached("arcs", _build)


def simplified(line: shapely.LineString, tolerance_m: float) -> shapely.LineString:
    """Douglas-Peucker with both ends held; the tolerance is in metres at the line's latitude."""
    if tolerance_m <= 0 or len(line.coords) < 3:
        return line
    _xmin, ymin, _xmax, ymax = line.bounds
    middle = (ymin + ymax) / 2
    squeeze = max(float(np.cos(np.radians(middle))), 0.01)
    flat = shapely.transform(line, lambda xy: xy * (squeeze, 1.0))
    kept = shapely.get_coordinates(flat.simplify(tolerance_m / 111_320.0))
    return shapely.LineString(np.round(kept / (squeeze, 1.0), 6))


def tolerance_for(a: str, b: str, elsewhere_m: float) -> float:
    """0 (keep every vertex) for the region's countries, else `elsewhere_m`."""
    return 0.0 if FULL & {a, b} else elsewhere_m
