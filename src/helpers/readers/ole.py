"""What an old office file (a compound file of Microsoft's) holds, by the names of its streams.

Word, Excel and protected new files begin with the same bytes, and suffixes lie.
"""

from __future__ import annotations

from helpers.readers.refusals import encrypted

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_compound(data: bytes) -> bool:
    """Tell a compound file by its first bytes."""
    return data.startswith(MAGIC)


def is_workbook(data: bytes, suffix: str) -> bool:
    """Tell an old workbook; where the streams do not tell, the suffix does."""
    if not is_compound(data):
        return False
    book, document = _names(data, "Workbook"), _names(data, "WordDocument")
    return book if book != document else suffix == ".xls"


def refuse_protected(data: bytes, path: str) -> None:
    """Refuse a new office file that a password wraps in a compound file.

    Raises:
        InputError: ``encrypted``.
    """
    if is_compound(data) and _names(data, "EncryptedPackage"):
        raise encrypted(path)


def _names(data: bytes, stream: str) -> bool:
    # Names stand in the directory in UTF-16, ended by a null.
    return f"{stream}\0".encode("utf-16-le") in data
