"""The gate between a reference and a drawing: whether it is known well enough for the distance.

A sharp edge round a reference that may be off by much of the distance promises what nobody knows.
So a zone is not made of it unless somebody asks for a rough one, which then says so wherever it is
shown.
"""

from __future__ import annotations

from typing import Final

from geo.borders import ReferenceLine
from geo.geodesy import Length, format_length
from geo.wording import sentence_case, with_article

__all__ = ["ROUGH_SHARE", "roughness"]

ROUGH_SHARE: Final = 0.25
"""A reference that may be off by more than this share of the distance makes a rough zone.

Reason: at a quarter, the drawn area of a zone round a point may be wrong by half (1.25² = 1.56);
a reader who sees an edge takes it for better than that.
"""


def roughness(line: ReferenceLine, distance: Length) -> str:
    """Say why a reference is too uncertain for a distance that is counted from it.

    Parameters
    ----------
    line : ReferenceLine
    distance : Length

    Returns
    -------
    str
        A sentence without its stop; empty if the reference is known well enough. A reference that
        may be off by exactly a quarter of the distance is.

    Examples
    --------
    >>> from geo.geodesy import parse_length
    >>> from geo.references import reference_line
    >>> roughness(reference_line("Israel's northern border"), parse_length("100 km"))
    ''
    >>> roughness(reference_line("pre-1967"), parse_length("1 km"))
    'The pre-1967 line is drawn to within 2 km, which is much of the 1 km counted from it'
    """
    if line.stands_for_area:
        name = with_article(line.name)
        return (
            f"{sentence_case(name)} is an area of which no outline is known here: the "
            f"{distance.in_unit} are counted from one point that stands for it"
        )
    if line.accuracy_m <= ROUGH_SHARE * distance.metres:
        return ""
    off = format_length(line.accuracy_m)
    how = (
        f"reaches {off} from its centre" if line.status == "place" else f"is drawn to within {off}"
    )
    return (
        f"{sentence_case(line.in_sentence)} {how}, which is much of the {distance.in_unit} counted "
        "from it"
    )
