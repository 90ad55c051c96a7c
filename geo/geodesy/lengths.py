"""Length text to metres and back; text is parsed once, here, and metres are used inside."""

from __future__ import annotations

import math
import re
from typing import Final

from geo.errors import BadDistance

__all__ = [
    "MAX_DISTANCE_M",
    "METRES_PER_UNIT",
    "UNIT_NAMES",
    "format_length",
    "is_approximate",
    "parse_length",
    "unit_m",
]

MAX_DISTANCE_M: Final = 10_001_965.0
"""Largest distance of a zone: the quarter meridian of WGS84, rounded down to a whole metre.

Source: Karney, C. F. F. (2013), Algorithms for geodesics, J. Geodesy 87, eq. for the quarter
meridian; GeographicLib gives 10 001 965.729 m from equator to pole.
"""

METRES_PER_UNIT: Final[dict[str, float]] = {
    "m": 1.0,
    "km": 1000.0,
    "cm": 0.01,
    "mi": 1609.344,
    "nmi": 1852.0,
    "yd": 0.9144,
    "ft": 0.3048,
}
"""Metres in one unit, exact by definition.

Source: International yard and pound agreement of 1959 (yard, foot, mile); International
Hydrographic Conference of Monaco 1929 and SI brochure, 9th edition, table 8 (nautical mile).
"""

UNIT_NAMES: Final[dict[str, str]] = {
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters", "mtr", "mtrs"), "m"),
    **dict.fromkeys(
        ("km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "klick", "klicks"), "km"
    ),
    **dict.fromkeys(("cm", "centimetre", "centimetres", "centimeter", "centimeters"), "cm"),
    **dict.fromkeys(("mi", "mile", "miles", "statute mile", "statute miles"), "mi"),
    **dict.fromkeys(
        ("nmi", "nm", "nautical mile", "nautical miles", "sea mile", "sea miles"), "nmi"
    ),
    **dict.fromkeys(("yd", "yds", "yard", "yards"), "yd"),
    **dict.fromkeys(("ft", "foot", "feet"), "ft"),
}
"""Spellings, in lower case, to the unit's symbol in `METRES_PER_UNIT`."""

_LENGTH = re.compile(
    r"\s*(?P<number>[+\-−]?(?:\d{1,3}(?:[,\u2009\u202f ]\d{3})+(?:\.\d+)?"
    r"|\d*\.?\d+(?:e[+-]?\d+)?|nan|inf(?:inity)?))"
    r"[\s\-\u00a0\u202f]*(?P<unit>[a-z][a-z .]*?)?\s*",
    re.IGNORECASE,
)


_ABOUT = re.compile(
    r"\A\s*(?:about|around|roughly|approximately|approx\.?|some|nearly|almost|circa|ca\.?|~|≈)"
    r"(?![a-z])\s*",
    re.IGNORECASE,
)


def is_approximate(text: str | float) -> bool:
    """Whether a length is worded as a rough one.

    Examples
    --------
    >>> is_approximate("about 100 km"), is_approximate("100 km")
    (True, False)
    """
    return isinstance(text, str) and _ABOUT.match(text) is not None


def unit_m(text: str | float) -> float:
    """Metres in the unit in which a length is worded; for a bare number, kilometres from 1 km on.

    Examples
    --------
    >>> unit_m("62 miles"), unit_m(100_000.0), unit_m(500.0)
    (1609.344, 1000.0, 1.0)
    """
    if isinstance(text, str):
        match = _LENGTH.fullmatch(_ABOUT.sub("", text, count=1).replace("−", "-"))
        name = (match["unit"] or "") if match else ""
        unit = UNIT_NAMES.get(re.sub(r"\s+", " ", name.strip().rstrip(".").lower()))
        if unit is not None:
            return METRES_PER_UNIT[unit]
    return 1000.0 if parse_length(text) >= 1000.0 else 1.0


def parse_length(text: str | float) -> float:
    """Metres in a length as people write it.

    Parameters
    ----------
    text : str or float
        ``"100 km"``, ``"about 62 miles"``, ``"12 nautical miles"``, ``"1,500 m"``. A bare number,
        as text or not, is metres.

    Returns
    -------
    float
        Metres, greater than 0 and at most `MAX_DISTANCE_M`.

    Raises
    ------
    BadDistance
        If it is no length, its unit is unknown, or it is not in the range that a zone can have.

    Examples
    --------
    >>> parse_length("100 km"), round(parse_length("62 miles"), 1), parse_length("1,500 m")
    (100000.0, 99779.3, 1500.0)
    """
    if isinstance(text, str):
        match = _LENGTH.fullmatch(_ABOUT.sub("", text, count=1).replace("−", "-"))
        if match is None:
            raise BadDistance(f"{text!r} is not a length; write it like '100 km' or '62 miles'")
        number = float(re.sub(r"[,\u2009\u202f ]", "", match["number"]))
        name = re.sub(r"\s+", " ", (match["unit"] or "m").strip().rstrip(".").lower())
        unit = UNIT_NAMES.get(name)
        if unit is None:
            raise BadDistance(
                f"unknown unit {match['unit']!r} in {text!r}; use km, m, miles, "
                "nautical miles, yards, feet or cm"
            )
        metres = number * METRES_PER_UNIT[unit]
    else:
        metres = float(text)
    if not math.isfinite(metres) or not 0.0 < metres <= MAX_DISTANCE_M:
        raise BadDistance(
            f"a distance of {text} cannot make a zone; it must be more than 0 and at most "
            f"{MAX_DISTANCE_M / 1000:,.0f} km, a quarter of the globe"
        )
    return metres


def format_length(metres: float) -> str:
    """Write metres as a reader expects them: metres below 1 km, else km with a fitting decimal.

    Parameters
    ----------
    metres : float
        Any finite length.

    Returns
    -------
    str
        Three significant figures or better.

    Examples
    --------
    >>> format_length(49_412.3), format_length(632.4), format_length(100_000), format_length(0.04)
    ('49.4 km', '632 m', '100 km', '0.04 m')
    """
    size = abs(metres)
    if size < 0.995:
        return f"{metres:.2g} m" if size else "0 m"
    if size < 10:
        return f"{metres:.1f} m".replace(".0 m", " m")
    if size < 999.5:
        return f"{metres:.0f} m"
    return f"{metres / 1000:,.1f} km".replace(".0 km", " km")
