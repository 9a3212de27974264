"""The form followed: sections, tables, labels, edition."""

from dataclasses import replace

import pytest

from audit.build import (
    MISSING,
    UNREADABLE,
    at,
    labels,
    outcomes,
    readings,
    report,
    sections,
    verdicts,
    without_tables,
)
from helpers.audit import audit
from helpers.form import load_form
from helpers.messages import Text
from helpers.model import Note, Report, Unplaced
from helpers.model.report import LabelMatch

FORM = load_form("2019")


def failed(made: Report) -> dict[str, str]:
    """Return the severities of the failures of the rule by place."""
    return {f.at: f.severity for f in audit(made).findings if f.rule == "form-conformance"}


def test_a_report_in_the_order_of_the_form_passes_everywhere() -> None:
    for form_id in ("2019", "2021"):
        assert set(verdicts("form-conformance", report(form_id)).values()) == {"pass"}


# --- sections -------------------------------------------------------------------------------------


def test_a_missing_section_is_a_warning() -> None:
    made = report(sections=tuple(s for s in sections(FORM) if s.id != "problems"))
    assert failed(made) == {"section.problems": "warning"}


def test_sections_in_another_order_are_noted() -> None:
    own = sections(FORM)
    made = report(sections=(own[1], own[0], *own[2:]))
    assert failed(made) == {"sections.order": "note"}


@pytest.mark.parametrize(
    ("change", "severity"),
    [
        ({"title": "总体情况。"}, None),
        ({"number": None}, None),
        ({"title": "概述"}, "note"),
        ({"number": 7}, "note"),
        ({"title": "总的情况", "id": ""}, "note"),
    ],
)
def test_a_section_headed_otherwise_is_noted_and_marks_do_not_count(
    change: dict[str, object], severity: str | None
) -> None:
    first, *others = sections(FORM)
    made = report(sections=(replace(first, **change), *others))  # type: ignore[arg-type]
    assert failed(made) == ({"section.overview": severity} if severity else {})


def test_a_document_without_any_heading_has_one_finding_and_not_six() -> None:
    assert failed(report(sections=())) == {"sections": "warning"}


# --- tables ---------------------------------------------------------------------------------------


def test_missing_cells_are_a_warning_that_names_their_rows() -> None:
    cells = {a: MISSING for a in FORM.addresses if a.startswith("applications.repeated.")}
    outcome = outcomes("form-conformance", report(cells=cells))["table.applications"]
    assert (outcome.verdict, set(outcome.cells)) == ("fail", set(cells))
    assert "2.重复申请" in outcome.message.zh


def test_a_missing_table_is_a_warning() -> None:
    cells = {a: MISSING for a in FORM.addresses if a.startswith("disputes.")}
    assert failed(report(cells=cells)) == {"table.disputes": "warning"}


def test_empty_cells_are_there() -> None:
    made = report(cells=dict.fromkeys(FORM.addresses, ""))
    assert verdicts("form-conformance", made)["table.applications"] == "pass"


def test_cells_we_cannot_read_are_no_fault_of_the_agency() -> None:
    cells = {a: UNREADABLE for a in FORM.addresses if a.startswith("disputes.")}
    assert verdicts("form-conformance", report(cells=cells))["table.disputes"] == "undecided"


def test_a_document_without_tables_is_warned_about_once() -> None:
    made = without_tables()
    assert failed(made) == {"tables": "warning"}
    assert verdicts("form-conformance", made)["edition"] == "undecided"


def test_a_report_older_than_the_form_is_not_measured_by_it() -> None:
    made = without_tables(year=2018)
    assert verdicts("form-conformance", made) == {"form": "not_applicable"}


def test_a_report_of_the_older_form_is_not_held_to_the_sections_of_the_later() -> None:
    made = report(form="legacy", year=2015, cells={}, readings=(), labels=(), heads=())
    expected = {"edition": "pass", "sections": "not_applicable"}
    assert verdicts("form-conformance", made) == expected


# --- labels ---------------------------------------------------------------------------------------


def printed(where: str, words: str, match: LabelMatch) -> Report:
    own = tuple(
        replace(x, printed=words, match=match) if x.at == where else x for x in labels(FORM)
    )
    return report(labels=own)


def test_a_label_that_differs_in_marks_only_passes() -> None:
    made = printed("applications.repeated", "2、重复申请", "punctuation")
    assert failed(made) == {}


@pytest.mark.parametrize("match", ["alias", "close", "position"])
def test_a_label_worded_otherwise_is_noted_with_its_cells(match: LabelMatch) -> None:
    made = printed("applications.petition_complaint", "1、信访举报类\n申请", match)
    (finding,) = audit(made).findings
    assert (finding.severity, finding.at) == ("note", "label.applications.petition_complaint")
    assert (finding.expected, finding.actual) == ("1.信访举报投诉类申请", "1、信访举报类申请")
    assert len(finding.cells) == 7


def test_a_label_printed_in_two_ways_has_two_places() -> None:
    where = "applications.repeated"
    own = labels(FORM)
    twice = [replace(x, printed=w, match="close") for x in own if x.at == where for w in "甲乙"]
    made = report(labels=(*(x for x in own if x.at != where), *twice))
    assert set(failed(made)) == {f"label.{where}", f"label.{where}#2"}


def test_a_group_heading_that_is_not_printed_is_noted_at_its_first_row() -> None:
    own = tuple(x for x in labels(FORM) if x.at != "applications.outcomes")
    (finding,) = audit(report(labels=own)).findings
    assert finding.severity == "note"
    assert finding.evidence[0].quote == "（一）予以公开"


def test_group_headings_are_not_missed_where_no_table_was_read() -> None:
    cells = {a: MISSING for a in FORM.addresses if a.startswith("applications.")}
    made = report(cells=cells, labels=())
    assert not any(place.startswith("label.") for place in failed(made))
    assert readings(FORM, made.cells)[1].how == "absent"


def test_what_has_no_place_in_the_form_is_noted_verbatim() -> None:
    extra = Unplaced(
        "行政检查 5", at(70), Text("The form has no such row.", "规定格式中没有这一行。")
    )
    (finding,) = audit(report(unplaced=(extra,))).findings
    assert (finding.severity, finding.evidence[0].quote) == ("note", "行政检查 5")


def test_pieces_of_heads_are_our_reading_and_no_finding() -> None:
    reason = Text("The form has no such row.", "规定格式中没有这一行。")
    pieces = tuple(Unplaced(words, at(70 + n), reason) for n, words in enumerate(("尚未", "审结")))
    done = audit(report(unplaced=(*pieces, Unplaced("行政检查", at(80), reason))))
    assert [f.evidence[0].quote for f in done.findings] == ["行政检查"]
    (told,) = [r.outcome for r in done.results if r.outcome.at == "labels.pieces"]
    assert (told.verdict, len(told.evidence)) == ("undecided", 2)
    assert "尚未" in told.message.zh


# --- edition --------------------------------------------------------------------------------------


def test_an_edition_that_was_not_meant_for_the_year_is_a_warning() -> None:
    assert failed(report("2019", year=2022)) == {"edition": "warning"}
    assert failed(report("2021", year=2020)) == {"edition": "warning"}


def test_an_edition_taken_from_the_year_proves_nothing() -> None:
    made = report(notes=(Note("edition-by-year", Text("x", "x")),))
    assert verdicts("form-conformance", made)["edition"] == "undecided"


def test_a_cell_that_is_printed_twice_is_named_in_words_and_quotes_what_is_printed() -> None:
    address = "proactive.normative_documents.created"
    reason = Text("Printed again.", "另有一处。")
    told = outcomes(
        "form-conformance", report(unplaced=(Unplaced(f"{address}: 318", at(70), reason),))
    )
    found = told["unplaced"]
    assert found.evidence[0].quote == "318"
    assert found.message.zh == "规范性文件·本年新制作数量：“318”。另有一处。"
    assert address not in found.message.en
