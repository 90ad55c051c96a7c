"""Places as you type: the beginnings of names, in any script, the weightiest first."""

from __future__ import annotations

from typing import Any

from geo.borders import country
from geo.errors import GeoError, PlaceNotFound
from geo.gazetteer import places, query
from geo.geodesy import parse_point
from geo.spelling import fold

__all__ = ["beginning_with"]

_LAST = "\U0010ffff"
_LEAST = 2
_ROWS = 40


def beginning_with(prefix: str, limit: int = 8) -> tuple[dict[str, Any], ...]:
    """Places a name of which begins so.

    Parameters
    ----------
    prefix : str
        At least two letters, in any script; one of a script without an alphabet is enough.
    limit : int
        At most so many.

    Returns
    -------
    tuple of dict
        ``name``, ``name_local``, ``country``, ``country_name``, ``admin1``, ``kind``, ``lat``,
        ``lon``, ``population``; empty if nothing begins so.

    Examples
    --------
    >>> beginning_with("Damasc", 1)[0]["name"]
    'Damascus'
    >>> beginning_with("دمش", 1)[0]["name"]
    'Damascus'
    """
    text = prefix.strip()[:80]
    if parse_point(text) is not None:
        return ()
    folded = fold(text)
    if len(folded) < (_LEAST if folded.isascii() else 1):
        return ()
    rows = query(
        "SELECT p.name, p.name_local, p.country, p.admin1, p.kind, p.lat, p.lon, p.population "
        "FROM (SELECT DISTINCT place FROM name WHERE fold >= ? AND fold < ? LIMIT 20000) AS n "
        "JOIN place AS p ON p.id = n.place WHERE p.kind != 'country' "
        "ORDER BY p.weight DESC LIMIT ?",
        (folded, folded + _LAST, _ROWS),
    )
    found = [_row(*row) for row in rows]
    # A whole name with its own ranking goes first: "Tripoli, Lebanon" and small misspellings too.
    try:
        exact = [
            _row(
                each.name, each.name_local, each.country, each.admin1, each.kind,
                each.lat, each.lon, each.population,
            )
            for each in places(text, limit=limit)
            if each.kind not in ("country", "border", "demonym")
        ] if "," in text or not found else []  # fmt: skip
    except PlaceNotFound:
        exact = []
    except GeoError:
        exact = []
    unique = {(each["name"], each["lat"], each["lon"]): each for each in [*exact, *found]}
    return tuple(unique.values())[:limit]


def _row(
    name: str, local: str, code: str, admin1: str, kind: str, lat: float, lon: float, people: int
) -> dict[str, Any]:
    try:
        nation = country(code).name if code else None
    except GeoError:
        nation = None
    return {
        "name": name,
        "name_local": local or None,
        "country": code or None,
        "country_name": nation,
        "admin1": admin1 or None,
        "kind": kind,
        "lat": round(lat, 6),
        "lon": round(lon, 6),
        "population": people,
    }
