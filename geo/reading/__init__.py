"""Reading: from the text of an article to the places that it names and the distances it claims.

`read` goes through a text once: `plain` makes its quotes and dashes uniform, `sentences` cuts it,
`names` asks the gazetteer for its runs of capitalised words, `mentions` decides which of them are
places, `resolution` which places, `border_phrases` which borders are meant, `distances` finds the
lengths, and `claims` ties them to what they are counted from.
"""

from __future__ import annotations

from geo.reading.article import MAX_BYTES, Article, article_from_text, load_article
from geo.reading.claims import Claim, distinct_claims
from geo.reading.corrections import Corrections, corrections_from_text
from geo.reading.distances import Equivalent
from geo.reading.mentions import Mention, RunnerUp
from geo.reading.reading import Reading, read, zones_of
from geo.reading.reference import Reference

__all__ = [
    "MAX_BYTES",
    "Article",
    "Claim",
    "Corrections",
    "Equivalent",
    "Mention",
    "Reading",
    "Reference",
    "RunnerUp",
    "article_from_text",
    "corrections_from_text",
    "distinct_claims",
    "load_article",
    "read",
    "zones_of",
]
