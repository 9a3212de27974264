"""How much a workbook claims to hold, looked up before the library makes room for it.

The library builds every position up to the last cell; two cells in opposite corners of a sheet
would take half a terabyte and end the whole process.
"""

from __future__ import annotations

import re

from helpers.readers.package import Package, too_large

MAX_POSITIONS = 5_000_000
"""Sheets with more positions up to their last cell are refused: a report has some hundreds."""
MAX_XML = 32 * 1024 * 1024
"""Workbooks that unpack to more bytes of XML are refused: a report has some hundred thousand."""

_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d{1,9})["']""")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")


def refuse_too_wide(data: bytes, path: str) -> None:
    """Refuse a workbook that would take too much memory.

    Raises:
        InputError: ``too-large``, or ``damaged`` or ``encrypted`` for the package itself.
    """
    package = Package(data, path)
    total = 0
    for name in package.names:
        if not name.lower().endswith(".xml"):
            continue
        content = package.part(name) or b""
        total += len(content)
        if total > MAX_XML or _positions(content) > MAX_POSITIONS:
            raise too_large(path)


def _positions(content: bytes) -> int:
    column = row = 1
    for letters, digits in _REFERENCE.findall(content):
        row = max(row, int(digits))
        number = 0
        for letter in letters.upper()[:4]:
            number = number * 26 + letter - 64
        column = max(column, number)
    # Cells that do not say where they stand follow each other.
    return row * column if column > 1 or row > 1 else len(_CELL.findall(content))
