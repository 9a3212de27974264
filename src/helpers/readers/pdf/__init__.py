"""PDF documents with a text layer: ruled tables by their strokes, the rest by where words stand.

What cannot be read for certain is said so: numbers that lie on each other or on a stroke show
as U+FFFD, two numbers in one cell with a mark between them, and pages that are pictures, text
in other directions, and running heads are counted in the remarks.
"""

from __future__ import annotations

from collections import Counter
from functools import partial

from helpers.model import Document, Source
from helpers.readers.pdf.expanded import refuse_too_many_drawings
from helpers.readers.pdf.placing import placed, recognised
from helpers.readers.pictures import installed
from helpers.readers.pictures.refusals import extra_missing
from helpers.readers.refusals import damaged

_END = b"%%EOF"


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
    refuse_too_many_drawings(data, path)
    from helpers.readers.pdf.pages import load  # the library is large, and most reports are no PDF
    from helpers.readers.pdf.render import rendered

    title, pages = load(data, path)
    written = [page for page in pages if page.glyphs]
    pictures = [page for page in pages if page.drawn and not page.glyphs]
    if not written and not (pictures and installed()):
        raise extra_missing(path, len(pages))
    # The extra is looked for on disk, which only pages without text are worth.
    scanned = (
        recognised(pictures, partial(rendered, data), path) if pictures and installed() else {}
    )
    remarks = Counter(
        {
            "pages-without-text": len(pictures) - len(scanned),
            "read-by-ocr": len(scanned),
            "turned-pages": sum(sheet.turned for sheet in scanned.values()),
        }
    )
    items = placed(pages, scanned, remarks, path)
    return Document(
        Source(path, sha256, "pdf", None),
        items,
        title=title,
        remarks=tuple((code, str(n)) for code, n in remarks.items() if n),
    )


def _is_cut_off(data: bytes) -> bool:
    """Tell a file that ends inside: objects without an end mark after them."""
    end = data.rfind(_END)
    return end < 0 or b" obj" in data[end:]
