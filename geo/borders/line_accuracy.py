"""How far the drawn borders may be off: measured against another edition, border by border.

`data/build/accuracy.py` makes the table and states the policy; `data/README.md` tells it in short.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from geo.sources import data_file

__all__ = ["MeasuredAccuracy", "measured_accuracy", "note_with_accuracy", "stated_accuracy_m"]


@dataclass(frozen=True, slots=True)
class MeasuredAccuracy:
    """How far a line lies from another edition of itself.

    Parameters
    ----------
    accuracy_m : float, metres
        What verdicts are held against: not less than `p95_m`, nor than the drawing is coarse.
    p95_m, largest_m : float, metres
        Deviation at the 95th percentile of the line's length, and the largest.
    lon, lat : float, degrees
        Where the largest is.
    note : str
        The same as a sentence without its full stop.
    """

    accuracy_m: float
    p95_m: float
    largest_m: float
    lon: float
    lat: float
    note: str


@cache
def _rows() -> dict[str, MeasuredAccuracy]:
    with data_file("border_accuracy.csv").open(encoding="utf-8", newline="") as stream:
        return {
            row["key"]: MeasuredAccuracy(
                accuracy_m=float(row["accuracy_m"]),
                p95_m=float(row["p95_m"]),
                largest_m=float(row["max_m"]),
                lon=float(row["max_lon"]),
                lat=float(row["max_lat"]),
                note=row["note"],
            )
            for row in csv.DictReader(stream)
        }


def measured_accuracy(key: str) -> MeasuredAccuracy | None:
    """Look up how far a border, or a part of a named line, was measured to be off.

    Parameters
    ----------
    key : str
        ``"AAA-BBB"`` for a border, ``"ceasefire-1974:ISR-LBN"`` for a part of a named line.

    Returns
    -------
    MeasuredAccuracy or None
        None for what no other edition draws.

    Examples
    --------
    >>> found = measured_accuracy("BLR-POL")
    >>> found.accuracy_m >= found.p95_m
    True
    """
    return _rows().get(key)


def note_with_accuracy(said: str, *measured: tuple[str, str]) -> str:
    """Join what is known of a line and where it deviates most from another edition.

    Parameters
    ----------
    said : str
        Sentences; may be empty.
    *measured : tuple of str
        A name to put before what was measured (may be empty), and the key to look it up by.

    Examples
    --------
    >>> note_with_accuracy("", ("", "BLR-POL"))
    'Against OpenStreetMap of 2017 it deviates by up to 104 m, most at 52.20°N 23.37°E.'
    """
    told = ((name, measured_accuracy(key)) for name, key in measured)
    accuracies = dict.fromkeys(
        f"{name}: {found.note}" if name else found.note for name, found in told if found
    )
    sentences = [part for part in (said.rstrip("."), *accuracies) if part]
    return f"{'. '.join(sentences)}." if sentences else ""


def stated_accuracy_m(key: str, otherwise_m: float) -> float:
    """Accuracy that was measured for a line, or what the data states where none was.

    Examples
    --------
    >>> stated_accuracy_m("bravo-1974:ISR-SYR", 1_000.0)
    1000.0
    """
    found = measured_accuracy(key)
    return found.accuracy_m if found else float(otherwise_m)
