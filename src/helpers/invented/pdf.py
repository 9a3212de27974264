"""Invented reports as PDF files. The door to reportlab."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from helpers.invented.boxes import Part, cut, heads
from helpers.invented.boxes import Table as Printed
from helpers.invented.parts import MARK_EN

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
PAGE = (595.0, 1400.0)
"""High enough for table three: reportlab does not cut a cell that spans rows."""
A4 = (595.0, 842.0)
PROSE = ParagraphStyle("prose", fontName="STSong-Light", fontSize=11, leading=18, wordWrap="CJK")
CELL = ParagraphStyle("cell", fontName="STSong-Light", fontSize=8, leading=10, wordWrap="CJK")
FEWEST_ROWS = 15
"""Shorter tables are not cut over pages."""
ROWS_A_PAGE = 12


@dataclass(frozen=True)
class Print:
    """How a PDF is printed.

    Attributes:
        ruled: Whether strokes part the cells.
        pages: Whether long tables go over several pages.
        repeat: Whether the heads of a table stand on each of its pages.
        running: Whether running heads and page numbers stand on each page.
        stacked: Whether short column heads are printed letter by letter, one under the other.
    """

    ruled: bool = True
    pages: bool = False
    repeat: bool = False
    running: bool = False
    stacked: bool = False


PRINTS: dict[str, Print] = {
    "ruled": Print(),
    "ruled, over pages": Print(pages=True, running=True),
    "ruled, over pages, heads repeated": Print(pages=True, repeat=True, running=True),
    "ruled, stacked heads": Print(stacked=True),
    "unruled": Print(ruled=False),
}


def pdf_bytes(parts: Sequence[Part], how: Print = PRINTS["ruled"]) -> bytes:
    """Return a report as a PDF; the same bytes for the same report."""
    story: list[Flowable] = []
    for part in parts:
        if isinstance(part, str):
            story.append(Paragraph(part, PROSE))
        else:
            story += [_table(piece, how) for piece in _pieces(part, how)]
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4 if how.pages else PAGE,
        leftMargin=50,
        rightMargin=50,
        invariant=1,
        subject=MARK_EN,
    )
    drawn = _running if how.running else _nothing
    document.build(story, onFirstPage=drawn, onLaterPages=drawn)
    return out.getvalue()


def _pieces(table: Printed, how: Print) -> list[Printed]:
    if not how.pages or len(table) < FEWEST_ROWS:
        return [table]
    after = range(heads(table) + ROWS_A_PAGE, len(table), ROWS_A_PAGE)
    return cut(table, list(after), repeat=how.repeat)


def _running(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("STSong-Light", 9)
    canvas.drawString(50, 815, "虚构样例·云岚市政府信息公开")
    canvas.drawCentredString(297, 25, f"- {canvas.getPageNumber()} -")


def _nothing(canvas: Canvas, document: SimpleDocTemplate) -> None:
    """Draw nothing around the text."""


def _table(rows: Printed, how: Print) -> Table:
    width = max(len(row) for row in rows)
    top = heads(rows)

    def shown(text: str, y: int) -> Paragraph:
        text = text.replace("\n", "<br/>")
        if how.stacked and 1 < y < top and len(text) < 5:
            text = "<br/>".join(text)
        return Paragraph(text, CELL)

    cells = [
        [shown(box.text, y) if box else "" for box in row] + [""] * (width - len(row))
        for y, row in enumerate(rows)
    ]
    spans = [
        ("SPAN", (x, y), (x + box.colspan - 1, y + box.rowspan - 1))
        for y, row in enumerate(rows)
        for x, box in enumerate(row)
        if box and (box.colspan > 1 or box.rowspan > 1)
    ]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))] if how.ruled else []
    return Table(cells, colWidths=[495 / width] * width, style=[*grid, *spans], repeatRows=0)
