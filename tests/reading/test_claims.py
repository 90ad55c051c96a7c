"""Claims: a hundred sentences on borders all over the world, half of them traps."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from geo.reading import Claim, read

SENTENCES = tomllib.loads(
    (Path(__file__).parent / "claim_sentences.toml").read_text(encoding="utf-8")
)


def differences(claim: Claim, wanted: dict[str, Any]) -> list[str]:
    """What of the expected is not so."""
    reference = claim.reference
    named = f"{reference.text} {reference.place.name}" if reference.place else ""
    found: dict[str, Any] = {
        "m": pytest.approx(claim.distance_m, abs=0.01),
        "width": claim.width_m,
        "pairs": ["-".join(pair) for pair in reference.pairs or ()],
        "place": wanted.get("place") if wanted.get("place", "") in named else named,
        "kind": reference.kind,
        "within": list(claim.within or ()),
        "side": claim.side,
        "status": claim.status,
        "approximate": claim.approximate,
        "agrees": all(other.agrees for other in claim.equivalents),
    }
    return [
        f"{key}: {found[key]} and not {value}"
        for key, value in wanted.items()
        if found[key] != value
    ]


@pytest.mark.parametrize("case", SENTENCES["claim"], ids=lambda case: case["text"][:60])
def test_claim(case: dict[str, Any]) -> None:
    """Distance, reference, country, side and status of each claim are what the sentence says."""
    reading = read(case["text"])
    assert len(reading.claims) == len(case["is"]), [claim.text for claim in reading.claims]
    for claim, wanted in zip(reading.claims, case["is"], strict=True):
        assert differences(claim, wanted) == []
        assert case["text"][claim.start : claim.end] == claim.text


@pytest.mark.parametrize("case", SENTENCES["trap"], ids=lambda case: case["text"][:60])
def test_trap(case: dict[str, Any]) -> None:
    """A length that is a range, a journey, a race, a size or a place by offset is no claim."""
    assert [claim.text for claim in read(case["text"]).claims] == []


def test_there_are_a_hundred() -> None:
    """The set keeps its size: fifty claims, fifty traps, on many countries' borders."""
    assert len(SENTENCES["claim"]) >= 50
    assert len(SENTENCES["trap"]) >= 50
    pairs = {
        pair for case in SENTENCES["claim"] for one in case["is"] for pair in one.get("pairs", ())
    }
    assert len(pairs) >= 30


def test_range_is_two_claims_with_one_span() -> None:
    """A range, "15 to 20 km", is both distances, from one place, with one span."""
    low, high = read("Militias must leave a zone 15 to 20 km wide around Idlib.").claims
    assert (low.distance_m, high.distance_m) == (15_000, 20_000)
    assert (low.start, low.end) == (high.start, high.end)


def test_zone_named_again_takes_the_border_named_before() -> None:
    """A zone whose sentence names no border is the one that the article named, and says so."""
    reading = read(
        "Russia offered a zone of 100 km from Israel's northern border. Later it called the "
        "100-kilometer zone a first step."
    )
    first, again = reading.claims
    assert again.reference.pairs == first.reference.pairs
    assert again.text == "100-kilometer"
    assert any("100-kilometer" in doubt.sentence for doubt in reading.doubts)


def test_the_plant_is_the_one_named_before() -> None:
    """What "the plant" in a later sentence is the plant of the article, and never its town."""
    reading = read(
        "Inspectors came to the Zaporizhzhia nuclear power plant on Monday. Ukraine ordered that "
        "everybody within 30 km of the plant must leave."
    )
    [claim] = reading.claims
    assert claim.reference.kind == "facility"
    place = claim.reference.place
    assert place is None or place.kind != "city"
    [doubt] = claim.doubts
    assert "Zaporizhzhia nuclear power plant" in doubt.sentence


def test_unknown_place_is_kept_without_position() -> None:
    """A claim from a place that no gazetteer has stays a claim, without a zone, with a doubt."""
    reading = read("Nobody may come within 7 km of Xyzzyville.")
    [claim] = reading.claims
    assert claim.reference.kind == "place"
    assert claim.reference.place is None
    assert any("Xyzzyville" in doubt.sentence for doubt in reading.doubts)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Syria wants them 10 km from the Syrian-Iraqi border.", "demanded"),
        ("Syria offered to keep them 10 km from the Syrian-Iraqi border.", "proposed"),
        ("Iraq refused to keep them 10 km from the Syrian-Iraqi border.", "rejected"),
        ("Iraq agreed to keep them 10 km from the Syrian-Iraqi border.", "agreed"),
        ("Iraq has declared a zone of 10 km along the Syrian-Iraqi border.", "in force"),
        ("Their forces are 10 km from the Syrian-Iraqi border.", "reported"),
    ],
)
def test_status(sentence: str, status: str) -> None:
    """Each status has words that tell it."""
    [claim] = read(sentence).claims
    assert claim.status == status
