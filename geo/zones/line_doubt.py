"""How far a line of several stretches may be off where it decides about a point.

Borders are drawn unequally well: of Iraq's, one is known within 50 m and another within 12 km. A
town by the first owes nothing to the second, and one that is nearer to the first may still owe its
verdict to the second. So each stretch is taken with its own accuracy, and what counts is how near
and how far the line may be at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from geo.borders import LinePart, ReferenceLine, join_lines, named_line
from geo.geodesy import FloatArray, Polylines
from geo.references import polylines

__all__ = ["LineDoubt", "named_doubt"]

_ALIKE: Final = 2.0
"""Stretches whose accuracies differ by less than this factor are taken to be as bad as the worst
of them: a search for the nearest point of each would gain little."""


@dataclass(frozen=True, eq=False)
class LineDoubt:
    """The accuracy of a line, stretch by stretch.

    Parameters
    ----------
    line : ReferenceLine
    """

    line: ReferenceLine

    @property
    def classes(self) -> tuple[tuple[float, tuple[LinePart, ...]], ...]:
        """Accuracy in metres and parts of each class of stretches; none if all are alike."""
        parts = sorted(self.line.parts, key=lambda part: -part.accuracy_m)
        classes: list[list[LinePart]] = []
        for part in parts:
            if classes and part.accuracy_m * _ALIKE >= classes[-1][0].accuracy_m:
                classes[-1].append(part)
            else:
                classes.append([part])
        if len(classes) == 1:
            return ()
        return tuple((each[0].accuracy_m, tuple(each)) for each in classes)

    @cached_property
    def stretches(self) -> tuple[tuple[float, Polylines], ...]:
        """Accuracy in metres and segments of each class of stretches; none if all are alike."""
        return tuple(
            (accuracy_m, polylines(join_lines(parts, key="", name=""))[0])
            for accuracy_m, parts in self.classes
        )

    def prepare(self) -> None:
        """Make ready what answers about a few points at a time are quicker with."""
        for _, lines in self.stretches:
            lines.build_trees()

    def __getstate__(self) -> dict[str, object]:
        """The line: what is made of it is made again where it arrives."""
        return {"line": self.line}

    def at(
        self, lon: FloatArray, lat: FloatArray, metres: FloatArray, reach_m: float
    ) -> FloatArray:
        """How far the line may be off, for points asked whether they are within a distance of it.

        Parameters
        ----------
        lon, lat : ndarray, degrees, shape (n,)
        metres : ndarray, metres, shape (n,)
            Their distance from the line as drawn.
        reach_m : float, metres
            The distance asked about.

        Returns
        -------
        ndarray, metres, shape (n,)
            For a point within reach, by how much farther the line may be than it is drawn; for
            one beyond, by how much nearer. At least the accuracy of some stretch.

        Examples
        --------
        >>> from geo.borders import named_line
        >>> doubt = LineDoubt(named_line("pre-1967"))
        >>> [round(metres) for metres, _ in doubt.stretches]
        [2000, 160]
        """
        if not self.stretches:
            return np.full(np.shape(metres), self.line.accuracy_m)
        nearer, farther = np.full((2, *np.shape(metres)), np.inf)
        for accuracy_m, lines in self.stretches:
            here = lines.nearest(lon, lat)[0]
            nearer = np.minimum(nearer, here - accuracy_m)
            farther = np.minimum(farther, here + accuracy_m)
        return np.asarray(np.where(metres <= reach_m, farther - metres, metres - nearer))


@lru_cache(maxsize=8)
def named_doubt(key: str) -> LineDoubt:
    """Look a named line up, made ready to ask how far it may be off."""
    return LineDoubt(named_line(key))
