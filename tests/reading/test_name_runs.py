"""Name runs: what is looked up as a name at all."""

from __future__ import annotations

import pytest

from geo.reading import read

DECIMALS = [f"{tenths / 10:.1f}" for tenths in range(1, 1000)]


@pytest.mark.parametrize("start", range(0, len(DECIMALS), 250))
def test_no_decimal_is_a_place(start: int) -> None:
    """A number is never a place, though towns are filed as "46": 999 decimals name none."""
    text = " ".join(f"Turkey took in {number} million." for number in DECIMALS[start : start + 250])
    assert {mention.text for mention in read(text).mentions} == {"Turkey"}


@pytest.mark.parametrize(
    "text",
    [
        "The country took in 3.6 million people.",
        "Prices rose from 1.2 to 3.4 per cent in 2021.",
        "The shares are 46, 47.5 and 1,024.",
        "It flew 4.6 km at 12:30 on 9/11.",
        "The quake of 5.8 came at 03.14.",
    ],
)
def test_no_number_is_a_place(text: str) -> None:
    """Decimals, thousands, times and dates are no names, whatever the gazetteer files there."""
    assert read(text).mentions == ()


def test_a_name_with_a_number_stays_a_name() -> None:
    """What has letters enough is still looked up: 6th of October City is a town in Egypt."""
    assert any(
        mention.text == "6th of October City" and mention.place is not None
        for mention in read("He lives in 6th of October City.").mentions
    )
