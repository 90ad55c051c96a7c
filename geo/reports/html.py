"""A report as one HTML file: accessible, printable, and without a request to the network."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from geo.figures import is_right_to_left
from geo.reports.content import Report

__all__ = ["page"]

_STYLE: Final = """
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #1c1c1c;
  background: #fff; margin: 0; }
main { max-width: 50rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere; }
.subtitle { color: #4a4a4a; font-size: 1.1rem; margin: 0 0 1.5rem; }
.doubt { margin: 0 0 .8rem; padding: .5rem .8rem; border-left: 5px solid #c77700;
  background: #fff3d6; color: #4a3200; print-color-adjust: exact; }
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
_ADDRESS: Final = re.compile(r"(https?://[^\s<>\"“”]+[^\s<>\"“”.,;:)])")


_PAGE: Final = """\
{%- macro cells(table, row) -%}
<th scope="row" dir="auto">{{ row[0]|mixed }}</th>
{%- for cell in row[1:] -%}
<td{% if cell in verdicts %} class="{{ cell }}"{% elif loop.index in table.numbers %} class="number"
{%- endif %}>{{ cell|mixed }}</td>
{%- endfor -%}
{%- endmacro -%}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ policy|safe }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{{ report.subtitle }}">
<meta name="generator" content="geo">
<title>{{ report.title }}</title>
<style>{{ style|safe }}</style>
</head>
<body>
<main>
<h1 dir="auto">{{ report.title }}</h1>
{% if report.doubt %}<p class="doubt" role="note" dir="auto">{{ report.doubt }}</p>
{% endif %}{% if report.subtitle %}<p class="subtitle" dir="auto">{{ report.subtitle }}</p>
{% endif %}{% for block in report.blocks %}{% set kind = block|kind %}
{%- if kind == "Heading" %}<h2>{{ block.text }}</h2>
{%- elif kind == "Paragraph" and block.kind == "quote" %}<blockquote dir="auto">
{{- block.text|linked }}</blockquote>
{%- elif kind == "Paragraph" %}<p{% if block.kind == "note" %} class="note"{% endif %} dir="auto">
{{- block.text|linked }}</p>
{%- elif kind == "Items" %}<ul>
{%- for text in block.texts %}<li dir="auto">{{ text|linked }}</li>{% endfor %}</ul>
{%- elif kind == "Picture" %}<figure>{{ report|drawing }}<figcaption>{{ block.caption -}}
</figcaption></figure>
{#- A table that is wider than a telephone is scrolled, by keyboard too. -#}
{%- elif kind == "Table" %}<div class="wide" role="region" tabindex="0" aria-label="
{{- block.caption }}"><table><caption>{{ block.caption }}</caption><thead><tr>
{%- for name in block.columns -%}
<th scope="col"{% if loop.index0 in block.numbers %} class="number"{% endif %}>{{ name }}</th>
{%- endfor %}</tr></thead><tbody>
{%- for row in block.rows %}<tr>{{ cells(block, row) }}</tr>{% endfor %}</tbody></table></div>
{%- endif %}
{% endfor %}</main>
</body>
</html>
"""


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
    return _template().render(
        report=report,
        policy=_POLICY,
        style=_STYLE,
        verdicts=("inside", "outside", "undecided"),
    )


@cache
def _template() -> Template:
    """The page, compiled once: that takes longer than to write a report with it."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.filters |= {
        "kind": lambda block: type(block).__name__,
        "linked": _linked,
        "mixed": _mixed,
        "drawing": _drawing,
    }
    return environment.from_string(_PAGE)


def _drawing(report: Report) -> Markup:
    """Take the drawing out of an SVG file, so that it can stand in a page."""
    svg = report.figure.to_bytes("svg").decode("utf-8")
    # Metadata in other namespaces means nothing in HTML; title and description stay.
    drawn = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    return Markup(drawn)  # noqa: S704 - made here, its texts are escaped by matplotlib


def _linked(text: str) -> Markup:
    """Escape a text, and make links of the addresses in it."""
    parts = _ADDRESS.split(text)
    link = Markup('<a href="{0}">{0}</a>')
    return Markup("").join(
        link.format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    )


def _mixed(text: str) -> Markup:
    """Set a name in another direction apart, so that the brackets round it stay in place."""
    found = re.fullmatch(r"(.*) \((.*)\)", text, re.DOTALL)
    if found and is_right_to_left(found[2]):
        return Markup("{} (<bdi>{}</bdi>)").format(found[1], found[2])
    return _linked(text)
