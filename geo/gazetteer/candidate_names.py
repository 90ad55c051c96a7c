"""The places that may have been meant by a name that is none, as JSON."""

from __future__ import annotations

from typing import Any

from geo.borders import countries
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
        Each with ``name``, a spelling that answers; where more is known also ``place`` (the name
        that its source gives it), ``country`` and ``country_name``, ``admin1``, ``kind``, ``lat``,
        ``lon``, and ``distance_m`` from the zone's reference, or null without one.

    Examples
    --------
    >>> candidates_json(PlaceNotFound("no place 'Hom'", ("Homs",)))
    [{'name': 'Homs'}]
    """
    if not isinstance(error, PlaceNotFound):
        return []
    if error.candidates:
        names = {entry.code: entry.name for entry in countries()}
        return [_candidate(each, names) for each in error.candidates]
    return [{"name": name} for name in error.suggestions]


def _candidate(each: Suggestion, names: dict[str, str]) -> dict[str, Any]:
    place = each.place
    return {
        "name": each.spelling,
        "place": place.name,
        "country": place.country or None,
        "country_name": names.get(place.country),
        "admin1": place.admin1 or None,
        "kind": place.kind,
        "lat": round(place.lat, 6),
        "lon": round(place.lon, 6),
        "distance_m": None if each.distance_m is None else round(each.distance_m, 1),
    }
