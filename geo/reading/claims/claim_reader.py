"""Claim reader: the claims of an article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geo.reading.claims.article_memory import ArticleMemory
from geo.reading.claims.border_phrase import BorderPhrase
from geo.reading.claims.claim import Claim, NamedPlace, OffsetPlace, same_length, says_again
from geo.reading.claims.claim_sentence import ClaimSentence
from geo.reading.claims.distances import Distance, find_distances
from geo.reading.claims.doubt import Doubt
from geo.reading.names import Nation
from geo.reading.text import Sentence, speaker_of, status_of

__all__ = ["ClaimReader"]


@dataclass(slots=True)
class ClaimReader:
    """Reads the claims of an article.

    Parameters
    ----------
    memory : ArticleMemory
        Of the article; it is filled as the sentences come.
    claims : list of Claim
        What was found.
    offsets : list of OffsetPlace
        Places that the text gives by distance and direction.
    doubts : list of Doubt
        What is uncertain, that of the claims first.
    """

    memory: ArticleMemory
    claims: list[Claim] = field(default_factory=list)
    offsets: list[OffsetPlace] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    _loose: list[tuple[Sentence, Distance]] = field(default_factory=list)

    def read(
        self,
        sentence: Sentence,
        nations: Sequence[Nation],
        borders: Sequence[BorderPhrase],
        places: Sequence[NamedPlace],
    ) -> None:
        """Read one sentence; the sentences must come in the order of the text."""
        distances = find_distances(self.memory.plain.text, sentence.start, sentence.end)
        if distances:
            here = ClaimSentence(self.memory, sentence, nations, borders, places, distances)
            here.read()
            self.claims.extend(here.claims)
            self.offsets.extend(here.offsets)
            self.doubts.extend(here.doubts)
            self._loose.extend((sentence, distance) for distance in here.loose)
        self.memory.remember(sentence, places)

    def finish(self) -> None:
        """Give the zones that no sentence ties to a reference the one that the article gave."""
        for sentence, distance in self._loose:
            said = self.memory.words(distance.start, distance.end)
            model = self._stated(distance)
            if model is None:
                unsaid = f"a zone of {said!r} is named, but not from where it is counted"
                self.doubts.append(Doubt("no reference", unsaid))
                continue
            doubt = Doubt(
                "reference from context",
                f"{said!r} names no reference; it is taken to be the zone from "
                f"{model.reference.text!r}",
            )
            again = self._again(model, sentence, distance)
            self.claims.append(replace(again, doubts=(*model.doubts, doubt)))
            self.doubts.append(doubt)
        self._settle_sides()
        # A headline only sums up: the body's claims come first.
        self.claims.sort(key=lambda claim: (claim.heading, claim.start, claim.distance_m))

    def _settle_sides(self) -> None:
        """Doubt no side that the article says elsewhere of the same distance."""
        sided = [claim for claim in self.claims if claim.within or claim.side]
        for index, claim in enumerate(self.claims):
            unsaid = [doubt for doubt in claim.doubts if doubt.kind == "side not said"]
            if unsaid and any(says_again(claim, other) for other in sided):
                kept = tuple(doubt for doubt in claim.doubts if doubt not in unsaid)
                self.claims[index] = replace(claim, doubts=kept)
                self.doubts = [doubt for doubt in self.doubts if doubt not in unsaid]

    def _stated(self, distance: Distance) -> Claim | None:
        """Find the claim that states this distance in full, in the body if it can be had."""
        alike = [
            claim
            for claim in self.claims
            if same_length(claim.width_m or claim.distance_m, distance.distance_m)
        ]
        return min(
            alike,
            key=lambda c: (c.heading, -len(c.reference.pairs or ()), c.start),
            default=None,
        )

    def _again(self, model: Claim, sentence: Sentence, distance: Distance) -> Claim:
        start, end = self.memory.plain.span(distance.start, distance.tail)
        at = sentence.start
        words = self.memory.plain.text[at : sentence.end]
        return replace(
            model,
            text=self.memory.original[start:end],
            start=start,
            end=end,
            equivalents=distance.equivalents,
            status=status_of(words, distance.start - at, distance.tail - at),
            speaker=speaker_of(words),
            approximate=distance.approximate,
            sentence=self.memory.words(at, sentence.end),
            heading=sentence.heading,
        )
