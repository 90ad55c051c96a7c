"""Work on many points in threads: the loops that are compiled, the rows that are shared out.

With numba (the extra ``geo-zones[fast]``) the loops are compiled; without it the answers are the
same, slower.
"""

from __future__ import annotations

import importlib.util
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.geodesy import FloatArray

if TYPE_CHECKING:
    from types import ModuleType

    from shapely.geometry.base import BaseGeometry

__all__ = ["SHAPE_LOCK", "compiled", "in_shape", "in_threads"]

SHAPE_LOCK: Final = threading.RLock()
"""Held while a shape is asked: GEOS makes its index when it is first asked, and two threads that
ask first at once end the process."""

_CHUNK: Final = 1 << 18


@cache
def compiled() -> ModuleType | None:
    """Loops compiled by numba; None where it is not installed or GEO_PLAIN is set."""
    if os.environ.get("GEO_PLAIN") or importlib.util.find_spec("numba") is None:
        return None
    from geo.zones import cell_kernels

    return cell_kernels


def in_shape(shape: BaseGeometry, lon: FloatArray, lat: FloatArray) -> npt.NDArray[np.bool_]:
    """Whether points lie in a shape or on its edge, asked by one thread at a time."""
    with SHAPE_LOCK:
        return np.asarray(shapely.intersects_xy(shape, lon, lat))


def in_threads(work: Callable[[slice], None], size: int) -> None:
    """Share out rows among threads, a quarter of a million at a time."""
    parts = [slice(start, min(start + _CHUNK, size)) for start in range(0, size, _CHUNK)]
    workers = min(len(parts), len(os.sched_getaffinity(0)))
    if workers <= 1:
        for part in parts:
            work(part)
        return
    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(work, parts):
            pass
