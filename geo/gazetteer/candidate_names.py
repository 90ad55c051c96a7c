"""The places that may have been meant by a name that is none, as JSON."""

from __future__ import annotations

from typing import Any

from geo.borders import country
from geo.errors import GeoError, PlaceNotFound
from geo.gazetteer.identity import Suggestion

__all__ = ["candidates_json"]


def candidates_json(error: GeoError) -> list[dict[str, Any]]:
    """What an unknown name may have meant, best first; empty for any other error.

    Parameters
    ----------
    error : GeoError

    Returns
    -------
    list of dict
        ``name`` (a spelling that is the place's), ``country``, ``country_name``, ``lon``, ``lat``,
        and ``distance_m`` from what the zone is counted from, if there is one.

    Examples
    --------
    >>> from geo.gazetteer.search import look_up
    >>> [first, *_] = candidates_json(look_up("Damasucs").not_found())
    >>> first["name"], first["country_name"]
    ('Damascus', 'Syria')
    """
    if not isinstance(error, PlaceNotFound):
        return []
    return [_candidate(each) for each in error.candidates]


def _candidate(suggestion: Suggestion) -> dict[str, Any]:
    place = suggestion.place
    return {
        "name": suggestion.spelling,
        "country": place.country or None,
        "country_name": country(place.country).name if place.country else None,
        "lon": round(place.lon, 6),
        "lat": round(place.lat, 6),
        "distance_m": None if suggestion.distance_m is None else round(suggestion.distance_m, 1),
    }
