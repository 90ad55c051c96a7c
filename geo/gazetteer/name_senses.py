"""Names to places without judgement: every sense of one spelling, and the spellings near it.

`geo.gazetteer` decides which place is meant; the reader of articles asks `surfaces`, `known` and
`candidates`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from geo.gazetteer.index import bulk, query
from geo.gazetteer.place import AREA_KINDS, Matched, Outline, OutlinedPlace, Place, Rival
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
    "vague_sense",
]


class Sense(NamedTuple):
    """One place that a spelling may mean, before anyone chooses.

    Parameters
    ----------
    name, name_local : str
        As the source spells it, and in the country's own script if known.
    lon, lat : float, degrees
        The point, or one inside the area.
    country : str
        ISO 3166-1 alpha-3, or empty.
    kind : str
        As for `Place`.
    population : int
        0 if unknown.
    accuracy_m : float, metres
        As for `Place`.
    source, source_id : str
        Key of the source and what the source calls the place.
    admin1 : str
        Province or state, if known.
    area : str
        Where the outline is, as ``file:key``; empty for a point.
    weight : float
        The decimal logarithm of the population, adjusted for the kind and for a seat.
    spellings : tuple of str
        Its spellings that have the key; the first is its own name, or empty.
    """

    name: str
    name_local: str
    lon: float
    lat: float
    country: str
    kind: str
    population: int
    accuracy_m: float
    source: str
    source_id: str
    admin1: str
    area: str
    weight: float
    spellings: tuple[str, ...]

    @property
    def stands_for_area(self) -> bool:
        """Whether it is one point of an area whose outline is not known."""
        return not self.area and self.kind in AREA_KINDS

    def place(
        self,
        *,
        because: str = "",
        score: float = 100.0,
        matched: Matched = "exact",
        rivals: tuple[Rival, ...] = (),
    ) -> Place:
        """Make the place of it."""
        import shapely

        file, _, key = self.area.partition(":")
        geometry = Outline(self.lon, self.lat, file, key) if file else None
        return (OutlinedPlace if file else Place)(
            name=self.name,
            geometry=geometry or shapely.Point(self.lon, self.lat),  # type: ignore[arg-type]
            country=self.country,
            kind=self.kind,
            population=self.population,
            accuracy_m=self.accuracy_m,
            source=self.source,
            source_id=self.source_id,
            name_local=self.name_local,
            score=score,
            because=because,
            admin1=self.admin1,
            matched=matched,
            rivals=rivals,
            stands_for_area=self.stands_for_area,
        )


# The columns of an answer are the fields of a sense, in their order.
_SENSES: Final = (
    f"SELECT {', '.join(f'p.{field}' for field in Sense._fields[:-1])}, n.spellings "  # noqa: S608
    "FROM name AS n JOIN place AS p ON p.id = n.place WHERE n.fold = ?"
)


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
    found = [Sense._make((*row[:-1], tuple(row[-1].split("\n")))) for row in rows]
    provinces = {(each.country, each.name) for each in found if each.kind == "admin1"}
    seats = {code for code, _ in provinces}
    return tuple(
        each._replace(weight=each.weight + _SEAT) if _is_seat(each, provinces, seats) else each
        for each in found
    )


def _is_seat(town: Sense, provinces: set[tuple[str, str]], countries: set[str]) -> bool:
    """Whether a town lies in a province of its own name; one without a province may."""
    if town.kind != "city":
        return False
    return (town.country, town.admin1) in provinces if town.admin1 else town.country in countries


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


def vague_sense(name: str) -> Sense | None:
    """The continent, sea, river, range or region of several countries of a name, as a sense.

    Parameters
    ----------
    name : str
        In any language that the sources have.

    Returns
    -------
    Sense or None
        A point near the middle, without a weight.
    """
    rows = query(
        "SELECT name, lon, lat, kind, accuracy_m, source, source_id FROM vague WHERE fold = ?",
        (fold(name),),
    )
    if not rows:
        return None
    own, lon, lat, kind, accuracy_m, source, source_id = rows[0]
    spelling = name if fold(own) != fold(name) else own
    return Sense(
        name=own, name_local="", lon=lon, lat=lat, country="", kind=kind, population=0,
        accuracy_m=accuracy_m, source=source, source_id=source_id, admin1="", area="", weight=0.0,
        spellings=(own,) if spelling == own else ("", spelling),
    )  # fmt: skip


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
    found = vague_sense(name)
    if found is None:
        return None
    return found.place(because=f"no source here outlines it: one point stands for the {found.kind}")


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
