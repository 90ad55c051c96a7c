"""What an address may ask, as models: read once, the same way by every route and before them.

How long the words may be stands in `geo.zones.QUERY_LIMITS` alone, and is held there; the models
name it for the API's document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar
from urllib.parse import parse_qs

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from geo.errors import BadInput
from geo.zones import QUERY_LIMITS, ZoneQuery

__all__ = [
    "ARTICLE_LETTERS",
    "BORDER",
    "CheckParameters",
    "Format",
    "ManyPointsParameters",
    "MapParameters",
    "MapQuery",
    "Parameters",
    "documented",
    "read_address",
    "words",
]

BORDER: Final = "Israel's northern border"
"""The reference of the first shipped article."""

ARTICLE_LETTERS: Final = 120
"""Length of the name of a shipped article."""

_DATA_VERSION_LETTERS: Final = 40

Format = Literal["geojson", "gpkg", "parquet", "kml", "html", "png", "svg", "pdf", "csv"]
"""Formats of a zone as a file."""

Model = TypeVar("Model", bound=BaseModel)


def words(description: str, longest: int, *examples: Any, default: Any = ..., **more: Any) -> Any:
    """A text of a model, described with the limit that `ZoneQuery` holds it to."""
    extra = {"maxLength": longest, **more}
    return Field(
        default, description=description, examples=list(examples) or None, json_schema_extra=extra
    )


def _list(description: str, longest: int, most: int, *examples: Any) -> Any:
    items: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": longest}
    return Field(
        default=[],
        description=description,
        examples=list(examples),
        json_schema_extra={"items": items, "maxItems": most},
    )


_REFERENCE: Final = "A border, a line's key, a place, or LAT,LON."
_DISTANCE: Final = "A length with its unit."


class Parameters(BaseModel):
    """What an address holds; names that nobody knows are left out.

    Parameters
    ----------
    within : list of str
    line : str, optional
    guess : bool
        Take near spellings.
    rough : bool
        Take references that are too uncertain for the distance.
    edition : str, optional
        Of the data from which alone the answer may come.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    within: list[str] = _list(
        "Countries to clip to.", QUERY_LIMITS.country, QUERY_LIMITS.countries, ["Syria"]
    )
    line: str = words("Key of the reference line.", QUERY_LIMITS.line, "ceasefire-1974", default="")
    guess: bool = Field(
        default=False,
        description="Take the place that is spelled most nearly so, where no place has the name.",
    )
    rough: bool = Field(
        default=False,
        description="Draw from a reference that is too uncertain for the distance, and say so.",
    )
    edition: str = words(
        "Refuse to answer from other data than these.", _DATA_VERSION_LETTERS, default=""
    )


class CheckParameters(Parameters):
    """One place against one zone."""

    where: str = words(
        "A name in any script, or LAT,LON.", QUERY_LIMITS.place, "Damascus", "33.51,36.29",
        minLength=1,
    )  # fmt: skip
    reference: str = words(_REFERENCE, QUERY_LIMITS.reference, BORDER, "SYR-TUR", minLength=1)
    distance: str = words(_DISTANCE, QUERY_LIMITS.distance, "100 km", "62 mi", minLength=1)

    @property
    def query(self) -> ZoneQuery:
        """The zone that is asked for."""
        return ZoneQuery(
            reference=self.reference,
            distance=self.distance,
            within=tuple(self.within),
            line=self.line or None,
            guess=self.guess,
            # A verdict says how sure it is, so a rough reference may be asked about.
            rough=True,
        )


class ManyPointsParameters(Parameters):
    """The points of a body against one zone, whose geometry and distance the body may hold."""

    reference: str = words(
        "As for GET; not for a body with a geometry, which is the reference.",
        QUERY_LIMITS.reference, BORDER, default="",
    )  # fmt: skip
    distance: str = words(
        "A length; a geometry's body may hold it.", QUERY_LIMITS.distance, "1 km", default=""
    )
    distances: bool = Field(default=True, description="Measure every point too.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapQuery:
    """What a map, a file or a title shows.

    Parameters
    ----------
    zones : tuple of ZoneQuery
        One for each ring; empty if an article alone is asked for.
    article : str, optional
        Name of a shipped article.
    line : str, optional
        Key of the line for the zones of the article.
    """

    zones: tuple[ZoneQuery, ...] = ()
    article: str | None = None
    line: str | None = None


class MapParameters(Parameters):
    """Zones to draw, or a shipped article."""

    reference: str = words(_REFERENCE, QUERY_LIMITS.reference, BORDER, default="")
    distance: list[str] = _list(
        "A length for each ring.", QUERY_LIMITS.distance, QUERY_LIMITS.distances, ["100 km"]
    )
    article: str = words("A shipped article.", ARTICLE_LETTERS, default="")

    @property
    def query(self) -> MapQuery:
        """What is to be drawn.

        Raises
        ------
        BadInput
            If neither a zone nor an article is asked for.
        """
        zones: tuple[ZoneQuery, ...] = ()
        if self.reference and self.distance:
            zones = ZoneQuery.rings(
                self.distance,
                reference=self.reference,
                within=self.within,
                line=self.line or None,
                guess=self.guess,
                rough=self.rough,
            )
        elif not self.article:
            raise BadInput("name a reference and a distance, or an article")
        return MapQuery(zones=zones, article=self.article or None, line=self.line or None)


def read_address(model: type[Model], query: bytes | str) -> Model:
    """Read the part of an address after the question mark.

    Parameters
    ----------
    model : type
    query : bytes or str
        As it was sent.

    Raises
    ------
    BadInput
        In one line, if a value is missing, given twice, or cannot be used.

    Examples
    --------
    >>> read_address(CheckParameters, b"where=Homs&reference=LBN-SYR&distance=1+km").distance
    '1 km'
    >>> read_address(CheckParameters, b"where=Homs&distance=1+km")
    Traceback (most recent call last):
    geo.errors.BadInput: 'reference' is missing; see /api/v1/openapi.json
    """
    text = query if isinstance(query, str) else query.decode("latin-1")
    values = parse_qs(text, keep_blank_values=True)
    sent: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        found = values.get(name)
        if found is None:
            continue
        if field.annotation == list[str]:
            sent[name] = [each for each in found if each]
        elif len(found) > 1:
            raise BadInput(f"{name!r} is given {len(found)} times; once is enough")
        elif found[0] or field.is_required():
            sent[name] = found[0]
    try:
        return model.model_validate(sent)
    except ValidationError as error:
        first = error.errors()[0]
        where = str(first["loc"][0])
        if first["type"] == "missing":
            raise BadInput(f"{where!r} is missing; see /api/v1/openapi.json") from None
        raise BadInput(f"{where!r} is {str(first['input'])[:40]!r}: {first['msg']}") from None


def documented(*models: type[BaseModel]) -> dict[str, Any]:
    """The parameters of models, as a route's part of the OpenAPI document.

    Examples
    --------
    >>> [each["name"] for each in documented(MapParameters)["parameters"]]
    ['within', 'line', 'guess', 'rough', 'edition', 'reference', 'distance', 'article']
    """
    return {"parameters": [each for model in models for each in _parameters(model)]}


def _parameters(model: type[BaseModel]) -> Sequence[dict[str, Any]]:
    schema = model.model_json_schema()
    required = schema.get("required", ())
    return [
        {
            "name": name,
            "in": "query",
            "required": name in required,
            "description": about.get("description", ""),
            "schema": {key: value for key, value in about.items() if key != "description"},
        }
        for name, about in schema["properties"].items()
    ]
