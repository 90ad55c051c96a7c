"""A name to places, the one that is meant first, each with the reason why; or no place.

Read `place` (the answer), `identity` (what is an answer, what is a suggestion, what is refused) and
`search` (the door to it); beside them `kind_nouns`, `transliteration`, `near_spellings`,
`containers`, `ranking` and `candidate_names`, a rule each. Below: `name_senses` (every sense of a
spelling), `index` (one SQLite file), and what it is made from: `entries`, `regions`, `provinces`,
`districts`, `wide_names`, `town_extent`, `region_records`, `record`. `user_file` adds a user's own.
"""

from __future__ import annotations

from geo.gazetteer.candidate_names import candidates_json
from geo.gazetteer.containers import lies_in
from geo.gazetteer.identity import Identity, Suggestion, accepted_senses, identify
from geo.gazetteer.index import query
from geo.gazetteer.kind_nouns import HeadNounPhrase, read_head_noun
from geo.gazetteer.name_senses import Sense, candidates, is_vague, known, senses, vague_place
from geo.gazetteer.place import AREA_KINDS, VAGUE_KINDS, Matched, Place, Rival
from geo.gazetteer.place_properties import place_json
from geo.gazetteer.ranking import Around, kilometres, who_and_where
from geo.gazetteer.record import alpha2_of, alpha3_of, country_records
from geo.gazetteer.search import look_up, places
from geo.gazetteer.user_file import active, added

__all__ = [
    "AREA_KINDS",
    "VAGUE_KINDS",
    "Around",
    "HeadNounPhrase",
    "Identity",
    "Matched",
    "Place",
    "Rival",
    "Sense",
    "Suggestion",
    "accepted_senses",
    "active",
    "added",
    "alpha2_of",
    "alpha3_of",
    "candidates",
    "candidates_json",
    "country_records",
    "identify",
    "is_vague",
    "kilometres",
    "known",
    "lies_in",
    "look_up",
    "place_json",
    "places",
    "query",
    "read_head_noun",
    "senses",
    "vague_place",
    "who_and_where",
]
