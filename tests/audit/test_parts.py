"""Wholes and their listed parts: what cannot be true, and every other way to read a list."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import at, breakdown, only, report
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
    told = only(rule_id, report())
    assert (told.verdict, told.at) == ("not_applicable", "prose")


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


# --- what is said and where -----------------------------------------------------------------------


def test_whole_and_parts_are_written_out_where_they_stand() -> None:
    told = judged("parts-exceed-whole", LIST, 208, 108, 102)
    assert told.at == "prose.overview.disclosed_items.208"
    assert "所列分项为 108 + 102 = 210 条，所述总数为 208 条" in told.message.zh
    assert [(e.quote, e.place) for e in told.evidence] == [(LIST, at(101, 9))]
    text = "公开信息20条，分别为网站10条、微信7条"
    told = judged("parts-below-whole", text, 20, 10, 7, listed_as="分别为")
    assert (told.expected, told.actual) == (20, 17)


def test_a_list_outside_the_sections_and_without_a_unit_or_a_concept_is_named_all_the_same() -> (
    None
):
    made = breakdown("公开5，其中网站7", 5, 7)
    whole = replace(made.whole, unit=None, concept=None, section=None)
    told = only("parts-exceed-whole", report(breakdowns=(replace(made, whole=whole),)))
    assert told.at == "prose.opening.whole.5"
    assert "所列分项为 7，所述总数为 5" in told.message.zh


@pytest.mark.parametrize("rule_id", ["parts-exceed-whole", "parts-below-whole"])
def test_parts_that_make_up_their_whole_give_both_numbers(rule_id: str) -> None:
    told = judged(rule_id, "公开信息17条，其中网站10条、微信7条", 17, 10, 7)
    assert (told.verdict, told.expected, told.actual) == ("pass", 17, 17)


@pytest.mark.parametrize(
    ("rule_id", "part"), [("parts-exceed-whole", 12), ("parts-below-whole", 5)]
)
def test_why_a_list_is_not_judged_is_said_with_its_numbers(rule_id: str, part: int) -> None:
    text = f"公开信息20条，其中网站10条（原创5条）、微信{part}条"
    told = judged(rule_id, text, 20, 10, part)
    assert told.message.en == (
        "Not judged, because a part is itself broken down: the parts listed are "
        f"10 + {part} = {10 + part}, the whole stated is 20."
    )


# --- other readings, to the edge ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "parts", "reading"),
    [
        (100, (100, 40), "first parts"),
        (100, (60, 35, 25, 40), "details"),
        (100, (60, 30, 30, 40), "details"),
        (100, (60, 35, 40), "details"),
        (73, (60, 30, 30, *[1] * 13), "details"),
        (74, (60, 30, 30, *[1] * 14), None),  # more than are tried
        (96, (60, 35, 40), None),
        (110, (60, 31, 21, 22, 50), None),
    ],
)
def test_parts_are_details_of_the_part_before_only_as_far_as_it_holds_them(
    whole: int, parts: tuple[int, ...], reading: str | None
) -> None:
    text = f"公开信息{whole}条，其中" + "、".join(f"第{n}类{v}条" for n, v in enumerate(parts))
    told = judged("parts-exceed-whole", text, whole, *parts)
    assert told.verdict == ("undecided" if reading else "fail")
    assert reading is None or reading in told.message.en


def test_things_of_one_size_with_their_whole_are_of_its_kind() -> None:
    text = "建设网站5个，其中甲类4个、乙类5个"
    assert judged("parts-exceed-whole", text, 5, 4, 5, unit="个").verdict == "fail"


@pytest.mark.parametrize(("goods", "verdict"), [(10.37, "undecided"), (10.38, "fail")])
def test_rounding_gives_room_for_one_step_of_the_whole_and_half_a_step_of_each_part(
    goods: float, verdict: str
) -> None:
    text = f"采购金额18.6万元，其中货物{goods}万元、服务8.34万元"
    told = judged("parts-exceed-whole", text, 18.6, goods, 8.34, unit="万元")
    assert told.verdict == verdict


def test_a_remark_is_the_one_that_follows_the_list() -> None:
    text = "收到申请20件，其中办结22件"
    made = breakdown(text, 20, 22, unit="件")
    for sentence, verdict in (
        (f"{text}（含上年结转2件）。", "undecided"),
        (f"{text}（含上年结转2件）；如前所述，{text}", "undecided"),
        (f"{text}；另有（上年结转2件）", "fail"),
    ):
        whole = replace(made.whole, sentence=sentence)
        told = only("parts-exceed-whole", report(breakdowns=(replace(made, whole=whole),)))
        assert told.verdict == verdict


def test_what_is_broken_down_is_looked_for_in_the_whole_list_and_not_before_it() -> None:
    text = "公开信息20条，其中网站12条（原创5条），其中微信9条"
    assert judged("parts-exceed-whole", text, 20, 12, 9).verdict == "undecided"
    text = "信息20条，共含其中网站12条、微信9条"
    assert judged("parts-exceed-whole", text, 20, 12, 9).verdict == "fail"


SHORT = "公开信息20条，分别为网站10条、微信7条"


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        ("。另有微博3条。", "undecided"),
        ("。3条为微博。", "undecided"),
        ("。另有微博13条。", "undecided"),  # with 7 of the list
        (f"。另有微博3条。如前所述，{SHORT}。", "undecided"),
        ("。另有微博4条。", "fail"),
        ("。另有微博3件。", "fail"),
        ("。工作有序。另有微博3条。", "fail"),
        ("；另有微博3条。", "fail"),
        ("  ", "undecided"),
    ],
)
def test_a_list_goes_on_in_the_next_sentence_where_that_makes_up_the_whole(
    after: str, verdict: str
) -> None:
    made = breakdown(SHORT, 20, 10, 7, listed_as="分别为")
    told = only(
        "parts-below-whole", report(prose={"overview": (SHORT + after,)}, breakdowns=(made,))
    )
    assert told.verdict == verdict
