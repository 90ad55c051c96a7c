"""Claims of one sentence: each distance, what it is counted from, where it holds and who says so.

The sentence is read as a shadow of its borders, places and nations; `geo.reading.claims.anchors`
says what each distance is counted from, `geo.reading.claims.other_lengths` whether it is a claim at
all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from geo.geodesy import format_length
from geo.reading.claims.anchors import Anchor, Link, find_anchor
from geo.reading.claims.article_memory import ArticleMemory
from geo.reading.claims.border_mentions import BorderPhrase
from geo.reading.claims.claim import Claim, NamedPlace, OffsetPlace
from geo.reading.claims.claim_reference import Reference, border_reference, place_reference
from geo.reading.claims.distances import Distance
from geo.reading.claims.name_marks import BORDER, DEMONYM, LENGTH, NATION, PLACE, shadow
from geo.reading.claims.other_lengths import claim_weight
from geo.reading.names import Nation, country_place, neighbours
from geo.reading.text import Sentence, speaker_of, status_of

__all__ = ["ClaimSentence"]

_IN_LAND: Final = re.compile(
    rf"\b(?:in|inside|within|across|"
    rf"throughout) (?:(?:[a-z]+-?){{1,2}} ){{0,2}}?(?P<land>{NATION}+)(?:,| (?:to )?(?:be|stay|"
    rf"remain|kept|move|at least|some|about|up to|"
    r"around|a|roughly|approximately|back|by|for|is|are|were|was|will|more than))*[ ,(]{1,2}$",
    re.IGNORECASE,
)
_LAND_BEHIND: Final = re.compile(
    rf"[ ,]{{1,2}}(?:and |but )?(?:inside|into|in|within|on) (?:the )?(?:(?P<land>{NATION}+)|"
    rf"(?P<land_of>{DEMONYM}+) (?:side|territory|soil|land))(?!\w| and)",
    re.IGNORECASE,
)
_LAND_BETWEEN: Final = re.compile(
    rf" (?:inside|into|in|within) (?P<land>{NATION}+) (?=along|from|on|at|of)", re.IGNORECASE
)
_ITS: Final = re.compile(r"(?:its|their|his|her|our)\b", re.IGNORECASE)


@dataclass(slots=True)
class ClaimSentence:
    """One sentence with all that is known of it, and what is read from it.

    Parameters
    ----------
    memory : ArticleMemory
        The article so far.
    sentence : Sentence
    nations, borders, places, distances : sequence
        What the sentence holds of each, in its order; offsets are those of the plain text.
    claims, offsets, doubts, loose : list
        Filled by `read`; `loose` holds zones whose reference the sentence does not name.
    """

    memory: ArticleMemory
    sentence: Sentence
    nations: Sequence[Nation]
    borders: Sequence[BorderPhrase]
    places: Sequence[NamedPlace]
    distances: Sequence[Distance]
    claims: list[Claim] = field(default_factory=list)
    offsets: list[OffsetPlace] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    loose: list[Distance] = field(default_factory=list)
    _shaded: str = ""

    def __post_init__(self) -> None:
        at = self.sentence.start
        text = self.memory.plain.text[at : self.sentence.end]
        spans = [
            *((n.start, n.end, NATION if n.form == "name" else DEMONYM) for n in self.nations),
            *((p.start, p.end, PLACE) for p in self.places),
            *((b.start, b.end, BORDER) for b in self.borders),
            *((d.start, d.end, LENGTH) for d in self.distances),
        ]
        self._shaded = shadow(text, [(start - at, end - at, mark) for start, end, mark in spans])

    def read(self) -> None:
        """Read every distance of the sentence."""
        for distance in self.distances:
            self._read(distance)

    def _read(self, distance: Distance) -> None:
        anchor = find_anchor(self._shaded, self.sentence.start, distance)
        weight = claim_weight(self._shaded, self.sentence.start, distance, anchor)
        if anchor.link == "offset":
            self._note_offset(distance, anchor)
        if weight <= 0:
            return
        if anchor.start < 0:
            anchor = self._anchor_elsewhere(distance, anchor)
            if anchor.start < 0 and anchor.link != "inside":
                self.loose.append(distance)
                return
        reference, phrase, doubt = self._reference(anchor, distance)
        if reference is None:
            return
        if doubt:
            self.doubts.append(doubt)
        self._check_equivalents(distance)
        self.claims.append(self._claim(distance, anchor, reference, phrase))

    def _note_offset(self, distance: Distance, anchor: Anchor) -> None:
        named = self._place_at(anchor)
        if named is not None and named.place is not None and named.place.kind != "country":
            self.offsets.append(
                OffsetPlace(
                    distance.start, anchor.end, distance.distance_m, anchor.direction, named.place
                )
            )

    def _anchor_elsewhere(self, distance: Distance, anchor: Anchor) -> Anchor:
        """Take the nearest border phrase, for a zone whose words stand apart from it."""
        if not self.borders:
            return anchor
        nearest = min(
            self.borders,
            key=lambda b: min(abs(b.end - distance.start), abs(b.start - distance.tail)),
        )
        link: Link = "from"
        if anchor.link == "inside":
            link = "inside"
        elif anchor.link in ("zone", "along") and distance.dimension == "wide":
            link = "along"
        return replace(
            anchor,
            link=link,
            start=nearest.start,
            end=nearest.end,
            before=nearest.end <= distance.start,
        )

    def _place_at(self, anchor: Anchor) -> NamedPlace | None:
        return next((p for p in self.places if p.start < anchor.end and p.end > anchor.start), None)

    def _reference(
        self, anchor: Anchor, distance: Distance
    ) -> tuple[Reference | None, BorderPhrase | None, str]:
        if anchor.start < 0:
            return self._border_of_land(anchor, distance)
        phrase = next(
            (b for b in self.borders if b.start < anchor.end and b.end > anchor.start), None
        )
        if phrase is not None:
            words = self.memory.words(phrase.start, phrase.end)
            reference, doubt = border_reference(words, phrase)
            return reference, phrase, doubt
        words = self.memory.words(anchor.start, anchor.end)
        named = self._place_at(anchor)
        if named is not None:
            doubt = "" if named.place is not None else f"{words!r} is in no gazetteer"
            return place_reference(words, named.place), None, doubt
        nation = next(
            (n for n in self.nations if n.start < anchor.end and n.end > anchor.start), None
        )
        if nation is not None and nation.start == anchor.start:
            return place_reference(words, country_place(nation.code)), None, ""
        place = self.memory.place_meant(words)
        doubt = (
            f"{words!r} is taken to be {place.name}"
            if place is not None
            else f"no place is known for {words!r}"
        )
        return place_reference(words, place), None, doubt

    def _border_of_land(
        self, anchor: Anchor, distance: Distance
    ) -> tuple[Reference | None, BorderPhrase | None, str]:
        """Take "30 km deep inside Syria" from the border with the neighbour that is named."""
        assert anchor.land is not None or anchor.own_land
        land = self._nation_at(anchor.land) if anchor.land else None
        if land is None:
            return None, None, ""
        near = neighbours(land.code)
        others = [n for n in self.nations if n.code in near and n.end <= distance.start] or [
            n for n in self.nations if n.code in near
        ]
        if not others:
            return None, None, ""
        pair = tuple(sorted((land.code, others[-1].code)))
        start, end = anchor.land or (distance.start, distance.end)
        words = self.memory.words(start, end)
        phrase = BorderPhrase(
            start,
            end,
            ((pair[0], pair[1]),),
            because=f"counted from the border with {others[-1].code}",
        )
        reference, doubt = border_reference(words, phrase)
        return reference, None, doubt

    def _nation_at(self, span: tuple[int, int]) -> Nation | None:
        return next((n for n in self.nations if n.start < span[1] and n.end > span[0]), None)

    def _check_equivalents(self, distance: Distance) -> None:
        said = self.memory.plain.text[distance.start : distance.end]
        for other in distance.equivalents:
            if not other.agrees:
                self.doubts.append(
                    f"{said!r} is {format_length(distance.distance_m)}, but {other.text!r}, given "
                    f"as the same, "
                    f"is {format_length(other.distance_m)}"
                )

    def _claim(
        self, distance: Distance, anchor: Anchor, reference: Reference, phrase: BorderPhrase | None
    ) -> Claim:
        within, side = self._within(distance, anchor, reference, phrase)
        metres = distance.distance_m
        width: float | None = None
        if distance.dimension == "wide":
            width = metres
            on_one_side = bool(within and side) or anchor.each_side
            if reference.kind != "place" and anchor.link in ("along", "zone") and not on_one_side:
                metres, side = metres / 2, "both"
        elif distance.dimension == "diameter":
            width, metres = metres, metres / 2
        if anchor.each_side:
            side = "both"
        at = self.sentence.start
        text = self.memory.plain.text[at : self.sentence.end]
        ends = [distance.end, anchor.end] if anchor.start >= 0 else [distance.tail]
        first = min(distance.start, anchor.start) if anchor.before else distance.start
        if anchor.link == "inside" and anchor.land:
            ends.append(anchor.land[1])
        start, end = self.memory.plain.span(first, max(ends))
        return Claim(
            text=self.memory.original[start:end],
            start=start,
            end=end,
            distance_m=metres,
            equivalents=distance.equivalents,
            reference=reference,
            within=within,
            side=side,
            status=status_of(text, first - at, max(ends) - at),
            speaker=speaker_of(text),
            approximate=distance.approximate,
            sentence=self.memory.words(at, self.sentence.end),
            width_m=width,
            unit=distance.unit,
            heading=self.sentence.heading,
        )

    def _within(
        self, distance: Distance, anchor: Anchor, reference: Reference, phrase: BorderPhrase | None
    ) -> tuple[tuple[str, ...] | None, str | None]:
        """In which country the claim holds, and on which side of the line if that is said."""
        direction = anchor.direction if anchor.link == "offset" else None
        if anchor.land:
            land = self._nation_at(anchor.land)
            if land is not None:
                return (land.code,), land.code
        at = self.sentence.start
        parties = {code for pair in reference.pairs or () for code in pair}
        behind = self._shaded[max(anchor.end, distance.tail) - at :][:60]
        match = _LAND_BEHIND.match(behind)
        if match is not None:
            group = "land" if match["land"] else "land_of"
            shift = max(anchor.end, distance.tail)
            land = self._nation_at((match.start(group) + shift, match.end(group) + shift))
            if land is not None and (not parties or land.code in parties):
                return (land.code,), land.code
        between = _LAND_BETWEEN.search(self._shaded, distance.tail - at, max(anchor.start - at, 0))
        if between is not None:
            land = self._nation_at((between.start("land") + at, between.end("land") + at))
            if land is not None and land.code in parties:
                return (land.code,), land.code
        before = self._shaded[max(0, distance.start - at - 90) : distance.start - at]
        match = _IN_LAND.search(before)
        if match is not None:
            shift = at + max(0, distance.start - at - 90)
            land = self._nation_at((match.start("land") + shift, match.end("land") + shift))
            if land is not None and (not parties or land.code in parties):
                return (land.code,), direction
        if anchor.own_land and phrase is not None and parties:
            # "Finland will fence off a strip on its side of the Russian border"
            acting = [n.code for n in self.nations if n.end <= distance.start and n.code in parties]
            own = acting[0] if acting else phrase.owner
            return ((own,), own) if own else (None, direction)
        if (
            phrase is not None
            and phrase.owner
            and (anchor.own_land or self._own_strip(distance, anchor))
        ):
            return (phrase.owner,), phrase.owner
        return None, direction

    def _own_strip(self, distance: Distance, anchor: Anchor) -> bool:
        """Whether it is a strip "three kilometres deep along its border": on the owner's side."""
        words = self.memory.plain.text[anchor.start : anchor.end]
        return (
            distance.dimension == "deep"
            and anchor.link == "along"
            and _ITS.match(words) is not None
        )
