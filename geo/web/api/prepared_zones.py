"""Zones and places that were asked for, kept ready for the next asker."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import shapely

from geo.gazetteer import Around, Place
from geo.geodesy import parse_point
from geo.references import place_asked
from geo.web.api.joint_checks import check_together
from geo.zones import Zone, ZoneQuery, place_query

__all__ = ["ZONES", "PreparedZones", "find_place"]

_MOST_ZONES: Final = 64
_MOST_PLACES: Final = 8_192


class PreparedZones:
    """The zones that were asked for last, each ready to answer at once.

    To read a reference and make its zone ready takes from milliseconds to seconds, an answer about
    a place a fraction of one.

    Parameters
    ----------
    most : int
        Zones that are kept.

    Examples
    --------
    >>> kept, query = PreparedZones(2), ZoneQuery(reference="33.5,36.3", distance="10 km")
    >>> kept.at_hand(query) is None, kept.zone(query) is kept.at_hand(query)
    (True, True)
    """

    def __init__(self, most: int = _MOST_ZONES) -> None:
        self._most = most
        self._zones: OrderedDict[ZoneQuery, Zone] = OrderedDict()
        self._lock = threading.Lock()

    def at_hand(self, query: ZoneQuery) -> Zone | None:
        """A zone, if it is ready."""
        with self._lock:
            found = self._zones.get(query)
            if found is not None:
                self._zones.move_to_end(query)
        return found

    def zone(self, query: ZoneQuery) -> Zone:
        """A zone, made ready if it is not.

        Raises
        ------
        GeoError
            As `ZoneQuery.zone` does.
        """
        found = self.at_hand(query)
        if found is None:
            found = query.zone()
            found.prepare()
            # What the first verdict makes ready, no asker waits for.
            lon, lat = shapely.get_coordinates(found.line.geometry)[0]
            text, place = place_asked((float(lon), float(lat)))
            check_together(found, [text], [place])
            with self._lock:
                self._zones[query] = found
                while len(self._zones) > self._most:
                    self._zones.popitem(last=False)
        return found


ZONES: Final = PreparedZones()
"""Of this process: checks, maps, files and titles of one zone share it."""


@dataclass(frozen=True, slots=True)
class _AboutZone:
    """A zone that is the same question as another of its line, distance and countries."""

    line: str
    distance_m: float
    within: tuple[str, ...] | None
    around: Around = field(compare=False, repr=False)


# Namesakes are measured from the zone's line: 2 ms that every asker of a name would pay again.
@lru_cache(maxsize=_MOST_PLACES)
def _named(text: str, about: _AboutZone | None, guess: bool) -> Place:
    return place_asked(text, around=about.around if about else None, guess=guess)[1]


def find_place(where: str, *, among: Zone | None = None, guess: bool = False) -> Place:
    """Understand a name, or ``LAT,LON``, as `Zone.check` does.

    Parameters
    ----------
    where : str
    among : Zone, optional
        Of namesakes, one in its countries or near it is meant before a larger one elsewhere.
    guess : bool
        Take the place that is spelled most nearly so, where no place has the name.

    Raises
    ------
    BadInput
        If it is blank, too long, or off the globe.
    PlaceNotFound

    Examples
    --------
    >>> find_place("33.5,36.3").kind
    'point'
    """
    if parse_point(place_query(where)) is not None:
        return place_asked(where)[1]
    if among is None:
        return _named(where, None, guess)
    about = _AboutZone(among.line.key, among.distance_m, among.within, among.around)
    return _named(where, about, guess)
