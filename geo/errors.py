"""Every error and warning that geo raises, one line each.

::

    Exception
    └── GeoError                        exit code of the shell
        ├── BadInput (ValueError)           2  a value that cannot be used; names it and what may be
        │   ├── BadCoordinate
        │   ├── BadDistance
        │   └── BadGeometry
        ├── NotFound (LookupError)          3
        │   ├── PlaceNotFound               carries the nearest spellings
        │   ├── BorderNotFound
        │   ├── LineNotFound
        │   └── NoClaim                     an article that asks for no zone
        ├── BadData (ValueError)            4  a file that cannot be read or written
        ├── AmbiguousPlace (LookupError)    5  more than one place, and nothing to choose by
        └── RoughReference (ValueError)     5  too uncertain for its distance
    Warning
    └── GeoWarning (UserWarning)
        └── DisputedBorder                  names the alternatives
"""

from __future__ import annotations

from typing import Any

__all__ = [
    "AmbiguousPlace",
    "BadCoordinate",
    "BadData",
    "BadDistance",
    "BadGeometry",
    "BadInput",
    "BorderNotFound",
    "DisputedBorder",
    "GeoError",
    "GeoWarning",
    "LineNotFound",
    "NoClaim",
    "NotFound",
    "PlaceNotFound",
    "RoughReference",
]


class GeoError(Exception):
    """Anything that geo refuses; the message is one line and names the value."""

    exit_code = 1


class BadInput(GeoError, ValueError):
    """A value that cannot be used."""

    exit_code = 2


class BadCoordinate(BadInput):
    """A longitude or latitude that is not on the globe, or not a number."""


class BadDistance(BadInput):
    """A length that is not a length, not positive, or beyond what a zone can be."""


class BadGeometry(BadInput):
    """A geometry from which no distance can be counted."""


class NotFound(GeoError, LookupError):
    """A name that nothing answers to."""

    exit_code = 3


class PlaceNotFound(NotFound):
    """No place has this name; `suggestions` holds the nearest spellings."""

    def __init__(
        self, message: str, suggestions: tuple[str, ...] = (), candidates: tuple[Any, ...] = ()
    ) -> None:
        super().__init__(message)
        self.suggestions = suggestions
        # The same as `geo.gazetteer.Suggestion`: this floor does not know what a place is.
        self.candidates = candidates


class BorderNotFound(NotFound):
    """Two countries without a land border, or one whose border the data does not hold."""


class LineNotFound(NotFound):
    """No reference line has this key."""


class NoClaim(NotFound):
    """An article in which nobody names a distance from a place or line that is known."""


class BadData(GeoError, ValueError):
    """A file that cannot be read or written."""

    exit_code = 4


class AmbiguousPlace(GeoError, LookupError):
    """Several places share the name and nothing says which is meant."""

    exit_code = 5


class RoughReference(GeoError, ValueError):
    """A reference is too uncertain for the distance, and nobody asked for a rough zone."""

    exit_code = 5


class GeoWarning(UserWarning):
    """Anything that geo does but wants known."""


class DisputedBorder(GeoWarning):
    """A border that somebody disputes; the message names the alternatives."""
