"""How a printed map looks: colours of a theme, and the measures of a size."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from geo.errors import BadInput

__all__ = ["SIZES", "THEMES", "Layout", "Size", "Theme", "size_named", "theme_named"]

Layout = Literal["stacked", "side"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of a map, each as matplotlib reads it.

    Parameters
    ----------
    key : str
    paper, ink, faint : str
        Page, text, and text that matters less.
    sea, land, river, coast, border, admin1 : str
        The ground.
    zone, edge, line, other_line, depends : str
        The subject: fill of a zone, its edge, the reference line, lines that others mean, and the
        hatching of what depends on the line.
    series : tuple of str
        Edges of several rings, the nearest first.
    zone_alpha : float
        Opacity of a zone's fill.
    halo : str
        Behind lettering on the map.
    doubt : str
        What is rough or guessed, under the title.
    """

    key: str
    paper: str
    ink: str
    faint: str
    sea: str
    land: str
    river: str
    coast: str
    border: str
    admin1: str
    zone: str
    edge: str
    line: str
    other_line: str
    depends: str
    series: tuple[str, ...]
    zone_alpha: float
    halo: str
    doubt: str


@dataclass(frozen=True, slots=True)
class Size:
    """Measures of a figure.

    Parameters
    ----------
    key : str
    width_in, height_in : float, inches
    dpi : int
        Of the PNG.
    title_pt, text_pt, label_pt, small_pt : float, points
        Title; subtitle and legend; lettering on the map; source line. None is below 6 points.
    margin_in, inset_in : float, inches
        Around everything; width of the inset locator.
    panel_in : float, inches
        Width of the text beside the map; 0 if text stands above and below it.
    towns : int
        How many towns at most.
    """

    key: str
    width_in: float
    height_in: float
    dpi: int
    title_pt: float
    text_pt: float
    label_pt: float
    small_pt: float
    margin_in: float
    inset_in: float
    panel_in: float
    towns: int

    @property
    def layout(self) -> Layout:
        """Whether text stands above and below the map, or beside it."""
        return "side" if self.panel_in else "stacked"


_THEMES = (
    Theme(
        key="colour",
        paper="#ffffff",
        ink="#1c1c1c",
        faint="#5d5d5d",
        sea="#dbe8f0",
        land="#f6f3ec",
        river="#a9c9de",
        coast="#8fa9b8",
        border="#7d756c",
        admin1="#d5cec2",
        zone="#e8803a",
        edge="#b5490b",
        line="#8c0d26",
        other_line="#6b4c9a",
        depends="#4b2a7b",
        series=("#7a1f5c", "#b5490b", "#2c6e49", "#1f4e8c", "#7a5a00", "#5d5d5d"),
        zone_alpha=0.32,
        halo="#fbfaf7",
        doubt="#8a5200",
    ),
    Theme(
        key="greyscale",
        paper="#ffffff",
        ink="#000000",
        faint="#4d4d4d",
        sea="#e6e6e6",
        land="#ffffff",
        river="#c4c4c4",
        coast="#8c8c8c",
        border="#707070",
        admin1="#dedede",
        zone="#8c8c8c",
        edge="#333333",
        line="#000000",
        other_line="#555555",
        depends="#000000",
        series=("#000000", "#333333", "#555555", "#000000", "#333333", "#555555"),
        zone_alpha=0.42,
        halo="#ffffff",
        doubt="#000000",
    ),
    # Okabe and Ito's palette: told apart with every common colour vision deficiency.
    Theme(
        key="colour-blind",
        paper="#ffffff",
        ink="#111111",
        faint="#555555",
        sea="#eaeff2",
        land="#faf8f3",
        river="#bccbd6",
        coast="#93a1ab",
        border="#77706a",
        admin1="#dcd7cd",
        zone="#56b4e9",
        edge="#0072b2",
        line="#d55e00",
        other_line="#8a4b75",
        depends="#000000",
        series=("#0072b2", "#8a6200", "#007a5a", "#8a4b75", "#333333", "#000000"),
        zone_alpha=0.42,
        halo="#ffffff",
        doubt="#8a5200",
    ),
    Theme(
        key="dark",
        paper="#11171d",
        ink="#eef2f5",
        faint="#a9b4be",
        sea="#0d1319",
        land="#27313b",
        river="#3a5a70",
        coast="#4c6273",
        border="#8996a1",
        admin1="#3a4651",
        zone="#f0a33c",
        edge="#ffc766",
        line="#ff7d7d",
        other_line="#c3a6ff",
        depends="#e2d2ff",
        series=("#ffc766", "#7fd4c1", "#ff9db8", "#9fc5ff", "#e6e08a", "#d0d0d0"),
        zone_alpha=0.34,
        halo="#1a222a",
        doubt="#ffc04d",
    ),
)

_SIZES = (
    Size("column", 3.50, 6.00, 300, 10.5, 7.0, 6.5, 6.0, 0.12, 0.80, 0.0, 14),
    Size("page", 7.09, 8.60, 300, 15.0, 8.5, 7.5, 6.5, 0.20, 1.45, 0.0, 34),
    Size("slide", 13.333, 7.50, 144, 22.0, 12.5, 12.0, 9.5, 0.35, 1.90, 4.20, 26),
    Size("social", 6.00, 7.50, 180, 15.0, 9.5, 9.0, 7.5, 0.20, 1.15, 0.0, 20),
)

THEMES: Final = MappingProxyType({theme.key: theme for theme in _THEMES})
"""Themes by their key."""

SIZES: Final = MappingProxyType({size.key: size for size in _SIZES})
"""Sizes by their key: a newspaper's column of 89 mm, a page's text of 180 mm, a 16:9 slide, and a
portrait of 1080 by 1350 pixels."""

_SPELLINGS: Final = {"color": "colour", "color-blind": "colour-blind", "grayscale": "greyscale"}


def theme_named(key: str) -> Theme:
    """Look a theme up.

    Raises
    ------
    BadInput
        If there is none of this name.

    Examples
    --------
    >>> theme_named("color").key
    'colour'
    """
    found = THEMES.get(_SPELLINGS.get(key, key))
    if found is None:
        raise BadInput(f"no theme {key!r}; there are {', '.join(THEMES)}")
    return found


def size_named(key: str) -> Size:
    """Look a size up.

    Raises
    ------
    BadInput
        If there is none of this name.

    Examples
    --------
    >>> round(size_named("column").width_in * 25.4)
    89
    """
    if key not in SIZES:
        raise BadInput(f"no size {key!r}; there are {', '.join(SIZES)}")
    return SIZES[key]
