"""Mention rules: whether a name means a place where it stands, by the sum of the rules that fire.

A name starts from how likely it is a place at all (a country, a large city, a village), and each
rule adds what stands around it: a preposition, a state behind it, a title, a given name.
`THRESHOLD` decides. Each rule has a name, a weight and a sentence in which it fires. The weights
were set by hand and checked on every tenth article of GeoWebNews and GeoVirus, on nothing else.
"""

from __future__ import annotations

from typing import Final

from geo.gazetteer import VAGUE_KINDS
from geo.reading.names import mention_words as words
from geo.reading.names.occurrence import Occurrence
from geo.reading.text import VETOED, Evidence, Rule, given_names, ordinary_words, weigh

__all__ = ["RULES", "THRESHOLD", "VETOES", "MentionEvidence", "MentionRule", "weigh_occurrence"]

THRESHOLD: Final = 1.0
"""Weight from which an occurrence is a mention."""

_DEMONYM: Final = 5.0
_NATION: Final = 6.0
_NATION_OR_BOY: Final = 2.5
"""Jordan and Chad are countries, and many a boy's name."""
_WIDE: Final = 2.5
_AVERAGE_WEIGHT: Final = 4.5
_LEAST_PRIOR: Final = -1.5
_MOST_PRIOR: Final = 2.5
_LARGE_PROVINCE: Final = 500_000
_SHORT: Final = 3
_KNOWN_SHORT: Final = frozenset(("nyc", "dc"))
_NOBLE: Final = frozenset(("Bank", "Voice", "Duke", "Duchess", "Prince", "Princess", "Earl"))
"""What is so called after a place without being in it."""


MentionRule = Rule[Occurrence]
MentionEvidence = Evidence[Occurrence]


def _is_abbreviation(here: Occurrence) -> bool:
    if not here.single or here.titled or here.container or here.is_nation:
        return False
    if words.ABBREVIATED.fullmatch(here.name.written) is None:
        return False
    contained = words.CONTAINED_BEFORE.search(here.before) is not None
    return not contained and here.low.replace(".", "") not in _KNOWN_SHORT


VETOES: Final = (
    MentionRule(
        "a day, a month or a direction",
        VETOED,
        lambda o: o.low in words.DAYS or o.low in words.COMPASS,
        "The West met on Monday.",
    ),
    MentionRule("an abbreviation", VETOED, _is_abbreviation, "The BBC and UNHCR said so."),
)
"""What is never a place."""

RULES: Final = (
    MentionRule(
        "a large province has the name",
        1.0,
        lambda o: (
            not o.is_nation
            and any(s.kind == "admin1" and s.population > _LARGE_PROVINCE for s in o.senses)
        ),
        "They went to Bavaria.",
    ),
    MentionRule(
        "in a gazetteer of the user's own",
        1.5,
        lambda o: not o.is_nation and any(sense.source == "given" for sense in o.senses),
        "",
    ),
    MentionRule(
        "no place spells it so",
        -0.3,
        lambda o: not o.is_nation and bool(o.senses) and not any(s.spellings[0] for s in o.senses),
        "They came to Damas.",
    ),
    MentionRule(
        "several words",
        0.4,
        lambda o: not o.is_nation and bool(o.senses) and not o.single,
        "They came to New York City.",
    ),
    MentionRule("in it", 2.5, lambda o: o.preposition == "in", "They live in Homs."),
    MentionRule("from it or to it", 1.7, lambda o: o.preposition == "from", "They came from Homs."),
    MentionRule(
        "with it or against it", 0.6, lambda o: o.preposition == "with", "They spoke with Homs."
    ),
    MentionRule(
        "a distance is counted from it",
        2.5,
        lambda o: words.COUNTED_FROM.search(o.before) is not None,
        "They stood 10 km from Homs.",
    ),
    MentionRule(
        "a word before says what it is",
        2.0,
        lambda o: (
            words.KIND_OF.search(o.before) is not None or words.SITE_AT.search(o.before) is not None
        ),
        "The city of Homs was quiet.",
    ),
    MentionRule(
        "its state or country follows",
        4.5,
        lambda o: bool(o.container),
        "A fire in Birmingham, Alabama, was put out.",
    ),
    MentionRule(
        "somebody of it",
        1.2,
        lambda o: words.SOMEBODY_OF.search(o.before) is not None,
        "John Smith, 42, of Springfield, was hurt.",
    ),
    MentionRule(
        "a word behind says what it is",
        1.5,
        lambda o: words.PLACE_NOUN.match(o.after) is not None,
        "Homs province was quiet.",
    ),
    MentionRule(
        "another place stands beside it",
        1.2,
        lambda o: o.listed_beside,
        "They saw Aleppo, Homs and Hama.",
    ),
    MentionRule(
        "a dateline",
        2.0,
        lambda o: o.first and words.DATELINE.match(o.after) is not None,
        "BEIRUT (AP) - It rained.",
    ),
    MentionRule(
        "an ordinary word where capitals say nothing",
        -4.0,
        lambda o: o.ordinary and _is_plain(o),
        "Mobile phones were banned.",
    ),
    MentionRule(
        "an ordinary word behind in",
        -1.0,
        lambda o: o.ordinary and not _is_plain(o) and o.preposition == "in",
        "They live in Mobile.",
    ),
    MentionRule(
        "an ordinary word",
        -2.5,
        lambda o: o.ordinary and not _is_plain(o) and o.preposition != "in",
        "They like Mobile.",
    ),
    MentionRule(
        "the article has it in small letters",
        -2.5,
        lambda o: o.unknown_word and bool(o.small.get(o.low, 0)),
        "They bought a mobile from Mobile.",
    ),
    MentionRule(
        "the first word, not well known",
        -0.8,
        lambda o: o.unknown_word and o.first and (o.low in ordinary_words() or not o.known_well),
        "Mobile phones were banned.",
    ),
    MentionRule(
        "the first word, well known",
        -0.2,
        lambda o: o.unknown_word and o.first and o.low not in ordinary_words() and o.known_well,
        "Aleppo was quiet.",
    ),
    MentionRule(
        "in a headline, well known",
        -0.5,
        lambda o: o.unknown_word and o.titled and o.known_well,
        "Rebels Leave Aleppo After Long Siege",
    ),
    MentionRule(
        "in a headline, not well known",
        -1.0,
        lambda o: o.unknown_word and o.titled and not o.known_well,
        "Rebels Leave Madaya After Long Siege",
    ),
    MentionRule(
        "of three letters",
        -2.0,
        lambda o: o.unknown_word and len(o.low) <= _SHORT,
        "They came from Qom.",
    ),
    MentionRule(
        "behind a title",
        -5.0,
        lambda o: o.before_role == "title",
        "They met President Washington there.",
    ),
    MentionRule(
        "behind a title in small letters",
        -3.0,
        lambda o: o.before_role == "small title",
        "They met president Washington there.",
    ),
    MentionRule(
        "behind a given name",
        -5.0,
        lambda o: o.before_role == "given name",
        "They met Denzel and Michael Jordan there.",
    ),
    MentionRule(
        "behind the first word, which any sentence capitalises",
        -1.0,
        lambda o: o.before_role == "first capital",
        "Rebels Aleppo had held went home.",
    ),
    MentionRule(
        "behind another word with a capital",
        -2.5,
        lambda o: o.before_role == "capital",
        "They like the Xyzzy Aleppo very much.",
    ),
    MentionRule(
        "joined to another word with a capital",
        -1.5,
        lambda o: o.before_role in ("first capital", "capital") and o.gap_before == "-",
        "They like the Xyzzy-Aleppo very much.",
    ),
    MentionRule(
        "a given name before a surname",
        -5.0,
        lambda o: o.full_name and not o.place_word_behind and o.gap_behind != "-",
        "They met Paris Hilton there.",
    ),
    MentionRule(
        "a given name",
        -1.5,
        lambda o: o.given_name and not o.full_name and not o.is_nation,
        "They liked Paris.",
    ),
    MentionRule(
        "a given name that speaks",
        -2.5,
        lambda o: o.given_name and not o.full_name and o.says and not o.is_nation,
        "Later Paris said that it rained.",
    ),
    MentionRule(
        "a country that speaks like a boy",
        -4.0,
        lambda o: o.given_name and not o.full_name and o.says and o.is_nation,
        "Later Jordan said that it rained.",
    ),
    MentionRule(
        "a surname in this article",
        -4.0,
        lambda o: o.surname and not o.is_nation,
        "They met George Washington. They liked Washington.",
    ),
    MentionRule(
        "a country that is a surname in this article",
        -1.5,
        lambda o: o.surname and o.is_nation and o.given_name,
        "They met Michael Jordan. They liked Jordan.",
    ),
    MentionRule(
        "it speaks",
        -1.0,
        lambda o: o.unknown_word and not o.surname and o.says and not o.strong_place,
        "Later Aleppo said that it rained.",
    ),
    MentionRule(
        "a bank or a duke of it",
        -9.0,
        lambda o: _organisation_of(o) in _NOBLE,
        "The Duke of Wellington slept.",
    ),
    MentionRule(
        "a battle or a church of it",
        -2.0,
        lambda o: _organisation_of(o) not in ("", *_NOBLE),
        "The Battle of Verdun was long.",
    ),
    MentionRule(
        "a team or a newspaper of it",
        -4.0,
        lambda o: not o.is_nation and o.name_goes_on in words.ORGANISATION_AFTER,
        "They read the Washington Post daily.",
    ),
    MentionRule(
        "a company called after a country",
        -7.0,
        lambda o: (
            o.is_nation
            and o.name_goes_on in words.ORGANISATION_AFTER
            and o.name_goes_on in words.HARD_ORGANISATIONS
        ),
        "They flew with Kenya Airways then.",
    ),
    MentionRule(
        "the name goes on",
        -1.2,
        lambda o: (
            not o.is_nation
            and bool(o.name_goes_on)
            and not any(
                o.name_goes_on in known
                for known in (words.ORGANISATION_AFTER, words.FACILITY_AFTER, words.DAYS)
            )
        ),
        "They read the Aleppo Xyzzy daily.",
    ),
)
"""What speaks for a place and against it."""


def _is_plain(here: Occurrence) -> bool:
    """Whether a capital says nothing here; towns take no article, "in the West"."""
    return here.first or here.titled or words.ARTICLE.search(here.before) is not None


def _organisation_of(here: Occurrence) -> str:
    match = words.ORGANISATION_OF.search(here.before)
    return match["org"] if match is not None else ""


def weigh_occurrence(here: Occurrence) -> MentionEvidence:
    """Weigh what speaks for a name being a place where it stands.

    Parameters
    ----------
    here : Occurrence
        The name and its surroundings.

    Returns
    -------
    MentionEvidence
        A mention from `THRESHOLD` on.
    """
    nation = here.name.nation
    if nation is not None and nation.form == "demonym":
        return MentionEvidence(_demonym(here), ())
    return weigh(here, rules=RULES, vetoes=VETOES, prior=_prior)


def _demonym(here: Occurrence) -> float:
    company = words.COMPANY_BEHIND.match(here.after)
    if company is not None and company[1].lower() in words.COMPANY_AFTER_DEMONYM:
        return 0.0
    return 0.0 if words.NO_PEOPLE.search(here.before) else _DEMONYM


def _prior(here: Occurrence) -> float:
    """How likely the name is a place at all, by its largest sense."""
    if here.is_nation:
        return _NATION_OR_BOY if here.name.written in given_names() else _NATION
    if not here.senses:
        return 0.0 if here.name.listed else _WIDE
    if any(sense.kind in VAGUE_KINDS for sense in here.senses):
        return _WIDE  # rivers and seas have no people to be weighed by
    best = max(sense.weight for sense in here.senses)
    return min(max(best - _AVERAGE_WEIGHT, _LEAST_PRIOR), _MOST_PRIOR)
