"""A report as one HTML file: accessible, printable, and without a request to the network."""

from __future__ import annotations

import html
import re
from typing import Final

from geo.figures import is_right_to_left
from geo.reports.content import Heading, Items, Paragraph, Picture, Report, Table

__all__ = ["page"]

_STYLE: Final = """
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #1c1c1c;
  background: #fff; margin: 0; }
main { max-width: 50rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere; }
.subtitle { color: #4a4a4a; font-size: 1.1rem; margin: 0 0 1.5rem; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .6rem; border-bottom: 2px solid #b5490b;
  padding-bottom: .2rem; break-after: avoid; }
blockquote { margin: .6rem 0; padding: .2rem 0 .2rem .9rem; border-left: 4px solid #b5490b; }
.note { color: #4a4a4a; font-size: .93rem; }
figure { margin: 1rem 0; break-inside: avoid; }
figure svg { width: 100%; height: auto; display: block; }
figcaption, caption { color: #333; font-size: .93rem; text-align: left; padding: .4rem 0; }
caption { font-weight: 600; }
.wide { overflow-x: auto; }
.wide:focus { outline: 2px solid #1f4e8c; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; margin: .4rem 0 1rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0;
  border-bottom: 1px solid #d5d5d5; }
thead th { border-bottom: 2px solid #777; }
tbody th { font-weight: 600; }
.number { text-align: right; white-space: nowrap; }
.inside, .outside, .undecided { white-space: nowrap; }
.inside::before { content: "● "; } .outside::before { content: "○ "; }
.undecided::before { content: "◆ "; }
a { color: #1f4e8c; overflow-wrap: anywhere; }
@media print {
  @page { size: A4; margin: 18mm 16mm; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; }
  .wide { overflow: visible; }
  thead { display: table-header-group; } tr { break-inside: avoid; }
  figure svg { max-height: 180mm; }
  h1 { font-size: 1.6rem; } .subtitle { margin-bottom: .5rem; font-size: 1rem; }
  h2 { margin-top: 1.2rem; }
}
"""

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:)]")


def page(report: Report) -> str:
    """Write a report as HTML.

    Parameters
    ----------
    report : Report

    Returns
    -------
    str
        A whole page. Its text is escaped, its map is inline SVG with title and description, and
        its policy forbids scripts and requests.
    """
    title = html.escape(report.title)
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="description" content="{html.escape(report.subtitle, quote=True)}">',
        '<meta name="generator" content="geo">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f'<h1 dir="auto">{title}</h1>',
    ]
    if report.subtitle:
        parts.append(f'<p class="subtitle" dir="auto">{html.escape(report.subtitle)}</p>')
    for block in report.blocks:
        if isinstance(block, Heading):
            parts.append(f"<h2>{html.escape(block.text)}</h2>")
        elif isinstance(block, Paragraph):
            parts.append(_paragraph(block))
        elif isinstance(block, Items):
            items = "".join(f'<li dir="auto">{_linked(text)}</li>' for text in block.texts)
            parts.append(f"<ul>{items}</ul>")
        elif isinstance(block, Picture):
            drawing = _inline(report.figure.to_bytes("svg").decode("utf-8"))
            caption = html.escape(block.caption)
            parts.append(f"<figure>{drawing}<figcaption>{caption}</figcaption></figure>")
        elif isinstance(block, Table):
            parts.append(_table(block))
    parts += ["</main>", "</body>", "</html>"]
    return "\n".join(parts) + "\n"


def _inline(svg: str) -> str:
    """Take the drawing out of an SVG file, so that it can stand in a page."""
    start = svg.index("<svg")
    # Metadata in other namespaces means nothing in HTML; title and description stay.
    return re.sub(r"<metadata>.*?</metadata>", "", svg[start:], count=1, flags=re.DOTALL)


def _linked(text: str) -> str:
    """Escape a text, and make links of the addresses in it."""
    escaped = html.escape(text)
    return _ADDRESS.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', escaped)


def _paragraph(block: Paragraph) -> str:
    text = _linked(block.text)
    if block.kind == "quote":
        return f'<blockquote dir="auto">{text}</blockquote>'
    note = ' class="note"' if block.kind == "note" else ""
    return f'<p{note} dir="auto">{text}</p>'


def _table(table: Table) -> str:
    def side(number: int) -> str:
        return ' class="number"' if number in table.numbers else ""

    head = "".join(
        f'<th scope="col"{side(number)}>{html.escape(name)}</th>'
        for number, name in enumerate(table.columns)
    )
    rows = []
    for row in table.rows:
        cells = [f'<th scope="row" dir="auto">{_mixed(row[0])}</th>']
        for number, cell in enumerate(row[1:], start=1):
            verdict = cell if cell in ("inside", "outside", "undecided") else ""
            kind = f' class="{verdict}"' if verdict else side(number)
            cells.append(f"<td{kind}>{_mixed(cell)}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    # A table that is wider than a telephone is scrolled, by keyboard too.
    caption = html.escape(table.caption)
    label = html.escape(table.caption, quote=True)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{label}">'
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _mixed(text: str) -> str:
    """Set a name in another direction apart, so that the brackets round it stay in place."""
    found = re.fullmatch(r"(.*) \((.*)\)", text, re.DOTALL)
    if found and is_right_to_left(found[2]):
        return f"{html.escape(found[1])} (<bdi>{html.escape(found[2])}</bdi>)"
    return _linked(text)
