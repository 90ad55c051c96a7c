"""What is added to each row: inside, the distance, the verdict, and what each line says."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import shapely

from geo.borders import COUNTRY_EDGE_M, alternatives, land_of, membership, named_line
from geo.references import polylines
from geo.zones import Cells, LineDoubt, distances, in_shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from geo.geodesy import Polylines
    from geo.zones import Zone

__all__ = ["Added"]

INSIDE, OUTSIDE, UNDECIDED = 0, 1, 2
_WORDS = ("inside", "outside", "undecided")
# Of a degree of latitude, in metres, less than any; to find who may be near a coast.
_DEGREE_M = 110_000.0

Codes = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Added:
    """Columns that a check adds.

    Parameters
    ----------
    zone : Zone
    distance : bool
        ``distance_m``, within 1 mm.
    verdict : bool
        ``verdict``: as `Zone.check` decides for a point, with the line's accuracy and, if nobody
        chose the line, with the others that describe the same borders.
    by_line : bool
        ``verdict_KEY`` for every such line, and ``distance_m_KEY`` if `distance`.
    exact : bool
        Take the distance as it stands, however it was worded.
    prefix : str
        Put before each name, where a file has such columns already.
    """

    zone: Zone
    distance: bool = False
    verdict: bool = False
    by_line: bool = False
    exact: bool = False
    prefix: str = ""

    def __getstate__(self) -> dict[str, object]:
        """What was asked for: indexes are made again where it arrives."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def names(self) -> list[str]:
        """Of the columns, in order."""
        found = ["inside"]
        found += ["distance_m"] * self.distance
        found += ["verdict"] * self.verdict
        if self.by_line:
            for key in self._lines:
                found += [f"verdict_{key}"] + [f"distance_m_{key}"] * self.distance
        return [f"{self.prefix}{name}" for name in found]

    @cached_property
    def arrow_fields(self) -> list[pa.Field]:
        """The same, with their types."""
        import pyarrow as pa

        return [
            pa.field(name, pa.bool_() if name == f"{self.prefix}inside" else
                     pa.float64() if "distance_m" in name else pa.string())
            for name in self.names
        ]  # fmt: skip

    def of(self, lon: Any, lat: Any) -> tuple[list[pa.Array], npt.NDArray[np.bool_]]:
        """The columns for some points, and whether each is inside."""
        import pyarrow as pa

        inside = self.zone.contains(lon, lat)
        made: list[Any] = [pa.array(inside)]
        if self.distance:
            made.append(pa.array(self.zone.distance_to(lon, lat)))
        if self.verdict or self.by_line:
            by_line = {key: self._judged(key, lon, lat) for key in self._lines}
            own = by_line[self.zone.line.key].copy()
            if not self.zone.line_chosen:
                for key, theirs in by_line.items():
                    first = by_line[self.zone.line.key]
                    if key != self.zone.line.key:
                        own[(theirs != UNDECIDED) & (theirs != first)] = UNDECIDED
            if self.verdict:
                made.append(_words(own))
            if self.by_line:
                for key, codes in by_line.items():
                    made.append(_words(codes))
                    if self.distance:
                        made.append(pa.array(self._whole(key).distances(lon, lat)))
        return made, inside

    @cached_property
    def _lines(self) -> dict[str, tuple[Polylines, Any, float]]:
        """Every line that describes these borders, this zone's own first; its accuracy."""
        line = self.zone.line
        found = {line.key: (*polylines(line), line.accuracy_m)}
        for key in alternatives(line.pairs) if line.pairs else ():
            if key != line.key:
                other = named_line(key)
                found[key] = (*polylines(other), other.accuracy_m)
        return found

    @cached_property
    def _doubts(self) -> dict[str, LineDoubt]:
        own = self.zone.line
        return {key: LineDoubt(own if key == own.key else named_line(key)) for key in self._lines}

    def _cells(self, key: str, reach_m: float) -> Cells:
        lines, solid, _ = self._lines[key]

        def exact(lon: Any, lat: Any) -> Any:
            return distances(lines, solid, lon, lat)[0]

        return Cells(lines, solid, None, reach_m, exact)

    def _whole(self, key: str) -> Cells:
        return self._made[key][2]

    @cached_property
    def _made(self) -> dict[str, tuple[Cells | None, Cells, Cells]]:
        """For each line: who is surely inside, who is not surely outside, and the zone itself."""
        rounding_m = 0.0 if self.exact else self.zone.rounding_m
        reach = self.zone.distance_m
        made: dict[str, tuple[Cells | None, Cells, Cells]] = {}
        for key, (_, _, accuracy_m) in self._lines.items():
            unsure = accuracy_m + rounding_m
            whole = self._cells(key, reach)
            if unsure == 0:
                made[key] = (whole, whole, whole)
                continue
            # As far as the uncertainty exactly is undecided, on either side.
            least = float(np.nextafter(reach - unsure, 0.0))
            surely = self._cells(key, least) if least > 0 else None
            made[key] = (surely, self._cells(key, reach + unsure), whole)
        return made

    def _judged(self, key: str, lon: Any, lat: Any) -> Codes:
        surely, maybe, _ = self._made[key]
        codes = np.full(lon.size, OUTSIDE, dtype=np.int8)
        codes[maybe.contains(lon, lat)] = UNDECIDED
        if surely is not None:
            codes[surely.contains(lon, lat)] = INSIDE
        self._refine(key, lon, lat, codes)
        within = self.zone.within
        if within is None:
            return codes
        land = land_of(within, key)
        rows = np.flatnonzero(codes != OUTSIDE)
        rows = rows[~in_shape(land, lon[rows], lat[rows])]
        near = np.array(list(_near(land, lon[rows], lat[rows])), dtype=bool)
        codes[rows[~near]] = OUTSIDE
        for row in rows[near].tolist():
            member = membership(float(lon[row]), float(lat[row]), "", within, key)
            codes[row] = {"in": codes[row], "out": OUTSIDE}.get(member, UNDECIDED)
        return codes

    def _refine(self, key: str, lon: Any, lat: Any, codes: Codes) -> None:
        """Decide what only the worst stretch of a line leaves open, by the stretches there."""
        doubt = self._doubts[key]
        rows = np.flatnonzero(codes == UNDECIDED)
        if not doubt.stretches or not rows.size:
            return
        lines, solid, _ = self._lines[key]
        reach = float(self.zone.distance_m)
        metres = distances(lines, solid, lon[rows], lat[rows])[0]
        rounding_m = 0.0 if self.exact else self.zone.rounding_m
        unsure = doubt.at(lon[rows], lat[rows], metres, reach) + rounding_m
        sure = np.abs(reach - metres) > unsure
        codes[rows[sure]] = np.where(metres[sure] <= reach, INSIDE, OUTSIDE)


def _near(land: Any, lon: Any, lat: Any) -> Iterator[bool]:
    """Whether points may lie within the uncertainty of a country's edge."""
    widest = float(np.cos(np.radians(min(89.0, float(np.abs(lat).max()))))) if lat.size else 1.0
    reach = COUNTRY_EDGE_M / _DEGREE_M / widest
    yield from shapely.dwithin(land, shapely.points(lon, lat), reach).tolist()


def _words(codes: Codes) -> pa.Array:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(_WORDS)).dictionary_decode()
