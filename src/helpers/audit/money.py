"""Amounts of money in the prose against the tables, each in its unit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from helpers.audit.exact import exact, quoted, shown, step
from helpers.audit.rule import Outcome
from helpers.concepts import Concept
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Claim, Report

WAN = 10_000
_FACTORS = {"元": 1, "万元": WAN, "万": WAN, "亿元": WAN**2, "亿": WAN**2}


def compared(
    report: Report, form: Form | None, claim: Claim, concept: Concept, result: Outcome
) -> Outcome:
    """Judge an amount, or a count with a measure word, against the one cell it speaks of.

    A cell without a unit is in that of its column; where neither states one, yuan and ten
    thousand yuan are both possible, and an amount that fits neither is left undecided.
    """
    name, stated = concept.label, shown(claim.value)
    said = f"{stated} {claim.unit}" if claim.unit else stated
    address = result.cells[0] if result.cells else ""
    cell = report.cell(address)
    if form is None or not address or cell.state != "number" or cell.value is None:
        message = Text(
            f"{name.en}: the prose says {stated}; the table prints no such number.",
            f"{name.zh}：正文为 {said}，表格中没有相应数字。",
        )
        return replace(result, message=message)
    unit = cell.unit or (_stated_unit(form, address) if (claim.unit or "").endswith("元") else None)
    printed = f"{shown(cell.value)} {unit}" if unit else shown(cell.value)
    # Amounts mean nothing without their unit; measure words can be left out.
    amount = (claim.unit or "").endswith("元")
    says = Text(
        f"{name.en}: the prose says {quoted(said) if amount else stated}, "
        f"the table {quoted(printed) if amount and unit else shown(cell.value)}",
        f"{name.zh}：正文为 {said}，表格为 {printed}",
    )
    result = replace(result, expected=cell.value, actual=claim.value)
    factors = _factors(form, address, cell.unit)
    mine = exact(claim.value) * _FACTORS.get(claim.unit or "", 1)
    # 47万元 for 471,200 is rounded; a number of yuan is not.
    last = step(claim.value) or (1 if claim.unit in ("万元", "亿元") else 0)
    room = exact(last) * _FACTORS.get(claim.unit or "", 1) / 2
    amounts = [exact(cell.value) * factor for factor in factors]
    if any(abs(mine - amount) <= room for amount in amounts):
        return _closed(result, says, "pass", Text("they agree", "两者一致"))
    if claim.precision != "exact":
        return _closed(result, says, "undecided", Text("a rounded number", "正文为约数"))
    if len(factors) > 1 or exact(cell.value) in (mine, exact(claim.value)):
        unclear = Text("the unit of the cell is unclear", "单元格的单位不明")
        return _closed(result, says, "undecided", unclear)
    if not concept.judged:
        soft = Text("the words need not mean the same", "两者所指不一定相同")
        return _closed(result, says, "undecided", soft)
    return _closed(result, says, "fail", Text("they differ", "两者不一致"))


def _factors(form: Form, address: str, unit: str | None) -> tuple[int | Fraction, ...]:
    """Return what one in a cell may be worth in yuan, or 1 for what is no money."""
    column = form.column_of(address)
    if column.id != "amount":
        return (1,)
    stated = unit if unit in _FACTORS else _stated_unit(form, address)
    return (_FACTORS[stated],) if stated else (1, WAN)


def _stated_unit(form: Form, address: str) -> str | None:
    """Return the unit that the column head of the form states for an amount, None for none."""
    column = form.column_of(address)
    return next((u for u in ("万元", "亿元") if u in column.label.zh + column.unit.zh), None)


def _closed(result: Outcome, says: Text, verdict: str, how: Text) -> Outcome:
    message = Text(f"{says.en}; {how.en}.", f"{says.zh}，{how.zh}。")
    return replace(result, verdict=verdict, message=message)  # type: ignore[arg-type]
