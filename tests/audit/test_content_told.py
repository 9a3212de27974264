"""What is told of the contents that article 50 requires: where each was found, or was looked for."""

from typing import Any

import pytest

from audit.build import MISSING, at, facts, outcomes, report, sections, without_tables
from helpers.audit import Outcome
from helpers.form import load_form
from helpers.messages import Text
from helpers.model import Note
from helpers.model.report import SECOND_REPORT

FORM = load_form("2019")


def missing(table: str) -> dict[str, Any]:
    return {a: MISSING for a in FORM.addresses if a.startswith(f"{table}.")}


def told(item: str, cells: dict[str, Any] | None = None, **more: Any) -> Outcome:
    return outcomes("required-content", report("2019", cells, **more))[f"article.{item}"]


def test_the_first_year_of_the_article_is_measured_by_it() -> None:
    assert "article.50(1)" in outcomes("required-content", report(year=2019))


def test_a_content_is_quoted_by_the_sentence_that_states_it() -> None:
    outcome = told("50(4).evaluation")
    assert facts(outcome) == {
        "verdict": "pass",
        "at": "article.50(4).evaluation",
        "evidence": ("工作考核结果良好，社会评议满意，未发生责任追究情况。",),
    }


def test_a_last_section_without_a_word_is_there() -> None:
    assert facts(told("50(5)", prose={"other": ()})) == {
        "verdict": "pass",
        "at": "article.50(5)",
        "evidence": ("其他需要报告的事项",),
    }


def test_a_section_whose_table_is_missing_and_whose_prose_is_silent_is_left_open() -> None:
    outcome = told("50(3)", missing("disputes"), prose={"disputes": ()})
    (section,) = [s for s in sections(FORM) if s.id == "disputes"]
    assert facts(outcome) == {
        "verdict": "undecided",
        "at": "article.50(3)",
        "evidence": (section.title,),
    }
    assert "picture or an attachment" in outcome.message.en


def test_a_section_that_says_nothing_is_shown_with_what_it_should_say() -> None:
    (section,) = [s for s in sections(FORM) if s.id == "problems"]
    assert facts(told("50(4)", prose={"problems": ()})) == {
        "verdict": "fail",
        "severity": "warning",
        "at": "article.50(4)",
        "expected": "主要问题和改进情况",
        "evidence": (section.title,),
    }
    other = Note(SECOND_REPORT, Text("Another.", "另一份。"), at(300))
    assert facts(told("50(4)", prose={"problems": ()}, notes=(other,))) == {
        "verdict": "undecided",
        "at": "article.50(4)",
        "evidence": (section.title,),
    }


@pytest.mark.parametrize(
    ("words", "verdict"),
    [("依法公开。完善政务信息化。", "fail"), ("依法公开政务信息。", "pass")],
)
def test_words_of_two_sentences_state_nothing_together(words: str, verdict: str) -> None:
    own = tuple(s for s in sections(FORM, {"overview": (words,)}) if s.id != "proactive")
    assert told("50(1)", missing("proactive"), sections=own).verdict == verdict


def test_without_any_table_a_silent_section_may_have_had_one() -> None:
    silent = without_tables(sections=())
    outcome = outcomes("required-content", silent)["article.50(3)"]
    assert facts(outcome) == {"verdict": "undecided", "at": "article.50(3)"}
