"""Several articles about one zone: who named which distance when, each claim once.

Two articles that name one distance from one line say the same; they are one statement with two
sources. A range ("60 to 80 km") is one statement with two distances.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import BadData, NoClaim
from geo.geodesy import format_length
from geo.reading.claims import Claim, distinct_claims
from geo.reading.reading import Reading, read, zones_of
from geo.reading.text import Article, load_article
from geo.wording import date_in_words

if TYPE_CHECKING:
    from geo.zones import Zone

__all__ = ["Said", "Statement", "Timeline", "read_folder", "timeline"]

_ENDINGS = (".md", ".txt")


@dataclass(frozen=True, slots=True)
class Said:
    """Where a distance is named.

    Parameters
    ----------
    article : Article
    claim : Claim
        For a range, the claim of its farther end.
    """

    article: Article
    claim: Claim

    @property
    def cited(self) -> str:
        """Publisher and date, for a chart or a table."""
        known = (self.article.publisher or self.article.title, date_in_words(self.article.date))
        return ", ".join(part for part in known if part) or "(no source)"


@dataclass(frozen=True, slots=True)
class Statement:
    """A distance, or a range of distances, and everybody who names it.

    Parameters
    ----------
    near, far : Claim
        The same claim unless a range was named.
    said : tuple of Said
        In the order of their dates; undated ones last.
    """

    near: Claim
    far: Claim
    said: tuple[Said, ...]

    @property
    def date(self) -> str | None:
        """When it was first named, ISO 8601."""
        return self.said[0].article.date

    @property
    def distances(self) -> str:
        """The distance or the range in words."""
        far = format_length(self.far.distance_m)
        if self.near is self.far:
            return far
        return f"{format_length(self.near.distance_m).removesuffix(' km')} to {far}"

    @property
    def statuses(self) -> tuple[str, ...]:
        """What became of it, in the order of the sources, each once."""
        return tuple(dict.fromkeys(each.claim.status for each in self.said))

    def to_dict(self) -> dict[str, Any]:
        """The statement as JSON has it."""
        return {
            "date": self.date,
            "distance_m": [self.near.distance_m, self.far.distance_m],
            "reference": self.far.reference.text,
            "within": list(self.far.within) if self.far.within else None,
            "statuses": list(self.statuses),
            "said": [
                {
                    "title": each.article.title,
                    "publisher": each.article.publisher,
                    "date": each.article.date,
                    "url": each.article.url,
                    "text": " ".join(each.claim.text.split()),
                    "status": each.claim.status,
                }
                for each in self.said
            ],
        }


@dataclass(frozen=True, slots=True)
class Timeline:
    """The statements of several articles in the order of their dates.

    Parameters
    ----------
    readings : tuple of Reading
        In the order of their dates.
    statements : tuple of Statement
    zones : tuple of Zone
        One for each distance, the nearest first.
    """

    readings: tuple[Reading, ...]
    statements: tuple[Statement, ...]
    zones: tuple[Zone, ...]

    @property
    def title(self) -> str:
        """Name what all statements are about."""
        said = list(dict.fromkeys(each.distances for each in self.statements))
        listed = f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else said[0]
        fullest = max(self.statements, key=lambda each: len(each.far.reference.pairs or ()))
        return f"{listed} from {fullest.far.reference.text}"

    @property
    def sentence(self) -> str:
        """Say how many reports are shown, and from when to when."""
        dates = [reading.article.date for reading in self.readings if reading.article.date]
        reports = len({id(each.article) for one in self.statements for each in one.said})
        count = f"{reports} report{'s' if reports != 1 else ''}"
        if not dates:
            return f"Distances named in {count}."
        first, last = date_in_words(dates[0]), date_in_words(dates[-1])
        span = first if first == last else f"from {first} to {last}"
        lines = {zone.line.key: zone.line.in_sentence for zone in self.zones}
        counted = f" Rings are counted from {' and '.join(lines.values())}." if lines else ""
        return f"Distances named in {count} {'of ' if first == last else ''}{span}.{counted}"

    def to_dict(self) -> dict[str, Any]:
        """The timeline as JSON has it."""
        return {"title": self.title, "statements": [each.to_dict() for each in self.statements]}


def read_folder(folder: str | Path) -> tuple[Reading, ...]:
    """Read all articles of a folder and of the folders in it.

    Parameters
    ----------
    folder : str or Path
        Files that end in ``.md`` or ``.txt`` are articles, but for ``README.md``.

    Returns
    -------
    tuple of Reading
        In the order of their dates.

    Raises
    ------
    BadData
        If it is no folder, or holds no article.
    """
    top = Path(folder)
    if not top.is_dir():
        raise BadData(f"{top} is no folder of articles")
    paths = sorted(
        path
        for path in top.rglob("*")
        if path.suffix.lower() in _ENDINGS
        and path.name.casefold() != "readme.md"
        and path.is_file()
    )
    if not paths:
        raise BadData(f"the folder {top} holds no article; articles end in .md or .txt")
    return tuple(read(load_article(path)) for path in paths)


def timeline(readings: Iterable[Reading]) -> Timeline:
    """Put the distances that articles name in the order of their dates.

    Parameters
    ----------
    readings : iterable of Reading

    Returns
    -------
    Timeline
        Equal distances from one line are merged by the rule of `geo.reading.distinct_claims`,
        and name all their sources.

    Raises
    ------
    NoClaim
        If no article names a distance.

    Examples
    --------
    >>> from geo.reading import read
    >>> texts = (
    ...     "Forces must stay 80 km from the border between Israel and Syria.",
    ...     "They asked for 60 to 80 km from the border between Israel and Syria.",
    ...     "Again: 80 kilometres from the border between Israel and Syria.",
    ... )
    >>> found = timeline(map(read, texts))
    >>> [(each.distances, len(each.said)) for each in found.statements]
    [('80 km', 2), ('60 to 80 km', 1)]
    """
    ordered = tuple(sorted(readings, key=lambda reading: reading.article.date or "9999"))
    statements: list[Statement] = []
    for reading in ordered:
        for near, far in _stated(reading):
            _add(statements, near, far, Said(reading.article, far))
    if not statements:
        raise NoClaim("no article of these names a distance from a border, line or place")
    ends = [claim for each in statements for claim in (each.near, each.far)]
    everything = replace(ordered[0], claims=tuple(dict.fromkeys(ends)), zones=())
    zones = sorted(zones_of(everything), key=lambda zone: zone.distance_m)
    return Timeline(ordered, tuple(statements), tuple(zones))


def _stated(reading: Reading) -> list[tuple[Claim, Claim]]:
    """Pairs of nearer and farther claim: two claims with one span are the ends of a range."""
    kept = set(map(id, distinct_claims(reading.claims)))
    spans: dict[tuple[int, int], list[Claim]] = {}
    for claim in reading.claims:
        spans.setdefault((claim.start, claim.end), []).append(claim)
    found: list[tuple[Claim, Claim]] = []
    for claims in spans.values():
        ends = sorted(claims, key=lambda claim: claim.distance_m)
        # A range of which one end is said again elsewhere is still a range.
        if any(id(claim) in kept for claim in ends) and _is_known(ends[-1]):
            found.append((ends[0], ends[-1]))
    return found


def _is_known(claim: Claim) -> bool:
    return claim.reference.line is not None or claim.reference.place is not None


def _same(first: Claim, second: Claim) -> bool:
    return len(distinct_claims((first, second))) == 1


def _add(statements: list[Statement], near: Claim, far: Claim, said: Said) -> None:
    for index, known in enumerate(statements):
        if (known.near is known.far) != (near is far):
            continue
        if _same(known.far, far) and _same(known.near, near):
            fullest = distinct_claims((known.far, far))[0]
            nearest = fullest if near is far else distinct_claims((known.near, near))[0]
            again = any(each.article is said.article for each in known.said)
            every: Sequence[Said] = known.said if again else (*known.said, said)
            statements[index] = Statement(nearest, fullest, tuple(every))
            return
    statements.append(Statement(near, far, (said,)))
