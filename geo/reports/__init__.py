"""Reports: what a zone shows, in words, tables and a map, as a document.

`content` gathers it once, free of any format, with `tables`; `html`, `word`, `markdown` and
`pdf_pages` set it, and `formats` chooses among them.
"""

from __future__ import annotations

from geo.reports.content import Heading, Items, Paragraph, Picture, Report, Table, report_of
from geo.reports.formats import FORMATS, report, report_bytes

__all__ = [
    "FORMATS",
    "Heading",
    "Items",
    "Paragraph",
    "Picture",
    "Report",
    "Table",
    "report",
    "report_bytes",
    "report_of",
]
