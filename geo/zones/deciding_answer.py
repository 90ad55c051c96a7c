"""Which of several zones decides about a place: who is inside one of them is inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geo.gazetteer import Place
from geo.zones.geodesic_zone import Zone
from geo.zones.verdict import Verdict

__all__ = ["check_any", "deciding"]

_ORDER: Final = ("inside", "undecided", "outside")


def deciding(answers: Sequence[Verdict]) -> int:
    """Place in a list of the answer that says how a place lies to several zones.

    Inside any zone is inside; else undecided for any is undecided; of equal answers that with the
    largest margin. So rings about one line are decided by the widest, and zones about several
    places by the one that holds the place, or is nearest.

    Parameters
    ----------
    answers : sequence of Verdict
        Of one place, one for each zone; at least one.

    Examples
    --------
    >>> from geo.zones import zone
    >>> zones = [zone("33.5,36.3", "10 km"), zone("36.2,37.15", "10 km")]
    >>> answers = [each.check((37.15, 36.2)) for each in zones]
    >>> deciding(answers), answers[deciding(answers)].verdict
    (1, 'inside')
    """
    return min(
        range(len(answers)),
        key=lambda n: (_ORDER.index(answers[n].verdict), -answers[n].margin_m),
    )


def check_any(zones: Sequence[Zone], place: Place) -> Verdict:
    """Check a place against several zones: the answer of the one that decides.

    Parameters
    ----------
    zones : sequence of Zone
        At least one.
    place : Place
    """
    answers = [zone.check(place) for zone in zones]
    return answers[deciding(answers)]
