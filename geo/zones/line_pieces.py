"""The pieces of a line as the compiled loops have it: parabolas in earth-centred metres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from geo.geodesy import FloatArray, Polylines, destination, earth_centred

__all__ = ["PIECES_PER_BLOCK", "PIECE_ERROR_M", "Pieces"]

PIECE_ERROR_M: Final = 1e-4
"""Largest deviation of a piece of the line, as the compiled loops have it, from its geodesic."""

PIECES_PER_BLOCK: Final = 16
"""Pieces under one sphere, which spares the loops most of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Segments as parabolas in earth-centred metres, for the compiled loops.

    Parameters
    ----------
    table : ndarray, shape (n, 10)
        Start, way to the end, bulge (three coordinates each), and 1 / length² of the way.
    lengths : ndarray, metres, shape (n,)
        Lengths of the ways.
    blocks : ndarray, metres, shape (m, 4)
        Middle and radius of a sphere about each 16 pieces.
    sag_m : float, metres
        Largest distance between a piece and its straight way.
    """

    table: FloatArray
    lengths: FloatArray
    blocks: FloatArray
    sag_m: float

    @classmethod
    def of(cls, lines: Polylines) -> Pieces:
        """Make the pieces of polylines, and check them against their geodesics."""
        start = earth_centred(lines.lon, lines.lat)
        way = earth_centred(lines.end_lon, lines.end_lat) - start

        def at(share: float) -> FloatArray:
            lon, lat = destination(lines.lon, lines.lat, lines.azimuth, lines.length_m * share)
            return earth_centred(lon, lat) - start

        bulge = 4 * (at(0.5) - way / 2)
        for share in (0.25, 0.75):
            off = at(share) - share * way - share * (1 - share) * bulge
            assert np.abs(off).max() < PIECE_ERROR_M, "a piece of the line is too long"
        squares = np.einsum("ij,ij->i", way, way)
        inverse = np.divide(1.0, squares, out=np.zeros_like(squares), where=squares > 0)
        table = np.column_stack((start, way, bulge, inverse))
        lengths = np.sqrt(squares)
        sag = float(np.linalg.norm(bulge, axis=1).max()) / 4 + PIECE_ERROR_M
        return cls.joined(table, lengths, sag)

    @classmethod
    def joined(cls, table: FloatArray, lengths: FloatArray, sag_m: float) -> Pieces:
        """Pieces that are made already, of one line or of many."""
        return cls(table, lengths, _blocks(table, lengths, sag_m), sag_m)


def _blocks(table: FloatArray, lengths: FloatArray, sag_m: float) -> FloatArray:
    first = np.arange(0, len(table), PIECES_PER_BLOCK)
    last = np.minimum(first + PIECES_PER_BLOCK, len(table))
    middles = table[:, :3] + table[:, 3:6] / 2
    low, high = (ufunc.reduceat(middles, first, axis=0) for ufunc in (np.minimum, np.maximum))
    centre = (low + high) / 2
    away = np.linalg.norm(middles - np.repeat(centre, last - first, axis=0), axis=1) + lengths / 2
    return np.column_stack((centre, np.maximum.reduceat(away, first) + 2 * sag_m))
