"""PDF documents with a text layer: ruled tables by their strokes, the rest by where words stand.

What cannot be read for certain is said so: numbers that lie on each other or on a stroke show
as U+FFFD, two numbers in one cell with a mark between them, and pages that are pictures, text
in other directions, and running heads are counted in the remarks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from helpers.model import Document, Source
from helpers.readers.pdf.assembly import Assembly, Sheet
from helpers.readers.pdf.cells import Table, fill
from helpers.readers.pdf.glyphs import cleaned, lines_of
from helpers.readers.pdf.grids import MOST_STROKES, tables_of
from helpers.readers.pdf.heads import without_heads
from helpers.readers.pdf.pages import Page, load
from helpers.readers.pdf.prose import margins_of
from helpers.readers.pdf.refusals import too_large
from helpers.readers.pdf.render import rendered
from helpers.readers.pictures import installed
from helpers.readers.pictures.refusals import extra_missing
from helpers.readers.refusals import damaged

_END = b"%%EOF"
MOST_SCANNED = 60
"""PDFs with more pages that are pictures are refused: each takes about two seconds."""


def recognise(data: bytes, suffix: str) -> bool:
    """Tell a PDF by its first bytes; some begin with a few bytes of their sender."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, path: str, sha256: str) -> Document:
    """Read a PDF.

    Returns:
        Lines (a paragraph, or a row of a table without strokes with tabs between its cells) and
        grids in document order.

    Raises:
        InputError: ``encrypted``, ``damaged``, ``too-large``, or ``no-text-layer`` where no page
            has text and the extra that reads pictures is not installed.
    """
    if _is_cut_off(data):
        raise damaged(path)
    title, pages = load(data, path)
    written = [page for page in pages if page.glyphs]
    pictures = [page for page in pages if page.drawn and not page.glyphs]
    if not written and not (pictures and installed()):
        raise extra_missing(path, len(pages))
    scanned = _scanned(data, pictures, path) if pictures and installed() else {}
    remarks = Counter(
        {"pages-without-text": len(pictures) - len(scanned), "read-by-ocr": len(scanned)}
    )
    sheets: list[Sheet] = []
    for page in pages:
        if page.number in scanned:
            sheets.append(scanned[page.number])
            continue
        last = sheets[-1].tables[-1:] if sheets else []
        sheets.append(_sheet(page, last[0] if last else None, remarks, path))
    kept, heads = without_heads([(s.height, s.lines) for s in sheets])
    for sheet, lines in zip(sheets, kept, strict=True):
        sheet.lines = lines
    remarks["running-heads"] = heads
    assembly = Assembly(margins_of(kept))
    for sheet in sheets:
        assembly.add(sheet)
    return Document(
        Source(path, sha256, "pdf", None),
        tuple(assembly.finished()),
        title=title,
        remarks=tuple((code, str(n)) for code, n in remarks.items() if n),
    )


def _is_cut_off(data: bytes) -> bool:
    """Tell a file that ends inside: objects without an end mark after them."""
    end = data.rfind(_END)
    return end < 0 or b" obj" in data[end:]


def _scanned(data: bytes, pictures: Iterable[Page], path: str) -> dict[int, Sheet]:
    """Return the pages that are pictures, by their number, as OCR reads them."""
    from helpers.readers.pictures.page import read_page  # large, and may not be installed

    numbers = [page.number for page in pictures]
    if len(numbers) > MOST_SCANNED:
        n = len(numbers)
        raise too_large(path, f"{n} scanned pages", f"有 {n} 页扫描件", MOST_SCANNED)
    found: dict[int, Sheet] = {}
    for number, width, grey, own in rendered(data, numbers):
        above = found.get(number - 1)
        before = above.tables[-1] if above is not None and above.tables else None
        page = read_page(grey, number, before, width, own)
        if page.tables is None:
            raise too_large(
                path, f"too many lines on page {number}", f"第{number}页线条过多", MOST_STROKES
            )
        found[number] = Sheet(number, page.height, page.lines, page.tables, recognised=True)
    return found


def _sheet(page: Page, before: Table | None, remarks: Counter[str], path: str) -> Sheet:
    ruled = tables_of(page.strokes, page.number, before)
    if ruled is None:
        n = page.number
        raise too_large(path, f"too many lines on page {n}", f"第{n}页线条过多", MOST_STROKES)
    clean = cleaned(page.glyphs)
    # Strokes around one column are boxes around prose, not a table.
    tables = [table for table in ruled if len(table.xs) > 2]
    outside = fill(tables, clean.glyphs)
    remarks["overlapping-text"] += clean.overlapping
    remarks["damaged-characters"] += page.counts["damaged"]
    remarks["hidden-text"] += page.counts["hidden"]
    remarks["slanted-text"] += page.counts["slanted"]
    remarks["recognised-text"] += page.counts["invisible"]
    remarks["broken-cells"] += sum(t.broken for t in tables)
    remarks["pictures"] += page.pictures if page.glyphs else 0
    return Sheet(page.number, page.height, lines_of(outside), tables)
