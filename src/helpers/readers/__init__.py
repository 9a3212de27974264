"""Readers: one file a format, each the only door to its third-party library.

A reader turns bytes into a :class:`helpers.model.Document` and decides nothing about meaning.
To add a format, write ``read(data, source_path, sha256) -> Document`` in a file of its own and
enter it in :data:`PACKAGES` or :data:`TEXTS` with a way to recognise it.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import InputError
from helpers.messages import Text
from helpers.model import Document, Grid, Line
from helpers.readers import docx, html, kinds, ofd, office, pdf, pictures, sheets, text

MAX_BYTES = 32 * 1024 * 1024
"""Files above this size are refused: the longest real report seen is below one megabyte."""

MAX_ITEMS = 20_000
"""Documents with more lines or table cells are refused: real pages have some thousands."""
MAX_CHARACTERS = 400_000
"""Documents with more characters of text are refused: the longest real report has some 60,000."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A format that can be read.

    Attributes:
        format: The name in ``source.format``.
        suffixes: File suffixes by which a folder is searched for this format.
        recognise: Tells from the first bytes and the suffix whether this reader is the one.
        read: Turns bytes into a document.
    """

    format: str
    suffixes: tuple[str, ...]
    recognise: Callable[[bytes, str], bool]
    read: Callable[[bytes, str, str], Document]


PACKAGES: tuple[Reader, ...] = (
    Reader("pdf", (".pdf",), pdf.recognise, pdf.read),
    Reader("ofd", (".ofd",), ofd.recognise, ofd.read),
    Reader("docx", (".docx",), docx.recognise, docx.read),
    Reader("xlsx", (".xlsx", ".xlsm", ".xls", ".ods"), sheets.recognise, sheets.read),
    Reader("picture", pictures.SUFFIXES, pictures.recognise, pictures.read),
    Reader("doc", office.SUFFIXES, office.recognise, office.read),
)
"""Readers of binary formats, asked first."""

TEXTS: tuple[Reader, ...] = (
    Reader("csv", (".csv",), sheets.recognise_csv, sheets.read_csv),
    Reader("html", (".html", ".htm", ".shtml", ".xhtml"), html.recognise, html.read),
    Reader("text", (".txt", ".text"), text.recognise, text.read),
)

"""Readers of text, asked in this order; the last takes whatever is text."""

SUFFIXES: tuple[str, ...] = tuple(s for reader in (*TEXTS, *PACKAGES) for s in reader.suffixes)
"""Suffixes of the files that a folder is searched for."""


def read_document(path: Path, shown: str | None = None) -> Document:
    """Read `path` with the reader its content calls for; the suffix is only a hint.

    Args:
        path: The file.
        shown: The path as outputs show it (default: as given).

    Raises:
        InputError: the file is missing, empty, too large, binary, or of a format not read yet.
    """
    name = shown if shown is not None else str(path)
    data = _bytes_of(path, name)
    suffix = path.suffix.lower()
    reader = next((r for r in PACKAGES if r.recognise(data, suffix)), None)
    if reader is None:
        kinds.refuse_other_formats(data, name)
        reader = next(r for r in TEXTS if r.recognise(data, suffix))
    document = reader.read(data, name, hashlib.sha256(data).hexdigest())
    _refuse_too_much(document)
    return document


def _refuse_too_much(document: Document) -> None:
    """Refuse what is no report by its sheer size, before anything compares its lines."""
    texts = [item.text for item in document.items if isinstance(item, Line)]
    for item in document.items:
        if isinstance(item, Grid):
            texts += [cell.text for row in item.rows for cell in row]
    items, characters = len(texts), sum(map(len, texts))
    if items <= MAX_ITEMS and characters <= MAX_CHARACTERS:
        return
    raise InputError(
        "too-long",
        Text(
            f"The document has {items:,} lines and cells with {characters:,} characters; at most "
            f"{MAX_ITEMS:,} with {MAX_CHARACTERS:,} are read.",
            f"文件有 {items:,} 行和单元格、{characters:,} 个字符，超过上限（{MAX_ITEMS:,} 行、"
            f"{MAX_CHARACTERS:,} 个字符）。",
        ),
        Text("Cut out the report and try again.", "请只保留报告部分后重试。"),
        document.source.path,
    )


def _bytes_of(path: Path, name: str) -> bytes:
    """Return the content of `path`, or say why there is none."""
    try:
        if path.is_dir():
            raise InputError(
                "is-a-folder",
                Text("This is a folder, not a report.", "这是文件夹，不是报告文件。"),
                Text("Name a file inside it.", "请指定其中的文件。"),
                name,
            )
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            # To read a pipe or a device could wait, or go on, for ever.
            raise InputError(
                "no-file",
                Text("This is a device or a pipe, not a file.", "这是设备或管道，不是文件。"),
                Text("Copy its content to a file.", "请将内容另存为文件。"),
                name,
            )
        size = status.st_size
        if size <= MAX_BYTES:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
            size = max(size, len(data))  # it may have grown since
        if size > MAX_BYTES:
            raise InputError(
                "too-large",
                Text(
                    f"The file has {size:,} bytes; at most {MAX_BYTES:,} are read.",
                    f"文件有 {size:,} 字节，超过上限 {MAX_BYTES:,} 字节。",
                ),
                Text("Cut out the report and try again.", "请只保留报告部分后重试。"),
                name,
            )
    except OSError as error:
        raise InputError(
            "cannot-open",
            Text(
                f"The file cannot be opened ({error.strerror or error}).",
                f"无法打开文件（{error.strerror or error}）。",
            ),
            Text("Check the path and the permissions.", "请检查路径和权限。"),
            name,
        ) from error
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise InputError(
            "empty",
            Text("The file is empty.", "文件为空。"),
            Text("Download or copy the report again.", "请重新下载或复制报告。"),
            name,
        )
    return data
