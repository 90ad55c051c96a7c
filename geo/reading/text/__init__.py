"""The text of an article: where it comes from, its sentences, and the word lists of the reader.

Read `article`, then `documents` and `fetching` (where one comes from), `corrections` (the file
beside it), `plain` and `sentence` (how it is cut), `lexicon` (lists),
`evidence` (rules with weights) and `claim_status` (who says
it, and whether it is proposed or agreed).
"""

from __future__ import annotations

from geo.reading.text.article import MAX_BYTES, Article, article_from_text
from geo.reading.text.claim_status import Status, speaker_of, status_of
from geo.reading.text.corrections import Corrections, PlaceCorrection, corrections_from_text
from geo.reading.text.documents import SUFFIXES, article_from_bytes, load_article
from geo.reading.text.evidence import VETOED, Evidence, Rule, weigh
from geo.reading.text.fetching import fetch_article, is_address
from geo.reading.text.lexicon import (
    actors,
    given_names,
    ordinary_words,
    state_abbreviations,
    wide_homes,
    wide_names,
    word_set,
)
from geo.reading.text.plain import PlainText, plain_text
from geo.reading.text.sentence import Sentence, sentences

__all__ = [
    "MAX_BYTES",
    "SUFFIXES",
    "VETOED",
    "Article",
    "Corrections",
    "Evidence",
    "PlaceCorrection",
    "PlainText",
    "Rule",
    "Sentence",
    "Status",
    "actors",
    "article_from_bytes",
    "article_from_text",
    "corrections_from_text",
    "fetch_article",
    "given_names",
    "is_address",
    "load_article",
    "ordinary_words",
    "plain_text",
    "sentences",
    "speaker_of",
    "state_abbreviations",
    "status_of",
    "weigh",
    "wide_homes",
    "wide_names",
    "word_set",
]
