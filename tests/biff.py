"""Old workbooks (.xls, BIFF8), written record by record; contents invented."""

import struct
from collections.abc import Mapping, Sequence

from compound import compound

Rows = Sequence[Sequence[str]]


def record(kind: int, data: bytes = b"") -> bytes:
    """Return a record: kind, length, content."""
    return struct.pack("<HH", kind, len(data)) + data


def number(row: int, column: int, value: float) -> bytes:
    """Return a cell with a number."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def formula(row: int, column: int, value: float, way: bytes = b"") -> bytes:
    """Return a cell with a formula that has a value."""
    head = struct.pack("<HHHdHIH", row, column, 0, value, 0, 0, len(way))
    return record(0x0006, head + way)


def label(row: int, column: int, text: str, kind: int = 0x0204) -> bytes:
    """Return a cell with a text of its own."""
    raw = text.encode("utf-16-le")
    return record(kind, struct.pack("<HHHHB", row, column, 0, len(raw) // 2, 1) + raw)


def shared(row: int, column: int, index: int) -> bytes:
    """Return a cell with one of the shared texts."""
    return record(0x00FD, struct.pack("<HHHI", row, column, 0, index))


def merged(ranges: Sequence[tuple[int, int, int, int]]) -> bytes:
    """Return merged ranges, each as first row, last row, first column, last column."""
    return record(
        0x00E5, struct.pack("<H", len(ranges)) + b"".join(struct.pack("<4H", *r) for r in ranges)
    )


def texts(words: Sequence[str], piece: int = 8000, number: int | None = None) -> bytes:
    """Return shared texts; a record that is full is continued in the middle of a text."""
    records: list[bytes] = []
    data = struct.pack("<ii", len(words), len(words) if number is None else number)
    for word in words:
        raw = word.encode("utf-16-le")
        data += struct.pack("<HB", len(raw) // 2, 1)
        while raw:
            room = max(0, piece - len(data)) // 2 * 2
            data += raw[:room]
            raw = raw[room:]
            if raw:
                records.append(data)
                data = b"\1"
    return b"".join(
        record(0x003C if n else 0x00FC, data) for n, data in enumerate([*records, data])
    )


def stream(sheets: Mapping[str, bytes], more: bytes = b"") -> bytes:
    """Return the stream of a workbook.

    Args:
        sheets: Records of each sheet.
        more: Further records of the book.
    """
    names = {name: name.encode("utf-16-le") for name in sheets}
    book = _begin(0x05) + more
    at = len(book) + sum(12 + len(raw) for raw in names.values()) + 4
    bodies = b""
    for name, records in sheets.items():
        raw = names[name]
        head = struct.pack("<IBBBB", at + len(bodies), 0, 0, len(raw) // 2, 1)
        book += record(0x0085, head + raw)
        bodies += _begin(0x10) + records + record(0x000A)
    return book + record(0x000A) + bodies


def xls(sheets: Mapping[str, bytes], more: bytes = b"") -> bytes:
    """Return an old workbook; see :func:`stream`."""
    return compound({"Workbook": stream(sheets, more)})


def _begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))
