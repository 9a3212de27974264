"""What the words around a number say that it is about; organs and numbers are invented."""

from typing import Any

import pytest

from audit.build import claim
from helpers.audit import scope
from helpers.concepts import Concept, vocabulary
from helpers.messages import Text
from helpers.model.prose import Precision


def concept(name: str) -> Concept:
    found = vocabulary().concept(name)
    assert found is not None
    return found


def why(told: Text | None) -> str:
    return told.en if told else ""


# --- where the number stands --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "room"),
    [
        ("发布信息4.14万条", 41_400, 100),
        ("发布信息4.1万条", 41_000, 1_000),
        ("发布信息4万条", 40_000, 10_000),
        ("点击1.25亿次", 125_000_000, 1_000_000),
        ("点击1.2余亿次", 120_000_000, 10_000_000),
        ("发布信息4.14万条，点击3次", 3, 0),
        ("收费1.25元", 1.25, 0.01),
        ("发布信息41400条", 41_400, 0),
    ],
)
def test_a_number_is_as_exact_as_its_last_printed_digit(
    text: str, value: float, room: float
) -> None:
    assert scope.rounding(claim(text, value)) == room


@pytest.mark.parametrize(
    ("text", "value", "words", "marked"),
    [
        ("收到申请7件", 7, "收到申请", "收到申请#件"),
        ("收到申请1,200件", 1200, "收到申请", "收到申请#件"),
        ("收到申请1 200件", 1200, "收到申请", "收到申请#件"),
        ("2020年以来收到申请20件", 20, "2020年以来收到申请", "2020年以来收到申请#件"),
        ("收到申请七件", 7, "收到申请七件", "收到申请七件"),
        ("收到7件，答复7件", 7, "收到", "收到#件，答复#件"),
    ],
)
def test_the_words_before_a_number_end_where_it_is_printed(
    text: str, value: float, words: str, marked: str
) -> None:
    made = claim(text, value)
    assert (scope.before(made), scope.marked(made)) == (words, marked)


@pytest.mark.parametrize(
    ("sentence", "opening"),
    [
        ("收到申请7件，均已答复", ""),
        ("2021年以来，收到申请7件", "2021年以来，"),
        ("全年收到申请7件，与2021年一样，收到申请7件", "全年"),
        ("没有这些词的句子", ""),
    ],
)
def test_the_opening_is_what_stands_before_the_clause_first(sentence: str, opening: str) -> None:
    assert scope.opening(claim("收到申请7件", 7, sentence=sentence)) == opening


# --- changes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("较上年增加3件", True),
        ("较2021年增加3件", True),
        ("较2017年增加3件", False),
        ("较2020年和2021年增加3件", False),
        ("较前三年平均数增加3件", False),
        ("较2021年平均数增加3件", False),
        ("完成计划的120%", False),
    ],
)
def test_a_change_is_over_last_year_unless_the_words_say_otherwise(text: str, over: bool) -> None:
    assert scope.over_last_year(text, 2021) is over


# --- other matters ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("本级制发规范性文件6件", "documents_issued", ""),
        ("本级制定规章2件", "regulations_issued", ""),
        ("本级收到政府信息公开申请6件", "requests_received", "other bodies"),
        ("乡镇本级收集规范性文件6件", "documents_issued", ""),
        ("下属单位制发规范性文件6件", "documents_issued", "other bodies"),
        ("下属单位制定规章2件", "regulations_issued", "other bodies"),
        ("收到低保申请7件", "requests_received", "something else"),
        ("收到低保信息公开申请7件", "requests_received", ""),
        ("因低保被申请行政复议7件", "reconsideration", ""),
        ("制定规范性文件管理制度6项", "documents_issued", "something else about documents"),
        ("清理后废止规范性文件6件", "documents_repealed", ""),
        ("清理后现行有效规范性文件6件", "documents_in_force", ""),
        ("收到管理类政府信息公开申请6件", "requests_received", ""),
        ("收到申请同比增加6件", "requests_received", "a change"),
        ("第一季度收到申请6件", "requests_received", "part of the year"),
        ("计划收到申请6件", "requests_received", "planned"),
        ("办理行政复议案件6件", "reconsideration", "other matters"),
        ("办理政府信息公开行政复议案件6件", "reconsideration", ""),
        ("办理申请6件", "requests_received", ""),
    ],
)
def test_words_tell_whether_a_number_is_about_another_matter(
    text: str, name: str, reason: str
) -> None:
    value = 7 if "7" in text else 2 if "2" in text else 6
    told = why(scope.other_matter(claim(text, value), concept(name)))
    assert reason in told
    assert bool(told) == bool(reason)


# --- parts --------------------------------------------------------------------------------------------

RECEIVED, PERSONS, GRANTED = "requests_received", "requests_from_natural_person", "granted"


@pytest.mark.parametrize(
    ("text", "name", "agrees", "reason"),
    [
        ("其中收到申请6件", RECEIVED, False, "a part only"),
        ("其中收到申请6件", RECEIVED, True, ""),
        ("收到申请6件", RECEIVED, False, ""),
        ("网上收到申请6件", RECEIVED, True, "a part only"),
        ("自然人申请6件", PERSONS, False, "a part only"),
        ("自然人申请6件", PERSONS, True, ""),
        ("自然人和企业申请6件", PERSONS, False, ""),
        ("予以公开自然人申请6件", GRANTED, True, "a part only"),
        ("企业申请行政复议维持6件", "reconsideration_upheld", True, "a part only"),
        ("全市收到申请6件", RECEIVED, True, "other bodies"),
        ("累计收到申请6件", RECEIVED, False, ""),
    ],
)
def test_a_number_below_the_table_may_be_a_part_unless_its_whole_agrees(
    text: str, name: str, agrees: bool, reason: str
) -> None:
    told = why(scope.narrower(claim(text, 6), 8, concept(name), whole_agrees=agrees))
    assert reason in told
    assert bool(told) == bool(reason)


@pytest.mark.parametrize(
    "text", ["其中收到申请6件", "网上收到申请6件", "自然人收到申请6件", "收到申请6件"]
)
def test_a_number_above_the_table_is_no_part_of_it(text: str) -> None:
    assert scope.narrower(claim(text, 6), 5, concept(RECEIVED), whole_agrees=False) is None


@pytest.mark.parametrize(
    ("text", "table", "reason"),
    [
        ("累计收到申请6件", 5, "running total"),
        ("全年累计收到申请6件", 5, ""),
        ("累计收到申请6件", 7, ""),
    ],
)
def test_only_a_number_above_the_table_may_be_a_running_total(
    text: str, table: int, reason: str
) -> None:
    told = why(scope.narrower(claim(text, 6), table, concept(RECEIVED), whole_agrees=False))
    assert reason in told
    assert bool(told) == bool(reason)


@pytest.mark.parametrize(("table", "reason"), [(8, "one of several parts"), (5, "")])
def test_what_came_in_is_a_part_of_what_was_answered(table: int, reason: str) -> None:
    made = claim("本年新收6件", 6, sentence="答复8件，其中上年结转2件，本年新收6件")
    told = why(scope.narrower(made, table, concept(RECEIVED), whole_agrees=False))
    assert reason in told
    assert bool(told) == bool(reason)


# --- numbers that are not meant exactly ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "precision", "lowest", "highest"),
    [
        (100, "at_least", 100, 199),
        (120, "at_least", 120, 129),
        (20, "at_least", 20, 29),
        (7, "at_least", 7, 7),
        (1000, "at_least", 1000, 1999),
        (100, "at_most", 85, 100),
        (20, "at_most", 17, 20),
        (5, "at_most", 4, 5),
        (30, "about", 27, 33),
        (100, "about", 90, 110),
        (3, "about", 3, 3),
    ],
)
def test_a_vague_number_fits_what_its_words_leave_room_for(
    stated: int, precision: Precision, lowest: int, highest: int
) -> None:
    made = claim(f"收到申请{stated}件", stated, precision=precision)
    fitting = [n for n in range(stated * 3) if scope.vague(made, n)]
    assert fitting == list(range(lowest, highest + 1))


@pytest.mark.parametrize(
    "changes", [{"value": 0, "precision": "about"}, {"value": 7, "precision": "exact"}]
)
def test_nothing_and_exact_numbers_are_not_vague(changes: dict[str, Any]) -> None:
    made = claim("收到申请", **changes)
    assert [n for n in range(20) if scope.vague(made, n)] == []


def test_a_vague_amount_with_decimals_fits_what_its_digits_leave_room_for() -> None:
    made = claim("公开数据1.5余TB", 1.5, unit="TB", precision="at_least")
    assert [n for n in (1.4, 1.5, 1.59, 1.6, 2.4) if scope.vague(made, n)] == [1.5, 1.59]
