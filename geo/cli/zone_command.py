"""`geo zone`: one zone, several rings, or one for every line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo.cli.options import (
    Guess,
    Json,
    Output,
    Rough,
    Size,
    Theme,
    Tolerance,
    Within,
    print_json,
    print_table,
    reference_from,
)
from geo.errors import BadInput, NotFound
from geo.geodesy import format_length

if TYPE_CHECKING:
    from geo.zones import WhoseLine, Zone

__all__ = ["zone_command"]


def zone_command(
    reference: Annotated[
        str, typer.Argument(help="A border, line key, place, LAT,LON, or GeoJSON file.")
    ],
    distance: Annotated[
        list[str],
        typer.Option("--distance", "-d", help='Such as "100 km"; repeat it for several rings.'),
    ],
    within: Within = None,
    line: Annotated[
        str | None,
        typer.Option(
            "--line", help="Key of the reference line, see `geo lines`; all compares them."
        ),
    ] = None,
    tolerance: Tolerance = "0.1 m",
    guess: Guess = False,
    rough: Rough = False,
    output: Output = None,
    theme: Theme = "colour",
    size: Size = "page",
    as_json: Json = False,
) -> None:
    """Compute a zone: its area, its measured error, and a file of it if asked for."""
    from geo.zones import ZoneQuery, zone_json

    asked = reference_from(reference)
    if line == "all":
        look = (theme, size)
        _whose_line(reference, distance, within, tolerance, output, look, as_json=as_json)
        return
    queries = ZoneQuery.rings(
        distance,
        reference=asked,
        within=within or (),
        line=line,
        tolerance=tolerance,
        guess=guess,
        rough=rough,
    )
    found = [query.zone() for query in queries]
    _write_zones(found, output, (theme, size))
    facts = [zone_json(each) for each in found]
    if as_json:
        place = _place_meant(asked, guess=guess)
        for fact in facts:
            fact["place"] = place
        print_json(facts[0] if len(facts) == 1 else facts)
        return
    for fact in facts:
        for name, value in fact.items():
            if value not in (None, ""):
                said = ", ".join(map(str, value)) if isinstance(value, list) else value
                print(f"{name:16}{said}")
    if output is not None:
        print(f"wrote {output}")


def _place_meant(asked: Any, *, guess: bool) -> dict[str, Any] | None:
    """The place that a reference names and how it was found; None of a border or a geometry."""
    from geo.borders import find_border
    from geo.gazetteer import place_json
    from geo.geodesy import parse_point
    from geo.references import place_asked

    if not isinstance(asked, str) or not asked.strip() or parse_point(asked) is not None:
        return None
    if find_border(asked) is not None:
        return None
    try:
        place = place_asked(asked, guess=guess)[1]
    except NotFound:
        return None
    if place.kind == "border":
        return None
    return place_json(place)


def _write_zones(found: list[Zone] | WhoseLine, output: Path | None, look: tuple[str, str]) -> None:
    if output is None:
        return
    if output.suffix.lower() in (".png", ".svg", ".pdf"):
        from geo.figures import figure

        theme, size = look
        figure(found, theme=theme, size=size).save(output)
        return
    if not isinstance(found, list):
        found = list(found.zones)
    if output.suffix.lower() in (".html", ".htm"):
        from geo.maps import save
        from geo.maps import zone_map as draw

        save(draw(found), output)
        return
    from geo.zones import write_zone

    write_zone(found, output)


def _whose_line(
    reference: str,
    distance: list[str],
    within: list[str] | None,
    tolerance: str,
    output: Path | None,
    look: tuple[str, str],
    *,
    as_json: bool,
) -> None:
    from geo.zones import whose_line, zone_json

    if len(distance) != 1:
        raise BadInput("--line all compares the lines at one --distance")
    found = whose_line(reference, distance[0], within=within, tolerance=tolerance)
    if output is not None and output.suffix.lower() in (".html", ".htm"):
        # The map of the first zone has the other lines as switches, and where they disagree.
        _write_zones([found.zones[0]], output, look)
    else:
        _write_zones(found, output, look)
    areas = {name.replace("_", " "): round(km2, 1) for name, km2 in found.area_km2.items()}
    if as_json:
        print_json({"area_km2": areas, "zones": [zone_json(each) for each in found.zones]})
        return
    print_table(
        [("line", "left"), ("area", "right"), ("edge error", "right"), ("line accuracy", "right")],
        [
            [
                each.line.key,
                f"{each.area_km2:,.0f} km²",
                format_length(each.edge_error_m),
                format_length(each.line.accuracy_m),
            ]
            for each in found.zones
        ],
    )
    print()
    for name, km2 in areas.items():
        print(f"{name:16}{km2:,.0f} km²")
    if output is not None:
        print(f"wrote {output}")
