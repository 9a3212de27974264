"""Invented reports as PDF files with ruled tables, made with reportlab."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from invented import Box, Part

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
PAGE = (595.0, 1400.0)
"""High enough for table three: reportlab does not cut a cell that spans rows."""
PROSE = ParagraphStyle("prose", fontName="STSong-Light", fontSize=11, leading=18, wordWrap="CJK")
CELL = ParagraphStyle("cell", fontName="STSong-Light", fontSize=8, leading=10, wordWrap="CJK")


def pdf_bytes(parts: Sequence[Part]) -> bytes:
    """Return a report as a PDF with ruled tables."""
    story: list[Flowable] = [
        Paragraph(part, PROSE) if isinstance(part, str) else _table(part) for part in parts
    ]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=PAGE, leftMargin=50, rightMargin=50).build(story)
    return out.getvalue()


def _table(rows: list[list[Box | None]]) -> Table:
    width = max(len(row) for row in rows)
    cells = [
        [Paragraph(box.text, CELL) if box else "" for box in row] + [""] * (width - len(row))
        for row in rows
    ]
    spans = [
        ("SPAN", (x, y), (x + box.colspan - 1, y + box.rowspan - 1))
        for y, row in enumerate(rows)
        for x, box in enumerate(row)
        if box and (box.colspan > 1 or box.rowspan > 1)
    ]
    grid = ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))
    return Table(cells, colWidths=[495 / width] * width, style=[grid, *spans], repeatRows=0)
