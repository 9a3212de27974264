"""What a document is made of, whatever it is written as. All words are plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.audit import Severity
from helpers.display import Shown, clean
from helpers.messages import Lang

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def said(words: object) -> str:
    """Return words as a document can hold them: no control or direction characters."""
    return _NO_XML.sub("\ufffd", clean(str(words))).replace("\t", " ").strip()


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part."""

    words: str


@dataclass(frozen=True, slots=True)
class Claim:
    """The title of a finding, with its severity in words."""

    severity: Severity
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; a soft one is in small grey letters, an item has a bullet."""

    words: str
    soft: bool = False
    item: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the report, and where they stand."""

    words: str
    where: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; a marked one is suspect."""

    words: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table. Without heads its first column names the rows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def of(cls, shown: Shown) -> Rows | None:
        """Return what :func:`helpers.display.shown.table` made as a table; None for no rows."""
        heads, *rows = [line.split("\t") for line in shown.text.split("\n")]
        if len(heads) < 2 or not rows:
            return None
        cells = tuple(
            tuple(Cell(said(word)) for word in (*row, *[""] * (len(heads) - len(row))))
            for row in rows
            if len(row) > 1
        )
        return cls(tuple(said(head) for head in heads), cells)

    @classmethod
    def pairs(cls, shown: Shown) -> Rows:
        """Return what :func:`helpers.display.shown.pairs` made as a table of two columns."""
        named = [line.partition(": ") for line in shown.text.split("\n")]
        return cls((), tuple((Cell(said(name)), Cell(said(value))) for name, _, value in named))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as PNG, and what it shows in words."""

    png: bytes
    words: str


Part = Heading | Claim | Line | Quote | Rows | Drawing


@dataclass(frozen=True, slots=True)
class Paper:
    """A document.

    Attributes:
        title: Whose report, for which year.
        lead: The result in one line.
        lang: Language of the document.
        parts: What follows.
    """

    title: str
    lead: str
    lang: Lang
    parts: tuple[Part, ...]
