"""Corrections beside an article, the user's gazetteer, a tagger, and the runners-up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

from geo.errors import BadData, BadInput
from geo.gazetteer import added, places
from geo.gazetteer.user_file import geonames_file
from geo.reading import corrections_from_text, load_article, read, spacy_tagger
from geo.reading.names.tagging import Tag

TEXT = "Jordan spoke in Springfield. At the old brickworks they met. Springfield is calm."
COLUMNS = (
    "9000001", "Qalat Novak", "Qalat Novak", "Novak Castle,Novakburg", "33.5", "36.9", "P", "PPL",
    "SY", "", "08", "", "", "", "12000", "", "640", "Asia/Damascus", "2024-01-01",
)  # fmt: skip


def _article(folder: Path, corrections: str) -> Path:
    path = folder / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    (folder / "report.places.toml").write_text(corrections, encoding="utf-8")
    return path


def test_corrections_change_places_and_leave_the_text(tmp_path: Path) -> None:
    """A name gets the place, position or nothing that the file says; offsets stay exact."""
    path = _article(
        tmp_path,
        '[[place]]\ntext = "Springfield"\nname = "Springfield, Ohio"\n'
        '[[place]]\ntext = "the old brickworks"\nlat = 33.2\nlon = 35.6\naccuracy_m = 300\n'
        'country = "Lebanon"\n[[place]]\ntext = "Jordan"\nnone = true\n',
    )
    reading = read(load_article(path))
    assert path.read_text(encoding="utf-8") == TEXT
    by_text = {mention.text: mention for mention in reading.mentions}
    assert sum(mention.text == "Springfield" for mention in reading.mentions) == 2
    assert by_text["Springfield"].place.admin1 == "Ohio"
    works = by_text["the old brickworks"].place
    assert (works.lon, works.lat, works.accuracy_m, works.country) == (35.6, 33.2, 300.0, "LBN")
    assert "by hand" in works.because and "Jordan" not in by_text
    assert all(TEXT[m.start : m.end] == m.text for m in reading.mentions)


def test_correction_of_one_occurrence_and_of_a_claim(tmp_path: Path) -> None:
    """`start` chooses one occurrence; a claim can be changed or dropped."""
    path = _article(tmp_path, f'[[place]]\ntext = "Springfield"\nnone = true\nstart = {16}\n')
    assert sum(mention.text == "Springfield" for mention in read(load_article(path)).mentions) == 1
    path.write_text("Troops must stay 30 km from the Turkish-Syrian border.", encoding="utf-8")
    toml = path.with_name("report.places.toml")
    toml.write_text(
        '[[claim]]\ntext = "30 km"\ndistance = "32 km"\nwithin = "Syria"\nstatus = "agreed"\n',
        encoding="utf-8",
    )
    claim = read(load_article(path)).claims[0]
    assert (claim.distance_m, claim.within, claim.status) == (32_000.0, ("SYR",), "agreed")
    toml.write_text('[[claim]]\ntext = "30 km"\nnone = true\n', encoding="utf-8")
    assert not read(load_article(path)).claims


def test_correction_that_fits_nothing_is_a_doubt(tmp_path: Path) -> None:
    """A correction whose words the article lacks is told and not passed over."""
    path = _article(
        tmp_path,
        '[[place]]\ntext = "Shelbyville"\nnone = true\n'
        '[[place]]\ntext = "Jordan"\nname = "Xyzzyqwertyplugh"\n'
        '[[claim]]\ntext = "7 km"\nnone = true\n',
    )
    doubts = " ".join(doubt.sentence for doubt in read(load_article(path)).doubts)
    assert "'Shelbyville' fits nothing" in doubts and "'Jordan' does not hold" in doubts
    assert "'7 km' fits none" in doubts


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[[place]", "no TOML"),
        ("[[town]]\ntext = 'a'", "'town'"),
        ("[[place]]\nname = 'Homs'", "needs text"),
        ("[[place]]\ntext = 'a'", "needs one of"),
        ("[[place]]\ntext = 'a'\nname = 'Homs'\nnone = true", "needs one of"),
        ("[[place]]\ntext = 'a'\nlat = 3", "needs one of"),
        ("[[place]]\ntext = 'a'\nlat = 93\nlon = 1", "no latitude"),
        ("[[place]]\ntext = 'a'\nlat = 'x'\nlon = 1", "must be a number"),
        ("[[place]]\ntext = 'a'\nlat = nan\nlon = 1", "must be a number"),
        ("[[place]]\ntext = 'a'\nnone = true\nstart = -1", "whole number"),
        ("[[place]]\ntext = 'a'\nnmae = 'Homs'", "'nmae'"),
        ("[place]\ntext = 'a'", "two brackets"),
        ("[[claim]]\ntext = 'a'\nstatus = 'maybe'", "'maybe'"),
        ("[[claim]]\ntext = 'a'\ndistance = 'far'", "far"),
        ("[[claim]]\ntext = 'a'\nwithin = 'Narnia'", "Narnia"),
    ],
)
def test_corrections_that_are_wrong(toml: str, said: str) -> None:
    """A mistake in the file is one line that names the bad value."""
    with pytest.raises(BadData, match=said) as error:
        corrections_from_text(toml)
    assert "\n" not in str(error.value)


def test_gazetteer_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in GeoNames' format is known to the reader and to `places`, only while it is added."""
    path = tmp_path / "SY.txt"
    airport = list(COLUMNS)
    airport[0:4], airport[6:8], airport[14] = (
        ["9000002", "Novak Airfield", "", ""], ["S", "AIRP"], "0",
    )  # fmt: skip
    path.write_text("\t".join(COLUMNS) + "\n" + "\t".join(airport) + "\n", encoding="utf-8")
    text = "Troops marched to Novakburg and to Novak Airfield, near Damascus."
    without = {m.text: m.place for m in read(text).mentions}
    assert "Novakburg" not in without
    found = {m.text: m for m in read(text, gazetteer=[path]).mentions}
    town = found["Novakburg"].place
    assert (town.name, town.country, town.lon, town.lat) == ("Qalat Novak", "SYR", 36.9, 33.5)
    assert found["Novak Airfield"].kind == "facility"
    assert found["Novak Airfield"].place.source_id == "9000002"
    assert {m.text: m.place for m in read(text).mentions} == without
    with added([path]):
        assert places("Qalat Novak")[0].source_id == "9000001"
    monkeypatch.setenv("GEO_GAZETTEER", str(path))
    assert places("Novak Castle")[0].source_id == "9000001"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("geonameid\tname", "2 columns"),
        ("\t".join([*COLUMNS, "more"]), "20 columns"),
        ("\t".join([*COLUMNS[:4], "north", *COLUMNS[5:]]), "must be numbers"),
        ("\t".join([*COLUMNS[:4], "95", *COLUMNS[5:]]), "latitude"),
        ("\t".join([*COLUMNS[:14], "many", *COLUMNS[15:]]), "'many'"),
    ],
)
def test_gazetteer_that_is_wrong(tmp_path: Path, line: str, said: str) -> None:
    """A bad line is named by its number and what is wrong with it; nothing half is kept."""
    path = tmp_path / "bad.txt"
    path.write_text("\t".join(COLUMNS) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(BadData, match=said) as error:
        list(geonames_file(path))
    assert "line 2" in str(error.value)
    with pytest.raises(BadData, match=said):
        read("They met in Homs.", gazetteer=[path])
    with pytest.raises(BadData, match="cannot read"):
        read("They met in Homs.", gazetteer=[tmp_path / "none.txt"])


def test_spacy_pipeline_speaks_for_and_against_names() -> None:
    """A spaCy pipeline moves a name over the threshold in either direction, with its labels."""
    text = "Mobile won again. Homs wrote the letter."
    plain = {mention.text for mention in read(text).mentions}
    assert "Mobile" not in plain
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns(
        [{"label": "GPE", "pattern": "Mobile"}, {"label": "PERSON", "pattern": "Homs"}]
    )
    tagged = {mention.text for mention in read(text, tagger=spacy_tagger(pipeline)).mentions}
    assert "Mobile" in tagged and "Homs" not in tagged


def test_any_object_is_a_tagger_and_offsets_stay_exact() -> None:
    """Whatever gives tags serves; it sees plain text, and mentions keep the article's offsets."""
    text = "The “Mobile” group\u00ad left. Nice works."

    def tagger(plain: str) -> list[Tag]:
        at = plain.index("Mobile")
        return [Tag(at, at + 6, "GPE"), Tag(0, 3, "UNKNOWN")]

    found = read(text, tagger=tagger).mentions
    assert [mention.text for mention in found] == ["Mobile"]
    assert text[found[0].start : found[0].end] == "Mobile"


def test_long_texts_reach_spacy_in_pieces() -> None:
    """Offsets hold behind the first piece."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Quux"}])
    text = "It rained all day. " * 6000 + "Quux is far."
    tags = list(spacy_tagger(pipeline)(text))
    assert [text[tag.start : tag.end] for tag in tags] == ["Quux"]


def test_missing_model_is_one_line() -> None:
    """A model that is not installed is bad usage, in one line."""
    with pytest.raises(BadInput, match="no model 'xx_none'") as error:
        spacy_tagger("xx_none")
    assert "\n" not in str(error.value)


def test_every_decision_can_be_asked() -> None:
    """A mention tells why, with what score, and which places came after it, in Python and JSON."""
    reading = read("He moved to Paris, Texas, and then to Tripoli in Lebanon.")
    paris, tripoli = (
        next(m for m in reading.mentions if m.text == name) for name in ("Paris", "Tripoli")
    )
    assert paris.place.admin1 == "Texas" and "Texas follows" in paris.because
    assert tripoli.place.country == "LBN"
    assert {other.country for other in paris.runners_up} & {"FRA"}
    assert {other.country for other in tripoli.runners_up} & {"LBY"}
    for mention in (paris, tripoli):
        scores = [mention.score, *(other.score for other in mention.runners_up)]
        assert scores == sorted(scores, reverse=True) and len(scores) > 2
    row = json.loads(json.dumps(reading.to_dict()))["mentions"][0]
    assert {"text", "start", "end", "kind", "place"} <= set(row)
    assert row["runners_up"][0]["score"] <= row["score"]
