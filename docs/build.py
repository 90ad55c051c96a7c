"""Assemble the documentation and build it as a site: python docs/build.py [--strict].

The pages of docs/ are written so that they read well in the repository too. The site needs more:
the data's README, the changelog, and the pictures of the benchmarks, whose links are turned to
where the site has them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "out" / "site-source"

# Page of the site to file of the repository.
PAGES = {"data.md": "data/README.md", "changes.md": "CHANGELOG.md"}
FOLDERS = {"benchmarks": "benchmarks/results"}
REPOSITORY = {"../benchmarks/results/": "benchmarks/", "../data/README.md": "data.md"}


def assemble(target: Path = SOURCE) -> Path:
    """Gather the pages and pictures of the site.

    Parameters
    ----------
    target : Path
        Emptied first.

    Returns
    -------
    Path
        The target.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ROOT / "docs", target, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for page, file in PAGES.items():
        shutil.copyfile(ROOT / file, target / page)
    for folder, source in FOLDERS.items():
        (target / folder).mkdir(exist_ok=True)
        for kind in ("*.svg", "*.md"):
            for result in sorted((ROOT / source).glob(kind)):
                shutil.copyfile(result, target / folder / result.name)
    for page in target.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        for there, here in REPOSITORY.items():
            text = text.replace(f"]({there}", f"]({here}")
        # What only the repository has is named, not linked.
        text = re.sub(r"\[([^\]]+)\]\(\.\./(?!reference)[^)]+\)", r"\1", text)
        page.write_text(text, encoding="utf-8")
    return target


def build(*options: str) -> None:
    """Build the site into out/site.

    Parameters
    ----------
    *options : str
        For zensical.

    Raises
    ------
    subprocess.CalledProcessError
        If it warns and was told to be strict.
    """
    assemble()
    subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--clean", *options], cwd=ROOT, check=True
    )


if __name__ == "__main__":
    build(*sys.argv[1:])
