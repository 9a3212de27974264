"""Each example of a rule shows what its sentence says: where, which numbers, which words."""

from pathlib import Path

import pytest

from helpers.audit import RULES, Example, Outcome, Rule, audit, rule

RULEBOOK = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")
WORDS = {"pass": "通过", "fail": "不通过", "undecided": "无法判断"}

SHOWN = """
parts-exceed-whole | pass | prose.overview.disclosed_items.210 | 210 → 210 | 公开信息210条，其中网站108条、平台102条@101
parts-exceed-whole | fail | prose.overview.disclosed_items.208 | 208 → 210 | 公开信息208条，其中网站108条、平台102条@101
parts-exceed-whole | undecided | prose.overview.disclosed_items.208 | → | 一条信息可在多处公开，公开信息208条，其中网站108条、平@101
parts-below-whole | pass | prose.overview.disclosed_items.210 | 210 → 210 | 公开信息210条，其中网站108条、平台102条@101
parts-below-whole | fail | prose.overview.disclosed_items.220 | 220 → 210 | 公开信息220条，其中网站108条、平台102条@101
parts-below-whole | undecided | prose.overview.disclosed_items.220 | → | 公开信息220余条，其中网站108条、平台102条@101
claim-table | pass | prose.overview.requests_received | 7 → 7 | 收到政府信息公开申请7件@101 ; 7@40
claim-table | fail | prose.overview.requests_received | 7 → 4 | 收到政府信息公开申请4件@101 ; 7@40
claim-table | undecided | prose.overview.requests_received | → | 收到政府信息公开申请7件@101 ; 若干@40
claim-all-none | pass | prose.none.requests_received | 0 → 0 | 未收到政府信息公开申请@102 ; 0@40
claim-all-none | fail | prose.none.requests_received | 7 → 0 | 未收到政府信息公开申请@102 ; 7@40
claim-all-none | undecided | prose.none.requests_received | → | 未收到政府信息公开申请@102 ; @40
claim-rate | pass | prose.overview.share.75 | → 75.0 | 占75%@101 ; 30条@101 ; 40条@101
claim-rate | fail | prose.overview.share.57 | 75 → 57.0 | 占57%@101 ; 30条@101 ; 40条@101
claim-rate | undecided | prose.overview.share.75 | → 75.0 | 约占75%@101 ; 30条@101 ; 40条@101
requests-balance | pass | applications.*.natural_person | 9 → 9 |
requests-balance | fail | applications.*.natural_person | 19 → 9 | 17@40 ; 2@40 ; 8@40 ; 1@40
requests-balance | undecided | applications.*.natural_person | → |
outcomes-sum | pass | applications.*.natural_person | 8 → 8 |
outcomes-sum | fail | applications.*.natural_person | 18 → 8 | 15@40 ; 3@40 ; 8@40
outcomes-sum | undecided | applications.*.natural_person | → |
applicants-sum | pass | applications.received.* | 7 → 7 |
applicants-sum | fail | applications.received.* | 7 → 17 | 7@40 ; 17@40
applicants-sum | undecided | applications.received.* | → |
disputes-sum | pass | disputes.reconsideration.* | 3 → 3 |
disputes-sum | fail | disputes.reconsideration.* | 3 → 8 | 2@40 ; 1@40 ; 8@40
disputes-sum | undecided | disputes.reconsideration.* | → |
statistics-sum | pass | statistics.requests_received.count | 3 → 3 |
statistics-sum | fail | statistics.requests_received.count | 3 → 9 | 3@40 ; 9@40
statistics-sum | undecided | statistics.requests_received.count | → |
carry-over | pass | applications.brought_forward.natural_person | 2 → 2 | 2@40 ; invented-2021.txt: 2@40
carry-over | fail | applications.brought_forward.natural_person | 5 → 2 | 2@40 ; invented-2021.txt: 5@40
carry-over | undecided | applications.brought_forward.natural_person | → | 2@40 ; invented-2021.txt: @40
documents-flow | pass | proactive.regulations.in_force | 0 → 0 | 0@40 ; 0@40 ; 0@40 ; invented-2021.txt: 0@40
documents-flow | fail | proactive.normative_documents.in_force | 17 → 12 | 12@40 ; 3@40 ; 1@40 ; invented-2021.txt: 15@40
documents-flow | undecided | proactive.normative_documents.in_force | → | 12@40 ; 3@40 ; 1@40 ; invented-2021.txt: @40
items-last-year | pass | proactive.licensing.items_last_year | 12 → 12 | 12@40 ; invented-2019.txt: 10@40 ; invented-2019.txt: 2@40
items-last-year | fail | proactive.licensing.items_last_year | 22 → 12 | 12@40 ; invented-2019.txt: 20@40 ; invented-2019.txt: 2@40
items-last-year | undecided | proactive.licensing.items_last_year | → | 12@40 ; invented-2019.txt: @40 ; invented-2019.txt: 2@40
levels-sum | pass | applications.received.total | 7 → 7 | 7@40 ; invented-2022.txt: 7@40
levels-sum | fail | applications.received.total | 14 → 7 | 7@40 ; invented-2022.txt: 7@40 ; invented-2022.txt: 7@40
levels-sum | undecided | applications.received.total | → | 7@40 ; invented-2022.txt: 7@40
possible-count | pass | table.proactive | → |
possible-count | fail | disputes.reconsideration.upheld | → -2 | -2@40
possible-count | undecided | table.proactive | → |
documents-within | pass | proactive.regulations.in_force | → |
documents-within | fail | proactive.normative_documents.in_force | >= 3 → 1 | 3@40 ; 1@40 ; 0@40
documents-within | undecided | proactive.normative_documents.in_force | → |
regulations-level | pass | proactive.regulations | → |
regulations-level | fail | proactive.regulations | 0 → 6 | 6@40
regulations-level | undecided | proactive.regulations | → |
totals-filled | pass | table.applications | → |
totals-filled | fail | table.applications | → |
totals-filled | undecided | table.applications | → |
table-filled | pass | table.proactive | → |
table-filled | fail | table.proactive | → |
table-filled | undecided | table.proactive | → |
article-cited | pass | proactive.art20_1 | → | 第二十条第（一）项@20
article-cited | fail | proactive.art20_1 | 第二十条第（一）项 → 第二十六条第（一）项 | 第二十六条第（一）项@20
article-cited | undecided | proactive.art20_1 | → | 第二十条@20
form-conformance | pass | section.overview | → | 总体情况@100
form-conformance | fail | unplaced | → 0 | 0@50
form-conformance | undecided | edition | → |
unit-unclear | pass | proactive.procurement.amount | → | 采购总金额@20 ; 18.6万元@40
unit-unclear | fail | proactive.procurement.amount | → 276000 | 采购总金额@20 ; 276000@40
unit-unclear | undecided | proactive.procurement.amount | → |
required-content | pass | article.50(1) | → | 依法主动公开政府信息，规范办理依申请公开。@101
required-content | fail | article.50(4).assessment | 工作考核情况 → |
required-content | undecided | article.50(4).assessment | → |
deadline | pass | published | → | 2023年1月13日@900
deadline | fail | published | 2023-01-31 → 2023-03-02 | 2023年3月2日@900
deadline | undecided | published | → |
period-covers-year | pass | period | → | 2022年1月1日至2022年12月31日@2
period-covers-year | fail | period | 2022-01-01/2022-12-31 → 2021-01-01/2021-12-31 | 2021年1月至2021年12月@2
period-covers-year | undecided | period | → | 2021年9月至2022年8月@2
year-agreement | pass | published | → | 青禾镇2022年政府信息公开工作年度报告@1 ; 2023年1月13日@900
year-agreement | fail | published | > 2022-12-31 → 2022-12-14 | 青禾镇2022年政府信息公开工作年度报告@1 ; 2022年12月14日@900
year-agreement | undecided | published | → |
stale-text | pass | year | → |
stale-text | fail | year | 2022 → 2021 | 2021年，我镇依法公开政府信息。@101
stale-text | undecided | year | → |
instruction-text | pass | prose | → |
instruction-text | fail | prose | → ×× | 全年收到申请××件。@101
instruction-text | undecided | prose | → |
notice-cited | pass | notice.2021 | → | 根据国办公开办函〔2021〕30号要求编制年度报告。@101
notice-cited | fail | notice.2019 | 国办公开办函〔2021〕30号 → 国办公开办函〔2019〕60号 | 根据国办公开办函〔2019〕60号要求编制年度报告。@101
notice-cited | undecided | notice.2021 | → | 根据国办公开办函〔2021〕30号要求编制年度报告。@101
regulations-cited | pass | decree | → | 根据《中华人民共和国政府信息公开条例》（国务院令第711号）@101
regulations-cited | fail | decree | 711 → 771 | 根据《中华人民共和国政府信息公开条例》（国务院令第771号）@101
regulations-cited | undecided | decree | → | 根据《中华人民共和国政府信息公开条例》（国务院令第711号）@101
number-lost | pass | prose | → |
number-lost | fail | prose | → 共收到件 | 全年共收到件，均已答复。@101
number-lost | undecided | prose | → |
parts-announced | pass | opening | → | 本报告由六个部分组成。@2 ; 总体情况@100 ; 主动公开政府信息情况@200 ; 收到和处理政府信息公开申请情况@300 ; 政府信息公开行政复议、行政诉讼情况@400 ; 存在的主要问题及改进情况@500 ; 其他需要报告的事项@600
parts-announced | fail | opening | 5 → 6 | 本报告由五个部分组成。@2 ; 总体情况@100 ; 主动公开政府信息情况@200 ; 收到和处理政府信息公开申请情况@300 ; 政府信息公开行政复议、行政诉讼情况@400 ; 存在的主要问题及改进情况@500 ; 其他需要报告的事项@600
parts-announced | undecided | opening | → | 本报告由六个部分组成。@2
one-report | pass | file | → |
one-report | fail | file | → | 青禾镇2022年政府信息公开工作年度报告@300
one-report | undecided | file | → |
fee-kinds | pass | other.fees | → | 本年度收取信息处理费2万元。@601 ; 47.1@40
fee-kinds | fail | other.fees | → 2 | 本年度收取信息处理费2万元。@601 ; 2@40
fee-kinds | undecided | other.fees | → | 本年度收取信息处理费2万元。@601 ; @40
same-as-last-year | pass | text | → |
same-as-last-year | fail | text | → | 第1项工作按照计划完成，公开内容准确及时，第2项工作按照计划@101 ; invented-2021.txt: 第1项工作按照计划完成，公开内容准确及时，第2项工作按照计划@101
same-as-last-year | undecided | text | → |
reuse | pass | text.other-organ | → |
reuse | fail | text.other-organ | → 1.0 | 组织财政所、民政所、农技站骨干集中学习保密审查流程，演练拟稿@105 ; 全镇设立便民窗口，由党政办派专人值守，逐日登记群众来电来访，@101 ; 村务监督小组每季度抽查公示栏，发现张贴不及时，当日补齐并通报@104 ; invented-2022.txt: 组织财政所、民政所、农技站骨干集中学习保密审查流程，演练拟稿@105 ; invented-2022.txt: 全镇设立便民窗口，由党政办派专人值守，逐日登记群众来电来访，@101 ; invented-2022.txt: 村务监督小组每季度抽查公示栏，发现张贴不及时，当日补齐并通报@104
reuse | undecided | text.other-organ | → |
"""
LINES = SHOWN.strip().splitlines()


def example(of: Rule, verdict: str) -> Example:
    shown = of.examples
    return {"pass": shown.passing, "fail": shown.failing, "undecided": shown.undecidable}[verdict]


def outcomes(of: Rule, verdict: str) -> list[Outcome]:
    """Return what an example gives of the verdict it stands for, what has evidence first."""
    shown = example(of, verdict)
    results = audit(shown.report, (of,), context=shown.context).results
    given = [r.outcome for r in results if r.outcome.verdict == verdict]
    return sorted(given, key=lambda o: not o.evidence)


def line(of: Rule, verdict: str) -> str:
    """Return rule, verdict, place, what is expected and found, and the words with their lines."""
    outcome = outcomes(of, verdict)[0]
    sides = ("" if side is None else str(side) for side in (outcome.expected, outcome.actual))
    quotes = (
        f"{e.source}: {e.quote[:30]}@{e.place and e.place.line}".removeprefix(": ")
        for e in outcome.evidence
    )
    told = (of.id, verdict, outcome.at, " → ".join(sides).strip(), " ; ".join(quotes))
    return " | ".join(told).strip()


@pytest.mark.parametrize("told", LINES)
def test_an_example_shows_the_place_the_numbers_and_the_words_of_its_verdict(told: str) -> None:
    rule_id, verdict, *_ = told.split(" | ")
    assert line(rule(rule_id), verdict) == told


def test_every_example_is_held() -> None:
    held = [tuple(told.split(" | ")[:2]) for told in LINES]
    assert held == [(of.id, verdict) for of in RULES for verdict in WORDS]


@pytest.mark.parametrize("verdict", WORDS)
@pytest.mark.parametrize("of", RULES, ids=lambda of: of.id)
def test_the_rulebook_says_of_each_example_what_it_shows(of: Rule, verdict: str) -> None:
    says = example(of, verdict).says
    own = RULEBOOK.partition(f"\n## `{of.id}`\n")[2].partition("\n## `")[0]
    told = f"- example 示例, {verdict} {WORDS[verdict]}: {says.en} · {says.zh}\n"
    assert told in own + "\n"


TIMES = {
    "carry-over": 2,  # a column and the total
    "levels-sum": 7,  # every total that is not 0
    "table-filled": 3,  # every table
    "form-conformance": 2,  # a section that is missing, and what fits nowhere
    "required-content": 3,  # assessment, evaluation and accountability
}
"""Rules whose failing example shows more than one failure."""


@pytest.mark.parametrize("of", RULES, ids=lambda of: of.id)
def test_a_failing_example_shows_one_failure_and_no_other(of: Rule) -> None:
    assert len(outcomes(of, "fail")) == TIMES.get(of.id, 1)


SILENT = ("form-conformance", "required-content")
"""What is told of a report without its prose."""
ALSO = {
    ("requests-balance", "fail"): ("applicants-sum",),  # one cell of a column is one of a row, too
    ("outcomes-sum", "fail"): ("applicants-sum",),
    ("applicants-sum", "fail"): ("requests-balance",),
    ("possible-count", "fail"): ("disputes-sum",),
    ("possible-count", "undecided"): ("table-filled",),
    ("totals-filled", "undecided"): ("table-filled",),
    ("form-conformance", "fail"): ("required-content",),
    ("instruction-text", "undecided"): SILENT,
    ("number-lost", "undecided"): SILENT,
    ("parts-announced", "undecided"): SILENT,
    ("one-report", "undecided"): SILENT,
    # Texts that are compared tell nothing of assessment.
    ("reuse", "pass"): ("required-content",),
    ("reuse", "fail"): ("required-content",),
}
"""Rules that fail on the example of another one, as they must."""


@pytest.mark.parametrize("verdict", WORDS)
@pytest.mark.parametrize("of", RULES, ids=lambda of: of.id)
def test_by_all_rules_together_an_example_shows_its_own_failure_and_no_other(
    of: Rule, verdict: str
) -> None:
    made = example(of, verdict)
    found = {f.rule for f in audit(made.report, context=made.context).findings}
    own = {of.id} if verdict == "fail" else set()
    assert found == own | set(ALSO.get((of.id, verdict), ()))


@pytest.mark.parametrize(
    "rule_id",
    ["requests-balance", "outcomes-sum", "applicants-sum", "disputes-sum", "statistics-sum"],
)
def test_a_sum_is_open_because_of_one_cell_that_is_empty(rule_id: str) -> None:
    (outcome,) = outcomes(rule(rule_id), "undecided")
    (address,) = outcome.cells
    assert example(rule(rule_id), "undecided").report.cell(address).raw == ""
