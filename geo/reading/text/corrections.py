"""Corrections: what a person has put right in a reading, in a file beside the article.

Beside ``report.html`` lies ``report.places.toml``; the article itself stays as it is::

    [[place]]                      # what a name means
    text = "Springfield"           # as the article has it
    name = "Springfield, Ohio"     # as `geo places` finds it

    [[place]]                      # a place that no gazetteer has
    text = "the old brickworks"
    lat = 33.2110
    lon = 35.5823
    accuracy_m = 300               # 1,000 if it is left out
    country = "Lebanon"            # optional

    [[place]]                      # not a place
    text = "Jordan"
    none = true
    start = 412                    # only where it begins at this character; optional

    [[claim]]                      # a claim whose words hold these
    text = "10 kilometres"
    none = true                    # or: distance, within, status
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geo.borders import country
from geo.errors import BadData, GeoError
from geo.geodesy import Length, parse_length
from geo.reading.text.claim_status import Status

__all__ = [
    "NO_CORRECTIONS",
    "ClaimCorrection",
    "Corrections",
    "PlaceCorrection",
    "corrections_beside",
    "corrections_from_text",
]

_STATUSES: Final = ("proposed", "demanded", "rejected", "agreed", "in force", "reported")
_PLACE_KEYS: Final = frozenset(
    ("text", "name", "lat", "lon", "accuracy_m", "country", "none", "start")
)
_CLAIM_KEYS: Final = frozenset(("text", "none", "distance", "within", "status"))
_ACCURACY_M: Final = 1000.0
_MOST_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class PlaceCorrection:
    """What some words of an article mean.

    Parameters
    ----------
    text : str
        As the article has them.
    name : str
        What `geo.places` is asked for; empty if a position is given or it is no place.
    position : (float, float) or None
        Longitude and latitude in degrees.
    accuracy_m : float, metres
        Of the position.
    country : str
        ISO 3166-1 alpha-3, or empty.
    start : int or None
        Only the occurrence that begins here; None for all.
    """

    text: str
    name: str = ""
    position: tuple[float, float] | None = None
    accuracy_m: float = _ACCURACY_M
    country: str = ""
    start: int | None = None

    @property
    def nowhere(self) -> bool:
        """Whether the words are no place."""
        return not self.name and self.position is None


@dataclass(frozen=True, slots=True)
class ClaimCorrection:
    """What is to be changed in the claims whose words hold some text.

    Parameters
    ----------
    text : str
        As the article has it.
    none : bool
        Whether it is no claim.
    distance : Length or None
    within : tuple of str or None
        Alpha-3 codes.
    status : str or None
        None to leave it.
    """

    text: str
    none: bool = False
    distance: Length | None = None
    within: tuple[str, ...] | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections of an article.

    Parameters
    ----------
    places : tuple of PlaceCorrection
    claims : tuple of ClaimCorrection
    """

    places: tuple[PlaceCorrection, ...] = ()
    claims: tuple[ClaimCorrection, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.places or self.claims)


NO_CORRECTIONS: Final = Corrections()


def corrections_beside(article: Path) -> Corrections:
    """Read the corrections beside an article, if there are any.

    Parameters
    ----------
    article : Path
        ``report.html`` has them in ``report.places.toml``.

    Returns
    -------
    Corrections
        None of any kind if there is no such file.

    Raises
    ------
    BadData
        If the file cannot be read or says something that is not allowed.
    """
    path = article.with_name(f"{article.stem}.places.toml")
    try:
        if not path.is_file():
            return NO_CORRECTIONS
        if path.stat().st_size > _MOST_BYTES:
            raise BadData(f"{str(path)!r} is larger than 1 MB, which no file of corrections is")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadData(f"cannot read {str(path)!r}: {error}") from None
    return corrections_from_text(text, name=str(path))


def corrections_from_text(text: str, *, name: str = "the corrections") -> Corrections:
    r"""Read corrections from TOML.

    Parameters
    ----------
    text : str
        As in the module's example.
    name : str
        What messages call it.

    Returns
    -------
    Corrections

    Raises
    ------
    BadData
        If it is no TOML, or a key or a value is not allowed.

    Examples
    --------
    >>> found = corrections_from_text('[[place]]\ntext = "Jordan"\nnone = true')
    >>> found.places[0].nowhere
    True
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadData(f"{name} is no TOML: {error}") from None
    if unknown := sorted(content.keys() - {"place", "claim"}):
        raise BadData(f"{name} has {unknown[0]!r}; allowed are [[place]] and [[claim]]")
    try:
        return Corrections(
            tuple(_place(row) for row in _rows(content, "place", _PLACE_KEYS)),
            tuple(_claim(row) for row in _rows(content, "claim", _CLAIM_KEYS)),
        )
    except GeoError as error:
        raise BadData(f"{name}: {error}") from None


def _rows(content: dict[str, Any], table: str, allowed: frozenset[str]) -> list[dict[str, Any]]:
    rows = content.get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadData(f"write [[{table}]] with two brackets, once for each")
    for row in rows:
        if unknown := sorted(row.keys() - allowed):
            raise BadData(
                f"[[{table}]] has {unknown[0]!r}; allowed are {', '.join(sorted(allowed))}"
            )
        if not isinstance(row.get("text"), str) or not row["text"].strip():
            raise BadData(f'[[{table}]] needs text = "…", the words of the article')
    return rows


def _place(row: dict[str, Any]) -> PlaceCorrection:
    words = row["text"]
    given = [key for key in ("name", "lat", "none") if row.get(key) not in (None, False, "")]
    if len(given) != 1 or ("lat" in row) != ("lon" in row):
        raise BadData(f"[[place]] {words!r} needs one of: name; lat and lon; none = true")
    position = None
    if "lat" in row:
        lat, lon = (_number(row, key, words) for key in ("lat", "lon"))
        if not (-90.0 <= lat <= 90.0 and -180.0 <= lon <= 180.0):
            raise BadData(f"[[place]] {words!r}: {lat}, {lon} is no latitude and longitude")
        position = (lon, lat)
    start = row.get("start")
    if start is not None and (isinstance(start, bool) or not isinstance(start, int) or start < 0):
        raise BadData(f"[[place]] {words!r}: start must be a whole number, not {start!r}")
    accuracy_m = _number(row, "accuracy_m", words) if "accuracy_m" in row else _ACCURACY_M
    if accuracy_m < 0:
        raise BadData(f"[[place]] {words!r}: accuracy_m must not be below 0")
    return PlaceCorrection(
        text=words,
        name=str(row.get("name", "")),
        position=position,
        accuracy_m=accuracy_m,
        country=country(str(row["country"])).code if row.get("country") else "",
        start=start,
    )


def _number(row: dict[str, Any], key: str, words: str) -> float:
    value = row[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124
        raise BadData(f"[[place]] {words!r}: {key} must be a number, not {value!r}")
    return float(value)


def _claim(row: dict[str, Any]) -> ClaimCorrection:
    status = row.get("status")
    if status is not None and status not in _STATUSES:
        raise BadData(f"[[claim]] status {status!r} is none of {', '.join(_STATUSES)}")
    within = row.get("within")
    if within is not None:
        names = [within] if isinstance(within, str) else list(within)
        within = tuple(country(str(name)).code for name in names)
    distance = row.get("distance")
    return ClaimCorrection(
        text=row["text"],
        none=bool(row.get("none", False)),
        distance=parse_length(str(distance)) if distance is not None else None,
        within=within,
        status=status,
    )
