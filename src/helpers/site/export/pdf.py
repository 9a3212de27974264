"""A document as PDF, on A4, with its font in it. The second door to reportlab."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, KeepTogether, Paragraph, SimpleDocTemplate, Table
from reportlab.platypus.flowables import Spacer

from helpers.site.export.fonts import NAME, font_bytes
from helpers.site.export.lines import Measure, broken, shared_out
from helpers.site.export.paper import Cell, Claim, Drawing, Heading, Line, Paper, Part, Quote, Rows

A4 = (595.0, 842.0)
MARGIN = 54.0
_WIDTH = A4[0] - 2 * MARGIN - 12  # a frame of reportlab keeps 6 points free on each side
_INK, _SOFT, _RULE, _TINT = "#1f2933", "#5b6773", "#c3cbd3", "#f2f5f7"
_SEVERE = {"error": "#b3261e", "warning": "#8a5a00", "note": "#0b5ea8"}


@dataclass(frozen=True)
class _Look:
    """How words are printed: a size, a colour, and how far they are set in."""

    size: float
    colour: str = _INK
    before: float = 0.0
    indent: float = 0.0
    ground: str = ""
    follows: bool = False


_TITLE, _LEAD, _HEAD = _Look(17), _Look(11), _Look(13, before=12, follows=True)
_PLAIN, _SMALL, _CELL = _Look(9.5), _Look(8, _SOFT), _Look(8)
_ITEM, _QUOTE = _Look(9.5, indent=12), _Look(9.5, indent=16, ground=_TINT)


def written(paper: Paper) -> bytes:
    """Return a paper as a PDF; the same bytes for the same paper."""
    characters = _characters(paper)
    # reportlab keeps the first font of a name and gives it for all later ones: each set of characters has a name of its own.
    digest = hashlib.sha256("".join(sorted(characters)).encode()).hexdigest()[:12]
    name = f"{NAME}-{digest}"
    pdfmetrics.registerFont(TTFont(name, io.BytesIO(font_bytes(characters, name))))
    return _Printer(name).printed(paper)


def _characters(paper: Paper) -> set[str]:
    found = set(" •…0123456789-/" + paper.title + paper.lead)
    for part in paper.parts:
        if isinstance(part, Rows):
            found |= set("".join(part.heads)) | {c for r in part.rows for w in r for c in w.words}
        elif isinstance(part, Quote):
            found |= set(f"{part.words} — {part.where}")
        elif isinstance(part, Claim):
            found |= set(f"[{part.label}] {part.words}")
        else:
            found |= set(part.words)
    return found


class _Printer:
    """Prints papers in one font."""

    def __init__(self, font: str) -> None:
        self._font = font

    def printed(self, paper: Paper) -> bytes:
        """Return a paper as a PDF."""
        story: list[Flowable] = [self._text(paper.title, _TITLE), self._text(paper.lead, _LEAD)]
        for part in paper.parts:
            story += self._flowables(part)
        out = io.BytesIO()
        document = SimpleDocTemplate(
            out,
            pagesize=A4,
            leftMargin=MARGIN,
            rightMargin=MARGIN,
            topMargin=MARGIN,
            bottomMargin=MARGIN,
            title=paper.title,
            subject=paper.lead,
            lang="zh-CN" if paper.lang == "zh" else "en",
            initialFontName=self._font,
            invariant=1,
        )
        running = self._running(paper)
        document.build(story, onFirstPage=running, onLaterPages=running)
        return out.getvalue()

    def _running(self, paper: Paper) -> Any:
        title = broken(paper.title, _WIDTH - 40, self._measure(8))[0]

        def draw(canvas: Canvas, document: SimpleDocTemplate) -> None:
            canvas.setFont(self._font, 8)
            canvas.setFillColor(HexColor(_SOFT))
            canvas.drawString(MARGIN + 6, 30, title)
            canvas.drawRightString(A4[0] - MARGIN - 6, 30, str(canvas.getPageNumber()))

        return draw

    def _measure(self, size: float) -> Measure:
        return lambda text: float(pdfmetrics.stringWidth(text, self._font, size))

    def _style(self, look: _Look) -> ParagraphStyle:
        return ParagraphStyle(
            "style",
            fontName=self._font,
            bulletFontName=self._font,
            fontSize=look.size,
            leading=look.size * 1.5,
            textColor=HexColor(look.colour),
            spaceBefore=look.before,
            spaceAfter=3,
            leftIndent=look.indent,
            bulletIndent=2,
            backColor=HexColor(look.ground) if look.ground else None,
            keepWithNext=look.follows,
        )

    def _text(self, words: str, look: _Look, width: float = _WIDTH, bullet: str = "") -> Paragraph:
        """Return a paragraph whose lines are broken here, and by nobody else."""
        lines = broken(words, width - look.indent - 0.5, self._measure(look.size))
        markup = "<br/>".join(map(_escaped, lines))
        return Paragraph(markup, self._style(look), bulletText=bullet or None)

    def _flowables(self, part: Part) -> Iterable[Flowable]:
        match part:
            case Heading():
                yield self._text(part.words, _HEAD)
            case Claim():
                look = _Look(10.5, _SEVERE[part.severity], before=8, follows=True)
                yield self._text(f"[{part.label}] {part.words}", look)
            case Line():
                look = _ITEM if part.item else _SMALL if part.soft else _PLAIN
                yield self._text(part.words, look, bullet="•" if part.item else "")
            case Quote():
                yield self._text(
                    f"{part.words} — {part.where}" if part.where else part.words, _QUOTE
                )
            case Drawing():
                yield KeepTogether([Spacer(0, 6), _image(part), Spacer(0, 4)])
            case Rows():
                yield self._table(part)

    def _table(self, part: Rows) -> Table:
        rows = ([tuple(Cell(head) for head in part.heads)] if part.heads else []) + list(part.rows)
        widths = self._widths(rows)
        cells = [
            [self._text(c.words, _CELL, w - 8) for c, w in zip(row, widths, strict=True)]
            for row in rows
        ]
        look: list[tuple[Any, ...]] = [
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(_RULE)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
        if part.heads:
            look.append(("BACKGROUND", (0, 0), (-1, 0), HexColor(_TINT)))
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                if cell.marked:
                    look.append(("BOX", (x, y), (x, y), 1.2, HexColor(_SEVERE["error"])))
                    look.append(("BACKGROUND", (x, y), (x, y), HexColor("#fdeceb")))
        heads = 1 if part.heads else 0
        # A row may be longer than a page: reports are not bound to be reasonable.
        return Table(
            cells,
            colWidths=widths,
            style=look,
            repeatRows=heads,
            splitInRow=1,
            hAlign="LEFT",
            spaceBefore=4,
            spaceAfter=6,
        )

    def _widths(self, rows: list[tuple[Cell, ...]]) -> list[float]:
        """Return the widths of columns: what their words need, shared out where that is too much."""
        measure = self._measure(_CELL.size)
        columns = [[cell.words for cell in column] for column in zip(*rows, strict=True)]
        return shared_out(columns, _WIDTH, measure, room=10)


def _escaped(words: str) -> str:
    # Spaces would be drawn together into one.
    return escape(words).replace("  ", "\u00a0 ")


def _image(part: Drawing) -> Image:
    image = Image(io.BytesIO(part.png))
    scale = min(_WIDTH / image.imageWidth, 640 / image.imageHeight, 0.5)
    image.drawWidth, image.drawHeight = image.imageWidth * scale, image.imageHeight * scale
    image.hAlign = "LEFT"
    return image
