"""Pages of a PDF as pictures, for those that have no text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from helpers.readers.pictures.kinds import Grey

SCALE = 200 / 72
"""Pixels for a point: 200 dots per inch, what scans of reports have."""
MOST_PIXELS = 16_000_000
"""Larger pages are drawn smaller."""


def rendered(data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, float, Grey]]:
    """Yield pages as pictures.

    Args:
        data: The PDF, which was opened before.
        numbers: Of the pages, from 1.

    Yields:
        ``(number, width in points, grey values)``.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        for number in numbers:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(SCALE, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True)
            yield number, width, bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width]
            bitmap.close()
            page.close()
    finally:
        document.close()
