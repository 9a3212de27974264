"""Whether a picture in a converted file was in the file itself.

LibreOffice takes a picture that an old file merely names from the disk of whoever reads it. Such a
picture is nobody's report: it is not read, so that nothing of this machine reaches an audit.
"""

from __future__ import annotations

from collections.abc import Callable

PIECE = 32
"""Bytes of a picture that are looked for in one piece: the streams of an old file lie in sectors
of 512, which need not follow each other."""
PIECES, FEWEST = 8, 6
"""So many pieces of a picture are looked for, and so many must be there."""


def brought_by(data: bytes) -> Callable[[bytes], bool]:
    """Return what tells whether a picture was in an old Word, WPS or RTF file.

    Args:
        data: The file as it was, before its conversion. RTF holds pictures as hexadecimal digits,
            broken over lines anywhere, or as bytes.
    """
    digits = b"".join(data.split()).lower() if data.startswith(b"{\\rtf") else b""

    def brought(content: bytes) -> bool:
        step = max(1, (len(content) - PIECE) // PIECES)
        pieces = [content[at : at + PIECE] for at in range(0, PIECES * step, step)]
        found = sum(p in data or p.hex().encode() in digits for p in pieces if p)
        return found >= FEWEST

    return brought
