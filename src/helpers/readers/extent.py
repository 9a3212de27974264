"""How much a workbook claims to hold, looked up before the library makes room for it.

The library builds every position up to the last cell; two cells in opposite corners of a sheet
would take half a terabyte and end the whole process. OpenDocument repeats a cell or a row by a
number in it, with the same effect.
"""

from __future__ import annotations

import re
from itertools import pairwise

from helpers.errors import InputError
from helpers.messages import Text
from helpers.readers.package import Package
from helpers.readers.refusals import damaged, encrypted, too_large
from helpers.readers.shared import OPEN, refuse_too_many_copies, times_of

MAX_POSITIONS = 5_000_000
"""Sheets with more positions up to their last cell are refused: a report has some hundreds."""
MAX_XML = 32 * 1024 * 1024
"""Workbooks that unpack to more bytes of XML are refused: a report has some hundred thousand."""

_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_DIGITS = 9
"""No row has a number of more."""
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")


def refuse_too_wide(data: bytes, path: str) -> None:
    """Refuse a workbook that would take too much memory.

    Raises:
        InputError: ``too-large``, or ``damaged``, ``encrypted`` or ``format-not-read`` for the package.
    """
    package = Package(data, path)
    if b"encryption-data" in (package.part("META-INF/manifest.xml") or b""):
        raise encrypted(path)  # the content of an OpenDocument that it lists is cipher
    if any(name.lower() == "xl/workbook.bin" for name in package.names):
        raise InputError(
            "format-not-read",
            Text(
                "The file is a binary workbook (.xlsb), which this version does not read.",
                "该文件是二进制工作簿（.xlsb），本版本不能读取。",
            ),
            Text(
                "Open it in a spreadsheet program and save it as .xlsx.",
                "请用表格软件打开，另存为 .xlsx。",
            ),
            path,
        )
    total = 0
    for name in package.names:
        if "/media/" in name or name.startswith("Pictures/"):
            continue
        content = package.part(name) or b""
        # A sheet may be called anything; what leads to it says so.
        if not name.lower().endswith(".xml") and b"sheetData" not in content:
            continue
        total += len(content)
        if total > MAX_XML:
            raise too_large(
                path,
                Text(
                    f"The workbook unpacks to more than {MAX_XML:,} bytes, which no report needs.",
                    f"工作簿解压后超过 {MAX_XML:,} 字节，远大于任何报告。",
                ),
            )
        if not _in_order(content):
            raise damaged(path)
        positions = _repeated(content) if name == "content.xml" else _positions(content)
        if positions > MAX_POSITIONS:
            raise too_wide(path)
    refuse_too_many_copies(package)


def too_wide(path: str) -> InputError:
    """Return the error for a sheet with too many positions."""
    return too_large(
        path,
        Text(
            f"A sheet reaches over more than {MAX_POSITIONS:,} cells, most of them empty "
            "or repeated.",
            f"某工作表的范围超过 {MAX_POSITIONS:,} 个单元格，多为空白或重复。",
        ),
    )


def _in_order(content: bytes) -> bool:
    """Tell whether the rows of a sheet follow each other, as the format asks.

    Where the last row stands above the first, the library would make room for four thousand
    million rows.
    """
    begin = content.find(b"sheetData")
    if begin < 0:
        return True
    end = content.rfind(b"sheetData")
    data = content[begin : end if end > begin else len(content)]
    rows = [int(digits[:_DIGITS]) for _, digits in _REFERENCE.findall(data)]
    return all(row <= later for row, later in pairwise(rows))


def _positions(content: bytes) -> int:
    column = row = 1
    for letters, digits in _REFERENCE.findall(content):
        row = max(row, int(digits[:_DIGITS]) if len(digits) <= _DIGITS else MAX_POSITIONS + 1)
        number = 0
        for letter in letters.upper()[:4]:
            number = number * 26 + letter - 64
        column = max(column, number)
    # Cells that do not say where they stand follow each other.
    return row * column if column > 1 or row > 1 else len(_CELL.findall(content))


def _repeated(content: bytes) -> int:
    """Return the positions up to the last filled cell of the largest sheet of an OpenDocument.

    Programs write the empty rest of a sheet as repeated empty cells; the library passes over it.
    """
    most = width = rows = row_count = column = 0
    times = 1
    for kind, attributes in OPEN.findall(content):
        if kind == b"table":
            width = rows = row_count = 0
        elif kind == b"table-row":
            row_count += times
            column, times = 0, times_of(attributes)
        else:
            column += times_of(attributes)
            if not attributes.rstrip().endswith(b"/") or b"value" in attributes:
                width, rows = max(width, column), row_count + times
                most = max(most, width * rows)
    return most
