"""A reading for the page: its claims, and the words that ask for each zone of it again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geo.borders import alternatives, country
from geo.borders import line as line_by_key
from geo.errors import GeoError
from geo.reading import Claim, Reading, distinct_claims
from geo.references import place_reference, reference_line

__all__ = ["reading_data"]


def reading_data(reading: Reading) -> dict[str, Any]:
    """A reading as `geo read --json` gives it, with its text and what asks for each zone.

    Parameters
    ----------
    reading : Reading

    Returns
    -------
    dict
        With ``zones``: for each distinct claim the number of the claim, and the reference, distance
        and countries by which the API answers with the very zone that the article's map draws. A
        claim whose reference no words find again is left out.
    """
    zones = []
    for claim in distinct_claims(reading.claims):
        reference = _asked_again(claim)
        if reference is None:
            continue
        length = claim.distance.in_unit
        zones.append(
            {
                "claim": next(i for i, each in enumerate(reading.claims) if each is claim),
                "reference": reference,
                "distance": f"about {length}" if claim.approximate else length,
                "within": list(claim.within) if claim.within else None,
                "line": None,
                "approximate": claim.approximate,
            }
        )
    return {
        **reading.to_dict(),
        "publisher": reading.article.publisher,
        "text": reading.article.text,
        "zones": zones,
    }


def _asked_again(claim: Claim) -> str | None:
    """Words that mean what a claim is counted from, and nothing else."""
    if claim.reference.line is not None:
        key = claim.reference.line
        pairs = line_by_key(key).pairs
        # A named line's key would choose it: then lines that disagree leave nothing undecided.
        phrases = (claim.reference.text,) if key in alternatives(pairs) else ()
        return next((each for each in phrases if _means(each, key)), key)
    place = claim.reference.place
    if place is None:
        return None
    key = place_reference(place).key
    for words in _names(claim):
        if _means(words, key):
            return words
    is_point = place.geometry.geom_type == "Point"
    return f"{place.lat:.6f},{place.lon:.6f}" if is_point else None


def _names(claim: Claim) -> Iterator[str]:
    place = claim.reference.place
    assert place is not None
    yield place.name
    if place.country:
        yield f"{place.name}, {country(place.country).name}"
    yield claim.reference.text


def _means(words: str, key: str) -> bool:
    try:
        return reference_line(words).key == key
    except GeoError:
        return False
