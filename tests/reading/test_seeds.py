"""Seeds: every digest that is shipped can be read and drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading import distinct_claims, load_article, read
from geo.sources import seeds_folder

SEEDS = sorted(path for path in seeds_folder().glob("*.md") if path.name != "README.md")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seed_is_cited_and_claims(path: Path) -> None:
    """A seed names title, date and publisher, and its text holds a claim from a known reference."""
    article = load_article(path)
    assert article.title
    assert article.publisher
    assert article.date is not None
    assert path.name.startswith(article.date)
    claims = distinct_claims(read(article).claims)
    assert claims
    assert all(claim.reference.line or claim.reference.place for claim in claims)


def test_first_seed_is_the_offer_of_july_2018() -> None:
    """`geo map` without an article draws 100 km from Israel's northern border, in Syria."""
    reading = read(load_article(SEEDS[0]))
    [claim] = distinct_claims(reading.claims)
    assert claim.distance_m == 100_000
    assert [(other.text, other.agrees) for other in claim.equivalents] == [("62 miles", True)]
    assert claim.reference.pairs == (("ISR", "LBN"), ("ISR", "SYR"))
    assert (claim.within, claim.status) == (("SYR",), "rejected")
    named = {mention.text for mention in reading.mentions}
    assert {"Golan Heights", "Quneitra", "Jerusalem", "Helsinki", "Moscow"} <= named
    assert {
        "the border crossings between Syria and Lebanon",
        "between Syria and Iraq",
    } <= {" ".join(name.split()) for name in named}
    assert reading.doubts == ()
