"""Numbers, statements of none, and wholes with their parts, in the wordings of real reports."""

import pytest

from helpers.model import Place
from helpers.parsing.breakdowns import breakdowns
from helpers.parsing.claims import spots
from helpers.parsing.denials import statements
from helpers.parsing.paragraph import Paragraph

HERE = Place(line=7, column=1)


def claims(text: str) -> list[tuple[float, str | None, str | None]]:
    found = spots(Paragraph.of(text, HERE, "overview"))
    return [(s.claim.value, s.claim.unit, s.claim.concept) for s in found]


@pytest.mark.parametrize(
    ("text", "value", "unit", "concept"),
    [
        ("全年主动公开政府信息208条。", 208, "条", "disclosed_items"),
        ("累计主动公开政府信息4.14万条。", 41400, "条", "disclosed_items"),
        ("收到政府信息公开申请7件。", 7, "件", "requests_received"),
        ("新收到政府信息公开申请16件。", 16, "件", "requests_received"),
        ("受理过1起依申请公开政府信息。", 1, "起", "requests_received"),
        ("收到依申请公开0件。", 0, "件", "requests_received"),
        ("共收到十一件政府信息公开申请。", 11, "件", "requests_received"),
        ("收到网上申请105件。", 105, "件", "requests_by_channel"),
        ("上年结转3件。", 3, "件", "requests_brought_forward"),
        ("结转下年度继续办理13件。", 13, "件", "requests_carried_forward"),
        ("剩余2件结转下年度继续办理。", 2, "件", "requests_carried_forward"),
        ("行政复议4件。", 4, "件", "reconsideration"),
        ("行政诉讼0件。", 0, "件", "litigation"),
        ("现行有效规范性文件23件。", 23, "件", "documents_in_force"),
        ("制发行政规范性文件6件。", 6, "件", "documents_issued"),
        ("发布政策解读12篇。", 12, "篇", "interpretations"),
        ("公开专区3个。", 3, "个", None),
    ],
)
def test_a_number_is_tied_to_what_it_counts(
    text: str, value: float, unit: str, concept: str | None
) -> None:
    assert claims(text) == [(value, unit, concept)]


@pytest.mark.parametrize(
    "text",
    [
        "2022年1月5日印发。",
        "（国办公开办函〔2021〕30号）",
        "国务院令第711号",
        "12345政务服务便民热线",
        "《2022年政务公开工作要点》",
        "电话：0000-1234567",
        "五是加强培训。",
        "依申请公开免于公开信息。",
        "第3期",
    ],
)
def test_dates_document_numbers_and_names_are_no_claims(text: str) -> None:
    assert claims(text) == []


def test_items_not_disclosed_are_no_disclosed_items() -> None:
    assert claims("免于公开信息2条。") == [(2, "条", None)]
    assert claims("承办依申请公开政府信息事项14件。")[0][2] != "disclosed_items"


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("公开信息1200余条", "at_least"),
        ("公开信息近5000条", "at_most"),
        ("公开信息约30条", "about"),
        ("公开信息超过40条", "at_least"),
        ("公开信息30条左右", "about"),
        ("公开信息30条", "exact"),
    ],
)
def test_a_vague_number_says_how_vague_it_is(text: str, precision: str) -> None:
    assert [s.claim.precision for s in spots(Paragraph.of(text, HERE, ""))] == [precision]


def test_the_place_of_a_number_is_its_first_digit_and_its_words_stay_as_printed() -> None:
    text = "　　全年公开 政府信息２０８条，其他。"
    claim = spots(Paragraph.of(text, Place(line=7, column=3), ""))[0].claim
    assert claim.value == 208
    assert text[claim.place.column - 1] == "２"
    assert claim.text.strip() == "全年公开 政府信息２０８条"


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("未收到政府信息公开申请。", ("requests_received",)),
        ("没有收到依申请公开政府信息的情况。", ("requests_received",)),
        ("全年未受理依申请公开。", ("requests_received",)),
        ("未收到有关举报、投诉、行政复议或行政诉讼。", ("reconsideration", "litigation")),
        ("未发生行政复议、行政诉讼情况。", ("reconsideration", "litigation")),
        ("未收取任何费用。", ("information_fees",)),
    ],
)
def test_a_statement_of_none_names_what_there_was_none_of(
    text: str, concepts: tuple[str, ...]
) -> None:
    assert [s.concepts for s in statements(Paragraph.of(text, HERE, ""))] == [concepts]


@pytest.mark.parametrize(
    "text",
    [
        "未发生被行政复议纠错或败诉情况。",
        "无行政处罚和行政事业性收费等事项公开。",
        "未发生责任追究。",
        "收到政府信息公开申请。",
        "未结转3件行政复议。",
    ],
)
def test_other_negations_state_no_none(text: str) -> None:
    assert list(statements(Paragraph.of(text, HERE, ""))) == []


def lists(text: str) -> list[tuple[float, list[float], bool]]:
    paragraph = Paragraph.of(text, HERE, "")
    found = breakdowns(paragraph, spots(paragraph))
    return [(b.whole.value, [p.value for p in b.parts], b.closed) for b in found]


@pytest.mark.parametrize(
    ("text", "whole", "parts", "closed"),
    [
        ("公开信息208条，其中网站108条、平台102条；解决问政15条。", 208, [108, 102], True),
        ("公开信息63条，其中，机构16条，动态36条，其他11条。", 63, [16, 36, 11], True),
        ("公开信息171条：领域124条，动态47条。", 171, [124, 47], True),
        ("公开信息57条:其中公告4条,占7.02%;概况53条,占92.98%。", 57, [4, 53], True),
        ("公开信息60条，其中概况20条；动态30条；其他10条。", 60, [20, 30, 10], True),
        ("公开信息60条，其中概况20条；动态30条；其他共计10条。", 60, [20, 30], False),
        ("公开信息115条，其中包括：通知30条、文件85条。", 115, [30, 85], False),
        ("公开信息30条，其中动态20条、公告5条等。", 30, [20, 5], False),
        ("公开信息30条，其中主要为动态20条、公告5条。", 30, [20, 5], False),
        ("公开信息30余条，其中动态20条、公告15条。", 30, [20, 15], False),
        ("公开信息43条，其中公文2条。", 43, [2], False),
        ("公开规章13件（含新制定5件，修改8件），文件42件。", 13, [5, 8], False),
        ("公开信息16条，其中动态（含公告）12条，报告4条。", 16, [12, 4], True),
        ("公开信息9条，其中机构组织5条、组织机构4条。", 9, [5, 4], True),
        ("公开信息9条，其中动态5条、公告4条，举办活动3条。", 9, [5, 4], True),
        ("点击量835条，其中网站666条、举报3件。", 835, [666], False),
    ],
)
def test_a_whole_is_found_with_its_parts(
    text: str, whole: float, parts: list[float], closed: bool
) -> None:
    assert lists(text) == [(whole, parts, closed)]


def test_a_list_inside_a_list_is_a_list_of_its_own() -> None:
    text = "公开信息100条，包括网站20条、公众号80条，其中党建30条、动态50条。"
    assert lists(text) == [(100, [20, 80], False), (80, [30, 50], True)]


@pytest.mark.parametrize(
    "text",
    [
        "工作动态类信息（含公告）12条。",
        "举办培训2次：参加30人次。",
        "公开信息9条。其中动态5条、公告4条。"[:7],
        "其中动态5条、公告4条。",
    ],
)
def test_without_a_whole_or_parts_of_its_unit_there_is_no_list(text: str) -> None:
    assert lists(text) == []


def test_a_text_that_says_that_parts_overlap_is_marked() -> None:
    text = "公开信息49条（不同渠道发布的同一信息计为1条），其中网站40条、平台20条。"
    paragraph = Paragraph.of(text, HERE, "")
    found = list(breakdowns(paragraph, spots(paragraph)))
    assert all(b.may_overlap for b in found)
