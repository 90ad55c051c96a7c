"""How well `geo.read` finds and places toponyms: GeoWebNews and GeoVirus, every tenth article.

Run ``python benchmarks/reading.py FOLDER`` with the folder of ``GeoWebNews.xml`` and
``GeoVirus.xml``. Only the articles whose index is divisible by ten are read; the others are kept
for a final measurement (``--rest``), and nothing is tuned on them. ``--errors`` lists what was
missed and what was too much, in the tenth only.

Gold: every annotated toponym, its modifiers, metonyms and embedded forms; demonyms and languages
too; common nouns ("school") and names that hold no place are none.
"""

from __future__ import annotations

import argparse
import time
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pyproj import Geod

from geo.errors import BadData
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


def measure(path: Path, *, rest: bool, demonyms: bool) -> Score:
    """Read the articles of a corpus and compare."""
    score = Score()
    for index, article in enumerate(ET.parse(path).getroot().findall("article")):
        if (index % 10 == 0) == rest:
            continue
        text = article.findtext("text") or ""
        gold = gold_of(article, text)
        if not demonyms:
            gold = [one for one in gold if one.type not in ("Demonym", "Language")]
        begin = time.perf_counter()
        try:
            reading = read(text)
        except BadData:
            continue
        score.seconds += time.perf_counter() - begin
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
        if hit is None:
            around = text[max(0, one.start - 25) : one.end + 20].replace("\n", " ")
            score.missed[f"{one.text} [{one.type}] <{around}>"] += 1
        if one.lon is None or one.lat is None:
            continue
        score.placed += 1
        if hit is None:
            score.causes["not found"] += 1
        elif hit.place is None:
            score.causes["no position"] += 1
        else:
            _, _, metres = _GEOD.inv(one.lon, one.lat, hit.place.lon, hit.place.lat)
            for limit in _WITHIN_KM:
                score.right[limit] += metres <= limit * 1000
            if metres > 161_000:
                score.causes[f"wrong {hit.kind}"] += 1
                score.wrong.append(
                    f"{one.text}: {hit.place.name} {hit.place.kind} {hit.place.country} "
                    f"{metres / 1000:.0f} km off; {hit.place.because}"
                )


def report(name: str, score: Score, *, errors: bool) -> None:
    """Print the figures."""
    precision = score.overlapping / max(score.found, 1)
    recall = score.gold_hit / max(score.gold, 1)
    exact_p, exact_r = score.exact / max(score.found, 1), score.exact / max(score.gold, 1)

    def f1(p: float, r: float) -> float:
        return 2 * p * r / max(p + r, 1e-9)

    print(f"{name}: {score.gold} gold, {score.found} found")
    print(f"  overlapping P {precision:.3f} R {recall:.3f} F1 {f1(precision, recall):.3f}")
    print(f"  exact       P {exact_p:.3f} R {exact_r:.3f} F1 {f1(exact_p, exact_r):.3f}")
    shares = ", ".join(
        f"{score.right[km] / max(score.placed, 1):.3f} within {km} km" for km in _WITHIN_KM
    )
    print(f"  end to end over {score.placed} with coordinates: {shares}")
    print(f"  causes: {dict(score.causes.most_common())}")
    print(f"  {score.characters / 1000 / max(score.seconds, 1e-9):.0f} kB/s")
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
    parser.add_argument(
        "--rest", action="store_true", help="the nine tenths that nothing is tuned on"
    )
    chosen = parser.parse_args()
    read("Warm up in Damascus.")
    for name in ("GeoWebNews", "GeoVirus"):
        for demonyms in (True, False) if name == "GeoWebNews" else (False,):
            score = measure(chosen.folder / f"{name}.xml", rest=chosen.rest, demonyms=demonyms)
            title = f"{name}{' with demonyms' if demonyms else ''}"
            report(
                title,
                score,
                errors=chosen.errors and not chosen.rest and (demonyms or name != "GeoWebNews"),
            )


if __name__ == "__main__":
    main()
