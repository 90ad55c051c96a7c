"""A reference and a distance to a zone: its edge, its exact test, its verdicts, its files.

Read `geodesic_zone` (what a zone is), `zone_maker` (how one is asked for), `zone_claim` (the claim
that it carries), `gate` (what is too uncertain to draw), `zone_shape` (what is drawn), `checking`,
`verdict`, `verdict_reasons`, `line_doubt`, `place_doubts` and `deciding_answer` (inside, outside,
undecided, and why), `cells` with `cell_grid`, `line_pieces`, `piece_lists`, `threads` and
`cell_kernels` (many points), then `many`, `overlays`, `line_comparison`, `towns`, `zone_properties`
and `zone_files`; by `zone_query` every face asks.
"""

from __future__ import annotations

from geo.zones.cells import Cells
from geo.zones.checking import check_point
from geo.zones.deciding_answer import check_any, deciding
from geo.zones.gate import ROUGH_SHARE, roughness
from geo.zones.geodesic_zone import Zone
from geo.zones.line_comparison import WhoseLine, whose_line
from geo.zones.line_doubt import LineDoubt
from geo.zones.many import ManyZones
from geo.zones.overlays import difference, overlap
from geo.zones.threads import compiled, in_shape
from geo.zones.towns import Town, towns_in, towns_near
from geo.zones.verdict import Cause, Verdict
from geo.zones.zone_claim import ZoneClaim
from geo.zones.zone_files import frame, read_reference, read_zone, write_whole, write_zone
from geo.zones.zone_maker import DEFAULT_TOLERANCE_M, zone
from geo.zones.zone_properties import feature_properties, provenance, zone_json
from geo.zones.zone_query import QUERY_LIMITS, QueryLimits, ZoneQuery, place_query
from geo.zones.zone_shape import distances

__all__ = [
    "DEFAULT_TOLERANCE_M",
    "QUERY_LIMITS",
    "ROUGH_SHARE",
    "Cause",
    "Cells",
    "LineDoubt",
    "ManyZones",
    "QueryLimits",
    "Town",
    "Verdict",
    "WhoseLine",
    "Zone",
    "ZoneClaim",
    "ZoneQuery",
    "check_any",
    "check_point",
    "compiled",
    "deciding",
    "difference",
    "distances",
    "feature_properties",
    "frame",
    "in_shape",
    "overlap",
    "place_query",
    "provenance",
    "read_reference",
    "read_zone",
    "roughness",
    "towns_in",
    "towns_near",
    "whose_line",
    "write_whole",
    "write_zone",
    "zone",
    "zone_json",
]
