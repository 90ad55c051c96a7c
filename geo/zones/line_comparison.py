"""Whose line: the same zone from every line that describes the same borders.

Two readers who mean different lines by "the northern border" agree on most places and disagree on
a band between. `whose_line` computes the zone from each line and says where all agree inside, where
all agree outside, and where it depends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import shapely

from geo.borders import ReferenceLine, alternatives, land_of
from geo.errors import BadInput
from geo.gazetteer import Place
from geo.geodesy import Length, area_km2
from geo.references import reference_line
from geo.zones.geodesic_zone import Zone
from geo.zones.verdict import Verdict
from geo.zones.zone_maker import DEFAULT_TOLERANCE_M, length_asked, zone

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["WhoseLine", "whose_line"]


@dataclass(frozen=True, slots=True, eq=False)
class WhoseLine:
    """Zones from several lines, and where they agree.

    Parameters
    ----------
    zones : tuple of Zone
        One for each line, the default first; equal distance and clipping.
    agreed_inside : shapely geometry
        In every zone; lon/lat degrees.
    depends : shapely geometry
        In some zones and not in others.
    agreed_outside : shapely geometry
        In none, of the countries that the zones are clipped to or, if they are not clipped, that
        the lines part.
    """

    zones: tuple[Zone, ...]
    agreed_inside: BaseGeometry = field(repr=False)
    depends: BaseGeometry = field(repr=False)
    agreed_outside: BaseGeometry = field(repr=False)

    @property
    def area_km2(self) -> dict[str, float]:
        """Square kilometres of each layer on the ellipsoid."""
        return {
            "agreed_inside": area_km2(self.agreed_inside),
            "depends": area_km2(self.depends),
            "agreed_outside": area_km2(self.agreed_outside),
        }

    def check(self, query: str | Place | tuple[float, float]) -> Verdict:
        """Verdict that is inside or outside only if every line says so.

        Parameters
        ----------
        query : str, Place, or (lon, lat)
            As for `Zone.check`.

        Returns
        -------
        Verdict
            From the first line, undecided if another line disagrees; `by_line` holds them all.
        """
        return self.zones[0].check(query)

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """GeoJSON FeatureCollection of the three layers."""
        layers = {
            "agreed inside": self.agreed_inside,
            "depends": self.depends,
            "agreed outside": self.agreed_outside,
        }
        return {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {
                        "role": role,
                        "distance_m": self.zones[0].distance_m,
                        "lines": [each.line.key for each in self.zones],
                        "area_km2": round(area_km2(geometry), 2),
                    },
                    "geometry": shapely.geometry.mapping(geometry),
                }
                for role, geometry in layers.items()
            ],
        }


def whose_line(
    reference: str | ReferenceLine,
    distance: str | Length | None = None,
    *,
    distance_m: float | None = None,
    within: str | Iterable[str] | None = None,
    tolerance: str | float = DEFAULT_TOLERANCE_M,
) -> WhoseLine:
    """Compute a zone from every line that describes the borders meant.

    Parameters
    ----------
    reference : str or ReferenceLine
        A border phrase or a line's key, as for `geo.zone`.
    distance, distance_m, within, tolerance
        As for `geo.zone`.

    Returns
    -------
    WhoseLine
        Its layers are made of the zones' polygons, so their edges are within the tolerance.

    Raises
    ------
    BadInput
        If only one line describes these borders.

    Examples
    --------
    >>> lines = whose_line("Israel's northern border", "100 km", within="Syria")
    >>> [each.line.key for each in lines.zones]
    ['ceasefire-1974', 'bravo-1974', 'pre-1967']
    >>> lines.check((36.74, 33.81)).verdict  # Jayrud
    'undecided'
    """
    found, length = reference_line(reference), length_asked(distance, distance_m)
    keys = alternatives(found.pairs) if found.pairs else ()
    if len(keys) < 2:
        raise BadInput(f"only one line is known for {found.name}, so there is nothing to compare")
    # The first zone's line is handed over as it was understood, not chosen by key: its verdicts
    # depend on the others.
    first = found if found.key in keys else reference_line(keys[0])
    ordered = [first, *(reference_line(key) for key in keys if key != first.key)]
    made = tuple(
        zone(each, length, within=within, tolerance=tolerance, rough=True) for each in ordered
    )
    areas = [each.area for each in made]
    inside = areas[0]
    for area in areas[1:]:
        inside = shapely.intersection(inside, area)
    some = shapely.union_all(areas)
    codes = made[0].within or found.sides
    land = shapely.union_all([land_of(codes, each.line.key) for each in made])
    return WhoseLine(
        zones=made,
        agreed_inside=inside,
        depends=shapely.difference(some, inside),
        agreed_outside=shapely.difference(land, some),
    )
