"""Points on the map, aggregated: a raster over the zone, never a marker for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import BadInput

if TYPE_CHECKING:
    from geo.points import Summary
    from geo.zones import Zone

__all__ = ["save_picture"]


def save_picture(found: Summary, zone: Zone, path: str) -> None:
    """Write the zone's map with the density of the points over it, in one file.

    Parameters
    ----------
    found : Summary
        With its density.
    zone : Zone
    path : str
        Ends with ``.html``.

    Raises
    ------
    BadInput
        If the ending is another.
    BadData
        If it cannot be written.
    """
    from folium.raster_layers import ImageOverlay

    from geo.maps.folium_map import save, zone_map

    if not path.lower().endswith((".html", ".htm")):
        raise BadInput(f"cannot write {path}: the picture of the points is an .html file")
    assert found.density is not None
    points = found.rows - found.rejected
    note = (
        f"{points:,} points: {found.inside:,} inside (blue), {found.outside:,} outside (orange). "
        "The colour is fuller where there are more, by their logarithm."
    )
    drawn = zone_map(zone, notes=[note])
    ImageOverlay(
        found.density.png(),
        found.density.bounds,
        name="Points",
        opacity=0.8,
        pixelated=True,
        zindex=5,
    ).add_to(drawn)
    save(drawn, path)
