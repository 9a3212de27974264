"""Corrections of a reading by hand: ``repairs.toml`` beside the raw files.

A person who has the document in front of them says what a cell prints where the reader could not
tell. Each correction names the bytes it was made for and what the reader gave, so that it fails
when either changes. An agency's own wrong number is no matter for a correction.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from helpers.catalogue import MANIFEST
from helpers.errors import InputError
from helpers.messages import Text

REPAIRS = "repairs.toml"
_OPTIONAL = frozenset({"by"})


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell of one report, as a person read it.

    Attributes:
        file: Path of the report relative to ``repairs.toml``, in POSIX form.
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


def corrections_for(path: Path) -> tuple[Correction, ...]:
    """Return the corrections of a report, from the ``repairs.toml`` of its collection.

    The collection is the nearest folder above the file with a manifest or a ``repairs.toml``.

    Raises:
        InputError: the file of corrections is malformed.
    """
    whole = path.absolute()
    for folder in whole.parents:
        if (folder / REPAIRS).is_file():
            name = whole.relative_to(folder).as_posix()
            return tuple(c for c in read_corrections(folder / REPAIRS) if c.file == name)
        if (folder / MANIFEST).is_file():
            break
    return ()


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Return the corrections that a ``repairs.toml`` lists.

    Raises:
        InputError: it cannot be read, is no TOML, or an entry lacks a key, has another, or has one
            that is no text; or corrects a cell twice.
    """
    try:
        entries: Any = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise _malformed(path, str(error)) from error
    listed = entries.get("repair", [])
    if set(entries) - {"repair"} or not isinstance(listed, list):
        raise _malformed(path, "[[repair]] …")
    found = [_correction(path, n, entry) for n, entry in enumerate(listed, start=1)]
    cells = [(c.file, c.address) for c in found]
    for cell in cells:
        if cells.count(cell) > 1:
            raise _malformed(path, f"{cell[0]}, {cell[1]}: 2 × [[repair]]")
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
