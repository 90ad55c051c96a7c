"""How the names of things and of speakers are written in a sentence.

A name comes in as data has it, and goes out as English needs it: with its article or without, as
an owner, in a list. Every title, answer, label and table asks here, so that all of them say the
same. Lengths are written by `geo.geodesy.Length`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Final

__all__ = [
    "border_between",
    "date_in_words",
    "is_relative",
    "line_in_sentence",
    "listed",
    "possessive",
    "sentence_case",
    "speaker_in_words",
    "with_article",
    "without_dateline",
]

_THE_NAMES: Final = frozenset(
    {
        "amazon", "antarctic", "arctic", "atlantic", "bahamas", "balkans", "baltics", "bosphorus",
        "bosporus", "caribbean", "caucasus", "comoros", "congo", "crimean bridge", "dardanelles",
        "dmz", "donbas", "donbass", "far east", "galapagos", "gambia", "grenadines", "hebrides",
        "himalayas", "hindu kush", "holy see", "isle of man", "kurils", "levant", "maghreb",
        "maldives", "mediterranean", "middle east", "near east", "netherlands", "pacific",
        "philippines", "pyrenees", "sahara", "sahel", "seychelles", "sinai", "spratlys",
        "sudd", "urals", "vatican",
    }
)  # fmt: skip
"""Names that English never uses bare. Known from the style guides of the press and from the
lists of the Permanent Committee on Geographical Names (articles of country names)."""

_THE_NOUNS: Final = frozenset(
    {
        "alps", "archipelago", "area", "bank", "basin", "border", "borders", "boundary", "bridge",
        "canal", "channel", "corridor", "crossing", "dam", "delta", "demilitarised", "desert",
        "emirates", "federation", "frontier", "gulf", "heights", "highlands", "hills", "islands",
        "isles", "kingdom", "line", "lowlands", "mountains", "netherlands", "ocean", "panhandle",
        "peninsula", "plains", "plant", "plateau", "range", "reactor", "refinery", "region",
        "republic", "river", "sea", "states", "steppe", "strait", "straits", "strip", "territories",
        "territory", "triangle", "union", "valley", "zone",
    }
)  # fmt: skip
"""A name that ends in one of these nouns takes an article: "the Gaza Strip"."""

_THE_SMALL_NOUNS: Final = frozenset(
    {
        "airfield", "airport", "base", "camp", "coast", "complex", "facility", "gate", "harbour",
        "island", "port", "province", "station", "terminal", "volcano",
    }
)  # fmt: skip
"""These take it only when written small: "the Hmeimim air base", but "Ramstein Air Base"."""

_OF_NOUNS: Final = frozenset(
    {
        "area", "bay", "cape", "city", "federation", "gulf", "horn", "island", "isle", "islands",
        "kingdom", "line", "plain", "port", "province", "region", "republic", "sea", "state",
        "states", "strait", "straits", "territory", "union", "valley",
    }
)  # fmt: skip
"""A name of the form "<noun> of <name>" takes an article: "the Gulf of Aden"."""

_THE_KINDS: Final = frozenset(
    {"canal", "desert", "gulf", "line", "ocean", "peninsula", "range", "river", "sea", "strait"}
)
_BARE_KINDS: Final = frozenset({"admin1", "admin2", "city", "lake", "position", "town", "volcano"})
# Of two lands of which only the second takes an article, the whole takes none.
_BARE: Final = re.compile(r" and the |\bisland and ", re.IGNORECASE)

_OWNER: Final = re.compile(r"['’](?:s)?\s")


def with_article(name: str, *, kind: str = "") -> str:
    """Write a name with the article that it needs inside a sentence.

    Parameters
    ----------
    name : str
        Of a country, a place, a river, a region: as data or an article has it.
    kind : str, optional
        What it is, as `geo.gazetteer.Place` has it. A town takes no article whatever its name ends
        in (Arlington Heights), a river always does (the Dnipro).

    Returns
    -------
    str

    Examples
    --------
    >>> [with_article(name) for name in ("Netherlands", "Gaza Strip", "Turkey", "The Hague")]
    ['the Netherlands', 'the Gaza Strip', 'Turkey', 'The Hague']
    >>> with_article("Dnipro", kind="river"), with_article("Dnipro", kind="city")
    ('the Dnipro', 'Dnipro')
    """
    words = re.findall(r"[^\W\d_][\w.’'-]*", name)
    low = name.strip().lower()
    if not words or low.startswith("the "):
        return name
    if low in _THE_NAMES and kind not in _BARE_KINDS:
        return f"the {name}"
    if kind in _BARE_KINDS or _BARE.search(name) or _OWNER.search(name):
        return name
    # What stands in brackets tells namesakes apart, and is no part of the name.
    plain = re.findall(r"[^\W\d_][\w.’'-]*", re.sub(r"\s*\(.*?\)", "", name)) or words
    first, last = plain[0].lower(), plain[-1].lower()
    of = len(plain) > 2 and "of" in (word.lower() for word in plain[1:-1])
    if of:
        head = plain[[word.lower() for word in plain].index("of") - 1].lower()
        needs = first in _OF_NOUNS or head in _OF_NOUNS
    else:
        needs = len(plain) > 1 and (last in _THE_NOUNS or plain[-1] in _THE_SMALL_NOUNS)
    needs = needs or kind in _THE_KINDS
    return f"the {name}" if needs else name


def possessive(name: str) -> str:
    """Write a name as the owner of something, with the article that it needs.

    A name that is a plural takes the apostrophe alone, any other takes ``'s``.

    Examples
    --------
    >>> possessive("Turkey"), possessive("Laos"), possessive("United States")
    ("Turkey's", "Laos's", "the United States'")
    """
    written = with_article(name)
    plural = written.startswith("the ") and written.endswith("s")
    return f"{written}'" if plural else f"{written}'s"


def line_in_sentence(name: str) -> str:
    """Write the name of a border or a line with the article that a sentence needs.

    Examples
    --------
    >>> line_in_sentence("Turkey's southern border"), line_in_sentence("pre-1967 line")
    ("Turkey's southern border", 'the pre-1967 line')
    >>> line_in_sentence("Iraq–Syria border, Jordan–Syria border")
    'the Iraq–Syria border and the Jordan–Syria border'
    """
    parts = name.split(", ")
    if len(parts) > 1 and all(re.search(r"\b(?:border|line)\b", part) for part in parts):
        return listed([line_in_sentence(part) for part in parts])
    if name.startswith(("the ", "The ")) or _OWNER.search(name):
        return f"t{name[1:]}" if name.startswith("The ") else name
    return f"the {name}"


def border_between(a: str, b: str) -> str:
    """Name the border of two countries, as a sentence has it but for its article.

    Examples
    --------
    >>> border_between("Belarus", "Poland"), border_between("Dominican Republic", "Haiti")
    ('Belarus–Poland border', 'border between the Dominican Republic and Haiti')
    """
    if any("Republic" in name.split() or " of " in name for name in (a, b)):
        return f"border between {with_article(a)} and {with_article(b)}"
    return f"{a}–{b} border"


def date_in_words(date: str | None) -> str:
    """Write an ISO date as a reader expects it, and any other as it stands.

    Examples
    --------
    >>> date_in_words("2018-07-23"), date_in_words("July"), date_in_words(None)
    ('23 July 2018', 'July', '')
    """
    try:
        day = datetime.date.fromisoformat(date or "")
    except ValueError:
        return date or ""
    return f"{day.day} {day:%B %Y}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> listed(["80 km", "85 km", "100 km"]), listed(["Syria", "Iraq"], "or")
    ('80 km, 85 km and 100 km', 'Syria or Iraq')
    """
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def sentence_case(text: str) -> str:
    """Begin a text with a capital, and leave the rest as it is.

    Examples
    --------
    >>> sentence_case("the Netherlands' eastern border")
    "The Netherlands' eastern border"
    """
    start = len(text) - len(text.lstrip("“‘\"'"))
    return f"{text[:start]}{text[start : start + 1].upper()}{text[start + 1 :]}"


_DATELINE: Final = re.compile(
    r"^[^\W\d_a-zß-öø-ÿ][^a-zß-öø-ÿ—–]*(?:,\s*[\w. ]+?)?\s*(?:\([^)]*\)\s*)?(?:—|–|--|\s-\s)\s*"
)
_PRONOUNS: Final = re.compile(
    r"\b(?:its|his|her|hers|their|theirs|our|ours|your|my|this|that|these|those|it|they|them|"
    r"he|she|we|there|here|both|each other)\b",
    re.IGNORECASE,
)
_GENERIC: Final = re.compile(
    r"(?:the\s+)?(?:(?:shared|common|mutual|joint|international|land|whole|entire|full|long|external|"
    r"northern|southern|eastern|western|state|national|disputed)\s+)*"
    r"(?:border|borders|frontier|boundary|line|lines|coast|shore|city|town|area|site|place|village|"
    r"capital|plant|base|river)(?:\s+area|\s+line|\s+region|\s+with)?",
    re.IGNORECASE,
)
_OF_WHOM: Final = re.compile(
    r"(?:the\s+|all\s+|any\s+)?(?:[a-z]+\s+){0,3}(?:borders?|frontiers?|boundar(?:y|ies)|lines?)"
    r"\s+with\s+.+"
)
"""Of a border with somebody, the words do not say whose it is."""


def without_dateline(text: str) -> str:
    """Leave out the place, and the agency, from which a report is dated.

    Examples
    --------
    >>> without_dateline("TOKYO — Japan's government"), without_dateline("a senior officer")
    ("Japan's government", 'a senior officer')
    """
    return _DATELINE.sub("", text).strip(" ,;:—–-")


def speaker_in_words(speaker: str | None) -> str:
    """Name a speaker without the dateline before it, or nobody if nobody is left.

    Examples
    --------
    >>> speaker_in_words("LONDON — Britain"), speaker_in_words("he"), speaker_in_words("Mr. Fidan")
    ('Britain', '', 'Mr. Fidan')
    """
    words = without_dateline(" ".join((speaker or "").split()))
    if not words or _PRONOUNS.fullmatch(words) or len(words) > 120:
        return ""
    return f"t{words[1:]}" if words.startswith("The ") else words


def is_relative(phrase: str) -> bool:
    """Whether words need the text round them to be understood: "its border", "the frontier".

    Examples
    --------
    >>> is_relative("its northern border"), is_relative("the border"), is_relative("the Blue Line")
    (True, True, False)
    """
    words = " ".join(phrase.split()).strip(" .,;:")
    return not words or bool(
        _PRONOUNS.search(words) or _GENERIC.fullmatch(words) or _OF_WHOM.fullmatch(words)
    )
