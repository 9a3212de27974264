"""Invented reports as office files, written straight as XML, so that no writer is needed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from invented import COVERED, Box, Part

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"


def packed(parts: Mapping[str, str]) -> bytes:
    """Return a ZIP package; the same bytes for the same parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content)
    return buffer.getvalue()


def docx_bytes(parts: Sequence[Part], body: str = "") -> bytes:
    """Return a report as a Word document; `body` is further XML after it."""
    blocks = [paragraph(p) if isinstance(p, str) else _word_table(p) for p in parts]
    return docx_of("".join(blocks) + body)


def docx_of(body: str) -> bytes:
    """Return a Word document with this XML as its body."""
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        }
    )


def paragraph(text: str) -> str:
    """Return a paragraph; line feeds become breaks."""
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(p)}</w:t>' for p in text.split("\n"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def _word_table(table: list[list[Box | None]]) -> str:
    rows = ("".join(_word_cell(row, x) for x in range(len(row))) for row in _merged(table))
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def _merged(table: list[list[Box | None]]) -> list[list[tuple[Box, bool] | None]]:
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


def _word_cell(row: list[tuple[Box, bool] | None], x: int) -> str:
    found = row[x]
    if found is None:
        return ""
    box, goes_on = found
    properties = f'<w:gridSpan w:val="{box.colspan}"/>' if box.colspan > 1 else ""
    if box.rowspan > 1:
        properties += "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>'
    text = paragraph("" if goes_on else box.text)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>"


def xlsx_bytes(parts: Sequence[Part], *, hidden: str = "") -> bytes:
    """Return a report as a workbook of one sheet; `hidden` is the text of a hidden one."""
    rows: list[str] = []
    merged: list[str] = []
    for part in parts:
        if isinstance(part, str):
            rows.append(_row(len(rows) + 1, [part]))
            continue
        top = len(rows)
        for y, line in enumerate(part):
            rows.append(_row(top + y + 1, [box.text if box else "" for box in line]))
            merged += [
                f"{_name(x, top + y)}:{_name(x + box.colspan - 1, top + y + box.rowspan - 1)}"
                for x, box in enumerate(line)
                if box and (box.colspan > 1 or box.rowspan > 1)
            ]
    ranges = "".join(f'<mergeCell ref="{m}"/>' for m in merged)
    sheets = {"报告": (rows, f"<mergeCells>{ranges}</mergeCells>" if ranges else "")}
    if hidden:
        sheets["备用"] = ([_row(1, [hidden])], "")
    book, links, files = "", "", {}
    for number, (name, (lines, tail)) in enumerate(sheets.items(), start=1):
        state = ' state="hidden"' if number > 1 else ""
        book += f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>'
        target = f"worksheets/sheet{number}.xml"
        links += f'<Relationship Id="rId{number}" Type="{_R}/worksheet" Target="{target}"/>'
        data = "".join(lines)
        files[f"xl/{target}"] = (
            f'<worksheet xmlns="{_S}"><sheetData>{data}</sheetData>{tail}</worksheet>'
        )
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{book}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_P}">{links}</Relationships>',
            **files,
        }
    )


def _relations(kind: str, target: str) -> str:
    link = f'<Relationship Id="rId1" Type="{_R}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_P}">{link}</Relationships>'


def _name(column: int, row: int) -> str:
    return f"{chr(65 + column)}{row + 1}"


def _row(number: int, texts: Sequence[str]) -> str:
    cells = "".join(
        f'<c r="{_name(x, number - 1)}"><v>{text}</v></c>'
        if text.isdigit()
        else f'<c r="{_name(x, number - 1)}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for x, text in enumerate(texts)
        if text
    )
    return f'<row r="{number}">{cells}</row>'


def csv_text(parts: Sequence[Part], delimiter: str = ",") -> str:
    """Return a report as a CSV file."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    for part in parts:
        if isinstance(part, str):
            writer.writerow([part])
        else:
            writer.writerows([box.text if box else "" for box in row] for row in part)
    return buffer.getvalue()
