"""Rules about single numbers: what no count can be, and what no organ of its level can have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.audit.beside import value_of
from helpers.audit.blank import counted
from helpers.audit.exact import difference, exact, shown, total
from helpers.audit.layout import cell_name, layout
from helpers.audit.rule import Outcome, Rule, Verdict, cell_evidence
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Report

MOST = 100_000_000
"""No organ counts so many of anything in a year: all of China received about a million requests."""
_SIGNED, _MONEY = frozenset({"change"}), frozenset({"amount"})
_MAKES_RULES = re.compile("部$|总局|国务院|署$|总行$|中国人民银行|委员会$")


def _possible(report: Report, form: Form | None) -> Iterator[Outcome]:
    if form is None:
        message = Text("No table was read.", "未读到表格。")
        yield Outcome("not_applicable", "tables", message)
        return
    for table in form.tables:
        cells = layout(form).tables[table.id]
        odd = [o for a in cells if (o := _number(report, form, a)) is not None]
        yield from odd
        numbers = sum(report.cell(a).state == "number" for a in cells)
        if not odd:
            message = Text(
                f"{table.label.en}: {numbers} numbers, each of which a count can be.",
                f"“{table.label.zh}”表的 {numbers} 个数字均可能成立。",
            )
            if not numbers:
                message = Text(
                    f"{table.label.en}: no number is printed.",
                    f"“{table.label.zh}”表没有数字。",
                )
            verdict: Verdict = "pass" if numbers else "undecided"
            yield Outcome(verdict, f"table.{table.id}", message)


def _number(report: Report, form: Form, address: str) -> Outcome | None:
    """Return what is odd about one number, None for nothing."""
    cell, column = report.cell(address), form.column_of(address).id
    if not counted(cell) or cell.value is None or cell.unit == "%":
        return None
    value = cell.value
    if isinstance(value, int) and 0 <= value < MOST:
        return None  # nearly every number
    what: Text | None = None
    severe = True
    if value < 0 and column not in _SIGNED | _MONEY:
        what = Text("a count is never negative", "件数不可能为负")
    elif column not in _MONEY and exact(value).denominator != 1:
        # Older tables give amounts in rows of their own, and the printed unit tells.
        what = None if not form.under_article_50 else Text("a count is whole", "件数应为整数")
    elif column not in _MONEY and abs(value) >= MOST:
        severe = False
        what = Text(
            "no organ counts so many in a year; digits may have run together",
            "一年内不可能有如此之多，可能是笔误或数字连写",
        )
    if what is None:
        return None
    name = cell_name(form, address)
    reading = report.reading(address.partition(".")[0])
    sure = reading is None or reading.confidence in ("certain", "high")
    return Outcome(
        "fail",
        address,
        Text(f"{name.en}: {shown(value)}; {what.en}.", f"{name.zh}为 {shown(value)}，{what.zh}。"),
        severity="error" if severe and sure else "warning",
        cells=(address,),
        actual=cell.raw,
        evidence=cell_evidence(report, (address,)),
    )


_PAIRS = (
    # part, whole, what the whole may lack
    ("disclosed", "disclosed_total", ""),
    ("issued", "in_force", "repealed"),
)


def _within(report: Report, form: Form | None) -> Iterator[Outcome]:
    found = False
    for table in form.tables if form is not None else ():
        for block in table.blocks:
            ids = {c.id for c in block.columns}
            for part, whole, less in _PAIRS:
                if part in ids and whole in ids and form is not None:
                    for row in block.leaf_rows:
                        found = True
                        at = f"{table.id}.{row.id}"
                        yield _pair(report, form, at, part, whole, less)
    if not found:
        message = Text("No such columns in this edition.", "该版本格式没有相应各列。")
        yield Outcome("not_applicable", "proactive", message)


def _pair(report: Report, form: Form, at: str, part: str, whole: str, less: str) -> Outcome:
    cells = tuple(f"{at}.{c}" for c in (part, whole, less) if c)
    values = [value_of(report, a) for a in cells]
    named = [cell_name(form, a) for a in cells]
    if any(v is None for v in values) or not all(counted(report.cell(a)) for a in cells):
        message = Text(
            f"{named[1].en}: not every cell prints a number.",
            f"{named[1].zh}：有的单元格没有数字。",
        )
        return Outcome("undecided", f"{at}.{whole}", message, cells=cells)
    new, there, gone = (*(v for v in values if v is not None), 0)[:3]
    says = Text(
        "; ".join(
            f"{n.en} {shown(v)}" for n, v in zip(named, values, strict=True) if v is not None
        ),
        "，".join(
            f"{n.zh}为 {shown(v)}" for n, v in zip(named, values, strict=True) if v is not None
        ),
    )
    if exact(new) - exact(gone) <= exact(there):
        message = Text(f"{says.en}.", f"{says.zh}。")
        return Outcome("pass", f"{at}.{whole}", message, cells=cells)
    least = total([new, -gone])
    short = shown(difference(least, there))
    return Outcome(
        "fail",
        f"{at}.{whole}",
        Text(
            f"{says.en}. What was added this year belongs to what is there at its end, which is "
            f"{short} too few.",
            f"{says.zh}。本年新增的到年末应当仍在其中，尚缺 {short}。",
        ),
        cells=cells,
        expected=f">= {shown(least)}",
        actual=there,
        evidence=cell_evidence(report, cells),
    )


_WHO = {
    "township": Text("a township", "乡镇政府"),
    "subdistrict": Text("a subdistrict office", "街道办事处"),
    "institution": Text("an institution", "事业单位"),
}


_COUNTY = Text("a government of a county or district", "县级政府")
_OFFICE_OF_GOVERNMENT = re.compile("政府办公[厅室]$")


def _level(report: Report, form: Form | None) -> Iterator[Outcome]:
    rows = [a for a in form.addresses if form.row_of(a).id == "regulations"] if form else []
    if form is None or not rows:
        message = Text("No such row was read.", "未读到相应的行。")
        yield Outcome("not_applicable", "proactive.regulations", message)
        return
    made = [a for a in rows if (report.cell(a).value or 0) > 0]
    label = form.row_of(rows[0]).label
    at = "proactive.regulations"
    if not made:
        known = any(counted(report.cell(a)) for a in rows)
        message = (
            Text(f"{label.en}: none.", f"{label.zh}：没有。")
            if known
            else Text(f"{label.en}: no number is printed.", f"{label.zh}：没有填写数字。")
        )
        yield Outcome("pass" if known else "undecided", at, message)
        return
    kind, agency = report.agency_kind, report.agency
    if kind in ("township", "subdistrict", "institution"):
        who = _WHO[kind]
    elif kind == "department" and _OFFICE_OF_GOVERNMENT.search(agency):
        if not report.region.county:
            message = Text(
                f"{label.en}: the office of a government may report the rules of its government.",
                f"{label.zh}：政府办公厅（室）可能报告本级政府制定的规章。",
            )
            yield Outcome("undecided", at, message, cells=tuple(made))
            return
        who = _COUNTY
    elif kind == "department" and (report.region.code or not _MAKES_RULES.search(agency)):
        who = Text("a department of a local government", "地方政府部门")
    elif kind == "government" and report.region.county:
        who = _COUNTY
    else:
        message = Text(
            f"{label.en}: whether this organ may make them cannot be told from its name.",
            f"{label.zh}：从名称不能判断该机关是否有权制定。",
        )
        yield Outcome("undecided", at, message, cells=tuple(made))
        return
    stated = [(form.column_of(a).label, report.cell(a).raw) for a in made]
    en = ", ".join(f"{column.en} {raw}" for column, raw in stated)
    zh = "、".join(f"{column.zh} {raw}" for column, raw in stated)
    yield Outcome(
        "fail",
        at,
        Text(
            f"{label.en}: {en}; but {who.en} makes none. Perhaps normative documents, or those of "
            "others that it published, were counted.",
            f"“{label.zh}”栏填写了{zh}，但{who.zh}无权制定，可能将其他文件或转发的上级文件计入。",
        ),
        cells=tuple(made),
        expected=0,
        actual=report.cell(made[0]).raw,
        evidence=cell_evidence(report, made),
    )


_EMPTY = Text(
    "Only printed numbers are judged; a table or row without one: undecided.",
    "只判断已填写的数字；没有数字的表格或行，不作判断。",
)
_TABLE_TWO = Text("Table two", "表二")

RULES: tuple[Rule, ...] = (
    Rule(
        "possible-count",
        Text("Numbers that a count can be", "件数可能成立"),
        Text(
            "A count is whole and not negative; only a change has a sign. A count of a hundred "
            "million or more is a slip of the hand.",
            "件数为非负整数，只有增减数可以为负；上亿的件数应为笔误。",
        ),
        Text(
            "The form: its cells count items, requests and cases", "规定格式：各单元格为件数或项数"
        ),
        Text("Every cell of tables two to four", "表二至表四各单元格"),
        "error",
        _EMPTY,
        _possible,
        tolerance=Text("100 million for the size; none otherwise.", "数量以一亿为限，其余无容差。"),
    ),
    Rule(
        "documents-within",
        Text("New documents are among all", "新增文件在总数之内"),
        Text(
            "What was disclosed this year is part of all that is open; what was issued this year and "
            "not repealed is part of what is in force.",
            "本年新公开的包括在对外公开的总数之内；本年制发而未废止的，包括在年末有效的总数之内。",
        ),
        Text("Table two of the form: part and whole", "规定格式表二：部分与整体"),
        _TABLE_TWO,
        "warning",
        _EMPTY,
        _within,
    ),
    Rule(
        "regulations-level",
        Text("Regulations above the organ's level", "超出制定权限"),
        Text(
            "Departmental rules are made by ministries, local ones by governments of provinces and "
            "of cities with districts. Townships, subdistricts, institutions and departments of "
            "local governments, and governments of counties, make none.",
            "部门规章由国务院部门制定，地方政府规章由省级和设区的市级政府制定；乡镇、街道、事业单位、地方政府部门和县级政府无权制定。",
        ),
        Text(
            "Legislation Law, articles on rules (in force 2015 and 2023)",
            "《立法法》关于规章制定权限的规定",
        ),
        Text("The row of rules in table two; kind of organ", "表二相应一行、机关性质"),
        "warning",
        _EMPTY,
        _level,
    ),
)
"""The rules about single numbers."""
