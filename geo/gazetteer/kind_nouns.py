"""The head noun of a phrase: what a name says of itself, and so what alone may answer to it.

"Fukushima Daiichi plant" is a plant and never the city of Fukushima; "the Dnipro river" is no town.
A later kind of data (airports, plants, volcanoes) needs nothing here but its kind in the table.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["HEAD_NOUNS", "HeadNoun", "HeadNounPhrase", "read_head_noun"]


class HeadNoun(NamedTuple):
    """Nouns that say what a place is.

    Parameters
    ----------
    nouns : tuple of str
        Small letters, the longest wording first.
    kinds : frozenset of str
        Kinds of `Place` that may answer.
    named_towns : bool
        Whether a town may have the noun in its very name, as Rock Island and Salt Lake City have;
        such a name, spelled so by the source, is an answer too.
    synonyms : bool
        Whether the nouns stand for each other: Kharkiv Oblast is the Kharkiv province.
    """

    nouns: tuple[str, ...]
    kinds: frozenset[str]
    named_towns: bool = True
    synonyms: bool = False


def _nouns(nouns: str, kinds: str, *, named_towns: bool = True, synonyms: bool = False) -> HeadNoun:
    wordings = sorted((each.strip() for each in nouns.split(",")), key=len, reverse=True)
    return HeadNoun(tuple(wordings), frozenset(kinds.split(",")), named_towns, synonyms)


HEAD_NOUNS: Final = (
    _nouns(
        "border, borders, frontier, boundary, border line, borderline, line, line of control, "
        "line of contact, contact line, line of actual control, front, front line, frontline, "
        "front lines, frontlines, demarcation line, armistice line, ceasefire line, battle line",
        "border",
        named_towns=False,
    ),
    _nouns(
        "crossing, border crossing, crossing point, border post, checkpoint, border gate, "
        "border checkpoint, land crossing",
        "crossing",
    ),
    _nouns("river, river basin, stream, creek", "river"),
    _nouns("lake, reservoir", "lake,reservoir"),
    _nouns("sea", "sea"),
    _nouns("bay", "bay"),
    _nouns("gulf", "gulf"),
    _nouns("strait, straits, channel, narrows", "strait"),
    _nouns("canal", "canal"),
    _nouns("ocean", "ocean"),
    _nouns("desert", "desert"),
    _nouns("peninsula", "peninsula"),
    _nouns("mountains, mountain range, range, hills, massif", "range,mountain"),
    _nouns("mountain, mount, peak, summit", "mountain,peak,volcano"),
    _nouns("volcano", "volcano"),
    _nouns("glacier", "glacier"),
    _nouns(
        "island, islands, isle, isles, archipelago, atoll, islets, rocks, reef, shoal",
        "island,archipelago,atoll,reef,country",
    ),
    _nouns(
        "nuclear power plant, power plant, nuclear plant, atomic power plant, nuclear power "
        "station, power station, plant, reactor, nuclear site, nuclear facility, enrichment plant, "
        "reprocessing plant, steel plant, steelworks, chemical plant, refinery, oil refinery, "
        "smelter, factory, npp",
        "plant,power plant,nuclear plant,refinery",
        named_towns=False,
    ),
    _nouns("mine, quarry, oil field, oilfield, gas field", "mine,oil field", named_towns=False),
    _nouns(
        "airport, international airport, airfield, airstrip, aerodrome, heliport",
        "airport,airfield",
        named_towns=False,
    ),
    _nouns(
        "base, air base, airbase, air force base, army base, military base, naval base, "
        "garrison, barracks, missile base, testing site, test site, launch site, cosmodrome, "
        "spaceport, space center, space centre",
        "base,air base,naval base,airfield,spaceport",
        named_towns=False,
    ),
    _nouns("dam, hydroelectric dam, barrage", "dam"),
    _nouns("bridge", "bridge"),
    _nouns("tunnel", "tunnel"),
    _nouns("port, seaport, harbour, harbor, terminal, oil terminal", "port"),
    _nouns("camp, refugee camp, displacement camp", "camp"),
    _nouns("hospital, university, stadium, prison, embassy", "facility", named_towns=False),
    _nouns("national park, nature reserve, reserve", "park"),
    _nouns(
        "province, oblast, governorate, governate, region, krai, okrug, voivodeship, prefecture, "
        "state, canton, emirate, wilaya, wilayat, muhafazah, department, territory, republic, "
        "autonomous region, autonomous republic, autonomous oblast, federal district",
        "admin1,region,separation area",
        synonyms=True,
    ),
    _nouns(
        "district, county, raion, rayon, arrondissement, powiat, subdistrict, tehsil, woreda",
        "admin2,admin1",
        synonyms=True,
    ),
    _nouns("city, town, village, hamlet, settlement, kibbutz, capital", "city"),
    _nouns(
        "valley, heights, plateau, plain, plains, basin, delta, corridor, gap, strip, farms, "
        "enclave, exclave, zone, buffer zone, demilitarized zone, demilitarised zone, sector, "
        "coast, highlands, steppe",
        "region,separation area,wide region",
    ),
)
"""Nouns, and the kinds of which alone a place may answer to them."""

_BY_NOUN: Final = {noun: group for group in HEAD_NOUNS for noun in group.nouns}
_ANY: Final = "|".join(re.escape(noun) for noun in sorted(_BY_NOUN, key=len, reverse=True))
# "the Kharkiv Oblast", "the strait of Hormuz", "Lake Chad", "Mount Hermon".
_LAST: Final = re.compile(rf"(?:the +)?(?P<core>.*?)\b(?P<noun>{_ANY})", re.IGNORECASE)
_OF: Final = re.compile(rf"(?:the +)?(?P<noun>{_ANY}) +of +(?:the +)?(?P<core>.+)", re.IGNORECASE)
_BEFORE: Final = re.compile(
    r"(?P<noun>lake|mount|mt\.?|river|camp|port of) +(?P<core>.+)", re.IGNORECASE
)
_NOUN_OF: Final = {"mt": "mount", "mt.": "mount", "port of": "port"}
# "The northern border" says a side and not of what.
_SIDE: Final = re.compile(r"(?:(?:north|south|east|west)[- ]?)+(?:ern)?", re.IGNORECASE)
_IN_WORDS: Final = {"mount": "mountain", "npp": "nuclear power plant"}
_STATES: Final = frozenset(("state", "republic", "territory"))


class HeadNounPhrase(NamedTuple):
    """A phrase that says what it names.

    Parameters
    ----------
    core : str
        The phrase without the noun; empty of "the front line".
    noun : str
        As the table has it.
    group : HeadNoun
        What the noun belongs to.
    before : bool
        Whether the noun stands before the name, as in Lake Chad.
    bare : bool
        Whether nothing but the noun is there, or only a side of a border.
    """

    core: str
    noun: str
    group: HeadNoun
    before: bool
    bare: bool

    @property
    def in_words(self) -> str:
        """The noun as a sentence has it: Mount Etna is a mountain."""
        return _IN_WORDS.get(self.noun, self.noun)

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds that may answer; the State of Israel is a country."""
        more = {"country"} if self.before and self.noun in _STATES else set()
        return self.group.kinds | more


def read_head_noun(phrase: str) -> HeadNounPhrase | None:
    """Find the noun that says what a phrase names.

    Parameters
    ----------
    phrase : str
        A name as someone wrote it.

    Returns
    -------
    HeadNounPhrase or None
        None if no noun of the table is its head.

    Examples
    --------
    >>> found = read_head_noun("the Fukushima Daiichi nuclear power plant")
    >>> found.core, found.noun
    ('Fukushima Daiichi', 'nuclear power plant')
    >>> read_head_noun("Strait of Hormuz").core, read_head_noun("Lake Chad").noun
    ('Hormuz', 'lake')
    >>> read_head_noun("Damascus") is None, read_head_noun("the front line").bare
    (True, True)
    """
    plain = " ".join(phrase.split()).strip(" .")
    for pattern, before in ((_OF, True), (_LAST, False), (_BEFORE, True)):
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        written = match["noun"].lower()
        noun = _NOUN_OF.get(written, written)
        core = match["core"].strip(" -–'’")  # as people write them
        group = _BY_NOUN[noun]
        bare = not core or ("border" in group.kinds and _SIDE.fullmatch(core) is not None)
        return HeadNounPhrase(core, noun, group, before and not bare, bare)
    return None
