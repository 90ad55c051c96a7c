"""Notebooks: zones and readings show themselves as maps where IPython runs.

`Zone` and `Reading` never draw themselves, so that the floors below stay free of drawing. Instead
formatters are registered with IPython by the types' names: nothing is imported until one is shown.
"""

from __future__ import annotations

import sys
from typing import Any, Final

__all__ = ["register", "shown_as_html", "shown_as_png"]

_TYPES: Final = (
    ("geo.zones.geodesic_zone", "Zone"),
    ("geo.reading.reading", "Reading"),
    ("geo.zones.line_comparison", "WhoseLine"),
    ("geo.reading.chronology", "Timeline"),
)


def shown_as_png(value: Any) -> bytes:
    """Draw what a notebook shows, as a picture.

    Parameters
    ----------
    value : Zone, Reading, WhoseLine or Timeline

    Returns
    -------
    bytes
        PNG of a page's width, at a screen's resolution.
    """
    from geo.figures import figure

    return figure(value)._repr_png_()


def shown_as_html(value: Any) -> str:
    """Draw what a notebook shows, as a picture with its alternative text.

    Parameters
    ----------
    value : Zone, Reading, WhoseLine or Timeline

    Returns
    -------
    str
        An ``img`` that holds its own picture.
    """
    from geo.figures import figure

    return figure(value)._repr_html_()


def register() -> bool:
    """Register the formatters with the IPython that runs.

    Returns
    -------
    bool
        Whether one runs.
    """
    running = sys.modules.get("IPython")
    shell: Any = running.get_ipython() if running is not None else None
    formatter = getattr(shell, "display_formatter", None)
    if formatter is None:
        return False
    for module, name in _TYPES:
        formatter.formatters["image/png"].for_type_by_name(module, name, shown_as_png)
        formatter.formatters["text/html"].for_type_by_name(module, name, shown_as_html)
    return True
