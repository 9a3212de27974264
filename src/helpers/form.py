"""The official form of the annual report, read from its declaration in ``forms/*.toml``.

One file declares one edition and names the notice that issued it; its keys are the fields here.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from helpers.blocks import Block, Column, Row, Section, Table
from helpers.declared import made, malformed
from helpers.messages import Text

__all__ = [
    "Block",
    "Column",
    "Equation",
    "Form",
    "Identity",
    "Row",
    "Section",
    "Table",
    "editions",
    "load_form",
]

FORMS = Path(__file__).parent / "forms"
_NUMBERING = re.compile(r"^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]\s*)+")


@dataclass(frozen=True, slots=True)
class Identity:
    """In `each` column (row) of `table` the rows (columns) `left` and `right` have one sum.

    It holds in every block of the table, or in `block` alone.
    """

    rule: str
    table: str
    each: Literal["column", "row"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    basis: Text
    block: str = ""


@dataclass(frozen=True, slots=True)
class Equation:
    """The cells `left` and `right` have the same sum, `at` ``applications.received.*`` or a total."""

    rule: str
    at: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One edition, in printed order; `years` is the first report year and, if ended, the last.

    `name` is what a person calls the edition. `addresses` are its cells as ``table.row.column``,
    row by row; no other address is known (KeyError). `equations` are the identities at every place
    where they hold; a heading stands for its leaves.
    """

    id: str
    years: tuple[int, ...]
    name: Text
    title: Text
    notice: Text
    notice_number: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    identities: tuple[Identity, ...]
    notice_date: date | None = None
    addresses: tuple[str, ...] = field(init=False, repr=False, compare=False)
    equations: tuple[Equation, ...] = field(init=False, repr=False, compare=False)
    _cells: dict[str, tuple[Block, Row, Column]] = field(init=False, repr=False, compare=False)
    _in_table: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        blocks = [block for table in self.tables for block in table.blocks]
        cells = [(b, row, col) for b in blocks for row in b.leaf_rows for col in b.columns]
        addressed = {f"{b.table_id}.{row.id}.{col.id}": (b, row, col) for b, row, col in cells}
        object.__setattr__(self, "_cells", addressed)
        object.__setattr__(self, "addresses", tuple(addressed))
        own = {t.id: tuple(a for a in addressed if a.startswith(f"{t.id}.")) for t in self.tables}
        object.__setattr__(self, "_in_table", own)
        # Only of the tables there are: a wrong name is refused later, with the file named.
        known = [i for i in self.identities if self.has(i.table)]
        held = [(i, block) for i in known for block in self.blocks_of(i)]
        equations = tuple(equation for i, block in held for equation in _equations(i, block))
        object.__setattr__(self, "equations", equations)

    def addresses_in(self, table_id: str) -> tuple[str, ...]:
        """Return the cells of one table, row by row."""
        return self._in_table[table_id]

    def blocks_of(self, identity: Identity) -> tuple[Block, ...]:
        """Return the blocks in which an identity holds."""
        blocks = self.table(identity.table).blocks
        return tuple(b for b in blocks if identity.block in ("", b.id))

    @property
    def under_article_50(self) -> bool:
        """Whether its reports are those that article 50 of the Regulations of 2019 describes."""
        return any(section.article50 for section in self.sections)

    def has(self, table_id: str) -> bool:
        """Tell whether the edition has a table `table_id`."""
        return any(table.id == table_id for table in self.tables)

    def covers(self, year: int) -> bool:
        """Tell whether reports on `year` use this edition."""
        return self.years[0] <= year <= (self.years[-1] if len(self.years) > 1 else year)

    def table(self, table_id: str) -> Table:
        """Return the table `table_id`."""
        return {table.id: table for table in self.tables}[table_id]

    def block_of(self, address: str) -> Block:
        """Return the block that holds a cell."""
        return self._cells[address][0]

    def row_of(self, address: str) -> Row:
        """Return the row of a cell."""
        return self._cells[address][1]

    def column_of(self, address: str) -> Column:
        """Return the column of a cell."""
        return self._cells[address][2]

    def unit(self, address: str) -> Text:
        """Return what the number in a cell counts."""
        _, row, column = self._cells[address]
        return Text(row.unit_en, row.unit_zh) if row.unit_zh else column.unit

    def row_label(self, address: str) -> Text:
        """Return the row's name without numbering; one called like a column has its heading too."""
        block, row, _ = self._cells[address]
        unclear = _essence(row.label.zh) in [_essence(column.label.zh) for column in block.columns]
        labels = [r.label for r in block.rows if r is row or (unclear and r.id == row.parent)]
        en = ": ".join(_NUMBERING.sub("", label.en) for label in labels)
        return Text(en, "：".join(_NUMBERING.sub("", label.zh) for label in labels))

    def label(self, address: str) -> Text:
        """Return the name of a cell: ``Requests received this year · Natural persons``."""
        row, column = self.row_label(address), self.column_of(address).label
        return Text(f"{row.en} · {column.en}", f"{row.zh}·{column.zh}")


@cache
def editions(folder: Path = FORMS) -> tuple[str, ...]:
    """Return the ids of the editions, oldest first."""
    # The prose of reports is declared beside the editions and is none.
    names = [path.stem for path in folder.glob("*.toml") if path.stem != "prose"]
    return tuple(sorted(names, key=lambda name: load_form(name, folder).years))


@cache
def load_form(form_id: str, folder: Path = FORMS) -> Form:
    """Return the edition `form_id`, which ``FORM_ID.toml`` in `folder` declares.

    Raises:
        OgiError: No such file, or not TOML; a key is missing, unknown or wrong; an id occurs twice
            or is not declared; a label or alias names two things of one scope.
    """
    path = folder / f"{form_id}.toml"
    try:
        entry = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise malformed(path.name, "It cannot be read", "无法读取", error) from error
    form = made(Form, entry, path.name)
    _check(form, path.name)
    return form


def _check(form: Form, place: str) -> None:
    """Refuse ids that occur twice or are not declared, and labels that name two things."""
    scopes: list[tuple[Section | Column | Row, ...]] = [form.sections]
    ids = [[table.id for table in form.tables]]
    for table in form.tables:
        scopes += [part for block in table.blocks for part in (block.rows, block.columns)]
        ids += [[b.id for b in table.blocks], [row.id for b in table.blocks for row in b.rows]]
    ids += [[item.id for item in scope] for scope in scopes]
    for name in [name for group in ids for name in group if group.count(name) > 1]:
        raise malformed(place, "An id is declared twice", "标识重复声明", name)
    for used in (used for used, declared in _references(form) if used not in declared):
        raise malformed(place, "An id is not declared", "标识未声明", used)
    for scope in scopes:
        owners: dict[str, str] = {}
        for name, words in [(i.id, w) for i in scope for w in (i.label.zh, *i.aliases)]:
            if (other := owners.setdefault(_essence(words), name)) != name:
                both = f"{words} = {other}, {name}"
                raise malformed(place, "A label names two things", "同一名称指两者", both)


def _references(form: Form) -> Iterator[tuple[str | int | None, Collection[str | int | None]]]:
    for table in form.tables:
        yield table.section, [section.number for section in form.sections]
        for block in table.blocks:
            for n, row in enumerate(block.rows):
                yield row.parent, [None, *(r.id for r in block.rows[:n] if r.role == "heading")]
    for identity in form.identities:
        yield identity.table, [table.id for table in form.tables]
        yield identity.block, ["", *(block.id for block in form.table(identity.table).blocks)]
        for block in form.blocks_of(identity):
            parts = block.rows if identity.each == "column" else block.columns
            yield from ((name, [p.id for p in parts]) for name in identity.left + identity.right)


def _equations(identity: Identity, block: Block) -> Iterator[Equation]:
    sides, places = [identity.left, identity.right], [row.id for row in block.leaf_rows]
    address = f"{block.table_id}.{{0}}.{{1}}"
    if identity.each == "column":
        sides = [tuple(r.id for part in side for r in block.leaves_under(part)) for side in sides]
        places, address = [column.id for column in block.columns], f"{block.table_id}.{{1}}.{{0}}"
    for place in places:
        left, right = (tuple(address.format(place, part) for part in side) for side in sides)
        at = right[0] if identity.block else address.format(place, "*")
        yield Equation(identity.rule, at, left, right)


def _essence(label: str) -> str:
    """Return what is left of a label when width, numbering and marks do not count."""
    return re.sub(r"\W", "", _NUMBERING.sub("", unicodedata.normalize("NFKC", label)))
