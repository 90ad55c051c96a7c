"""A name to places, the one that is meant first, each with the reason why.

Read `place` (the answer) and `search` (the judgement); below them `name_senses` (every sense of a
spelling), `index` (one SQLite file), and what it is made from: `record`, `regions`, `entries`.
`user_file` adds a gazetteer of the user's own.
"""

from __future__ import annotations

from geo.gazetteer.index import query
from geo.gazetteer.name_senses import Sense, candidates, is_vague, known, senses, vague_place
from geo.gazetteer.place import VAGUE_KINDS, Place
from geo.gazetteer.place_properties import place_json
from geo.gazetteer.record import alpha2_of, alpha3_of, country_records
from geo.gazetteer.search import places
from geo.gazetteer.user_file import active, added

__all__ = [
    "VAGUE_KINDS",
    "Place",
    "Sense",
    "active",
    "added",
    "alpha2_of",
    "alpha3_of",
    "candidates",
    "country_records",
    "is_vague",
    "known",
    "place_json",
    "places",
    "query",
    "senses",
    "vague_place",
]
