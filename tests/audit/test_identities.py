"""Sums of tables three and four: what holds, what cannot be true, and what is left open."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import MISSING, UNREADABLE, cell, only, outcomes, report, verdicts
from helpers.audit import Outcome, Rule, audit, rule
from helpers.audit.identities import check_relation
from helpers.audit.layout import Relation, layout
from helpers.form import Equation, load_form
from helpers.messages import Text

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


# --- what is said, where it stands, and what it rests on ------------------------------------------

RECONSIDERED = tuple(
    f"disputes.reconsideration.{result}"
    for result in ("upheld", "corrected", "other_result", "pending", "total")
)


def reconsidered(*printed: Any) -> Outcome:
    """Return what is said of the row of reconsiderations with these five cells."""
    cells = report("2021").cells | dict(zip(RECONSIDERED, map(cell, printed), strict=True))
    return outcomes("disputes-sum", report("2021", cells))["disputes.reconsideration.*"]


def flow(**printed: Any) -> Outcome:
    """Return what is said of what came in and went out of natural persons, cells changed."""
    changed = {f"applications.{row}.natural_person": cell(v) for row, v in printed.items()}
    made = report("2021", report("2021", BUSY).cells | changed)
    return outcomes("requests-balance", made)["applications.*.natural_person"]


FLOW = tuple(
    f"applications.{row}.natural_person"
    for row in ("received", "brought_forward", "outcome_total", "carried_forward")
)


def test_a_row_that_adds_up_gives_both_sums() -> None:
    told = reconsidered(2, 0, 0, 1, 3)
    assert (told.verdict, told.expected, told.actual) == ("pass", 3, 3)
    assert told.cells == RECONSIDERED
    assert told.message.en.endswith(": Upheld 2 + Pending 1 = 3; Total 3.")


def test_of_a_long_sum_the_zeros_are_not_written_out() -> None:
    told = reconsidered(2, 0, 0, 0, 2).message
    assert told.en.endswith(": Upheld 2, the others 0; Total 2.")
    assert told.zh.endswith("：结果维持 2，其余为 0；总计 2。")
    told = reconsidered(0, 0, 0, 0, 0).message
    assert told.en.endswith(": every part 0; Total 0.")
    assert told.zh.endswith("：各项均为 0；总计 0。")


def test_of_a_sum_of_two_a_zero_is_written_out() -> None:
    told = flow(brought_forward=0, received=9)
    assert (told.verdict, told.expected) == ("pass", 9)
    assert " 9 + " in told.message.en
    assert " 0 = 9; " in told.message.en


def test_of_a_sum_of_three_a_zero_is_not_written_out() -> None:
    words = tuple(Text(name, name) for name in "abc")
    three = Equation("disputes-sum", "disputes.x.*", RECONSIDERED[:3], RECONSIDERED[-1:])
    relation = Relation(three, Text("Here", "此处"), words, (Text("all", "总"),))
    cells = dict(zip(RECONSIDERED, map(cell, (2, 0, 1, 0, 3)), strict=True))
    told = check_relation(report("2021", report("2021").cells | cells), relation)
    assert (told.verdict, told.message.en) == ("pass", "Here: a 2 + c 1 = 3; all 3.")


def test_what_is_quoted_are_the_parts_that_are_not_zero_and_the_total() -> None:
    told = reconsidered(2, 0, "", 1, 0)
    assert told.verdict == "undecided"
    told = reconsidered(2, 0, 0, 1, 0)
    assert [e.address for e in told.evidence] == [RECONSIDERED[n] for n in (0, 3, 4)]
    assert told.cells == RECONSIDERED


def test_an_unsure_reading_of_the_table_makes_a_warning_of_an_error() -> None:
    made = report("2021", report("2021").cells | {RECONSIDERED[0]: cell(5)})
    readings = tuple(
        replace(r, confidence="low" if r.table == "disputes" else "certain") for r in made.readings
    )
    at = "disputes.reconsideration.*"
    sure = outcomes("disputes-sum", made)[at]
    unsure = outcomes("disputes-sum", replace(made, readings=readings))[at]
    assert (sure.severity, unsure.severity) == (None, "warning")
    assert "unsure" not in sure.message.en
    assert unsure.message.en.endswith("compare it with the source first.")


def test_a_blank_total_is_said_to_be_what_its_parts_add_up_to() -> None:
    told = reconsidered(2, 0, 0, 1, "")
    assert (told.verdict, told.expected, told.cells) == ("undecided", 3, RECONSIDERED[-1:])
    assert "the total is blank; Upheld 2 + Pending 1 = 3" in told.message.en
    assert "结果维持 2 + 尚未审结 1 = 3" in told.message.zh


def test_a_blank_total_whose_parts_are_not_all_known_stays_open() -> None:
    told = reconsidered(2, "约3", 0, 1, "")
    assert (told.verdict, told.expected, told.cells) == ("undecided", None, RECONSIDERED[1:2])


def test_cells_the_report_does_not_have_are_named() -> None:
    assert reconsidered(*[MISSING] * 5).cells == RECONSIDERED


def test_a_blank_total_known_from_its_parts_is_used_and_said_so() -> None:
    told = flow(outcome_total="")
    assert (told.verdict, told.expected, told.actual, told.cells) == ("pass", 9, 9, FLOW)
    assert "7 + " in told.message.en
    assert "2 = 9; " in told.message.en
    assert " 8 + " in told.message.en
    assert " 8 + " in told.message.zh
    assert told.message.en.endswith("(a blank total is taken as the sum of its parts).")


def test_a_sum_that_fails_with_a_blank_total_is_a_warning_with_both_sums() -> None:
    told = flow(outcome_total="", received=11)
    assert (told.verdict, told.severity) == ("fail", "warning")
    assert (told.expected, told.actual, told.cells) == (13, 9, FLOW)
    assert {e.address for e in told.evidence} <= set(FLOW)
    assert FLOW[0] in {e.address for e in told.evidence}


def test_a_sum_with_a_blank_total_and_another_blank_cell_stays_open_unless_it_holds() -> None:
    told = flow(outcome_total="", brought_forward="")
    assert (told.verdict, told.cells) == ("undecided", (FLOW[1],))
    assert "1 of 4 cells print no plain number" in told.message.en
    assert flow(outcome_total="", brought_forward="", received=9).verdict == "pass"


def test_a_sum_with_a_blank_total_and_a_cell_without_a_number_stays_open() -> None:
    told = flow(outcome_total="", brought_forward="约2")
    assert (told.verdict, told.cells) == ("undecided", FLOW[1:2])


def test_a_sum_of_blank_cells_is_not_judged_by_a_total_known_from_elsewhere() -> None:
    told = flow(received="", brought_forward="", outcome_total="", carried_forward="")
    assert (told.verdict, told.cells) == ("undecided", FLOW)
    assert "4 of 4 cells print no plain number" in told.message.en


# --- editions -------------------------------------------------------------------------------------


def older(**printed: Any) -> dict[str, Outcome]:
    """Return what is said of the sums of a statistics table, every cell missing but these."""
    cells = dict.fromkeys(load_form("legacy").addresses, MISSING)
    cells |= {f"statistics.{row}.count": cell(v) for row, v in printed.items()}
    made = replace(report("2021"), form="legacy", cells=cells)
    return outcomes("statistics-sum", made)


def test_a_sum_of_another_edition_is_not_looked_for() -> None:
    told = only("statistics-sum", report("2021"))
    assert (told.verdict, told.at) == ("not_applicable", "form")
    assert "2021 edition" in told.message.en
    assert only("outcomes-sum", report(form=None, cells={})).at == "form"


def test_indicators_an_older_report_does_not_have_are_not_due() -> None:
    told = older(staff=3, staff_full_time=2, staff_part_time=2)
    assert told.pop("statistics.staff.count").verdict == "fail"
    assert len(told) == 4
    assert {o.verdict for o in told.values()} == {"not_applicable"}


def test_each_sum_rests_on_what_the_form_declares_for_it() -> None:
    declared = {f"statistics.{i.right[0]}.count": i.basis for i in load_form("legacy").identities}
    assert {at: o.basis for at, o in older().items()} == declared
    assert all(o.basis is None for o in outcomes("disputes-sum", report("2021")).values())
    newest = {i.rule: i.basis for i in load_form("2021").identities}
    assert {rule_id: rule(rule_id).basis for rule_id in PLACES} == newest
    assert rule("statistics-sum").basis not in declared.values()
