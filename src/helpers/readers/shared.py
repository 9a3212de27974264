"""Texts that a workbook holds once and its cells copy.

The library gives each cell a copy of its own: one long text named by all cells of a sheet, or in a
cell that an OpenDocument repeats, would take more memory than there is and end the whole process.
"""

from __future__ import annotations

import re

from helpers.errors import InputError
from helpers.messages import Text
from helpers.readers.package import Package
from helpers.readers.refusals import too_large

MAX_TEXT = 32 * 1024 * 1024
"""Workbooks whose cells copy more characters are refused: more than the file itself may have."""

_NO_MARKUP = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_SHARING = re.compile(
    rb"""<(?:[\w.-]+:)?c\s(?:[^>]*\s)?t\s*=\s*["']s["'][^>]*>(?:\s*<(?:[\w.-]+:)?v>\s*(\d{1,9})\s*<)?"""
)
_TAG = re.compile(rb"<[^>]*>")
_VALUE = re.compile(rb"""string-value\s*=\s*("[^"]*"|'[^']*')""")
OPEN = re.compile(
    rb"""<(?:[\w.-]+:)?(table-row|(?:covered-)?table-cell|table)(?=[\s/>])"""
    rb"""((?:[^>"']|"[^"]*+"|'[^']*+')*+)>"""
)
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']\s*0*(\d+)""")


def refuse_too_many_copies(package: Package) -> None:
    """Refuse a workbook whose cells would get too much text.

    Raises:
        InputError: ``too-large``, or ``damaged`` for its parts.
    """
    lengths = [0]
    for name in package.names:
        if name.lower().endswith("sharedstrings.xml"):
            root = package.xml(name)
            lengths = [len("".join(e.itertext())) for e in root] if root is not None else []
            lengths.append(max(lengths, default=0))  # for a number that cannot be made out
    copied = 0
    for name in package.names:
        if name == "content.xml":
            copied += _repeated(_plain(package.part(name) or b""))
        elif name.lower().endswith(".xml") and lengths[-1]:
            for digits in _SHARING.findall(_plain(package.part(name) or b"")):
                number = int(digits) if digits else -1
                copied += lengths[number] if number < len(lengths) else 0
    if copied > MAX_TEXT:
        raise too_much_text(package.path)


def too_much_text(path: str) -> InputError:
    """Return the error for a workbook whose cells copy too much text."""
    return too_large(
        path,
        Text(
            f"The cells repeat more than {MAX_TEXT:,} characters of text that is stored once.",
            f"各单元格重复引用的文本超过 {MAX_TEXT:,} 个字符。",
        ),
    )


def _plain(content: bytes) -> bytes:
    """Return XML in which nothing but tags begins with a bracket, and every byte is kept."""
    return _NO_MARKUP.sub(lambda found: found[0].replace(b"<", b" ").replace(b">", b" "), content)


def _repeated(content: bytes) -> int:
    """Return the bytes of text in the repeated cells of an OpenDocument, all copies."""
    copied = end = 0
    rows = columns = 1
    for found in [*OPEN.finditer(content), None]:
        begin = found.start() if found else len(content)
        if rows * columns > 1:
            copied += rows * columns * len(_TAG.sub(b"", content[end:begin]).strip())
        if found is None:
            break
        end = found.end()
        if found[1] == b"table-row":
            rows, columns = times_of(found[2]), 1
        elif found[1] == b"table":
            rows = columns = 1
        else:
            columns = times_of(found[2])
            copied += rows * columns * sum(map(len, _VALUE.findall(found[2])))
    return copied


def times_of(attributes: bytes) -> int:
    """Return how often a cell or row of an OpenDocument is repeated."""
    found = _REPEATED.search(attributes)
    return int(found[1][:9]) if found else 1
