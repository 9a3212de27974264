"""The rule about amounts of money: is the unit stated, and plausible?"""

from __future__ import annotations

from collections.abc import Iterator

from helpers.audit.rule import Evidence, Outcome, Rule, cell_evidence
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Report
from helpers.wording import plain

YUAN_IN_WAN = 10_000
LARGE_YUAN = 1_000_000_000
"""Above one billion yuan a year an amount is implausible for organs below a province."""
_UNITS = {"元": 1, "万元": YUAN_IN_WAN, "万": YUAN_IN_WAN, "亿元": 100_000_000, "亿": 100_000_000}


def _money_cells(form: Form) -> tuple[str, ...]:
    return tuple(a for a in form.addresses if form.column_of(a).id == "amount")


def _unit_stated(report: Report, form: Form, address: str) -> str:
    """Return the unit printed in the cell or its column head, else the one the form states."""
    cell = report.cell(address)
    if cell.unit in _UNITS:
        return str(cell.unit)
    block, column = form.block_of(address), form.column_of(address)
    at = f"{block.table_id}.{block.id}.{column.id}"
    heads = [plain(label.printed) for label in report.labels if label.at == at]
    for unit in ("万元", "元"):
        if any(unit in head for head in heads):
            return unit
    # A head printed without the unit that the form itself prints says nothing else.
    return "万元" if "万元" in plain(column.label.zh) else ""


def _units(report: Report, form: Form | None) -> Iterator[Outcome]:
    if form is None:
        message = Text("No table two was read.", "未读到表二。")
        yield Outcome("not_applicable", "proactive", message)
        return
    for address in _money_cells(form):
        yield _amount(report, form, address)


def _amount(report: Report, form: Form, address: str) -> Outcome:
    cell = report.cell(address)
    label = form.label(address)
    if cell.value is None:
        message = Text(f"{label.en}: no amount is printed.", f"{label.zh}：没有金额。")
        return Outcome("not_applicable", address, message, cells=(address,))
    if cell.value == 0:
        message = Text(f"{label.en}: nil, in any unit.", f"{label.zh}：为零，与单位无关。")
        return Outcome("pass", address, message, cells=(address,))
    evidence = _with_head(report, form, address)
    unit = _unit_stated(report, form, address)
    if not unit:
        return Outcome(
            "fail",
            address,
            Text(
                f"{label.en}: {cell.value} is printed without a unit, and the form states none. "
                f"In yuan it would be {cell.value:,} yuan; in units of 10,000 yuan (万元) "
                f"{_yuan_words(cell.value * YUAN_IN_WAN).en}.",
                f"{label.zh}：金额 {cell.value} 没有单位，规定格式也未注明单位。"
                f"若为元则是 {cell.value:,} 元，若为万元则是{_yuan_words(cell.value * YUAN_IN_WAN).zh}。",
            ),
            cells=(address,),
            actual=cell.raw,
            evidence=evidence,
        )
    yuan = cell.value * _UNITS[unit]
    if yuan >= LARGE_YUAN and report.agency_kind in ("township", "subdistrict", "department"):
        return Outcome(
            "fail",
            address,
            Text(
                f"{label.en}: {cell.value} in {unit} is {_yuan_words(yuan).en}, implausible for "
                "an organ of this level; a unit may have been mistaken.",
                f"{label.zh}：{cell.value}{unit}即{_yuan_words(yuan).zh}，对该级机关不合常理，单位可能有误。",
            ),
            cells=(address,),
            actual=cell.raw,
            evidence=evidence,
        )
    message = Text(
        f"{label.en}: {cell.value} {unit} ({_yuan_words(yuan).en}).",
        f"{label.zh}：{cell.value}{unit}。",
    )
    return Outcome("pass", address, message, cells=(address,), evidence=evidence)


def _with_head(report: Report, form: Form, address: str) -> tuple[Evidence, ...]:
    block, column = form.block_of(address), form.column_of(address)
    at = f"{block.table_id}.{block.id}.{column.id}"
    heads = tuple(Evidence(x.printed, x.place) for x in report.labels if x.at == at)
    return (*heads[:1], *cell_evidence(report, (address,)))


def _yuan_words(yuan: int | float) -> Text:
    """Write an amount for a person: 2,760,000,000 is 2.76 billion yuan, 27.6 亿元."""
    if yuan >= 1e9:
        en = f"{yuan / 1e9:,.4g} billion yuan"
    elif yuan >= 1e6:
        en = f"{yuan / 1e6:,.4g} million yuan"
    else:
        en = f"{yuan:,.10g} yuan"
    zh = (
        f"{yuan / 1e8:,.4g} 亿元"
        if yuan >= 1e8
        else f"{yuan / 1e4:,.6g} 万元"
        if yuan >= 1e4
        else f"{yuan:,.10g} 元"
    )
    return Text(en, zh)


RULES: tuple[Rule, ...] = (
    Rule(
        "unit-unclear",
        Text("Unit of an amount", "金额的单位"),
        Text(
            "An amount of money means something only with its unit. The 2019 form prints none "
            "for procurement; the 2021 form states 万元 for fees, where yuan are often typed.",
            "金额须有单位才有意义。2019年版采购金额栏未注明单位；2021年版收费金额注明万元，但常被误填为元。",
        ),
        Text(
            "The form issued with 国办公开办函〔2019〕60号 prints no unit; 〔2021〕30号 prints 万元",
            "国办公开办函〔2019〕60号格式未注明单位；〔2021〕30号格式注明万元",
        ),
        Text("Amounts of table two and their column heads", "表二的金额及其列标题"),
        "warning",
        Text("No amount printed: not applicable.", "没有金额：不适用。"),
        _units,
    ),
)
"""The rule about units."""
