"""A document as DOCX, to work on. The door to python-docx."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from helpers.site.export.lines import shared_out
from helpers.site.export.paper import Cell, Claim, Drawing, Heading, Line, Paper, Part, Quote, Rows

_LATIN, _CHINESE = "Arial", "Microsoft YaHei"
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The date of every part: a package has one, and a clock would make other bytes each time."""
_SEVERE = {
    "error": RGBColor(0xB3, 0x26, 0x1E),
    "warning": RGBColor(0x8A, 0x5A, 0x00),
    "note": RGBColor(0x0B, 0x5E, 0xA8),
}
_SOFT = RGBColor(0x5B, 0x67, 0x73)
_WIDTH = 17.0
"""Centimetres between the margins."""


def written(paper: Paper) -> bytes:
    """Return a paper as a Word document; the same bytes for the same paper."""
    made = Document()
    _dress(made, paper)
    made.add_heading(paper.title, level=1)
    made.add_paragraph().add_run(paper.lead).bold = True
    for part in paper.parts:
        _add(made, part)
    out = io.BytesIO()
    made.save(out)
    return _undated(out.getvalue())


def _undated(data: bytes) -> bytes:
    """Return a package whose parts all have the same date."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as taken,
    ):
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _FIRST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            taken.writestr(entry, given.read(name))
    return out.getvalue()


def _dress(made: Any, paper: Paper) -> None:
    """Set page, fonts and languages: Word chooses Chinese fonts apart from Latin ones."""
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.0)
    for name, size in (("Normal", 10), ("Heading 1", 17), ("Heading 2", 13), ("Heading 3", 11)):
        style = made.styles[name]
        style.font.name, style.font.size = _LATIN, Pt(size)
        letters = style.element.get_or_add_rPr()
        fonts = letters.find(qn("w:rFonts"))
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), _CHINESE)
        fonts.set(qn("w:hAnsi"), _LATIN)
        spoken = letters.find(qn("w:lang"))
        if spoken is None:
            spoken = OxmlElement("w:lang")
            letters.append(spoken)
        spoken.set(qn("w:val"), "en-GB")
        spoken.set(qn("w:eastAsia"), "zh-CN")
    made.styles["Normal"].paragraph_format.space_after = Pt(4)
    told = made.core_properties
    told.title, told.subject, told.author, told.comments = paper.title[:250], "", "ogi-audit", ""
    told.language = "zh-CN" if paper.lang == "zh" else "en"
    _number(page.footer.paragraphs[0])


def _number(line: Any) -> None:
    """Print the number of the page."""
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = line.add_run()
        if code:
            element = OxmlElement("w:instrText")
            element.text = code
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _add(made: Any, part: Part) -> None:
    match part:
        case Heading():
            made.add_heading(part.words, level=2)
        case Claim():
            line = made.add_heading(level=3)
            line.add_run(f"[{part.label}] {part.words}").font.color.rgb = _SEVERE[part.severity]
        case Line():
            line = made.add_paragraph(style="List Bullet" if part.item else None)
            _soft(line.add_run(part.words), part.soft)
        case Quote():
            line = made.add_paragraph()
            line.paragraph_format.left_indent = Cm(0.8)
            line.add_run(part.words)
            if part.where:
                _soft(line.add_run(f" — {part.where}"), True)
        case Drawing():
            _picture(made, part)
        case Rows():
            _table(made, part)


def _soft(run: Any, soft: bool) -> None:
    if soft:
        run.font.size, run.font.color.rgb = Pt(8.5), _SOFT


def _picture(made: Any, part: Drawing) -> None:
    shape = made.add_picture(io.BytesIO(part.png), width=Cm(_WIDTH))
    shape._inline.docPr.set("descr", part.words)


def _table(made: Any, part: Rows) -> None:
    rows = ([tuple(Cell(head) for head in part.heads)] if part.heads else []) + list(part.rows)
    table = made.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    widths = _widths(rows)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for y, (line, row) in enumerate(zip(table.rows, rows, strict=True)):
        head = y == 0 and bool(part.heads)
        if head:
            line._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, given, width in zip(line.cells, row, widths, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            run = cell.paragraphs[0].add_run(given.words)
            run.font.size = Pt(8.5)
            run.bold = head or given.marked
            if given.marked:
                run.font.color.rgb = _SEVERE["error"]
                shade = OxmlElement("w:shd")
                shade.set(qn("w:val"), "clear")
                shade.set(qn("w:fill"), "FDECEB")
                cell._tc.get_or_add_tcPr().append(shade)
    made.add_paragraph()


def _widths(rows: list[tuple[Cell, ...]]) -> list[float]:
    """Return the widths of columns in centimetres."""
    columns = [[cell.words for cell in column] for column in zip(*rows, strict=True)]
    return shared_out(columns, _WIDTH, _measured, room=0.5)


def _measured(words: str) -> float:
    """Return about how wide words of a table are; Word has the fonts, not this program."""
    return sum(0.31 if ord(char) > 0x2E80 else 0.18 for char in words)
