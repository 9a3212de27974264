"""Pictures and scans of reports, read by OCR: the optional extra ``ogi-audit[ocr]``.

Only this file is loaded with the package. What opens pictures and recognises characters is
loaded when the first picture is read, since it is large and may not be installed.
"""

from __future__ import annotations

from importlib.util import find_spec

from helpers.model import Document
from helpers.readers.pictures.refusals import extra_missing
from helpers.savedpages import PICTURES

SUFFIXES = PICTURES

_MAGIC = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\0",
    b"MM\0*",
)
_LIBRARIES = ("cv2", "numpy", "onnxruntime", "PIL", "rapidocr")


def recognise(data: bytes, suffix: str) -> bool:
    """Tell a picture by its first bytes."""
    if data.startswith(_MAGIC):
        return True
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return True
    # BM may begin a text as well; the size of the file follows it in a picture.
    return data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data)


def installed() -> bool:
    """Tell whether the extra ``ocr`` is installed."""
    return all(find_spec(name) is not None for name in _LIBRARIES)


def read(data: bytes, path: str, sha256: str) -> Document:
    """Read a picture of a report.

    Returns:
        Lines and grids as a PDF gives them, each with the confidence of the recognition. Only
        ruled tables become grids.

    Raises:
        InputError: ``ocr-not-installed``, ``damaged``, ``too-large``, or ``no-text-in-picture``.
    """
    if not installed():
        raise extra_missing(path, None)
    from helpers.readers.pictures.document import document_of  # large, and may not be installed

    return document_of(data, path, sha256)
