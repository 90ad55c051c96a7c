"""Which data answer here, by a short name that links can hold."""

from __future__ import annotations

import hashlib
from functools import cache

from geo.sources import data_file
from geo.web.operation import OtherEdition

__all__ = ["data_version", "same_data_version"]


@cache
def data_version() -> str:
    """Short name of the shipped data: a hash of their table of provenance.

    Examples
    --------
    >>> len(data_version())
    12
    """
    return hashlib.sha256(data_file("sources.toml").read_bytes()).hexdigest()[:12]


def same_data_version(wanted: str) -> None:
    """Refuse a link that was made with other data; an empty name wants none.

    Raises
    ------
    OtherEdition
    """
    if wanted and wanted != data_version():
        raise OtherEdition(
            f"the link was made with edition {wanted[:20]!r} of the data; this server holds "
            f"{data_version()}, so the figure may differ: leave out the edition to see it"
        )
