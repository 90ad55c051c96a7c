"""The README tells the truth: its commands run and print what it shows."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n\$ (geo .*)\n((?:.*\n)*?)```", TEXT)


def _run(command: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "160"},
        timeout=120,
    )
    lines = done.stdout.decode().splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()


@pytest.mark.parametrize(("command", "shown"), CONSOLE, ids=[each[0] for each in CONSOLE])
def test_a_command_prints_what_the_readme_shows(command: str, shown: str, tmp_path: Path) -> None:
    """Each shell example is run and compared line by line."""
    assert _run(command, tmp_path) == shown.strip()


def test_the_python_of_the_readme_runs() -> None:
    """The Python examples are doctests."""
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    example = doctest.DocTestParser().get_doctest(TEXT, {}, "README.md", "README.md", 0)
    assert len(example.examples) >= 4
    assert runner.run(example).failed == 0


def test_the_two_commands_are_make_targets() -> None:
    """`make map` and `make test` exist, and CI runs the test command that the README names."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("map", "test"):
        assert f"make {target}" in TEXT
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_links_lead_somewhere() -> None:
    """Every relative link and picture of the README is a file of the project."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", TEXT):
        assert (ROOT / target).exists(), target
