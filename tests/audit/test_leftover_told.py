"""What is told of years, names and instructions left in a text; organs and numbers are invented."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import at, facts, only, outcomes, report
from helpers.audit import Evidence, Outcome, audit, rule
from helpers.model import Report


def told(made: Report, place: str) -> list[Outcome]:
    """Return what the rule says at one place: it may say several things there."""
    results = audit(made, (rule("stale-text"),)).results
    return [r.outcome for r in results if r.outcome.at.partition("#")[0] == place]


def saying(*lines: str, **changes: Any) -> Report:
    return report("2021", prose={"overview": lines}, **changes)


# --- years --------------------------------------------------------------------------------------------


def years(made: Report) -> list[tuple[Any, Any, Any]]:
    """Return severity, year meant and year named of each year that is told of."""
    return [(o.severity, o.expected, o.actual) for o in told(made, "year") if o.verdict == "fail"]


OLD = ("warning", 2022, 2021)


def test_a_report_with_its_own_year_passes_there_and_names_it() -> None:
    (outcome,) = told(report("2021"), "year")
    assert facts(outcome) == {"verdict": "pass", "at": "year"}
    assert "2022" in outcome.message.en
    assert "2022" in outcome.message.zh


def test_a_year_left_in_is_quoted_where_it_stands_and_the_report_does_not_pass_as_well() -> None:
    text = "截至2021年底，公开目录共有栏目9个。"
    (outcome,) = told(saying(text), "year")
    assert facts(outcome) == {
        "verdict": "fail",
        "severity": "warning",
        "at": "year",
        "expected": 2022,
        "actual": 2021,
        "evidence": (text,),
    }
    assert outcome.evidence[0].place == at(101)
    assert outcome.message.en.startswith("The text speaks of 2021 where a report on 2022")
    assert outcome.message.zh.startswith("此处写作2021年，而报告年度为2022年")


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("截至2021年底有栏目9个。", ["warning"]),
        ("截至2020年底有栏目9个。", ["note"]),
        ("截至2022年底有栏目9个。", []),
        ("截至2023年底有栏目9个。", []),
        ("截至2021年底有栏目9个。截至2022年底有栏目9个。", ["note"]),
        ("截至2021年底有栏目9个。截至2023年底有栏目9个。", ["warning"]),
        ("截至2020年底有栏目9个。截至2021年末有专栏9个。", ["note", "warning"]),
        ("截至2020年底较上年增长9%。截至2021年底有栏目9个。", ["warning"]),
        ("截至2023年底有栏目9个。截至2021年底有专栏9个。", ["warning"]),
    ],
)
def test_only_the_end_of_the_year_before_alone_is_most_likely_left_in(
    text: str, severities: list[str]
) -> None:
    assert [severity for severity, _, _ in years(saying(text))] == severities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2021年，我镇依法公开政府信息。", [OLD]),
        ("2022年，我镇依法公开政府信息。", []),
        ("2022年，我镇将继续公开政府信息。", []),
        ("2021年，我镇将信息公开。", [OLD]),
        ("2023年，我镇将继续公开政府信息。", []),
        ("2023年，我镇依法公开政府信息。", [("warning", 2022, 2023)]),
        ("现将我镇2021年度政府信息公开工作情况报告如下。", [OLD]),
        ("现将我镇2022年度政府信息公开工作情况报告如下。", []),
    ],
)
def test_a_report_opens_with_its_own_year(text: str, found: list[Any]) -> None:
    assert years(saying(text)) == found
    assert years(report("2021", opening=((text, at(2)),))) == found


def test_long_first_words_are_quoted_up_to_sixty_characters() -> None:
    text = "2021年，我镇依法公开政府信息，" + "按时答复群众申请，" * 9
    (outcome,) = told(saying(text), "year")
    assert outcome.evidence == (Evidence(text[:60], at(101)),)


FIRST = "2021年，我镇依法公开政府信息。"


def test_only_the_first_paragraphs_open_a_report() -> None:
    lines = [("依法编制。", at(2)), ("内容如下。", at(3)), (FIRST, at(4))]
    assert years(report("2021", opening=tuple(lines))) == []
    assert years(report("2021", opening=tuple(lines[1:]))) == [OLD]
    assert years(saying("依法公开。", FIRST)) == []
    assert years(report("2021", prose={"proactive": (FIRST,)})) == []


def test_what_a_report_is_of_is_said_in_its_opening_if_it_has_one() -> None:
    text = "现将我镇2021年度政府信息公开工作情况报告如下。"
    assert years(saying(text, opening=(("依法编制。", at(2)),))) == []
    assert years(saying("依法公开。", opening=((text, at(2)),))) == [OLD]
    assert years(saying("依法公开。", opening=(("依法编制。", at(2)), (text, at(3))))) == [OLD]


def headed(*titles: str) -> Report:
    made = report("2021")
    both = zip(made.sections, titles, strict=False)
    return replace(made, sections=tuple(replace(s, title=title) for s, title in both))


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("2022年总体情况", []),
        ("2023年总体情况", []),
        ("2021年总体情况", [OLD]),
        ("2024年总体情况", [("warning", 2022, 2024)]),
        ("2021年存在的问题", []),
        ("2024年工作计划", []),
    ],
)
def test_a_heading_names_the_year_of_the_report_or_the_next(title: str, found: list[Any]) -> None:
    assert years(headed(title)) == found


def test_a_heading_of_another_year_is_quoted_whatever_the_others_say() -> None:
    made = headed("总体情况", "2021年存在的问题", "2021年总体情况")
    (outcome,) = told(made, "year")
    assert outcome.evidence == (Evidence("2021年总体情况", made.sections[2].place),)


# --- names --------------------------------------------------------------------------------------------


def named(*names: tuple[str, str]) -> Report:
    placed = tuple((where, name, at(line)) for line, (where, name) in enumerate(names, 1))
    return report("2021", agency_names=placed)


def of_names(*names: tuple[str, str]) -> Outcome:
    (outcome,) = told(named(*names), "agency")
    return outcome


@pytest.mark.parametrize("other", ["title", "body", "signature"])
def test_two_townships_are_quoted_where_they_stand(other: str) -> None:
    outcome = of_names(("title", "青禾镇"), (other, "丹枫镇人民政府"))
    assert facts(outcome) == {
        "verdict": "fail",
        "at": "agency",
        "expected": "青禾镇",
        "actual": "丹枫镇人民政府",
        "evidence": ("青禾镇", "丹枫镇人民政府"),
    }
    assert [e.place for e in outcome.evidence] == [at(1), at(2)]


def test_of_three_names_the_first_two_that_differ_are_told() -> None:
    outcome = of_names(("title", "青禾镇"), ("body", "丹枫镇"), ("signature", "青禾镇"))
    assert (outcome.expected, outcome.actual) == ("青禾镇", "丹枫镇")
    outcome = of_names(("title", "青禾镇"), ("body", "青禾镇"), ("signature", "丹枫镇"))
    assert (outcome.expected, outcome.actual) == ("青禾镇", "丹枫镇")
    assert [e.place for e in outcome.evidence] == [at(1), at(3)]


@pytest.mark.parametrize(
    ("names", "verdict"),
    [
        ((), "not_applicable"),
        ((("title", "青禾镇"),), "not_applicable"),
        ((("title", "青禾镇"), ("metadata", "丹枫镇")), "not_applicable"),
        ((("title", "青禾镇"), ("signature", "水务局")), "not_applicable"),
        ((("title", "青禾镇"), ("signature", "青禾镇")), "pass"),
    ],
)
def test_fewer_than_two_names_are_not_compared(
    names: tuple[tuple[str, str], ...], verdict: str
) -> None:
    assert facts(of_names(*names)) == {"verdict": verdict, "at": "agency"}


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("云岚市青禾镇", "青竹县青禾镇", "pass"),
        ("云岚青禾镇", "青禾镇", "pass"),
        ("新市镇", "新市镇人民政府", "pass"),
        ("新市镇", "云岚市新市镇", "pass"),
        ("新市镇", "青禾镇", "fail"),
        ("新市镇", "云岚市青禾镇", "fail"),
        ("云岚市青禾镇", "云岚市丹枫镇", "fail"),
    ],
)
def test_a_township_is_known_with_and_without_what_it_belongs_to(
    one: str, other: str, verdict: str
) -> None:
    assert of_names(("title", one), ("signature", other)).verdict == verdict
    assert of_names(("title", other), ("signature", one)).verdict == verdict


# --- what an organ calls itself -----------------------------------------------------------------------


def of_self(text: str, kind: str = "township") -> Outcome:
    return told(saying(text, agency_kind=kind), "self")[0]


@pytest.mark.parametrize(
    ("text", "kind", "verdict"),
    [
        ("我镇依法公开。", "township", "pass"),
        ("我乡依法公开。", "township", "pass"),
        ("依法公开。", "township", "pass"),
        ("我局依法公开。", "township", "fail"),
        ("我街道依法公开。", "township", "fail"),
        ("我街道依法公开。", "subdistrict", "pass"),
        ("我镇依法公开。", "subdistrict", "fail"),
        ("我局依法公开。", "department", "pass"),
        ("我厅依法公开。", "department", "pass"),
        ("我院依法公开。", "department", "pass"),
        ("我校依法公开。", "department", "pass"),
        ("我镇依法公开。", "department", "fail"),
        ("我乡依法公开。", "department", "fail"),
        ("我街道依法公开。", "department", "fail"),
        ("我局依法公开。", "government", "not_applicable"),
    ],
)
def test_an_organ_calls_itself_by_its_own_kind(text: str, kind: str, verdict: str) -> None:
    outcome = of_self(text, kind)
    assert (outcome.verdict, outcome.at) == (verdict, "self")


def test_another_kind_of_organ_is_told_with_its_words_and_the_first_three_places() -> None:
    text = "我局公开。我厅公开。我局答复。我局解读。"
    outcome = of_self(text)
    assert facts(outcome) == {
        "verdict": "fail",
        "severity": "warning",
        "at": "self",
        "actual": "我局、我厅",
        "evidence": ("我局公开。", "我厅公开。", "我局答复。"),
    }
    assert outcome.message.en.startswith("The text calls its organ “我局、我厅” (4 times), which")
    assert outcome.message.zh.startswith("文中自称“我局、我厅”（4 处），")


def test_another_kind_beside_the_own_is_only_noted() -> None:
    outcome = of_self("我镇依法公开。我局答复。")
    assert (outcome.severity, outcome.actual) == ("note", "我局")
    assert "“我局” (once)" in outcome.message.en


# --- instructions and placeholders --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "severity", "words", "en"),
    [
        ("该部分以表格形式报告。", "note", "该部分以表格形式报告", "is of the instructions"),
        ("全年收到申请XX件。", "warning", "XX", "stands where a number"),
    ],
)
def test_words_left_in_are_told_as_they_stand(
    text: str, severity: str, words: str, en: str
) -> None:
    outcome = only("instruction-text", saying(text))
    assert facts(outcome) == {
        "verdict": "fail",
        "severity": severity,
        "at": "prose",
        "actual": words,
        "evidence": (text,),
    }
    assert outcome.message.en.startswith(f"“{words}” {en}")
    assert outcome.message.zh.startswith(f"“{words}”")


def test_without_words_left_in_the_prose_passes_and_without_prose_nothing_is_known() -> None:
    made = report("2021")
    assert facts(only("instruction-text", made)) == {"verdict": "pass", "at": "prose"}
    silent = replace(made, sections=())
    assert facts(only("instruction-text", silent)) == {"verdict": "undecided", "at": "prose"}


def test_without_a_year_nothing_is_said_of_other_years() -> None:
    assert outcomes("stale-text", report("2021", year=None))["year"].verdict == "undecided"
