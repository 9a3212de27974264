"""Numbers that no count can be, blank totals, and tables with nothing in them."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import MISSING, UNREADABLE, cell, outcomes, report
from helpers.audit import audit
from helpers.form import load_form
from helpers.model import Region

ADDRESS = "applications.received.natural_person"
BUSY = {ADDRESS: 7, "applications.granted.natural_person": 7}


def with_cell(address: str, printed: Any, form_id: str = "2021") -> Any:
    made = report(form_id, BUSY)
    return report(form_id, {**made.cells, address: printed})


@pytest.mark.parametrize(
    ("printed", "severity"),
    [("-2", "error"), ("减3", "error"), ("26.55", "error"), (10**18, "warning")],
)
def test_a_number_no_count_can_be_is_reported(printed: Any, severity: str) -> None:
    told = outcomes("possible-count", with_cell(ADDRESS, printed))
    assert (told[ADDRESS].verdict, told[ADDRESS].severity) == ("fail", severity)


def test_a_doubtful_reading_is_no_error() -> None:
    made = with_cell(ADDRESS, "-2")
    low = tuple(replace(r, confidence="low") for r in made.readings)
    assert outcomes("possible-count", replace(made, readings=low))[ADDRESS].severity == "warning"


@pytest.mark.parametrize("address", ["proactive.penalty.change", "proactive.procurement.amount"])
def test_changes_may_be_negative_and_amounts_broken(address: str) -> None:
    printed = "-8" if address.endswith("change") else "18.6"
    told = outcomes("possible-count", with_cell(address, printed, "2019"))
    assert {o.verdict for o in told.values()} == {"pass"}


def test_a_blank_total_is_concluded_from_its_parts_and_noted() -> None:
    made = with_cell("applications.received.total", "")
    told = outcomes("applicants-sum", made)["applications.received.*"]
    assert (told.verdict, told.expected) == ("undecided", 7)
    (noted,) = [o for o in outcomes("totals-filled", made).values() if o.verdict == "fail"]
    assert noted.cells == ("applications.received.total",)
    assert "7" in noted.message.en


def test_what_a_blank_total_must_be_is_used_in_the_other_sums() -> None:
    made = with_cell("applications.outcome_total.natural_person", "")
    told = outcomes("requests-balance", made)["applications.*.natural_person"]
    assert told.verdict == "pass"
    assert "sum of its parts" in told.message.en
    wrong = report("2021", {**made.cells, ADDRESS: 9})
    told = outcomes("requests-balance", wrong)["applications.*.natural_person"]
    assert (told.verdict, told.severity) == ("fail", "warning")


def test_a_total_that_two_sums_give_two_values_is_not_concluded() -> None:
    made = report("2021", BUSY)
    cells = {
        **made.cells,
        "applications.outcome_total.total": "",
        "applications.outcome_total.natural_person": 8,
    }
    told = outcomes("requests-balance", report("2021", cells))["applications.*.total"]
    assert told.verdict == "undecided"


def test_a_whole_column_of_blank_totals_is_one_note_a_table() -> None:
    made = report("2021", BUSY)
    blank = {a: "" for a in made.cells if a.startswith("applications.") and a.endswith(".total")}
    done = audit(report("2021", {**made.cells, **blank}))
    assert [f.rule for f in done.findings] == ["totals-filled"]
    assert {f.severity for f in done.findings} == {"note"}


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_report_with_every_cell_blank_is_told_so_and_not_accused_of_sums(form_id: str) -> None:
    done = audit(report(form_id, dict.fromkeys(load_form(form_id).addresses, "")))
    assert {(f.rule, f.severity) for f in done.findings} == {("table-filled", "warning")}
    assert len(done.findings) == 3
    assert "not a zero" in done.findings[0].message.en
    assert done.repairs == ()


def test_a_table_of_words_is_told_so() -> None:
    made = report("2021", dict.fromkeys(load_form("2021").addresses, "详见附件"))
    told = outcomes("table-filled", made)
    assert {o.verdict for o in told.values()} == {"fail"}
    assert "hold words" in told["table.applications"].message.en


def test_what_could_not_be_read_is_no_empty_table() -> None:
    cells = dict.fromkeys(load_form("2021").addresses, UNREADABLE)
    assert {o.verdict for o in outcomes("table-filled", report("2021", cells)).values()} == {
        "undecided"
    }
    cells = dict.fromkeys(load_form("2021").addresses, MISSING)
    told = outcomes("table-filled", report("2021", cells))
    assert {o.verdict for o in told.values()} == {"not_applicable"}


def test_contradictory_sums_fail_where_they_stand_and_are_not_mended_by_guessing() -> None:
    made = report("2021", BUSY)
    cells = {a: (3 if a.startswith("applications.") else c) for a, c in made.cells.items()}
    done = audit(report("2021", cells))
    assert done.count("fail", "requests-balance") == 0
    assert done.count("fail", "outcomes-sum") == 7
    assert all(r.outcome.at != "rule" for r in done.results)


@pytest.mark.parametrize(
    ("values", "verdict"),
    [((3, 0, 12), "pass"), ((12, 0, 3), "fail"), ((12, 9, 3), "pass"), ((3, 0, ""), "undecided")],
)
def test_what_was_issued_is_in_force_unless_repealed(values: Any, verdict: str) -> None:
    name = "proactive.normative_documents"
    columns = ("issued", "repealed", "in_force")
    cells = {f"{name}.{c}": v for c, v in zip(columns, values, strict=True)}
    assert (
        outcomes("documents-within", report("2021", cells))[f"{name}.in_force"].verdict == verdict
    )


MUNICIPAL = Region("990100", "甲省", "云岚市")
COUNTY = Region("990102", "甲省", "云岚市", "乙县")


@pytest.mark.parametrize(
    ("kind", "agency", "region", "verdict"),
    [
        ("township", "青禾镇人民政府", COUNTY, "fail"),
        ("subdistrict", "青禾街道办事处", COUNTY, "fail"),
        ("department", "云岚市水务局", MUNICIPAL, "fail"),
        ("department", "水务总局", Region(), "undecided"),
        ("department", "云岚市人民政府办公厅", MUNICIPAL, "undecided"),
        ("department", "乙县人民政府办公室", COUNTY, "fail"),
        ("government", "乙县人民政府", COUNTY, "fail"),
        ("government", "云岚市人民政府", MUNICIPAL, "undecided"),
        ("unknown", "", Region(), "undecided"),
    ],
)
def test_only_an_organ_that_certainly_makes_no_rules_is_told_so(
    kind: Any, agency: str, region: Region, verdict: str
) -> None:
    made = report(
        "2021",
        {"proactive.regulations.in_force": 6},
        agency_kind=kind,
        agency=agency,
        region=region,
    )
    (told,) = outcomes("regulations-level", made).values()
    assert told.verdict == verdict


@pytest.mark.parametrize("printed", ["0", "/", ""])
def test_no_rules_is_right_for_everybody(printed: str) -> None:
    made = report("2021", {"proactive.regulations.in_force": cell(printed)})
    (told,) = outcomes("regulations-level", made).values()
    assert told.verdict == "pass"


def test_a_blank_total_of_blank_totals_is_concluded_and_not_called_out_of_balance() -> None:
    made = report("2021", BUSY)
    blank = {a: "" for a in made.cells if a.startswith("applications.") and a.endswith(".total")}
    told = outcomes("outcomes-sum", report("2021", {**made.cells, **blank}))["applications.*.total"]
    assert told.verdict == "undecided"
    assert "the total is blank" in told.message.en
    assert "合计未填" in told.message.zh
    assert told.expected == outcomes("outcomes-sum", made)["applications.*.total"].expected


def test_one_blank_total_is_spoken_of_as_one() -> None:
    (noted,) = [
        o
        for o in outcomes("totals-filled", with_cell("applications.received.total", "")).values()
        if o.verdict == "fail"
    ]
    assert "one total is left blank" in noted.message.en
