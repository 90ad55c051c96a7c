"""The shell: commands, JSON, exit codes, one-line errors."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from shell import geo

ROOT = Path(__file__).parents[2]
SEED = ["--reference", "Israel's northern border", "--distance", "100 km"]


def answer(*arguments: str) -> Any:
    done = geo(*arguments, "--json")
    assert done.returncode in (0, 5), done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("place", "kilometres"),
    [("Damascus", 49.4), ("Quneitra", 0.6), ("Daraa", 33.6), ("Beirut", 65.8), ("Homs", 177.3)],
)
def test_known_distances(place: str, kilometres: float) -> None:
    """Distances of known places from the ceasefire line are within 300 m of the verified ones."""
    [found] = answer("check", place, *SEED)
    assert found["by_line"]["ceasefire-1974"]["distance_m"] == pytest.approx(
        kilometres * 1000, abs=300
    )
    assert set(found) == {
        "query", "place", "verdict", "distance_m", "margin_m", "nearest", "uncertainty_m",
        "because", "cause", "by_line",
    }  # fmt: skip
    assert found["margin_m"] == pytest.approx(100_000 - found["distance_m"], abs=0.01)


def test_the_command_runs_as_a_process(tmp_path: Path) -> None:
    """The module runs as a program of its own, and its exit code reaches the shell."""
    done = subprocess.run(
        [sys.executable, "-m", "geo", "check", "33.51,36.29", *SEED],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    assert done.returncode == 0
    assert b"inside" in done.stdout


def test_without_a_zone_the_seed_is_checked() -> None:
    """`geo check Damascus` needs nothing else, and stands on the first article's claim."""
    [found] = answer("check", "Damascus")
    assert found["verdict"] == "inside"
    assert found["place"]["country"] == "SYR"
    [beirut] = answer("check", "Beirut")
    assert beirut["verdict"] == "outside"
    assert "Lebanon" in beirut["because"]


def test_a_place_on_which_the_lines_disagree_is_undecided() -> None:
    """Exit code 5 and a sentence with both distances, until the line is chosen."""
    done = geo("check", "Jayrud", *SEED)
    assert done.returncode == 5
    assert "101.7 km" in done.stdout
    assert "depends" in done.stdout
    assert geo("check", "Jayrud", *SEED, "--line", "pre-1967").returncode == 0


def test_southern_latitudes_are_no_options() -> None:
    """A point that begins with a minus is a point."""
    [found] = answer("check", "-33.92,18.42", *SEED)
    assert found["place"]["lat"] == -33.92
    assert found["verdict"] == "outside"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["check", "95,36", *SEED], 2, "latitude 95"),
        (["check", "Xyzzyville-on-Nowhere", *SEED], 3, "Xyzzyville"),
        (["check", "Damascus", "--reference", "ISR-LBN"], 2, "--distance"),
        (["zone", "ISR-LBN", "-d", "0 km"], 2, "more than 0"),
        (["zone", "ISR-LBN", "-d", "100"], 2, "write 100 km or 100 m"),
        (["check", "Homs", "--reference", "ISR-LBN", "-d", "100"], 2, "write 100 km or 100 m"),
        (["zone", "ISR-LBN", "-d", "-5"], 2, "-5"),
        (["zone", "ISR-LBN", "-d", "NaN"], 2, "NaN"),
        (["zone", "ISR-LBN", "-d", "30,000 km"], 2, "30,000 km"),
        (["zone", "ISR-LBN", "-d", "5 parsecs"], 2, "parsecs"),
        (["zone", "France–Poland border", "-d", "5 km"], 3, "France"),
        (["zone", "ISR-LBN", "-d", "5 km", "--tolerance", "6 km"], 2, "tolerance"),
        (["zone", "ISR-LBN", "-d", "100"], 2, "write 100 km or 100 m"),
        (["check", "Metula", "--reference", "ISR-LBN", "-d", "5"], 2, "write 5 km or 5 m"),
        (["zone", "ISR-LBN", "-d", "5 km", "--tolerance", "0.5"], 2, "write 0.5 km or 0.5 m"),
        (["zone", "ISR-LBN", "-d", "5 km", "--line", "bravo-1974"], 2, "bravo-1974"),
        (["zone", "ISR-LBN", "-d", "5 km", "-o", "zone.docx"], 2, ".geojson"),
        (["zone", "missing.geojson", "-d", "5 km"], 4, "missing.geojson"),
        (["read", "missing.txt"], 4, "missing.txt"),
        (["map", "missing.txt"], 4, "missing.txt"),
        (["places", "Xyzzyville-on-Nowhere"], 3, "Xyzzyville"),
        (["lines", "--nonsense"], 2, "--nonsense"),
        (["frobnicate"], 2, "frobnicate"),
    ],
)
def test_bad_input_is_refused_plainly(
    arguments: list[str], code: int, words: str, tmp_path: Path
) -> None:
    """The exit code says what kind of mistake, stderr names the value, stdout stays empty."""
    done = geo(*arguments, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []
    if arguments[0] != "frobnicate" and "--nonsense" not in arguments:
        notes = [line for line in done.stderr.splitlines() if line.startswith("geo: note:")]
        assert len(done.stderr.splitlines()) - len(notes) == 1


def test_swapped_coordinates_get_a_hint() -> None:
    """A point in the sea that would be on land the other way round says so."""
    [found] = answer("check", "35.82,33.12", *SEED, "--within", "Syria")
    assert found["verdict"] == "outside"
    assert "LAT,LON" in found["because"]


def test_a_map_of_the_first_seed(tmp_path: Path) -> None:
    """`geo map` with nothing writes out/map.html, under 5 MB, without a remote script or style."""
    done = geo("map", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = tmp_path / "out" / "map.html"
    assert 100_000 < page.stat().st_size < 5_000_000
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"']https?:", text)
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["map.html"]


@pytest.mark.parametrize("name", ["m.html", "m.png"])
@pytest.mark.parametrize(
    "text",
    [
        "Ministers met in Damascus and Beirut.",
        "Troops must stay 30 km from the town of Xyzzyville-on-Nowhere, he said.",
    ],
)
def test_without_a_zone_to_draw_no_map_is_written(name: str, text: str, tmp_path: Path) -> None:
    """Exit code 3 and a sentence; a map that was there before is still the same, and no other."""
    (tmp_path / name).write_text("the old map")
    done = geo("map", "-", "-o", name, stdin=text.encode(), cwd=tmp_path)
    assert done.returncode == 3, done.stdout
    assert "no map is written" in done.stderr
    assert done.stdout == ""
    assert (tmp_path / name).read_text() == "the old map"
    assert len(list(tmp_path.iterdir())) == 1
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text(text)
    assert geo("map", "articles", "-o", name, cwd=tmp_path).returncode == 3
    assert (tmp_path / name).read_text() == "the old map"


def test_one_unknown_place_does_not_lose_the_others(tmp_path: Path) -> None:
    """What is known is answered, what is not is named on stderr, and the exit code is 3."""
    words = ("Damascus", "Xyzzyville-on-Nowhere", "Homs")
    done = geo("check", *words, *SEED)
    assert done.returncode == 3
    assert "Damascus" in done.stdout and "Homs" in done.stdout
    assert "Xyzzyville" in done.stderr and len(done.stderr.splitlines()) == 1
    done = geo("check", *words, *SEED, "--json")
    assert done.returncode == 3
    found = json.loads(done.stdout)
    assert [each["query"] for each in found] == list(words)
    assert [each["verdict"] for each in found] == ["inside", None, "outside"]
    assert "Xyzzyville" in found[1]["error"] and found[1]["candidates"] == []
    assert found[0] == answer("check", "Damascus", *SEED)[0]


@pytest.mark.parametrize(
    "option",
    [
        ("-o", "out.csv"), ("--distance-column",), ("--verdict",), ("--by-line",),
        ("--prefix", "x"), ("--lon", "x"), ("--lat", "y"), ("--delimiter", ";"),
        ("--input-format", "csv"), ("--output-format", "csv"), ("--rejects", "r"), ("--resume",),
        ("--density-map", "m.html"), ("--cluster", "local"),
    ],
)  # fmt: skip
def test_no_option_is_left_unused_without_a_word(option: tuple[str, ...], tmp_path: Path) -> None:
    """What only files of points need is refused where there are none, by its name."""
    done = geo("check", "Damascus", *SEED, *option, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [f"geo: {option[0]} goes with --points FILE"]
    assert done.stdout == "" and not list(tmp_path.iterdir())


def test_every_option_of_files_is_refused_without_them() -> None:
    """The panel of help that says "with --points" and what is refused without it are one list."""
    from typer.main import get_command

    from geo.cli import app

    command = get_command(app).commands["check"]  # type: ignore[attr-defined]
    panel = {
        each.name
        for each in command.params
        if (getattr(each, "rich_help_panel", None) or "").startswith("Files")
    }
    from geo.cli.check_command import OPTIONS_OF_POINTS

    assert panel - {"points"} == set(OPTIONS_OF_POINTS)


def test_two_claims_are_both_read() -> None:
    """An article with two distances has two claims, in order."""
    text = (
        b"Moscow offered to keep the militias 85 km from the Golan ceasefire line. "
        b"Belarus said a strip three kilometres deep along its border with Poland is closed."
    )
    done = geo("read", "-", "--json", stdin=text)
    found = json.loads(done.stdout)
    assert [claim["distance_m"] for claim in found["claims"]] == [85_000, 3_000]
    assert set(found) == {"title", "date", "mentions", "claims", "doubts"}


def test_an_empty_article_and_a_binary_are_refused(tmp_path: Path) -> None:
    """What is no text is bad data, in one line."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    for name in ("empty.txt", "binary.txt"):
        done = geo("read", name, cwd=tmp_path)
        assert done.returncode == 4
        assert name in done.stderr
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("ending", [".geojson", ".gpkg", ".parquet", ".kml", ".html"])
def test_a_zone_is_written_in_every_format(ending: str, tmp_path: Path) -> None:
    """One command, one file, nothing beside it."""
    done = geo("zone", "BLR-POL", "-d", "3 km", "-o", f"zone{ending}", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [each.name for each in tmp_path.iterdir()] == [f"zone{ending}"]


def test_a_written_zone_can_be_checked_against(tmp_path: Path) -> None:
    """`geo check --zone FILE` gives the answers of the zone that was written."""
    geo(
        "zone",
        "ceasefire-1974",
        "-d",
        "100 km",
        "--within",
        "Syria",
        "-o",
        "z.geojson",
        cwd=tmp_path,
    )
    done = geo("check", "Damascus", "Homs", "--zone", "z.geojson", "--json", cwd=tmp_path)
    found = json.loads(done.stdout)
    assert [each["verdict"] for each in found] == ["inside", "outside"]
    assert found[0]["distance_m"] == pytest.approx(49_400, abs=300)


def test_an_output_that_cannot_be_written_is_bad_data() -> None:
    """An unwritable path is one line and exit code 4."""
    done = geo("zone", "33.5,36.3", "-d", "5 km", "-o", "/proc/no/zone.geojson")
    assert done.returncode == 4
    assert "/proc/no" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_every_command_has_help_and_is_in_the_readme() -> None:
    """No command lacks a sentence of help or a place in the README."""
    from typer.main import get_command

    from geo.cli import app

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert {"map", "read", "zone", "check", "places", "lines", "sources"} <= set(commands)
    for name, command in commands.items():
        assert (command.help or "").strip(), name
        assert f"geo {name}" in readme, name
        for parameter in command.params:
            if parameter.name != "help":
                assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_a_near_spelling_is_taken_only_where_a_guess_is_asked_for() -> None:
    """Exit code 3 and candidates for a misspelt name; with --guess its answer says "near"."""
    done = geo("check", "Damasucs", "Homs", *SEED, "--json")
    assert done.returncode == 3
    [unknown, homs] = json.loads(done.stdout)
    assert unknown["verdict"] is None and homs["verdict"] == "outside"
    first = unknown["candidates"][0]
    assert (first["name"], first["country"]) == ("Damascus", "SYR")
    assert first["distance_m"] == pytest.approx(49_400, abs=300)
    [guessed] = answer("check", "Damasucs", *SEED, "--guess")
    assert guessed["place"]["name"] == "Damascus"
    assert guessed["place"]["matched"] == "near"
    assert geo("zone", "Damasucs", "-d", "40 km").returncode == 3
    guess = answer("zone", "Damasucs", "-d", "40 km", "--guess")
    assert guess["place"]["matched"] == "near"


def test_a_line_that_does_not_fit_is_never_left_unused() -> None:
    """`check --line` of no line, or of one that the zone does not have, is an error."""
    unknown = geo("check", "Damascus", "--line", "nosuch")
    assert unknown.returncode == 3 and "nosuch" in unknown.stderr
    misfit = geo("check", "Damascus", "--line", "POL-BLR")
    assert misfit.returncode in {2, 3} and not misfit.stdout


def test_a_rough_reference_names_its_option() -> None:
    """The refusal of a rough zone says by which option it is drawn all the same."""
    assert "with --rough" in geo("zone", "pre-1967", "-d", "1 km").stderr
