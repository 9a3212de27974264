"""OFD documents (GB/T 33190-2016), the national format of fixed pages, read natively.

A page becomes what a page of a PDF becomes, characters and strokes with their places, and is
read by the same rules. Signatures and seals are neither checked nor read.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from helpers.model import Document, Source
from helpers.readers.ofd.pages import Leaf, load
from helpers.readers.ofd.parts import ROOT, Parts
from helpers.readers.ofd.refusals import not_drawn
from helpers.readers.pdf.placing import placed, recognised
from helpers.readers.pdf.space import area
from helpers.readers.pictures import installed
from helpers.readers.pictures import recognise as is_picture
from helpers.readers.pictures.refusals import extra_missing

if TYPE_CHECKING:
    from helpers.readers.pictures.kinds import Grey

_WHOLE = 0.5
"""A picture that covers less of the page does not stand for it."""


def recognise(data: bytes, suffix: str) -> bool:
    """Tell an OFD document by the main part of its package, a damaged one by its suffix."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    if suffix != ".ofd" and ROOT.encode() not in data:
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return ROOT in package.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return suffix == ".ofd"


def read(data: bytes, path: str, sha256: str) -> Document:
    """Read an OFD document.

    Returns:
        Lines and grids as the reader of PDF gives them.

    Raises:
        InputError: ``encrypted``, ``damaged``, ``too-large``, or ``no-text-layer`` where no page
            has text and none can be read as a picture.
    """
    parts = Parts(data, path)
    title, leaves = load(parts)
    pages = [leaf.page for leaf in leaves]
    blank = [leaf for leaf in leaves if leaf.page.drawn and not leaf.page.glyphs]
    whole = {leaf.page.number: leaf for leaf in blank if _picture(leaf, parts) is not None}
    if not any(page.glyphs for page in pages):
        if not whole:
            raise not_drawn(path, len(pages))
        if not installed():
            raise extra_missing(path, len(pages))
    scanned = {}
    if installed():
        pictures = [leaf.page for leaf in whole.values()]
        scanned = recognised(pictures, partial(_shown, whole, parts), path)
    remarks = Counter(
        {
            "pages-without-text": len(blank) - len(scanned),
            "read-by-ocr": len(scanned),
            "turned-pages": sum(sheet.turned for sheet in scanned.values()),
        }
    )
    items = placed(pages, scanned, remarks, path)
    return Document(
        Source(path, sha256, "ofd", None),
        items,
        title=title,
        remarks=tuple((code, str(n)) for code, n in remarks.items() if n),
    )


def _picture(leaf: Leaf, parts: Parts) -> bytes | None:
    """Return the picture that is the whole page, None if there is none that can be read."""
    if len(leaf.pictures) != 1:
        return None
    picture = leaf.pictures[0]
    if not picture.upright or area(picture.box) < _WHOLE * leaf.page.width * leaf.page.height:
        return None
    content = parts.content(leaf.resources.pictures.get(picture.resource, ""))
    return content if content is not None and is_picture(content, "") else None


def _shown(
    leaves: dict[int, Leaf], parts: Parts, numbers: Sequence[int]
) -> Iterator[tuple[int, float, Grey, float]]:
    """Yield pages that are pictures; places on them are measured from the picture's corner."""
    from helpers.readers.pictures.opening import grey_of  # large, and may not be installed

    for number in numbers:
        content = _picture(leaves[number], parts)
        assert content is not None
        grey = grey_of(content, parts.path)
        x0, _, x1, _ = leaves[number].pictures[0].box
        yield number, x1 - x0, grey, max(grey.shape[1] / (x1 - x0), 0.5)
