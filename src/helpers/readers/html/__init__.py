"""Web pages as government sites publish them.

Every visible word of the page becomes a line or a cell of a grid; which of them belong to the
report is decided later, by the form. What no reader of the page sees is left out, and so are
lists of links around the text. Nothing the page names is ever fetched.
"""

from __future__ import annotations

import re

from helpers.model import Document, Source
from helpers.readers.encoding import decode
from helpers.readers.html.budget import refuse_too_much, without_pictures
from helpers.readers.html.torn import torn_tags
from helpers.readers.html.walk import walk

_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|table|p|span|meta)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def recognise(data: bytes, suffix: str) -> bool:
    """Tell a web page by its markup; the suffix alone decides only when there is little text."""
    head = data[:8192].replace(b"\0", b"")
    return bool(_MARKUP.search(head)) or (suffix.startswith((".htm", ".sht")) and b"<" in head)


def read(data: bytes, path: str, sha256: str) -> Document:
    """Read a web page in any encoding, whatever it declares.

    Returns:
        Lines (one for each paragraph or line break) and grids (one for each table of figures;
        tables that only lay out the page are read as text) in document order, with the pictures
        among them and the files and frames the page leads to.

    Raises:
        InputError: ``too-deep`` or ``too-long``.
    """
    match = _CHARSET.search(data[:8192])
    declared = match.group(1).decode("ascii").lower() if match else None
    decoded = decode(data, declared)
    text = without_pictures(decoded.text)
    refuse_too_much(text, path)
    page = walk(text)
    remarks = {
        "damaged-characters": decoded.damaged,
        "pictures": page.pictures_seen,
        "hidden-text": page.hidden,
        "torn-tags": torn_tags(text),
    }
    return Document(
        Source(path, sha256, "html", decoded.encoding),
        tuple(page.items),
        title=page.title,
        metadata=page.metadata,
        remarks=tuple((code, str(n)) for code, n in remarks.items() if n),
        pictures=tuple(page.pictures),
        links=tuple(page.links),
        ends_open=not text.rstrip(" \t\r\n\0").endswith(">"),
    )
