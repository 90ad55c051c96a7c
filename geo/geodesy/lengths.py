"""Lengths as people give them: text is parsed once, here, into a value that keeps what was meant.

The rounding of a length. "100 km" in a news report is not 100.000 km. A number is taken to stand
for anything that rounds to it at its last non-zero digit, but for no more than a twentieth of
itself: "about 100 km" is 100 ± 5 km, "about 85 km" is 85 ± 0.5 km. Where nothing says "about", the
number is exact.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from geo.errors import BadDistance

__all__ = [
    "MAX_DISTANCE_M",
    "METRES_PER_UNIT",
    "UNIT_NAMES",
    "Length",
    "format_length",
    "parse_length",
    "rounding_m",
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

_LENGTH: Final = re.compile(
    r"\s*(?P<number>[+\-−]?(?:\d{1,3}(?:[,\u2009\u202f ]\d{3})+(?:\.\d+)?"
    r"|\d*\.?\d+(?:e[+-]?\d+)?|nan|inf(?:inity)?))"
    r"[\s\-\u00a0\u202f]*(?P<unit>[a-z][a-z .]*?)?\s*",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"\A\s*(?:about|around|roughly|approximately|approx\.?|some|nearly|almost|circa|ca\.?|~|≈)"
    r"(?![a-z])\s*",
    re.IGNORECASE,
)
_TWENTIETH: Final = 0.05
_NAMES: Final = {
    "mi": ("mile", "miles"),
    "nmi": ("nautical mile", "nautical miles"),
    "yd": ("yard", "yards"),
    "ft": ("foot", "feet"),
}
_METRIC: Final = frozenset({"m", "km", "cm"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length as somebody gave it: its metres, the unit that was meant, and how rough it is.

    Parameters
    ----------
    metres : float
        More than 0.
    unit : str
        Symbol of the unit in which it was given, a key of `METRES_PER_UNIT`.
    rounding_m : float, metres
        How far it may be off because it is worded as a rough one; 0 for one that is exact.
    text : str
        As written; empty if it was a number.

    Examples
    --------
    >>> asked = parse_length("about 100 miles")
    >>> asked.unit, asked.rounding_m, asked.in_words
    ('mi', 8046.72, 'about 100 miles (161 km)')
    """

    metres: float
    unit: str = "km"
    rounding_m: float = 0.0
    text: str = ""

    @classmethod
    def of(
        cls,
        metres: float,
        *,
        unit: str | None = None,
        approximate: bool = False,
        text: str = "",
    ) -> Length:
        """Make a length of a number.

        Parameters
        ----------
        metres : float
            More than 0 and at most `MAX_DISTANCE_M`.
        unit : str, optional
            Symbol of the unit that was meant; kilometres from 1 km on, else metres.
        approximate : bool
            Whether it is a rough one; `rounding_m` says how rough.
        text : str
            As written.

        Raises
        ------
        BadDistance
            If it is not in the range that a zone can have.

        Examples
        --------
        >>> Length.of(500.0).in_words, Length.of(10_000.0, approximate=True).rounding_m
        ('500 m (1,640 feet)', 500.0)
        """
        try:
            number = float(metres)
        except (TypeError, ValueError):
            raise BadDistance(f"{metres!r} is no number of metres") from None
        if not math.isfinite(number) or not 0.0 < number <= MAX_DISTANCE_M:
            said = text or f"{number:g} m"
            raise BadDistance(
                f"a distance of {said} cannot make a zone; it must be more than 0 and at most "
                f"{MAX_DISTANCE_M / 1000:,.0f} km, a quarter of the globe"
            )
        meant = unit or ("km" if number >= 1000.0 else "m")
        rough = rounding_m(number, unit_m=METRES_PER_UNIT[meant]) if approximate else 0.0
        return cls(metres=number, unit=meant, rounding_m=rough, text=text)

    @property
    def approximate(self) -> bool:
        """Whether it is a rough one."""
        return self.rounding_m > 0

    @property
    def in_unit(self) -> str:
        """In the unit in which it was given: ``"100 miles"``."""
        return _in_unit(self.metres, self.unit, digits=10)

    @property
    def in_words(self) -> str:
        """In the unit in which it was given, with the other system in brackets.

        Examples
        --------
        >>> parse_length("200 nautical miles").in_words, parse_length("100 km").in_words
        ('200 nautical miles (370 km)', '100 km (62.1 miles)')
        """
        if self.unit in _METRIC:
            other = "mi" if self.metres >= 1000.0 else "ft"
        else:
            other = "km" if self.metres >= 1000.0 else "m"
        about = "about " if self.approximate else ""
        return f"{about}{self.in_unit} ({_in_unit(self.metres, other, digits=3)})"


def _in_unit(metres: float, unit: str, *, digits: int) -> str:
    number = metres / METRES_PER_UNIT[unit]
    whole = len(f"{int(number)}")
    said = f"{number:,.{max(digits - whole, 0)}f}" if number >= 1 else f"{number:.{digits}g}"
    said = said.rstrip("0").rstrip(".") if "." in said else said
    one, several = _NAMES.get(unit, (unit, unit))
    return f"{said} {one if said == '1' else several}"


def rounding_m(distance_m: float, *, unit_m: float = 1000.0) -> float:
    """Half of the step to which a distance seems to be rounded, in metres.

    Parameters
    ----------
    distance_m : float, metres
        As the text gives it.
    unit_m : float, metres
        Length of the unit that the text counts in.

    Returns
    -------
    float
        Half a unit of the last non-zero digit, but at most a twentieth of the distance.

    Examples
    --------
    >>> rounding_m(100_000), rounding_m(85_000), rounding_m(62 * 1609.344, unit_m=1609.344)
    (5000.0, 500.0, 804.672)
    """
    number = distance_m / unit_m
    step = 10.0 ** math.floor(math.log10(number))
    while step > 1e-6 and abs(number / step - round(number / step)) > 1e-9:
        step /= 10
    return min(step * unit_m / 2, distance_m * _TWENTIETH)


def parse_length(text: str) -> Length:
    """Understand a length as people write it.

    Parameters
    ----------
    text : str
        ``"100 km"``, ``"about 62 miles"``, ``"12 nautical miles"``, ``"1,500 m"``.

    Returns
    -------
    Length
        More than 0 m and at most `MAX_DISTANCE_M`.

    Raises
    ------
    BadDistance
        If it is no length, it has no unit or an unknown one, or it is not in the range that a zone
        can have.

    Examples
    --------
    >>> parse_length("100 km").metres, round(parse_length("62 miles").metres, 1)
    (100000.0, 99779.3)
    >>> parse_length("100")
    Traceback (most recent call last):
    geo.errors.BadDistance: '100' has no unit; write 100 km or 100 m
    """
    if not isinstance(text, str):
        raise BadDistance(f"{text!r} is not a length in words; write it like '100 km'")
    match = _LENGTH.fullmatch(_ABOUT.sub("", text, count=1).replace("−", "-"))
    if match is None:
        raise BadDistance(f"{text!r} is not a length; write it like '100 km' or '62 miles'")
    number = float(re.sub(r"[,\u2009\u202f ]", "", match["number"]))
    if match["unit"] is None and 0.0 < number < math.inf:
        raise BadDistance(
            f"{text!r} has no unit; write {match['number']} km or {match['number']} m"
        )
    name = re.sub(r"\s+", " ", (match["unit"] or "m").strip().rstrip(".").lower())
    unit = UNIT_NAMES.get(name)
    if unit is None:
        raise BadDistance(
            f"unknown unit {match['unit']!r} in {text!r}; use km, m, miles, "
            "nautical miles, yards, feet or cm"
        )
    return Length.of(
        number * METRES_PER_UNIT[unit],
        unit=unit,
        approximate=_ABOUT.match(text) is not None,
        text=text,
    )


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
        # Distances are exact to 1 mm: less than half of that is nothing.
        return f"{metres:.2g} m" if size >= 0.0005 else "0 m"
    if size < 10:
        return f"{metres:.1f} m".replace(".0 m", " m")
    if size < 999.5:
        return f"{metres:.0f} m"
    return f"{metres / 1000:,.1f} km".replace(".0 km", " km")
