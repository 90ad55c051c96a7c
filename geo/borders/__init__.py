"""Countries, their land, the borders between them, and the words for those borders.

A phrase, a pair of countries or a line's key comes in, a `ReferenceLine` with status, source and
accuracy comes out. Read `country_list` (a name to a country), `land` (whose land a point is on),
`reference_line` (borders and named lines), `line_accuracy`, `named_stretches` (lines with a name of
their own), `disputed_area`, `outlook` and `sides` (northern, south-eastern …), `line_keys`,
`parties` and `phrases`.
"""

from __future__ import annotations

from geo.borders.country_list import countries, country, country_area, find_country
from geo.borders.disputed_area import DisputedArea, disputed_areas, disputed_areas_at
from geo.borders.land import (
    COUNTRY_EDGE_M,
    LAND_BY_LINE,
    Membership,
    beyond_m,
    is_land,
    land_of,
    membership,
    swapped_hint,
)
from geo.borders.line_accuracy import MeasuredAccuracy, measured_accuracy
from geo.borders.line_keys import line
from geo.borders.line_properties import line_json
from geo.borders.named_stretches import UndrawnLine, find_stretch, stretches, undrawn_lines
from geo.borders.parties import combining_form, meeting
from geo.borders.phrases import find_border, meant_border
from geo.borders.reference_line import (
    DEFAULT_LINES,
    LinePart,
    ReferenceLine,
    Status,
    alternatives,
    border,
    join_lines,
    lines,
    named_line,
    neighbours_of,
    unsettled_borders,
)
from geo.borders.sides import border_side

__all__ = [
    "COUNTRY_EDGE_M",
    "DEFAULT_LINES",
    "LAND_BY_LINE",
    "DisputedArea",
    "LinePart",
    "MeasuredAccuracy",
    "Membership",
    "ReferenceLine",
    "Status",
    "UndrawnLine",
    "alternatives",
    "beyond_m",
    "border",
    "border_side",
    "combining_form",
    "countries",
    "country",
    "country_area",
    "disputed_areas",
    "disputed_areas_at",
    "find_border",
    "find_country",
    "find_stretch",
    "is_land",
    "join_lines",
    "land_of",
    "line",
    "line_json",
    "lines",
    "meant_border",
    "measured_accuracy",
    "meeting",
    "membership",
    "named_line",
    "neighbours_of",
    "stretches",
    "swapped_hint",
    "undrawn_lines",
    "unsettled_borders",
]
