"""A fetched file into the folder of raw files, through the same code as ``ogi-audit add``."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from helpers.batch.adding import Added, Papers, add_one, keep_one
from helpers.collecting.addresses import Address
from helpers.errors import InputError
from helpers.messages import Text
from helpers.readers import SUFFIXES
from helpers.readers.html import recognise as is_page

_MAGIC: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (b"%PDF", (".pdf",)),
    (b"PK\x03\x04", (".docx", ".xlsx", ".ofd", ".zip", ".wps", ".xlsm", ".ods")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (".doc", ".xls", ".wps")),
    (b"{\\rtf", (".rtf", ".doc", ".wps")),
    (b"\x89PNG", (".png",)),
    (b"\xff\xd8\xff", (".jpg", ".jpeg")),
)
"""How a file begins → the suffixes it may have; the first is taken if its address has another."""
_TYPES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/csv": ".csv"}
_FIRST_OF_ZIP = {b"mimetype": ".ods", b"OFD.xml": ".ofd", b"[Content_Types].xml": ".docx"}
NO_REPORT = ".page"
"""Suffix of a page that holds no report, so that a run over the folder does not take it for one."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the folder.

    Attributes:
        added: What became of it.
        problem: Why it is no readable report; None if it is one.
    """

    added: Added
    problem: InputError | None


def suffix_of(data: bytes, kind: str, address: Address) -> str:
    """Return a suffix for a file: by its first bytes, else by its type and address.

    Args:
        data: The file.
        kind: The value of its Content-Type.
        address: Where it came from; only a suffix that the bytes agree with is believed.
    """
    name = PurePosixPath(unquote(address.path)).suffix.lower()
    for magic, suffixes in _MAGIC:
        if data.startswith(magic):
            first = next((s for m, s in _FIRST_OF_ZIP.items() if data[30:60].startswith(m)), None)
            usual = first if magic.startswith(b"PK") and first else suffixes[0]
            return name if name in suffixes else usual
    if is_page(data, ""):
        return ".html"
    told = _TYPES.get(kind.partition(";")[0].strip().lower())
    return told or (name if name in (".csv", ".html", ".txt") else ".txt")


def keep(data: bytes, suffix: str, stem: str, raw: Path, papers: Papers, given: str) -> Kept:
    """Store a file: as a report if it can be read as one, under a plain name otherwise.

    Args:
        data: The file.
        suffix: See :func:`suffix_of`.
        stem: Its name if it is no report whose agency and year are known.
        raw: The folder with the manifest.
        papers: What its row is to say.
        given: Its address, for messages.
    """
    with tempfile.TemporaryDirectory() as folder:
        aside = Path(folder) / f"fetched{suffix}"
        aside.write_bytes(data)
        try:
            if suffix not in SUFFIXES:
                raise InputError(
                    "format-not-read",
                    Text("This format is not read.", "不能读取该格式。"),
                    Text("The file is kept.", "文件已保存。"),
                    given,
                )
            return Kept(add_one(aside, given, stem, raw, papers), None)
        except InputError as problem:
            no_page = suffix == ".html" and problem.code == "not-a-report"
            name = NO_REPORT if no_page else suffix
            return Kept(keep_one(data, stem, name, raw, papers, given), problem)
