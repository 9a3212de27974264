"""What is told of a text that is not whole: the words met, where they stand, and what was counted."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import at, facts, only, report, sections
from helpers.audit import Evidence, Outcome
from helpers.form import load_form
from helpers.messages import Text
from helpers.model import Note, Report
from helpers.model.report import READ_BY_OCR, SECOND_REPORT

TITLE = "青禾镇2022年政府信息公开工作年度报告"
SILENT: dict[str, Any] = {"overview": (), "problems": (), "other": ()}


def saying(*lines: str, **changes: Any) -> Report:
    return report("2021", prose={**SILENT, "overview": lines}, **changes)


@pytest.mark.parametrize(("by_ocr", "severity"), [(False, None), (True, "note")])
def test_words_that_lack_a_number_are_quoted_in_their_clause(
    by_ocr: bool, severity: str | None
) -> None:
    made = saying("依法公开。全年共收到件，均已答复。")
    if by_ocr:
        made = replace(made, notes=(Note(READ_BY_OCR, Text("x", "x")),))
    outcome = only("number-lost", made)
    assert (outcome.verdict, outcome.severity, outcome.at) == ("fail", severity, "prose")
    assert outcome.actual == "共收到件"
    (quoted,) = outcome.evidence
    assert quoted == Evidence("全年共收到件，均已答复。", at(101, 8))


def test_whole_sentences_and_no_sentence_are_told_apart() -> None:
    assert facts(only("number-lost", saying("依法公开。"))) == {"verdict": "pass", "at": "prose"}
    silent = only("number-lost", saying())
    assert facts(silent) == {"verdict": "undecided", "at": "prose"}
    assert silent.message == Text("There is no prose to look at.", "没有可供检查的正文。")


# --- parts that were announced ----------------------------------------------------------------------


def announced(words: str, **changes: Any) -> Outcome:
    return only("parts-announced", report("2021", opening=((words, at(2)),), **changes))


def test_parts_that_are_not_there_are_told_with_the_headings_that_are() -> None:
    words = "本报告由五个部分组成。"
    outcome = announced(words)
    heads = tuple(s.label.zh for s in load_form("2021").sections)
    assert facts(outcome) == {
        "verdict": "fail",
        "at": "opening",
        "expected": 5,
        "actual": 6,
        "evidence": (words, *heads),
    }
    assert outcome.evidence[1] == Evidence(heads[0], at(100))


def test_as_many_parts_as_announced_are_quoted_too() -> None:
    outcome = announced("本报告由六个部分组成。")
    assert (outcome.verdict, outcome.at, len(outcome.evidence)) == ("pass", "opening", 7)


def test_two_may_be_written_as_a_pair() -> None:
    first, second, *_ = sections(load_form("2021"))
    assert announced("本报告分为两个部分。", sections=(first, second)).verdict == "pass"


def test_without_a_heading_the_parts_cannot_be_counted() -> None:
    words = "本报告由六个部分组成。"
    assert facts(announced(words, sections=())) == {
        "verdict": "undecided",
        "at": "opening",
        "evidence": (words,),
    }


@pytest.mark.parametrize(("line", "verdict"), [(1, "fail"), (2, "fail"), (3, "not_applicable")])
def test_the_announcement_may_stand_in_the_first_two_lines_of_the_first_section(
    line: int, verdict: str
) -> None:
    lines = ["依法公开。"] * 3
    lines[line - 1] = "本报告由五个部分组成。"
    outcome = only("parts-announced", saying(*lines))
    assert (outcome.verdict, outcome.at) == (verdict, "opening")


def test_what_the_second_section_begins_with_announces_no_parts() -> None:
    prose = {**SILENT, "proactive": ("本报告由五个部分组成。",)}
    assert only("parts-announced", report("2021", prose=prose)).verdict == "not_applicable"


def test_parts_of_something_else_are_no_announcement() -> None:
    assert announced("工作由五个部分组成。").verdict == "not_applicable"


# --- one report -------------------------------------------------------------------------------------


def test_a_second_report_is_told_where_it_begins() -> None:
    other = Note(SECOND_REPORT, Text("Another.", "另一份。"), at(300))
    outcome = only("one-report", report("2021", notes=(other,)))
    assert facts(outcome) == {"verdict": "fail", "at": "file", "evidence": (TITLE,)}
    assert outcome.evidence == (Evidence(TITLE, at(300)),)
    assert outcome.message.en == f"Another. What is said here is about “{TITLE}” alone."


@pytest.mark.parametrize(("title", "verdict"), [(TITLE, "pass"), ("", "undecided")])
def test_a_file_of_one_report_is_told_apart_by_its_title(title: str, verdict: str) -> None:
    outcome = only("one-report", report("2021", title=title))
    assert facts(outcome) == {"verdict": verdict, "at": "file"}


def test_a_note_about_something_else_is_no_second_report() -> None:
    other = Note("edition-by-year", Text("x", "x"))
    assert only("one-report", report("2021", notes=(other,))).verdict == "pass"
