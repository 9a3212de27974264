"""``data/raw/manifest.csv``: the papers of raw files, a row each."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path

from helpers.errors import InputError, visible
from helpers.messages import Text
from helpers.spreadsheets import guarded, unguarded

MANIFEST = "manifest.csv"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of ``data/raw/manifest.csv``.

    Attributes:
        file: Path relative to the manifest.
        agency: The organ, as its report gives it.
        year: The year reported on.
        source: Where the file came from, or how it was obtained.
        accessed: ISO date on which it was obtained.
        sha256: Hash of its bytes.
        licence: On what terms it may be kept here.
    """

    file: str
    agency: str
    year: str
    source: str
    accessed: str
    sha256: str
    licence: str


def manifest_text(entries: Iterable[Entry]) -> str:
    """Return rows as the text of a manifest, in which none begins a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Entry.__slots__)
    writer.writerows(map(guarded, astuple(entry)) for entry in entries)
    return text.getvalue()


def read_manifest(folder: Path) -> tuple[Entry, ...]:
    """Return the rows of the manifest of `folder`; none if it has no manifest, or an empty one.

    Raises:
        InputError: it is no table in UTF-8 with the columns of an :class:`Entry`.
    """
    return tuple(rows_of(folder).values())


def rows_of(folder: Path) -> Mapping[Path | int, Entry]:
    """Return the rows of the manifest of `folder` by the file they are of.

    A second row of a file has its number instead. The file is read again only if it has changed.

    Raises:
        InputError: see :func:`read_manifest`.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    stat = path.stat()
    return _rows(folder, stat.st_mtime_ns, stat.st_size, stat.st_ino)


@lru_cache(maxsize=8)
def _rows(folder: Path, *_changed: int) -> Mapping[Path | int, Entry]:
    """Return the rows of a manifest by the file they are of; read again only if it has changed."""
    rows: dict[Path | int, Entry] = {}
    try:  # a table program writes a mark before the first column
        text = (folder / MANIFEST).read_bytes().decode("utf-8-sig")
        table = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        said = ("It is no CSV table in UTF-8.", "该文件不是 UTF-8 编码的 CSV 表格。")
        raise _bad_manifest(folder, *said) from error
    for number, row in enumerate(table):
        lacking = [k for k in Entry.__slots__ if row.get(k) is None]
        if lacking:
            raise _bad_manifest(
                folder,
                f"Row {number + 1} has no {', '.join(lacking)}.",
                f"第 {number + 1} 行缺少 {'、'.join(lacking)}。",
            )
        if "\0" in row["file"]:
            raise _bad_manifest(
                folder,
                f"Row {number + 1} names a file that no system can have.",
                f"第 {number + 1} 行的文件名无效。",
            )
        entry = Entry(**{k: unguarded(row[k]) for k in Entry.__slots__})
        path = Path(os.path.realpath(folder / entry.file))
        # The first row of a file holds; a second is kept for who reads the whole manifest.
        rows[number if path in rows else path] = entry
    return rows


def _bad_manifest(folder: Path, en: str, zh: str) -> InputError:
    columns = ", ".join(Entry.__slots__)
    return InputError(
        "manifest",
        Text(en, zh),
        Text(
            f"Save it as CSV in UTF-8 with the columns {columns}, or restore it.",
            f"请另存为 UTF-8 编码的 CSV，列为 {columns}；或恢复原文件。",
        ),
        visible(f"{os.fsencode(folder.name).decode(errors='replace')}/{MANIFEST}"),
    )
