"""Reader: goes through an article once and gives its mentions, claims and doubts."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from geo.gazetteer import VAGUE_KINDS, Place, vague_place
from geo.reading.apply_corrections import corrected
from geo.reading.claims import (
    ArticleMemory,
    BorderContext,
    BorderPhrase,
    Claim,
    ClaimReader,
    Doubt,
    NamedPlace,
    OffsetPlace,
    border_phrases,
    border_reference,
    drawn_line,
)
from geo.reading.names import (
    Facility,
    Localities,
    Mention,
    Name,
    Nation,
    PlaceName,
    Resolved,
    Resolver,
    RunnerUp,
    Tagger,
    TagMap,
    countries_named,
    country_place,
    facilities,
    hints_of,
    home_of,
    is_nation,
    place_names,
    words_of,
)
from geo.reading.text import Article, Sentence, actors, plain_text, sentences, wide_homes

__all__ = ["ArticleReader"]

_KINDS: Final = {
    "country": "country",
    "admin1": "region",
    "region": "region",
    "area": "region",
    "separation area": "region",
    "admin2": "region",
    **dict.fromkeys(VAGUE_KINDS, "region"),
    "crossing": "facility",
    "facility": "facility",
}
_COMPASS: Final = {
    "north": 0.0,
    "north-east": 45.0,
    "east": 90.0,
    "south-east": 135.0,
    "south": 180.0,
    "south-west": 225.0,
    "west": 270.0,
    "north-west": 315.0,
}
_ACTORS: Final = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, actors()), key=len, reverse=True)) + r")\b"
)
_ELSEWHERE_DEGREES: Final = 1.0
"""A namesake nearer than this, some 110 km, is the same town."""
_DIVISIONS: Final = frozenset(("admin1", "admin2"))
_SOME: Final = 12
_CLOSE_CALL: Final = 2.0
"""A namesake whose score comes so near to the best is said: the score is one a tenfold people."""
_EIGHTH_TURN_SPREAD: Final = 0.39
"""Half of what a direction out of eight leaves open, sin 22.5°, as a share of the distance."""


@dataclass(slots=True)
class ArticleReader:
    """Reads one article.

    Parameters
    ----------
    article : Article
    tagger : Tagger or None
        Marks names, beside the gazetteer.
    mentions, claims, doubts : list
        Filled by `read`.
    """

    article: Article
    tagger: Tagger | None = None
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    _memory: ArticleMemory = field(init=False)
    _places: dict[str, Place] = field(default_factory=dict)
    _resolver: Resolver = field(init=False)
    _resolved: dict[str, Resolved] = field(default_factory=dict)
    _provinces: frozenset[str] = frozenset()

    def read(self) -> None:
        """Read the article from its first sentence to its last."""
        plain = plain_text(self.article.text)
        found_sentences = sentences(plain.text, start=plain.position(self.article.body_start))
        plain = plain.unwrapped((sentence.start, sentence.end) for sentence in found_sentences)
        self._memory = ArticleMemory(self.article.text, plain)
        words = [words_of(plain.text, sentence) for sentence in found_sentences]
        tags = TagMap(tuple(self.tagger(plain.text))) if self.tagger is not None else None
        found = place_names(plain.text, found_sentences, words, tags)
        counts, self._provinces = countries_named(found)
        self._resolver = Resolver(counts + home_of(self.article))
        self._resolved = self._resolver.resolve(hints_of(found, plain.text))
        self._places = {name: each.place for name, each in self._resolved.items()}
        around = _around(plain.text, self._places, found)
        here: list[list[PlaceName]] = [[] for _ in found_sentences]
        for each in found:
            here[each.sentence].append(each)
        context = BorderContext(counts, around)
        localities = Localities(plain.text, found, self._places)
        claims = ClaimReader(self._memory)
        for index, sentence in enumerate(found_sentences):
            names = [each.name for each in here[index]]
            self._read_sentence(sentence, names, context, claims)
            larger = facilities(plain.text, words[index], names)
            self.mentions.extend(self._names(names, larger, localities))
        claims.finish()
        self.claims = claims.claims
        self.mentions.extend(self._offset_mention(offset) for offset in self._unclaimed(claims))
        self.mentions.sort(key=lambda mention: (mention.start, -mention.end))
        doubts = claims.doubts
        if self.article.corrections:
            self.mentions, self.claims, doubts = corrected(
                self.article.text, self.mentions, self.claims, doubts, self.article.corrections
            )
        self.doubts = list(dict.fromkeys(self._all_doubts(doubts)))

    def _read_sentence(
        self, sentence: Sentence, names: Sequence[Name], context: BorderContext, claims: ClaimReader
    ) -> None:
        """Read the borders and claims of one sentence."""
        nations = [_nation(name) for name in names if is_nation(name, self._provinces)]
        borders = border_phrases(
            self._memory.plain.text, sentence.start, sentence.end, nations, context
        )
        whole = [nation for nation in nations if not nation.part or nation.form == "demonym"]
        starts = {nation.start for nation in whole}
        named = [
            NamedPlace(
                start=name.start,
                end=name.end,
                place=self._place_named(name),
                rival=self._rival(name.written),
            )
            for name in names
            if name.start not in starts
        ]
        claims.read(sentence, whole, borders, named)
        self.mentions.extend(self._border_mention(phrase) for phrase in borders if phrase.named)

    def _place_named(self, name: Name) -> Place | None:
        """Give the place of a name; one of the wide names, such as a river, is what it is."""
        place = self._places.get(name.written)
        return place if place is not None or name.listed else vague_place(name.written)

    def _rival(self, written: str) -> RunnerUp | None:
        """Give the namesake that a place may well have been: nearly as much speaks for it."""
        resolved = self._resolved.get(written)
        if resolved is None or not resolved.runners_up:
            return None
        best, rival = resolved.place, resolved.runners_up[0]
        if resolved.score - rival.score >= _CLOSE_CALL:
            return None
        # A province and its seat are one answer to "which Homs".
        if best.country == rival.country and {best.kind, rival.kind} & _DIVISIONS:
            return None
        apart = math.hypot(
            (rival.lon - best.lon) * math.cos(math.radians(best.lat)), rival.lat - best.lat
        )
        return rival if apart > _ELSEWHERE_DEGREES else None

    def _names(
        self, names: Sequence[Name], larger: Sequence[Facility], localities: Localities
    ) -> Iterator[Mention]:
        """Give the names of a sentence as mentions; a facility swallows the names in it."""
        for each in larger:
            place = self._places.get(each.town.written) if each.town is not None else None
            if place is None and each.in_a_town:
                place = localities.place_of(each.start, each.end)
            yield Mention(*self._text(each.start, each.end), each.kind, place)
        for name in names:
            if any(each.start <= name.start and name.end <= each.end for each in larger):
                continue
            part = name.nation is not None and name.nation.part and name.listed
            if is_nation(name, self._provinces) and not part:
                yield self._nation_mention(name)
            else:
                yield self._place_mention(name, localities)

    def _text(self, start: int, end: int) -> tuple[str, int, int]:
        first, last = self._memory.plain.span(start, end)
        return self.article.text[first:last], first, last

    def _border_mention(self, phrase: BorderPhrase) -> Mention:
        text, start, end = self._text(phrase.start, phrase.end)
        reference, _ = border_reference(text, phrase)
        place = _border_place(reference.line) if reference.line else None
        return Mention(text, start, end, "border", place)

    def _nation_mention(self, name: Name) -> Mention:
        nation = _nation(name)
        others = self._resolver.other_senses(name.written, nation.code) if name.listed else ()
        return Mention(
            *self._text(nation.start, nation.end),
            "demonym" if nation.form == "demonym" else "country",
            country_place(nation.code),
            round(self._resolver.country_score(nation.code), 2),
            others,
        )

    def _place_mention(self, name: Name, localities: Localities) -> Mention:
        resolved = self._resolved.get(name.written)
        place = resolved.place if resolved is not None else None
        if place is None:
            place = vague_place(wide_homes().get(name.written, name.written))
        else:
            place = localities.place_instead(place, name.written)
        kind = "region"
        if name.nation is not None and name.nation.form == "demonym":
            kind = "demonym"
        elif place is not None:
            kind = _KINDS.get(place.kind, "place")
        span = self._text(name.start, name.end)
        if resolved is None:
            return Mention(*span, kind, place)
        return Mention(*span, kind, place, resolved.score, resolved.runners_up)

    def _offset_mention(self, offset: OffsetPlace) -> Mention:
        import shapely

        from geo.geodesy import destination

        lon, lat = destination(
            offset.place.lon, offset.place.lat, _COMPASS[offset.direction], offset.distance_m
        )
        text, start, end = self._text(offset.start, offset.end)
        place = Place(
            name=text,
            geometry=shapely.Point(float(lon), float(lat)),
            country="",
            kind="point",
            population=0,
            accuracy_m=round(offset.place.accuracy_m + _EIGHTH_TURN_SPREAD * offset.distance_m),
            source=offset.place.source,
            source_id=offset.place.source_id,
            because=f"counted from {offset.place.name}",
        )
        return Mention(text, start, end, "offset", place)

    def _unclaimed(self, claims: ClaimReader) -> Iterator[OffsetPlace]:
        for offset in claims.offsets:
            start, end = self._memory.plain.span(offset.start, offset.end)
            if not any(claim.start < end and start < claim.end for claim in claims.claims):
                yield offset

    def _all_doubts(self, doubts: Sequence[Doubt]) -> Iterator[Doubt]:
        yield from doubts
        without = dict.fromkeys(
            mention.text
            for mention in self.mentions
            if mention.place is None and mention.kind not in ("demonym", "border")
        )
        if without:
            more = f" and {len(without) - _SOME} more" if len(without) > _SOME else ""
            names = ", ".join(list(without)[:_SOME])
            yield Doubt("not in the data", f"no position is known for {names}{more}")
        if not self.claims:
            yield Doubt(
                "no claim",
                "no claim: the text names no distance from a border, a line or a place that "
                "somebody wants kept",
            )


def _around(text: str, places: Mapping[str, Place], found: Sequence[PlaceName]) -> Counter[str]:
    """Count the countries that an article speaks of without naming them."""
    around = Counter(actors()[match[0]] for match in _ACTORS.finditer(text))
    for each in found:
        place = places.get(each.name.written)
        if place is not None and place.country:
            around[place.country] += 1
    return around


def _nation(name: Name) -> Nation:
    assert name.nation is not None
    return Nation(name.start, name.end, name.nation.codes, name.nation.form, name.nation.part)


@lru_cache(maxsize=256)
def _border_place(key: str) -> Place:
    """Make a border something that a map can show."""
    found = drawn_line(key)
    return Place(
        name=found.name,
        geometry=found.geometry,
        country="",
        kind="border",
        population=0,
        accuracy_m=found.accuracy_m,
        source=found.source,
        source_id=found.key,
    )
