"""A report as a Word document."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from geo.figures import is_right_to_left
from geo.reports.content import Block, Heading, Items, Paragraph, Picture, Report, Table

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["word"]

_WIDTH_IN: Final = 6.7
_HEIGHT_IN: Final = 8.9
# The first day that a zip file can hold: a document tells no clock.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_RUNS: Final = re.compile(
    "([\u0590-\u08ff\ufb1d-\ufefc][\u0590-\u08ff\ufb1d-\ufefc\\s\u200c-\u200f]*)"
)


def word(report: Report) -> bytes:
    """Write a report as a Word document.

    Parameters
    ----------
    report : Report

    Returns
    -------
    bytes
        Headings are headings, tables repeat their first row on every page, the map has its
        alternative text; the same bytes for the same report.
    """
    import docx
    from docx.shared import Cm, Pt, RGBColor

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin = section.bottom_margin = Cm(2.0)
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    for name in ("Title", "Heading 1"):
        style: Any = document.styles[name]
        style.font.color.rgb = RGBColor(0x1C, 0x1C, 0x1C)
    properties = document.core_properties
    properties.title, properties.subject = report.title[:255], report.subtitle[:255]
    properties.author, properties.comments = "geo", report.figure.alt[:255]
    properties.language = "en-GB"
    when = datetime.datetime.fromisoformat(report.date or "1980-01-01")
    properties.created = properties.modified = when
    _write(document.add_paragraph(style="Title"), report.title)
    if report.doubt:
        _add_doubt(document, report.doubt)
    if report.subtitle:
        _write(document.add_paragraph(style="Subtitle"), report.subtitle)
    for block in report.blocks:
        _add_block(document, block, report)
    stream = io.BytesIO()
    document.save(stream)
    return _timeless(stream.getvalue())


def _add_block(document: Document, block: Block, report: Report) -> None:
    """Add one block."""
    from docx.shared import Inches

    if isinstance(block, Heading):
        document.add_heading(block.text, level=1)
    elif isinstance(block, Paragraph):
        style_name = "Intense Quote" if block.kind == "quote" else "Normal"
        paragraph = document.add_paragraph(style=style_name)
        _write(paragraph, block.text, italic=block.kind == "note")
    elif isinstance(block, Items):
        for text in block.texts:
            _write(document.add_paragraph(style="List Bullet"), text)
    elif isinstance(block, Picture):
        width, height = report.figure.canvas.get_size_inches()
        share = min(_WIDTH_IN / width, _HEIGHT_IN / height)
        picture = document.add_picture(
            io.BytesIO(report.figure.to_bytes("png")), width=Inches(width * share)
        )
        _describe(picture, report)
        document.paragraphs[-1].paragraph_format.keep_with_next = True
        _write(document.add_paragraph(style="Caption"), block.caption)
    elif isinstance(block, Table):
        _add_table(document, block)


def _write(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False) -> None:
    """Write a text, its Arabic and Hebrew as runs from right to left."""
    from docx.oxml import OxmlElement

    if is_right_to_left(text):
        mark = OxmlElement("w:bidi")
        paragraph._p.get_or_add_pPr().append(mark)
    for part in _RUNS.split(" ".join(text.split())):
        if not part:
            continue
        # What a text file may hold, XML may not.
        run = paragraph.add_run(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", part))
        run.bold, run.italic = bold or None, italic or None
        if is_right_to_left(part):
            run.font.rtl = True


def _add_doubt(document: Document, text: str) -> None:
    """Write what is rough or guessed on amber, as the other formats have it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = document.add_paragraph()
    _write(paragraph, text, bold=True)
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "FFF3D6")
    paragraph._p.get_or_add_pPr().append(shade)


def _describe(picture: Any, report: Report) -> None:
    properties = picture._inline.docPr
    properties.set("name", "Map")
    properties.set("title", report.title)
    properties.set("descr", report.figure.alt)


def _add_table(document: Document, table: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Inches, Pt

    caption = document.add_paragraph(style="Caption")
    _write(caption, table.caption)
    caption.paragraph_format.keep_with_next = True
    made: Any = document.add_table(rows=1, cols=len(table.columns))
    made.style = "Table Grid"
    made.autofit = False
    for row, cells, first in [(made.rows[0], table.columns, True)] + [
        (made.add_row(), cells, False) for cells in table.rows
    ]:
        properties = row._tr.get_or_add_trPr()
        whole = OxmlElement("w:cantSplit")
        properties.append(whole)
        if first:
            repeated = OxmlElement("w:tblHeader")
            repeated.set(qn("w:val"), "true")
            properties.append(repeated)
        for number, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = Inches(_WIDTH_IN * table.widths[number])
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            _write(paragraph, text, bold=first or number == 0)
            for run in paragraph.runs:
                run.font.size = Pt(8.5)
            if number in table.numbers:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _timeless(content: bytes) -> bytes:
    """Pack a document again without the time at which it was packed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as packed,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as again,
    ):
        for name in packed.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(entry, packed.read(name))
    return stream.getvalue()
