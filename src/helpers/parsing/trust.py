"""How sure the reading of a table is, and what it rests on beyond what is printed.

This is about our reading, never about the agency: a table whose reading is sure may be wrong in
every number, and a table that adds up may have been read with difficulty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from helpers.form import Block, Equation, Form, Table
from helpers.messages import Text
from helpers.model import Cell, Confidence, Inference, LabelUse, TableReading
from helpers.parsing.matching import Matched
from helpers.parsing.slots import How, Slot, TableRow

INFERENCES: dict[str, Text] = {
    "cut-at-labels": Text(
        "Cells stood one after another without marks of rows; rows were cut at the labels.",
        "单元格依次排列，没有行标记，按标签切分各行。",
    ),
    "columns-by-order": Text(
        "The heads do not name every column, so values were placed by their order.",
        "表头未逐列对应，数值按顺序归入各列。",
    ),
    "order-against-heads": Text(
        "The heads stand in another order than the form, and it could not be told which value "
        "stands under which; values were placed in the order of the form.",
        "表头顺序与规定格式不同，且无法判断数值与表头的对应关系，数值按规定格式的顺序归入各列。",
    ),
    "spare-blanks": Text(
        "Blank cells before or after the values of a row were left out.",
        "行首或行尾多余的空白单元格未计入。",
    ),
    "blank-lines": Text("Empty lines were read as blank cells.", "空行按空白单元格读取。"),
    "heads-only": Text(
        "Only the heads of the table are printed, and no value below them; its cells were read as "
        "blank.",
        "只有表头，其下没有任何数字，各单元格按空白读取。",
    ),
    "glued-digits": Text(
        "Digits that ran together were cut; there was one way only.",
        "连在一起的数字已切分，且只有一种切法。",
    ),
    "close-labels": Text(
        "A label was recognised although it is likely misprinted.", "有标签疑为误写，按近似识别。"
    ),
    "heads-by-position": Text(
        "A head was not recognised and was taken for the one of the form at its position.",
        "有表头未能识别，按其位置对应规定格式。",
    ),
    "edition-by-year": Text(
        "The labels do not tell the edition of the form; the year did.",
        "标签不能判断格式版本，按年份确定。",
    ),
    "mixed-editions": Text(
        "Labels of more than one edition stand in the tables.", "表格中出现多个版本的标签。"
    ),
    "read-by-sums": Text(
        "Where a blank had stood was decided by the sums of the table.",
        "空白单元格原来的位置由表内合计关系判断。",
    ),
    "rows-out-of-order": Text(
        "A row stands above one that the form prints before it.",
        "有一行排在规定格式中位于其前的行之上。",
    ),
    "row-missing": Text(
        "A row of the form is missing between two others, and its values may have run into theirs.",
        "规定格式中两行之间缺少一行，其数值可能并入了相邻各行。",
    ),
    "row-twice": Text(
        "A row is printed twice with different values; the first was taken.",
        "同一行印出两次且数值不同，采用先出现的一行。",
    ),
    "row-too-wide": Text(
        "A row has more cells than there are heads above it, and nothing tells which is too many.",
        "有一行的单元格多于其上的表头，无法判断多出的是哪一格。",
    ),
    "row-too-narrow": Text(
        "A row has fewer cells than there are heads above it, and nothing tells which is gone.",
        "有一行的单元格少于其上的表头，无法判断缺少的是哪一格。",
    ),
    "numbers-astray": Text(
        "More numbers of the table stand in no row of the form than it has cells that were read.",
        "表中不属于任何一行的数字多于已读取的单元格。",
    ),
    "heads-of-another": Text(
        "A part of the table stands below the article of another part, and its own heads are gone.",
        "表中有一部分排在另一部分所引条文之下，且其自身的表头缺失。",
    ),
    "cells-unreadable": Text("Some cells could not be read.", "有单元格无法读取。"),
    "sums-as-shifted": Text(
        "Most rows with numbers do not add up, as it happens when values are shifted.",
        "多数有数字的行合计不符，与数值错位的情形相同。",
    ),
}
"""Code → what was concluded, in the order in which a reading lists them."""

UNSURE: frozenset[str] = frozenset(
    {
        "order-against-heads",
        "read-by-sums",
        "sums-as-shifted",
        "rows-out-of-order",
        "row-missing",
        "row-twice",
        "row-too-wide",
        "row-too-narrow",
        "numbers-astray",
        "heads-of-another",
    }
)
"""Any of these makes the confidence low."""
UNREAD = 0.25
"""So large a share of unreadable cells makes the confidence low."""
FEWEST_FAILING = 3
"""So many rows with numbers must fail their sum before a shift is suspected."""


def heads_order(block: Block, named: Sequence[str], grouped: bool) -> str:
    """Return what placing by order would rest on: the code of an inference, or "".

    Args:
        block: The block.
        named: Ids of its columns in the order of the heads above its rows.
        grouped: Whether heads of two levels ran into one row, so that their order says nothing.
    """
    ids = [column.id for column in block.columns]
    if grouped or set(named) != set(ids):
        return "columns-by-order" if len(ids) > 1 else ""
    return "" if list(named) == ids else "order-against-heads"


def row_inferences(
    row: TableRow,
    block: Block,
    values: Sequence[Slot],
    matched: Matched,
    heads: str,
    under: Mapping[int, str],
) -> set[str]:
    """Return what placing a row rested on beyond its printed heads.

    Args:
        row: The row.
        block: Its block.
        values: What stands after the label.
        matched: The cell chosen for each column.
        heads: What :func:`heads_order` says of the heads above.
        under: Grid column → column id, as the heads name them.
    """
    codes = {slot.inferred for slot in matched.values() if slot.inferred}
    if len(values) != len(block.columns):
        codes.add("spare-blanks")
    by_grid = row.how == "grid" and {
        under.get(slot.column) for slot in values if slot.column is not None
    } >= {column.id for column in block.columns}
    if heads and not by_grid:
        position = {id(slot): n for n, slot in enumerate(values)}
        at = [position[id(matched[column.id])] for column in block.columns]
        if all(a < b for a, b in pairwise(at)):
            codes.add(heads)
    return codes


def table_readings(
    form: Form,
    how: Mapping[str, How],
    found: Mapping[str, Cell],
    labels: Sequence[LabelUse],
    codes: Mapping[str, Iterable[str]],
) -> tuple[TableReading, ...]:
    """Return how each table was read; `how` and `codes` by table. See :func:`table_reading`."""
    return tuple(
        table_reading(form, t, how.get(t.id), found, labels, codes[t.id]) for t in form.tables
    )


_ORDER = attrgetter("page", "line", "column", "paragraph", "table", "row", "cell")
"""Places compare by these; to compare tuples made once is quicker than to compare places."""


def table_reading(
    form: Form,
    table: Table,
    how: How | None,
    found: Mapping[str, Cell],
    labels: Iterable[LabelUse],
    codes: Iterable[str],
) -> TableReading:
    """Return how a table was read.

    Args:
        form: The edition.
        table: The table.
        how: How its rows were recovered, None where there are none.
        found: The cells the document has, of all tables.
        labels: All labels as printed.
        codes: Inferences noted while its rows were placed.
    """
    addresses = form.addresses_in(table.id)
    here = {a: found[a] for a in addresses if a in found}
    places = [c.place for c in here.values() if c.place is not None]
    read = _read(here.values())
    noted = {*codes, *_noted(form, table, how, here, labels)} if how else set[str]()
    inferred = tuple(Inference(code, text) for code, text in INFERENCES.items() if code in noted)
    return TableReading(
        table.id,
        how or "absent",
        len(addresses),
        read,
        min(places, key=_ORDER) if places else None,
        # A strip stands in one row: where a part of it is there, nothing of it was left out.
        _confidence(
            how,
            noted,
            (len(addresses) if table.layout == "strip" else len(here)) - read,
            len(addresses),
        ),
        inferred,
    )


def recounted(readings: Iterable[TableReading], cells: Mapping[str, Cell]) -> list[TableReading]:
    """Return readings that count what a person filled in; how sure the reader was stays as it was.

    Args:
        readings: As the reader left them.
        cells: All cells, with corrections.
    """
    counted = []
    for reading in readings:
        here = [cell for a, cell in cells.items() if a.startswith(f"{reading.table}.")]
        unread = any(cell.state == "unreadable" for cell in here)
        inferred = tuple(i for i in reading.inferred if unread or i.code != "cells-unreadable")
        counted.append(replace(reading, found=_read(here), inferred=inferred))
    return counted


def _read(cells: Iterable[Cell]) -> int:
    return sum(c.state not in ("missing", "unreadable") for c in cells)


def _noted(
    form: Form, table: Table, how: How | None, here: Mapping[str, Cell], labels: Iterable[LabelUse]
) -> Iterable[str]:
    if how == "tokens":
        yield "cut-at-labels"
    start = f"{table.id}."
    own = {label.match for label in labels if label.at.startswith(start)}
    if "close" in own:
        yield "close-labels"
    if "position" in own:
        yield "heads-by-position"
    if any(cell.state == "unreadable" for cell in here.values()):
        yield "cells-unreadable"
    if how != "grid" and _as_shifted(form, table, here):
        yield "sums-as-shifted"


def _confidence(how: How | None, codes: set[str], unread: int, cells: int) -> Confidence:
    if how is None:
        return "none"
    if codes & UNSURE or unread >= UNREAD * cells:
        return "low"
    return "high" if codes else "certain"


def _as_shifted(form: Form, table: Table, here: Mapping[str, Cell]) -> bool:
    """Tell whether most rows with numbers fail their own sum.

    In a table whose cells have positions this is the agency's doing; in a flattened one it is
    what a lost or an additional cell looks like.
    """
    start = f"{table.id}."
    rows = [e for e in form.equations if e.at.endswith(".*") and e.at.startswith(start)]
    sides = [both for e in rows if (both := sums(e, here)) is not None and any(both)]
    failing = sum(left != right for left, right in sides)
    return failing >= FEWEST_FAILING and 2 * failing > len(sides)


def sums(equation: Equation, here: Mapping[str, Cell]) -> tuple[float, float] | None:
    """Return both sides of an equation whose cells all print a number, else None."""
    both = []
    for side in (equation.left, equation.right):
        total: float = 0
        for address in side:
            cell = here.get(address)
            if cell is None or cell.value is None:
                return None
            total += cell.value
        both.append(total)
    return both[0], both[1]
