"""How points lie about a zone, counted in a raster: drawn in a terminal or laid on the map."""

from __future__ import annotations

import base64
import struct
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from geo.zones import compiled

if TYPE_CHECKING:
    from geo.zones import Zone

__all__ = ["Density"]

_COLUMNS, _ROWS = 256, 256
_SHADES = " ·░▒▓█"
_INSIDE, _OUTSIDE = (0, 114, 178), (213, 94, 0)  # told apart by everyone


@dataclass(slots=True)
class Density:
    """Counts of points in a raster over the zone and as much again about it.

    Parameters
    ----------
    west, south, width, height : float, degrees
        What the raster covers.
    counts : ndarray of int, shape (2, rows, columns)
        Outside and inside, from south to north.
    beyond : int
        Points further away than the raster reaches.
    """

    west: float
    south: float
    width: float
    height: float
    counts: npt.NDArray[np.int64] = field(
        default_factory=lambda: np.zeros((2, _ROWS, _COLUMNS), dtype=np.int64)
    )
    beyond: int = 0

    @classmethod
    def about(cls, zone: Zone) -> Density:
        """An empty raster about a zone."""
        grid = zone.cells.grid.widened()
        return cls(grid.lon0, grid.lat0, grid.width, grid.height)

    def add(self, lon: Any, lat: Any, inside: npt.NDArray[np.bool_]) -> None:
        """Count some points, degrees."""
        loops = compiled()
        if loops is not None:
            self.beyond += loops.count_cells(
                lon, lat, inside, self.west, self.south,
                _COLUMNS / self.width, _ROWS / self.height, self.counts,
            )  # fmt: skip
            return
        east = np.asarray(lon, dtype=np.float32) - np.float32(self.west)
        east = np.where(east < 0, east + np.float32(360), east)
        x = (east * np.float32(_COLUMNS / self.width)).astype(np.int32)
        y = ((np.asarray(lat, dtype=np.float32) - np.float32(self.south))
             * np.float32(_ROWS / self.height)).astype(np.int32)  # fmt: skip
        there = (x >= 0) & (x < _COLUMNS) & (y >= 0) & (y < _ROWS)
        cell = np.where(there, (inside * _ROWS + y) * _COLUMNS + x, self.counts.size)
        found = np.bincount(cell, minlength=self.counts.size + 1)
        self.counts += found[:-1].reshape(self.counts.shape)
        self.beyond += int(found[-1])

    def join(self, other: Density) -> None:
        """Add the counts of another raster about the same zone."""
        self.counts += other.counts
        self.beyond += other.beyond

    def _coarse(self, columns: int, rows: int) -> npt.NDArray[np.int64]:
        up, along = _ROWS // rows, _COLUMNS // columns
        coarse = self.counts.reshape(2, rows, up, columns, along).sum(axis=(2, 4))
        return np.asarray(coarse, dtype=np.int64)

    def text(self, *, columns: int = 64, rows: int = 16) -> list[list[tuple[str, bool]]]:
        """Rows of shades from north to south, each with whether most points there are inside."""
        counts = self._coarse(columns, rows)[:, ::-1]
        total = counts.sum(axis=0)
        # A few points must show beside millions: the shades are of the logarithm.
        top = np.log1p(total.max()) or 1.0
        shade = np.ceil(np.log1p(total) / top * (len(_SHADES) - 1)).astype(int)
        mostly = counts[1] * 2 >= total
        return [
            [(_SHADES[shade[y, x]], bool(mostly[y, x])) for x in range(columns)]
            for y in range(rows)
        ]

    @property
    def bounds(self) -> list[list[float]]:
        """South-west and north-east corner, latitude first as maps take it."""
        return [[self.south, self.west], [self.south + self.height, self.west + self.width]]

    def png(self) -> str:
        """The raster as a picture, a data URI: blue inside, orange outside, denser is fuller."""
        total, counts = self.counts.sum(axis=0), self.counts[1]
        mostly = counts * 2 >= total
        top = np.log1p(total.max()) or 1.0
        pixels = np.zeros((_ROWS, _COLUMNS, 4), dtype=np.uint8)
        pixels[..., :3] = np.where(mostly[..., None], _INSIDE, _OUTSIDE)
        pixels[..., 3] = np.where(total > 0, 60 + 180 * np.log1p(total) / top, 0)
        # A map stretches a picture evenly in Mercator's northing, not in latitude.
        south, north = (_northing(lat) for lat in (self.south, self.south + self.height))
        share = (np.arange(2 * _ROWS) + 0.5) / (2 * _ROWS)
        lat = np.degrees(2 * np.arctan(np.exp(north + (south - north) * share)) - np.pi / 2)
        row = ((lat - self.south) * (_ROWS / self.height)).astype(int)
        pixels = pixels[np.clip(row, 0, _ROWS - 1)]
        return "data:image/png;base64," + base64.b64encode(_png(pixels)).decode("ascii")


def _northing(lat: float) -> float:
    """Mercator's, in radians, as far as maps reach."""
    return float(np.arctanh(np.sin(np.radians(np.clip(lat, -85.06, 85.06)))))


def _png(pixels: npt.NDArray[np.uint8]) -> bytes:
    rows, columns, _ = pixels.shape
    raw = b"".join(b"\0" + row.tobytes() for row in pixels)

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", columns, rows, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(raw, 9))
        + chunk(b"IEND", b"")
    )
