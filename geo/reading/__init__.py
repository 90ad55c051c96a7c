"""Reading: from the text of an article to the places that it names and the distances it claims.

Three rooms, each above the one before: `text` (articles, sentences, word lists), `names` (which
runs of words are places, and which places), `claims` (distances and what they are counted from).
Above them `reader` goes through a text once, `apply_corrections` puts in what a person corrected,
`reading` is the result and the zones of it, and `chronology` sets several articles side by side.
"""

from __future__ import annotations

from geo.reading.chronology import Statement, Timeline, read_folder, timeline
from geo.reading.claims import Claim, Doubt, DoubtKind, Equivalent, Reference, distinct_claims
from geo.reading.names import Mention, RunnerUp, Tagger, spacy_tagger, words_of
from geo.reading.reading import Reading, read, undrawn_of, zones_of
from geo.reading.text import (
    MAX_BYTES,
    SUFFIXES,
    Article,
    Corrections,
    Sentence,
    article_from_bytes,
    article_from_text,
    corrections_from_text,
    fetch_article,
    is_address,
    load_article,
)

__all__ = [
    "MAX_BYTES",
    "SUFFIXES",
    "Article",
    "Claim",
    "Corrections",
    "Doubt",
    "DoubtKind",
    "Equivalent",
    "Mention",
    "Reading",
    "Reference",
    "RunnerUp",
    "Sentence",
    "Statement",
    "Tagger",
    "Timeline",
    "article_from_bytes",
    "article_from_text",
    "corrections_from_text",
    "distinct_claims",
    "fetch_article",
    "is_address",
    "load_article",
    "read",
    "read_folder",
    "spacy_tagger",
    "timeline",
    "undrawn_of",
    "words_of",
    "zones_of",
]
