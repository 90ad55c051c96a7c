"""Lettering on a map: names placed beside their towns, and along lines, none upon another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
import shapely.affinity
import shapely.ops

from geo.figures.canvas import Rect

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Along", "Placer"]

# Where a name may stand beside its mark, the best place first: right, left, then above and below.
_SIDES: Final = (
    (1.0, 0.0),
    (1.0, 0.75),
    (1.0, -0.75),
    (-1.0, 0.0),
    (-1.0, 0.75),
    (-1.0, -0.75),
    (0.0, 1.0),
    (0.0, -1.0),
)


@dataclass(frozen=True, slots=True)
class Along:
    """Where a text stands on a line: its middle in inches, its slope in degrees, and its box."""

    x: float
    y: float
    angle: float
    box: BaseGeometry


@dataclass(slots=True)
class Placer:
    """What is taken on a map, in inches.

    Parameters
    ----------
    frame : (left, bottom, right, top), inches
        No lettering passes it.
    """

    frame: Rect
    _taken: list[BaseGeometry] = field(default_factory=list)
    _lines: list[BaseGeometry] = field(default_factory=list)
    _outside: list[BaseGeometry] = field(default_factory=list)

    def take(self, shape: BaseGeometry) -> None:
        """Keep a place free of lettering."""
        if not shape.is_empty:
            shapely.prepare(shape)
            self._taken.append(shape)

    def avoid(self, line: BaseGeometry) -> None:
        """Let lettering cross a line only where there is no better place."""
        if not line.is_empty:
            shapely.prepare(line)
            self._lines.append(line)

    def keep_out(self, shape: BaseGeometry) -> None:
        """Keep lettering out of a large part of the frame, furniture not."""
        if not shape.is_empty:
            shapely.prepare(shape)
            self._outside.append(shape)

    def is_lettering_free(self, shape: BaseGeometry) -> bool:
        """Whether lettering may stand in a shape."""
        return self.is_free(shape) and not any(out.intersects(shape) for out in self._outside)

    def is_free(self, shape: BaseGeometry) -> bool:
        """Whether a shape lies in the frame and on nothing that is taken."""
        left, bottom, right, top = shape.bounds
        inside = (
            left >= self.frame[0]
            and bottom >= self.frame[1]
            and right <= self.frame[2]
            and top <= self.frame[3]
        )
        return inside and not any(taken.intersects(shape) for taken in self._taken)

    def beside(
        self, x: float, y: float, width: float, height: float, gap: float, *, must: bool = False
    ) -> Rect | None:
        """Find the best place for a name beside a mark, and take it.

        Parameters
        ----------
        x, y : float, inches
            The mark.
        width, height : float, inches
            Of the name.
        gap : float, inches
            From the mark's middle to the name.
        must : bool
            Whether to look farther away if there is no place near.

        Returns
        -------
        (left, bottom, right, top) or None
            None if it would stand on something else wherever it stood.
        """
        best: tuple[float, Rect] | None = None
        for far in (1.0, 2.2, 3.6, 5.2) if must else (1.0,):
            for rank, (right, up) in enumerate(_SIDES):
                middle_x = x + right * (gap * far + width / 2)
                reach = gap * far + height / 2 if right == 0 else (height / 2 + gap * far) * 0.75
                middle_y = y + up * reach
                rect = (
                    middle_x - width / 2,
                    middle_y - height / 2,
                    middle_x + width / 2,
                    middle_y + height / 2,
                )
                box = shapely.box(*rect)
                if not self.is_lettering_free(box):
                    continue
                crossed = sum(
                    shapely.length(shapely.intersection(line, box)) for line in self._lines
                )
                cost = rank + 40.0 * crossed
                if best is None or cost < best[0]:
                    best = (cost, rect)
            if best is not None:
                break
        if best is None:
            return None
        self.take(shapely.box(*best[1]))
        return best[1]

    def middle(
        self, at: list[tuple[float, float]], width: float, height: float, *, off: BaseGeometry
    ) -> tuple[float, float] | None:
        """Take the first of some middles at which a name is free, and off a shape."""
        for lines in (self._lines, []):
            for x, y in at:
                box = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
                crosses = off.intersects(box) or any(line.intersects(box) for line in lines)
                if self.is_lettering_free(box) and not crosses:
                    self.take(box)
                    return x, y
        return None

    def along(
        self, line: BaseGeometry, width: float, height: float, *, off: float = 0.0
    ) -> Along | None:
        """Find the straightest free stretch of a line for a text, and take it.

        Parameters
        ----------
        line : shapely LineString or MultiLineString, inches
        width, height : float, inches
            Of the text.
        off : float, inches
            How far beside the line it stands; 0 is on it. Both sides are tried.
        """
        best: tuple[float, Along] | None = None
        merged = shapely.line_merge(line) if line.geom_type == "MultiLineString" else line
        middle_x = (self.frame[0] + self.frame[2]) / 2
        middle_y = (self.frame[1] + self.frame[3]) / 2
        size = np.hypot(self.frame[2] - self.frame[0], self.frame[3] - self.frame[1])
        for part in shapely.get_parts(merged):
            if part.geom_type != "LineString" or part.length < width * 1.02:
                continue
            for start in np.linspace(0.0, part.length - width, 60):
                stretch = shapely.ops.substring(part, start, start + width)
                at = shapely.get_coordinates(stretch)
                chord = at[-1] - at[0]
                length = float(np.hypot(*chord))
                if length < 0.75 * width:
                    continue
                away = (
                    (at[:, 0] - at[0, 0]) * -chord[1] + (at[:, 1] - at[0, 1]) * chord[0]
                ) / length
                bend = float(np.ptp(away))
                angle = float(np.degrees(np.arctan2(chord[1], chord[0])))
                angle = angle - 180.0 if angle > 90.0 else angle + 180.0 if angle <= -90 else angle
                for side in (1.0, -1.0) if off else (0.0,):
                    # Beside a line, a text stands clear of the line's own bends.
                    shift = side * (off + height / 2)
                    shift += (away.max() if side > 0 else away.min()) if side else away.mean()
                    x, y = (at[0] + at[-1]) / 2 + np.array([-chord[1], chord[0]]) / length * shift
                    box = _turned(x, y, width, height, angle)
                    if not self.is_lettering_free(box):
                        continue
                    crossed = sum(
                        shapely.length(shapely.intersection(other, box)) for other in self._lines
                    )
                    cost = bend / height * (1.0 if off else 3.0) + 6.0 * crossed + abs(angle) / 90.0
                    cost += 0.6 * float(np.hypot(x - middle_x, y - middle_y)) / size
                    if bend > (2.0 if off else 0.9) * height:
                        cost += 20.0
                    if best is None or cost < best[0]:
                        best = (cost, Along(float(x), float(y), angle, box))
        if best is None:
            return None
        self.take(best[1].box)
        return best[1]


def _turned(x: float, y: float, width: float, height: float, angle: float) -> BaseGeometry:
    box = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    return shapely.affinity.rotate(box, angle, origin=(x, y))
