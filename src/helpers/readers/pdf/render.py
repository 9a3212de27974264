"""Pages of a PDF as pictures, for those that have no text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pypdfium2

from helpers.readers.pdf.pages import ALONE

if TYPE_CHECKING:
    from helpers.readers.pictures.kinds import Grey

SCALE = 200 / 72
"""Pixels for a point: 200 dots per inch, what scans of reports have."""
MOST_PIXELS = 16_000_000
"""Larger pages are drawn smaller."""


def rendered(data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, float, Grey, float]]:
    """Yield pages as pictures.

    Args:
        data: The PDF, which was opened before.
        numbers: Of the pages, from 1.

    Yields:
        ``(number, width in points, grey values, pixels for a point of the scan)``.
    """
    with ALONE:
        document = pypdfium2.PdfDocument(data)
    try:
        for number in numbers:
            with ALONE:  # not while the page is worked on
                page = document[number - 1]
                width, height = page.get_size()
                scale = min(SCALE, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
                bitmap = page.render(scale=scale, grayscale=True)
                own = _own_scale(page)
            grey = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width]
            yield number, width, grey, own
            with ALONE:
                bitmap.close()
                page.close()
    finally:
        with ALONE:
            document.close()


def _own_scale(page: pypdfium2.PdfPage) -> float:
    """Return how many pixels for a point the largest picture of a page has.

    A page is drawn finer than a coarse scan, and looks as if it said more than it does.
    """
    widest, scale = 0.0, SCALE
    for item in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=2):
        left, _, right, _ = item.get_bounds()
        if right - left > max(widest, 72):
            widest = right - left
            scale = item.get_px_size()[0] / widest
    return max(scale, 0.5)
