"""A reference line as JSON: the one way in which lists of lines are written."""

from __future__ import annotations

from typing import Any

from geo.borders.reference_line import DEFAULT_LINES, ReferenceLine

__all__ = ["line_json"]


def line_json(line: ReferenceLine) -> dict[str, Any]:
    """Write a line, without its geometry.

    Parameters
    ----------
    line : ReferenceLine

    Examples
    --------
    >>> from geo.borders import named_line
    >>> written = line_json(named_line("ceasefire-1974"))
    >>> written["default"], written["pairs"]
    (True, [['ISR', 'LBN'], ['ISR', 'SYR']])
    """
    return {
        "key": line.key,
        "name": line.name,
        "default": line.key in DEFAULT_LINES,
        "pairs": [list(pair) for pair in line.pairs],
        "status": line.status,
        "accuracy_m": line.accuracy_m,
        "source": line.source,
        "note": line.note,
    }
