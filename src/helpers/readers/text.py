"""Plain text: a line is a line, blank lines and indentation included."""

from __future__ import annotations

from functools import lru_cache

from helpers.model import Document, Line, Place, Source
from helpers.readers.encoding import decode

REMEMBERED_PLACES = 4_096
"""So many places of lines are remembered."""


@lru_cache(maxsize=REMEMBERED_PLACES)
def _place(line: int, column: int) -> Place:
    """Return a place; those of one file are those of the next."""
    return Place(0, line, column)


def recognise(data: bytes, suffix: str) -> bool:
    """Plain text is what no other reader takes."""
    return True


def read(data: bytes, path: str, sha256: str) -> Document:
    """Read a text file in any encoding of :mod:`helpers.readers.encoding`.

    Args:
        data: The whole file.
        path: The path as outputs show it.
        sha256: Hash of `data`.

    Returns:
        One :class:`Line` for each line of the file; `place.column` is the first character
        of the line that is not white space.
    """
    decoded = decode(data)
    remarks = []
    if decoded.damaged:
        remarks.append(("damaged-characters", str(decoded.damaged)))
    if decoded.truncated:
        remarks.append(("cut-off-character", ""))
    # Not splitlines(): form feeds and U+2028 inside a line would shift every later line number.
    raw = decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if raw and not raw[-1]:
        raw.pop()
    lines = tuple(
        [
            Line(text, _place(number, len(text) - len(text.lstrip()) + 1 if text else 1))
            for number, text in enumerate(raw, start=1)
        ]
    )
    return Document(
        Source(path, sha256, "text", decoded.encoding),
        lines,
        remarks=tuple(remarks),
        ends_open=not decoded.text.endswith(("\n", "\r")),
    )
