"""What the rules need of an edition of the form again and again, derived once for each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from helpers.audit.exact import quoted
from helpers.form import Equation, Form, editions, load_form
from helpers.messages import Text

_EXPLANATION = re.compile("（[^（）]{8,}）$")
"""The form explains a row in brackets; a message names the row without."""
_UNIT = re.compile("（单位[^（）]*元）$")


@dataclass(frozen=True, slots=True)
class Relation:
    """An equation with the words for it.

    Attributes:
        equation: The equation.
        where: The column or row it holds in.
        left, right: A name for each cell of the two sides.
    """

    equation: Equation
    where: Text
    left: tuple[Text, ...]
    right: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """An edition, its relations, the cells of each table, and where each cell stands in it.

    A place is the table, and the number of the row and of the column among those with cells.
    """

    form: Form
    relations: tuple[Relation, ...]
    tables: dict[str, tuple[str, ...]]
    addresses: frozenset[str]
    places: dict[str, tuple[str, int, int]]


_LAYOUTS: dict[int, Layout] = {}
# By identity and not by value: hashing a whole form costs more than using it. The layout holds
# its form, so an id is not used again.


def layout(form: Form) -> Layout:
    """Return what is derived from `form`."""
    found = _LAYOUTS.get(id(form))
    if found is None:
        tables = {
            table.id: tuple(a for a in form.addresses if form.block_of(a).table_id == table.id)
            for table in form.tables
        }
        relations = tuple(_relation(form, equation) for equation in form.equations)
        found = Layout(form, relations, tables, frozenset(form.addresses), _places(tables))
        _LAYOUTS[id(form)] = found
    return found


def _places(tables: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, int, int]]:
    places: dict[str, tuple[str, int, int]] = {}
    for table, addresses in tables.items():
        rows: dict[str, int] = {}
        columns: dict[str, int] = {}
        for address in addresses:
            _, row, column = address.split(".")
            place = (rows.setdefault(row, len(rows)), columns.setdefault(column, len(columns)))
            places[address] = (table, *place)
    return places


@cache
def _forms() -> dict[str, Form]:
    """Return the declared editions, oldest first; the folder is listed once."""
    return {form_id: load_form(form_id) for form_id in editions()}


def form_of(form_id: str | None) -> Form | None:
    """Return a declared edition, None for a report whose edition is not known."""
    return None if form_id is None else _forms().get(form_id)


def first_year() -> int:
    """Return the first year that reports under the Regulations of 2019 are about."""
    return min(form.years[0] for form in _forms().values() if form.under_article_50)


def edition_for(year: int | None) -> Form:
    """Return the edition meant for reports on `year`, the latest one where none says so."""
    forms = list(_forms().values())
    return next((f for f in forms if year is not None and f.covers(year)), forms[-1])


def row_name(form: Form, address: str) -> Text:
    """Return the name of a row without the explanation that the form adds in brackets."""
    label = form.row_label(address)
    return Text(label.en, _EXPLANATION.sub("", label.zh))


def cell_name(form: Form, address: str) -> Text:
    """Return the name of a cell: its row and its column, or the row where there is one column."""
    key = id(layout(form).form), address
    if key not in _NAMES:
        _NAMES[key] = _cell_name(form, address)
    return _NAMES[key]


_NAMES: dict[tuple[int, str], Text] = {}


def _cell_name(form: Form, address: str) -> Text:
    row, column = row_name(form, address), form.column_of(address).label
    if form.table(address.split(".")[0]).layout == "indicators":
        return row
    return Text(f"{row.en}, {column.en}", f"{row.zh}·{_UNIT.sub('', column.zh)}")


def _relation(form: Form, equation: Equation) -> Relation:
    down = equation.at.split(".")[2] != "*"
    total = equation.right[0]
    if "*" not in equation.at:
        label = row_name(form, equation.at)
        where = Text(f"Indicator {quoted(label.en)}", f"指标{quoted(label.zh)}")
    elif down:
        label = form.column_of(total).label
        where = Text(f"Column {quoted(label.en)}", f"{quoted(label.zh)}列")
    else:
        label = row_name(form, total)
        where = Text(f"Row {quoted(label.en)}", f"{quoted(label.zh)}行")
    left, right = (
        tuple(row_name(form, a) if down else form.column_of(a).label for a in side)
        for side in (equation.left, equation.right)
    )
    return Relation(equation, where, left, right)
