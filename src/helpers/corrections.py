"""Corrections of a reading by hand: ``repairs.toml`` beside the raw files.

A person who has the document in front of them says what a cell prints where the reader could not
tell. Each correction names the bytes it was made for and what the reader gave, so that it fails
when either changes. An agency's own wrong number is no matter for a correction.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from helpers.errors import InputError
from helpers.manifest import MANIFEST
from helpers.messages import Text
from helpers.readers import MAX_BYTES

REPAIRS = "repairs.toml"
_OPTIONAL = frozenset({"by"})


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell of one report, as a person read it.

    Attributes:
        file: Path of the report when it was corrected, relative to ``repairs.toml``, in POSIX form.
        sha256: Hash of the bytes that the person looked at.
        address: The cell, ``table.row.column``.
        expected_state: State that the reader gives without the correction.
        expected_raw: Text that it gives.
        raw: What the document prints in the cell, "" for a blank.
        reason: Why the reader cannot tell, and how the person can.
        by: Who corrected it and when, or "".
    """

    file: str
    sha256: str
    address: str
    expected_state: str
    expected_raw: str
    raw: str
    reason: str
    by: str = ""


def corrections_for(path: Path, sha256: str) -> tuple[Correction, ...]:
    """Return the corrections of a report, from the ``repairs.toml`` of its collection.

    The collection is the nearest folder above the file with a manifest or a ``repairs.toml``. A
    correction is of this report if it names the file, or its bytes: it follows a renamed file.

    Raises:
        InputError: the file of corrections is malformed.
    """
    folder = _collection(path)
    if folder is None:
        return ()
    name = path.absolute().relative_to(folder).as_posix()
    listed = _listed(folder / REPAIRS)
    return tuple(c for c in listed if c.file == name or c.sha256 == sha256)


def _listed(path: Path) -> tuple[Correction, ...]:
    try:
        stat = path.stat()
    except OSError:
        return read_corrections(path)
    return _unchanged(path, stat.st_mtime_ns, stat.st_size, stat.st_ino)


@lru_cache(maxsize=8)
def _unchanged(path: Path, *_changed: int) -> tuple[Correction, ...]:
    return read_corrections(path)


def lost_corrections(paths: Iterable[Path]) -> list[InputError]:
    """Return an error for each correction that matches no file, by its name or its bytes.

    Args:
        paths: Reports; the collections they belong to are looked through.
    """
    folders = dict.fromkeys(folder for path in paths if (folder := _collection(path)) is not None)
    return [_lost(c) for folder in folders for c in _without_file(folder)]


def _without_file(folder: Path) -> list[Correction]:
    try:
        listed = read_corrections(folder / REPAIRS)
    except InputError:
        return []  # told with each report of the collection
    lost = [c for c in listed if not (folder / c.file).is_file()]
    wanted = {c.sha256 for c in lost}
    there: set[str] = set()
    # A file of the same bytes under another name has its corrections.
    for path in sorted(folder.rglob("*")) if lost else ():
        with suppress(OSError):
            if path.is_file() and path.stat().st_size <= MAX_BYTES:
                there.add(hashlib.sha256(path.read_bytes()).hexdigest())
        if wanted <= there:
            break
    return [c for c in lost if c.sha256 not in there]


def _collection(path: Path) -> Path | None:
    """Return the folder whose ``repairs.toml`` is about a file, None if there is none."""
    for folder in path.absolute().parents:
        if (folder / REPAIRS).is_file():
            return folder
        if (folder / MANIFEST).is_file():
            break
    return None


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Return the corrections that a ``repairs.toml`` lists.

    Raises:
        InputError: it cannot be read, is no TOML, or an entry lacks a key, has another, or has one
            that is no text; or corrects a cell twice.
    """
    try:
        entries: Any = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _malformed(path, str(error)) from error
    listed = entries.get("repair", [])
    if set(entries) - {"repair"} or not isinstance(listed, list):
        raise _malformed(path, "[[repair]] …")
    found = [_correction(path, n, entry) for n, entry in enumerate(listed, start=1)]
    cells = Counter((c.sha256, c.address) for c in found)
    for correction in found:
        if cells[correction.sha256, correction.address] > 1:
            raise _malformed(path, f"{correction.file}, {correction.address}: 2 × [[repair]]")
    return tuple(found)


def _correction(path: Path, number: int, entry: Any) -> Correction:
    names = {field.name for field in fields(Correction)}
    given = entry if isinstance(entry, dict) else {}
    wrong = sorted((names - _OPTIONAL - given.keys()) | (given.keys() - names))
    wrong += sorted(name for name in given.keys() & names if not isinstance(given[name], str))
    if not given.get("reason", "x"):
        wrong.append("reason")
    if wrong:
        raise _malformed(path, f"[[repair]] {number}: {', '.join(wrong)}")
    return Correction(**given)


def _lost(correction: Correction) -> InputError:
    return InputError(
        "lost-repair",
        Text(
            f"The correction of {correction.address} is for {correction.file}, and no file of that "
            "name or with these bytes is there.",
            f"对 {correction.address} 的修正针对 {correction.file}，但没有该名称或内容相同的文件。",
        ),
        Text(
            "Bring the file back, or name the file and the hash that the correction is for now, or "
            "remove the entry.",
            "请恢复该文件，或更正条目中的文件名和哈希值，或删除该条目。",
        ),
        REPAIRS,
    )


def _malformed(path: Path, about: str) -> InputError:
    return InputError(
        "malformed-repairs",
        Text(f"The corrections cannot be used: {about}.", f"修正文件无法使用：{about}。"),
        Text(
            f"Mend {path.name}; docs/reading-repairs.md shows an entry with all its keys.",
            f"请更正 {path.name}；docs/reading-repairs.md 中有完整条目的示例。",
        ),
        path.name,
    )
