"""Claims of one sentence: each distance, what it is counted from, where it holds and who says so.

The sentence is read with its borders, places and nations marked; `geo.reading.claims.anchors` says
what each distance is counted from, `length_rules` whether it is a claim at all,
`claim_side` where it holds, `reference_noun` whether a place is what the words say it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from geo.borders import country
from geo.gazetteer import AREA_KINDS, VAGUE_KINDS, Place, identify
from geo.geodesy import format_length
from geo.reading.claims.anchors import Anchor, Link, find_anchor
from geo.reading.claims.article_memory import ArticleMemory
from geo.reading.claims.border_context import pair_of
from geo.reading.claims.border_phrase import BorderPhrase
from geo.reading.claims.claim import Claim, NamedPlace, OffsetPlace
from geo.reading.claims.claim_reference import (
    Reference,
    ReferenceKind,
    border_reference,
    named_line_reference,
    place_reference,
)
from geo.reading.claims.claim_side import MarkedClaim, claim_side
from geo.reading.claims.distances import Distance
from geo.reading.claims.doubt import Doubt
from geo.reading.claims.length_rules import weigh_length
from geo.reading.claims.name_marks import BORDER, DEMONYM, LENGTH, NATION, PLACE, mark_names
from geo.reading.claims.reference_noun import answers_to, reference_noun
from geo.reading.names import Nation, RunnerUp, country_place, neighbours
from geo.reading.text import Sentence, speaker_of, status_of

__all__ = ["ClaimSentence"]

_CONTEXT: Final = 48
"""Characters before and behind a reference in which a noun may say what it is."""
_ARTICLE: Final = re.compile(r"\b[Tt]he $")
_CLOSED: Final = re.compile(
    r"[.,;:)\]\"']|$| (?:and|or|were|was|are|is|to|in|on|at|near|by|must|should|will|would|have|"
    r"had|has|that|which|who|from|for|with|as|into|be|may|leave)\b"
)
"""What follows "the Dnipro": a town takes no article, so it is the river, or something else."""
_LONGER: Final = re.compile(r"(?: (?!(?:and|or|on|in)\b)[A-Z][\w-]*)+")
"""Further words with capitals: "Columbus Circle" is another thing than Columbus."""


class CountedFrom(NamedTuple):
    """What a distance is counted from, the border phrase if it is one, and what is doubted."""

    reference: Reference
    phrase: BorderPhrase | None
    doubts: tuple[Doubt, ...]


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
    doubts: list[Doubt] = field(default_factory=list)
    loose: list[Distance] = field(default_factory=list)
    _marked: str = ""

    def __post_init__(self) -> None:
        at = self.sentence.start
        text = self.memory.plain.text[at : self.sentence.end]
        spans = [
            *((n.start, n.end, NATION if n.form == "name" else DEMONYM) for n in self.nations),
            *((p.start, p.end, PLACE) for p in self.places),
            *((b.start, b.end, BORDER) for b in self.borders),
            *((d.start, d.end, LENGTH) for d in self.distances),
        ]
        self._marked = mark_names(
            text, [(start - at, end - at, mark) for start, end, mark in spans]
        )

    def read(self) -> None:
        """Read every distance of the sentence."""
        for distance in self.distances:
            self._read(distance)

    def _read(self, distance: Distance) -> None:
        anchor = find_anchor(self._marked, self.sentence.start, distance)
        evidence = weigh_length(self._marked, self.sentence.start, distance, anchor)
        if anchor.link == "offset":
            self._note_offset(distance, anchor)
        if evidence.weight <= 0:
            return
        if anchor.start < 0:
            anchor = self._anchor_elsewhere(distance, anchor)
            if anchor.start < 0 and anchor.link != "inside":
                self.loose.append(distance)
                return
        counted_from = self._counted_from(anchor, distance)
        if counted_from is None:
            return
        doubts = (*counted_from.doubts, *self._unit_doubts(distance))
        self.doubts.extend(doubts)
        self.claims.append(self._claim(distance, anchor, counted_from, doubts))

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

    def _counted_from(self, anchor: Anchor, distance: Distance) -> CountedFrom | None:
        if anchor.start < 0:
            return self._border_of_land(anchor, distance)
        phrase = next(
            (b for b in self.borders if b.start < anchor.end and b.end > anchor.start), None
        )
        if phrase is not None:
            if anchor.start < phrase.start and self._place_at(anchor) is not None:
                # "the Kaliningrad border": the border of a place.
                part = self.memory.plain.text[anchor.start : phrase.start].strip()
                phrase = replace(phrase, start=anchor.start, part=part)
            words = self.memory.words(phrase.start, phrase.end)
            reference, doubts = border_reference(words, phrase)
            return CountedFrom(reference, phrase, doubts)
        named = self._place_at(anchor)
        nation = self._nation_at((anchor.start, anchor.end))
        if named is None and nation is not None and nation.start == anchor.start:
            named = NamedPlace(nation.start, nation.end, country_place(nation.code))
        if named is not None:
            return self._from_place(anchor, named)
        words = self.memory.words(anchor.start, anchor.end)
        line = self._line_of(words)
        if line is not None:
            return line
        meant = self.memory.place_meant(words)
        if meant is None:
            unknown = Doubt("not in the data", f"no place is known for {words!r}")
            return CountedFrom(place_reference(words, None), None, (unknown,))
        named_before = " ".join(self.memory.words(meant.start, meant.end).split())
        if meant.place is None:
            taken = Doubt(
                "not in the data",
                f"{words!r} is taken to be {named_before!r}, which is in no gazetteer here",
            )
            return CountedFrom(Reference(words, "facility"), None, (taken,))
        taken = Doubt("reference from context", f"{words!r} is taken to be {named_before}")
        return CountedFrom(place_reference(words, meant.place), None, (taken,))

    def _line_of(self, words: str) -> CountedFrom | None:
        """Take words that name no place for a line's own name, if they are one."""
        countries = dict.fromkeys(country(each.code).name for each in self.nations)
        found = named_line_reference(words, tuple(countries))
        return None if found is None else CountedFrom(found[0], None, found[1])

    def _from_place(self, anchor: Anchor, named: NamedPlace) -> CountedFrom:
        """Take a named place, if it is what the words around it say that it is."""
        text, end = self.memory.plain.text, anchor.end
        before = text[max(self.sentence.start, anchor.start - _CONTEXT) : anchor.start]
        noun = reference_noun(
            before,
            text[anchor.start : end],
            text[end : min(self.sentence.end, end + _CONTEXT)],
        )
        longer = _LONGER.match(self._marked, end - self.sentence.start)
        if longer is not None and not noun and not self.sentence.heading:
            end = self.sentence.start + longer.end()
        words = self.memory.words(anchor.start, end)
        place = named.place
        if place is None:
            line = self._line_of(words)
            if line is not None:
                return line
            unknown = Doubt("not in the data", f"{words!r} is in no gazetteer")
            return CountedFrom(place_reference(words, None), None, (unknown,))
        behind = text[end : self.sentence.end]
        a_river = place.kind == "city" and _ARTICLE.search(before) and _CLOSED.match(behind)
        if a_river:
            return _thing(words, f"{words} river", said=f"the {words}")
        if end != anchor.end or not answers_to(noun, place):
            return _thing(words, f"{words} {noun}" if noun not in words.lower() else words)
        if place.kind in VAGUE_KINDS:
            return _without_outline(words, place)
        rival = () if named.rival is None else (_rival_doubt(words, place, named.rival),)
        return CountedFrom(place_reference(words, place), None, rival)

    def _border_of_land(self, anchor: Anchor, distance: Distance) -> CountedFrom | None:
        """Take "30 km deep inside Syria" from the border with the neighbour that is named."""
        assert anchor.land is not None or anchor.own_land
        land = self._nation_at(anchor.land) if anchor.land else None
        if land is None:
            return None
        near = neighbours(land.code)
        others = [n for n in self.nations if n.code in near and n.end <= distance.start] or [
            n for n in self.nations if n.code in near
        ]
        if not others:
            return None
        start, end = anchor.land or (distance.start, distance.end)
        phrase = BorderPhrase(start, end, (pair_of(land.code, others[-1].code),), taken="sentence")
        reference, doubts = border_reference(self.memory.words(start, end), phrase)
        return CountedFrom(reference, None, doubts)

    def _nation_at(self, span: tuple[int, int]) -> Nation | None:
        return next((n for n in self.nations if n.start < span[1] and n.end > span[0]), None)

    def _unit_doubts(self, distance: Distance) -> Iterator[Doubt]:
        said = self.memory.plain.text[distance.start : distance.end]
        for other in distance.equivalents:
            if not other.agrees:
                yield Doubt(
                    "units disagree",
                    f"{said!r} is {format_length(distance.distance_m)}, but {other.text!r}, given "
                    f"as the same, is {format_length(other.distance_m)}",
                )

    def _claim(
        self,
        distance: Distance,
        anchor: Anchor,
        counted_from: CountedFrom,
        doubts: tuple[Doubt, ...],
    ) -> Claim:
        at, plain = self.sentence.start, self.memory.plain
        here = MarkedClaim(
            marked=self._marked,
            offset=at,
            nations=self.nations,
            distance=distance,
            anchor=anchor,
            reference=counted_from.reference,
            phrase=counted_from.phrase,
            words=plain.text[max(anchor.start, 0) : max(anchor.end, 0)],
        )
        metres, width, within, side = _measured(here)
        if anchor.zone and counted_from.reference.line and not (within or side):
            unsaid = Doubt(
                "side not said",
                f"on which side of {counted_from.reference.text!r} the zone lies is not said; both "
                f"are taken",
            )
            doubts = (*doubts, unsaid)
            self.doubts.append(unsaid)
        text = plain.text[at : self.sentence.end]
        ends = [distance.end, anchor.end] if anchor.start >= 0 else [distance.tail]
        first = min(distance.start, anchor.start) if anchor.before else distance.start
        if anchor.link == "inside" and anchor.land:
            ends.append(anchor.land[1])
        start, end = plain.span(first, max(ends))
        return Claim(
            text=self.memory.original[start:end],
            start=start,
            end=end,
            distance_m=metres,
            equivalents=distance.equivalents,
            reference=counted_from.reference,
            within=within,
            side=side,
            status=status_of(text, first - at, max(ends) - at),
            speaker=speaker_of(text),
            approximate=distance.approximate,
            sentence=self.memory.words(at, self.sentence.end),
            width_m=width,
            unit=distance.unit,
            heading=self.sentence.heading,
            doubts=doubts,
        )


def _measured(
    claim: MarkedClaim,
) -> tuple[float, float | None, tuple[str, ...] | None, str | None]:
    """Give the metres from the line, the width as said, and where the claim holds.

    "4 km wide" along a line is 2 km on each side, unless it lies on one side only.
    """
    within, side = claim_side(claim)
    distance, anchor = claim.distance, claim.anchor
    metres, width = distance.distance_m, None
    if distance.dimension == "diameter":
        width, metres = metres, metres / 2
    elif distance.dimension == "wide":
        width = metres
        one_side = bool(within and side) or anchor.each_side
        lines = claim.reference.kind in ("border", "line", "none")
        if lines and anchor.link in ("along", "zone") and not one_side:
            metres, side = metres / 2, "both"
    return metres, width, within, "both" if anchor.each_side else side


def _thing(words: str, called: str, *, said: str = "") -> CountedFrom:
    """Ask for a plant, a river, an airport by its whole name; nothing else stands for it."""
    found = identify(" ".join(called.split()))
    if not found.answers:
        unknown = Doubt(
            "not in the data",
            f"{(said or found.asked)!r} is in no gazetteer here, and nothing else of the name "
            f"stands for it",
        )
        return CountedFrom(Reference(words, "facility"), None, (unknown,))
    place = found.answers[0]
    if place.kind in VAGUE_KINDS:
        return _without_outline(words, place)
    kind: ReferenceKind = "area" if place.kind in AREA_KINDS else "facility"
    return CountedFrom(Reference(words, kind, place=place), None, ())


def _without_outline(words: str, place: Place) -> CountedFrom:
    """Count from no point of a river or a sea: where its banks run is not held here."""
    kind: ReferenceKind = "river" if place.kind == "river" else "area"
    doubt = Doubt(
        "not in the data",
        f"{words!r} is a {place.kind} of which no outline is held here, so that nothing is drawn",
    )
    return CountedFrom(Reference(words, kind), None, (doubt,))


def _rival_doubt(words: str, place: Place, rival: RunnerUp) -> Doubt:
    def called(name: str, admin1: str, code: str) -> str:
        land = country(code).name if code else ""
        parts = (name, admin1 if admin1 != name else "", land)
        return ", ".join(dict.fromkeys(part for part in parts if part))

    return Doubt(
        "rival place",
        f"{words!r} is taken to be {called(place.name, place.admin1, place.country)}; "
        f"{called(rival.name, rival.admin1, rival.country)} has the name too",
    )
