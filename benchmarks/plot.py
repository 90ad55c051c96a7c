"""The measured table as a picture: ``python plot.py FOLDER`` draws its zones.csv."""

from __future__ import annotations

import csv
import json
import statistics
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
mpl.rcParams.update(
    {
        "font.family": "DejaVu Sans",
        "font.size": 10,
        "svg.hashsalt": "zones",
        "axes.titlesize": 12,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": "#888888",
        "grid.color": "#e4e4e4",
    }
)
import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.ticker import FuncFormatter  # noqa: E402

# Okabe and Ito's colours, which all can tell apart; the shapes say the same without colour.
LOOKS = {
    "geo": ("#000000", "*"),
    "hand-made": ("#E69F00", "X"),
    "GeoPandas": ("#0072B2", "o"),
    "PostGIS": ("#009E73", "s"),
    "Turf": ("#D55E00", "^"),
    "mapshaper": ("#CC79A7", "D"),
    "SedonaDB": ("#56B4E9", "v"),
}
NAMES = {"hand-made": "hand-made with GeoPandas"}
Row = dict[str, Any]


def _read(folder: Path) -> list[Row]:
    with (folder / "zones.csv").open() as stream:
        rows: list[Row] = [row for row in csv.DictReader(stream) if row["status"] == "ok"]
    for row in rows:
        for key in ("seconds", "cpu_s", "worst_m", "line_vertices", "distance_m"):
            row[key] = float(row[key] or "nan")
    return rows


def _asked(folder: Path) -> int:
    """How many zones each peer was asked for on the borders, done or not."""
    with (folder / "zones.csv").open() as stream:
        rows = [row for row in csv.DictReader(stream) if row["part"] == "borders"]
    return len({(row["line"], row["distance_m"]) for row in rows})


def _length(metres: float, _: object = None) -> str:
    for size, unit in ((1000.0, "km"), (1.0, "m"), (0.01, "cm"), (0.001, "mm")):
        if metres >= size * 0.999:
            return f"{metres / size:g} {unit}"
    return f"{metres * 1000:g} mm"


def _time(seconds: float, _: object = None) -> str:
    return f"{seconds:g} s" if seconds >= 1 else f"{seconds * 1000:g} ms"


def _style(tool: str) -> dict[str, Any]:
    colour, shape = LOOKS[tool]
    return {
        "color": colour,
        "marker": shape,
        "markersize": 15 if tool == "geo" else 8,
        "markeredgecolor": "white",
        "markeredgewidth": 0.7,
    }


def _on_seed(axes: Axes, rows: list[Row]) -> None:
    own = [row for row in rows if row["part"] == "seed" and "inner" not in row["setting"]]
    for tool in LOOKS:
        series: dict[str, list[Row]] = {}
        for row in own:
            if row["tool"] == tool:
                series.setdefault(
                    row["setting"].split(",")[0] if "," in row["setting"] else "", []
                ).append(row)
        for number, points in enumerate(series.values()):
            label = NAMES.get(tool, tool) if number == 0 else None
            axes.plot(
                [row["seconds"] for row in points],
                [row["worst_m"] for row in points],
                linewidth=1.2,
                alpha=0.9,
                label=label,
                **_style(tool),
            )
    said = {
        ("geo", "0.1 m"): "geo, 0.1 m",
        ("geo", "0.01 m"): "geo, 1 cm",
        ("GeoPandas", "Web Mercator, default"): "Web Mercator",
        ("GeoPandas", "degrees, default"): "degrees",
        ("GeoPandas", "UTM, 1024"): "UTM",
        ("GeoPandas", "AEQD, 4096"): "AEQD",
    }
    for row in own:
        text = said.get((row["tool"], row["setting"]))
        if text:
            below = text in ("degrees", "UTM", "AEQD")
            axes.annotate(
                text,
                (row["seconds"], row["worst_m"]),
                xytext=(8, -12 if below else 6),
                textcoords="offset points",
                fontsize=9,
                color=LOOKS[row["tool"]][0],
            )
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="time",
        ylabel="worst error of the edge",
        title="The first article's line at 100 km: each setting a mark",
    )
    axes.xaxis.set_major_formatter(FuncFormatter(_time))


def _on_borders(axes: Axes, rows: list[Row], asked: int) -> None:
    own = [row for row in rows if row["part"] == "borders"]
    distances = sorted({row["distance_m"] for row in own})
    kinds = list(dict.fromkeys((row["tool"], row["setting"]) for row in own))
    kinds.sort(key=lambda kind: (list(LOOKS).index(kind[0]), kind[1]))
    for place, (tool, setting) in enumerate(kinds):
        for number, reach in enumerate(distances):
            found = [
                r["worst_m"]
                for r in own
                if (r["tool"], r["setting"]) == (tool, setting) and r["distance_m"] == reach
            ]
            at = place + 0.17 * (number - (len(distances) - 1) / 2)
            look = _style(tool) | {
                "markersize": 8 if tool == "geo" else 4.5,
                "linestyle": "",
                "alpha": 0.75,
            }
            axes.plot([at] * len(found), found, **look)
            if found:
                axes.plot(
                    [at - 0.07, at + 0.07],
                    [statistics.median(found)] * 2,
                    color="#444444",
                    linewidth=1.6,
                )
    short = {"AEQD of 10 km pieces": "10 km pieces"}
    labels = []
    for tool, setting in kinds:
        done = sum((row["tool"], row["setting"]) == (tool, setting) for row in own)
        for long, brief in short.items():
            setting = setting.replace(long, brief)  # noqa: PLW2901
        labels.append(f"{tool}\n{setting}\n{done} of {asked}")
    axes.set_xticks(range(len(kinds)), labels, fontsize=8.5)
    reaches = ", ".join(f"{reach / 1000:g}" for reach in distances)
    axes.set(
        yscale="log",
        ylabel="worst error of the edge",
        title=f"Borders of the world at {reaches} km, left to right; bars: medians of those done",
    )
    axes.grid(visible=False, axis="x")


def _scaling(axes: Axes, rows: list[Row], exponents: dict[str, dict[str, float]]) -> None:
    own = [row for row in rows if row["part"] == "scaling"]
    titles = {"rough": "one line in more detail", "borders": "more borders of the world"}
    for series, colour, shape in (("rough", "#000000", "*"), ("borders", "#777777", "P")):
        points = [row for row in own if row["line"].startswith(series)]
        last = list(exponents.get(series, {}).values())[-1:]
        slope = f", last step {last[0]:.2f}" if last else ""
        axes.plot(
            [row["line_vertices"] for row in points],
            [row["cpu_s"] for row in points],
            color=colour,
            marker=shape,
            markersize=11,
            label=titles[series] + slope,
        )
    if own:
        sizes = sorted({row["line_vertices"] for row in own})
        least = min(own, key=lambda row: row["line_vertices"])
        rate = least["cpu_s"] / least["line_vertices"]
        axes.plot(
            [sizes[0], sizes[-1]],
            [rate * sizes[0], rate * sizes[-1]],
            "--",
            color="#bbbbbb",
            label="linear, slope 1",
        )
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="vertices of the line",
        ylabel="CPU time",
        title="geo at 100 km, 0.1 m: time by size",
    )
    axes.yaxis.set_major_formatter(FuncFormatter(_time))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.legend(frameon=False, fontsize=9)


def main() -> None:
    """Draw zones.svg and zones.png beside zones.csv."""
    folder = Path(sys.argv[1])
    rows = _read(folder)
    about = json.loads((folder / "zones.json").read_text())
    figure, panels = plt.subplot_mosaic(
        [["seed", "scaling"], ["borders", "borders"]],
        figsize=(14, 11.5),
        width_ratios=[1.45, 1],
        layout="constrained",
    )
    for axes in panels.values():
        axes.grid(visible=True, linewidth=0.8)
        axes.set_axisbelow(True)
    _on_seed(panels["seed"], rows)
    _scaling(panels["scaling"], rows, about["exponents"])
    _on_borders(panels["borders"], rows, _asked(folder))
    for name in ("seed", "borders"):
        panels[name].yaxis.set_major_formatter(FuncFormatter(_length))
        panels[name].axhline(0.1, color="#000000", linewidth=0.8, linestyle=":")
        panels[name].axhline(0.01, color="#000000", linewidth=0.8, linestyle=":")
    panels["seed"].legend(
        frameon=True, framealpha=1.0, edgecolor="none", fontsize=9, loc="lower left"
    )
    figure.get_layout_engine().set(hspace=0.06, wspace=0.05)
    figure.savefig(folder / "zones.svg", metadata={"Date": None})
    figure.savefig(folder / "zones.png", dpi=110)


if __name__ == "__main__":
    main()
