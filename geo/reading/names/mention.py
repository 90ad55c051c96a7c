"""Mentions: which names of a text mean a place where they stand, by a documented score.

Each occurrence starts from how likely its name is a place at all (a country, a large city, a
village) and gains or loses by what stands around it; `THRESHOLD` decides. The weights below were
set by hand and checked on every tenth article of GeoWebNews and GeoVirus, on nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geo.gazetteer import Place, Sense
from geo.reading.names.name_runs import Name, Word
from geo.reading.names.persons import Persons, is_title
from geo.reading.text import given_names, ordinary_words, word_set

__all__ = ["THRESHOLD", "Mention", "Occurrence", "RunnerUp", "occurrence_score"]

THRESHOLD: Final = 1.0
"""Score from which an occurrence is a mention."""

_IN: Final = re.compile(
    r"\b(?:in|near|outside|inside|into|across|around|throughout|toward|towards|within|through|"
    r"surrounding|via|downtown|central|greater|"
    r"over|entering|leaving|reached|visited|visiting|neighbou?ring|northern|southern|eastern|"
    r"western|rural|mainland|occupied|besieged|inner|"
    r"off|beyond|above|north|south|east|west|northeast|northwest|southeast|southwest|north of|"
    r"south of|east of|west of)"
    r"(?: (?:the|war-torn|nearby|besieged|neighbou?ring|downtown|central|far|both|northern|"
    r"southern|eastern|western))*[ \n\"'(]{1,3}$",
    re.IGNORECASE,
)
_TO: Final = re.compile(
    r"\b(?:from|to|at|between|against|with|on|for|by|along|left|leave|toured|crossed|invaded|"
    r"of)(?: (?:the|nearby))?[ \n\"'(]{1,3}$",
    re.IGNORECASE,
)
_SOMEBODY_OF: Final = re.compile(r"[A-Z][a-z]+,?(?: \d\d,)? of $")
_STRONG_TO: Final = re.compile(
    r"\b(?:from|to|at|between)(?: (?:the|nearby))?[ \n\"'(]{1,3}$", re.IGNORECASE
)
_KIND_OF: Final = re.compile(
    r"\b(?:radius|city|town|village|province|state|region|district|port|capital|county|governorate|"
    r"municipality|suburb|island|country|republic|"
    r"republics|kingdom|nation|cities|towns|villages|provinces|states|districts|regions|outskirts|"
    r"residents|people|mayor|streets|"
    r"shores|coast|centre|center|airport|west|east|north|south|neighbou?rhood|area|camp|gulf|bay|"
    r"river|sea|lake|mount|port city)(?: of|,)? (?:the )?$",
    re.IGNORECASE,
)
_PLACE_NOUN: Final = re.compile(
    r"(?:'s)?[ -](?:province|city|town|district|region|governorate|airport|international airport|"
    r"county|state|peninsula|valley|river|area|"
    r"neighbou?rhood|suburbs?|village|island|islands|coast|border|based|port|metropolitan|"
    r"prefecture|oblast|territory|capital|residents|mayor)\b",
    re.IGNORECASE,
)
_COUNTED_FROM: Final = re.compile(
    r"\d?(?:km|kilomet(?:er|re)s?|miles?|met(?:er|re)s|m|yards|feet)(?: (?:radius|north|south|east|"
    r"west|outside|away|east|inland))? (?:of|from) $",
    re.IGNORECASE,
)
_SITE_AT: Final = re.compile(
    r"\b(?:plant|station|reactor|base|camp|crossing|checkpoint|airport|airfield|airbase|dam|mine|"
    r"refinery|port|prison|bridge) (?:at|in|near|outside|of) $"
)
_DATELINE: Final = re.compile(
    r"(?:, [A-Z][\w.]+)?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?,? ?"
    r"(?:\([A-Z][A-Za-z /]*\) ?)?(?:-|—|:) ?"
)
_FACILITY_AFTER: Final = word_set("mentions", "facility after")
_ORGANISATION_AFTER: Final = word_set("mentions", "organisation after")
_COMPANY_AFTER_DEMONYM: Final = word_set("mentions", "company after demonym")
_ORGANISATION_OF: Final = re.compile(
    r"\b(?P<org>Bank|Duke|Duchess|Prince|Princess|Earl|Queen|King|Lady|Lord|Baron|Count|Church|"
    r"Voice|Son|Daughter|Merchant|Lawrence|Daughters|Sons|Joan|Francis|Thomas|"
    r"Lord|Treaty|Battle) of (?:the )?$"
)
_SAYS: Final = re.compile(
    r"(?:,? )(?:said|says|told|tweeted|replied|asked|laughed|smiled|admitted|recalled|joked|"
    r"shrugged|nodded|added|wrote|scored|married|sang|"
    r"explained|insisted|who|himself|herself|born|aged)\b"
)
_FIRST_IN_CAPITALS: Final = word_set("mentions", "first in capitals")
_COMPASS: Final = word_set("mentions", "compass")
_LARGE_PROVINCE: Final = 500_000
_WELL_KNOWN: Final = 5.5
_DAYS: Final = word_set("mentions", "days")
_ABBREVIATED: Final = re.compile(r"[A-Z](?:\.?[A-Z]){1,4}\.?|[A-Z][a-z]{1,4}\.")


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """A place that a name might have meant too, and how much spoke for it.

    Parameters
    ----------
    name, country, kind, admin1, source, source_id : str
        As for `Place`.
    lon, lat : float, degrees
    score : float
        On the scale of `Mention.score`: a tenfold population is one, what the text says counts up
        to four.
    because : str
        What spoke for it most; empty if nothing but its size did.
    """

    name: str
    country: str
    kind: str
    admin1: str
    lon: float
    lat: float
    source: str
    source_id: str
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place, country, people or border that the text names.

    Parameters
    ----------
    text : str
        As in the article.
    start, end : int
        Characters of the article's text, end exclusive.
    kind : str
        ``"place"``, ``"region"``, ``"country"``, ``"demonym"``, ``"facility"``, ``"border"``, or
        ``"offset"`` for a place given by distance and direction.
    place : Place or None
        None if the gazetteer holds no position for it.
    score : float
        How much spoke for this place; 0 where no choice was made.
    runners_up : tuple of RunnerUp
        The places that came after it, the next one first.
    """

    text: str
    start: int
    end: int
    kind: str
    place: Place | None
    score: float = 0.0
    runners_up: tuple[RunnerUp, ...] = ()

    @property
    def because(self) -> str:
        """Why this place was taken; empty without one."""
        return self.place.because if self.place is not None else ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name where it stands, with what the score needs to know of its surroundings.

    Parameters
    ----------
    text : str
        Plain text of the article.
    words : sequence of Word
        Of the sentence.
    name : Name
        One of the sentence.
    begin, end : int
        The sentence.
    titled : bool
        Whether the sentence has capitals on most words, so that a capital says little.
    container : str
        The name of the state or country that follows as in "Paris, Texas"; empty if none.
    listed_beside : bool
        Whether another mention stands beside it in a list.
    """

    text: str
    words: Sequence[Word]
    name: Name
    begin: int
    end: int
    titled: bool
    container: str
    listed_beside: bool


def occurrence_score(
    here: Occurrence, senses: Sequence[Sense], persons: Persons, small: Mapping[str, int]
) -> float:
    """How much speaks for a name being a place where it stands.

    Parameters
    ----------
    here : Occurrence
        The name and its surroundings.
    senses : sequence of Sense
        What the gazetteer has under the name.
    persons : Persons
        Of the whole article.
    small : mapping of str to int
        How often each word stands in small letters in the article.

    Returns
    -------
    float
        A mention from `THRESHOLD` on.
    """
    name, text = here.name, here.text
    before = text[max(here.begin, name.start - 60) : name.start]
    after = text[name.end : min(here.end, name.end + 60)]
    single = name.first == name.last
    low = name.written.lower().rstrip(".")
    if name.nation is not None and name.nation.form == "demonym":
        return _demonym_score(here, before, after)
    if low in _DAYS or low in _COMPASS:
        return -9.0
    if single and _is_acronym(here) and not here.container:
        allowed = (
            name.nation is not None
            or re.search(r", ?$", before)
            or low.replace(".", "") in ("nyc", "dc")
        )
        if not allowed:
            return -9.0
    score = _prior(name, senses)
    score += _around(here, before, after)
    if single:
        known_well = any(sense.weight >= _WELL_KNOWN for sense in senses)
        score -= _ordinary(here, low, small, before, known_well=known_well)
    score -= _person(here, persons, before, after)
    score -= _organisation(here, before, after, senses)
    return score


def _demonym_score(here: Occurrence, before: str, after: str) -> float:
    following = re.match(r" ([A-Z][a-z]+)", after)
    if following and following[1].lower() in _COMPANY_AFTER_DEMONYM:
        return 0.0
    if re.search(r"\b(?:Native|African|Latin) $", before):
        return 0.0
    return 5.0


def _is_acronym(here: Occurrence) -> bool:
    return _ABBREVIATED.fullmatch(here.name.written) is not None and not here.titled


def _prior(name: Name, senses: Sequence[Sense]) -> float:
    if name.nation is not None:
        # Jordan and Chad are countries, and many a boy's name.
        return 2.5 if name.written in given_names() else 6.0
    if not senses:
        return 2.5 if not name.listed else 0.0
    best = max(sense.weight for sense in senses)
    prior = min(max(best - 4.5, -1.5), 2.5)
    if any(sense.kind == "admin1" and sense.population > _LARGE_PROVINCE for sense in senses):
        prior += 1.0
    if any(sense.source == "given" for sense in senses):
        prior += 1.5  # who adds a gazetteer wants its places found
    if not any(sense.spellings[0] for sense in senses):
        prior -= 0.3
    return prior + 0.4 * (name.last > name.first)


def _around(here: Occurrence, before: str, after: str) -> float:
    score = 0.0
    if _IN.search(before):
        score += 2.5
    elif _STRONG_TO.search(before):
        score += 1.7
    elif _TO.search(before):
        score += 0.6
    if _COUNTED_FROM.search(before):
        score += 2.5
    if _KIND_OF.search(before) or _SITE_AT.search(before):
        score += 2.0
    if here.container:
        score += 4.5
    if _SOMEBODY_OF.search(before):
        score += 1.2
    if _PLACE_NOUN.match(after):
        score += 1.5
    if here.listed_beside:
        score += 1.2
    if here.name.start - here.begin < 3 and _DATELINE.match(after):
        score += 2.0  # a dateline: "BEIRUT (AP) - "
    return score


def _ordinary(
    here: Occurrence, low: str, small: Mapping[str, int], before: str, *, known_well: bool
) -> float:
    name = here.name
    first = name.start - here.begin < 3
    against = 0.0
    if low in ordinary_words() and name.nation is None:
        # A capital inside a sentence is a sign by itself, the more so behind "in"; but towns
        # take no article: "in the West".
        plain = first or here.titled or re.search(r"\b(?:the|a|an)[ \"']+$", before, re.IGNORECASE)
        against += 4.0 if plain else (1.0 if _IN.search(before) else 2.5)
    if small.get(low, 0) and name.nation is None:
        against += 2.5
    if first and name.nation is None:
        against += 0.8 if low in ordinary_words() or not known_well else 0.2
    if here.titled and name.nation is None:
        against += 0.5 if known_well else 1.0
    if len(low) <= 3 and name.nation is None:
        against += 2.0
    return against


def _person(here: Occurrence, persons: Persons, before: str, after: str) -> float:
    name, words, text = here.name, here.words, here.text
    against = 0.0
    spelled = text[words[name.last].start : words[name.last].end]
    previous = words[name.first - 1] if name.first else None
    following = words[name.last + 1] if name.last + 1 < len(words) else None
    beside_previous = previous is not None and text[previous.end : name.start] in (
        " ",
        ". ",
        "-",
        "\n",
        ' "',
    )
    beside_following = following is not None and text[name.end : following.start] in (
        " ",
        "-",
        "\n",
    )
    word_before = text[previous.start : previous.end] if previous else ""
    word_after = text[following.start : following.end] if following else ""
    strong_place = _IN.search(before) is not None or bool(here.container)
    if beside_previous and not here.titled and previous is not None:
        if (
            is_title(word_before)
            and not re.search(r"\b(?:of|in|for)\b", word_before.lower())
            and previous.capital
        ):
            against += 5.0
        elif is_title(word_before) and name.nation is None:
            against += 3.0
        elif word_before in given_names() or (
            previous.capital and len(word_before) == 1 and text[previous.end : name.start] == ". "
        ):
            against += 5.0
        elif (
            previous.capital
            and word_before.lower() not in _FIRST_IN_CAPITALS
            and name.nation is None
        ):
            initial = previous.start - here.begin < 3
            against += 1.0 if initial else 2.5
            if text[previous.end : name.start] == "-":
                against += 1.5
    given = name.first == name.last and spelled in given_names()
    if (
        given
        and beside_following
        and following is not None
        and following.capital
        and not here.titled
    ):
        is_place_word = (
            word_after.lower() in _FACILITY_AFTER
            or word_after.lower() in _ORGANISATION_AFTER
            or word_after.lower() in ordinary_words()
        )
        if not is_place_word and text[name.end : name.end + 1] != "-":
            against += 5.0
    elif given:
        against += 1.5 if name.nation is None else 0.0
        if _SAYS.match(after):
            against += 2.5 if name.nation is None else 4.0
    if name.first == name.last and spelled in persons.surnames and not strong_place:
        against += 4.0 if name.nation is None else 1.5 * (spelled in given_names())
    elif (
        name.nation is None and name.first == name.last and _SAYS.match(after) and not strong_place
    ):
        against += 1.0
    return against


def _organisation(here: Occurrence, before: str, after: str, senses: Sequence[Sense]) -> float:
    name, words, text = here.name, here.words, here.text
    against = 0.0
    match = _ORGANISATION_OF.search(before)
    if match:
        against += (
            9.0
            if match["org"] in ("Bank", "Voice", "Duke", "Duchess", "Prince", "Princess", "Earl")
            else 2.0
        )
    following = words[name.last + 1] if name.last + 1 < len(words) else None
    if (
        following is not None
        and following.capital
        and text[name.end : following.start] in (" ", "\n")
        and not here.titled
    ):
        word = text[following.start : following.end].lower()
        if word in _ORGANISATION_AFTER:
            against += 4.0 if name.nation is None else 7.0 * (word in _HARD_ORGANISATIONS)
        elif word not in _FACILITY_AFTER and word not in _DAYS and name.nation is None:
            against += 1.2
    return against


_HARD_ORGANISATIONS: Final = word_set("mentions", "hard organisations")
