"""Invented reports as workbooks and CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from helpers.invented.boxes import Part
from helpers.invented.packages import packed, parts_list, properties

_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"


Sheet = tuple[list[str], str]
"""The rows of a sheet and what follows them, as XML."""


def xlsx_bytes(parts: Sequence[Part], *, hidden: str = "") -> bytes:
    """Return a report as a workbook of one sheet; `hidden` is the text of a hidden one."""
    sheets = {"报告": _sheet(parts)}
    if hidden:
        sheets["备用"] = ([_row(1, [hidden])], "")
    return _book(sheets, hidden=["备用"] if hidden else [])


def xlsx_sheets(parts: Sequence[Part]) -> bytes:
    """Return a report as a workbook with a sheet for each table and the prose before it."""
    groups: list[list[Part]] = [[]]
    for part in parts:
        groups[-1].append(part)
        if not isinstance(part, str):
            groups.append([])
    return _book({f"表{n}": _sheet(group) for n, group in enumerate(groups, start=1) if group})


def _sheet(parts: Sequence[Part]) -> Sheet:
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
    return rows, f"<mergeCells>{ranges}</mergeCells>" if ranges else ""


def _book(sheets: Mapping[str, Sheet], hidden: Sequence[str] = ()) -> bytes:
    book, links = "", ""
    files: dict[str, str] = {}
    for number, (name, (lines, tail)) in enumerate(sheets.items(), start=1):
        state = ' state="hidden"' if name in hidden else ""
        book += f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>'
        target = f"worksheets/sheet{number}.xml"
        links += f'<Relationship Id="rId{number}" Type="{_R}/worksheet" Target="{target}"/>'
        data = "".join(lines)
        files[f"xl/{target}"] = (
            f'<worksheet xmlns="{_S}"><sheetData>{data}</sheetData>{tail}</worksheet>'
        )
    return packed(
        {
            **parts_list(
                "xl/workbook.xml",
                "spreadsheetml.sheet.main",
                dict.fromkeys(files, "spreadsheetml.worksheet"),
            ),
            **properties(),
            "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{book}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_P}">{links}</Relationships>',
            **files,
        }
    )


def _name(column: int, row: int) -> str:
    return f"{chr(65 + column)}{row + 1}"


def _row(number: int, texts: Sequence[str]) -> str:
    cells = "".join(
        f'<c r="{_name(x, number - 1)}"><v>{text}</v></c>'
        if text.isascii() and text.isdigit()
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
