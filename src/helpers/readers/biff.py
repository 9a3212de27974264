"""Records of an old workbook (.xls, MS-XLS), looked through before the library reads them.

The library trusts them: it makes room for the size that a sheet states and for every position between
two cells, copies a shared text into each cell that names it, and breaks down where a name or a
formula is cut off. What it does not need is disguised; what is left must hang together.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpers.messages import Text
from helpers.readers.extent import MAX_POSITIONS, too_wide
from helpers.readers.refusals import encrypted, too_large
from helpers.readers.shared import MAX_TEXT, too_much_text

MAX_RECORDS = 1_000_000
"""Workbooks with more records are refused: a report has some thousands."""

_END, _BEGIN, _CONTINUED, _PROTECTED = 0x0A, 0x0809, 0x3C, 0x2F
_SHEET, _TEXTS, _MERGED = 0x85, 0xFC, 0xE5
_NUMBER, _LABEL, _RICH_LABEL, _TRUTH, _SHORT = 0x0203, 0x0204, 0xD6, 0x0205, 0x027E
_SHORTS, _LABEL_OF_TEXTS, _FORMULA, _FORMULA_TEXT = 0xBD, 0xFD, 0x06, 0x0207
_CODEPAGE, _DATES, _FORMAT, _STYLE = 0x42, 0x22, 0x041E, 0xE0
_DISGUISED = 0xFFFF
"""A kind that no program knows; the library passes over it."""
_LEAST = {
    _END: 0, _BEGIN: 2, _CONTINUED: 0, _CODEPAGE: 2, _DATES: 2, _FORMAT: 0, _STYLE: 0, _SHEET: 8,
    _TEXTS: 8, _MERGED: 2, _NUMBER: 14, _LABEL: 10, _TRUTH: 8, _SHORT: 10, _SHORTS: 12,
    _LABEL_OF_TEXTS: 10, _FORMULA: 22, _FORMULA_TEXT: 0,
}  # fmt: skip
"""Kinds the library needs, and how many bytes each has at least."""
_CELLS = (_NUMBER, _LABEL, _TRUTH, _SHORT, _SHORTS, _LABEL_OF_TEXTS, _FORMULA)


@dataclass(slots=True)
class _Extent:
    """The rows and columns that cells reach over, in whatever order they come."""

    first: int = 0xFFFF
    last: int = -1
    left: int = 0xFFFF
    right: int = -1

    def add(self, row: int, left: int, right: int) -> None:
        self.first, self.last = min(self.first, row), max(self.last, row)
        self.left, self.right = min(self.left, left), max(self.right, right)

    @property
    def positions(self) -> int:
        return max(0, self.last - self.first + 1) * max(0, self.right - self.left + 1)


class Records:
    """The records of a workbook.

    Args:
        stream: Its stream: the records of the book, then those of each sheet.
        path: For messages.
    """

    def __init__(self, stream: bytes, path: str) -> None:
        self._data = bytearray(stream)
        self._path = path
        self._left = MAX_RECORDS
        self._positions = self._text = 0
        self._lengths = array("H")

    def tamed(self) -> bytes:
        """Return the stream with what the library can take.

        Raises:
            InputError: ``too-large`` or ``encrypted``.
            ValueError: a record is cut off or says what cannot be.
        """
        sheets = []
        texts: list[bytes] = []
        for kind, begin, end in self._records(0):
            if kind == _PROTECTED:
                raise encrypted(self._path)
            if kind == _SHEET:
                sheets.append(struct.unpack_from("<I", self._data, begin)[0])
            if kind == _CONTINUED and texts:
                texts.append(bytes(self._data[begin:end]))
                continue
            if texts:
                self._lengths = _lengths(texts)
            texts = [bytes(self._data[begin:end])] if kind == _TEXTS else []
        if texts:
            self._lengths = _lengths(texts)
        for begin in sheets:
            if begin >= len(self._data):
                raise ValueError("a sheet behind the end")
            self._look_at(begin)
        return bytes(self._data)

    def _records(self, at: int) -> Iterator[tuple[int, int, int]]:
        """Yield kind, begin and end of each record, and disguise those that are not needed."""
        while at < len(self._data):
            self._left -= 1
            if self._left < 0:
                raise too_large(
                    self._path,
                    Text(
                        f"The workbook has more than {MAX_RECORDS:,} records.",
                        f"工作簿的记录超过 {MAX_RECORDS:,} 条。",
                    ),
                )
            kind, length = struct.unpack_from("<HH", self._data, at)
            begin, end = at + 4, at + 4 + length
            if end > len(self._data) or length < _LEAST.get(kind, 0):
                raise ValueError("a record is cut off")
            if kind == _RICH_LABEL:  # begins as a label does, which the library reads
                kind = _LABEL
                struct.pack_into("<H", self._data, at, kind)
            elif kind not in _LEAST and kind != _PROTECTED:
                struct.pack_into("<H", self._data, at, _DISGUISED)
            yield kind, begin, end
            if kind == _END:
                return
            at = end

    def _look_at(self, at: int) -> None:
        cells, formulas = _Extent(), _Extent()
        formula = (0, 0)
        for kind, begin, end in self._records(at):
            if kind == _MERGED:
                number = struct.unpack_from("<H", self._data, begin)[0]
                if end - begin < 2 + 8 * number:
                    raise ValueError("merged cells are cut off")
            if kind == _FORMULA_TEXT:
                row, left = formula
            elif kind in _CELLS:
                row, left = struct.unpack_from("<HH", self._data, begin)
            else:
                continue
            right = left + (end - begin - 6) // 6 - 1 if kind == _SHORTS else left
            cells.add(row, left, right)
            if kind == _FORMULA:
                formula = (row, left)
                formulas.add(row, left, right)
                struct.pack_into("<H", self._data, begin + 20, 0)  # its value is read, not its way
            if kind == _LABEL_OF_TEXTS:
                number = struct.unpack_from("<I", self._data, begin + 6)[0]
                self._text += self._lengths[number] if number < len(self._lengths) else 0
        self._positions += cells.positions + formulas.positions
        if self._positions > MAX_POSITIONS:
            raise too_wide(self._path)
        if self._text > MAX_TEXT:
            raise too_much_text(self._path)


def _lengths(pieces: Sequence[bytes]) -> array[int]:
    """Return the characters of each text that the cells share.

    Args:
        pieces: The record of the texts and those that continue it.
    """
    (number,) = struct.unpack_from("<i", pieces[0], 4)
    rest = iter(pieces[1:])
    piece, at = pieces[0], 8
    lengths = array("H")
    if not 0 <= number <= MAX_RECORDS:
        raise ValueError("no such number of texts")

    def further() -> bytes:
        following = next(rest, None)
        if not following:
            raise ValueError("texts are cut off")
        return following

    for _ in range(number):
        if at == len(piece):
            piece, at = further(), 0
        length, flags = struct.unpack_from("<HB", piece, at)
        at += 3
        skipped = 0
        for flag, form, times in ((8, "<H", 4), (4, "<I", 1)):
            if flags & flag:
                skipped += struct.unpack_from(form, piece, at)[0] * times
                at += struct.calcsize(form)
        wide, left = 1 + (flags & 1), length
        while left:
            taken = min(left, (len(piece) - at) // wide)
            at, left = at + taken * wide, left - taken
            if left:
                piece, at = further(), 1
                wide = 1 + (piece[0] & 1)
        while skipped:
            if at == len(piece):
                piece, at = further(), 0
            step = min(skipped, len(piece) - at)
            at, skipped = at + step, skipped - step
        lengths.append(length)
    return lengths
