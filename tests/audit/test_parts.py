"""Wholes and their listed parts: what cannot be true, and every other way to read a list."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import breakdown, only, report
from helpers.audit import Outcome

LIST = "我镇主动公开政府信息208条，其中门户网站108条、网络问政平台102条"


def judged(rule_id: str, text: str, whole: float, *parts: float, **more: Any) -> Outcome:
    return only(rule_id, report(breakdowns=(breakdown(text, whole, *parts, **more),)))


# --- more than the whole --------------------------------------------------------------------------


def test_parts_beyond_their_whole_are_an_error() -> None:
    told = judged("parts-exceed-whole", LIST, 208, 108, 102)
    assert (told.verdict, told.expected, told.actual) == ("fail", 208, 210)
    assert "108 + 102 = 210" in told.message.en
    assert "多出 2" in told.message.zh
    assert told.evidence[0].quote == LIST


def test_parts_that_make_up_their_whole_pass_both_rules() -> None:
    text = "主动公开信息210条，其中门户网站108条、网络问政平台102条"
    assert judged("parts-exceed-whole", text, 210, 108, 102).verdict == "pass"
    assert judged("parts-below-whole", text, 210, 108, 102).verdict == "pass"


def test_a_whole_of_zero_with_parts_of_zero_passes() -> None:
    text = "主动公开信息0条，其中网站0条、微信0条"
    assert judged("parts-exceed-whole", text, 0, 0, 0).verdict == "pass"
    assert judged("parts-below-whole", text, 0, 0, 0).verdict == "pass"


def test_a_whole_of_zero_cannot_have_a_part_of_one() -> None:
    text = "制发规范性文件0件，其中废止1件、修改1件"
    assert judged("parts-exceed-whole", text, 0, 1, 1, unit="件").verdict == "fail"


@pytest.mark.parametrize(
    ("why", "text", "whole", "parts", "more"),
    [
        (
            "rounded",
            "公开信息200余条，其中网站150条、微信80条",
            200,
            (150, 80),
            {"precision": "at_least"},
        ),
        (
            "ten thousands",
            "公开信息4.14万条，其中网站30000条、微信11450条",
            41400,
            (30000, 11450),
            {},
        ),
        ("overlap", "公开信息8条，其中网站5条、微信5条", 8, (5, 5), {"may_overlap": True}),
        ("a change", "公开信息比上年增加22条，其中网站108条、微信102条", 22, (108, 102), {}),
        ("an average", "平均每月公开10条，其中网站60条、微信60条", 10, (60, 60), {}),
        ("carried over", "收到申请20件，其中办结22件（含上年结转2件）", 20, (22,), {"unit": "件"}),
        (
            "two ways of sorting",
            "收到申请16件，其中自然人14件、网上申请10件",
            16,
            (14, 10),
            {"unit": "件"},
        ),
        ("sorted twice", "公开信息10条，其中网站6条、微信4条、转载7条", 10, (6, 4, 7), {}),
        (
            "details",
            "公开信息100条，其中网站60条、动态类40条、公告类20条、微信40条",
            100,
            (60, 40, 20, 40),
            {},
        ),
        ("brackets", "公开信息20条，其中网站12条（原创5条）、微信9条", 20, (12, 5, 9), {}),
        ("generic units", "建设网站1个，其中设置专栏12个", 1, (12,), {"unit": "个"}),
    ],
)
def test_a_list_that_can_be_read_otherwise_is_not_accused(
    why: str, text: str, whole: float, parts: tuple[float, ...], more: dict[str, Any]
) -> None:
    told = judged("parts-exceed-whole", text, whole, *parts, **more)
    assert told.verdict == "undecided", why
    assert "not judged" in told.message.en.lower()
    assert "不作判断" in told.message.zh


def test_decimals_may_be_off_by_their_last_place_but_not_by_more() -> None:
    text = "采购金额18.6万元，其中货物10.32万元、服务8.31万元"
    more: dict[str, Any] = {"unit": "万元"}
    assert judged("parts-exceed-whole", text, 18.6, 10.32, 8.31, **more).verdict == "undecided"
    text = "采购金额18.6万元，其中货物10.32万元、服务9.31万元"
    assert judged("parts-exceed-whole", text, 18.6, 10.32, 9.31, **more).verdict == "fail"


def test_a_very_long_list_is_judged_without_trying_every_reading() -> None:
    parts = [2] * 40
    text = "公开信息50条，其中" + "、".join(f"第{n}类2条" for n in range(40))
    assert judged("parts-exceed-whole", text, 50, *parts).verdict == "undecided"
    text = text.replace("50条", "51条")
    assert judged("parts-exceed-whole", text, 51, *parts).verdict == "fail"


def test_results_that_the_form_keeps_apart_are_no_details_of_each_other() -> None:
    text = "政府信息公开行政复议3件，其中维持0件，纠正2件，其他结果1件，尚未审结1件"
    names = ("upheld", "corrected", "other_result", "pending")
    made = breakdown(text, 3, 0, 2, 1, 1, unit="件")
    parts = tuple(
        replace(part, concept=f"reconsideration_{name}")
        for part, name in zip(made.parts, names, strict=True)
    )
    whole = replace(made.whole, concept="reconsideration")
    told = only("parts-exceed-whole", report(breakdowns=(replace(made, whole=whole, parts=parts),)))
    assert (told.verdict, told.expected, told.actual) == ("fail", 3, 4)


def test_what_could_explain_channels_is_said_and_of_no_other_parts() -> None:
    assert "several channels" in judged("parts-exceed-whole", LIST, 208, 108, 102).message.en
    text = "制发规范性文件3件，其中废止2件、修改2件"
    other = judged("parts-exceed-whole", text, 3, 2, 2, unit="件")
    assert "channel" not in other.message.en
    assert "渠道" not in other.message.zh


# --- less than the whole --------------------------------------------------------------------------


def test_a_shortfall_after_a_complete_list_is_a_warning() -> None:
    text = "公开信息20条，分别为网站10条、微信7条"
    told = judged("parts-below-whole", text, 20, 10, 7, listed_as="分别为")
    assert (told.verdict, told.severity) == ("fail", "warning")
    assert "相差 3" in told.message.zh


@pytest.mark.parametrize(("end", "verdict"), [("", "undecided"), ("。", "fail"), ("；", "fail")])
def test_a_list_that_a_page_broke_off_is_not_said_to_fall_short(end: str, verdict: str) -> None:
    text = "公开信息20条，分别为网站10条、微信7条"
    made = breakdown(text, 20, 10, 7, listed_as="分别为")
    told = only("parts-below-whole", report(prose={"overview": (text + end,)}, breakdowns=(made,)))
    assert told.verdict == verdict


def test_an_outcome_too_many_is_an_error_though_the_others_make_up_the_whole() -> None:
    text = "办结申请735件：予以公开26件，不予公开709件，其他处理1件"
    made = breakdown(text, 735, 26, 709, 1, unit="件")
    names = ("granted", "denied", "other_handling")
    parts = tuple(replace(p, concept=c) for p, c in zip(made.parts, names, strict=True))
    whole = replace(made.whole, concept="requests_decided")
    told = only("parts-exceed-whole", report(breakdowns=(replace(made, whole=whole, parts=parts),)))
    assert (told.verdict, told.actual) == ("fail", 736)


def test_a_shortfall_after_qizhong_is_only_noted() -> None:
    told = judged("parts-below-whole", "公开信息20条，其中网站10条、微信7条", 20, 10, 7)
    assert (told.verdict, told.severity) == ("fail", "note")


def test_a_list_that_does_not_claim_to_be_complete_may_fall_short() -> None:
    text = "公开信息20条，包括网站10条、微信7条等"
    told = judged("parts-below-whole", text, 20, 10, 7, listed_as="包括", closed=False)
    assert told.verdict == "not_applicable"


def test_a_rounded_whole_may_be_missed() -> None:
    text = "公开信息4.14万条，其中网站30000条、微信11372条"
    assert judged("parts-below-whole", text, 41400, 30000, 11372).verdict == "undecided"


@pytest.mark.parametrize("rule_id", ["parts-exceed-whole", "parts-below-whole"])
def test_prose_without_lists_is_not_concerned(rule_id: str) -> None:
    assert only(rule_id, report()).verdict == "not_applicable"


# --- other readings must fit all numbers ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("收到依申请公开45件，其中当面申请45件，网络申请2件", 45, (45, 2)),
        ("收到依申请公开45件，其中网络申请42件、信函申请3件、当面申请1件", 45, (42, 3, 1)),
        ("收到依申请公开45件，其中网上45件，其他3件", 45, (45, 3)),
        ("受理申请20件，其中自然人20件，法人或其他组织4件", 20, (20, 4)),
    ],
)
def test_kinds_that_exclude_each_other_are_no_details_of_each_other(
    text: str, whole: int, parts: tuple[int, ...]
) -> None:
    told = judged("parts-exceed-whole", text, whole, *parts, unit="件")
    assert (told.verdict, told.actual) == ("fail", sum(parts))


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        # An e-mail may be one of the requests that came online, a firm one of the organisations.
        ("收到依申请公开45件，其中网络申请45件，邮箱申请2件", 45, (45, 2)),
        ("受理申请20件，其中组织20件，企业4件", 20, (20, 4)),
        ("公开信息45条，其中概况类45条，动态类2条", 45, (45, 2)),
    ],
)
def test_kinds_that_may_lie_in_each_other_are_not_accused(
    text: str, whole: int, parts: tuple[int, ...]
) -> None:
    told = judged("parts-exceed-whole", text, whole, *parts, unit="件")
    assert told.verdict == "undecided"


@pytest.mark.parametrize(
    ("concept", "verdict"), [("requests_decided", "fail"), ("requests_received", "undecided")]
)
def test_a_sentence_about_another_quantity_does_not_go_on_with_a_list(
    concept: str, verdict: str
) -> None:
    text = "受理申请54件，其中自然人2件，法人或其他组织12件"
    made = breakdown(text, 54, 2, 12, unit="件")
    made = replace(made, whole=replace(made.whole, concept="requests_received"))
    more = "办结申请40件：予以公开40件"
    next_one = replace(made.whole, text="办结申请40件", value=40, concept=concept)
    known = report(
        prose={"overview": (f"{text}。{more}。",)}, breakdowns=(made,), claims=(next_one,)
    )
    assert only("parts-below-whole", known).verdict == verdict


def test_a_number_behind_the_first_of_the_next_sentence_does_not_go_on_with_a_list() -> None:
    text = "受理申请54件，其中自然人2件，法人或其他组织51件"
    made = breakdown(text, 54, 2, 51, unit="件")
    known = report(
        prose={"overview": (f"{text}。办结申请57件：予以公开56件，无法提供1件。",)},
        breakdowns=(made,),
    )
    told = only("parts-below-whole", known)
    assert (told.verdict, told.severity) == ("fail", "note")
    assert "相差 1；" in told.message.zh
    assert "by 1:" in told.message.en
