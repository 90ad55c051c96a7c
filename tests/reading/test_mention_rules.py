"""Mention rules: each rule for and against a place, by the sentence that it gives itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading import read
from geo.reading.names import place_name
from geo.reading.names.mention_rules import RULES, VETOES, MentionEvidence, MentionRule


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> list[MentionEvidence]:
    """What was weighed while an article was read."""
    noted: list[MentionEvidence] = []
    weigh = place_name.weigh_occurrence

    def weigh_and_note(*given: object) -> MentionEvidence:
        noted.append(weigh(*given))  # type: ignore[arg-type]
        return noted[-1]

    monkeypatch.setattr(place_name, "weigh_occurrence", weigh_and_note)
    return noted


@pytest.mark.parametrize(
    "rule", [rule for rule in (*VETOES, *RULES) if rule.example], ids=lambda rule: rule.name
)
def test_rule_fires_in_its_own_sentence(rule: MentionRule, weighed: list[MentionEvidence]) -> None:
    """A rule fires in the sentence that its table gives, and the reason names it."""
    read(rule.example)
    assert any(rule in evidence.rules for evidence in weighed), [e.reason for e in weighed]
    assert any(rule.name in evidence.reason for evidence in weighed)


def test_a_gazetteer_of_ones_own_fires(tmp_path: Path, weighed: list[MentionEvidence]) -> None:
    """The one rule without a sentence needs a file: who adds a gazetteer wants its places found."""
    rows = ["1", "Xyzzyford", "Xyzzyford", "", "34.5", "36.7", "P", "PPL", "SY", *[""] * 4]
    path = tmp_path / "own.txt"
    path.write_text("\t".join([*rows, "", "0", "", "", "", ""]) + "\n", encoding="utf-8")
    read("They came to Xyzzyford.", gazetteer=[path])
    assert any("of the user's own" in evidence.reason for evidence in weighed)


def test_rules_have_one_name_each() -> None:
    """No two rules have one name, so that a reason can be looked up."""
    names = [rule.name for rule in (*VETOES, *RULES)]
    assert len(names) == len(set(names))
