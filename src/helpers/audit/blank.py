"""Blank totals: what their parts add up to, and the rules about tables left empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from helpers.audit.exact import shown, total
from helpers.audit.layout import Relation, layout
from helpers.audit.rule import Outcome, Rule
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Cell, Place, Report

EMPTY = frozenset({"blank", "slash"})
SCALED = frozenset({"万", "亿", "元", "万元", "亿元", "元整", "万元整", "亿元整"})
"""Units after which a number is not the plain count that the identities are about."""
MOST_NAMED = 4
_NOTHING: Mapping[str, int | float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class BlankTotal:
    """A total that is not filled in.

    Attributes:
        address: The cell.
        value: What its parts add up to, empty parts taken as zero.
        relation: The identity that says so.
    """

    address: str
    value: int | float
    relation: Relation


def counted(cell: Cell) -> bool:
    """Tell whether a cell prints a plain count, with or without a measure word."""
    return cell.state == "number" and cell.unit not in SCALED


def blank_totals(report: Report, form: Form) -> list[BlankTotal]:
    """Return the totals that are empty while their parts are printed, or are such totals."""
    sums = [r for r in layout(form).relations if len(r.equation.right) == 1]
    left = [r for r in sums if report.cell(r.equation.right[0]).state in EMPTY]
    found: dict[int, BlankTotal] = {}
    known: dict[str, int | float] = {}
    # A total of totals is known once those are; the second round concludes what the first could not.
    for _ in range(2 if left else 0):
        for number, relation in enumerate(left):
            parts = {a: report.cell(a) for a in relation.equation.left}
            numbers = [known.get(a, c.value if counted(c) else None) for a, c in parts.items()]
            printed = [n for n in numbers if n is not None]
            if printed and all(counted(c) or c.state in EMPTY for c in parts.values()):
                target = relation.equation.right[0]
                found[number] = BlankTotal(target, total(printed), relation)
        known = {b.address: b.value for b in found.values()}
    return list(found.values())


def inferred(report: Report, form: Form) -> Mapping[str, int | float]:
    """Return what blank totals must be, of those that every identity gives the same value."""
    values: dict[str, set[int | float]] = {}
    for blank in blank_totals(report, form):
        values.setdefault(blank.address, set()).add(blank.value)
    if not values:
        return _NOTHING
    return {a: next(iter(found)) for a, found in values.items() if len(found) == 1}


def _no_form() -> Outcome:
    return Outcome(
        "not_applicable",
        "form",
        Text(
            "The report carries no table of a known edition of the form.",
            "报告中没有已知版本的规定表格。",
        ),
    )


def _totals(report: Report, form: Form | None) -> Iterator[Outcome]:
    if form is None:
        yield _no_form()
        return
    blank = blank_totals(report, form)
    for table in dict.fromkeys(r.equation.at.partition(".")[0] for r in layout(form).relations):
        yield _totals_of(report, form, table, [b for b in blank if _table(b.address) == table])


def _table(address: str) -> str:
    return address.partition(".")[0]


def _totals_of(report: Report, form: Form, table: str, blank: list[BlankTotal]) -> Outcome:
    at, name = f"table.{table}", form.table(table).label
    states = {report.cell(a).state for a in layout(form).tables[table]}
    if "number" not in states:
        message = Text(f"{name.en}: no number is printed.", f"“{name.zh}”表没有填写数字。")
        return Outcome("undecided" if states - {"missing"} else "not_applicable", at, message)
    owed = [b for b in blank if b.value]
    if not owed:
        message = Text(
            f"{name.en}: every total is filled in, or its parts are zero.",
            f"“{name.zh}”表的合计均已填写，或者各分项为零。",
        )
        return Outcome("pass", at, message)
    first: dict[str, BlankTotal] = {}
    for b in owed:  # the identity whose parts are printed stands before that of other totals
        first.setdefault(b.address, b)
    owed = list(first.values())
    shortened = owed[:MOST_NAMED]
    more = len(owed) - len(shortened)
    en = "; ".join(f"{b.relation.where.en}: {shown(b.value)}" for b in shortened)
    zh = "；".join(f"{b.relation.where.zh}为 {shown(b.value)}" for b in shortened)
    many = f"{len(owed)} totals are" if len(owed) > 1 else "one total is"
    return Outcome(
        "fail",
        at,
        Text(
            f"{name.en}: {many} left blank. Added up from the parts: {en}"
            + (f"; and {more} more." if more else "."),
            f"“{name.zh}”表有 {len(owed)} 处合计未填。按分项相加：{zh}"
            + (f"，另有 {more} 处。" if more else "。"),
        ),
        cells=tuple(b.address for b in owed),
        actual="",
    )


def _filled(report: Report, form: Form | None) -> Iterator[Outcome]:
    if form is None:
        yield _no_form()
        return
    for table in form.tables:
        yield _filled_of(report, form, table.id)


def _astray(report: Report, table: str) -> int:
    """Count what found no place in the form between the beginning of a table and the next one."""
    begins = [(_order(r.place), r.table) for r in report.readings if r.place is not None]
    mine = next((at for at, name in begins if name == table), None)
    if mine is None:
        return 0
    after = min((at for at, _ in begins if at > mine), default=None)
    found = (_order(extra.place) for extra in report.unplaced)
    return sum(at >= mine and (after is None or at < after) for at in found)


def _order(place: Place) -> tuple[int, ...]:
    return place.page, place.line, place.paragraph, place.table, place.row, place.cell


def _filled_of(report: Report, form: Form, table: str) -> Outcome:
    at, name = f"table.{table}", form.table(table).label
    cells = layout(form).tables[table]
    states = [report.cell(a).state for a in cells]
    there = [s for s in states if s != "missing"]
    if not there:
        message = Text(f"{name.en}: the table was not found.", f"未见“{name.zh}”表。")
        return Outcome("not_applicable", at, message)
    numbers, empty = states.count("number"), sum(s in EMPTY for s in states)
    if numbers:
        message = Text(
            f"{name.en}: {numbers} of {len(cells)} cells print a number.",
            f"“{name.zh}”表 {len(cells)} 个单元格中有 {numbers} 个填写了数字。",
        )
        return Outcome("pass", at, message)
    words = len(there) - empty
    if "unreadable" in there:
        message = Text(f"{name.en}: no number could be read.", f"“{name.zh}”表未能读出数字。")
        return Outcome("undecided", at, message, cells=cells)
    if words:
        message = Text(
            f"{name.en}: {words} cells hold words and none holds a number; nothing in the table "
            "can be added up.",
            f"“{name.zh}”表有 {words} 个单元格填写文字，没有一个是数字，无法核对。",
        )
        return Outcome("fail", at, message, cells=cells, actual=words)
    if stray := _astray(report, table):
        message = Text(
            f"{name.en}: not one of its {len(there)} cells was read; {stray} texts stand there that "
            "fit no cell, and are listed.",
            f"“{name.zh}”表 {len(there)} 个单元格均未读出内容；该处有 {stray} 处文字无法归入单元格，已列出。",
        )
        return Outcome("undecided", at, message, cells=cells)
    message = Text(
        f"{name.en}: the table is printed, and not one of its {len(there)} cells is filled in. An "
        "empty cell is not a zero: nothing in the table can be checked.",
        f"“{name.zh}”表已列出，但 {len(there)} 个单元格均未填写。空白不等于零，该表无法核对。",
    )
    return Outcome("fail", at, message, cells=cells, actual="")


_FORM = Text(
    "The form: every cell is a number, and zero is written where there is nothing to report",
    "规定格式：各单元格填写数字，没有的填零",
)
_TABLES = Text("Tables two to four", "表二至表四")

RULES: tuple[Rule, ...] = (
    Rule(
        "totals-filled",
        Text("Totals are filled in", "合计已填写"),
        Text(
            "Where parts are printed and their total is not, the total is concluded from the parts "
            "and said so; the other identities are checked with it.",
            "分项已填而合计未填的，由分项推出合计并予注明，其他勾稽关系据此核对。",
        ),
        _FORM,
        Text(
            "Totals of tables three and four, and of the table before 2019",
            "表三、表四及旧版统计表的合计",
        ),
        "note",
        Text(
            "A blank part is taken as zero. A table without a number: undecided.",
            "空白的分项按零计算；没有任何数字的表，不作判断。",
        ),
        _totals,
    ),
    Rule(
        "table-filled",
        Text("Tables are filled in", "表格已填写"),
        Text(
            "A table that is printed has numbers in it. One left empty, or filled with words only, "
            "reports nothing that can be checked.",
            "已列出的表格应填写数字；全部空白或只有文字的表格，没有可供核对的内容。",
        ),
        _FORM,
        _TABLES,
        "warning",
        Text(
            "One number is enough. A table that was not found: not applicable; one that could not "
            "be read: undecided.",
            "有一个数字即可；未见表格的，不适用；无法读取的，不作判断。",
        ),
        _filled,
    ),
)
"""The rules about what is left blank."""
