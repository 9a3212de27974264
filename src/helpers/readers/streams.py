"""Streams of an old office file (a compound file, MS-CFB): taken out and put alone into a new one.

Sectors are followed within the file and never in a circle. The library that reads workbooks follows
them without end, and makes room for whatever length the file states.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator

_HEADER = 512
_ENTRY = 128
_MINI = 64
_MINI_BELOW = 4096
"""Shorter streams lie in sectors of 64 bytes, inside the stream of the root."""
_LAST = 0xFFFFFFFA
"""Numbers above are no sectors: ends, free ones, the table itself."""
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SECTOR = 4096
"""Of what is written: large enough that the header lists the whole table."""


class Compound:
    """A compound file.

    Args:
        data: Its bytes.

    Raises:
        ValueError: its sectors do not hang together.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER:
            raise ValueError("no header")
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise ValueError("no size of sectors")
        self._data, self._size = data, 1 << shift
        directory, mini, difat = (struct.unpack_from("<I", data, at)[0] for at in (48, 60, 68))
        self._table = array("I")
        for number in self._tables(difat):
            self._table.frombytes(self._sector(number))
        entries = self._chain(directory)
        self._entries = [entries[at : at + _ENTRY] for at in range(0, len(entries), _ENTRY)]
        self._mini = array("I")
        self._mini.frombytes(self._chain(mini))

    def stream(self, name: str) -> bytes | None:
        """Return a stream by its name, None if there is none."""
        wanted = f"{name}\0".encode("utf-16-le")
        entry = next((e for e in self._entries if e.startswith(wanted)), None)
        if entry is None:
            return None
        begin, size = struct.unpack_from("<IQ", entry, 116)
        size &= 0xFFFFFFFF  # files with small sectors may hold anything in the upper half
        if size >= _MINI_BELOW:
            return self._chain(begin)[:size]
        inner = self._chain(struct.unpack_from("<I", self._entries[0], 116)[0])
        sectors = _followed(begin, self._mini, len(inner) // _MINI + 1)
        return b"".join(inner[n * _MINI : (n + 1) * _MINI] for n in sectors)[:size]

    def _tables(self, difat: int) -> Iterator[int]:
        """Yield the sectors that hold the table: listed in the header, then in further sectors."""
        left = len(self._data) // self._size
        listed = array("I", self._data[76:_HEADER])
        while True:
            for number in listed:
                if number < _LAST:
                    left -= 1
                    if left < 0:
                        raise ValueError("a table longer than the file")
                    yield number
            if difat >= _LAST:
                return
            listed = array("I", self._sector(difat))
            left -= 1
            if left < 0 or not listed:
                raise ValueError("a list of tables in a circle")
            difat = listed.pop()

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        sector = self._data[begin : begin + self._size]
        if not sector:
            raise ValueError("a sector behind the end of the file")
        return sector.ljust(self._size, b"\0")  # the last one may be cut short

    def _chain(self, begin: int) -> bytes:
        most = len(self._data) // self._size + 1
        return b"".join(self._sector(n) for n in _followed(begin, self._table, most))


def _followed(begin: int, table: array[int], most: int) -> Iterator[int]:
    number = begin
    while number < _LAST:
        most -= 1
        if most < 0 or number >= len(table):
            raise ValueError("a chain in a circle or out of the file")
        yield number
        number = table[number]


def alone(name: str, stream: bytes) -> bytes:
    """Return a compound file with one stream, which is padded so that it needs no small sectors."""
    body = stream.ljust(_MINI_BELOW, b"\0")
    size = len(body)
    body += bytes(-size % _SECTOR)
    sectors = len(body) // _SECTOR
    per = _SECTOR // 4
    tables = -(-(sectors + 1) // (per - 1))
    first = tables + 1
    numbers = [*[_TABLE] * tables, _END, *range(first + 1, first + sectors), _END]
    numbers += [_FREE] * (tables * per - len(numbers))
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(b"", 0x3E, 4, 0xFFFE, 12, 6),
        *(1, tables, tables, 0, _MINI_BELOW, _END, 0, _END, 0, 0),
    )
    header += struct.pack("<108I", *[n if n < tables else _FREE for n in range(1, 109)])
    # The library asks that a root of large sectors begins somewhere, though it has nothing in it.
    directory = _entry("Root Entry", 5, first, 0, child=1) + _entry(name, 2, first, size)
    table = struct.pack(f"<{len(numbers)}I", *numbers)
    return header.ljust(_SECTOR, b"\0") + table + directory.ljust(_SECTOR, b"\0") + body


def _entry(name: str, kind: int, begin: int, size: int, child: int = _FREE) -> bytes:
    raw = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16s4x16xIQ",
        *(raw, len(raw) + 2, kind, 1, _FREE, _FREE, child, b"", begin, size),
    )
