"""Reports: what a zone shows, in words, tables and a map, as a document.

`content` gathers it once, free of any format; `page` makes HTML of it, `word` a Word document,
`markdown` Markdown, and `sheets` a PDF.
"""

from __future__ import annotations

from geo.reports.content import Heading, Items, Paragraph, Picture, Report, Table, report_of
from geo.reports.documents import FORMATS, report, report_bytes

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
