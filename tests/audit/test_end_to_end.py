"""Invented reports from the file to the finding: what was planted is found, and nothing else."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from helpers.audit import Audit, audit
from helpers.invented import LAYOUTS, Layout, invented_report
from helpers.parsing.reading import read_report

SEVEN = {
    "applications.received.natural_person": 5,
    "applications.received.commercial_enterprise": 2,
    "applications.granted.natural_person": 5,
    "applications.not_held.commercial_enterprise": 2,
    "disputes.reconsideration.upheld": 1,
}


def audited(folder: Path, layout: Layout = "tab_rows", **told: Any) -> Audit:
    suffix = "html" if layout == "html" else "txt"
    path = folder / f"report.{suffix}"
    path.write_text(invented_report(layout=layout, **told), encoding="utf-8")
    return audit(read_report(path))


def serious(done: Audit) -> set[tuple[str, str, str]]:
    return {(f.severity, f.rule, f.at) for f in done.findings if f.severity != "note"}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_report_in_order_has_neither_errors_nor_warnings(
    tmp_path: Path, form_id: str, layout: Layout
) -> None:
    done = audited(tmp_path, layout, form_id=form_id, values=SEVEN)
    assert serious(done) == set()
    assert done.count("pass", "requests-balance") == 7


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_wrong_cell_breaks_the_sums_it_stands_in_and_is_located(
    tmp_path: Path, layout: Layout
) -> None:
    right = audited(tmp_path, layout, values=SEVEN).report.cells
    printed = {a: c.raw for a, c in right.items()} | {"applications.granted.natural_person": "8"}
    done = audited(tmp_path, layout, values=printed, derive=False)
    assert serious(done) == {
        ("error", "outcomes-sum", "applications.*.natural_person"),
        ("error", "applicants-sum", "applications.granted.*"),
    }
    (repair,) = done.repairs
    assert [(c.address, c.observed, c.suggested) for c in repair.cells] == [
        ("applications.granted.natural_person", 8, 5)
    ]


SAID: list[tuple[Mapping[str, Sequence[str]], set[tuple[str, str]]]] = [
    ({"overview": ["全年收到政府信息公开申请7件，均已办结。考核、评议良好，未发生追究。"]}, set()),
    (
        {"overview": ["全年收到政府信息公开申请9件，均已办结。考核、评议良好，未发生追究。"]},
        {("warning", "claim-table")},
    ),
    (
        {"overview": ["2021年收到政府信息公开申请9件。考核、评议良好，未发生追究。"]},
        set(),
    ),
    (
        {"overview": ["本年度未收到政府信息公开申请。考核、评议良好，未发生追究。"]},
        {("warning", "claim-all-none")},
    ),
    (
        {"overview": ["主动公开政府信息20条，其中网站12条、微信9条。考核、评议良好，未发生追究。"]},
        {("error", "parts-exceed-whole")},
    ),
    (
        {
            "overview": [
                "主动公开政府信息20条，分别为网站10条、微信9条。考核、评议良好，未发生追究。"
            ]
        },
        {("warning", "parts-below-whole")},
    ),
    ({"overview": ["概况。"]}, {("warning", "required-content")}),
]
GOES_ON = "主动公开政府信息50条，其中工作动态30条，机构概况3条。{}考核、评议良好，未发生追究。"
"""Invented; the whole is 30 and 20, and the 20 stand in the next sentence."""


@pytest.mark.parametrize(("prose", "expected"), SAID)
def test_what_the_prose_says_is_measured_by_the_tables(
    tmp_path: Path, prose: Mapping[str, Sequence[str]], expected: set[tuple[str, str]]
) -> None:
    done = audited(tmp_path, values=SEVEN, prose=prose)
    assert {(severity, rule_id) for severity, rule_id, _ in serious(done)} == expected


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ("市门户网站公开信息20条（目录更新15条，重点领域5条）。", "undecided"),
        ("市门户网站公开信息11条。", "fail"),
        ("召开会议20次。", "fail"),
        ("", "fail"),
    ],
)
def test_a_list_that_the_next_sentence_goes_on_with_does_not_fall_short(
    tmp_path: Path, more: str, verdict: str
) -> None:
    done = audited(tmp_path, values=SEVEN, prose={"overview": [GOES_ON.format(more)]})
    assert done.count(verdict, "parts-below-whole") == 1


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"labels": {"第二十条第（六）项": "第二十六条第（六）项"}}, "article-cited"),
        ({"values": {"proactive.fees.amount": "251000"}}, "unit-unclear"),
        ({"without": ["problems"]}, "form-conformance"),
        ({"without": ["table:disputes"]}, "form-conformance"),
        ({"year": 2020}, "form-conformance"),
        ({"published": date(2022, 12, 20)}, "year-agreement"),
        ({"agency": "云岚市水务局", "published": date(2023, 2, 10)}, "deadline"),
    ],
)
def test_other_planted_mistakes_are_found(
    tmp_path: Path, change: dict[str, Any], expected: str
) -> None:
    done = audited(tmp_path, **change)
    assert {rule_id for _, rule_id, _ in serious(done)} >= {expected}


def test_a_report_of_a_town_that_is_late_is_only_noted(tmp_path: Path) -> None:
    done = audited(tmp_path, published=date(2023, 2, 10))
    assert serious(done) == set()
    assert [f.rule for f in done.findings] == ["deadline"]
