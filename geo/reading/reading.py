"""Reading: a text to its mentions, its claims, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.borders import named_line
from geo.errors import PlaceNotFound, RoughReference
from geo.gazetteer import added, place_json
from geo.reading.claims import Claim, Doubt, distinct_claims, drawn_line
from geo.reading.names import Mention, Tagger
from geo.reading.reader import ArticleReader
from geo.reading.text import Article, article_from_text

if TYPE_CHECKING:
    from geo.zones import Zone

__all__ = ["Reading", "read", "undrawn_of", "zones_of"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article names and claims.

    Parameters
    ----------
    article : Article
    mentions : tuple of Mention
        In the order of the text; a border phrase comes before the countries in it.
    claims : tuple of Claim
        In the order of the text, those of headlines last.
    zones : tuple of Zone
        One for each distinct claim, if they were asked for.
    doubts : tuple of Doubt
        What is uncertain, of the claims and of the whole; `str` of one is its sentence.
    """

    article: Article
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    zones: tuple[Zone, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the reading as ``geo read --json`` prints it."""
        return {
            "title": self.article.title or None,
            "date": self.article.date,
            "mentions": [
                {
                    "text": mention.text,
                    "start": mention.start,
                    "end": mention.end,
                    "kind": mention.kind,
                    "place": place_json(mention.place) if mention.place else None,
                    "because": mention.because,
                    "score": mention.score,
                    "runners_up": [asdict(other) for other in mention.runners_up],
                }
                for mention in self.mentions
            ],
            "claims": [_claim_dict(claim) for claim in self.claims],
            "doubts": list(dict.fromkeys(doubt.sentence for doubt in self.doubts)),
        }


def _claim_dict(claim: Claim) -> dict[str, Any]:
    reference = claim.reference
    return {
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "distance_m": claim.distance_m,
        "equivalents": [
            {"text": other.text, "distance_m": other.distance_m, "agrees": other.agrees}
            for other in claim.equivalents
        ],
        "reference": {
            "text": reference.text,
            "kind": reference.kind,
            "pairs": [list(pair) for pair in reference.pairs] if reference.pairs else None,
            "place": place_json(reference.place) if reference.place else None,
            "line": reference.line,
        },
        "within": list(claim.within) if claim.within else None,
        "side": claim.side,
        "status": claim.status,
        "approximate": claim.approximate,
        "doubts": [doubt.sentence for doubt in claim.doubts],
    }


def read(
    text: str | Article,
    *,
    zones: bool = False,
    gazetteer: Iterable[str | Path] = (),
    tagger: Tagger | None = None,
) -> Reading:
    """Read an article: every place that it names and every distance that it claims.

    Parameters
    ----------
    text : str or Article
        English text, or an article that is already loaded.
    zones : bool, optional
        Whether to compute the zones of the claims too (`zones_of`).
    gazetteer : iterable of str or Path, optional
        Files in GeoNames' format whose places are known too, see `geo.gazetteer.user_file`.
    tagger : Tagger, optional
        A model that marks names, see `geo.reading.names.tagging`.

    Returns
    -------
    Reading
        Every offset is that of the article's text as given.

    Raises
    ------
    BadData
        If the text is empty, too long, or not text; if a gazetteer cannot be read.

    Examples
    --------
    >>> reading = read("Troops must stay 30 km (19 miles) from the Turkish-Syrian border.")
    >>> claim = reading.claims[0]
    >>> claim.distance_m, claim.reference.pairs, claim.status, claim.equivalents[0].agrees
    (30000.0, (('SYR', 'TUR'),), 'demanded', True)
    """
    article = text if isinstance(text, Article) else article_from_text(text)
    reader = ArticleReader(article, tagger)
    with added(gazetteer):
        reader.read()
    reading = Reading(
        article, tuple(reader.mentions), tuple(reader.claims), (), tuple(reader.doubts)
    )
    return replace(reading, zones=zones_of(reading)) if zones else reading


def zones_of(reading: Reading, *, line: str | None = None, rough: bool = False) -> tuple[Zone, ...]:
    """Zones of a reading, one for each distinct claim.

    Claims are one if their distances agree within 2 % and their references and countries do not
    contradict each other: a headline that leaves out half of the border, a later sentence that
    leaves out the country. The fullest of them is drawn.

    Parameters
    ----------
    reading : Reading
    line : str, optional
        Key of the line to take for the claims whose borders it describes. Without it, the line of
        a border phrase is the default one, and a place on which other lines disagree is undecided.
    rough : bool
        Draw also what is counted from a reference too uncertain for its distance.

    Returns
    -------
    tuple of Zone
        In the order of the claims, each with its `claim`; claims without a reference that the data
        holds are left out, and so are rough ones unless asked for: `undrawn_of` says why.

    Raises
    ------
    LineNotFound
        If no line has the key `line`.
    """
    if line is not None:
        named_line(line)
    answers = _zones_or_reasons(reading, line=line, rough=rough)
    return tuple(answer for answer in answers if not isinstance(answer, str))


def undrawn_of(reading: Reading, *, rough: bool = False) -> tuple[str, ...]:
    """Say of the claims that have a reference and get no zone all the same, why.

    Parameters
    ----------
    reading : Reading
    rough : bool
        Whether rough zones were asked for.

    Returns
    -------
    tuple of str
        A sentence without its stop for each, in the order of the claims.
    """
    answers = _zones_or_reasons(reading, line=None, rough=rough)
    return tuple(answer for answer in answers if isinstance(answer, str))


def _zones_or_reasons(reading: Reading, *, line: str | None, rough: bool) -> Iterator[Zone | str]:
    from geo.borders import alternatives
    from geo.zones import zone

    for claim in distinct_claims(reading.claims):
        reference: Any = claim.reference.place
        chosen = None
        if claim.reference.line is not None:
            reference = drawn_line(claim.reference.line)
            chosen = line if line in alternatives(reference.pairs) else None
        if reference is None:
            continue
        try:
            yield zone(
                reference,
                claim.distance,
                within=claim.within,
                line=chosen,
                rough=rough,
                claim=claim,
            )
        except RoughReference as error:
            said = str(error).partition(";")[0]
            # Now inside a sentence.
            said = f"t{said[1:]}" if said.startswith("The ") else said
            yield f"“{' '.join(claim.text.split())}” is not drawn: {said}"
        except PlaceNotFound as error:
            # Of a river or a sea only a point is known: nothing is drawn from it.
            yield f"“{' '.join(claim.text.split())}” is not drawn: {error}"
