"""The indicators as ``declared.toml`` says them, one object each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal

from helpers.declared import made
from helpers.errors import UsageError
from helpers.form import Form, editions, load_form
from helpers.messages import Text

_FILE = Path(__file__).with_name("declared.toml")
Kind = Literal["share", "ratio", "mean"]


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells whose sums are numerator and denominator in some editions of the form."""

    editions: tuple[str, ...]
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator: what it says, and what it is worked out from.

    Attributes:
        id: Stable id, ``disclosure-rate``; a part of a family has its name behind a dot.
        kind: ``share`` (Wilson's interval), ``ratio`` (may exceed 1) or ``mean``.
        source: What it is worked out from; see ``declared.toml``.
        title: What a person calls it.
        formula: The formula in words.
        numerator: What is counted.
        denominator: Of what.
        caveat: What must be known to read it rightly.
        least: With a smaller denominator nothing is ranked.
        cells: Its cells in each edition that has them.
        each: The rows or columns that a family has a part for, "" for a single indicator.
        rules: Rules whose verdicts are counted.
        at: Places of the rule that count, "" for all.
        counts: The verdict, the column or the day that is counted.
        all: Whether reports to which the rule does not apply are counted, too.
        columns: Columns of the table of reports: numerator and denominator.
    """

    id: str
    kind: Kind
    source: Literal["cells", "reports", "results", "dates"]
    title: Text
    formula: Text
    numerator: Text
    denominator: Text
    caveat: Text
    least: int
    cells: tuple[Cells, ...] = ()
    each: str = ""
    rules: tuple[str, ...] = ()
    at: str = ""
    counts: str = ""
    all: bool = False
    columns: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The id of the declaration it comes from."""
        return self.id.partition(".")[0]

    def cells_in(self, form_id: str) -> Cells | None:
        """Return its cells in an edition, None where the edition has none."""
        return next((c for c in self.cells if form_id in c.editions), None)


@cache
def families() -> tuple[Indicator, ...]:
    """Return the declarations as they stand in the file.

    Raises:
        OgiError: the file is malformed.
    """
    entries = tomllib.loads(_FILE.read_text("utf-8"))["indicators"]
    return tuple(made(Indicator, entry, f"{_FILE.name} › {entry.get('id')}") for entry in entries)


@cache
def declared() -> tuple[Indicator, ...]:
    """Return all indicators in the order of the file, a family with its parts one by one."""
    return tuple(one for family in families() for one in _parts(family))


def indicator(name: str) -> Indicator:
    """Return the indicator with an id.

    Raises:
        UsageError: there is none.
    """
    found = next((one for one in declared() if one.id == name), None)
    if found is not None:
        return found
    ids = [one.id for one in declared()]
    near = ", ".join(get_close_matches(str(name), ids, n=3, cutoff=0.3) or ids)
    raise UsageError(
        "no-such-indicator",
        Text("There is no such indicator.", "没有这个指标。"),
        Text(
            f"Known ones: {near}. See docs/indicators.md.", f"现有：{near}。见 docs/indicators.md。"
        ),
        str(name),
    )


def _parts(family: Indicator) -> list[Indicator]:
    """Return a single indicator whole, a family as one indicator for each row or column."""
    forms = {name: load_form(name) for name in editions()}
    if not family.each:
        return [replace(family, cells=tuple(_leaves(c, forms) for c in family.cells))]
    form = forms[family.cells[0].editions[0]]
    table, row, *column = family.each.split(".")
    block = next(b for b in form.table(table).blocks if any(r.id == row for r in b.rows))
    if column:
        parts = [(f"{table}.{row}.{c.id}", c.id, c.label) for c in block.columns if c.id != "total"]
    else:
        leaves = block.leaves_under(row)
        parts = [(f"{table}.{r.id}", r.id, form.row_label(f"{table}.{r.id}.total")) for r in leaves]
    return [
        replace(
            family,
            id=f"{family.id}.{name}",
            title=family.title.format(part=label),
            cells=tuple(_leaves(c, forms, part) for c in family.cells),
        )
        for part, name, label in parts
    ]


def _leaves(cells: Cells, forms: dict[str, Form], part: str = "") -> Cells:
    form = forms[cells.editions[0]]
    return replace(
        cells,
        numerator=tuple(a for n in cells.numerator for a in _below(n.format(part=part), form)),
        denominator=tuple(a for n in cells.denominator for a in _below(n, form)),
    )


def _below(address: str, form: Form) -> list[str]:
    """Return a cell, or for a row that is a heading those of the rows below it."""
    table, row, column = address.split(".")
    block = next(b for b in form.table(table).blocks if any(r.id == row for r in b.rows))
    return [f"{table}.{leaf.id}.{column}" for leaf in block.leaves_under(row)]
