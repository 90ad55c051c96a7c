"""Inside, outside or undecided: a margin held against what is not known.

The rule. The margin is the zone's distance less the place's distance from the line: positive
inside, and zero on the edge, which is inside. The uncertainty adds, without squaring, the accuracy
of the line, the accuracy of the place, and the rounding of the phrase; adding is the worst case,
and no one has shown these errors to be independent. A margin within the uncertainty is undecided.

The rounding of a phrase is that of `geo.geodesy.Length`: "about 100 km" is 100 ± 5 km. Where the
phrase says nothing of the kind, the number is exact, and ``exact=True`` makes it so always.

The cause. What leaves a verdict open is one of six things (`Cause`), and which one is told: the
lines disagree; whose land the place is on is not settled; else of the accuracy of the line, the
reach of a town from its point (or the accuracy of another place's point), and the rounding of the
phrase, whatever is largest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from geo.gazetteer import Place, place_json
from geo.geodesy import format_length

__all__ = ["Cause", "Decision", "LineVerdict", "Unsure", "Verdict", "decide"]

Decision = Literal["inside", "outside", "undecided"]

Cause = Literal[
    "line choice", "whose land", "extent", "position", "line accuracy", "rounding of the phrase"
]
"""Why a verdict is undecided: ``"extent"`` of a town or an area that the edge may cut through,
``"position"`` of a place whose point is not known well enough."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """What a margin is held against, by where it comes from.

    Parameters
    ----------
    line_m : float, metres
        How far the line may be off where it decides.
    place_m : float, metres
        How far the place reaches from its point, or how exact its point is.
    phrase_m : float, metres
        How far the distance itself may be off.
    extended : bool
        Whether `place_m` is the reach of a town, and not the accuracy of a point.
    """

    line_m: float
    place_m: float = 0.0
    phrase_m: float = 0.0
    extended: bool = False

    @property
    def total_m(self) -> float:
        """Their sum: the worst case."""
        return self.line_m + self.place_m + self.phrase_m

    @property
    def cause(self) -> Cause:
        """The largest of them.

        Examples
        --------
        >>> Unsure(300.0, 2_000.0, extended=True).cause, Unsure(300.0, 100.0, 500.0).cause
        ('extent', 'rounding of the phrase')
        """
        largest = max(self.line_m, self.place_m, self.phrase_m)
        if largest == self.place_m:
            return "extent" if self.extended else "position"
        return "line accuracy" if largest == self.line_m else "rounding of the phrase"


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """What one reference line answers.

    Parameters
    ----------
    verdict : str
        ``"inside"``, ``"outside"`` or ``"undecided"``.
    distance_m : float, metres
        From that line.
    cause : str or None
        Why it is undecided, if it is.
    unsure : Unsure or None
        What the margin was held against.
    """

    verdict: Decision
    distance_m: float
    cause: Cause | None = None
    unsure: Unsure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
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
    cause : str or None
        Why it is undecided, if it is.
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
    cause: Cause | None = None

    def to_dict(self) -> dict[str, Any]:
        """The answer as ``geo check --json`` prints it."""
        return {
            "query": self.query,
            "place": place_json(self.place),
            "verdict": self.verdict,
            "cause": self.cause,
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
