"""geo.spelling and geo.spelling: one key for one name, and the keys near it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.spelling import PackedNames, edits_allowed, fold, is_latin, pack, sound


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A key folds to itself, so that keys can be compared with names."""
    once = fold(text)
    assert fold(once) == once


@given(st.text(max_size=40))
def test_key_has_no_space_and_no_capital(text: str) -> None:
    """Spaces, hyphens and apostrophes never tell two spellings apart."""
    key = fold(text)
    assert not any(letter.isspace() or letter in "-'’`." for letter in key)
    assert key == key.lower()


@given(st.text(alphabet=st.characters(codec="ascii", categories=["Lu", "Ll"]), min_size=1))
def test_case_and_hyphens_do_not_matter(word: str) -> None:
    """A word has one key in capitals, in small letters, and hyphenated to another."""
    assert fold(word.upper()) == fold(word.lower())
    assert fold(f"Tell {word}") == fold(f"tell-{word}") == fold(f"Tell’{word}")


@pytest.mark.parametrize(
    "spellings",
    [
        ("Al Qunayţirah", "Al Qunayṭirah", "al-Qunaytirah", "Qunaytirah", "AL-QUNAYTIRAH"),
        ("القنيطرة", "قنيطرة", "القنيطره", "القُنَيْطِرَة", "القنيـطرة"),
        ("أبو كمال", "ابو كمال", "أبوكمال"),
        ("הגולן", "גולן", "הַגּוֹלָן"),
        ("ash-Shaykh Miskin", "Ash Shaykh Miskin", "Shaykh Miskīn"),
        ("At Tanf", "al-Tanf", "Tanf"),
        ("Dar'a", "Dar‘ā", "Darʿā", "Dara"),
        ("Majdal Shams", "Majdal-Shams", "MAJDALSHAMS"),
        ("St. Louis", "Saint Louis", "St Louis"),
        ("The Hague", "the hague", "Hague"),
        ("Łódź", "Lodz"),
        ("Þingeyri", "thingeyri"),
        ("İstanbul", "Istanbul"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("U.S.", "US"),
        ("Cafe\u0301", "Caf\u00e9"),
    ],
)
def test_usual_spellings_share_a_key(spellings: tuple[str, ...]) -> None:
    """Accents, articles, Arabic letter variants, vowel marks and hyphens are all folded."""
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ash Fork", "Fork"),
        ("El Al", "Al"),
        ("パリ", "バリ"),
        ("Paris", "Parish"),
        ("Homs", "حمص"),
        ("An Khê", "Khê"),
    ],
)
def test_other_names_keep_their_key(one: str, other: str) -> None:
    """Folding does not make one name of two: an English "Ash" is no article, パリ is not バリ."""
    assert fold(one) != fold(other)


def test_article_can_be_kept() -> None:
    """The names El Paso and Paso share a key, and are told apart when asked."""
    assert fold("El Paso") == fold("Paso")
    assert fold("El Paso", keep_article=True) != fold("Paso", keep_article=True)


def test_latin_is_told_from_other_scripts() -> None:
    """Only a name in Latin letters throughout can stand in an English text."""
    assert is_latin("Kiryat Shmona’s ‘Aīn 2")
    assert not any(map(is_latin, ("Дамаск", "Δαμασκός", "دمشق", "דמשק", "大马士革", "Kˌұnejtra")))


def _apart(one: str, other: str) -> int:
    """Edits between two words, swaps of neighbours included, by the textbook table."""
    rows = [[i + j if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i, a in enumerate(one, 1):
        for j, b in enumerate(other, 1):
            best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                best = min(best, rows[i - 2][j - 2] + 1)
            rows[i][j] = best
    return rows[-1][-1]


_keys = st.text(alphabet="abeiouqktyhnr", min_size=1, max_size=9)


@given(st.lists(_keys, min_size=1, max_size=40, unique=True), _keys, st.integers(0, 3))
def test_no_near_name_is_missed(names: list[str], key: str, edits: int) -> None:
    """The quick search finds what comparing every name finds, by sound."""
    packed = PackedNames(**pack(names, [0.0] * len(names)))
    heard = sound(key + "\n")[:-1]
    expected = {name for name in names if _apart(heard, sound(name + "\n")[:-1]) <= edits}
    if heard:
        assert {near.key for near in packed.near(key, edits)} == expected


def test_nearest_come_first() -> None:
    """Names are ordered by edits, then by weight; another spelling of a sound is half an edit."""
    packed = PackedNames(**pack(["quneitra", "kuneitra", "kunaitrat"], [1.0, 2.0, 3.0]))
    found = packed.near("kuneitra", 2)
    assert [near.key for near in found] == ["kuneitra", "quneitra", "kunaitrat"]
    assert [near.edits for near in found] == pytest.approx([0.0, 0.5, 1.5], abs=0.05)


def test_nothing_is_near_nothing() -> None:
    """An empty list of names and an empty key have no near names."""
    assert PackedNames(**pack([], [])).near("homs", 3) == []
    assert PackedNames(**pack(["homs"], [1.0])).near("", 3) == []


def test_short_names_allow_fewer_edits() -> None:
    """The longer a name, the more edits leave it recognisable."""
    allowed = [edits_allowed(length) for length in range(30)]
    assert allowed == sorted(allowed)
    assert (allowed[3], allowed[4], allowed[29]) == (0, 1, 3)
