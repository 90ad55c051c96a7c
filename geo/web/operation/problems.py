"""Errors as `application/problem+json` (RFC 9457), one line each, without a trace."""

from __future__ import annotations

from typing import Any, Final

import orjson

from geo.errors import AmbiguousPlace, BadData, BadInput, GeoError, NotFound, RoughReference
from geo.gazetteer import candidates_json
from geo.web.operation.limits import TooBusy, TooLarge, TooLong

__all__ = [
    "MEDIA_TYPE",
    "NotBuilt",
    "OtherEdition",
    "SwitchedOff",
    "problem",
    "refusal",
    "status_of",
]

MEDIA_TYPE: Final = "application/problem+json"

_TITLES: Final = {
    400: "Bad request",
    403: "Switched off",
    404: "Not found",
    405: "Method not allowed",
    409: "Another edition of the data",
    413: "Too large",
    415: "Media type not supported",
    422: "Cannot be used",
    429: "Too many requests",
    500: "Something went wrong",
    501: "Not in this installation",
    503: "Busy",
}


class NotBuilt(GeoError):
    """A format that this installation cannot write; answered with 501."""


class OtherEdition(GeoError):
    """A link asks for an edition of the data that is not here; answered with 409."""


class SwitchedOff(GeoError):
    """Something that the one who runs the server did not allow; answered with 403."""


def status_of(error: GeoError) -> int:
    """HTTP status of an error.

    Examples
    --------
    >>> from geo.errors import BadDistance, PlaceNotFound
    >>> status_of(BadDistance("0 km")), status_of(PlaceNotFound("nowhere"))
    (422, 404)
    """
    for kinds, status in (
        ((TooLarge,), 413),
        ((TooLong,), 422),
        ((TooBusy,), 503),
        ((NotBuilt,), 501),
        ((OtherEdition,), 409),
        ((SwitchedOff,), 403),
        ((NotFound,), 404),
        ((BadInput, BadData, AmbiguousPlace, RoughReference), 422),
    ):
        if isinstance(error, kinds):
            return status
    return 500


def problem(status: int, detail: str, **more: Any) -> bytes:
    r"""Body of an error.

    Examples
    --------
    >>> problem(404, "no place 'x'").decode()
    '{"type":"about:blank","title":"Not found","status":404,"detail":"no place \'x\'"}'
    """
    return orjson.dumps(
        {
            "type": "about:blank",
            "title": _TITLES.get(status, "Error"),
            "status": status,
            "detail": " ".join(detail.split()),
            **more,
        }
    )


def refusal(error: GeoError) -> tuple[int, bytes]:
    """Status and body of the answer to an error; an unknown name has its `candidates`.

    Examples
    --------
    >>> from geo.gazetteer import look_up
    >>> status, body = refusal(look_up("Damasucs").not_found())
    >>> status, orjson.loads(body)["candidates"][0]["country"]
    (404, 'SYR')
    """
    status = status_of(error)
    candidates = candidates_json(error)
    more: dict[str, Any] = {"candidates": candidates} if candidates else {}
    if isinstance(error, RoughReference):
        # What asks for it all the same.
        more["parameter"] = "rough"
    return status, problem(status, str(error), **more)
