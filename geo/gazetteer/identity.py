"""The identity policy: what is asked is what is answered, or the answer is no.

Every door asks here: `geo check`, `geo zone`, `geo places`, the reader, the API and the page.

1.  A number is no name, and a name of three letters or fewer is spelled exactly so or not at all.
2.  A phrase whose head noun says what it is (`geo.gazetteer.kind_nouns`) is answered by a thing of
    that kind only.
3.  What follows a comma holds the place, or the place is refused.
4.  The place's own name in any accents and case, another of its names, or a transliteration of it
    by rule (`geo.gazetteer.transliteration`) is an answer.
5.  A name spelled nearly so is a suggestion; it is taken only where a guess was asked for, and then
    `Place.matched` is ``"near"``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from geo.borders import country as country_named
from geo.borders import find_country
from geo.errors import PlaceNotFound
from geo.gazetteer.airport_codes import is_code
from geo.gazetteer.containers import container_is_known, lies_in, lies_in_country
from geo.gazetteer.kind_nouns import HeadNounPhrase, read_head_noun
from geo.gazetteer.name_senses import Sense, is_vague, senses, vague_sense
from geo.gazetteer.place import Matched, Place
from geo.gazetteer.ranking import Around, Ranked, because, ranked, rivals, who_and_where
from geo.geodesy import format_length
from geo.spelling import fold

__all__ = ["Around", "Identity", "Suggestion", "accepted_senses", "identify", "is_number"]

EXACT_LETTERS: Final = 3
"""A name of so many letters or fewer must be spelled exactly: LoC is not Łódź."""
SUGGESTIONS: Final = 5
IN_MESSAGE: Final = 3
"""So many suggestions are read in one line."""


class Suggestion(NamedTuple):
    """A place that may have been meant, though its name is another.

    Parameters
    ----------
    place : Place
        With `matched` ``"near"``.
    spelling : str
        The one of its names that is spelled nearly so.
    distance_m : float or None, metres
        From the zone's reference, if there is one.
    """

    place: Place
    spelling: str
    distance_m: float | None

    @property
    def in_words(self) -> str:
        """With its country, and the distance from the zone: "Homs (Syria, 4 km from the line)"."""
        shown = who_and_where(self.place)
        if self.spelling != self.place.name:
            shown = f"{self.spelling}, that is {shown}"
        if self.distance_m is None:
            return shown
        return f"{shown}, {format_length(self.distance_m)} away"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a name stands for.

    Parameters
    ----------
    asked : str
        The name.
    answers : tuple of Place
        The places of the name, the one that is meant first; empty if there is none.
    suggestions : tuple of Suggestion
        Only if there is no answer: places of a similar name.
    refusal : str
        Why there is no answer, one sentence; empty if there is one.
    """

    asked: str
    answers: tuple[Place, ...]
    suggestions: tuple[Suggestion, ...] = ()
    refusal: str = ""

    def chosen(self, *, guess: bool = False) -> Place:
        """The place that is meant.

        Parameters
        ----------
        guess : bool
            Whether to take the first suggestion where there is no answer.

        Raises
        ------
        PlaceNotFound
            If there is no answer; the message and `candidates` hold the suggestions.
        """
        if self.answers:
            return self.answers[0]
        if guess and self.suggestions:
            return self.suggestions[0].place
        raise self.not_found()

    def not_found(self) -> PlaceNotFound:
        """The refusal as an error, with what may have been meant."""
        message = self.refusal
        if self.suggestions:
            shown = [each.in_words for each in self.suggestions[:IN_MESSAGE]]
            message += f"; did you mean {' or '.join(shown)}?"
        return PlaceNotFound(
            message,
            tuple(dict.fromkeys(each.spelling for each in self.suggestions[:IN_MESSAGE])),
            self.suggestions,
        )


def identify(
    asked: str, *, country: str = "", around: Around | None = None, limit: int = 10
) -> Identity:
    """Find out what a name stands for.

    Parameters
    ----------
    asked : str
        A name, without spaces round it.
    country : str
        ISO 3166-1 alpha-3 of the country in which the place must be; empty for anywhere.
    around : Around, optional
        What the question is about: of namesakes, the one there is meant.
    limit : int
        At most so many answers.

    Returns
    -------
    Identity

    Examples
    --------
    >>> identify("Damascus").answers[0].matched, identify("Damascsu").answers
    ('exact', ())
    >>> identify("Damascsu").suggestions[0].place.name
    'Damascus'
    >>> identify("4.6").refusal
    "'4.6' is a number, not the name of a place"
    """
    about = around or Around()
    if is_number(asked):
        return Identity(asked, (), refusal=f"{asked!r} is a number, not the name of a place")
    found = _spelled(asked, country)
    if not found and "," in asked:
        return _contained(asked, country, about, limit)
    phrase = read_head_noun(asked)
    if not found and phrase is not None and not (country and _spelled(asked, "")):
        return Identity(asked, (), refusal=_no_such_thing(asked, phrase))
    matched: Matched | None = None
    if not found:
        found, matched = _by_rule(asked, country), "transliteration"
    if found:
        where = f" in {country_named(country).name}" if country else ""
        order = ranked(asked, found, about, matched=matched)
        return Identity(asked, _told(asked, order, limit, where))
    return _unknown(asked, country, about)


def accepted_senses(written: str) -> tuple[Sense, ...]:
    """Every place that may answer to a name as written, in no particular order.

    Parameters
    ----------
    written : str
        A name as it stands in a text, with its head noun if it has one.

    Returns
    -------
    tuple of Sense
        What `identify` chooses among by spelling: none for a number, for another spelling of a
        name of three letters, and for a thing of another kind than the phrase says.

    Examples
    --------
    >>> accepted_senses("4.6"), accepted_senses("Frankfurt Airport"), accepted_senses("LoC")
    ((), (), ())
    >>> {sense.kind for sense in accepted_senses("Kharkiv Oblast")}
    {'admin1'}
    """
    return () if is_number(written) else tuple(_spelled(written, ""))


def is_number(text: str) -> bool:
    """Whether a text holds no letter, so that it is no name.

    Examples
    --------
    >>> is_number("4.6"), is_number("1,200"), is_number("3 Rivers")
    (True, True, False)
    """
    return not any(map(str.isalpha, text))


def _spelled(asked: str, country: str) -> list[Sense]:
    """Places whose own or other name this is, of the kind that the phrase says."""
    phrase = read_head_noun(asked)
    if phrase is not None:
        found = _of_its_kind(asked, phrase)
    else:
        found = list(_written_so(asked))
        if is_vague(asked):
            vague = vague_sense(asked)
            found = [vague] if vague is not None else []
        elif not found:
            vague = vague_sense(asked)
            found = [vague] if vague is not None and len(fold(asked)) > EXACT_LETTERS else []
    return [sense for sense in found if lies_in_country(sense, country)] if country else found


def _written_so(name: str) -> tuple[Sense, ...]:
    """Senses of a spelling; a short one must be exact."""
    key = fold(name)
    if not key:
        return ()
    found = senses(key)
    bare = fold(name, keep_article=True)
    if not (bare.isascii() and sum(map(str.isalpha, bare)) <= EXACT_LETTERS):
        return found
    exact, wanted = [], name.replace(".", "")
    for sense in found:
        alike = (each for each in sense.spellings if each.replace(".", "") == wanted)
        kept = tuple(each for each in alike if not is_code(each, sense))
        if kept:
            own = kept[0] == sense.spellings[0]
            exact.append(sense._replace(spellings=kept if own else ("", *kept)))
    return tuple(exact)


def _of_its_kind(asked: str, phrase: HeadNounPhrase) -> list[Sense]:
    """Places that are what the phrase says, by the whole phrase and by the name in it."""
    group, kinds = phrase.group, phrase.kinds
    plain = phrase.bare and (asked.islower() or asked.lower().startswith("the "))
    if plain or (phrase.bare and not group.named_towns):
        return []
    # A country's or a sea's name may hold any noun (the Ivory Coast), and a town's own too.
    whole = [
        sense
        for sense in _written_so(asked)
        if sense.kind in kinds
        or sense.kind == "country"
        or (group.named_towns and sense.spellings[0])
    ]
    of_kind = [sense for sense in whole if sense.kind in kinds]
    vague = vague_sense(asked)
    if vague is not None and not any(sense.kind == "country" for sense in whole):
        return [*of_kind, vague]
    if of_kind or whole:
        return of_kind if of_kind and not any(s.kind == "country" for s in whole) else whole
    # "Homs city" is Homs, "Gotham City" is not Gotham: a capital makes the noun part of the name.
    if phrase.bare or ("city" in kinds and not phrase.before and phrase.noun not in asked):
        return []
    wordings = [phrase.core, f"{phrase.noun} {phrase.core}", f"{phrase.core} {phrase.noun}"]
    if group.synonyms:
        wordings += [f"{phrase.core} {noun}" for noun in group.nouns]
    for wording in wordings:
        # Without its noun only an own name will do: "Paris island" is not the Île-de-France.
        found = [
            sense
            for sense in _written_so(wording)
            if sense.kind in kinds
            and (group.synonyms or sense.spellings[0] or kinds & {"city", "crossing"})
        ]
        vague = vague_sense(wording)
        if vague is not None and vague.kind in kinds:
            found.append(vague)
        if found:
            return found
    return []


def _by_rule(asked: str, country: str) -> list[Sense]:
    # Loaded here: the packed names are megabytes that an exact name does not need.
    from geo.gazetteer.near_spellings import transliterated

    return transliterated(asked, country)


def _told(asked: str, order: Sequence[Ranked], limit: int, where: str) -> tuple[Place, ...]:
    """Make places of the first of a ranked list, each with its reason."""
    return tuple(
        each.sense.place(
            because=because(asked, order, place, where),
            score=each.score,
            matched=each.matched,
            rivals=rivals(order) if place == 0 else (),
        )
        for place, each in enumerate(order[:limit])
    )


def _contained(asked: str, country: str, around: Around, limit: int) -> Identity:
    """Read "Paris, Texas": each part behind a comma is a country or a province that holds it."""
    name, *containers = (part.strip() for part in asked.split(","))
    if not fold(name) or not all(containers):
        return Identity(asked, (), refusal=f"no place {asked!r}")
    unknown = [area for area in containers if not container_is_known(area)]
    if unknown:
        refusal = f"no country or province {unknown[0]!r} is known to hold {name!r}"
        return Identity(asked, (), refusal=refusal)
    if is_number(name):
        return Identity(asked, (), refusal=f"{name!r} is a number, not the name of a place")
    found = _spelled(name, country)
    phrase = read_head_noun(name)
    if not found and phrase is not None:
        return Identity(asked, (), refusal=_no_such_thing(name, phrase))
    held = [sense for sense in found if all(lies_in(sense, area) for area in containers)]
    matched: Matched | None = None
    if not held:
        matched = "transliteration"
        by_rule = _by_rule(name, country)
        held = [sense for sense in by_rule if all(lies_in(sense, area) for area in containers)]
    where = ", ".join(containers)
    if held:
        order = ranked(name, held, around, matched=matched)
        return Identity(asked, _told(name, order, limit, f" in {where}"))
    nation = find_country(containers[-1])
    code = nation.code if nation else ""
    refusal = f"no place {name!r} is known to be in {where!r}"
    if found:
        return Identity(asked, (), refusal=f"{refusal}; {_elsewhere(ranked(name, found, around))}")
    near = tuple(each for each in _suggestions(name, code, around) if _holds_all(each, containers))
    return Identity(asked, (), near, refusal)


def _holds_all(suggestion: Suggestion, containers: Sequence[str]) -> bool:
    place = suggestion.place
    alike = [sense for sense in senses(fold(place.name)) if sense.source_id == place.source_id]
    return any(all(lies_in(sense, area) for area in containers) for sense in alike)


def _elsewhere(order: Sequence[Ranked]) -> str:
    shown = dict.fromkeys(who_and_where(each.sense) for each in order[:SUGGESTIONS])
    return f"there is {', '.join(shown)}"


def _unknown(asked: str, country: str, around: Around) -> Identity:
    elsewhere = _spelled(asked, "") if country else []
    if elsewhere:
        shown = _elsewhere(ranked(asked, elsewhere, around))
        refusal = f"no place {asked!r} in {country_named(country).in_sentence}; {shown}"
        return Identity(asked, (), refusal=refusal)
    near = _suggestions(asked, country, around)
    end = "" if near else " nor any like it is known"
    return Identity(asked, (), near, f"no place {asked!r}{end}")


def _suggestions(asked: str, country: str, around: Around) -> tuple[Suggestion, ...]:
    if len(fold(asked)) < EXACT_LETTERS:
        return ()
    from geo.gazetteer.near_spellings import suggested

    order = suggested(asked, country, around, SUGGESTIONS)
    return tuple(
        Suggestion(
            each.sense.place(
                because=because(asked, order, place, ""),
                score=each.score,
                matched="near",
                rivals=(),
            ),
            each.spelling,
            None if math.isinf(each.distance_m) else each.distance_m,
        )
        for place, each in enumerate(order)
    )


def _no_such_thing(asked: str, phrase: HeadNounPhrase) -> str:
    """Say that no thing of the kind is known, and what of the name is."""
    if phrase.bare:
        return f"{asked!r} names no one place: say which {phrase.in_words}"
    words = phrase.core.split()
    # "Fukushima Daiichi" is no town, but Fukushima is.
    for count in range(len(words), 0, -1):
        core = " ".join(words[:count])
        town = [] if read_head_noun(core) else list(_written_so(core))
        if town:
            best = ranked(core, town, Around())[0].sense
            return (
                f"no {phrase.in_words} of the name {phrase.core!r} is known (the "
                f"{_KINDS_IN_WORDS.get(best.kind, best.kind)} {who_and_where(best)} is; "
                f"ask for {core!r} to measure from it)"
            )
    return f"no {phrase.in_words} of the name {phrase.core!r} is known"


_KINDS_IN_WORDS: Final = {"city": "town", "admin1": "province", "admin2": "district"}
