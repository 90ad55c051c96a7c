"""A place: where it is, what it is, how exact that is, and why it was taken for a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, cast

from geo.borders import country_area
from geo.errors import BadData
from geo.sources import table

if TYPE_CHECKING:
    from shapely import Point
    from shapely.geometry.base import BaseGeometry

__all__ = ["AREA_KINDS", "VAGUE_KINDS", "Matched", "Outline", "OutlinedPlace", "Place", "Rival"]

Matched = Literal["exact", "alternate", "transliteration", "near"]
"""How a name found its place: its own name, another of its names, another spelling of the same
letters of another script; or, only where a guess was asked for, a name spelled nearly so."""


def _inside(geometry: BaseGeometry) -> Point:
    """Take the point itself, or a point inside the area or on the line."""
    point: Any = geometry if geometry.geom_type == "Point" else geometry.representative_point()
    return cast("Point", point)


class Rival(NamedTuple):
    """Another place that the same name may mean.

    Parameters
    ----------
    name : str
        As the source spells it.
    country : str
        ISO 3166-1 alpha-3, or empty.
    admin1, kind : str
        As of `Place`.
    lon, lat : float, degrees
    """

    name: str
    country: str
    admin1: str
    kind: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map, and why it was taken for a name.

    Parameters
    ----------
    name : str
        As the source spells it.
    geometry : shapely geometry
        Point, line or area; longitude and latitude in degrees.
    country : str
        ISO 3166-1 alpha-3, or empty if it is in none or in several.
    kind : str
        ``"city"``, ``"country"``, ``"admin1"``, ``"admin2"`` (a county or district), ``"region"``,
        ``"separation area"``, ``"crossing"``, ``"border"``, ``"point"``, or one of `VAGUE_KINDS`.
    population : int
        0 if unknown.
    accuracy_m : float, metres
        For a point, how far from it the place may reach: a town is not a point, see
        `geo.gazetteer.town_extent`. For an area or a line, how exact its outline is.
    source : str
        Key of a source, as in `geo.sources.source`.
    source_id : str
        What the source calls it.
    name_local : str
        Its name in the country's own script, if known.
    score : float
        100 if the name is one of the place's spellings; less if it only resembles one.
    because : str
        One sentence: why this place comes where it does.
    admin1 : str
        Province or state, if known.
    matched : str
        ``"exact"``, ``"alternate"``, ``"transliteration"`` or ``"near"``, see `Matched`.
    rivals : tuple of Rival
        Other places of the name that may well be meant, the likeliest first.
    stands_for_area : bool
        Whether this is one point of an area whose outline is not known; `accuracy_m` is then how
        far the area may reach from it.
    """

    name: str
    # Not compared and not shown: the outline of a country is large, and is loaded when asked for.
    geometry: BaseGeometry = field(compare=False, repr=False)
    country: str
    kind: str
    population: int
    accuracy_m: float
    source: str
    source_id: str
    name_local: str = ""
    score: float = 100.0
    because: str = field(default="", compare=False)
    admin1: str = ""
    # How it was found is not what it is.
    matched: Matched = field(default="exact", compare=False)
    rivals: tuple[Rival, ...] = field(default=(), compare=False)
    stands_for_area: bool = field(default=False, compare=False)

    @property
    def lon(self) -> float:
        """Longitude in degrees of the point, or of a point inside the area or on the line."""
        return float(_inside(self.geometry).x)

    @property
    def lat(self) -> float:
        """Latitude in degrees of the point, or of a point inside the area or on the line."""
        return float(_inside(self.geometry).y)


VAGUE_KINDS: Final = frozenset(
    (
        "bay",
        "canal",
        "continent",
        "desert",
        "gulf",
        "lake",
        "ocean",
        "peninsula",
        "range",
        "river",
        "sea",
        "strait",
        "wide region",
    )
)
"""Kinds of places that are wide though one point stands for them: to read, not to check."""

AREA_KINDS: Final = VAGUE_KINDS | {
    "admin1",
    "admin2",
    "archipelago",
    "country",
    "island",
    "region",
    "separation area",
}
"""Kinds of places that are areas: where only a point of one is known, it stands for the area."""


class Outline(NamedTuple):
    """Where an area's outline is stored, and a point inside it."""

    lon: float
    lat: float
    file: str
    key: str


@lru_cache(maxsize=64)
def _area(file: str, key: str) -> BaseGeometry:
    import shapely

    if file == "countries.parquet":
        return country_area(key)
    rows = table(file, columns=("geometry",), key=key)
    if not rows:
        raise BadData(f"{file} has no area {key!r} although the index of place names says so")
    area: BaseGeometry = shapely.from_wkb(rows[0]["geometry"])
    return area


class OutlinedPlace(Place):
    """A place whose outline is read from the data when someone asks for it."""

    __slots__ = ("_outline",)

    if TYPE_CHECKING:
        _outline: Outline | BaseGeometry

    @property
    def geometry(self) -> BaseGeometry:
        """Area in degrees."""
        stored = self._outline
        return _area(stored.file, stored.key) if isinstance(stored, Outline) else stored

    @geometry.setter
    def geometry(self, value: Outline | BaseGeometry) -> None:
        object.__setattr__(self, "_outline", value)

    @property
    def lon(self) -> float:
        """Longitude in degrees of a point inside the area, without loading the area."""
        stored = self._outline
        return stored.lon if isinstance(stored, Outline) else float(_inside(stored).x)

    @property
    def lat(self) -> float:
        """Latitude in degrees of a point inside the area, without loading the area."""
        stored = self._outline
        return stored.lat if isinstance(stored, Outline) else float(_inside(stored).y)
