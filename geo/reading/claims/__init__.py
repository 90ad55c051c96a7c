"""Claims in a text: distances, what they are counted from, and who says so.

Read `distances` with `numbers_in_words` (a length as written), `border_mentions` with
`border_words` and `border_context` (a border as written), `name_marks` and `anchors` (what a
distance hangs on), `length_rules` with `length_clues` and `length_words` (what is a claim at all),
`reference_noun` (whether a place is what the words say), `claim_side` (where it holds),
`claim_reference`, `doubt` and `claim` (the results), `article_memory`, `claim_sentence` and
`claim_reader` (sentence by sentence).
"""

from __future__ import annotations

from geo.reading.claims.article_memory import ArticleMemory
from geo.reading.claims.border_context import BorderContext
from geo.reading.claims.border_mentions import border_phrases
from geo.reading.claims.border_phrase import BorderPhrase
from geo.reading.claims.claim import Claim, NamedPlace, OffsetPlace, distinct_claims
from geo.reading.claims.claim_reader import ClaimReader
from geo.reading.claims.claim_reference import Reference, border_reference, drawn_line
from geo.reading.claims.distances import Equivalent
from geo.reading.claims.doubt import Doubt, DoubtKind

__all__ = [
    "ArticleMemory",
    "BorderContext",
    "BorderPhrase",
    "Claim",
    "ClaimReader",
    "Doubt",
    "DoubtKind",
    "Equivalent",
    "NamedPlace",
    "OffsetPlace",
    "Reference",
    "border_phrases",
    "border_reference",
    "distinct_claims",
    "drawn_line",
]
