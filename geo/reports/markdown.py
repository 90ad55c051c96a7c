"""A report as Markdown: for Quarto, a wiki, or a repository."""

from __future__ import annotations

import json
import re

from geo.reports.content import Block, Heading, Items, Paragraph, Picture, Report, Table

__all__ = ["markdown"]

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|$~])")


def escaped(text: str) -> str:
    r"""Let no character of a text mean anything to Markdown.

    Examples
    --------
    >>> escaped("a_b | 5 < 6")
    'a\\_b \\| 5 \\< 6'
    """
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def markdown(report: Report, *, picture: str, quarto: bool = False) -> str:
    """Write a report as Markdown.

    Parameters
    ----------
    report : Report
    picture : str
        Address of the map: a file beside it, or a ``data:`` address.
    quarto : bool, optional
        Whether title and date stand in front matter, where Quarto looks for them.

    Returns
    -------
    str
    """
    head = [f"title: {json.dumps(report.title, ensure_ascii=False)}"]
    if report.subtitle:
        head.append(f"subtitle: {json.dumps(report.subtitle, ensure_ascii=False)}")
    if report.date:
        head.append(f"date: {report.date}")
    parts = ["---\n" + "\n".join([*head, "lang: en"]) + "\n---"]
    if not quarto:
        parts = [
            f"# {escaped(report.title)}",
            *([escaped(report.subtitle)] * bool(report.subtitle)),
        ]
    if report.doubt:
        parts.append(f"> **{escaped(report.doubt)}**")
    parts += [_block_text(block, report, picture) for block in report.blocks]
    return "\n\n".join(parts) + "\n"


def _block_text(block: Block, report: Report, picture: str) -> str:
    """Write one block."""
    match block:
        case Heading():
            return f"## {escaped(block.text)}"
        case Paragraph():
            text = escaped(block.text)
            return f"> {text}" if block.kind == "quote" else text
        case Items():
            return "\n".join(f"- {escaped(text)}" for text in block.texts)
        case Picture():
            alt = escaped(report.figure.alt)
            address = picture if picture.startswith("data:") else f"<{picture}>"
            return f"![{alt}]({address})\n\n{escaped(block.caption)}"
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    rules = ["---:" if number in table.numbers else "---" for number in range(len(table.columns))]
    rows = [table.columns, *table.rows]
    lines = [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows]
    lines.insert(1, f"| {' | '.join(rules)} |")
    return f"**{escaped(table.caption)}**\n\n" + "\n".join(lines)
