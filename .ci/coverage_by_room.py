"""Print which share of the lines and branches of each room the last measured run reached."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path


def main() -> None:
    """Read the coverage data of this folder and print a line a room, the least reached first."""
    report = Path("out/coverage.json")
    report.parent.mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "coverage", "json", "--quiet", "-o", str(report)], check=True
    )
    reached: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, file in json.loads(report.read_text(encoding="utf-8"))["files"].items():
        parts = Path(name).parts
        room = ".".join(parts[:2]).removesuffix(".py")
        summary = file["summary"]
        reached[room][0] += summary["covered_lines"] + summary["covered_branches"]
        reached[room][1] += summary["num_statements"] + summary["num_branches"]
    for room, (hit, whole) in sorted(reached.items(), key=lambda item: item[1][0] / item[1][1]):
        print(f"{room:20} {hit / whole:6.1%} of {whole:,} lines and branches")


if __name__ == "__main__":
    main()
