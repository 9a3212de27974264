"""Numbers and "none" in the prose against the tables, and what is not held against them."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import at, breakdown, claim, none_of, only, report, verdicts, without_tables
from helpers.audit import Context, Evidence, Levels, Outcome, audit, rule

FIVE = {
    "applications.received.natural_person": 5,
    "applications.granted.natural_person": 5,
}
RECEIVED = "requests_received"


def told(text: str, value: float, concept: str = RECEIVED, **more: Any) -> Outcome:
    cells = more.pop("cells", FIVE)
    form = more.pop("form_id", "2019")
    return only("claim-table", report(form, cells, claims=(claim(text, value, concept, **more),)))


# --- numbers --------------------------------------------------------------------------------------


def test_the_same_number_passes() -> None:
    assert told("全年收到政府信息公开申请5件", 5).verdict == "pass"


def test_another_number_is_a_finding_with_both_numbers_and_their_places() -> None:
    outcome = told("全年收到政府信息公开申请8件", 8)
    assert (outcome.verdict, outcome.expected, outcome.actual) == ("fail", 5, 8)
    assert [e.quote for e in outcome.evidence] == ["全年收到政府信息公开申请8件", "5"]
    assert outcome.message.en == "Requests received: the prose says 8, the table 5; they differ."
    assert outcome.message.zh == "新收政府信息公开申请：正文为 8 件，表格为 5，两者不一致。"


MORE = {
    "applications.received.natural_person": 5,
    "applications.received.commercial_enterprise": 4,
    "applications.brought_forward.natural_person": 2,
    "applications.granted.natural_person": 3,
    "applications.granted_in_part.natural_person": 2,
    "applications.not_held.commercial_enterprise": 1,
    "applications.not_existing_form.commercial_enterprise": 2,
    "applications.carried_forward.natural_person": 3,
    "disputes.reconsideration.upheld": 4,
    "disputes.reconsideration.pending": 2,
    "disputes.litigation_direct.upheld": 1,
    "disputes.litigation_after_reconsideration.upheld": 2,
}


@pytest.mark.parametrize(
    ("text", "value", "concept", "named"),
    [
        ("收到政府信息公开申请11件", 11, RECEIVED, "brought forward"),
        ("收到政府信息公开申请6件", 6, RECEIVED, "pending"),
        ("收到政府信息公开申请5件", 5, RECEIVED, "one kind of applicant"),
        ("收到政府信息公开申请4件", 4, RECEIVED, "one kind of applicant"),
        ("予以公开5件", 5, "granted", "whole group"),
        ("无法提供2件", 2, "not_provided", "one row"),
        ("信息不存在3件", 3, "not_provided_not_held", "whole group"),
        ("行政复议4件", 4, "reconsideration", "pending"),
        ("行政诉讼2件", 2, "litigation", "one kind of case"),
        ("行政复议9件", 9, "reconsideration", "both kinds"),
    ],
)
def test_a_number_that_equals_another_quantity_is_a_note_that_names_it(
    text: str, value: int, concept: str, named: str
) -> None:
    outcome = told(text, value, concept, cells=MORE)
    assert (outcome.verdict, outcome.severity) == ("fail", "note")
    assert named in outcome.message.en


def test_a_number_that_equals_no_quantity_of_the_tables_is_a_warning() -> None:
    outcome = told("收到政府信息公开申请7件", 7, cells=MORE)
    assert (outcome.verdict, outcome.severity) == ("fail", None)


@pytest.mark.parametrize(
    ("sentence", "value", "concept"),
    [
        ("收到政府信息公开申请11件（含上年结转2件）", 11, RECEIVED),
        ("予以公开和部分公开5件", 5, "granted"),
        ("审结行政复议4件", 4, "reconsideration"),
    ],
)
def test_a_number_whose_text_says_what_it_means_passes(
    sentence: str, value: int, concept: str
) -> None:
    assert told(sentence, value, concept, cells=MORE).verdict == "pass"


OFFICE = "云岚市人民政府办公室"


def beside_its_office(text: str, value: int, office: int, own: str = OFFICE) -> Outcome:
    city = report("2019", FIVE, claims=(claim(text, value, RECEIVED),))
    of_office = report("2019", {"applications.received.natural_person": office})
    levels = Levels(("云岚市青禾镇人民政府",), own, ((OFFICE, of_office),), True, "名单")
    done = audit(city, (rule("claim-table"),), context=Context(levels=levels))
    (result,) = [r for r in done.results if r.outcome.verdict != "not_applicable"]
    return result.outcome


@pytest.mark.parametrize(
    ("text", "office", "verdict", "severity"),
    [
        ("收到政府信息公开申请3件", 3, "fail", "note"),
        ("市政府办公室收到政府信息公开申请3件", 3, "pass", "note"),
        ("市本级收到政府信息公开申请3件", 3, "pass", "note"),
        ("本机关收到政府信息公开申请3件", 3, "fail", "note"),
        ("收到政府信息公开申请3件", 2, "fail", None),
    ],
)
def test_a_number_of_the_own_office_is_named_as_such(
    text: str, office: int, verdict: str, severity: str | None
) -> None:
    outcome = beside_its_office(text, 3, office)
    assert (outcome.verdict, outcome.severity) == (verdict, severity)
    assert (OFFICE in outcome.message.zh) == (office == 3)


def test_a_number_of_the_own_office_is_quoted_from_its_report() -> None:
    outcome = beside_its_office("收到政府信息公开申请3件", 3, 3)
    cell = "applications.received.total"
    assert (outcome.expected, outcome.actual) == (3, 3)
    own, theirs = outcome.evidence
    assert own == Evidence("收到政府信息公开申请3件", at(101, 9))
    assert (theirs.quote, theirs.address) == ("3", cell)
    assert theirs.source == "data/raw/invented.txt"


def test_an_office_whose_report_is_not_at_hand_explains_nothing() -> None:
    outcome = beside_its_office("收到政府信息公开申请3件", 3, 3, own="云岚市水务局")
    assert (outcome.verdict, outcome.severity) == ("fail", None)


def test_a_member_is_not_the_own_office() -> None:
    assert beside_its_office("收到政府信息公开申请3件", 3, 3, own="").severity is None


def test_nought_is_the_own_office_s_where_its_report_prints_nought() -> None:
    assert beside_its_office("收到政府信息公开申请0件", 0, 0).severity == "note"
    assert beside_its_office("收到政府信息公开申请0件", 0, 2).severity is None


def test_a_number_that_the_parts_of_the_cell_add_up_to_lays_it_to_the_total() -> None:
    cells = {**MORE, "applications.received.total": 3}
    outcome = told("收到政府信息公开申请9件", 9, cells=cells)
    assert (outcome.verdict, outcome.severity) == ("fail", "note")
    assert outcome.message.zh.endswith("各分项之和（可能是表中所填合计有误）。")
    assert "the sum of the parts of" in outcome.message.en


def test_a_long_sum_of_cells_has_a_name() -> None:
    cells = {f"applications.received.{c}": 1 for c in ("natural_person", "commercial_enterprise")}
    cells |= {
        f"applications.received.{c}": 2 for c in ("research_institution", "other_organization")
    }
    outcome = told("收到政府信息公开申请5件", 5, cells=cells)
    assert "本年新收政府信息公开申请数量·自然人以外合计" in outcome.message.zh
    assert "legal persons and organisations" in outcome.message.en
    assert " + " not in outcome.message.zh


@pytest.mark.parametrize("text", ["拟废止3件", "计划废止规范性文件3件", "建议废止规范性文件3件"])
def test_what_is_planned_is_not_held_against_what_was_done(text: str) -> None:
    outcome = told(
        text,
        3,
        "documents_repealed",
        cells={"proactive.normative_documents.repealed": 1},
        form_id="2021",
    )
    assert outcome.verdict == "undecided"


def test_nought_may_be_what_is_closed_where_the_text_says_so() -> None:
    cells = {"disputes.reconsideration.pending": 4}
    assert told("已审结行政复议0件", 0, "reconsideration", cells=cells).verdict == "pass"
    assert told("行政复议0件", 0, "reconsideration", cells=cells).severity is None


def test_a_number_of_projects_differs_as_any_other_does() -> None:
    cells = {"proactive.procurement.projects": 318}
    outcome = told("全年政府集中采购376项", 376, "procurement_projects", cells=cells, unit="项")
    assert (outcome.verdict, outcome.expected) == ("fail", 318)


def test_nought_is_explained_by_no_other_cell() -> None:
    outcome = told("收到政府信息公开申请0件", 0, cells=MORE)
    assert (outcome.verdict, outcome.severity) == ("fail", None)


@pytest.mark.parametrize("printed", ["", "/"])
def test_a_blank_total_is_added_up_and_a_number_that_differs_from_it_is_only_noted(
    printed: str,
) -> None:
    cells = {**FIVE, "applications.received.total": printed}
    outcome = told("收到政府信息公开申请8件", 8, cells=cells)
    assert (outcome.verdict, outcome.severity, outcome.expected) == ("fail", "note", 5)
    assert [e.quote for e in outcome.evidence] == ["收到政府信息公开申请8件", printed]
    assert outcome.message.en == (
        "Requests received: the prose says 8, the table 5 (added up from the parts of totals left "
        "blank); they differ."
    )
    assert told("收到政府信息公开申请5件", 5, cells=cells).verdict == "pass"


def test_beside_blank_totals_too_a_number_may_mean_one_row_of_a_group() -> None:
    cells = {
        "applications.received.natural_person": 9,
        "applications.not_held.natural_person": 4,
        "applications.still_unclear.natural_person": 3,
        "applications.not_held.total": "",
        "applications.not_existing_form.total": "",
        "applications.still_unclear.total": "",
    }
    outcome = told("因本机关不掌握等原因无法提供4件", 4, "not_provided", cells=cells)
    assert (outcome.verdict, outcome.severity) == ("fail", "note")
    assert "it equals Not held, Total" in outcome.message.en


@pytest.mark.parametrize("printed", ["若干", "1.2万"])
def test_a_cell_without_a_plain_number_leaves_the_claim_undecided(printed: str) -> None:
    cells = {**FIVE, "applications.received.total": printed}
    assert told("收到政府信息公开申请8件", 8, cells=cells).verdict == "undecided"


def test_a_report_without_tables_leaves_the_claim_undecided() -> None:
    made = without_tables(claims=(claim("收到政府信息公开申请8件", 8, RECEIVED),))
    assert only("claim-table", made).verdict == "undecided"


def test_a_number_as_rounded_agrees() -> None:
    cells = {
        "applications.received.natural_person": 12034,
        "applications.granted.natural_person": 12034,
    }
    assert told("收到政府信息公开申请1.2万件", 12000, cells=cells).verdict == "pass"


@pytest.mark.parametrize(
    "text",
    [
        "2019年收到政府信息公开申请8件",
        "去年收到政府信息公开申请8件",
        "上年度收到政府信息公开申请8件",
    ],
)
def test_a_number_of_another_year_is_not_compared(text: str) -> None:
    assert told(text, 8).verdict == "not_applicable"


def test_the_year_may_stand_in_an_earlier_clause_of_the_sentence() -> None:
    clause = "收到政府信息公开申请8件"
    assert told(clause, 8, sentence=f"2019年，{clause}。").verdict == "not_applicable"
    assert told(clause, 8, sentence=f"2020年，{clause}。").verdict == "fail"
    assert told(clause, 8, sentence=f"较2019年有所增加，{clause}。").verdict == "fail"


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请比上年增加8件",
        "受理政府信息公开申请同比减少8件",
        "第一季度收到政府信息公开申请8件",
        "上半年收到政府信息公开申请8件",
        "3月收到政府信息公开申请8件",
        "累计收到政府信息公开申请8件",
        "全县收到政府信息公开申请8件",
        "各部门收到政府信息公开申请8件",
        "收到上级转办的政府信息公开申请8件",
    ],
)
def test_a_change_a_season_or_another_body_is_not_held_against_the_table(text: str) -> None:
    assert told(text, 8).verdict == "undecided"


@pytest.mark.parametrize(
    "text",
    [
        "其中网上收到政府信息公开申请3件",
        "收到公民政府信息公开申请3件",
        "收到企业政府信息公开申请3件",
        "通过信函收到政府信息公开申请3件",
    ],
)
def test_a_part_may_be_smaller_than_the_table(text: str) -> None:
    assert told(text, 3).verdict == "undecided"


def test_all_kinds_of_applicants_together_are_no_part() -> None:
    text = "收到公民、法人和其他组织政府信息公开申请3件"
    assert told(text, 3).verdict == "fail"


def test_a_part_of_a_list_may_be_smaller_than_the_table() -> None:
    of = breakdown("公开信息9条，其中申请3条、其他6条", 9, 3, 6)
    part = claim(of.parts[0].text, 3, RECEIVED, "条")
    listed = breakdown("公开信息9条，其中申请3条、其他6条", 9, 3, 6)
    made = report(
        cells=FIVE,
        claims=(part,),
        breakdowns=(
            listed.__class__(
                listed.whole,
                (part, listed.parts[1]),
                "其中",
                True,
                False,
                listed.text,
                listed.place,
            ),
        ),
    )
    assert only("claim-table", made).verdict == "undecided"


@pytest.mark.parametrize("unit", ["%", "个工作日", "元", "人次", "页"])
def test_a_number_of_something_else_is_not_compared(unit: str) -> None:
    text = f"收到的政府信息公开申请按时答复率100{unit}"
    assert told(text, 100, unit=unit).verdict == "not_applicable"


def test_a_rounded_number_that_differs_is_undecided() -> None:
    assert told("收到政府信息公开申请近10件", 10, precision="at_most").verdict == "undecided"


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("收到政府信息公开申请100余件", 100, "at_least"),
        ("收到政府信息公开申请近120件", 120, "at_most"),
        ("收到政府信息公开申请约110件", 110, "about"),
    ],
)
def test_a_vague_number_that_fits_passes(text: str, value: int, precision: str) -> None:
    cells = {
        "applications.received.natural_person": 108,
        "applications.granted.natural_person": 108,
    }
    assert told(text, value, cells=cells, precision=precision).verdict == "pass"


@pytest.mark.parametrize(
    ("text", "value", "unit", "printed", "verdict"),
    [
        ("行政事业性收费47.10万元", 47.1, "万元", "47.10", "pass"),
        ("行政事业性收费471000元", 471000, "元", "47.10", "pass"),
        ("行政事业性收费47.1万元", 47.1, "万元", "47.12", "pass"),
        ("行政事业性收费47万元", 47, "万元", "47.12", "pass"),
        ("行政事业性收费470000元", 470000, "元", "47.12", "fail"),
        ("行政事业性收费47.1万元", 47.1, "万元", "471000", "undecided"),
        ("行政事业性收费47.1万元", 47.1, "万元", "471000元", "pass"),
        ("行政事业性收费47.1万元", 47.1, "万元", "/", "undecided"),
        ("行政事业性收费0元", 0, "元", "0", "pass"),
        ("行政事业性收费52万元", 52, "万元", "47.10", "fail"),
    ],
)
def test_an_amount_is_compared_in_its_unit(
    text: str, value: float, unit: str, printed: str, verdict: str
) -> None:
    cells = {"proactive.fees.amount": printed}
    outcome = told(text, value, "administrative_fees", unit=unit, cells=cells, form_id="2021")
    assert outcome.verdict == verdict


def test_a_concept_that_need_not_mean_the_same_is_undecided() -> None:
    outcome = told("公示行政许可信息76条", 76, "licensing_decisions", unit="条")
    assert outcome.verdict == "undecided"


def test_cases_an_organ_handles_for_others_are_not_its_own() -> None:
    text = "全年办理行政复议案件120件"
    assert told(text, 120, "reconsideration").verdict == "undecided"
    assert told("被申请行政复议2件", 2, "reconsideration").verdict == "fail"


def test_documents_are_compared_with_the_column_of_the_edition() -> None:
    text = "制发行政规范性文件6件"
    for form_id, column in (("2019", "created"), ("2021", "issued")):
        cells = {f"proactive.normative_documents.{column}": 6}
        outcome = told(text, 6, "documents_issued", cells=cells, form_id=form_id)
        assert outcome.verdict == "pass"
        assert told(text, 6, "documents_issued", form_id=form_id).verdict == "fail"
    text = "制定规范性文件管理办法2个"
    assert told(text, 2, "documents_issued", unit="个").verdict == "undecided"


def test_a_number_that_counts_nothing_of_the_tables_is_left_alone() -> None:
    made = report(claims=(claim("配备1名专职人员", 1, "staff", "名"), claim("解决问题15条", 15)))
    assert only("claim-table", made).verdict == "not_applicable"


# --- none -----------------------------------------------------------------------------------------


def test_none_agrees_with_zero() -> None:
    made = report(
        statements=(none_of("未收到行政复议或行政诉讼", "reconsideration", "litigation"),)
    )
    assert verdicts("claim-all-none", made) == {
        "prose.none.reconsideration": "pass",
        "prose.none.litigation": "pass",
    }


def test_none_against_a_number_is_a_finding() -> None:
    made = report(cells=FIVE, statements=(none_of("未收到政府信息公开申请", RECEIVED),))
    outcome = only("claim-all-none", made)
    assert (outcome.verdict, outcome.expected, outcome.actual) == ("fail", 5, 0)
    assert outcome.message.zh == "新收政府信息公开申请：正文称没有，表格为 5，两者不一致。"


@pytest.mark.parametrize(
    "text",
    [
        "未收到公民、法人和其他组织提出的政府信息公开申请",
        "未收到任何形式的政府信息公开申请",
        "2020年未收到政府信息公开申请",
        "无依申请公开情况",
    ],
)
def test_none_at_all_is_taken_at_its_word(text: str) -> None:
    made = report(cells=FIVE, statements=(none_of(text, RECEIVED),))
    assert only("claim-all-none", made).verdict == "fail"


@pytest.mark.parametrize(
    "text",
    [
        "2019年未收到政府信息公开申请",
        "第四季度未收到政府信息公开申请",
        "未发生拒绝答复依申请公开的情况",
        "无逾期答复依申请公开情况",
        "未收到企业提出的政府信息公开申请",
        "未通过信函收到政府信息公开申请",
        "未收到重复的政府信息公开申请",
        "未收到其他政府信息公开申请",
        "各部门未收到政府信息公开申请",
    ],
)
def test_none_of_one_kind_is_not_none_at_all(text: str) -> None:
    made = report(cells=FIVE, statements=(none_of(text, RECEIVED),))
    assert only("claim-all-none", made).verdict == "undecided"


def test_no_lost_case_does_not_mean_no_case() -> None:
    cells = {"disputes.reconsideration.upheld": 2}
    made = report(cells=cells, statements=(none_of("未发生行政复议被纠错情况", "reconsideration"),))
    assert only("claim-all-none", made).verdict == "undecided"


def all_of(text: str, concept: str, cells: dict[str, int]) -> Outcome:
    said = none_of(text, concept)
    made = report(cells=cells, statements=(replace(said, says="all"),))
    return only("claim-all-none", made)


def test_all_of_a_kind_agrees_with_as_many_as_there_are() -> None:
    assert all_of("均来自自然人", "requests_from_natural_person", FIVE).verdict == "pass"
    assert all_of("均予以公开", "granted", FIVE).verdict == "pass"


def test_all_of_a_kind_against_others_is_a_finding() -> None:
    outcome = all_of("均来自自然人", "requests_from_natural_person", MORE)
    assert (outcome.verdict, outcome.expected, outcome.actual) == ("fail", 9, 5)
    assert outcome.severity is None


def test_all_upheld_while_cases_are_pending_is_a_note() -> None:
    outcome = all_of("均维持", "reconsideration_upheld", MORE)
    assert (outcome.verdict, outcome.severity) == ("fail", "note")
    assert "pending" in outcome.message.en


def test_all_decided_while_some_are_carried_forward_is_a_note() -> None:
    outcome = all_of("均已办结", "requests_decided", MORE)
    assert (outcome.verdict, outcome.severity) == ("fail", "note")


def test_all_of_the_rest_is_not_all() -> None:
    outcome = all_of("其余申请全部办结", "requests_decided", MORE)
    assert outcome.verdict == "pass"
    assert "requests carried forward" in outcome.message.en


def test_all_in_one_season_is_undecided() -> None:
    outcome = all_of("第一季度均来自自然人", "requests_from_natural_person", MORE)
    assert outcome.verdict == "undecided"


@pytest.mark.parametrize("printed", ["", "/", "无数据"])
def test_none_against_a_cell_without_a_number_is_undecided(printed: str) -> None:
    cells = {**FIVE, "applications.received.total": printed}
    made = report(cells=cells, statements=(none_of("未收到政府信息公开申请", RECEIVED),))
    assert only("claim-all-none", made).verdict == "undecided"


def test_prose_that_denies_nothing_is_not_concerned() -> None:
    assert only("claim-all-none", report()).verdict == "not_applicable"
    fees = report(statements=(none_of("未收取任何费用", "information_fees"),))
    assert only("claim-all-none", fees).verdict == "not_applicable"
