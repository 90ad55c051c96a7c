"""Length rules: each rule for and against a claim, by the sentence that it gives itself."""

from __future__ import annotations

import pytest

from geo.reading import read
from geo.reading.claims import claim_sentence
from geo.reading.claims.length_rules import RULES, VETOES, LengthEvidence, LengthRule


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> list[LengthEvidence]:
    """What was weighed while an article was read."""
    noted: list[LengthEvidence] = []
    weigh = claim_sentence.weigh_length

    def weigh_and_note(*given: object) -> LengthEvidence:
        noted.append(weigh(*given))  # type: ignore[arg-type]
        return noted[-1]

    monkeypatch.setattr(claim_sentence, "weigh_length", weigh_and_note)
    return noted


@pytest.mark.parametrize("rule", [*VETOES, *RULES], ids=lambda rule: rule.name)
def test_rule_fires_in_its_own_sentence(rule: LengthRule, weighed: list[LengthEvidence]) -> None:
    """A rule fires in the sentence that its table gives, and the reason names it."""
    read(rule.example)
    assert any(rule in evidence.rules for evidence in weighed), [e.reason for e in weighed]
    assert any(rule.name in evidence.reason for evidence in weighed)


def test_rules_have_one_name_each() -> None:
    """No two rules have one name, so that a reason can be looked up."""
    names = [rule.name for rule in (*VETOES, *RULES)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_rule_is_without_weight(rule: LengthRule) -> None:
    """Every rule moves the sum."""
    assert rule.weight != 0


def test_a_part_of_a_name_is_no_claim() -> None:
    """An area called by a length is no claim; in a headline a capital says nothing."""
    named = read("Sudan and South Sudan will clear the 14-Mile Area along their border.")
    assert named.claims == ()
    headline = read("Colombia Wants a 20-Mile Buffer Zone Along Its Border With Venezuela")
    assert [claim.distance_m for claim in headline.claims] == [32186.88]
