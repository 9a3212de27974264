"""Invented reports as Word documents, written straight as XML, so that no writer is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from helpers.invented.boxes import COVERED, Box, Part, Table, cut, heads
from helpers.invented.packages import packed, parts_list, properties

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def docx_bytes(parts: Sequence[Part], body: str = "") -> bytes:
    """Return a report as a Word document; `body` is further XML after it."""
    blocks = [paragraph(p) if isinstance(p, str) else _word_table(p) for p in parts]
    return docx_of("".join(blocks) + body)


def docx_of(body: str) -> bytes:
    """Return a Word document with this XML as its body."""
    return packed(
        {
            **parts_list("word/document.xml", "wordprocessingml.document.main"),
            "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:mc="{_MC}"><w:body>{body}</w:body></w:document>',
            **properties(),
        }
    )


def paragraph(text: str) -> str:
    """Return a paragraph; line feeds become breaks."""
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(p)}</w:t>' for p in text.split("\n"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def _word_table(table: Table, changed: Callable[[str], str] | None = None) -> str:
    """Write a table; `changed` writes the text of a cell of the form with its tracked changes."""
    rows = ("".join(_word_cell(r, x, changed) for x in range(len(r))) for r in _merged(table))
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def _merged(table: Table) -> list[list[tuple[Box, bool] | None]]:
    """Return every position with its box and whether that began further up."""
    result: list[list[tuple[Box, bool] | None]] = []
    for y, row in enumerate(table):
        line: list[tuple[Box, bool] | None] = []
        for x, box in enumerate(row):
            if box is COVERED:
                above = result[y - 1][x] if y else None
                line.append((above[0], True) if above else None)
            else:
                line.append((box, False) if box else None)
        result.append(line)
    return result


def _word_cell(
    row: list[tuple[Box, bool] | None], x: int, changed: Callable[[str], str] | None = None
) -> str:
    found = row[x]
    if found is None:
        return ""
    box, goes_on = found
    properties = f'<w:gridSpan w:val="{box.colspan}"/>' if box.colspan > 1 else ""
    if box.rowspan > 1:
        properties += "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>'
    text = paragraph("" if goes_on else box.text)
    if changed and box.at:
        text = f"<w:p>{changed(box.text)}</w:p>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>"


def docx_nested(parts: Sequence[Part]) -> bytes:
    """Return a report whose whole text stands in a cell of a table that lays out the page."""
    inner = "".join(paragraph(p) if isinstance(p, str) else _word_table(p) for p in parts)
    return docx_of(f"<w:tbl><w:tr><w:tc><w:tcPr/>{inner}</w:tc></w:tr></w:tbl>")


def docx_text_boxes(parts: Sequence[Part]) -> bytes:
    """Return a report whose prose stands in text boxes, with a fallback for old programs."""
    blocks: list[str] = []
    for n, part in enumerate(parts):
        if not isinstance(part, str):
            blocks.append(_word_table(part))
        elif n == 0 or len(part) < 30:
            blocks.append(paragraph(part))
        else:
            box = f"<w:txbxContent>{paragraph(part)}</w:txbxContent>"
            both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            blocks.append(
                f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>"
            )
    return docx_of("".join(blocks))


def docx_tracked(parts: Sequence[Part]) -> bytes:
    """Return a report with tracked changes: an old wording deleted, the present one inserted."""
    blocks: list[str] = []
    for n, part in enumerate(parts):
        if not isinstance(part, str):
            blocks.append(_word_table(part, lambda text: _run("9", "del") + _run(text, "ins")))
        elif n % 2:
            blocks.append(f"<w:p>{_run('此句删去。', 'del')}{_run(part, 'ins')}</w:p>")
        else:
            blocks.append(paragraph(part))
    return docx_of("".join(blocks))


def docx_divided(parts: Sequence[Part], *, repeat: bool) -> bytes:
    """Return a report whose tables are cut into several, the heads repeated on each or not."""
    blocks: list[str] = []
    for part in parts:
        if isinstance(part, str):
            blocks.append(paragraph(part))
            continue
        top = heads(part)
        after = range(top + 9, len(part), 9)
        pieces = cut(part, list(after), repeat=repeat and len(part) > 15)
        blocks += [_word_table(piece) + "<w:p/>" for piece in pieces]
    return docx_of("".join(blocks))


def _run(text: str, change: str) -> str:
    name = "delText" if change == "del" else "t"
    words = f'<w:{name} xml:space="preserve">{escape(text)}</w:{name}>'
    return f'<w:{change} w:id="1" w:author="invented"><w:r>{words}</w:r></w:{change}>'
