"""A place as JSON: the one way in which it is written wherever an answer holds one."""

from __future__ import annotations

from typing import Any

from geo.borders import disputed_areas_at
from geo.gazetteer.place import Place

__all__ = ["place_json"]


def place_json(place: Place) -> dict[str, Any]:
    """Write a place.

    Parameters
    ----------
    place : Place

    Returns
    -------
    dict
        ``country`` is None, which is ``null``, where the place is in none or in several;
        ``matched`` says how the name was recognised, ``rivals`` what else bears it, and
        ``stands_for_area`` that this is one point of an area whose outline is not known.

    Examples
    --------
    >>> from geo.gazetteer import places
    >>> place_json(places("Damascus")[0])["country"], place_json(places("Golan")[0])["country"]
    ('SYR', None)
    """
    return {
        "name": place.name,
        "lon": round(place.lon, 6),
        "lat": round(place.lat, 6),
        "country": place.country or None,
        "kind": place.kind,
        "source": place.source,
        "source_id": place.source_id,
        "accuracy_m": place.accuracy_m,
        "matched": place.matched,
        "rivals": [rival._asdict() for rival in place.rivals],
        "stands_for_area": place.stands_for_area,
        "disputed": _disputed(place),
    }


def _disputed(place: Place) -> list[dict[str, Any]]:
    """The disputed land in which a place lies, so that its country is never said barely."""
    if place.geometry.geom_type != "Point":
        return []
    return [
        {
            "name": area.name,
            "claimants": list(area.claimants),
            "held_by": list(area.held_by),
            "drawn_in": list(area.drawn_in),
        }
        for area in disputed_areas_at(place.lon, place.lat)
    ]
