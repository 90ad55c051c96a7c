"""The words beside a map: what it shows, how it was measured, and what to be careful about."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from geo.geodesy import format_length
from geo.maps.encoding import MERCATOR_LATITUDE
from geo.sources import Source, source

if TYPE_CHECKING:
    from geo.reading import Claim, Reading
    from geo.zones import Zone

__all__ = [
    "cautions",
    "facts",
    "heading",
    "other_lines",
    "source_features",
    "zone_name",
]

# Stages of a claim, from the first word to the last.
_STAGES: Final = ("reported", "demanded", "proposed", "agreed", "in force", "rejected")


def other_lines(zone: Zone) -> list[str]:
    """List the keys of the lines that describe the same borders otherwise."""
    from geo.borders import alternatives

    keys = alternatives(zone.line.pairs) if zone.line.pairs else ()
    return [key for key in keys if key != zone.line.key]


def _within(zone: Zone) -> str:
    from geo.borders import country

    return " or ".join(country(code).name for code in zone.within or ())


def zone_name(zone: Zone) -> str:
    """Name a zone in the words of the claim that asks for it, or else by its line.

    Examples
    --------
    >>> from geo.zones import zone
    >>> zone_name(zone("33.5,36.3", "10 km", within="Syria"))
    '10 km from 33.5000° N, 36.3000° E, inside Syria'
    """
    about = "about " if zone.distance.approximate else ""
    start = zone.claim.reference.text if zone.claim else zone.line.name
    inside = _within(zone)
    return f"{about}{format_length(zone.distance_m)} from {start}" + (
        f", inside {inside}" if inside else ""
    )


def _sentence(names: Sequence[str]) -> str:
    """Join the names of zones, those of one line as one: "80 km, 85 km and 100 km from ..."."""
    groups: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        amount, _, rest = name.partition(" from ")
        groups.setdefault(rest, []).append(amount)
    return "; ".join(f"{_listed(amounts)} from {rest}" for rest, amounts in groups.items())


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def heading(reading: Reading | None, names: Sequence[str], *, title: str | None) -> dict[str, Any]:
    """Name what the map shows, and the article that speaks of it."""
    article = reading.article if reading else None
    sentence = title or _sentence(names) or "Places in the article"
    return {
        "title": sentence[:1].upper() + sentence[1:],
        "status": _status(reading.claims if reading else ()),
        "article": article
        and {
            "title": article.title,
            "publisher": article.publisher,
            "date": _written_date(article.date or ""),
            # Only what a browser opens as a page: an address that runs as a script is dropped.
            "url": article.url if re.match(r"https?://", article.url or "", re.I) else "",
        },
    }


def _written_date(date: str) -> str:
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return date
    return f"{day.day} {day:%B %Y}"


def _status(claims: Sequence[Claim]) -> str:
    """Say what became of the claims, in the order of such things, and who says so."""
    said = {claim.status for claim in claims if not claim.heading}
    words = [status for status in _STAGES if status in said]
    if not words:
        return ""
    speaker = next((claim.speaker for claim in claims if claim.speaker), None)
    return f"{_listed(words)}, according to {speaker}" if speaker else _listed(words)


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
    default = " The default for this border." if line.key in DEFAULT_LINES else ""
    facts = [("Reference line", f"{line.name} ({line.key}), {line.status}.{default}")]
    if line.note:
        facts.append(("About the line", line.note))
    others = [f"{named_line(key).name} ({key})" for key in other_lines(zone)]
    if others:
        facts.append(("Other lines for the same border", "; ".join(others)))
    accuracy = (
        f"line within {format_length(line.accuracy_m)}" if line.accuracy_m else "line as given"
    )
    facts += [
        (
            "Accuracy",
            f"Edge within {format_length(max(zone.edge_error_m, 0.01))} of the geodesic on WGS84; "
            f"{accuracy}.",
        ),
        ("Area", f"{name[:1].upper()}{name[1:]}: {zone.area_km2:,.0f} km²"),
    ]
    return facts


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
