"""Sums of tables three and four: what holds, what cannot be true, and what is left open."""

from typing import Any

import pytest

from audit.build import MISSING, UNREADABLE, cell, only, outcomes, report, verdicts
from helpers.audit import Rule, audit, rule
from helpers.audit.layout import layout
from helpers.form import load_form

PLACES = {
    "requests-balance": ("applications.*.natural_person", "applications.received.natural_person"),
    "outcomes-sum": ("applications.*.natural_person", "applications.granted.natural_person"),
    "applicants-sum": ("applications.received.*", "applications.received.natural_person"),
    "disputes-sum": ("disputes.reconsideration.*", "disputes.reconsideration.upheld"),
}
BUSY = {
    "applications.received.natural_person": 7,
    "applications.brought_forward.natural_person": 2,
    "applications.granted.natural_person": 5,
    "applications.not_held.natural_person": 3,
    "applications.carried_forward.natural_person": 1,
    "disputes.reconsideration.upheld": 2,
    "disputes.reconsideration.pending": 1,
}


@pytest.fixture(params=PLACES)
def one(request: pytest.FixtureRequest) -> Rule:
    return rule(request.param)


def test_a_balanced_table_passes_everywhere(one: Rule) -> None:
    assert set(verdicts(one.id, report(cells=BUSY)).values()) == {"pass"}


def test_one_wrong_cell_fails_where_it_stands_and_nowhere_else(one: Rule) -> None:
    place, address = PLACES[one.id]
    told = outcomes(one.id, _with(address, cell(19)))
    assert {p: o.verdict for p, o in told.items() if o.verdict != "pass"} == {place: "fail"}
    assert address in told[place].cells
    assert any(e.address == address and e.quote == "19" for e in told[place].evidence)


def _with(address: str, printed: Any) -> Any:
    """Return the busy report with one cell changed after the totals were made."""
    made = report(cells=BUSY)
    return report(cells={**made.cells, address: printed})


@pytest.mark.parametrize("printed", ["", "/", "无", "—"])
def test_an_empty_cell_leaves_open_what_it_might_mend(one: Rule, printed: str) -> None:
    place, address = PLACES[one.id]
    assert outcomes(one.id, _with(address, cell(printed)))[place].verdict == "undecided"


@pytest.mark.parametrize("printed", ["", "/"])
def test_an_empty_cell_that_stands_for_zero_is_taken_as_zero_and_said_so(
    one: Rule, printed: str
) -> None:
    address = {
        "requests-balance": "applications.brought_forward.research_institution",
        "outcomes-sum": "applications.repeated.natural_person",
        "applicants-sum": "applications.received.research_institution",
        "disputes-sum": "disputes.reconsideration.corrected",
    }[one.id]
    told = [
        o for o in outcomes(one.id, _with(address, cell(printed))).values() if address in o.cells
    ]
    assert [o.verdict for o in told] == ["pass"]
    assert "empty cells taken as 0" in told[0].message.en
    assert "空格按 0 计" in told[0].message.zh


def test_a_row_without_any_number_is_undecided_and_not_zero(one: Rule) -> None:
    made = report(cells=dict.fromkeys(load_form("2019").addresses, ""))
    assert set(verdicts(one.id, made).values()) == {"undecided"}


@pytest.mark.parametrize("printed", [MISSING, UNREADABLE, "约5", "50%", "1.2万", "5元"], ids=str)
def test_what_is_no_plain_count_leaves_a_sum_undecided(one: Rule, printed: Any) -> None:
    place, address = PLACES[one.id]
    assert outcomes(one.id, _with(address, cell(printed)))[place].verdict == "undecided"


def test_a_report_without_the_table_is_undecided(one: Rule) -> None:
    made = report(cells=dict.fromkeys(load_form("2019").addresses, MISSING))
    told = outcomes(one.id, made)
    assert {o.verdict for o in told.values()} == {"undecided"}
    assert all("no such cells" in o.message.en for o in told.values())


def test_a_report_without_a_form_is_not_concerned(one: Rule) -> None:
    assert only(one.id, report(form=None, cells={})).verdict == "not_applicable"


def test_measure_words_do_not_matter(one: Rule) -> None:
    address = PLACES[one.id][1]
    made = _with(address, cell(f"{BUSY[address]}件"))
    assert set(verdicts(one.id, made).values()) == {"pass"}


@pytest.mark.parametrize("huge", [10**18, 10**19])
def test_huge_numbers_are_added_exactly(huge: int) -> None:
    right = {"disputes.reconsideration.upheld": huge, "disputes.reconsideration.pending": 1}
    told = outcomes("disputes-sum", report(cells=right))["disputes.reconsideration.*"]
    assert told.verdict == "pass"
    wrong = {**right, "disputes.reconsideration.total": huge}
    told = outcomes("disputes-sum", report(cells=wrong))["disputes.reconsideration.*"]
    assert told.verdict == "fail"
    assert told.expected == huge + 1


def test_decimals_are_added_as_printed_and_not_in_binary() -> None:
    cells = {
        "disputes.reconsideration.upheld": "0.1",
        "disputes.reconsideration.pending": "0.2",
        "disputes.reconsideration.total": "0.3",
    }
    told = outcomes("disputes-sum", report(cells=cells))["disputes.reconsideration.*"]
    assert told.verdict == "pass"


def test_negative_numbers_are_added_with_their_sign() -> None:
    cells = {
        "disputes.reconsideration.upheld": "5",
        "disputes.reconsideration.pending": "-2",
        "disputes.reconsideration.total": "3",
    }
    assert set(verdicts("disputes-sum", report(cells=cells)).values()) == {"pass"}


def test_a_failure_names_both_sums_and_the_difference() -> None:
    told = outcomes("disputes-sum", _with("disputes.reconsideration.total", cell(8)))
    failed = told["disputes.reconsideration.*"]
    assert (failed.expected, failed.actual) == (3, 8)
    assert failed.message.en == (
        "Row “Administrative reconsideration” does not balance: Upheld 2 + Pending 1 = 3; "
        "Total 8. The two sides differ by 5."
    )
    assert failed.message.zh == (
        "“行政复议”行数据不平衡：结果维持 2 + 尚未审结 1 = 3；总计 8，两边相差 5。"
    )


def test_the_rules_apply_the_identities_the_form_declares_and_no_others() -> None:
    for form_id in ("2019", "2021"):
        equations = {(r.equation.rule, r.equation.at) for r in layout(load_form(form_id)).relations}
        told = {(r.rule.id, r.outcome.at) for r in audit(report(form_id)).results}
        assert equations <= told
        assert {rule_id for rule_id, _ in equations} == set(PLACES)
