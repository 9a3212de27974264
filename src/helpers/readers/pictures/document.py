"""A picture as a document."""

from __future__ import annotations

from helpers.messages import Text
from helpers.model import Document, Source
from helpers.readers.pdf.assembly import Assembly
from helpers.readers.pdf.assembly import Sheet as Assembled
from helpers.readers.pdf.prose import margins_of
from helpers.readers.pictures.opening import grey_of
from helpers.readers.pictures.page import read_page
from helpers.readers.pictures.refusals import no_text, too_large


def document_of(data: bytes, path: str, sha256: str) -> Document:
    """Read a loose picture. See :func:`helpers.readers.pictures.read`."""
    page = read_page(grey_of(data, path), 1, None)
    if page.tables is None:
        raise too_large(path, Text("The picture has too many lines.", "图片中线条过多。"))
    if not page.lines and not page.tables:
        raise no_text(path)
    assembly = Assembly(margins_of([page.lines]))
    assembly.add(Assembled(1, page.height, page.lines, page.tables, recognised=True))
    items = tuple(assembly.finished())
    remarks = (("read-by-ocr", "1"), *((("turned-pages", "1"),) if page.turns else ()))
    return Document(Source(path, sha256, "picture", None), items, remarks=remarks)
