"""One font in place of those of the machine, which say nothing about a text. A door to pypdfium2.

A report that names a font without carrying it is shown with one that the machine has. To read the
text none is needed: codes, places and widths stand in the file. But the library asks the font how
large each character is drawn, and leaves out print of no size: on a machine without Chinese fonts a
character that is printed by itself got lost. So all such print is measured with the same narrow
bar. That does not depend on the machine, and drawing each character took a third of the reading.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pypdfium2.raw as pdfium

_EM, _LEFT, _RIGHT, _TOP, _BOTTOM = 1000, 80, 220, 880, -120
"""The bar is narrower than the advance of any digit: the library takes equal characters whose
drawings overlap for one that is printed twice."""
_GLYPHS = 0xFFFF
_WITH_WIDTHS = (b"Courier", b"Helvetica", b"Times")
"""Fonts that need not state their widths: the library has their drawings and widths itself."""


@lru_cache(maxsize=1)
def bars() -> bytes:
    """Return a TrueType font in which every character, and every glyph, is the same bar."""
    box = (_LEFT, _BOTTOM, _RIGHT, _TOP)
    height, width = _TOP - _BOTTOM, _RIGHT - _LEFT
    glyph = struct.pack(">5h2H4B", 1, *box, 3, 0, 1, 1, 1, 1)
    glyph += struct.pack(">8h", _LEFT, 0, width, 0, _BOTTOM, height, 0, -height)
    glyph += bytes(-len(glyph) % 4)
    tables = {
        b"cmap": struct.pack(">4HL2H6L", 0, 1, 3, 10, 12, 13, 0, 28, 0, 1, 0, 0x10FFFF, 1),
        # Two drawings that all glyphs take in turn: 64 thousand would be copied for each file.
        b"glyf": glyph * 2,
        b"head": struct.pack(
            ">4L2H2Q4h2H3h", 1 << 16, 1 << 16, 0, 0x5F0F3CF5, 0, _EM, 0, 0, *box, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(
            ">L3hH11hH", 1 << 16, _TOP, _BOTTOM, 0, _EM, 0, 0, _EM, 1, *[0] * 7, 1
        ),
        b"hmtx": struct.pack(">Hh", _EM, _LEFT),
        b"loca": struct.pack(">2H", 0, len(glyph) // 2) * ((_GLYPHS + 1) // 2),
        b"maxp": struct.pack(">L14H", 1 << 16, _GLYPHS, 4, 1, 0, 0, 1, *[0] * 8),
    }
    at = 12 + 16 * len(tables)
    head, body = struct.pack(">L4H", 1 << 16, len(tables), 64, 2, 48), b""
    for name, table in tables.items():
        head += name + struct.pack(">3L", 0, at + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return head + body


def _map_font(_: Any, __: int, ___: int, ____: int, _____: int, face: Any, ______: Any) -> int:
    return 0 if ctypes.string_at(face).startswith(_WITH_WIDTHS) else 1


def _font_data(_: Any, __: Any, table: int, buffer: Any, size: int) -> int:
    """Give the whole font; its single tables are not asked for."""
    data = bars()
    if table:
        return 0
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


_kinds: dict[str, Any] = {field[0]: field[1] for field in pdfium.FPDF_SYSFONTINFO._fields_}
_BARS = pdfium.FPDF_SYSFONTINFO()
_BARS.version = 1
_BARS.MapFont = _kinds["MapFont"](_map_font)
_BARS.GetFontData = _kinds["GetFontData"](_font_data)
_OWN = pdfium.FPDF_GetDefaultSystemFontInfo()
"""The fonts of the machine, where the library can look for some."""
if _OWN:
    # The library would end it when the other takes its place; it comes back after each file.
    _OWN.contents.Release = _kinds["Release"]()


@contextmanager
def as_bars() -> Iterator[None]:
    """Give the library bars for every font that a file does not carry, until the end of the block.

    Pages that are drawn, here or elsewhere in the program, need the fonts of the machine: a
    document is opened and closed inside the block, while no other thread is in the library.
    """
    pdfium.FPDF_SetSystemFontInfo(_BARS)
    try:
        yield
    finally:
        if _OWN:
            pdfium.FPDF_SetSystemFontInfo(_OWN)
