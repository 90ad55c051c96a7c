"""What a distance is counted from, named as a reader needs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import shapely

from geo.errors import NotFound
from geo.geodesy import format_length
from geo.wording import is_relative, line_in_sentence, possessive, sentence_case, with_article

if TYPE_CHECKING:
    from geo.borders import ReferenceLine
    from geo.zones import Zone, ZoneClaim

__all__ = [
    "counted_from",
    "distance_in_words",
    "keyed_title",
    "line_status",
    "line_title",
    "other_lines",
    "short_name",
    "thing_of",
]

_STATUS: Final = {
    "de jure": "recognised border",
    "de facto": "line held in fact, not agreed",
    "ceasefire": "ceasefire line, not an agreed border",
    "claimed": "claimed border, not agreed",
}
"""What a reader is told of a line, instead of the word that the data has."""

# On the map a name as long as this hides what it stands beside.
_SHORT: Final = 24


def other_lines(zone: Zone) -> list[str]:
    """List the keys of the lines that describe the same borders otherwise."""
    from geo.borders import alternatives

    keys = alternatives(zone.line.pairs) if zone.line.pairs else ()
    return [key for key in keys if key != zone.line.key]


def counted_from(zone: Zone, *, asked: str = "") -> str:
    """What the distance is counted from, as the article has it where its words stand alone.

    Parameters
    ----------
    zone : Zone
    asked : str, optional
        The words by which somebody asked for the line. Only a side of a country's border is taken
        from them, and written anew: its line may go by a name that few know.
    """
    side = _side_asked_for(zone.line, asked)
    if side:
        return side
    claim = zone.claim
    words = " ".join(claim.reference.text.split()) if claim else ""
    if claim is None or is_relative(words) or words.isupper() or _taken_from_context(claim):
        return line_title(zone.line)
    place = claim.reference.place
    if place is None:
        return line_in_sentence(words)
    # The article's own words for a place that only resembles them would be confidently wrong.
    if place.score < 100:
        return with_article(place.name, kind=place.kind)
    return words if words.lower().startswith("the ") else with_article(words, kind=place.kind)


def _taken_from_context(claim: ZoneClaim) -> bool:
    """Whether the words name less than is drawn: "the Russian border" of Finland's."""
    return any(doubt.kind in _CONTEXT for doubt in claim.doubts)


_CONTEXT: Final = frozenset({"border from context", "reference from context"})
_WIND: Final = re.compile(r"(north|south)?\W?(east|west)?", re.IGNORECASE)


def _side_asked_for(line: ReferenceLine, asked: str) -> str:
    """Write "Israel's northern border" if that is what was asked for and what the line is."""
    from geo.borders import country, meant_border

    if not asked or not (line.pairs and line.key.islower()):
        return ""
    try:
        meant = meant_border(" ".join(asked.split()))
        if meant is None or meant.b or not meant.side or meant.line().key != line.key:
            return ""
    except NotFound:
        return ""
    wind = _WIND.match(meant.side)
    side = "-".join(part.lower() for part in (wind.groups() if wind else ()) if part)
    return f"{possessive(country(meant.a).in_sentence)} {side}ern border"


def distance_in_words(zone: Zone) -> str:
    """Write a zone's distance in the unit in which it was given, with the metric one behind it."""
    said = zone.distance
    if said.unit in ("km", "m", "cm"):
        return format_length(said.metres)
    # Whether it is a rough one stands before it already.
    return said.in_words.removeprefix("about ")


def line_title(line: ReferenceLine) -> str:
    """Name a reference as a sentence has it; a geometry that has no name by what it is."""
    return f"the {thing_of(line)} given" if line.source == "given" and _unnamed(line) else (
        line.in_sentence
    )  # fmt: skip


def _unnamed(line: ReferenceLine) -> bool:
    return line.name == "the geometry given"


def thing_of(line: ReferenceLine) -> str:
    """Say what a reference is: a border, a line, a point, a place or an area.

    Examples
    --------
    >>> from geo.references import reference_line
    >>> [thing_of(reference_line(text)) for text in ("DEU-POL", "pre-1967", "Chernobyl")]
    ['border', 'line', 'place']
    """
    if line.pairs:
        return "line" if line.key.islower() else "border"
    dimensions = max(shapely.get_dimensions(part.geometry) for part in line.parts)
    point = "point" if line.source == "given" else "place"
    return (point, "line", "area")[int(dimensions)]


def keyed_title(line: ReferenceLine) -> str:
    """Name a reference at the head of a row; a line with a name of its own also by its key.

    Examples
    --------
    >>> from geo.references import reference_line
    >>> keyed_title(reference_line("pre-1967")), keyed_title(reference_line("DEU-POL"))
    ('Pre-1967 line (pre-1967)', 'Germany–Poland border')
    """
    title = sentence_case(line.name if line.pairs else line_title(line))
    return f"{title} ({line.key})" if line.pairs and line.key.islower() else title


def short_name(line: ReferenceLine) -> str:
    """Name a reference in the few words for which a map has room: "the border", "Chernobyl"."""
    named = not line.pairs and not _unnamed(line) and line.source != "given"
    return line.in_sentence if named and len(line.name) <= _SHORT else f"the {thing_of(line)}"


def line_status(line: ReferenceLine) -> str:
    """Say in plain words how settled a line is; nothing of what is no line between countries."""
    return _STATUS.get(line.status, "")
