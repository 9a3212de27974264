"""Pages of a PDF: characters, straight strokes and pictures. The door to pypdfium2.

Everything is given as a reader sees the page: turned upright, cut to the crop box, the upper
left corner at (0, 0).
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from operator import itemgetter
from threading import RLock
from typing import Any

import pypdfium2  # noqa: F401  (starts the library that `raw` calls)
import pypdfium2.raw as pdfium

from helpers.readers.pdf import fonts
from helpers.readers.pdf.budget import Budget
from helpers.readers.pdf.characters import Character, address_of, characters_of, text_of
from helpers.readers.pdf.glyphs import UNREADABLE, Glyph
from helpers.readers.pdf.page import Page
from helpers.readers.pdf.refusals import too_large
from helpers.readers.pdf.space import Affine, Box, affine, after, apply, area, box_of, turned
from helpers.readers.pdf.strokes import strokes_of_path
from helpers.readers.refusals import damaged, encrypted

ALONE = RLock()
"""Held around all calls of the library: it breaks when two threads are in it, whatever they read."""
MAX_PAGES = 300
MAX_ANNOTATIONS = 2_000
"""Files with more of them on a page are refused: a form to fill in has some hundreds."""
_DEEPEST_FORM = 6
_PICTURE = 0.02
"""Pictures that cover less of the page are ornaments."""
_SCALE = 64
_PASSWORD = 4
_DRAWN_OVER = (3, 13, 20)
"""Annotations that print text on the page: free text, stamps and form fields."""


def load(data: bytes, path: str) -> tuple[str, list[Page]]:
    """Return the declared title and the pages of a PDF.

    Raises:
        InputError: it needs a password, is damaged or is too large.
    """
    pages: list[Page] = []
    spent = Budget(path)
    with ALONE, fonts.as_bars(), _opened(data, path) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if not count:
            raise damaged(path)
        if count > MAX_PAGES:
            raise too_large(path, f"{count} pages", f"共 {count} 页", MAX_PAGES)
        for index in range(count):
            with _loaded(document, index, path, spent) as page:
                pages.append(_Reading(page, index + 1, spent).page())
        return _title(document), pages


def _title(document: Any) -> str:
    size = pdfium.FPDF_GetMetaText(document, b"Title", None, 0)
    if not 2 < size < 2000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document, b"Title", buffer, size)
    return " ".join(buffer.raw[: size - 2].decode("utf-16-le", "replace").split())


@contextmanager
def _opened(data: bytes, path: str) -> Iterator[Any]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        needs_password = pdfium.FPDF_GetLastError() == _PASSWORD
        raise encrypted(path) if needs_password else damaged(path)
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextmanager
def _loaded(document: Any, index: int, path: str, spent: Budget) -> Iterator[Any]:
    """Load a page, what annotations print on it included."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise damaged(path)
    try:
        if _has_printing_annotations(page, path, spent) and pdfium.FPDFPage_Flatten(page, 0) == 1:
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(document, index)
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def _has_printing_annotations(page: Any, path: str, spent: Budget) -> bool:
    count = pdfium.FPDFPage_GetAnnotCount(page)
    spent.add(objects=max(count, 0))
    if count > MAX_ANNOTATIONS:  # to print them takes the square of their number
        words = f"{count} annotations on a page", f"某页有 {count} 个批注"
        raise too_large(path, *words, MAX_ANNOTATIONS)
    for n in range(count):
        annotation = pdfium.FPDFPage_GetAnnot(page, n)
        subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if subtype in _DRAWN_OVER:
            return True
    return False


class _Reading:
    """Reads one loaded page."""

    def __init__(self, handle: Any, number: int, spent: Budget) -> None:
        self._handle = handle
        self._spent = spent
        self._width = pdfium.FPDF_GetPageWidthF(handle)
        self._height = pdfium.FPDF_GetPageHeightF(handle)
        self._page = Page(number, self._width, self._height)
        self._order: dict[int, int] = {}
        self._invisible: set[int] = set()
        self._covers: list[tuple[int, Box]] = []
        self._objects = 0

    def page(self) -> Page:
        """Return what stands on the page."""
        upright = _display(self._handle, self._width, self._height)
        characters = self._characters(upright)
        turns = Counter(c.run.turn for c in characters if c.run.turn is not None)
        turn = turns.most_common(1)[0][0] if turns else 0
        whole = turned(upright, turn, self._width, self._height)
        if turn in (1, 3):
            self._page.width, self._page.height = self._height, self._width
        for n in range(pdfium.FPDFPage_CountObjects(self._handle)):
            self._object(pdfium.FPDFPage_GetObject(self._handle, n), whole, 0)
        self._page.drawn = bool(self._objects)
        for character in characters:
            self._place(character, turn, whole)
        return self._page

    def _characters(self, upright: Affine) -> list[Character]:
        text_page = pdfium.FPDFText_LoadPage(self._handle)
        try:
            count = pdfium.FPDFText_CountChars(text_page)
            self._spent.add(characters=max(count, 0))
            return list(characters_of(text_page, count, upright))
        finally:
            pdfium.FPDFText_ClosePage(text_page)

    def _object(self, handle: Any, to_page: Affine, depth: int) -> None:
        self._objects += 1
        self._spent.add(objects=1)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path_object(handle, to_page)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            address = address_of(handle)
            self._order[address] = self._objects
            if pdfium.FPDFTextObj_GetTextRenderMode(handle) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
                self._invisible.add(address)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(handle, to_page)
            if area(box) > _PICTURE * self._width * self._height:
                self._page.pictures += 1
            else:
                self._page.strokes += strokes_of_path([], box, filled=True, stroked=False)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(handle, matrix)
            inner = after(affine(matrix), to_page)
            for n in range(pdfium.FPDFFormObj_CountObjects(handle)):
                self._object(pdfium.FPDFFormObj_GetObject(handle, n), inner, depth + 1)

    def _path_object(self, handle: Any, to_page: Affine) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
        if not (fill.value or stroke.value):
            return
        box = _bounds(handle, to_page)
        filled, stroked = bool(fill.value), bool(stroke.value)
        count = pdfium.FPDFPath_CountSegments(handle)
        self._spent.add(points=max(count, 0))
        simple = count <= 6 and (not stroked or count == 2)
        pieces = [] if simple else _pieces(handle, count, to_page)
        self._page.strokes += strokes_of_path(pieces, box, filled=filled, stroked=stroked)
        if filled and count <= 6 and not pdfium.FPDFPageObj_HasTransparency(handle):
            self._covers.append((self._objects, box))

    def _place(self, character: Character, turn: int, whole: Affine) -> None:
        """Enter a character, or count why it is left out."""
        text = text_of(character.code)
        if not text:
            return
        page, run = self._page, character.run
        if run.turn != turn:
            page.counts["slanted"] += 1
            return
        x, base = apply(whole, *character.origin)
        right = x + run.em
        if (box := character.box) is not None:
            a, _, c, _, e, _ = whole
            left, end = a * box[0] + c * box[1] + e, a * box[2] + c * box[3] + e
            x0, x1 = (left, end) if left <= end else (end, left)
            # The box of some fonts is that of the ink, and says little about the advance.
            sound = abs(x0 - x) < 0.02 * run.em and 0.15 < (x1 - x) / run.em < 1.1
            right = x1 if sound else x + 0.5 * run.em
        glyph = Glyph(text, x, right, base, run.em, run.number)
        middle = (x + right) / 2
        if not (0 <= middle <= page.width and 0 <= glyph.y <= page.height):
            return
        if self._covers and self._is_covered(glyph, self._order.get(run.address)):
            page.counts["hidden"] += 1
            return
        if run.address in self._invisible:
            page.counts["invisible"] += 1
        if text == UNREADABLE:
            page.counts["damaged"] += 1
        page.glyphs.append(glyph)

    def _is_covered(self, glyph: Glyph, order: int | None) -> bool:
        if order is None or not self._covers or self._covers[-1][0] < order:
            return False
        begin = bisect_right(self._covers, order, key=itemgetter(0))  # they are in this order
        self._spent.add(compared=len(self._covers) - begin)
        return any(
            x0 <= glyph.x <= x1 and y0 <= glyph.y <= y1
            for _, (x0, y0, x1, y1) in self._covers[begin:]
        )


def _bounds(handle: Any, to_page: Affine) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(handle, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return box_of(to_page, (left, bottom, right, top))


def _pieces(handle: Any, count: int, to_page: Affine) -> list[list[tuple[float, float]]]:
    """Return the straight pieces of a path, each a list of points; curves end a piece."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    whole = after(affine(matrix), to_page)
    x, y = ctypes.c_float(), ctypes.c_float()
    pieces: list[list[tuple[float, float]]] = []
    for n in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, n)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = apply(whole, x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_LINETO and pieces:
            pieces[-1].append(point)
        else:
            pieces.append([point])
        if pdfium.FPDFPathSegment_GetClose(segment):
            pieces[-1].append(pieces[-1][0])
    return pieces


def _display(handle: Any, width: float, height: float) -> Affine:
    """Return how the library shows page space: rotated, cropped, y downwards."""
    x, y = ctypes.c_int(), ctypes.c_int()
    size = round(width * _SCALE), round(height * _SCALE)

    def shown(px: float, py: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(handle, 0, 0, *size, 0, px, py, x, y)
        return x.value / _SCALE, y.value / _SCALE

    far = 1000.0
    (e, f), (ax, ay), (cx, cy) = shown(0, 0), shown(far, 0), shown(0, far)
    return (ax - e) / far, (ay - f) / far, (cx - e) / far, (cy - f) / far, e, f
