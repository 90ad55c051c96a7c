"""The words beside a map: what it shows, how it was measured, and where its data comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from geo.maps.doubts import amber, approximate, exactness
from geo.maps.encoding import MERCATOR_LATITUDE
from geo.maps.naming import (
    counted_from,
    distance_in_words,
    keyed_title,
    line_status,
    other_lines,
    thing_of,
)
from geo.sources import Source, source
from geo.wording import date_in_words, listed, sentence_case, speaker_in_words

if TYPE_CHECKING:
    from geo.borders import ReferenceLine
    from geo.reading import Claim, Reading
    from geo.zones import Zone

__all__ = [
    "area_in_words",
    "cautions",
    "facts",
    "heading",
    "source_features",
    "zone_name",
    "zones_title",
]

# Stages of a claim, from the first word to the last.
_STAGES: Final = ("reported", "demanded", "proposed", "agreed", "in force", "rejected")


def area_in_words(km2: float) -> str:
    """Write an area with as many digits as a small one needs.

    Examples
    --------
    >>> area_in_words(2827.4), area_in_words(0.7854)
    ('2,827 km²', '0.79 km²')
    """
    return f"{km2:,.{0 if km2 >= 10 else 2}f} km²"


def _within(zone: Zone) -> str:
    from geo.borders import country

    return listed([country(code).in_sentence for code in zone.within or ()], "or")


def zone_name(zone: Zone, *, asked: str = "") -> str:
    """Name a zone in the words of the claim that asks for it, or else by its line.

    Parameters
    ----------
    zone : Zone
    asked : str, optional
        The words by which somebody asked for its line: "Israel's northern border".

    Examples
    --------
    >>> from geo.zones import zone
    >>> zone_name(zone("33.5,36.3", "100 miles", within="Syria"))
    '100 miles (161 km) from 33.5000° N, 36.3000° E, inside Syria'
    """
    about = approximate(zone)
    inside = _within(zone)
    amount = f"{about}{' ' if about else ''}{distance_in_words(zone)}"
    return f"{amount} from {counted_from(zone, asked=asked)}" + (
        f", inside {inside}" if inside else ""
    )


def zones_title(zones: Sequence[Zone], *, asked: str = "") -> str:
    """Title zones, wherever one stands: on a map, in a link, in a list.

    Parameters
    ----------
    zones : sequence of Zone
    asked : str, optional
        As for `zone_name`, of all of them.

    Examples
    --------
    >>> from geo.zones import zone
    >>> asked = "northern border of Israel"
    >>> zones_title([zone(asked, f"{n} miles") for n in (50, 60)], asked=asked)
    "50 miles (80.5 km) and 60 miles (96.6 km) from Israel's northern border"
    """
    return sentence_case(_sentence([zone_name(zone, asked=asked) for zone in zones]))


def _sentence(names: Sequence[str]) -> str:
    """Join the names of zones, those of one line as one: "80 km, 85 km and 100 km from ..."."""
    groups: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        amount, _, rest = name.partition(" from ")
        groups.setdefault(rest, []).append(amount)
    return "; ".join(f"{listed(amounts)} from {rest}" for rest, amounts in groups.items())


def heading(
    reading: Reading | None,
    names: Sequence[str],
    *,
    title: str | None,
    zones: Sequence[Zone] = (),
) -> dict[str, Any]:
    """Name what the map shows, what is doubtful about it, and the article that speaks of it."""
    article = reading.article if reading else None
    sentence = sentence_case(title or _sentence(names) or "Places in the article")
    return {
        "title": sentence,
        "doubt": amber(zones, reading),
        "status": _status(reading.claims if reading else ()),
        "article": article
        and {
            # Said once: an article that is called as its map is not named below it again.
            "title": article.title if article.title != sentence else "",
            "publisher": article.publisher,
            "date": date_in_words(article.date),
            # Only what a browser opens as a page: an address that runs as a script is dropped.
            "url": article.url if re.match(r"https?://", article.url or "", re.I) else "",
        },
    }


def _status(claims: Sequence[Claim]) -> str:
    """Say what became of the claims, in the order of such things, and who says so."""
    said = {claim.status for claim in claims if not claim.heading}
    words = [status for status in _STAGES if status in said]
    if not words:
        return ""
    speakers = (speaker_in_words(claim.speaker) for claim in claims)
    speaker = next((speaker for speaker in speakers if speaker), "")
    return f"{listed(words)}, according to {speaker}" if speaker else listed(words)


def cautions(reading: Reading | None, zones: Sequence[Zone]) -> list[str]:
    """Say what a reader of the map must know before believing it."""
    notes = []
    if reading is not None and not zones:
        notes.append(
            "No zone is drawn: the article names no distance from a border, line or place that "
            "is known."
        )
    reach = (abs(lat) for zone in zones for lat in zone.full_area.bounds[1::2])
    if max(reach, default=0.0) > MERCATOR_LATITUDE:
        notes.append(
            "Part of the zone lies beyond latitude 85°, where this map's projection ends; the "
            "answers hold there too."
        )
    if any(zone.area.is_empty for zone in zones):
        notes.append("The zone does not reach the country to which it is clipped: it is empty.")
    return notes


def facts(zone: Zone, name: str) -> list[tuple[str, str]]:
    """Say how a zone was measured, for the reader who asks: pairs of a term and a text."""
    from geo.borders import DEFAULT_LINES, named_line

    line = zone.line
    status = line_status(line)
    default = " The default for this border." if line.key in DEFAULT_LINES else ""
    what = f"a {status}" if status else _measured_from(line)
    counted = f"{keyed_title(line)}: {what}.{default}"
    facts = [("Counted from", counted)]
    if line.note:
        facts.append(("About the line", line.note))
    others = [f"{named_line(key).name} ({key})" for key in other_lines(zone)]
    if others:
        facts.append(("Other lines for the same border", "; ".join(others)))
    facts += [
        ("Accuracy", exactness(zone)),
        ("Area", f"{sentence_case(name)}: {area_in_words(zone.area_km2)}"),
    ]
    return facts


def _measured_from(line: ReferenceLine) -> str:
    """Say from where in a place, or in a geometry that was given, its distance is counted."""
    return {
        "point": "as given",
        "place": "from the point in its centre",
        "line": "along its whole length",
        "area": "from its outline; all of it lies inside",
    }[thing_of(line)]


def source_features(keys: Iterable[str]) -> list[dict[str, Any]]:
    """Describe sources: one entry for each publisher and licence, in the order given.

    Examples
    --------
    >>> found = source_features(["natural-earth-land", "natural-earth-lakes"])
    >>> len(found), found[0]["publisher"]
    (1, 'Natural Earth')
    """
    groups: dict[tuple[str, str], list[Source]] = {}
    for key in dict.fromkeys(keys):
        found = source(key)
        groups.setdefault((found.publisher, found.licence), []).append(found)
    return [
        {
            "publisher": publisher,
            "titles": [found.title.removeprefix(f"{publisher}, ") for found in group],
            "editions": list(dict.fromkeys(found.edition for found in group)),
            "licence": licence,
            "licence_url": group[0].licence_url,
            "attributions": list(dict.fromkeys(found.attribution for found in group)),
        }
        for (publisher, licence), group in groups.items()
    ]
