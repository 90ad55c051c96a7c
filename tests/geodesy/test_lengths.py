"""Lengths as people write them, against the legal definitions of the units."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import BadDistance
from geo.geodesy import MAX_DISTANCE_M, METRES_PER_UNIT, UNIT_NAMES, format_length, parse_length

# NIST Special Publication 811 (2008), appendix B.8, and the SI brochure, 9th edition, table 8.
DEFINED = [
    ("1 m", 1.0),
    ("100 km", 100_000.0),
    ("100km", 100_000.0),
    ("100-km", 100_000.0),
    ("100 Kilometres", 100_000.0),
    ("100 kilometers", 100_000.0),
    ("62 miles", 99_779.328),
    ("62-mile", 99_779.328),
    ("1 statute mile", 1_609.344),
    ("12 nautical miles", 22_224.0),
    ("12 nmi", 22_224.0),
    ("12 NM", 22_224.0),
    ("200 sea miles", 370_400.0),
    ("1000 yards", 914.4),
    ("1000 ft", 304.8),
    ("1 foot", 0.3048),
    ("1 cm", 0.01),
    ("10 centimetres", 0.1),
    ("1,500 m", 1_500.0),
    ("1 500 m", 1_500.0),
    ("1\u202f500 m", 1_500.0),
    ("2.5 km", 2_500.0),
    (".5 km", 500.0),
    ("1e3 m", 1_000.0),
    ("250", 250.0),
    (" 30 km ", 30_000.0),
    ("about 100 km", 100_000.0),
    ("ca. 12 nautical miles", 22_224.0),
    ("~ 5 km", 5_000.0),
]

REFUSED = [
    "",
    " ",
    "km",
    "far",
    "0 km",
    "0",
    "-5 km",
    "−5 km",
    "nan km",
    "inf km",
    "1e400 m",
    "10 parsecs",
    "10 km north",
    "10 about km",
    "carefully 10 km",
    "10..5 km",
    "1,50 km",
    "12,000 km",
    0,
    0.0,
    -1.0,
    math.nan,
    math.inf,
    -math.inf,
    10_001_966.0,
]


@pytest.mark.parametrize(("text", "metres"), DEFINED)
def test_a_length_is_what_its_unit_is_defined_to_be(text: str, metres: float) -> None:
    """Text is turned to metres by the exact definitions, in every spelling that news uses."""
    assert parse_length(text) == pytest.approx(metres, rel=1e-14)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_distance_is_refused(text: str | float) -> None:
    """Nothing that cannot be a zone's distance passes, and the message is one line."""
    with pytest.raises(BadDistance) as caught:
        parse_length(text)
    assert "\n" not in str(caught.value)


def test_a_message_names_the_value_and_what_is_allowed() -> None:
    """Someone who reads only the message can mend the input."""
    with pytest.raises(BadDistance, match=r"parsecs.*km, m, miles"):
        parse_length("10 parsecs")
    with pytest.raises(BadDistance, match=r"12,000 km.*at most 10,002 km"):
        parse_length("12,000 km")


def test_a_quarter_of_the_globe_is_the_most() -> None:
    """The limit is the quarter meridian: 10 001 965.729 m (Karney 2013, J. Geodesy 87, 43-55)."""
    assert parse_length(MAX_DISTANCE_M) == MAX_DISTANCE_M
    assert 0 <= 10_001_965.729 - MAX_DISTANCE_M < 1


@given(
    st.floats(1e-6, 1e7, allow_nan=False),
    st.sampled_from(sorted(UNIT_NAMES)),
    st.sampled_from(" -"),
)
@settings(max_examples=100, deadline=None)
def test_any_number_and_any_spelling(number: float, name: str, between: str) -> None:
    """A number and a unit give their product, or are refused for being too far."""
    metres = number * METRES_PER_UNIT[UNIT_NAMES[name]]
    text = f"{number:.17g}{between}{name}"
    if metres > MAX_DISTANCE_M:
        with pytest.raises(BadDistance):
            parse_length(text)
    else:
        assert parse_length(text) == pytest.approx(metres, rel=1e-12)


@given(st.floats(0.01, 1e7))
@settings(max_examples=100, deadline=None)
def test_what_is_written_can_be_read_again(metres: float) -> None:
    """A length as written stands for the length, to the digits that it shows."""
    step = 50.0 if metres >= 999.5 else 0.5 if metres >= 9.95 else max(0.05, metres * 0.05)
    assert parse_length(format_length(metres)) == pytest.approx(metres, abs=step * 1.0001)


@pytest.mark.parametrize(
    ("metres", "text"),
    [
        (49_412.3, "49.4 km"),
        (100_000, "100 km"),
        (1_234_567, "1,234.6 km"),
        (632.4, "632 m"),
        (999.4, "999 m"),
        (999.6, "1 km"),
        (5.04, "5 m"),
        (0.04, "0.04 m"),
        (0, "0 m"),
    ],
)
def test_a_length_is_written_as_a_reader_expects(metres: float, text: str) -> None:
    """Below a kilometre in metres, above in kilometres with one decimal at most."""
    assert format_length(metres) == text
