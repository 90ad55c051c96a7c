"""Inside, outside or undecided: a margin held against what is not known.

The rule. The margin is the zone's distance less the place's distance from the line: positive
inside, and zero on the edge, which is inside. The uncertainty adds, without squaring, the accuracy
of the line, the accuracy of the place, and the rounding of the phrase; adding is the worst case,
and no one has shown these errors to be independent. A margin within the uncertainty is undecided.

The rounding of a phrase is that of `geo.geodesy.Length`: "about 100 km" is 100 ± 5 km. Where the
phrase says nothing of the kind, the number is exact, and ``exact=True`` makes it so always.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from geo.gazetteer import Place
from geo.geodesy import format_length

__all__ = ["Decision", "LineVerdict", "Verdict", "decide"]

Decision = Literal["inside", "outside", "undecided"]


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """What one reference line answers.

    Parameters
    ----------
    verdict : str
        ``"inside"``, ``"outside"`` or ``"undecided"``.
    distance_m : float, metres
        From that line.
    """

    verdict: Decision
    distance_m: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a place lies inside a zone, and how sure that is.

    Parameters
    ----------
    query : str
        As it was asked.
    place : Place
        What was understood.
    verdict : str
        ``"inside"``, ``"outside"`` or ``"undecided"``.
    distance_m : float, metres
        Geodesic distance from the reference line, within 1 mm for the line as drawn.
    margin_m : float, metres
        The zone's distance less this one: positive inside.
    nearest : tuple of float, degrees
        Longitude and latitude of the nearest point of the line.
    uncertainty_m : float, metres
        What the margin is held against.
    because : str
        One plain sentence: what decides, or what prevents deciding.
    by_line : dict
        Key of each line that describes the same borders to its `LineVerdict`.
    """

    query: str
    place: Place
    verdict: Decision
    distance_m: float
    margin_m: float
    nearest: tuple[float, float]
    uncertainty_m: float
    because: str
    by_line: dict[str, LineVerdict] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The answer as ``geo check --json`` prints it."""
        place = self.place
        return {
            "query": self.query,
            "place": {
                "name": place.name,
                "lon": round(place.lon, 6),
                "lat": round(place.lat, 6),
                "country": place.country or None,
                "kind": place.kind,
                "source": place.source,
                "source_id": place.source_id,
                "accuracy_m": place.accuracy_m,
                "matched": place.matched,
                "rivals": [rival._asdict() for rival in place.rivals],
                "stands_for_area": place.stands_for_area,
            },
            "verdict": self.verdict,
            "distance_m": round(self.distance_m, 3),
            "margin_m": round(self.margin_m, 3),
            "nearest": {"lon": round(self.nearest[0], 7), "lat": round(self.nearest[1], 7)},
            "uncertainty_m": round(self.uncertainty_m, 3),
            "because": self.because,
            "by_line": {
                key: {"verdict": answer.verdict, "distance_m": round(answer.distance_m, 3)}
                for key, answer in self.by_line.items()
            },
        }


def decide(margin_m: float, uncertainty_m: float) -> Decision:
    """Hold a margin against an uncertainty.

    Parameters
    ----------
    margin_m : float, metres
        Positive inside; 0, on the edge, is inside.
    uncertainty_m : float, metres
        A margin not above it decides nothing, unless it is 0.

    Examples
    --------
    >>> decide(1200.0, 500.0), decide(-1200.0, 500.0), decide(100.0, 500.0), decide(0.0, 0.0)
    ('inside', 'outside', 'undecided', 'inside')
    """
    if uncertainty_m > 0 and abs(margin_m) <= uncertainty_m:
        return "undecided"
    return "inside" if margin_m >= 0 else "outside"


def margin_sentence(name: str, distance_m: float, zone_m: float, line_name: str) -> str:
    """Say how far a place is from a line, and on which side of the edge.

    Examples
    --------
    >>> margin_sentence("Damascus", 49_400.0, 100_000.0, "the ceasefire line")
    'Damascus is 49.4 km from the ceasefire line, 50.6 km inside the edge.'
    """
    margin = zone_m - distance_m
    where = "inside" if margin >= 0 else "beyond"
    return (
        f"{name} is {format_length(distance_m)} from {line_name}, "
        f"{format_length(abs(margin))} {where} the edge."
    )
