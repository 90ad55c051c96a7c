"""A line's key to the line, whichever kind it is of: named, of two countries, or a side."""

from __future__ import annotations

import re
from typing import Final

from geo.borders import reference_line
from geo.borders.named_stretches import stretches
from geo.borders.reference_line import ReferenceLine
from geo.borders.sides import SIDES, border_side

__all__ = ["KEY", "line"]

KEY: Final = re.compile(
    rf"[A-Z]{{3}}-[A-Z]{{3}}(?:\+[A-Z]{{3}}-[A-Z]{{3}})*|[A-Z]{{3}}:(?:{'|'.join(SIDES)})"
    r"|[A-Z]{3}-\*"
)
"""Keys of borders, of sides and of all borders of a country; a named line's is not of this form."""


def line(key: str) -> ReferenceLine:
    """Reference line by any key.

    Parameters
    ----------
    key : str
        A named line, ``"AAA-BBB"``, several joined by ``"+"``, a side as ``"AAA:south-east"``,
        or all borders of a country as ``"AAA-*"``.

    Raises
    ------
    LineNotFound
        If a key is not known.
    BorderNotFound
        If two countries share no land border, or a country has none on that side.

    Examples
    --------
    >>> line("BLR-POL").name, line("ARM:east").name
    ('Belarus–Poland border', "Armenia's eastern border")
    """
    code, _, side = key.partition(":")
    if re.fullmatch("[A-Za-z]{3}", code) and side.lower() in SIDES:
        return border_side(code.upper(), side)
    if re.fullmatch(r"[A-Za-z]{3}-\*", key):
        return reference_line.borders_of(key[:3])
    stretches_by_key = {stretch.key: stretch for stretch in stretches()}
    return stretches_by_key.get(key) or reference_line.line(key)
