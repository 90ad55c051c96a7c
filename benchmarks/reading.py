"""How well `geo.read` finds and places toponyms: GeoWebNews and GeoVirus.

Run ``python benchmarks/reading.py FOLDER`` with the folder of ``GeoWebNews.xml`` and
``GeoVirus.xml``. Every tenth article, those whose index is divisible by ten, is there to be looked
at; nothing was tuned on the others. Without more, only the tenth is read. ``--whole`` reads all
and writes the table ``results/reading.md`` and ``results/reading.json``, numbers only; ``--rest``
reads the nine tenths. ``--errors`` lists what was missed and what was too much, in the tenth only.

Gold: every annotated toponym, its modifiers, metonyms and embedded forms; demonyms and languages
too; common nouns ("school") and names that hold no place are none. Speed is processor time, after
one sentence that makes the libraries load.
"""

from __future__ import annotations

import argparse
import json
import time
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyproj import Geod

from geo.errors import BadData
from geo.gazetteer import VAGUE_KINDS, known
from geo.reading import Mention, read

_GEOD = Geod(ellps="WGS84")
_NO_TOPONYM = {"Literal_Expression", "Non_Lit_Expression", "Non_Toponym"}
_WITHIN_KM = (10, 25, 161)


@dataclass(frozen=True)
class Gold:
    """One annotated toponym; lon and lat are None where the corpus gives none."""

    text: str
    start: int
    end: int
    type: str
    lon: float | None
    lat: float | None


@dataclass
class Score:
    """Counts over the articles of one corpus."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    overlapping: int = 0
    gold_hit: int = 0
    placed: int = 0
    right: Counter[int] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    seconds: float = 0.0
    by_type: dict[str, Counter[str]] = field(default_factory=dict)
    missed: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def gold_of(article: ET.Element, text: str) -> list[Gold]:
    """The gold toponyms of one article of either corpus; GeoVirus counts characters from one."""
    found: list[Gold] = []
    for node in [*article.iter("toponym"), *article.iter("location")]:
        kind = node.findtext("type") or "Location"
        if kind in _NO_TOPONYM:
            continue
        lat = node.findtext("latitude") or node.findtext("lat")
        lon = node.findtext("longitude") or node.findtext("lon")
        name = node.findtext("extractedName") or node.findtext("name") or ""
        start = int(node.findtext("start") or 0)
        start -= (
            text[start : start + len(name)] != name
            and text[start - 1 : start - 1 + len(name)] == name
        )
        found.append(
            Gold(
                name,
                start,
                start + len(name),
                kind,
                float(lon) if lon else None,
                float(lat) if lat else None,
            )
        )
    return found


def measure(path: Path, *, part: str, demonyms: bool) -> Score:
    """Read the articles of a corpus, its "tenth", the "rest" or the "whole", and compare."""
    score = Score()
    for index, article in enumerate(ET.parse(path).getroot().findall("article")):
        if part != "whole" and (index % 10 == 0) != (part == "tenth"):
            continue
        text = article.findtext("text") or ""
        gold = gold_of(article, text)
        if not demonyms:
            gold = [one for one in gold if one.type not in ("Demonym", "Language")]
        begin = time.process_time()
        try:
            reading = read(text)
        except BadData:
            continue
        score.seconds += time.process_time() - begin
        score.characters += len(text)
        kinds = {"border", "offset"} if demonyms else {"border", "offset", "demonym"}
        compare(score, text, gold, [one for one in reading.mentions if one.kind not in kinds])
    return score


def compare(score: Score, text: str, gold: list[Gold], mentions: list[Mention]) -> None:
    """Count one article."""
    score.gold += len(gold)
    score.found += len(mentions)
    spans = {(one.start, one.end) for one in gold}
    for mention in mentions:
        score.exact += (mention.start, mention.end) in spans
        if any(one.start < mention.end and mention.start < one.end for one in gold):
            score.overlapping += 1
        else:
            around = text[max(0, mention.start - 25) : mention.end + 20].replace("\n", " ")
            score.extra[f"{mention.text}   <{around}>"] += 1
    for one in gold:
        hit = next((m for m in mentions if m.start < one.end and one.start < m.end), None)
        score.gold_hit += hit is not None
        kind = score.by_type.setdefault(one.type, Counter())
        kind["gold"] += 1
        kind["found"] += hit is not None
        if hit is None:
            around = text[max(0, one.start - 25) : one.end + 20].replace("\n", " ")
            score.missed[f"{one.text} [{one.type}] <{around}>"] += 1
        if one.lon is None or one.lat is None:
            continue
        score.placed += 1
        kind["placed"] += 1
        if hit is None:
            listed = bool(known([one.text]))
            score.causes["missed, " + ("though listed" if listed else "not in the gazetteer")] += 1
        elif hit.place is None:
            score.causes["found without a position"] += 1
        else:
            _, _, metres = _GEOD.inv(one.lon, one.lat, hit.place.lon, hit.place.lat)
            for limit in _WITHIN_KM:
                score.right[limit] += metres <= limit * 1000
            kind["right"] += metres <= 161_000
            if metres > 161_000:
                score.causes[_cause(hit, one)] += 1
                score.wrong.append(
                    f"{one.text}: {hit.place.name} {hit.place.kind} {hit.place.country} "
                    f"{metres / 1000:.0f} km off; {hit.place.because}"
                )


def _cause(hit: Mention, one: Gold) -> str:
    """Why a mention was put elsewhere."""
    others = (_GEOD.inv(one.lon, one.lat, other.lon, other.lat)[2] for other in hit.runners_up)
    if any(metres <= 161_000 for metres in others):
        return "wrong choice, the right one came after"
    if hit.kind in ("country", "demonym"):
        return "another point for the country"
    if hit.place is not None and hit.place.kind in VAGUE_KINDS:
        return "another point for a sea, river or continent"
    if hit.kind in ("facility", "region"):
        return f"wrong {hit.kind}"
    return "wrong town, the right one not among its names"


def figures(score: Score) -> dict[str, object]:
    """Numbers of one run, without a word of the corpus."""
    precision = score.overlapping / max(score.found, 1)
    recall = score.gold_hit / max(score.gold, 1)
    exact_p, exact_r = score.exact / max(score.found, 1), score.exact / max(score.gold, 1)
    return {
        "gold": score.gold,
        "found": score.found,
        "overlapping": [round(v, 3) for v in (precision, recall, _f1(precision, recall))],
        "exact": [round(v, 3) for v in (exact_p, exact_r, _f1(exact_p, exact_r))],
        "with coordinates": score.placed,
        "right within km": {
            str(km): round(score.right[km] / max(score.placed, 1), 3) for km in _WITHIN_KM
        },
        "causes": dict(score.causes.most_common()),
        "by type": {kind: dict(count) for kind, count in sorted(score.by_type.items())},
        "kB/s": round(score.characters / 1000 / max(score.seconds, 1e-9)),
    }


def _f1(p: float, r: float) -> float:
    return 2 * p * r / max(p + r, 1e-9)


def write(rows: dict[str, dict[str, object]], folder: Path) -> None:
    """Write the table of a whole run, for people and for programs."""
    lines = [
        "# Reading the news, measured",
        "",
        "Made by `python benchmarks/reading.py FOLDER --whole`. Overlapping and exact: precision, "
        "recall, F1 of spans. Right: share of all gold toponyms with coordinates whose place, "
        "found and resolved end to end, lies within that distance. Speed is processor time.",
        "",
        "| corpus | part | gold | overlapping P R F1 | exact P R F1 "
        "| 10 km | 25 km | 161 km | kB/s |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, row in rows.items():
        title, _, part = name.rpartition(", ")
        right: Any = row["right within km"]
        spans = " | ".join(
            " ".join(f"{value:.3f}" for value in row[key])  # type: ignore[attr-defined]
            for key in ("overlapping", "exact")
        )
        lines.append(
            f"| {title} | {part} | {row['gold']} | {spans} | {right['10']:.3f} | "
            f"{right['25']:.3f} | {right['161']:.3f} | {row['kB/s']} |"
        )
    for name, row in rows.items():
        if not name.endswith("whole"):
            continue
        causes: Any = row["causes"]
        placed: Any = row["with coordinates"]
        lines += ["", f"## {name}: what was not right within 161 km, of {placed}", ""]
        lines += ["| cause | count | share |", "|---|---|---|"]
        lines += [
            f"| {cause} | {count} | {count / placed:.3f} |" for cause, count in causes.items()
        ]
        lines += ["", "| type | gold | found | with coordinates | right within 161 km |"]
        lines += ["|---|---|---|---|---|"]
        kinds: Any = row["by type"]
        lines += [
            f"| {kind} | {n.get('gold', 0)} | {n.get('found', 0)} | {n.get('placed', 0)} | "
            f"{n.get('right', 0)} |"
            for kind, n in kinds.items()
        ]
    folder.mkdir(exist_ok=True)
    (folder / "reading.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "reading.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def report(name: str, score: Score, *, errors: bool) -> None:
    """Print the figures."""
    row: Any = figures(score)
    print(f"{name}: {score.gold} gold, {score.found} found")
    for key in ("overlapping", "exact"):
        print(f"  {key:<11} P {row[key][0]:.3f} R {row[key][1]:.3f} F1 {row[key][2]:.3f}")
    shares = ", ".join(
        f"{share:.3f} within {km} km" for km, share in row["right within km"].items()
    )
    print(f"  end to end over {score.placed} with coordinates: {shares}")
    print(f"  causes: {row['causes']}")
    print(f"  {row['kB/s']} kB/s")
    if errors:
        for title, lines in (("missed", score.missed), ("extra", score.extra)):
            print(f"  {title}:")
            for line, count in lines.most_common():
                print(f"    {count} {line}")
        print("  wrong:")
        for line in score.wrong:
            print(f"    {line}")


def main() -> None:
    """Measure both corpora."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--rest", action="store_true", help="the nine tenths, nothing tuned on them")
    which.add_argument("--whole", action="store_true", help="all articles; writes the table")
    chosen = parser.parse_args()
    read("Warm up in Damascus, 10 km from the border between Syria and Lebanon.")
    parts = ("tenth", "rest", "whole") if chosen.whole else ("rest" if chosen.rest else "tenth",)
    rows: dict[str, dict[str, object]] = {}
    for part in parts:
        for name in ("GeoWebNews", "GeoVirus"):
            for demonyms in (True, False) if name == "GeoWebNews" else (False,):
                score = measure(chosen.folder / f"{name}.xml", part=part, demonyms=demonyms)
                title = f"{name}{' with demonyms' if demonyms else ''}, {part}"
                rows[title] = figures(score)
                looked_at = part == "tenth" and (demonyms or name != "GeoWebNews")
                report(title, score, errors=chosen.errors and looked_at)
    if chosen.whole:
        write(rows, Path(__file__).parent / "results")


if __name__ == "__main__":
    main()
