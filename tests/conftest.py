"""What all suites share: a last line that says what could not run here, and how to get it."""

from __future__ import annotations

import pytest


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what was left out; each reason says how to get what was missing."""
    reasons = set()
    for report in terminalreporter.stats.get("skipped", ()):
        told = report.longrepr
        reason = told[2] if isinstance(told, tuple) else str(told)
        reasons.add(reason.removeprefix("Skipped: "))
    if reasons:
        terminalreporter.write_line(f"left out here: {'; '.join(sorted(reasons))}", yellow=True)
