"""From "keep them 100 km from the border" to a map that can be trusted.

>>> import geo
>>> zone = geo.zone("Israel's northern border", "100 km", within="Syria")
>>> zone.check("Damascus").verdict
'inside'
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.borders import ReferenceLine, lines
    from geo.errors import GeoError, GeoWarning
    from geo.figures import figure
    from geo.gazetteer import Place, places
    from geo.maps import save
    from geo.maps import zone_map as map
    from geo.reading import Article, Claim, Mention, Reading, load_article, read
    from geo.reports import report
    from geo.sources import Source
    from geo.zones import Verdict, Zone, zone

__all__ = [
    "Article",
    "Claim",
    "GeoError",
    "GeoWarning",
    "Mention",
    "Place",
    "Reading",
    "ReferenceLine",
    "Source",
    "Verdict",
    "Zone",
    "figure",
    "lines",
    "load_article",
    "map",
    "places",
    "read",
    "report",
    "save",
    "zone",
]

__version__ = "0.1.0"

# Name to room: imported when asked for, so that `geo check` answers at once.
_HOMES = {
    "Article": "geo.reading",
    "Claim": "geo.reading",
    "GeoError": "geo.errors",
    "GeoWarning": "geo.errors",
    "Mention": "geo.reading",
    "Place": "geo.gazetteer",
    "Reading": "geo.reading",
    "ReferenceLine": "geo.borders",
    "Source": "geo.sources",
    "Verdict": "geo.zones",
    "Zone": "geo.zones",
    "figure": "geo.figures",
    "lines": "geo.borders",
    "load_article": "geo.reading",
    "map": "geo.maps",
    "places": "geo.gazetteer",
    "read": "geo.reading",
    "report": "geo.reports",
    "save": "geo.maps",
    "zone": "geo.zones",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        # Inside the house a map is a zone's; here, after `geo.`, its name is short.
        return getattr(import_module(_HOMES[name]), "zone_map" if name == "map" else name)
    raise AttributeError(f"module 'geo' has no attribute {name!r}")


# Where IPython runs, zones and readings show themselves as maps.
if "IPython" in sys.modules:
    import_module("geo.notebook").register()


def __dir__() -> list[str]:
    return sorted((*__all__, "__version__"))
