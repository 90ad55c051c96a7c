"""Tagging: a model that marks names in a text, used beside the gazetteer if the user has one.

Nothing is downloaded and nothing is needed: without a tagger the reader goes by gazetteer and
grammar alone. With one, a name that it calls a place gains in the score of
`geo.reading.names.mention`, and one that it calls a person or an organisation loses; offsets,
resolution and claims stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from geo.errors import BadInput

__all__ = ["Tag", "TagMap", "Tagger", "spacy_tagger"]

TagKind = Literal["place", "people", "other"]

_KINDS: Final[dict[str, TagKind]] = {
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "LOCATION": "place",
    "NORP": "people",
    "PERSON": "other",
    "PER": "other",
    "ORG": "other",
    "PRODUCT": "other",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
    "DATE": "other",
    "MISC": "people",
}
"""Labels of the usual schemes (OntoNotes, CoNLL) to what they mean here."""
_GAIN: Final = 6.0
_LOSS: Final = 6.0
_PIECE: Final = 100_000


@dataclass(frozen=True, slots=True)
class Tag:
    """A name that a tagger has marked.

    Parameters
    ----------
    start, end : int
        Characters of the text that it was given, end exclusive.
    label : str
        Such as ``"GPE"``, ``"LOC"``, ``"PERSON"``; unknown labels are passed over.
    """

    start: int
    end: int
    label: str


class Tagger(Protocol):
    """Whatever marks names in a text."""

    def __call__(self, text: str, /) -> Iterable[Tag]:
        """Mark the names of one text."""
        ...


def spacy_tagger(model: str | Any) -> Tagger:
    """Make a tagger of a spaCy model.

    Parameters
    ----------
    model : str or spacy.language.Language
        Name or folder of an installed model, or a pipeline that is already loaded.

    Returns
    -------
    Tagger

    Raises
    ------
    BadInput
        If spaCy (``pip install "geo-zones[ner]"``) or the model is not installed.
    """
    if isinstance(model, str | Path):
        try:
            import spacy
        except ImportError:
            raise BadInput(
                'a tagger needs spaCy, which is not installed: pip install "geo-zones[ner]"'
            ) from None
        try:
            model = spacy.load(model)
        except (OSError, ValueError, ImportError) as error:
            raise BadInput(
                f"spaCy has no model {str(model)!r}: {' '.join(str(error).split())[:100]}"
            ) from None
    pipeline: Any = model

    def tag(text: str, /) -> Iterable[Tag]:
        # spaCy refuses texts over a million characters; a paragraph is all that a model looks at.
        position = 0
        while position < len(text):
            end = position + _PIECE
            if end < len(text):
                end = max(text.rfind("\n", position, end), text.rfind(". ", position, end)) + 1
                end = end if end > position else position + _PIECE
            for found in pipeline(text[position:end]).ents:
                yield Tag(position + found.start_char, position + found.end_char, found.label_)
            position = end

    return tag


@dataclass(slots=True)
class TagMap:
    """What a tagger has said, for the score of each name.

    Parameters
    ----------
    tags : sequence of Tag
        In the order of the text.
    """

    tags: Sequence[Tag] = ()
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tags = sorted(self.tags, key=lambda tag: tag.start)
        self._starts = [tag.start for tag in self.tags]

    def gain(self, start: int, end: int) -> float:
        """What the tags add to the score of a name at these characters.

        Parameters
        ----------
        start, end : int

        Returns
        -------
        float
            0 where nothing is marked, and for a word of a longer name that is a place.

        Examples
        --------
        >>> TagMap([Tag(0, 5, "GPE")]).gain(0, 5), TagMap([Tag(0, 5, "PERSON")]).gain(0, 5)
        (6.0, -6.0)
        """
        from bisect import bisect_left

        index = bisect_left(self._starts, end) - 1
        if index < 0 or self.tags[index].end <= start:
            return 0.0
        kind = _KINDS.get(self.tags[index].label)
        if kind is None or kind == "people":
            return 0.0
        return _GAIN if kind == "place" else -_LOSS
