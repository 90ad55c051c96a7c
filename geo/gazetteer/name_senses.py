"""Names to places without judgement: every sense of one spelling, and the spellings near it.

`geo.gazetteer` decides which place is meant; the reader of articles asks `surfaces`, `known` and
`candidates`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from geo.gazetteer.index import bulk, query
from geo.gazetteer.place import Outline, OutlinedPlace, Place
from geo.gazetteer.user_file import active, ask
from geo.spelling import PackedNames, fold, is_latin

__all__ = [
    "Place",
    "Sense",
    "candidates",
    "is_vague",
    "known",
    "near_names",
    "senses",
    "surfaces",
    "vague_place",
]


class Sense(NamedTuple):
    """One place that a spelling may mean, before anyone chooses.

    Parameters
    ----------
    row : tuple
        The place as the index stores it: name, name_local, lon, lat, country, kind, population,
        accuracy_m, source, source_id, admin1, area, weight.
    spellings : tuple of str
        Its spellings that have the key; the first is its own name, or empty.
    """

    row: tuple[Any, ...]
    spellings: tuple[str, ...]

    @property
    def name(self) -> str:
        """As the source spells it."""
        return str(self.row[0])

    @property
    def lon(self) -> float:
        """Longitude in degrees of the point, or of a point inside the area."""
        return float(self.row[2])

    @property
    def lat(self) -> float:
        """Latitude in degrees of the point, or of a point inside the area."""
        return float(self.row[3])

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-3, or empty."""
        return str(self.row[4])

    @property
    def kind(self) -> str:
        """As for `Place`."""
        return str(self.row[5])

    @property
    def population(self) -> int:
        """0 if unknown."""
        return int(self.row[6])

    @property
    def source_id(self) -> str:
        """What the source calls it."""
        return str(self.row[9])

    @property
    def admin1(self) -> str:
        """Province or state, if known."""
        return str(self.row[10])

    @property
    def weight(self) -> float:
        """The decimal logarithm of the population, adjusted for the kind and for a seat."""
        return float(self.row[12])

    def place(self, *, because: str = "", score: float = 100.0) -> Place:
        """Make the place of it."""
        import shapely

        (
            name,
            local,
            lon,
            lat,
            country,
            kind,
            population,
            accuracy_m,
            source,
            source_id,
            admin1,
        ) = self.row[:11]
        file, _, key = self.row[11].partition(":")
        return (OutlinedPlace if file else Place)(
            name,
            Outline(lon, lat, file, key) if file else shapely.Point(lon, lat),  # type: ignore[arg-type]
            country,
            kind,
            population,
            accuracy_m,
            source,
            source_id,
            local,
            score,
            because,
            admin1,
        )


_SENSES: Final = """
SELECT p.name, p.name_local, p.lon, p.lat, p.country, p.kind, p.population, p.accuracy_m,
       p.source, p.source_id, p.admin1, p.area, p.weight, n.spellings
FROM name AS n JOIN place AS p ON p.id = n.place
WHERE n.fold = ?
"""


# In steps of ten in population. Chosen so that a seat comes before a foreign town of ten times its
# people that merely has the name in some language: Quneitra before Kenitra, Odesa before Odessa.
_SEAT: Final = 1.3


def senses(key: str) -> tuple[Sense, ...]:
    """Every place that has a spelling with this key, in no particular order.

    Parameters
    ----------
    key : str
        A folded name, see `geo.spelling.fold`.

    Returns
    -------
    tuple of Sense
        A town in a province of the same name, as a rule its seat, weighs as much as one of twenty
        times its people.
    """
    rows = query(_SENSES, (key,))
    if active():
        rows = [*ask(_SENSES, (key,)), *rows]
    provinces = {(row[4], row[0]) for row in rows if row[5] == "admin1"}
    seats = {code for code, _ in provinces}
    found = []
    for row in rows:
        seat = row[5] == "city" and ((row[4], row[10]) in provinces if row[10] else row[4] in seats)
        weight = row[12] + _SEAT * seat
        found.append(Sense((*row[:12], weight), tuple(row[13].split("\n"))))
    return tuple(found)


# What is large enough for its name to be its own, though a continent has it too: Walvis Bay, not
# the town of Asia. A logarithm of people, as `Toponym.weight`.
_OWN_NAME: Final = 4.8


def is_vague(name: str) -> bool:
    """Say whether a name is that of a continent or of a region of several countries.

    Parameters
    ----------
    name : str
        In any language.

    Returns
    -------
    bool
        False if a country or a sizeable town has the name as its own.

    Examples
    --------
    >>> is_vague("Middle East"), is_vague("Sahel"), is_vague("Damascus")
    (True, True, False)
    """
    key = fold(name)
    return bool(query("SELECT 1 FROM vague WHERE fold = ?", (key,))) and not any(
        sense.kind in ("country", "city", "region")
        and sense.weight >= _OWN_NAME
        and (sense.kind == "country" or sense.spellings[0])
        for sense in senses(key)
    )


@lru_cache(maxsize=2048)
def vague_place(name: str) -> Place | None:
    """Give the point of a continent, sea, river, range or region of several countries.

    Parameters
    ----------
    name : str
        In any language that the sources have.

    Returns
    -------
    Place or None
        A point near the middle; `Place.accuracy_m` says how far the whole reaches from it, so
        that no verdict rests on it. None if there is no such name.

    Examples
    --------
    >>> vague_place("Black Sea").kind, vague_place("Europe").kind, vague_place("Homs")
    ('sea', 'continent', None)
    """
    rows = query(
        "SELECT name, lon, lat, kind, accuracy_m, source, source_id FROM vague WHERE fold = ?",
        (fold(name),),
    )
    if not rows:
        return None
    import shapely

    own, lon, lat, kind, accuracy_m, source, source_id = rows[0]
    return Place(
        name=own,
        geometry=shapely.Point(lon, lat),
        country="",
        kind=kind,
        population=0,
        accuracy_m=accuracy_m,
        source=source,
        source_id=source_id,
        because=f"no source here outlines it: one point stands for the {kind}",
    )


@cache
def near_names() -> PackedNames:
    """Every folded name, ready for a search of the nearly equal."""
    return PackedNames(**{key: bulk(key) for key in PackedNames.__slots__})


def _is_readable(name: str, kind: str) -> bool:
    """Whether an English text may hold this spelling: Latin, capitalised, not an airport's code."""
    if len(name) < 2 or not is_latin(name) or name.islower():
        return False
    return len(name) > 4 or kind == "country" or not name.isupper()


def surfaces() -> list[str]:
    """Every distinct spelling that an English text may hold: in Latin letters, not all small.

    To find the names in one text, `known` is quicker: this list has 600,000 and takes seconds.

    Returns
    -------
    list of str
        In their original case.
    """
    rows = query("SELECT n.spellings, p.kind FROM name AS n JOIN place AS p ON p.id = n.place")
    return list(
        dict.fromkeys(
            name
            for spellings, kind in rows
            for name in spellings.split("\n")
            if _is_readable(name, kind)
        )
    )


def known(names: Iterable[str]) -> set[str]:
    """Those of some spellings that `candidates` would find, in one go.

    Parameters
    ----------
    names : iterable of str
        Spellings from a text, such as all its runs of one to six words.

    Returns
    -------
    set of str
        The ones whose key a place has.

    Examples
    --------
    >>> sorted(known(["Damascus", "National Security Adviser", "Golan Heights"]))
    ['Damascus', 'Golan Heights']
    """
    by_key: dict[str, list[str]] = {}
    for name in names:
        by_key.setdefault(fold(name), []).append(name)
    by_key.pop("", None)
    keys = list(by_key)
    found: set[str] = set()
    own = bool(active())
    for start in range(0, len(keys), 500):
        part = tuple(keys[start : start + 500])
        marks = ", ".join("?" * len(part))
        sql = f"SELECT DISTINCT fold FROM name WHERE fold IN ({marks})"  # noqa: S608
        for (key,) in (*query(sql, part), *(ask(sql, part) if own else ())):
            found.update(by_key[key])
    return found


def candidates(surface: str) -> tuple[Place, ...]:
    """Every place with exactly this spelling, whatever its case, the weightiest first.

    Parameters
    ----------
    surface : str
        A spelling as it stands in a text.

    Returns
    -------
    tuple of Place
        Empty if no place has it, and for the name of a continent or of a region of several
        countries, whatever towns share it.

    Examples
    --------
    >>> [place.kind for place in candidates("syria")][0], candidates("National Security Adviser")
    ('country', ())
    """
    return _candidates(surface, active())


@lru_cache(maxsize=4096)
def _candidates(surface: str, _: tuple[Path, ...]) -> tuple[Place, ...]:
    if is_vague(surface):
        return ()
    wanted = surface.casefold()
    found = [
        sense
        for sense in senses(fold(surface))
        if any(spelling.casefold() == wanted for spelling in sense.spellings)
    ]
    found.sort(key=lambda sense: sense.weight, reverse=True)
    return tuple(sense.place() for sense in found)
