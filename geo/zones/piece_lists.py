"""Lists of the pieces of a line that can be nearest to a point, for each of some larger cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from geo.geodesy import earth_centred
from geo.zones.cell_grid import Grid
from geo.zones.line_pieces import Pieces
from geo.zones.threads import compiled

__all__ = ["Lists", "lists_of"]

_LIST_BITS: Final = 16
_MOST_LISTED: Final = 8_000_000


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Lists:
    """For each of some larger cells, the pieces that can be nearest to a point of it.

    Parameters
    ----------
    shift : int
        Logarithm to base two of the cells of the grid along one of these.
    nx, ny : int
        Columns and rows of these.
    slots : ndarray of int, shape (nx * ny,)
        Place of each in `starts`; -1 for those that are not listed.
    starts : ndarray of int, shape (n + 1,)
        Where the pieces of each begin in `items`.
    items : ndarray of int
        Numbers of pieces.
    """

    shift: int
    nx: int
    ny: int
    slots: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]
    items: npt.NDArray[np.int32]

    @property
    def size(self) -> int:
        """Cells of the grid along one of these."""
        return 1 << self.shift


def lists_of(grid: Grid, pieces: Pieces, edge: npt.NDArray[np.bool_] | None) -> Lists:
    """Lists of a grid, by halving; of fewer and larger cells if they would not fit.

    Parameters
    ----------
    grid : Grid
    pieces : Pieces
    edge : ndarray of bool, or None
        Cells for which lists are made; all if None.
    """
    loops = compiled()
    assert loops is not None
    finest = max((grid.bits - _LIST_BITS) // 2, 0)
    while True:
        items = np.arange(len(pieces.table), dtype=np.int32)
        above = np.array([0, items.size], dtype=np.int64)
        parent_slots, parent_nx, parent_shift = np.zeros(1, dtype=np.int32), 1, 62
        top = min(grid.nx, grid.ny).bit_length() - 4
        for shift in [*range(max(top, finest), finest, -2), finest]:
            nx, ny = max(grid.nx >> shift, 1), max(grid.ny >> shift, 1)
            wanted = np.arange(nx * ny)
            if edge is not None:
                size = 1 << shift
                tiles = edge.reshape(ny, size, nx, size).any(axis=(1, 3))
                wanted = np.flatnonzero(tiles.ravel())
            ix, iy = wanted % nx, wanted // nx
            lon, lat, radius = grid.middles(ix, iy, 1 << shift)
            sphere = np.column_stack((earth_centred(lon, lat), radius))
            up = parent_shift - shift
            parents = np.zeros(wanted.size, dtype=np.int64)
            if parent_shift < 62:
                parents = parent_slots[(iy >> up) * parent_nx + (ix >> up)].astype(np.int64)
            starts = np.zeros(wanted.size + 1, dtype=np.int64)
            given = (sphere, pieces.table, pieces.lengths, parents, above, items, pieces.sag_m)
            count = loops.lists(*given, np.empty(0, dtype=np.int32), starts)
            if count > _MOST_LISTED and shift == finest and finest < top:
                break
            found = np.empty(max(count, 1), dtype=np.int32)
            loops.lists(*given, found, starts)
            slots = np.full(nx * ny, -1, dtype=np.int32)
            slots[wanted] = np.arange(wanted.size)
            items, above = found, starts
            parent_slots, parent_nx, parent_shift = slots, nx, shift
        else:
            return Lists(shift=finest, nx=nx, ny=ny, slots=slots, starts=starts, items=items)
        finest += 1
