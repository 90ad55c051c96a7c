"""Transliteration by rule: when two Latin spellings are one name of another script.

"Ras al-Ain" and "Ras al-Ayn" are one Arabic name, "Lvov" and "Lviv" one Cyrillic one. That is no
misspelling, and so it is an answer, not a suggestion. A rule holds only for places in countries
where a language of its family is spoken, so that no rule for Arabic makes one of two French towns.
Sources: the tables of the UN Group of Experts on Geographical Names, BGN/PCGN 1956 (Arabic), 1947
and 2019 (Russian, Ukrainian), 1958 (Persian), McCune-Reischauer and Revised Romanisation (Korean),
and the French and English habits beside them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from geo.gazetteer.record import alpha2_of, country_records
from geo.spelling import fold

__all__ = ["FAMILIES", "RULES", "Rule", "families_of", "transliteration_key"]

_LANGUAGES_COUNTED: Final = 3
"""GeoNames lists a country's languages by how many speak them."""

FAMILIES: Final = {
    "Arabic": "ar",
    "Persian": "fa ps ur ku tg az",
    "Hebrew": "he",
    "Cyrillic": "ru uk be bg sr mk kk ky mn",
    "Ukrainian": "uk be",
    "Turkic": "tr az tk uz",
    "Caucasian": "ka hy ab os",
    "Greek": "el",
    "Indic": "hi ur bn ne pa ta te si gu mr",
    "Korean": "ko",
    "Germanic": "de da sv no nb fi is et fo",
}
"""Families of rules, and the languages (ISO 639-1) whose names they spell."""


class Rule(NamedTuple):
    """Two ways to write one sound.

    Parameters
    ----------
    family : str
        One of `FAMILIES`.
    written : str
        Regular expression over the small letters of a name, its words parted by a space.
    heard : str
        What it is compared as.
    example : tuple of str
        Two spellings of one name that the family's rules make equal, this rule among them.
    """

    family: str
    written: str
    heard: str
    example: tuple[str, str]


RULES: Final = (
    Rule("Arabic", r"\b[aeiu]l\b", "al", ("Ras al-Ain", "Ras el-Ain")),
    Rule("Arabic", r"\b[aeiu](sh|dh|th|[dnrstz]) (?=\1)", "al ", ("Deir ez-Zor", "Deir al-Zor")),
    Rule("Arabic", r"^al (?=\w{3})", "", ("al-Bukamal", "Bukamal")),
    Rule("Arabic", "kh", "h", ("Khan Yunis", "Han Yunis")),
    Rule("Arabic", "gh", "g", ("Baghdad", "Bagdad")),
    Rule("Arabic", "dh", "d", ("Riyadh", "Riyad")),
    Rule("Arabic", "th", "t", ("Ath Thawrah", "At Tawrah")),
    Rule("Arabic", "ch", "sh", ("Marrakech", "Marrakesh")),
    Rule("Arabic", "dj", "j", ("Djenin", "Jenin")),
    Rule("Arabic", "[qc]", "k", ("Qamishli", "Kamishli")),
    Rule("Arabic", "(y|s)\\1", r"\1", ("Darayya", "Daraya")),
    Rule("Arabic", "ou|oo|aw|au|ow", "u", ("Dayr az-Zawr", "Dayr az-Zour")),
    Rule("Arabic", "ee", "i", ("Jeneen", "Jenin")),
    Rule("Arabic", "[ae][yi]", "ai", ("Ras al-Ain", "Ras al-Ayn")),
    Rule("Arabic", r"aa(?=\w)", "a", ("Aazaz", "Azaz")),
    Rule("Arabic", r"[ae][ht]\b", "a", ("Hasakah", "Hasaka")),
    Rule("Arabic", "e", "a", ("Hasakeh", "Hasakah")),
    Rule("Arabic", "o", "u", ("Homs", "Hums")),
    Rule("Arabic", "y", "i", ("Zabadany", "Zabadani")),
    Rule("Persian", "kh", "h", ("Khorramabad", "Horramabad")),
    Rule("Persian", "gh", "q", ("Ghom", "Qom")),
    Rule("Persian", "w", "v", ("Nawabshah", "Navabshah")),
    Rule("Persian", "ou|oo|o", "u", ("Golestan", "Gulistan")),
    Rule("Persian", r"[ae]h\b", "a", ("Urmieh", "Urmia")),
    Rule("Persian", "ee|e", "i", ("Esfahan", "Isfahan")),
    Rule("Persian", "y", "i", ("Ray City", "Rai City")),
    Rule("Hebrew", "kh|ch", "h", ("Petach Tikva", "Petah Tikva")),
    Rule("Hebrew", "t[sz]", "z", ("Netzer", "Netser")),
    Rule("Hebrew", "[qc]", "k", ("Qiryat Gat", "Kiryat Gat")),
    Rule("Hebrew", "w", "v", ("Tiqwa", "Tikva")),
    Rule("Hebrew", "[ae][yi]", "ei", ("Beit Shean", "Beyt Shean")),
    Rule("Hebrew", r"ah\b", "a", ("Afulah", "Afula")),
    Rule("Hebrew", "y", "i", ("Kiriat Gat", "Kiryat Gat")),
    Rule("Cyrillic", "kh", "h", ("Kharkiv", "Harkiv")),
    Rule("Cyrillic", "shch|sch|sh", "s", ("Shepetivka", "Sepetivka")),
    Rule("Cyrillic", "zh", "z", ("Zhytomyr", "Zytomyr")),
    Rule("Cyrillic", "ch", "c", ("Chernivtsi", "Cernivtsi")),
    Rule("Cyrillic", "t[sz]", "c", ("Donetsk", "Doneck")),
    Rule("Cyrillic", "w", "v", ("Lwow", "Lvov")),
    Rule("Cyrillic", "x", "ks", ("Alexandrov", "Aleksandrov")),
    Rule("Cyrillic", "[yj]", "i", ("Zhytomyr", "Zhitomir")),
    Rule("Cyrillic", r"i*[eio]v\b", "ev", ("Kyiv", "Kiev")),
    Rule("Cyrillic", "ie|io", "e", ("Yekaterinburg", "Ekaterinburg")),
    Rule("Cyrillic", "ii+", "i", ("Izmayil", "Izmail")),
    Rule("Cyrillic", "ss", "s", ("Odessa", "Odesa")),
    Rule("Ukrainian", "[kg]?h", "g", ("Luhansk", "Lugansk")),
    Rule("Ukrainian", "[yj]", "i", ("Rivnyj", "Rivnyy")),
    Rule("Ukrainian", r"i*[eio]v\b", "ev", ("Chernihiv", "Chernigov")),
    Rule("Ukrainian", "ii+", "i", ("Izmayil", "Izmail")),
    Rule("Turkic", "sh", "s", ("Eskishehir", "Eskişehir")),
    Rule("Turkic", "ch", "c", ("Chorum", "Çorum")),
    Rule("Turkic", "kh", "h", ("Khiva", "Hiva")),
    Rule("Turkic", "gh", "g", ("Aghri", "Ağrı")),
    Rule("Turkic", "y", "i", ("Nusaybin", "Nusaibin")),
    Rule("Caucasian", "kh", "h", ("Sokhumi", "Sohumi")),
    Rule("Caucasian", "gh", "g", ("Zughdidi", "Zugdidi")),
    Rule("Caucasian", "ts", "c", ("Tskhinvali", "Ckhinvali")),
    Rule("Caucasian", "w", "v", ("Tskhinwali", "Tskhinvali")),
    Rule("Caucasian", "y", "i", ("Gyumri", "Giumri")),
    Rule("Greek", "kh|ch", "h", ("Khania", "Chania")),
    Rule("Greek", "ph", "f", ("Phlorina", "Florina")),
    Rule("Greek", "gh", "g", ("Igoumenitsa", "Ighoumenitsa")),
    Rule("Greek", "dh", "d", ("Rodhos", "Rodos")),
    Rule("Greek", "ou", "u", ("Volousa", "Volusa")),
    Rule("Greek", "y", "i", ("Lamya", "Lamia")),
    Rule("Indic", "w", "v", ("Rawalpindi", "Ravalpindi")),
    Rule("Indic", "oo", "u", ("Poonch", "Punch")),
    Rule("Indic", "ee", "i", ("Ajmeer", "Ajmir")),
    Rule("Indic", r"aa(?=\w)", "a", ("Baaramula", "Baramula")),
    Rule("Indic", r"ah\b", "a", ("Wagah", "Waga")),
    Rule("Indic", "y", "i", ("Rayganj", "Raiganj")),
    Rule("Korean", "g", "k", ("Gunsan", "Kunsan")),
    Rule("Korean", "d", "t", ("Daegu", "Taegu")),
    Rule("Korean", "b", "p", ("Busan", "Pusan")),
    Rule("Korean", "j", "ch", ("Jeju", "Cheju")),
    Rule("Korean", "eo", "o", ("Gaeseong", "Kaesong")),
    Rule("Korean", "eu", "u", ("Euijeongbu", "Uijongbu")),
    Rule("Germanic", r"ae|aa(?=\w)", "a", ("Aalborg", "Ålborg")),
    Rule("Germanic", "oe", "o", ("Koeln", "Köln")),
    Rule("Germanic", "ue", "u", ("Muenchen", "München")),
)
"""Every rule, in the order in which those of a family are applied."""

_PARTS: Final = re.compile(r"[\s\-–—]+")  # dashes part words, whichever they are


@cache  # compiled once: thirty spellings are compared for one name
def _compiled(family: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rule.written), rule.heard) for rule in RULES if rule.family == family)


def transliteration_key(name: str, family: str) -> str:
    """What a spelling is compared as by the rules of a family.

    Parameters
    ----------
    name : str
        In Latin letters.
    family : str
        One of `FAMILIES`.

    Returns
    -------
    str
        Two spellings of one name have one key.

    Examples
    --------
    >>> transliteration_key("Ras al-Ayn", "Arabic") == transliteration_key("Ra’s el ‘Ain", "Arabic")
    True
    >>> transliteration_key("Shebaa", "Arabic") == transliteration_key("Shahba", "Arabic")
    False
    """
    words = " ".join(fold(part, keep_article=True) for part in _PARTS.split(name.strip()))
    for written, heard in _compiled(family):
        words = written.sub(heard, words)
    return words.replace(" ", "")


@cache  # some hundred countries, asked for every near spelling
def families_of(country: str) -> tuple[str, ...]:
    """Families whose rules hold for the names of a country.

    Parameters
    ----------
    country : str
        ISO 3166-1 alpha-3.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> families_of("SYR"), families_of("UKR"), families_of("FRA")
    (('Arabic', 'Persian', 'Caucasian'), ('Cyrillic', 'Ukrainian'), ())
    """
    record = country_records().get(alpha2_of().get(country, ""), {})
    spoken = str(record.get("languages", "")).split(",")[:_LANGUAGES_COUNTED]
    languages = {language.partition("-")[0] for language in spoken}
    return tuple(family for family, members in FAMILIES.items() if languages & set(members.split()))
