"""Three examples for each rule about numbers of the prose: one passes, one fails, one is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from helpers.audit.example import Examples
from helpers.audit.specimen import BUSY, changed, claim, listed, none_of, specimen, telling, three
from helpers.model import Rate, Report


def _parts_above() -> Examples:
    def with_list(text: str, *numbers: int, overlap: bool = False) -> Report:
        made = replace(listed(text, *numbers), may_overlap=overlap)
        return telling(text + "。", breakdowns=(made,))

    over = "公开信息208条，其中网站108条、平台102条"
    return three(
        (
            "108 and 102 make 210.",
            "108 与 102 之和为 210。",
            with_list("公开信息210条，其中网站108条、平台102条", 210, 108, 102),
        ),
        ("210 in parts of 208.", "208 条的分项共 210 条。", with_list(over, 208, 108, 102)),
        (
            "The text itself says that one item counts twice.",
            "原文说明同一信息计入多项。",
            with_list(f"一条信息可在多处公开，{over}", 208, 108, 102, overlap=True),
        ),
    )


def _parts_below() -> Examples:
    def with_list(text: str, *numbers: int, rounded: bool = False) -> Report:
        made = listed(text, *numbers)
        if rounded:
            made = replace(made, whole=replace(made.whole, precision="at_least"))
        return telling(text + "。", breakdowns=(made,))

    return three(
        (
            "The parts make up the whole.",
            "分项之和等于总数。",
            with_list("公开信息210条，其中网站108条、平台102条", 210, 108, 102),
        ),
        (
            "They are ten short.",
            "分项少 10 条。",
            with_list("公开信息220条，其中网站108条、平台102条", 220, 108, 102),
        ),
        (
            "The whole is rounded.",
            "总数为约数。",
            with_list("公开信息220余条，其中网站108条、平台102条", 220, 108, 102, rounded=True),
        ),
    )


def _claim_table() -> Examples:
    def saying(number: int, **cells: str) -> Report:
        text = f"收到政府信息公开申请{number}件"
        made = specimen(cells=BUSY, claims=(claim(text, number, "requests_received"),))
        return changed(made, **cells)

    return three(
        ("Prose and table say 7.", "正文与表格均为 7。", saying(7)),
        ("The prose says 4, the table 7.", "正文为 4，表格为 7。", saying(4)),
        (
            "The cell holds words.",
            "单元格为文字。",
            saying(7, applications__received__total="若干"),
        ),
    )


def _claim_none() -> Examples:
    said = (none_of("未收到政府信息公开申请", "requests_received"),)
    return three(
        ("None, and the table prints 0.", "正文称没有，表格为 0。", specimen(statements=said)),
        (
            "None, and the table prints 7.",
            "正文称没有，表格为 7。",
            specimen(cells=BUSY, statements=said),
        ),
        (
            "None, and the cell is blank.",
            "正文称没有，单元格空白。",
            changed(specimen(statements=said), applications__received__total=""),
        ),
    )


def _claim_rate() -> Examples:
    def share(percent: str, *, about: bool = False) -> Report:
        said = f"{'约' if about else ''}占{percent}%"
        text = f"公开信息40条，其中网站30条、{said}"
        part, whole = claim("30条", 30, unit="条"), claim("40条", 40, unit="条")
        told = claim(said, float(percent), unit="%")
        rate = Rate(replace(told, precision="about" if about else "exact"), "share", part, whole)
        return telling(text + "。", rates=(rate,))

    return three(
        ("30 of 40 are 75 %.", "40 条中的 30 条占 75%。", share("75")),
        ("30 of 40 are not 57 %.", "40 条中的 30 条不占 57%。", share("57")),
        ("The percentage is rounded.", "百分比为约数。", share("75", about=True)),
    )


ABOUT_CLAIMS: Mapping[str, Callable[[], Examples]] = {
    "parts-exceed-whole": _parts_above,
    "parts-below-whole": _parts_below,
    "claim-table": _claim_table,
    "claim-all-none": _claim_none,
    "claim-rate": _claim_rate,
}
"""Rule → what makes its examples."""
