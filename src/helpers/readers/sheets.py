"""Spreadsheets (XLSX, XLS, ODS) and CSV files. The door to python-calamine."""

from __future__ import annotations

import csv
import datetime
import io
import struct
from collections.abc import Iterable, Mapping, Sequence

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from helpers.messages import Text
from helpers.model import Document, Grid, GridCell, Line, Place, Source
from helpers.readers.biff import Records
from helpers.readers.encoding import decode
from helpers.readers.extent import refuse_too_wide
from helpers.readers.ole import is_compound, is_workbook, refuse_protected
from helpers.readers.refusals import damaged, too_large
from helpers.readers.streams import Compound, alone
from helpers.wording import plain

MAX_ROWS = 20_000
MAX_COLUMNS = 400
"""Sheets that are filled further are refused: table three has 27 rows and 10 columns."""
MAX_CSV = 4_000_000
"""CSV files with more characters are refused: each could part two cells."""
MOST_COVERED = 4
"""Sheets whose merged ranges lie over each other so often are damaged; they may not overlap at all."""

Spans = Mapping[tuple[int, int], tuple[int, int]]
"""Top left cell of a merged range → rows and columns it covers."""


def recognise(data: bytes, suffix: str) -> bool:
    """Tell a workbook by its package or the streams of an old one; suffixes are only a hint."""
    if data.startswith(b"PK\x03\x04"):
        return b"xl/workbook" in data or suffix in (".xlsx", ".xlsm", ".ods")
    return is_workbook(data, suffix)


def recognise_csv(data: bytes, suffix: str) -> bool:
    """A CSV file is told by its suffix alone: any text could be one."""
    return suffix == ".csv"


def read(data: bytes, path: str, sha256: str) -> Document:
    """Read the visible sheets of a workbook, each as lines and one grid.

    Raises:
        InputError: the file is damaged or encrypted.
    """
    items: list[Line | Grid] = []
    remarks: list[tuple[str, str]] = []
    refuse_protected(data, path)
    if data.startswith(b"PK"):
        refuse_too_wide(data, path)
    try:
        if is_compound(data):
            data = _tamed(data, path)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        hidden = sum(m.visible != SheetVisibleEnum.Visible for m in book.sheets_metadata)
        for number, meta in enumerate(book.sheets_metadata, start=1):
            if meta.visible != SheetVisibleEnum.Visible:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            rows = _bounded(([_printed(v) for v in row] for row in sheet.iter_rows()), path)
            # Rows come from the first of the sheet on, columns from the first filled one.
            start = 0, (sheet.start or (0, 0))[1]
            items += sheet_items(rows, number, _spans(sheet.merged_cell_ranges or [], start), start)
    except (CalamineError, OSError, ValueError, struct.error) as error:
        raise damaged(path) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of the library; no name to import it by
            raise
        raise damaged(path) from error
    if hidden:
        remarks.append(("hidden-sheets", str(hidden)))
    return Document(Source(path, sha256, "xlsx", None), tuple(items), remarks=tuple(remarks))


def _tamed(data: bytes, path: str) -> bytes:
    """Return an old workbook with nothing but what the library needs and can take."""
    book = Compound(data)
    stream = book.stream("Workbook")
    if stream is None:
        stream = book.stream("Book")
    # Whatever is no old workbook, the library tries as a package, which nobody looked through.
    if stream is None or b"PK\5\6" in stream:
        raise damaged(path)
    return alone("Workbook", Records(stream, path).tamed())


def read_csv(data: bytes, path: str, sha256: str) -> Document:
    """Read a CSV file in any encoding; the delimiter (comma, semicolon, tab) is recognised."""
    decoded = decode(data)
    if len(decoded.text) > MAX_CSV:
        raise too_large(
            path,
            Text(
                f"The CSV file has {len(decoded.text):,} characters; at most {MAX_CSV:,} are read.",
                f"CSV 文件有 {len(decoded.text):,} 个字符，上限为 {MAX_CSV:,}。",
            ),
        )
    sample = decoded.text[:8192]
    delimiter = max(",;\t", key=lambda mark: (sample.count(mark), mark == ","))
    # Without strict quoting a stray quotation mark spoils one cell, not the file.
    reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter)
    try:
        rows = _bounded(reader, path)
    except csv.Error as error:
        raise damaged(path) from error
    # Where some rows end in an empty cell, none was left out, and a shorter row has lost one.
    whole = any(len(row) > 1 and not row[-1] for row in rows)
    return Document(
        Source(path, sha256, "csv", decoded.encoding),
        tuple(sheet_items(rows, 1, {}, (0, 0), filled_up=not whole)),
        ends_open=not decoded.text.endswith(("\n", "\r")),
    )


def _bounded(rows: Iterable[list[str]], path: str) -> list[list[str]]:
    """Return the rows up to the last that may be read; nothing filled is left out in silence."""
    kept: list[list[str]] = []
    for number, row in enumerate(rows, start=1):
        beyond = row if number > MAX_ROWS else row[MAX_COLUMNS:]
        if any(map(plain, beyond)):
            raise too_large(
                path,
                Text(
                    f"A sheet has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns.",
                    f"某工作表超过 {MAX_ROWS:,} 行或 {MAX_COLUMNS} 列。",
                ),
            )
        if number <= MAX_ROWS:
            kept.append(row[:MAX_COLUMNS])
    return kept


def _printed(value: object) -> str:
    """Return a cell as it would be read: whole numbers without a decimal point, ISO dates."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def _spans(
    ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]], start: tuple[int, int]
) -> Spans:
    top, left = start
    return {(a - top, b - left): (c - a + 1, d - b + 1) for (a, b), (c, d) in ranges}


def sheet_items(
    rows: Sequence[Sequence[str]],
    table: int,
    spans: Spans,
    start: tuple[int, int],
    *,
    filled_up: bool = True,
) -> list[Line | Grid]:
    """Return a sheet in document order.

    A row with a single filled cell before the first or after the last row with more is a line
    (a title, a note, a signature); everything between is one grid, blank cells included.

    Args:
        rows: The cells as printed, "" for empty ones.
        table: Number of the sheet, from 1.
        spans: Merged ranges.
        start: Row and column of the first cell in the sheet, from 0.
        filled_up: Whether rows are as wide as the widest, with blank cells at the end.
    """
    filled = [[i for i, text in enumerate(row) if plain(text)] for row in rows]
    wide = [n for n, columns in enumerate(filled) if len(columns) > 1]
    first, last = (wide[0], wide[-1]) if wide else (len(rows), -1)
    width = max((columns[-1] + 1 for columns in filled[first : last + 1] if columns), default=0)
    covered = _covered(spans, len(rows), width)
    items: list[Line | Grid] = []
    grid: list[tuple[GridCell, ...]] = []
    for number, row in enumerate(rows):
        if not first <= number <= last:
            for column in filled[number]:
                place = _place(table, number, column, start)
                items += [Line(line, place) for line in row[column].split("\n") if plain(line)]
            continue
        cells = [*row, *[""] * (width - len(row) if filled_up else 0)][:width]
        grid.append(
            tuple(
                GridCell(
                    text,
                    _place(table, number, column, start),
                    column,
                    spans.get((number, column), (1, 1))[1],
                    spans.get((number, column), (1, 1))[0],
                )
                for column, text in enumerate(cells)
                if (number, column) not in covered
            )
        )
        if number == last:
            items.append(Grid(tuple(grid), Place(table=table)))
    return items


def _covered(spans: Spans, height: int, width: int) -> set[tuple[int, int]]:
    """Return the positions below and beside the first of each merged range.

    Raises:
        ValueError: the ranges cover more than the sheet has, many times over.
    """
    areas = {
        (r, c): (min(rows, height - r), min(columns, width - c))
        for (r, c), (rows, columns) in spans.items()
        if r < height and c < width
    }
    if sum(rows * columns for rows, columns in areas.values()) > MOST_COVERED * height * width:
        raise ValueError("ranges over each other")
    return {
        (r + i, c + j)
        for (r, c), (rows, columns) in areas.items()
        for i in range(rows)
        for j in range(columns)
        if i or j
    }


def _place(table: int, row: int, column: int, start: tuple[int, int]) -> Place:
    return Place(table=table, row=row + start[0] + 1, cell=column + start[1] + 1)
