"""The rule about amounts of money: is the unit stated, and plausible?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.audit.exact import exact, printed, shown
from helpers.audit.layout import cell_name
from helpers.audit.rule import Evidence, Outcome, Rule, cell_evidence
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Claim, Report
from helpers.wording import plain

WAN = 10_000
LARGE_YUAN = 1_000_000_000
"""From one billion yuan a year an amount is implausible for organs below a province."""
_UNITS = {"元": 1, "万元": WAN, "万": WAN, "亿元": WAN**2, "亿": WAN**2}
_UNITS |= {f"{unit}整": factor for unit, factor in _UNITS.items() if unit.endswith("元")}
_LOCAL = ("township", "subdistrict", "department", "institution")
_PROVINCIAL = re.compile(
    "省|自治区|北京|天津|上海|重庆|国家|国务院|中华人民共和国|厅|总局|总署|部$|海关|税务"
)


def _units(report: Report, form: Form | None) -> Iterator[Outcome]:
    cells = [a for a in form.addresses if form.column_of(a).id == "amount"] if form else []
    if form is None or not cells:
        message = Text("No amount of money was read.", "未读到金额。")
        yield Outcome("not_applicable", "proactive", message)
        return
    for address in cells:
        yield _amount(report, form, address)


def _amount(report: Report, form: Form, address: str) -> Outcome:
    cell = report.cell(address)
    name = cell_name(form, address)
    if cell.value is None:
        unclear = cell.state in ("text", "unreadable")
        message = (
            Text(f"{name.en}: what is printed is no number.", f"{name.zh}：所填内容不是数字。")
            if unclear
            else Text(f"{name.en}: no amount is printed.", f"{name.zh}：没有填写金额。")
        )
        verdict = "undecided" if unclear else "not_applicable"
        return Outcome(verdict, address, message, cells=(address,))  # type: ignore[arg-type]
    if cell.value == 0:
        message = Text(f"{name.en}: nil, in any unit.", f"{name.zh}：为零，与单位无关。")
        return Outcome("pass", address, message, cells=(address,))
    evidence = (*_head(report, form, address), *cell_evidence(report, (address,)))
    unit, amount = _unit_stated(report, form, address), shown(cell.value)
    claim = None if unit else _claim(report, cell.value)
    if claim is not None:
        unit = _unit_by(claim, cell.value)
        evidence = (*evidence, Evidence(claim.text, claim.place))
    yuan = exact(cell.value) * _UNITS.get(unit, 1)
    if not unit:
        in_yuan, in_wan = _yuan_words(yuan), _yuan_words(yuan * WAN)
        return Outcome(
            "fail",
            address,
            Text(
                f"{name.en}: {amount} is printed without a unit, and the form states none. As "
                f"yuan it is {in_yuan.en}; as units of 10,000 yuan (“万元”), {in_wan.en}.",
                f"{name.zh}：{amount} 未注明单位，规定格式也未注明。"
                f"以元计为{in_yuan.zh}，以万元计为{in_wan.zh}。",
            ),
            cells=(address,),
            actual=cell.raw,
            evidence=evidence,
        )
    words = _yuan_words(yuan)
    local = report.agency_kind in _LOCAL and not _PROVINCIAL.search(report.agency)
    if abs(yuan) >= LARGE_YUAN and local:
        return Outcome(
            "fail",
            address,
            Text(
                f"{name.en}: {amount} in the unit “{unit}” is {words.en}, which is implausible "
                "for an organ of this level; the unit may have been mistaken.",
                f"{name.zh}：{amount}{unit}即{words.zh}，对该级机关而言不合常理，单位可能有误。",
            ),
            cells=(address,),
            actual=cell.raw,
            evidence=evidence,
        )
    message = Text(f"{name.en}: {words.en}.", f"{name.zh}：{amount}{unit}。")
    return Outcome("pass", address, message, cells=(address,), evidence=evidence)


def _unit_stated(report: Report, form: Form, address: str) -> str:
    """Return the unit printed in the cell or its column head, else the one the form states."""
    unit = report.cell(address).unit
    if unit in _UNITS:
        return str(unit)
    heads = [plain(head.quote) for head in _head(report, form, address)]
    for name in ("亿元", "万元", "元"):
        if any(name in head for head in heads):
            return name
    # A head printed without the unit that the form itself prints says nothing else.
    return "万元" if "万元" in plain(form.column_of(address).label.zh) else ""


def _head(report: Report, form: Form, address: str) -> tuple[Evidence, ...]:
    block, column = form.block_of(address), form.column_of(address)
    at = f"{block.table_id}.{block.id}.{column.id}"
    return tuple(Evidence(x.printed, x.place) for x in report.labels if x.at == at)[:1]


def _claim(report: Report, value: int | float) -> Claim | None:
    """Return a sentence of the prose that states the same amount with its unit, or None."""
    return next((c for c in report.claims if _unit_by(c, value)), None)


def _unit_by(claim: Claim, value: int | float) -> str:
    """Return the unit in which `value` is the amount that `claim` states, "" for none."""
    factor = _UNITS.get(claim.unit or "")
    if factor is None or claim.precision != "exact":
        return ""
    stated = exact(claim.value) * factor
    return next((u for u in ("元", "万元") if exact(value) * _UNITS[u] == stated), "")


def _yuan_words(yuan: object) -> Text:
    """Write an amount for a person: 2,760,000,000 is 2.76 billion yuan, 27.6 亿元."""
    amount = printed(yuan)  # type: ignore[arg-type]
    if abs(amount) >= 1e9:
        en = f"{_short(amount / 1e9)} billion yuan"
    elif abs(amount) >= 1e6:
        en = f"{_short(amount / 1e6)} million yuan"
    else:
        en = f"{_short(amount)} yuan"
    if abs(amount) >= 1e8:
        zh = f" {_short(amount / 1e8)} 亿元"
    elif abs(amount) >= 1e6:
        zh = f" {_short(amount / 1e4)} 万元"
    else:
        zh = f" {_short(amount)} 元"
    return Text(en, zh)


def _short(number: int | float) -> str:
    return f"{number:,.4f}".rstrip("0").rstrip(".")


RULES: tuple[Rule, ...] = (
    Rule(
        "unit-unclear",
        Text("Unit of an amount", "金额的单位"),
        Text(
            "An amount of money means something only with its unit. The 2019 form prints none "
            "for procurement; the 2021 form states “万元” (10,000 yuan) for fees, where plain "
            "yuan are often typed.",
            "金额须有单位才有意义。2019年版的采购金额栏未注明单位；2021年版的收费金额栏注明万元，但常有误填为元的情况。",
        ),
        Text(
            "The form issued with notice 国办公开办函〔2019〕60号 prints no unit for procurement; "
            "that of 国办公开办函〔2021〕30号 prints “万元” for fees",
            "国办公开办函〔2019〕60号所附格式的采购金额栏未注明单位；国办公开办函〔2021〕30号所附格式的收费金额栏注明万元",
        ),
        Text("Amounts of table two, their column heads, the prose", "表二的金额及其列标题、正文"),
        "warning",
        Text(
            "No amount printed: not applicable. Zero is zero in any unit.",
            "没有填写金额的，不适用；零与单位无关。",
        ),
        _units,
    ),
)
"""The rule about units."""
