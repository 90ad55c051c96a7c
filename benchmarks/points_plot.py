"""Draw points.csv: how fast each program says which points are inside, and how far it errs."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
mpl.rcParams.update({"svg.hashsalt": "geo", "font.size": 11, "svg.fonttype": "none"})
import matplotlib.pyplot as plt  # noqa: E402


def _length(metres: float) -> str:
    return f"{metres:.0f} m" if metres >= 1 else f"{metres * 100:.0f} cm"


def main() -> None:
    """Draw points.svg and points.png beside points.csv."""
    folder = Path(sys.argv[1])
    with (folder / "points.csv").open() as stream:
        rows = [row for row in csv.DictReader(stream) if row["million_per_s"]]
    rows = [row for row in rows if "distance" not in row["peer"]]
    for row in rows:
        # Clocks run on while others use the machine; the processor's time does not.
        if row["cpu_s"]:
            row["rate"] = int(row["points"]) / float(row["cpu_s"]) / 1e6
        else:
            row["rate"] = float(row["million_per_s"])
            row["peer"] += " (by the clock)"
    rows.sort(key=lambda row: row["rate"])
    names = [f"{row['peer']} {row['version']}" for row in rows]
    rates = [row["rate"] for row in rows]
    worst = [float(row["worst_m"] or 0) for row in rows]
    figure, axes = plt.subplots(figsize=(12, 5.4), layout="constrained")
    colours = ["#0072B2" if each == 0 else "#999999" for each in worst]
    axes.barh(names, rates, color=colours)
    for place, (rate, off, row) in enumerate(zip(rates, worst, rows, strict=True)):
        wrong = int(row["wrong_near_edge"]) / int(row["asked_near_edge"])
        said = (
            "no answer wrong"
            if off == 0
            else (f"{wrong:.2%} wrong near the edge, up to {_length(off)} off")
        )
        axes.annotate(
            f" {rate:.3g} M/s, {said}", (rate, place), va="center", fontsize=9, xytext=(2, 0),
            textcoords="offset points",
        )  # fmt: skip
    axes.set(
        xscale="log",
        xlabel="million points for a second of processor time, cores added (log scale)",
        title="Which points are within 100 km of the seed's line",
    )
    axes.set_xlim(min(rates) / 2, max(rates) * 500)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(folder / "points.svg", metadata={"Date": None})
    figure.savefig(folder / "points.png", dpi=110)


if __name__ == "__main__":
    main()
