"""What a report says, free of any format: headings, paragraphs, tables, and one picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from geo.figures import FigureContent, Size, understood
from geo.geodesy import format_length
from geo.maps import area_in_words, cautions, facts, heading, without_codes
from geo.reports.tables import (
    chronology,
    differing,
    licences,
    line_table,
    place_table,
    town_tables,
)
from geo.wording import date_in_words, sentence_case, speaker_in_words

if TYPE_CHECKING:
    from geo.figures import Drawable, MapFigure
    from geo.gazetteer import Place
    from geo.reading import Article

__all__ = ["Block", "Heading", "Items", "Paragraph", "Picture", "Report", "Table", "report_of"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the report's sections."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `kind` is ``"text"``, ``"quote"`` or ``"note"``."""

    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Items:
    """A list of sentences."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; every row has as many cells as there are columns.

    Parameters
    ----------
    caption : str
    columns : tuple of str
    rows : tuple of tuple of str
    widths : tuple of float
        Shares of the page's width.
    numbers : tuple of int
        Columns that are set right.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """The map: its figure stands in the report."""

    caption: str


Block = Heading | Paragraph | Items | Table | Picture


@dataclass(frozen=True, slots=True)
class Report:
    """A report.

    Parameters
    ----------
    title, subtitle : str
    doubt : str
        What is rough or guessed: one sentence that stands above the map, or nothing.
    figure : MapFigure
    blocks : tuple
        Its body, in order.
    date : str or None
        Of the article, ISO 8601.
    theme : str
        Of its map.
    subject : FigureContent
        What was gathered for it.
    """

    title: str
    subtitle: str
    doubt: str
    figure: MapFigure
    blocks: tuple[Block, ...]
    date: str | None
    theme: str
    subject: FigureContent = field(repr=False)


# The map of a report, with its title above it: as wide as a page, and half as high.
_SIZE: Final = Size("report", 7.09, 6.4, 300, 15.0, 8.5, 7.5, 6.5, 0.05, 1.25, 0.0, 34)
_TALLER_IN: Final = 1.3

_LIMITS: Final = (
    "Not for navigation, targeting, legal delimitation, or any decision on which somebody's "
    "safety rests."
)


def report_of(
    subject: Drawable,
    *,
    title: str | None = None,
    theme: str = "colour",
    places: Iterable[Place | str | tuple[float, float]] = (),
) -> Report:
    """Gather a report on zones, an article, what depends on the line, or several articles.

    Parameters
    ----------
    subject : Zone, sequence of Zone, Reading, WhoseLine or Timeline
    title : str, optional
        Instead of the claim's own words.
    theme : str
        Of the map, as for `geo.figures.figure`.
    places : iterable of Place, str or (lon, lat), optional
        Checked beside those of the article.

    Returns
    -------
    Report

    Raises
    ------
    BadInput
        As for `geo.figures.figure`.

    Examples
    --------
    >>> import geo
    >>> found = report_of(geo.zone("Chernobyl", "30 km"))
    >>> [block.text for block in found.blocks if isinstance(block, Heading)][:2]
    ['Map', 'The claim']
    """
    from geo.figures import drawn, theme_named

    wanted = tuple(places)
    found = understood(subject, title=title, places=wanted)
    # The chart of several articles stands below their map.
    size = _SIZE
    if found.timeline is not None:
        size = replace(_SIZE, height_in=_SIZE.height_in + _TALLER_IN)
    figure = drawn(found, theme=theme_named(theme), size=size, headings=False)
    blocks: list[Block] = [
        # Title and subtitle say the claim; below them the first page has room for the map alone.
        Heading("Map"),
        Picture(_caption(found)),
        *_claim(found),
        *_places(found),
        *_lines(found),
        *_method(found),
        *_data(figure.sources),
        *_citation(found),
    ]
    articles = _articles(found)
    date = articles[0].date if len(articles) == 1 else None
    return Report(
        title=found.title,
        subtitle=found.subtitle,
        doubt=found.doubt,
        figure=figure,
        blocks=tuple(blocks),
        date=date,
        theme=theme,
        subject=found,
    )


def _caption(found: FigureContent) -> str:
    """Say what is shaded and marked; what it is called stands above the map already."""
    shown = []
    if found.zones:
        what = "The zones are" if len(found.zones) > 1 else "The zone is"
        shown.append(f"{what} shaded" + (", with a rough edge" if any(found.rough) else ""))
    if found.compared is not None:
        shown.append("hatched is what depends on whose line is meant")
    if found.marked:
        shown.append("places that are named are marked with their verdicts")
    return f"{sentence_case('; '.join(shown) or 'places that are named')}."


def _articles(found: FigureContent) -> list[Article]:
    if found.timeline is not None:
        return [reading.article for reading in found.timeline.readings]
    return [found.reading.article] if found.reading else []


def _claim(found: FigureContent) -> list[Block]:
    blocks: list[Block] = [Heading("The claim" if found.timeline is None else "The claims")]
    if found.timeline is not None:
        blocks.append(Table(*chronology(found.timeline)))
        merged = [each for each in found.timeline.statements if len(each.said) > 1]
        if merged:
            texts = tuple(
                f"{each.distances}: {'; '.join(said.cited for said in each.said)}."
                for each in merged
            )
            blocks += [Paragraph("Named by more than one report, and counted once:"), Items(texts)]
        return blocks
    if found.reading is None:
        zones = "; ".join(found.names) or "no zone"
        blocks.append(Paragraph(f"No article is cited. What was asked for: {zones}."))
        return blocks
    head = heading(found.reading, found.names, title=None)
    for claim in found.reading.claims:
        named = speaker_in_words(claim.speaker)
        speaker = f", according to {named}" if named else ""
        where = " (headline)" if claim.heading else ""
        blocks.append(
            Paragraph(f"“{' '.join(claim.text.split())}”: {claim.status}{speaker}{where}.", "quote")
        )
        blocks += [
            Paragraph(
                f"The text also says {other.text}, which is {format_length(other.distance_m)}: "
                + ("the two agree." if other.agrees else "the two do not agree."),
                "note",
            )
            for other in claim.equivalents
        ]
    if not found.reading.claims:
        blocks.append(Paragraph("The article names no distance from a border, line or place."))
    article = head["article"] or {}
    source = ", ".join(
        part
        for part in (article.get("title"), article.get("publisher"), article.get("date"))
        if part
    )
    if source:
        blocks.append(Paragraph(f"Source: {source}."))
    notes = [
        *cautions(found.reading, found.zones),
        *(without_codes(str(doubt)) for doubt in found.reading.doubts),
    ]
    if notes:
        blocks.append(Items(tuple(dict.fromkeys(notes))))
    return blocks


def _places(found: FigureContent) -> list[Block]:
    blocks: list[Block] = [Heading("Places")]
    if not found.zones:
        blocks.append(Paragraph("Without a zone, no place is inside or outside."))
        return blocks
    named = place_table(found)
    if named is not None:
        blocks.append(Table(*named))
    towns = town_tables(found)
    blocks += [Table(*each) for each in towns]
    if named is None and not towns:
        blocks.append(Paragraph("No town of 1,000 people or more lies in the zone or on its edge."))
    blocks.append(
        Paragraph(
            "A verdict is decided by the exact geodesic distance, never by the drawn polygon. It "
            "is undecided where the margin is within what is not known: of the line, of the "
            "place's extent, and of the wording; and where lines that describe the same border "
            "disagree.",
            "note",
        )
    )
    return blocks


def _lines(found: FigureContent) -> list[Block]:
    if not found.zones:
        return []
    bordered = any(line.status != "place" for line in found.lines)
    blocks: list[Block] = [Heading("Whose line?" if bordered else "Counted from")]
    blocks.append(Table(*line_table(found)))
    lines = {line.key: line for line in (*found.lines, *found.other_lines)}
    notes = tuple(f"{line.name}: {line.note}" for line in lines.values() if line.note)
    if notes:
        blocks.append(Items(notes))
    if found.compared is not None:
        areas = found.compared.area_km2
        blocks.append(
            Paragraph(
                f"All lines agree that {area_in_words(areas['agreed_inside'])} lie inside; for "
                f"{area_in_words(areas['depends'])} it depends on whose line is meant."
            )
        )
        rows = differing(found)
        if rows is not None:
            blocks.append(Table(*rows))
    elif bordered:
        blocks.append(Paragraph("No other line for the same border was compared."))
    if bordered:
        blocks.append(
            Paragraph(
                "The lines show what their sources draw, and take no position on any claim.", "note"
            )
        )
    return blocks


def _method(found: FigureContent) -> list[Block]:
    blocks: list[Block] = [Heading("Method and accuracy")]
    if found.zones:
        blocks.append(
            Paragraph(
                "The zone is every point whose geodesic distance from the reference, on the "
                "WGS84 ellipsoid, is at most the distance named. The drawn edge is measured after "
                "it is made, between its vertices too."
            )
        )
    told = [
        f"{term}: {text}"
        for zone, name in zip(found.zones, found.names, strict=True)
        for term, text in facts(zone, name)
        # It stands under the lines.
        if term != "About the line"
    ]
    if told:
        blocks.append(Items(tuple(dict.fromkeys(told))))
    blocks.append(Paragraph(_LIMITS, "note"))
    return blocks


def _data(keys: Sequence[str]) -> list[Block]:
    return [Heading("Data and licences"), Table(*licences(keys))]


def _program() -> str:
    try:
        return f"geo {version('geo')}"
    except PackageNotFoundError:
        return "geo"


def _citation(found: FigureContent) -> list[Block]:
    blocks: list[Block] = [Heading("Citation")]
    texts = []
    for article in _articles(found):
        parts = (
            article.publisher,
            f"“{article.title}”" if article.title else "",
            date_in_words(article.date),
            article.url,
        )
        cited = ", ".join(part for part in parts if part)
        if cited:
            texts.append(f"{cited}.")
    texts.append(f"Map and figures: {_program()}, “{found.title}”.")
    blocks.append(Items(tuple(texts)))
    return blocks
