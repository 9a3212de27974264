"""What is told of notices and decrees: the words met, and what should stand there."""

from typing import Any

import pytest

from audit.build import at, day, facts, only, outcomes, report
from helpers.audit import Outcome, audit, rule
from helpers.form import load_form

NEW, OLD = "国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号"


def saying(rule_id: str, text: str, **changes: Any) -> Outcome:
    return only(rule_id, report("2021", prose={"overview": (text,)}, **changes))


def notice(text: str, **changes: Any) -> Outcome:
    return saying("notice-cited", text, **changes)


def test_prose_without_a_notice_is_told_so() -> None:
    assert facts(notice("依法编制。")) == {"verdict": "not_applicable", "at": "notice"}


def test_another_document_of_that_number_hides_no_notice_behind_it() -> None:
    text = f"按照国办发〔2021〕30号推进服务。按照{NEW}编制。"
    assert (notice(text).verdict, notice(text).at) == ("pass", "notice.2021")


@pytest.mark.parametrize(
    ("text", "changes", "expected"),
    [
        (f"按照{NEW}编制。", {}, {"verdict": "pass", "at": "notice.2021"}),
        (f"按照{NEW}编制。", {"year": None}, {"verdict": "undecided", "at": "notice.2021"}),
        (
            f"按照{OLD}编制。",
            {},
            {"verdict": "fail", "at": "notice.2019", "expected": NEW, "actual": OLD},
        ),
        (
            f"按照{OLD}编制。",
            {"year": 2021},
            {"verdict": "fail", "at": "notice.2019", "expected": NEW, "actual": OLD},
        ),
        (
            "按照国办公开函〔2021〕30号编制年度报告。",
            {},
            {
                "verdict": "fail",
                "severity": "note",
                "at": "notice.2021",
                "expected": NEW,
                "actual": "国办公开函〔2021〕30号",
            },
        ),
        (
            f"按照{NEW}编制。",
            {"year": 2020, "published": None},
            {"verdict": "undecided", "at": "notice.2021"},
        ),
        (f"按照{NEW}编制。", {"year": 2016}, {"verdict": "pass", "at": "notice.2021"}),
    ],
)
def test_a_notice_is_quoted_with_the_one_that_should_stand_there(
    text: str, changes: dict[str, Any], expected: dict[str, Any]
) -> None:
    outcome = notice(text, **changes)
    assert facts(outcome) == {**expected, "evidence": (text,)}


def test_a_notice_of_another_number_is_told_as_it_is_printed() -> None:
    assert "is cited; the notice is" in notice("按照国办公开函〔2021〕30号编制年报。").message.en
    assert notice("按照国办公开函〔2021〕30号编制年报。").message.en.startswith("“国办公开函")


def test_the_day_a_notice_was_issued_is_the_first_on_which_it_can_be_cited() -> None:
    issued = load_form("2021").notice_date
    assert issued is not None
    text = f"按照{NEW}编制。"
    on_the_day = notice(text, year=2020, published=day(issued.year, issued.month, issued.day))
    assert facts(on_the_day) == {"verdict": "pass", "at": "notice.2021", "evidence": (text,)}
    assert on_the_day.message.en.startswith(f"{NEW} is cited; it was there")
    early = notice(text, year=2020, published=day(2021, 1, 15))
    assert facts(early) == {
        "verdict": "fail",
        "at": "notice.2021",
        "expected": issued.isoformat(),
        "actual": "2021-01-15",
        "evidence": (text,),
    }


def test_a_notice_beside_the_one_that_replaced_it_is_quoted() -> None:
    text = f"按照{OLD}和{NEW}编制。"
    told = outcomes("notice-cited", report("2021", prose={"overview": (text,)}))
    assert {o.verdict for o in told.values()} == {"pass"}
    assert all(o.evidence for o in told.values())


# --- decrees --------------------------------------------------------------------------------------


def decree(text: str, **changes: Any) -> Outcome:
    return saying("regulations-cited", text, **changes)


def test_prose_without_a_decree_is_told_so() -> None:
    assert facts(decree("依法编制。")) == {"verdict": "not_applicable", "at": "decree"}


@pytest.mark.parametrize(
    ("number", "changes", "expected"),
    [
        (711, {}, {"verdict": "pass"}),
        (771, {"year": None}, {"verdict": "undecided"}),
        (771, {}, {"verdict": "fail", "expected": 711, "actual": 771}),
        (492, {"year": 2019}, {"verdict": "pass"}),
        (492, {"year": 2020}, {"verdict": "fail", "expected": 711, "actual": 492}),
        (492, {"year": 2016}, {"verdict": "pass"}),
    ],
)
def test_a_decree_is_quoted_with_the_one_in_force(
    number: int, changes: dict[str, Any], expected: dict[str, Any]
) -> None:
    text = f"根据《政府信息公开条例》（国务院令第{number}号）编制。"
    assert facts(decree(text, **changes)) == {"at": "decree", "evidence": (text,), **expected}


@pytest.mark.parametrize(
    ("number", "words"), [(492, "before their revision of 2019"), (771, "not that of these")]
)
def test_the_former_decree_is_told_from_one_of_something_else(number: int, words: str) -> None:
    assert words in decree(f"根据《政府信息公开条例》（国务院令第{number}号）编制。").message.en


def test_the_decree_may_stand_before_the_regulations() -> None:
    text = "根据国务院令第771号公布的《政府信息公开条例》编制。"
    assert facts(decree(text))["actual"] == 771


def test_one_decree_is_not_told_to_be_missing() -> None:
    text = "根据《政府信息公开条例》（国务院令第711号）编制。"
    told = outcomes("regulations-cited", report("2021", prose={"overview": (text,)}))
    assert len(told) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"按照《年度报告有关事项的通知》（{NEW}）编制。",
        f"按照《年度报告有关事项的通知》（{NEW}）编制，格式见{NEW}附件。",
    ],
)
def test_the_end_of_its_title_is_enough_to_tell_a_notice_by(text: str) -> None:
    told = outcomes("notice-cited", report("2021", prose={"overview": (text,)}))
    outcome = told["notice.2021.title"]
    assert (outcome.verdict, outcome.severity) == ("fail", "note")
    assert outcome.evidence[0].quote in text


def every(rule_id: str, text: str) -> list[Outcome]:
    """Return all outcomes, also those that share a place."""
    made = report("2021", prose={"overview": (text,)})
    return [r.outcome for r in audit(made, (rule(rule_id),)).results]


def found(rule_id: str, text: str) -> list[Outcome]:
    return [o for o in every(rule_id, text) if o.verdict == "fail"]


def test_a_number_cited_again_without_a_title_is_not_behind_the_wrong_one() -> None:
    text = f"按照《年度报告有关事项的通知》（{NEW}）编制，格式见{NEW}附件。"
    (outcome,) = found("notice-cited", text)
    assert [e.place for e in outcome.evidence] == [at(101, text.index(NEW) + 1)]


@pytest.mark.parametrize(
    ("rule_id", "cited"),
    [
        ("notice-cited", f"《年度报告有关事项的通知》（{NEW}）"),
        ("notice-cited", OLD),
        ("notice-cited", "年报通知国办公开函〔2021〕30号"),
        ("regulations-cited", "《政府信息公开条例》（国务院令第771号）"),
    ],
)
def test_one_mistake_made_twice_is_one_finding_that_names_both_places(
    rule_id: str, cited: str
) -> None:
    first, second = f"按照{cited}编制。", f"{cited}的格式照用。"
    (outcome,) = found(rule_id, first + second)
    quotes = [e.quote for e in outcome.evidence]
    places = [e.place for e in outcome.evidence]
    assert len(quotes) == 2
    assert quotes[0] in first
    assert quotes[1] in second
    assert places[0] != places[1]


def test_two_mistakes_about_one_notice_are_two_findings() -> None:
    text = "按照年报通知国办公开函〔2021〕30号编制，格式见年报通知国办发〔2021〕30号附件。"
    assert [o.actual for o in found("notice-cited", text)] == [
        "国办公开函〔2021〕30号",
        "国办发〔2021〕30号",
    ]


def test_one_notice_cited_rightly_twice_is_one_outcome_that_names_both_places() -> None:
    sentences = [f"按照{NEW}编制。", f"格式见{NEW}附件。"]
    (outcome,) = every("notice-cited", "".join(sentences))
    assert (outcome.verdict, [e.quote for e in outcome.evidence]) == ("pass", sentences)
