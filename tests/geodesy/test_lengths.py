"""Lengths as people write them, against the legal definitions of the units."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import BadDistance
from geo.geodesy import (
    MAX_DISTANCE_M,
    METRES_PER_UNIT,
    UNIT_NAMES,
    Length,
    format_length,
    parse_length,
    rounding_m,
)

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
    "100",
    "about 250",
    "1,500",
    "1,50 km",
    "12,000 km",
    30,
    10_001_966.0,
]


@pytest.mark.parametrize(("text", "metres"), DEFINED)
def test_a_length_is_what_its_unit_is_defined_to_be(text: str, metres: float) -> None:
    """Text is turned to metres by the exact definitions, in every spelling that news uses."""
    assert parse_length(text).metres == pytest.approx(metres, rel=1e-14)


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


@pytest.mark.parametrize("text", ["100", "about 250", "1,500", ".5"])
def test_a_number_without_a_unit_asks_for_one(text: str) -> None:
    """Nobody gets 100 metres for a bare 100: the message shows both ways to write it."""
    number = text.removeprefix("about ")
    with pytest.raises(BadDistance, match=f"write {number} km or {number} m$"):
        parse_length(text)


@pytest.mark.parametrize(
    ("text", "words", "rounding"),
    [
        ("100 miles", "100 miles (161 km)", 0.0),
        ("1 mile", "1 mile (1.61 km)", 0.0),
        ("200 nautical miles", "200 nautical miles (370 km)", 0.0),
        ("about 12 nmi", "about 12 nautical miles (22.2 km)", 926.0),
        ("100 kilometres", "100 km (62.1 miles)", 0.0),
        ("62 miles", "62 miles (99.8 km)", 0.0),
        ("1,500 m", "1,500 m (0.932 miles)", 0.0),
        ("~ 500 m", "about 500 m (1,640 feet)", 25.0),
        ("1000 yards", "1,000 yards (914 m)", 0.0),
        ("10000 km", "10,000 km (6,214 miles)", 0.0),
    ],
)
def test_a_length_is_told_in_the_unit_that_was_meant(
    text: str, words: str, rounding: float
) -> None:
    """The asker's own unit stays, the other system stands in brackets, and "about" is kept."""
    found = parse_length(text)
    assert found.in_words == words
    assert found.text == text
    assert found.rounding_m == pytest.approx(rounding)
    assert found.approximate == (rounding > 0)


def test_a_quarter_of_the_globe_is_the_most() -> None:
    """The limit is the quarter meridian: 10 001 965.729 m (Karney 2013, J. Geodesy 87, 43-55)."""
    assert Length.of(MAX_DISTANCE_M).metres == MAX_DISTANCE_M
    with pytest.raises(BadDistance):
        Length.of(MAX_DISTANCE_M + 1)
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
        assert parse_length(text).metres == pytest.approx(metres, rel=1e-12)


@given(st.floats(0.01, 1e7))
@settings(max_examples=100, deadline=None)
def test_what_is_written_can_be_read_again(metres: float) -> None:
    """A length as written stands for the length, to the digits that it shows."""
    step = 50.0 if metres >= 999.5 else 0.5 if metres >= 9.95 else max(0.05, metres * 0.05)
    assert parse_length(format_length(metres)).metres == pytest.approx(metres, abs=step * 1.0001)


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


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        (100, 1000.0, 5_000.0),
        (85, 1000.0, 500.0),
        (90, 1000.0, 4_500.0),
        (62, 1609.344, 804.672),
        (12, 1852.0, 926.0),
        (2.5, 1000.0, 50.0),
        (101.7, 1000.0, 50.0),
        (1, 1000.0, 50.0),
        (400, 1.0, 20.0),
    ],
)
def test_a_round_number_stands_for_what_rounds_to_it(
    number: float, unit: float, expected: float
) -> None:
    """Half a step of the last digit that is not zero, and never above a twentieth."""
    assert rounding_m(number * unit, unit_m=unit) == pytest.approx(expected)


@given(st.integers(1, 99_999), st.sampled_from([1.0, 1000.0, 1609.344, 1852.0]))
@settings(max_examples=200, deadline=None)
def test_a_rounding_is_bounded_and_grows_with_zeros(number: int, unit: float) -> None:
    """A number with more zeros is taken less literally."""
    assert 0 < rounding_m(number * unit, unit_m=unit) <= number * unit / 20 * (1 + 1e-12)
    assert rounding_m(number * 10 * unit, unit_m=unit) >= rounding_m(number * unit, unit_m=unit)
