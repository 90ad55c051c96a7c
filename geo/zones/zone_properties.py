"""A zone as JSON and as the properties of a feature: the one place where its keys are named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from geo.sources import source

if TYPE_CHECKING:
    from geo.zones.geodesic_zone import Zone

__all__ = ["feature_properties", "provenance", "zone_json"]


def zone_json(zone: Zone) -> dict[str, Any]:
    """What ``geo zone --json`` prints.

    Parameters
    ----------
    zone : Zone

    Returns
    -------
    dict
        ``within`` is a list of codes, or None if the zone is not clipped. Area and edge are
        measured when they are asked for here.

    Examples
    --------
    >>> from geo.zones import zone
    >>> zone_json(zone("33.5,36.3", "10 km", within="Syria"))["within"]
    ['SYR']
    """
    return {
        "line": zone.line.key,
        "name": zone.line.name,
        "status": zone.line.status,
        "distance_m": zone.distance_m,
        "within": _within(zone),
        "area_km2": round(zone.area_km2, 2),
        "edge_error_m": round(zone.edge_error_m, 4),
        "line_accuracy_m": zone.line.accuracy_m,
        "rough": zone.roughness or None,
        "source": zone.line.source,
        "note": zone.line.note,
    }


def feature_properties(zone: Zone) -> dict[str, Any]:
    """What every feature of a zone's file carries, so that the zone can be read back.

    Examples
    --------
    >>> from geo.zones import zone
    >>> kept = feature_properties(zone("33.5,36.3", "about 10 km"))
    >>> kept["distance_m"], kept["unit"], kept["rounding_m"], kept["within"]
    (10000.0, 'km', 500.0, None)
    """
    return {
        "distance_m": zone.distance_m,
        "unit": zone.distance.unit,
        "rounding_m": zone.rounding_m,
        "edge_error_m": round(zone.edge_error_m, 4),
        "line": zone.line.key,
        "line_name": zone.line.name,
        "within": _within(zone),
        "tolerance_m": zone.tolerance_m,
        "line_chosen": zone.line_chosen,
        "rough": zone.roughness or None,
        "stands_for_area": zone.line.stands_for_area,
    }


def provenance(keys: Iterable[str]) -> dict[str, str]:
    """Attributions and licences of sources; of a geometry that was given, only that.

    Parameters
    ----------
    keys : iterable of str
        Of `geo.sources.source`, or ``"given"``.

    Examples
    --------
    >>> provenance(["given"])
    {'source': 'given', 'licence': ''}
    """
    known = {key: None if key == "given" else source(key) for key in keys}
    return {
        "source": "; ".join(
            key if each is None else each.attribution for key, each in known.items()
        ),
        "licence": "; ".join(dict.fromkeys(each.licence for each in known.values() if each)),
    }


def _within(zone: Zone) -> list[str] | None:
    return list(zone.within) if zone.within else None
