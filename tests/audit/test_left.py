"""Years, names and instructions left in a text; numbers lost from it; what it cites."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import at, day, outcomes, report
from helpers.audit import audit
from helpers.messages import Text
from helpers.model import Note, Report
from helpers.model.report import SECOND_REPORT


def saying(text: str, **changes: Any) -> Report:
    return report("2021", prose={"overview": (text,)}, **changes)


def told(rule_id: str, text: str, **changes: Any) -> set[str]:
    """Return the verdicts of a rule on a report for 2022 of a township that says `text`."""
    return {o.verdict for o in outcomes(rule_id, saying(text, **changes)).values()}


@pytest.mark.parametrize(
    "text",
    [
        "2021年，我镇依法公开政府信息。",
        "截至2021年底，公开目录共有栏目9个。",
        "截止2021年12月31日，我镇共有专栏9个。",
        "我局依法公开政府信息。",
        "我镇编制了《青禾镇2021年政府信息公开工作年度报告》。",
        "现将我镇2021年度政府信息公开工作情况报告如下。",
    ],
)
def test_what_was_left_from_another_report_is_noticed(text: str) -> None:
    assert "fail" in told("stale-text", text)


@pytest.mark.parametrize(
    "text",
    [
        "2022年，我镇依法公开政府信息。",
        "截至2021年底共有栏目9个，截至2022年底较上年增加1个。",
        "与2021年相比，申请数量有所下降。",
        "2023年，我镇将继续加强公开。",
        "到2025年，公开水平明显提升。",
        "我市组织了培训，我镇派员参加。",
        "按时发布了2021年政府信息公开工作年度报告。",
        "按时公布了2021年政府信息公开工作年度报告，便于查阅。",
        "现将我镇2022年度政府信息公开工作情况报告如下。",
        "按照《云岚市2021年政务公开工作要点》，编制青禾镇2022年政府信息公开工作年度报告。",
    ],
)
def test_other_years_and_organs_that_belong_there_are_left_alone(text: str) -> None:
    assert "fail" not in told("stale-text", text)


def test_another_year_beside_the_right_one_is_only_noted() -> None:
    made = saying("截至2021年底有栏目9个。截至2022年底有栏目9个。")
    (found,) = [o for o in outcomes("stale-text", made).values() if o.verdict == "fail"]
    assert found.severity == "note"


def test_a_heading_of_another_year_is_noticed() -> None:
    made = report("2021")
    first, *others = made.sections
    old = replace(made, sections=(replace(first, title="2020年总体情况"), *others))
    assert "fail" in {o.verdict for o in outcomes("stale-text", old).values()}
    plan = replace(made, sections=(replace(first, title="2023年工作计划"), *others))
    assert "fail" not in {o.verdict for o in outcomes("stale-text", plan).values()}


def names(*pairs: tuple[str, str]) -> Report:
    return report("2021", agency_names=tuple((w, n, at(1)) for w, n in pairs))


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("青禾镇", "云岚市青禾镇人民政府", "pass"),
        ("青禾镇", "丹枫镇人民政府", "fail"),
        ("青禾镇人民政府", "云岚市丹枫乡人民政府", "fail"),
        ("民主街道", "民主街道办事处", "pass"),
        ("云岚市水务局", "云岚市水利局", "not_applicable"),
    ],
)
def test_two_townships_in_one_report_are_noticed(first: str, second: str, verdict: str) -> None:
    made = names(("title", first), ("signature", second))
    assert outcomes("stale-text", made)["agency"].verdict == verdict


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("该部分以表格形式报告。", "note"),
        ("监督保障（含第五十条第四项规定的内容）。", "note"),
        ("全年收到申请XX件。", "warning"),
        ("由××镇编制。", "warning"),
        ("{{ title }}", "note"),
    ],
)
def test_instructions_and_placeholders_left_in_are_noticed(text: str, severity: str) -> None:
    found = [o for o in outcomes("instruction-text", saying(text)).values() if o.verdict == "fail"]
    assert found
    assert found[0].severity == severity


@pytest.mark.parametrize("text", ["附件XX.docx", "A、B两类", "公开3件。"])
def test_ordinary_letters_are_no_placeholder(text: str) -> None:
    assert told("instruction-text", text) == {"pass"}


@pytest.mark.parametrize(
    "text",
    [
        "全年共收到件，均已答复。",
        "发布和更新信息条。",
        "累计条，其中网站条。",
        "全年在网上共主动公开条，其中机构职能1条。",
        "主动公开率达%。",
        "根据国办公开办函〔2021〕号要求。",
        "报告编制于年月日。",
    ],
)
def test_a_sentence_without_its_number_is_noticed(text: str) -> None:
    made = saying(text)
    failed = [o for o in outcomes("number-lost", made).values() if o.verdict == "fail"]
    assert failed
    assert failed[0].evidence[0].place is not None
    assert failed[0].evidence[0].quote in text


@pytest.mark.parametrize(
    "text",
    [
        "全年共收到3件，均已答复。",
        "对收到的申请件，逐件登记。",
        "依申请公开件均按时答复。",
        "做到件件有着落。",
        "公开率达100%。",
        "每年月均更新3次。",
        "发布信息三条，动态信息5条。",
        "办结件、受理件分别归档。",
    ],
)
def test_words_that_need_no_number_are_left_alone(text: str) -> None:
    assert told("number-lost", text) == {"pass"}


@pytest.mark.parametrize(
    ("text", "year", "published", "verdict"),
    [
        ("根据国办公开办函〔2021〕30号要求编制年度报告。", 2022, None, "pass"),
        ("根据国办公开办函〔2019〕60号要求编制年度报告。", 2022, None, "fail"),
        ("根据国办公开办函〔2019〕60号和国办公开办函〔2021〕30号编制。", 2022, None, "pass"),
        ("根据国办公开办函〔2021〕30号要求编制。", 2020, day(2021, 1, 15), "fail"),
        ("根据国办公开办函〔2021〕30号要求编制。", 2020, day(2021, 11, 1), "pass"),
        ("根据国办公开函〔2021〕30号编制年度报告。", 2022, None, "fail"),
        ("根据国办发〔2021〕30号推进政务服务。", 2022, None, "not_applicable"),
        ("根据国办公开办函〔2021〕30号要求编制。", None, None, "undecided"),
        ("依法编制。", 2022, None, "not_applicable"),
    ],
)
def test_the_notice_is_the_one_for_the_year(
    text: str, year: int | None, published: Any, verdict: str
) -> None:
    found = told("notice-cited", text, year=year, published=published)
    assert verdict in found
    assert len(found) == 1


@pytest.mark.parametrize(
    ("number", "year", "verdict"),
    [(711, 2022, "pass"), (771, 2022, "fail"), (492, 2022, "fail"), (492, 2019, "pass")],
)
def test_the_decree_is_the_one_in_force(number: int, year: int, verdict: str) -> None:
    text = f"根据《中华人民共和国政府信息公开条例》（国务院令第{number}号）编制。"
    assert told("regulations-cited", text, year=year) == {verdict}


@pytest.mark.parametrize(
    "cited", ["（国令第771号）", "（中华人民共和国国务院令第771号）", "（国务院第771号令）"]
)
def test_a_decree_is_known_however_it_is_written(cited: str) -> None:
    assert told("regulations-cited", f"根据《政府信息公开条例》{cited}编制。") == {"fail"}


def test_a_decree_on_something_else_is_not_read_as_the_regulations() -> None:
    text = "根据《优化营商环境条例》（国务院令第722号）和《政府信息公开条例》编制。"
    assert "fail" not in told("regulations-cited", text)


def test_a_count_at_the_end_of_a_list_of_parts_is_an_announcement() -> None:
    words = "本报告由总体情况、存在的主要问题等五个部分组成。"
    (outcome,) = outcomes("parts-announced", report("2021", opening=((words, at(2)),))).values()
    assert (outcome.verdict, outcome.expected, outcome.actual) == ("fail", 5, 6)


@pytest.mark.parametrize(("count", "verdict"), [("六", "pass"), ("6", "pass"), ("五", "fail")])
def test_as_many_parts_are_there_as_are_announced(count: str, verdict: str) -> None:
    made = report("2021", opening=((f"本报告由{count}个部分组成。", at(2)),))
    (outcome,) = outcomes("parts-announced", made).values()
    assert outcome.verdict == verdict


@pytest.mark.parametrize(
    ("fees", "said", "verdict"),
    [
        ("2", "收取信息处理费2万元。", "fail"),
        ("2", "收取信息处理费20000元。", "fail"),
        ("47.1", "收取信息处理费2950元。", "pass"),
        ("0", "收取信息处理费2950元。", "pass"),
        ("", "收取信息处理费2950元。", "undecided"),
        ("2", "本年度未收取信息处理费。", "not_applicable"),
    ],
)
def test_the_two_fees_are_told_apart(fees: str, said: str, verdict: str) -> None:
    cells = {
        "applications.received.natural_person": 5,
        "applications.granted.natural_person": 5,
        "proactive.fees.amount": fees,
    }
    made = report("2021", cells, prose={"other": (said,)})
    (outcome,) = outcomes("fee-kinds", made).values()
    assert outcome.verdict == verdict


def test_a_fee_without_any_request_is_noticed() -> None:
    made = report("2021", prose={"other": ("收取信息处理费2950元。",)})
    (outcome,) = outcomes("fee-kinds", made).values()
    assert outcome.verdict == "fail"


def test_a_second_report_in_the_file_is_named() -> None:
    other = Note(SECOND_REPORT, Text("Another.", "另一份。"), at(300))
    (outcome,) = outcomes("one-report", report("2021", notes=(other,))).values()
    assert outcome.verdict == "fail"
    assert outcome.message.en.startswith("Another.")


_OFFICE = "国务院办公厅政府信息与政务公开办公室"
_TITLES = (
    f"《{_OFFICE}关于政府信息公开工作年度报告有关事项的通知》",
    f"《{_OFFICE}关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》",
    f"《{_OFFICE}关于印发<中华人民共和国政府信息公开工作年度报告格式>的通知》",
)


@pytest.mark.parametrize(
    ("title", "number", "notes"),
    [
        (_TITLES[0], "〔2021〕30号", 1),
        (_TITLES[1], "〔2021〕30号", 0),
        (_TITLES[2], "〔2021〕30号", 0),
        (_TITLES[1], "〔2019〕60号", 1),
        (_TITLES[0], "〔2019〕60号", 0),
        ("《某市关于做好年度报告工作的通知》", "〔2021〕30号", 0),
    ],
)
def test_the_title_of_one_notice_with_the_number_of_the_other_is_noted(
    title: str, number: str, notes: int
) -> None:
    words = f"按照{title}（国办公开办函{number}）要求编制。"
    made = report("2021" if "2021" in number else "2019", prose={"overview": (words,)})
    found = [f for f in audit(made).findings if f.rule == "notice-cited"]
    assert [(f.severity, f.at) for f in found] == [("note", f.at) for f in found]
    assert len(found) == notes
    assert all(f.at.endswith(".title") and "标题" in f.message.zh for f in found)
