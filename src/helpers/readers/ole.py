"""What an old office file (a compound file of Microsoft's) holds, by the names of its streams.

Word, Excel and protected new files begin with the same bytes, and suffixes lie.
"""

from __future__ import annotations

import re
import struct

from helpers.readers.refusals import encrypted

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 512
_BOOK_BEGINS = re.compile(rb"\x09\x08..\0[\x05\x06]\x05\0", re.DOTALL)
"""The first record of a workbook: its kind, its length, the version, "the book as a whole"."""
_PROTECTED = 0x2F
"""FILEPASS: all records after it are encrypted or disguised (MS-XLS, section 2.4.117)."""
_RECORDS_BEFORE = 4


def is_compound(data: bytes) -> bool:
    """Tell a compound file by its first bytes."""
    return data.startswith(MAGIC)


def is_workbook(data: bytes, suffix: str) -> bool:
    """Tell an old workbook; where the streams do not tell, the suffix does."""
    if not is_compound(data):
        return False
    book = _names(data, "Workbook") or _names(data, "Book")
    return book if book != _names(data, "WordDocument") else suffix == ".xls"


def refuse_protected(data: bytes, path: str) -> None:
    """Refuse an office file that needs a password, before its cipher is taken for content.

    Raises:
        InputError: ``encrypted``.
    """
    if is_compound(data) and (_names(data, "EncryptedPackage") or _has_filepass(data)):
        raise encrypted(path)


def _names(data: bytes, stream: str) -> bool:
    # Names stand in the directory in UTF-16, ended by a null; before them stands none or a null.
    name = f"{stream}\0".encode("utf-16-le")
    at = data.find(name)
    while at >= 0:
        if at % 128 == 0:  # entries have 128 bytes, and begin with the name
            return True
        at = data.find(name, at + 1)
    return False


def _has_filepass(data: bytes) -> bool:
    for begin in range(_SECTOR, len(data) - 8, _SECTOR):
        if not _BOOK_BEGINS.match(data, begin):
            continue
        at = begin
        for _ in range(_RECORDS_BEFORE):
            if at + 4 > len(data):
                break
            kind, length = struct.unpack_from("<HH", data, at)
            if kind == _PROTECTED:
                return True
            at += 4 + length
    return False
