"""Timelines: several articles, every distance once, in the order of their dates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shell import geo

from geo.errors import BadData, NoClaim
from geo.figures import figure
from geo.reading import (
    article_from_text,
    distinct_claims,
    load_article,
    read,
    read_folder,
    timeline,
)
from geo.sources import seeds_folder

FURTHER = sorted((seeds_folder() / "same-zone").glob("20*.md"))


def article(date: str, body: str, publisher: str = "A Paper") -> str:
    """Write an article with front matter."""
    return f"---\ntitle: News\ndate: {date}\npublisher: {publisher}\n---\n\n{body}\n"


def read_all(*texts: str) -> list[object]:
    return [read(article_from_text(text)) for text in texts]


@pytest.mark.parametrize("path", FURTHER, ids=lambda path: path.stem)
def test_a_further_digest_is_cited_and_claims(path: Path) -> None:
    """Each names title, date, publisher and address, and its claims are read without a doubt.

    But for one: the line between an army and rebels is in no data, and nothing is put in its place.
    """
    found = load_article(path)
    assert found.title and found.publisher and found.url.startswith("http")
    assert found.date and path.name.startswith(found.date)
    reading = read(found)
    claims = [c for c in distinct_claims(reading.claims) if c.reference.kind != "none"]
    assert claims and all(claim.reference.line for claim in claims)
    assert all(claim.within == ("SYR",) for claim in claims)
    assert all(doubt.kind == "not in the data" for doubt in reading.doubts)
    assert len(reading.doubts) == len([c for c in reading.claims if c.reference.kind == "none"])


def test_the_seeds_are_told_in_the_order_of_their_dates() -> None:
    """60 to 80 km in 2017, 100 km in July 2018, 85 km in August, each with its sources."""
    found = timeline(read_folder(seeds_folder()))
    assert [(each.date, each.distances) for each in found.statements] == [
        ("2017-09-15", "60 to 80 km"),
        ("2018-07-23", "100 km"),
        ("2018-07-24", "80 km"),
        ("2018-08-01", "85 km"),
    ]
    hundred = found.statements[1]
    assert [said.article.date for said in hundred.said] == [
        "2018-07-23",
        "2018-07-24",
        "2018-08-01",
    ]
    assert [float(zone.distance_m) for zone in found.zones] == [6e4, 8e4, 8.5e4, 1e5]
    assert all(zone.within == ("SYR",) for zone in found.zones)


def test_a_range_is_one_statement_and_a_repeated_claim_is_one() -> None:
    """A range keeps both ends; who says a distance twice is one source; 62 miles are 100 km."""
    found = timeline(
        read_all(
            article("2020-02-01", "Troops stay 62 miles from the border between Israel and Syria."),
            article(
                "2020-01-01",
                "Troops stay 100 km from the border between Israel and Syria. Yes, 100 km from the "
                "border between Israel and Syria.",
            ),
            article(
                "2020-03-01", "They want 10 to 20 km from the border between Israel and Syria."
            ),
        )  # type: ignore[arg-type]
    )
    assert [(each.date, each.distances, len(each.said)) for each in found.statements] == [
        ("2020-01-01", "100 km", 2),
        ("2020-03-01", "10 to 20 km", 1),
    ]


def test_equal_distances_from_other_lines_stay_apart() -> None:
    """30 km from one border and 30 km from another are two statements with two zones."""
    found = timeline(
        read_all(
            article("2019-10-09", "A zone 30 km from the Turkish-Syrian border."),
            article("2020-10-09", "A zone 30 km from the border between Poland and Belarus."),
        )  # type: ignore[arg-type]
    )
    assert len(found.statements) == 2
    assert {zone.line.key for zone in found.zones} == {"SYR-TUR", "BLR-POL"}


def test_an_article_without_a_date_comes_last() -> None:
    """Nothing is lost for want of a date."""
    found = timeline(
        read_all(
            "Troops stay 7 km from the border between Israel and Syria.",
            article("2024-01-01", "Troops stay 9 km from the border between Israel and Syria."),
        )  # type: ignore[arg-type]
    )
    assert [each.distances for each in found.statements] == ["9 km", "7 km"]
    assert found.statements[1].said[0].cited == "(no source)"


def test_folders_that_tell_nothing_are_refused(tmp_path: Path) -> None:
    """No folder, no article, or no claim: one line each; a README is no article."""
    with pytest.raises(BadData, match="no folder"):
        read_folder(tmp_path / "absent")
    (tmp_path / "README.md").write_text("Keep 5 km from the Turkish-Syrian border.")
    with pytest.raises(BadData, match="no article"):
        read_folder(tmp_path)
    (tmp_path / "a.txt").write_text("Nothing is said of any distance here, in Damascus.")
    with pytest.raises(NoClaim, match="no article of these"):
        timeline(read_folder(tmp_path))


def test_the_figure_shows_rings_and_the_chart_s_sources() -> None:
    """Every distance stands on the map and in the chart, with everybody who names it."""
    from matplotlib.text import Text

    made = figure(timeline(read_folder(seeds_folder())), size="page", theme="greyscale")
    said = [each.get_text() for each in made.canvas.findobj(Text)]
    for words in ("60 km", "85 km", "100 km", "15 September 2017", "1 August 2018"):
        assert words in said, words
    together = " ".join(said)
    for publisher in ("The Times of Israel, after Haaretz", "Reuters, on Euronews"):
        assert publisher in together
    assert "60 to 80 km (demanded)" in made.alt


def test_the_shell_maps_a_folder(tmp_path: Path) -> None:
    """`geo map FOLDER` draws a page or a figure, and prints who named which distance."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number, (date, km) in enumerate((("2020-01-01", 5), ("2020-01-02", 8), ("2020-01-03", 5))):
        body = f"Troops stay {km} km from the border between Israel and Syria."
        (folder / f"{number}.md").write_text(article(date, body, f"Paper {number}"))
    done = geo("map", str(folder), "-o", str(tmp_path / "map.html"))
    assert done.returncode == 0, done.stderr
    assert (
        "2020-01-01: 5 km" in done.stdout and "Paper 0" in done.stdout and "Paper 2" in done.stdout
    )
    assert "Paper 2, 3 January 2020" in (tmp_path / "map.html").read_text(encoding="utf-8")
    done = geo("map", str(folder), "-o", str(tmp_path / "map.svg"), "--size", "column", "--json")
    assert len(json.loads(done.stdout)["claims"]) == 2
    assert geo("map", str(folder), "--line", "pre-1967").returncode == 2
