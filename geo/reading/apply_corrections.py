"""Corrected: a reading with the corrections of a person put in, and what of them fits nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from geo.errors import GeoError
from geo.gazetteer import Place
from geo.reading.claims import Claim, Doubt
from geo.reading.names import Mention
from geo.reading.text import Corrections, PlaceCorrection

__all__ = ["corrected"]

_BY_HAND = "given"
_POSITIONED = ("place", "area", "facility")
_KINDS = {"country": "country", "admin1": "region", "admin2": "region", "region": "region"}


def corrected(
    text: str,
    mentions: list[Mention],
    claims: list[Claim],
    doubts: list[Doubt],
    corrections: Corrections,
) -> tuple[list[Mention], list[Claim], list[Doubt]]:
    """Put corrections into a reading.

    Parameters
    ----------
    text : str
        Of the article.
    mentions, claims, doubts : list
        As read.
    corrections : Corrections

    Returns
    -------
    tuple of list
        Mentions, claims and doubts; a correction whose words the article lacks, or whose place is
        not found, is a doubt.
    """
    doubts = list(doubts)
    for each in corrections.places:
        spans = list(_spans(text, each))
        if not spans:
            doubts.append(
                Doubt("correction", f"the correction of {each.text!r} fits nothing in the text")
            )
            continue
        try:
            place = _place(each)
        except GeoError as error:
            doubts.append(
                Doubt("correction", f"the correction of {each.text!r} does not hold: {error}")
            )
            continue
        mentions = [
            mention
            for mention in mentions
            if mention.kind == "border"
            or not any(mention.start < end and start < mention.end for start, end in spans)
        ]
        if place is not None:
            kind = _KINDS.get(place.kind, "place")
            mentions += [Mention(text[a:b], a, b, kind, place) for a, b in spans]
            counted = [_from_place(claim, each.text, place) for claim in claims]
            settled = {
                doubt
                for before, after in zip(claims, counted, strict=True)
                for doubt in before.doubts
                if doubt not in after.doubts
            }
            doubts = [doubt for doubt in doubts if doubt not in settled]
            claims = counted
    for wish in corrections.claims:
        if not any(wish.text in claim.text for claim in claims):
            doubts.append(
                Doubt("correction", f"the correction of the claim {wish.text!r} fits none")
            )
        changed = []
        for claim in claims:
            if wish.text not in claim.text:
                changed.append(claim)
            elif not wish.none:
                distance = wish.distance or claim.distance
                changed.append(
                    replace(
                        claim,
                        distance_m=distance.metres,
                        unit=distance.unit,
                        within=claim.within if wish.within is None else wish.within or None,
                        status=wish.status or claim.status,
                    )
                )
        claims = changed
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return mentions, claims, doubts


def _spans(text: str, correction: PlaceCorrection) -> Iterator[tuple[int, int]]:
    pattern = re.compile(rf"(?<!\w){re.escape(correction.text)}(?!\w)")
    for match in pattern.finditer(text):
        if correction.start is None or match.start() == correction.start:
            yield match.span()


def _place(correction: PlaceCorrection) -> Place | None:
    if correction.nowhere:
        return None
    because = "corrected by hand, in the file beside the article"
    if correction.position is not None:
        import shapely

        return Place(
            name=correction.text,
            geometry=shapely.Point(*correction.position),
            country=correction.country,
            kind="point",
            population=0,
            accuracy_m=correction.accuracy_m,
            source=_BY_HAND,
            source_id=correction.text,
            because=because,
        )
    from geo.gazetteer import places

    return replace(places(correction.name, country=correction.country or None)[0], because=because)


def _from_place(claim: Claim, words: str, place: Place) -> Claim:
    reference = claim.reference
    if reference.kind not in _POSITIONED or words not in reference.text:
        return claim
    return replace(
        claim,
        reference=replace(reference, place=place),
        doubts=tuple(doubt for doubt in claim.doubts if doubt.kind == "units disagree"),
    )
