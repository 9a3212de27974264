"""Text in CSV that programs of spreadsheets must not take for a formula, and that is read back.

A value that begins a formula gets a leading apostrophe, which is taken off again when our own files
are read. One that has apostrophes before such a beginning gets one more, so that nothing is lost.
"""

from __future__ import annotations

import re

_BEGINS = re.compile(r"'*[=+\-@＝＋－＠\x00-\x1f]")
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?")


def guarded(value: str) -> str:
    """Return a value as a cell of CSV that begins no formula."""
    return f"'{value}" if _BEGINS.match(value) and not _NUMBER.fullmatch(value) else value


def unguarded(value: str) -> str:
    """Return the value that :func:`guarded` wrote; any other is its own."""
    return value[1:] if value.startswith("'") and _BEGINS.match(value) else value
