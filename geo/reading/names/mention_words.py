"""Mention words: the patterns around a name that tell a place from a person or an organisation.

`geo.reading.names.mention_rules` weighs them.
"""

from __future__ import annotations

import re
from typing import Final

from geo.reading.text import word_set

__all__ = [
    "ABBREVIATED",
    "ARTICLE",
    "COMPANY_AFTER_DEMONYM",
    "COMPANY_BEHIND",
    "COMPASS",
    "CONTAINED_BEFORE",
    "COUNTED_FROM",
    "DATELINE",
    "DAYS",
    "FACILITY_AFTER",
    "FIRST_IN_CAPITALS",
    "HARD_ORGANISATIONS",
    "IN",
    "KIND_OF",
    "NO_PEOPLE",
    "OFFICE_OF",
    "ORGANISATION_AFTER",
    "ORGANISATION_OF",
    "PLACE_NOUN",
    "SAYS",
    "SITE_AT",
    "SOMEBODY_OF",
    "STRONG_TO",
    "TO",
]

IN: Final = re.compile(
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
TO: Final = re.compile(
    r"\b(?:from|to|at|between|against|with|on|for|by|along|left|leave|toured|crossed|invaded|"
    r"of)(?: (?:the|nearby))?[ \n\"'(]{1,3}$",
    re.IGNORECASE,
)
SOMEBODY_OF: Final = re.compile(r"[A-Z][a-z]+,?(?: \d\d,)? of $")
STRONG_TO: Final = re.compile(
    r"\b(?:from|to|at|between)(?: (?:the|nearby))?[ \n\"'(]{1,3}$", re.IGNORECASE
)
KIND_OF: Final = re.compile(
    r"\b(?:radius|city|town|village|province|state|region|district|port|capital|county|governorate|"
    r"municipality|suburb|island|country|republic|"
    r"republics|kingdom|nation|cities|towns|villages|provinces|states|districts|regions|outskirts|"
    r"residents|people|mayor|streets|"
    r"shores|coast|centre|center|airport|west|east|north|south|neighbou?rhood|area|camp|gulf|bay|"
    r"river|sea|lake|mount|port city)(?: of|,)? (?:the )?$",
    re.IGNORECASE,
)
PLACE_NOUN: Final = re.compile(
    r"(?:'s)?[ -](?:province|city|town|district|region|governorate|airport|international airport|"
    r"county|state|peninsula|valley|river|area|"
    r"neighbou?rhood|suburbs?|village|island|islands|coast|border|based|port|metropolitan|"
    r"prefecture|oblast|territory|capital|residents|mayor)\b",
    re.IGNORECASE,
)
COUNTED_FROM: Final = re.compile(
    r"\d?(?:km|kilomet(?:er|re)s?|miles?|met(?:er|re)s|m|yards|feet)(?: (?:radius|north|south|east|"
    r"west|outside|away|east|inland))? (?:of|from) $",
    re.IGNORECASE,
)
SITE_AT: Final = re.compile(
    r"\b(?:plant|station|reactor|base|camp|crossing|checkpoint|airport|airfield|airbase|dam|mine|"
    r"refinery|port|prison|bridge) (?:at|in|near|outside|of) $"
)
DATELINE: Final = re.compile(
    r"(?:, [A-Z][\w.]+)?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?,? ?"
    r"(?:\([A-Z][A-Za-z /]*\) ?)?(?:-|—|:) ?"
)
FACILITY_AFTER: Final = word_set("mentions", "facility after")
ORGANISATION_AFTER: Final = word_set("mentions", "organisation after")
COMPANY_AFTER_DEMONYM: Final = word_set("mentions", "company after demonym")
ORGANISATION_OF: Final = re.compile(
    r"\b(?P<org>Bank|Duke|Duchess|Prince|Princess|Earl|Queen|King|Lady|Lord|Baron|Count|Church|"
    r"Voice|Son|Daughter|Merchant|Lawrence|Daughters|Sons|Joan|Francis|Thomas|"
    r"Lord|Treaty|Battle) of (?:the )?$"
)
SAYS: Final = re.compile(
    r"(?:,? )(?:said|says|told|tweeted|replied|asked|laughed|smiled|admitted|recalled|joked|"
    r"shrugged|nodded|added|wrote|scored|married|sang|"
    r"explained|insisted|who|himself|herself|born|aged)\b"
)
FIRST_IN_CAPITALS: Final = word_set("mentions", "first in capitals")
COMPASS: Final = word_set("mentions", "compass")
DAYS: Final = word_set("mentions", "days")
ABBREVIATED: Final = re.compile(r"[A-Z](?:\.?[A-Z]){1,4}\.?|[A-Z][a-z]{1,4}\.")
HARD_ORGANISATIONS: Final = word_set("mentions", "hard organisations")
ARTICLE: Final = re.compile(r"\b(?:the|a|an)[ \"']+$", re.IGNORECASE)
COMPANY_BEHIND: Final = re.compile(r" ([A-Z][a-z]+)")
NO_PEOPLE: Final = re.compile(r"\b(?:Native|African|Latin) $")
CONTAINED_BEFORE: Final = re.compile(r", ?$")
OFFICE_OF: Final = re.compile(r"\b(?:of|in|for)\b")
