"""Every field of every table, as ``fields.toml`` describes it once: type, labels, meaning.

A field means one thing in all tables. Names follow the contract; the order and type of the
columns and the codebook come from here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from helpers.messages import Text

FieldType = Literal["text", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column.

    Attributes:
        name: Column name.
        type: ``text``, ``integer``, ``number``, ``boolean``, or ``date`` (ISO text).
        label: Short name in both languages.
        meaning: What it says, with its unit and source.
    """

    name: str
    type: FieldType
    label: Text
    meaning: Text

    def __post_init__(self) -> None:
        if self.type not in get_args(FieldType):
            raise ValueError(f"field {self.name}: unknown type {self.type!r}")


@dataclass(frozen=True, slots=True)
class TableFields:
    """A table: what one row is, and its columns in order."""

    name: str
    row: Text
    fields: tuple[Field, ...]


_DECLARED: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)

FIELDS: dict[str, Field] = {
    name: Field(name, said["type"], Text(*said["label"]), Text(*said["meaning"]))
    for name, said in _DECLARED["fields"].items()
}
"""Name → field, in the order of the codebook."""


def _tables(kind: str) -> dict[str, TableFields]:
    return {
        name: TableFields(
            name, Text(*said["row"]), tuple(FIELDS[f] for f in said["fields"].split())
        )
        for name, said in _DECLARED[kind].items()
    }


TABLES: dict[str, TableFields] = _tables("tables")
"""Name → table; each is written as Parquet and as CSV."""

DERIVED: dict[str, TableFields] = _tables("derived")
"""Name → table that is worked out from the others and not stored."""
