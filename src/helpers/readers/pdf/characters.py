"""Characters as the library gives them: code, place, size and direction. A door to pypdfium2."""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2.raw as pdfium

from helpers.readers.pdf.glyphs import UNREADABLE
from helpers.readers.pdf.space import Affine, Box, affine, after

_UPRIGHT = math.radians(4)
_FULL_WIDTH = 0x2E80
_SMALLEST = 0.5
"""Points of an em."""
_WHITE = frozenset({0x20, 0x0D, 0x0A, 0x09, 0xA0, 0x3000})


@dataclass(slots=True)
class Run:
    """Characters printed by one text object share size and direction."""

    number: int
    em: float
    turn: int | None
    address: int


@dataclass(slots=True)
class Character:
    """A character; the box is None for full-width ones, which advance by an em."""

    code: int
    origin: tuple[float, float]
    box: Box | None
    run: Run


def characters_of(text_page: Any, count: int, upright: Affine) -> Iterator[Character]:
    """Yield the printed characters of a page, white space left out."""
    rect, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    run: Run | None = None
    last = b""
    # Asked for at every character.
    code_at, object_at = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject
    damaged, origin = pdfium.FPDFText_HasUnicodeMapError, pdfium.FPDFText_GetCharOrigin
    for n in range(count):
        code = code_at(text_page, n)
        if code in _WHITE:  # printed spaces, and those the library adds
            continue
        handle = bytes(object_at(text_page, n))
        if run is None or handle != last:
            last, address = handle, address_of(handle)
            pdfium.FPDFText_GetMatrix(text_page, n, matrix)
            size = pdfium.FPDFText_GetFontSize(text_page, n)
            run = _run(n, size, after(affine(matrix), upright), address)
        if damaged(text_page, n) == 1:
            code = 0xFFFD
        origin(text_page, n, x, y)
        box = None
        if code < _FULL_WIDTH:
            pdfium.FPDFText_GetLooseCharBox(text_page, n, rect)
            box = (rect.left, rect.bottom, rect.right, rect.top)
        if all(map(math.isfinite, (x.value, y.value, *(box or ())))):
            yield Character(code, (x.value, y.value), box, run)
        else:
            yield Character(code, (0.0, 0.0), None, Run(n, _SMALLEST, None, run.address))


def _run(number: int, size: float, matrix: Affine, address: int) -> Run:
    if not all(map(math.isfinite, matrix)):  # multiplied beyond all numbers: it stands nowhere
        return Run(number, _SMALLEST, None, address)
    a, b, c, d, _, _ = matrix
    angle = math.atan2(b, a)
    turn = round(angle / (math.pi / 2))
    straight = abs(angle - turn * math.pi / 2) < _UPRIGHT
    em = abs(size) * math.hypot(c, d)
    return Run(number, max(em, _SMALLEST), turn % 4 if straight else None, address)


@lru_cache(maxsize=8192)
def text_of(code: int) -> str:
    """Return the character of a code, or "" for white space and controls."""
    if code == 2:  # the library's mark for a hyphen at the end of a line
        return "-"
    if not code or code in (0xFFFD, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF:
        return UNREADABLE
    text = chr(code)
    return text if text.isprintable() and not text.isspace() else ""


def address_of(handle: Any) -> int:
    """Return where an object of the library lies, which tells it from others."""
    return int.from_bytes(bytes(handle), sys.byteorder)
