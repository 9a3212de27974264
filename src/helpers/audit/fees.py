"""The rule about two kinds of fees that are at times taken for one another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.audit.beside import value_of
from helpers.audit.blank import SCALED
from helpers.audit.exact import exact, quoted, shown
from helpers.audit.prose import Hit, hits
from helpers.audit.rule import Evidence, Outcome, Rule, cell_evidence
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Report

_CHARGED = re.compile(
    r"信息处理费(?:用|共计|合计|共|为|是|计|收入|[:,])*[^\d。;,]{0,8}(?P<amount>\d+(?:\.\d+)?)(?P<unit>万?元)"
)
_WAN = 10_000


def _fees(report: Report, form: Form | None) -> Iterator[Outcome]:
    at = "other.fees"
    charged = list(hits(report, _CHARGED))
    cells = [a for a in form.addresses if form.row_of(a).id == "fees"] if form else []
    cells = [a for a in cells if form is not None and form.column_of(a).id == "amount"]
    if not charged:
        message = Text(
            "The prose states no amount of the information-processing fee.",
            "正文没有写明信息处理费金额。",
        )
        yield Outcome("not_applicable", at, message)
        return
    for hit in charged:
        yield _charge(report, form, cells, hit, at)


def _charge(report: Report, form: Form | None, cells: list[str], hit: Hit, at: str) -> Outcome:
    unit = hit.match["unit"]
    yuan = exact(_number(hit.match["amount"])) * (_WAN if unit.startswith("万") else 1)
    evidence: tuple[Evidence, ...] = (hit.evidence, *cell_evidence(report, cells))
    said = f"{hit.match['amount']}{unit}"
    if not cells or yuan == 0:
        message = Text(
            f"Information-processing fee: {said}; nothing in table two to tell it from.",
            f"信息处理费为 {said}，表二中没有需要与之区分的金额。",
        )
        return Outcome("pass", at, message, evidence=evidence)
    cell = report.cell(cells[0])
    if cell.value is None or (cell.unit not in SCALED and cell.unit is not None):
        message = Text(
            f"Information-processing fee: {said}; table two prints no amount.",
            f"信息处理费为 {said}，表二没有填写金额。",
        )
        return Outcome("undecided", at, message, cells=tuple(cells), evidence=evidence)
    row = quoted(form.row_label(cells[0]).zh) if form is not None else ""
    printed = cell.raw if cell.unit or yuan == exact(cell.value) else f"{cell.raw} 万元"
    if cell.value and yuan in (exact(cell.value), exact(cell.value) * _WAN):
        message = Text(
            f"The prose gives “{said}” as information-processing fee, and table two prints the same "
            f"amount (“{printed}”) among administrative fees, where that fee does not belong.",
            f"正文信息处理费为 {said}，表二{row}栏填写了同一金额（{printed}）；信息处理费不属于该栏，请核对。",
        )
        return Outcome("fail", at, message, None, tuple(cells), None, cell.raw, evidence)
    asked = [
        value_of(report, f"applications.{row}.total") for row in ("received", "brought_forward")
    ]
    if asked == [0, 0] and all(
        report.cell(f"applications.{row}.total").known for row in ("received", "brought_forward")
    ):
        message = Text(
            f"The prose gives {said} as information-processing fee, and table three prints no "
            "request for which it could have been charged.",
            f"正文信息处理费为 {said}，而表三没有可据以收费的申请。",
        )
        addresses = tuple(f"applications.{r}.total" for r in ("received", "brought_forward"))
        more = cell_evidence(report, addresses)
        return Outcome("fail", at, message, None, addresses, 0, said, (hit.evidence, *more))
    message = Text(
        f"Information-processing fee: {said}; table two prints another amount "
        f"({shown(cell.value)}), as it should: the fees are different.",
        f"信息处理费为 {said}，表二所填为另一金额（{shown(cell.value)}）；两者本非同一种收费。",
    )
    return Outcome("pass", at, message, cells=tuple(cells), evidence=evidence)


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


RULES: tuple[Rule, ...] = (
    Rule(
        "fee-kinds",
        Text("Two kinds of fees", "两种收费不混同"),
        Text(
            "Table two counts administrative fees that the organ charges by its powers. What it "
            "charges for handling requests is the information-processing fee, which section six "
            "reports. They need not agree, and should not be the same sum.",
            "表二填写的是机关依职权收取的行政性收费；因依申请公开收取的是信息处理费，在第六部分报告。两者不要求一致，也不应是同一笔。",
        ),
        Text(
            "Regulations on Open Government Information, articles 20(8) and 42; the measures on the information-processing fee of 2020 "
            "(letter 109 of the General Office of the State Council)",
            "《政府信息公开条例》第二十条第（八）项、第四十二条；国办函〔2020〕109号",
        ),
        Text("Prose; the amount of fees in table two; table three", "正文、表二收费金额、表三"),
        "warning",
        Text(
            "No such fee in the prose: not applicable. No amount in table two: undecided.",
            "正文没有写明信息处理费的，不适用；表二没有金额的，不作判断。",
        ),
        _fees,
        tolerance=Text("None; yuan and 10,000 yuan are converted.", "无容差；元与万元互相换算。"),
    ),
)
"""The rule about fees."""
