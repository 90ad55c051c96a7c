"""Place names: which names of an article are places where they stand, and what is said of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from geo.gazetteer import Sense
from geo.reading.names.mention_rules import THRESHOLD, weigh_occurrence
from geo.reading.names.name_runs import Name, Word, find_names
from geo.reading.names.nations import nation_named
from geo.reading.names.occurrence import Occurrence
from geo.reading.names.persons import Persons
from geo.reading.names.resolution import Hints, in_container, land_neighbours, senses_of
from geo.reading.names.tagging import TagMap
from geo.reading.text import Sentence

__all__ = ["PlaceName", "countries_named", "hints_of", "is_nation", "place_names"]

_KIND_WORDS: Final = {
    "province": "admin1",
    "provinces": "admin1",
    "governorate": "admin1",
    "state": "admin1",
    "region": "admin1",
    "prefecture": "admin1",
    "oblast": "admin1",
    "city": "city",
    "town": "city",
    "village": "city",
    "capital": "city",
    "port": "city",
    "airport": "city",
}
_AFTER_THE_NAME: Final = frozenset(_KIND_WORDS) - {"capital", "port", "airport"}
"""Of "Bali airport" and "Bali capital Denpasar" nothing follows for Bali."""
_BETWEEN: Final = re.compile(
    r",\n?| \(|,? in (?:the )?(?:[a-z-]+ ){0,2}(?:state of )?|"
    r", (?:a|the) (?:[a-z-]+ ){1,4}(?:in|of) (?:the )?|"
    r",? (?:in )?[A-Z][\w.'-]+(?: [A-Z][\w.'-]+)?(?: (?:County|Parish|Province))?(?:, in|,) |, "
)
_OPENING: Final = re.compile(r"(?:^|[.!?\n\"]\s*)(?:In|At|From|Near|Outside|Around) $")
_CLOSING: Final = re.compile(r"[.;:)\n\"]|$|, (?!and |or )[a-z]| (?!and |or |said|says)[a-z]")
_DATELINE: Final = re.compile(r"(?:, [A-Z][\w.]+)?,? (?:\([^)\n]{2,30}\) ?)?(?:-|\u2013|\u2014) ?")
_TELLING: Final = 5.7
"""Weight from which a name says of which country the article speaks, without being asked."""
_SURE: Final = 1.0
_ELSEWHERE: Final = 1.2
"""What a name gains everywhere once it has passed `THRESHOLD` by `_SURE` somewhere."""
_LARGE: Final = 500_000


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name that was taken for a place.

    Parameters
    ----------
    name : Name
    sentence : int
        Index of its sentence.
    container : str
        The state or country that follows, as in "Paris, Texas"; empty if none.
    kind_word : str
        The kind that a word beside it tells, ``"admin1"`` or ``"city"``; empty if none.
    elsewhere : bool
        Whether a state or country follows in which no place of the name lies.
    """

    name: Name
    sentence: int
    container: str
    kind_word: str
    elsewhere: bool = False


def place_names(
    text: str,
    sentences: Sequence[Sentence],
    words: Sequence[Sequence[Word]],
    tags: TagMap | None = None,
) -> list[PlaceName]:
    """Find the names that mean a place where they stand.

    Parameters
    ----------
    text : str
        Plain text.
    sentences : sequence of Sentence
    words : sequence of sequence of Word
        The words of each sentence.
    tags : TagMap, optional
        What a tagger has marked in the text.

    Returns
    -------
    list of PlaceName
        In the order of the text.

    Examples
    --------
    >>> from geo.reading import words_of
    >>> text = "Michael Jordan flew from Amman to Paris, Texas."
    >>> whole = Sentence(0, len(text))
    >>> [(p.name.written, p.container) for p in place_names(text, [whole], [words_of(text, whole)])]
    [('Amman', ''), ('Paris', 'Texas'), ('Texas', '')]
    """
    persons = Persons()
    small: Counter[str] = Counter()
    for here in words:
        persons.note(text, here)
        small.update(text[word.start : word.end] for word in here if not word.capital)
    scored: list[tuple[float, PlaceName]] = []
    for index, names in enumerate(find_names(text, words)):
        titled = _is_titled(words[index])
        for position, name in enumerate(names):
            container = _container(text, names, position)
            occurrence = Occurrence(
                text=text,
                words=words[index],
                name=name,
                begin=sentences[index].start,
                end=sentences[index].end,
                titled=titled,
                container=container,
                listed_beside=_in_list(text, names, position),
                senses=senses_of(name.written) if name.listed else (),
                persons=persons,
                small=small,
            )
            score = weigh_occurrence(occurrence).weight
            if tags is not None:
                score += tags.gain(name.start, name.end)
            elsewhere = not container and _lies_elsewhere(text, names, position)
            found = PlaceName(name, index, container, _kind_word(text, name), elsewhere)
            scored.append((score, found))
    sure = {found.name.written for score, found in scored if score >= THRESHOLD + _SURE}
    return [
        found
        for score, found in scored
        if score + _ELSEWHERE * (found.name.written in sure) >= THRESHOLD
    ]


def hints_of(found: Sequence[PlaceName], text: str = "") -> list[Hints]:
    """Gather what the text says around the occurrences of each name that is to be resolved.

    A name that the text puts where no place of it lies is left out, wherever it stands.
    """
    hints: dict[str, Hints] = {}
    contained = {each.name.written for each in found if each.container}
    elsewhere = {each.name.written for each in found if each.elsewhere} - contained
    for each in found:
        wide = each.name.nation is not None and not each.name.nation.codes
        if wide or not each.name.listed or each.name.written in elsewhere:
            continue
        hint = hints.setdefault(each.name.written, Hints(each.name.written))
        hint.count += 1
        if each.container:
            hint.containers[each.container] += 1
        if each.kind_word:
            hint.kinds[each.kind_word] += 1
        if _DATELINE.match(text, each.name.end) and each.name.written.isupper():
            hint.dateline = True
    return list(hints.values())


def countries_named(found: Sequence[PlaceName]) -> tuple[Counter[str], frozenset[str]]:
    """Count the countries of an article, and say which of their names mean a province instead.

    "Georgia" is the state where more speaks for the United States than for Georgia: its people,
    its towns, and its neighbours.

    Parameters
    ----------
    found : sequence of PlaceName

    Returns
    -------
    counts : Counter of str
        How often the article names each country or its people, by alpha-3 code.
    provinces : frozenset of str
        Names of countries that mean a province here.
    """
    counts: Counter[str] = Counter()
    named: dict[str, tuple[str, int]] = {}
    around: Counter[str] = Counter()
    for each in found:
        nation = each.name.nation
        if nation is not None and nation.codes:
            counts[nation.codes[0]] += 1
            if nation.form == "name":
                code, count = named.get(each.name.written, (nation.codes[0], 0))
                named[each.name.written] = (code, count + 1)
        elif each.name.listed:
            best = senses_of(each.name.written)[:1]
            if best and best[0].weight > _TELLING:
                around[best[0].country] += 1
        if each.container and (nation := nation_named(each.container)) is not None:
            around.update(nation.codes[:1])
    provinces = set()
    for written, (code, count) in named.items():
        rivals = {
            sense.country
            for sense in senses_of(written)
            if sense.kind == "admin1" and sense.country != code and sense.population > 4 * _LARGE
        }
        if not rivals:
            continue
        beside = sum(counts[other] for other in land_neighbours(code))
        own = counts[code] - count + around[code] + beside
        rival = max(counts[other] + around[other] for other in rivals)
        if rival > own:
            provinces.add(written)
            counts[code] -= count
            counts.update(rivals)
    return +counts, frozenset(provinces)


def is_nation(name: Name, provinces: Collection[str]) -> bool:
    """Say whether a name means a country or its people, and not a province that shares the name.

    Parameters
    ----------
    name : Name
    provinces : collection of str
        The names that mean a province in this article, see `countries_named`.
    """
    nation = name.nation
    if nation is None or not nation.codes:
        return False
    return nation.form == "demonym" or name.written not in provinces


def _is_titled(words: Sequence[Word]) -> bool:
    """Whether most words have capitals, as in a headline."""
    long = [word for word in words if word.end - word.start > 3]
    return len(long) > 2 and sum(word.capital for word in long) > 0.85 * len(long)


def _container(text: str, names: Sequence[Name], position: int) -> str:
    """Give what follows in "Paris, Texas", "Austin (Texas)", "Rosslyn, in Midlothian, Scotland"."""
    name = names[position]
    senses = senses_of(name.written) if name.listed else ()
    if not senses or any(s.kind == "admin1" and s.population > _LARGE for s in senses):
        return ""  # "Oklahoma, Pennsylvania and Ohio" is a list
    for following in names[position + 1 : position + 3]:
        between = text[name.end : following.start]
        if _BETWEEN.fullmatch(between) is None or following.written == name.written:
            return ""
        if following.nation is not None and following.nation.form == "demonym":
            return ""
        if any(in_container(sense, following.written) for sense in senses if _lies_in_one(sense)):
            return following.written
    return ""


def _lies_elsewhere(text: str, names: Sequence[Name], position: int) -> bool:
    """Whether no place of a name lies in what follows: "Boca Chica, Texas" is none in Panama."""
    name = names[position]
    if not name.listed or name.nation is not None or position + 1 >= len(names):
        return False
    following = names[position + 1]
    if text[name.end : following.start] != ", " or not _closes(text, following):
        return False
    if _OPENING.search(text, max(0, name.start - 24), name.start):
        return False  # "In Minsk, Russia, which ..." may be two things
    places = [sense for sense in senses_of(name.written) if _lies_in_one(sense)]
    if not places or any(in_container(sense, following.written) for sense in places):
        return False
    return _contradicts(following, places)


def _closes(text: str, container: Name) -> bool:
    """Whether what follows a state or country ends the phrase, so that it is no list."""
    return _CLOSING.match(text, container.end) is not None


def _contradicts(container: Name, places: Sequence[Sense]) -> bool:
    """Whether a container is a state, or a country that is not even next to any of the places.

    A town in dispute, or one filed under the neighbour, contradicts nothing.
    """
    if container.nation is None:
        states = [sense for sense in senses_of(container.written)[:1] if sense.kind == "admin1"]
        codes = {state.country for state in states}
        # A county whose state no source tells may be the one.
        unsure = any(not sense.admin1 and sense.country in codes for sense in places)
        return bool(states) and not unsure
    if container.nation.form != "name":
        return False
    codes = set(container.nation.codes)
    around = codes | {near for code in codes for near in land_neighbours(code)}
    return bool(codes) and all(sense.country not in around for sense in places)


def _lies_in_one(sense: Sense) -> bool:
    return sense.kind not in ("country", "region")


def _in_list(text: str, names: Sequence[Name], position: int) -> bool:
    """Whether another name stands next to this in a list: "Aleppo, Homs and Hama"."""
    name = names[position]
    gaps = []
    if position:
        gaps.append(text[names[position - 1].end : name.start])
    if position + 1 < len(names):
        gaps.append(text[name.end : names[position + 1].start])
    return any(gap in (", ", " and ", ", and ", " or ", " to ") for gap in gaps)


def _kind_word(text: str, name: Name) -> str:
    after = re.match(r" (?:'s )?([a-z]+)", text[name.end : name.end + 24])
    if after and after[1] in _AFTER_THE_NAME:
        return _KIND_WORDS[after[1]]
    before = re.search(r"\b([a-z]+)(?: of|,)? $", text[max(0, name.start - 24) : name.start])
    return _KIND_WORDS.get(before[1], "") if before else ""
