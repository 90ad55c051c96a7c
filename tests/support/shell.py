"""The shell in this process: its own entry point, real streams, real files."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

from geo.cli import main


def geo(
    *arguments: str, stdin: bytes | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command in this process: its own entry point, real streams, real files."""
    out, err = io.StringIO(), io.StringIO()
    before, streams = Path.cwd(), sys.stdin
    code = 0
    try:
        os.chdir(cwd or before)
        if stdin is not None:
            sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main(list(arguments))
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        os.chdir(before)
        sys.stdin = streams
    return subprocess.CompletedProcess(list(arguments), code, out.getvalue(), err.getvalue())
