"""The documentation tells the truth: examples run, links lead somewhere, the site builds."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from geo.errors import GeoWarning

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = {page.stem: page.read_text(encoding="utf-8") for page in sorted(DOCS.glob("*.md"))}
CONSOLE = [
    (name, command, shown)
    for name, text in PAGES.items()
    for command, shown in re.findall(r"```console\n\$ (geo .*)\n((?:.*\n)*?)```", text)
]
PYTHON = [name for name, text in PAGES.items() if ">>> " in text]


@pytest.mark.parametrize(
    ("name", "command", "shown"),
    CONSOLE,
    ids=[command for _, command, _ in CONSOLE],
)
def test_a_command_prints_what_the_page_shows(
    name: str, command: str, shown: str, tmp_path: Path
) -> None:
    """Each shell example is run and compared line by line, beside the files that the page shows."""
    for file, body in re.findall(r"^`([\w.-]+)`:\n\n```text\n(.*?)```", PAGES[name], re.M | re.S):
        (tmp_path / file).write_text(body, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "160"},
        timeout=120,
    )
    printed = "\n".join(line.rstrip() for line in done.stdout.decode().splitlines())
    assert printed.strip() == shown.strip()


@pytest.mark.parametrize("name", PYTHON)
def test_the_python_of_a_page_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The Python examples of a page are one doctest, from top to bottom, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    example = doctest.DocTestParser().get_doctest(PAGES[name], {}, name, f"{name}.md", 0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GeoWarning)
        assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example).failed == 0


def test_no_code_block_is_left_out() -> None:
    """Python is written as doctests and commands as console blocks, so that all of it is run."""
    for name, text in PAGES.items():
        for kind, body in re.findall(r"^```(\w+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            # `py` needs a server that a page has not: the room's own tests run it.
            assert kind in ("python", "py", "console", "sh", "html", "json", "text", "toml"), name
            if kind == "python":
                assert body.startswith(">>> "), (name, body)
            if kind == "console":
                assert body.startswith("$ geo "), (name, body)
            if kind == "sh":
                targets = (ROOT / "Makefile").read_text(encoding="utf-8")
                for target in re.findall(r"^make (\w+)", body, re.MULTILINE):
                    assert re.search(rf"^{target}:", targets, re.MULTILINE), target


def test_links_lead_somewhere() -> None:
    """Every relative link and picture of a page is a file of the project."""
    made = {"data.md", "changes.md"}
    for name, text in PAGES.items():
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
            assert target in made or (DOCS / target).exists(), (name, target)


def test_the_site_builds_without_a_warning_and_loads_nothing_from_elsewhere() -> None:
    """The site is whole: every page in the menu, no warning, no script or font of a third party."""
    subprocess.run(
        [sys.executable, str(DOCS / "build.py"), "--strict"], check=True, cwd=ROOT, timeout=300
    )
    site = ROOT / "out" / "site"
    for page in (*PAGES, "data", "changes", "reference/zones"):
        html = (site / f"{page}.html").read_text(encoding="utf-8")
        assert not re.findall(r"<(?:script|img|iframe)[^>]+src=.?https?:", html), page
        assert not re.findall(r"<link[^>]+rel=.?stylesheet[^>]+href=.?https?:", html), page
    reference = (site / "reference" / "zones.html").read_text(encoding="utf-8")
    assert "edge_error_m" in reference
    assert "whose_line" in reference
