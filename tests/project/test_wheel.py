"""The wheel: what a user installs works away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
         "--wheel-dir", str(folder), str(ROOT)],
        check=True,
        timeout=120,
    )  # fmt: skip
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_the_wheel_holds_the_data_and_not_its_build_scripts(unpacked: Path) -> None:
    """Geodata, seeds, assets and word lists are inside; scripts that make the data are not."""
    names = {path.name for path in (unpacked / "geo" / "data").iterdir()}
    assert {"borders.parquet", "countries.parquet", "lines.parquet", "sources.toml"} <= names
    assert "build" not in names
    assert (unpacked / "geo" / "py.typed").is_file()
    assert (unpacked / "geo" / "maps" / "assets" / "leaflet" / "leaflet.js").is_file()
    assert list((unpacked / "geo" / "seeds").glob("2*.md"))
    assert {path.name for path in unpacked.iterdir() if path.suffix != ".dist-info"} == {"geo"}


def test_the_wheel_says_whose_it_is_and_what_its_data_ask(unpacked: Path) -> None:
    """It is named geo-zones, states the licences of code and data, and brings their texts."""
    [about] = unpacked.glob("geo_zones-*.dist-info")
    metadata = (about / "METADATA").read_text(encoding="utf-8")
    assert "\nName: geo-zones\n" in metadata
    licences = "MIT AND ODbL-1.0 AND CC-BY-4.0 AND LGPL-3.0-or-later"
    assert f"\nLicense-Expression: {licences}\n" in metadata
    texts = {path.name: path.read_text("utf-8") for path in (about / "licenses").rglob("*.*")}
    assert "Open Database License" in texts["ODbL-1.0.txt"]
    assert "Attribution 4.0 International" in texts["CC-BY-4.0.txt"]
    assert "LESSER GENERAL PUBLIC LICENSE" in texts["LGPL-3.0-or-later.txt"]


def test_the_wheel_works_in_an_empty_folder(unpacked: Path, tmp_path: Path) -> None:
    """Installed away from the checkout, the first command answers from the data in the wheel."""
    done = subprocess.run(
        [sys.executable, "-m", "geo", "check", "Damascus", "--json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    [answer] = json.loads(done.stdout)
    assert answer["verdict"] == "inside"
    assert list(tmp_path.iterdir()) == []
