"""Which other sum of cells a number of the prose may mean, and how the reader is told.

All reports are invented. A number that its words do not explain is a note that names the sum;
where the words do, it passes.
"""

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from audit.build import claim, only, report
from helpers.audit import Outcome

PERSON, FIRM, INSTITUTE = "natural_person", "commercial_enterprise", "research_institution"
APPLICANTS = (
    PERSON,
    FIRM,
    INSTITUTE,
    "public_welfare_organization",
    "legal_service_institution",
    "other_organization",
)
DENIED = tuple(
    f"applications.denied_{why}.total"
    for why in (
        "state_secret",
        "prohibited_by_law",
        "security_stability",
        "third_party",
        "internal_affairs",
        "deliberative",
        "enforcement_file",
        "administrative_query",
    )
)
YEAR = {
    f"applications.received.{PERSON}": 20,
    f"applications.received.{FIRM}": 5,
    f"applications.received.{INSTITUTE}": 3,
    f"applications.brought_forward.{PERSON}": 2,
    f"applications.brought_forward.{FIRM}": 7,
    f"applications.granted.{PERSON}": 11,
    f"applications.granted_in_part.{PERSON}": 3,
    f"applications.granted.{FIRM}": 8,
    f"applications.denied_third_party.{FIRM}": 1,
    f"applications.denied_deliberative.{PERSON}": 2,
    f"applications.not_held.{PERSON}": 1,
    f"applications.still_unclear.{PERSON}": 0,
    f"applications.carried_forward.{PERSON}": 5,
    f"applications.carried_forward.{FIRM}": 3,
    f"applications.carried_forward.{INSTITUTE}": 3,
    "disputes.reconsideration.upheld": 40,
    "disputes.litigation_direct.upheld": 5,
    "disputes.litigation_direct.pending": 2,
    "disputes.litigation_after_reconsideration.corrected": 6,
    "disputes.litigation_after_reconsideration.pending": 4,
}
"""28 requests came in, 9 were brought forward, 26 decided and 11 carried forward; 17 lawsuits."""


def told(text: str, value: int, concept: str, cells: Mapping[str, int | str] = YEAR) -> Outcome:
    return only("claim-table", report("2021", cells, claims=(claim(text, value, concept),)))


def rows(row: str, *columns: str) -> tuple[str, ...]:
    return tuple(f"applications.{row}.{column}" for column in columns)


class Means(NamedTuple):
    """A number that means something else, the cells it means, and what the reader is told."""

    text: str
    value: int
    concept: str
    cells: tuple[str, ...]
    en: str


NOTED = (
    Means(
        "自然人申请22件",
        22,
        f"requests_from_{PERSON}",
        (f"applications.received.{PERSON}", f"applications.brought_forward.{PERSON}"),
        "Requests received this year, Natural persons + Requests brought forward from last year, "
        "Natural persons: what was carried over or merged is counted as well",
    ),
    Means(
        "法人或其他组织申请15件",
        15,
        "requests_from_organizations",
        (*rows("received", *APPLICANTS[1:]), *rows("brought_forward", *APPLICANTS[1:])),
        "what was carried over or merged is counted as well",
    ),
    Means(
        "法人或其他组织申请9件",
        9,
        "requests_from_organizations",
        rows("outcome_total", *APPLICANTS[1:]),
        "what is still pending is left out",
    ),
    Means(
        "办结政府信息公开申请17件",
        17,
        "requests_decided",
        ("applications.received.total", "applications.carried_forward.total"),
        "Requests received this year, Total − Carried forward to next year, Total: what is still",
    ),
    Means(
        "办结政府信息公开申请28件",
        28,
        "requests_decided",
        ("applications.received.total",),
        "it equals Requests received this year, Total: the number of another row is given",
    ),
    Means(
        "不予公开2件",
        2,
        "denied",
        ("applications.denied_deliberative.total",),
        "it equals Deliberative information, Total: one row of the group is counted",
    ),
    Means(
        "需要另行制作1件",
        1,
        "not_provided_not_existing_form",
        rows("not_held", "total")
        + rows("not_existing_form", "total")
        + rows("still_unclear", "total"),
        "it equals (4) Cannot be provided, all rows: the whole group of outcomes is counted",
    ),
    Means(
        "予以公开22件",
        22,
        "granted",
        ("applications.granted.total", "applications.granted_in_part.total"),
        "it equals Disclosed, Total + Disclosed in part, Total: the whole group of outcomes",
    ),
    Means(
        "予以公开或部分公开14件",
        14,
        "granted_with_part",
        (f"applications.granted.{PERSON}", f"applications.granted_in_part.{PERSON}"),
        "it equals Granted in full or in part, Natural persons: one kind of applicant is counted",
    ),
    Means(
        "直接起诉的行政诉讼17件",
        17,
        "litigation_direct",
        ("disputes.litigation_direct.total", "disputes.litigation_after_reconsideration.total"),
        "both kinds of case are counted",
    ),
)
LEFT_OPEN = (
    Means(
        "自然人申请15件",
        15,
        f"requests_from_{PERSON}",
        (f"applications.received.{PERSON}", f"applications.carried_forward.{PERSON}"),
        "Natural persons − Carried forward to next year, Natural persons: what is still pending",
    ),
    Means(
        "自然人申请17件",
        17,
        f"requests_from_{PERSON}",
        rows("outcome_total", PERSON),
        "Outcomes this year: Total, Natural persons: what is still pending is left out",
    ),
    Means(
        "法人或其他组织申请2件",
        2,
        "requests_from_organizations",
        (*rows("received", *APPLICANTS[1:]), *rows("carried_forward", *APPLICANTS[1:])),
        "what is still pending is left out",
    ),
    Means(
        "法人或其他组织申请3件",
        3,
        "requests_from_organizations",
        rows("received", INSTITUTE),
        "it equals Requests received this year, Research institutions: one kind of applicant",
    ),
    Means(
        "办理政府信息公开申请26件",
        26,
        "requests_handled",
        ("applications.outcome_total.total",),
        "it equals Outcomes this year: Total, Total: the number of another row is given",
    ),
    Means(
        "涉及第三方合法权益3件",
        3,
        "denied_third_party",
        DENIED,
        "it equals (3) Not disclosed, all rows: the whole group of outcomes is counted",
    ),
)
"""What is smaller than the table, and may be a part, or whose words need not mean the cell."""


@pytest.mark.parametrize("means", NOTED, ids=lambda m: f"{m.concept}-{m.value}")
def test_a_number_that_means_another_sum_is_a_note_that_names_it(means: Means) -> None:
    outcome = told(means.text, means.value, means.concept)
    assert (outcome.verdict, outcome.severity) == ("fail", "note")
    assert outcome.cells == means.cells
    assert means.en in outcome.message.en


@pytest.mark.parametrize("means", LEFT_OPEN, ids=lambda m: f"{m.concept}-{m.value}")
def test_a_number_that_would_be_left_open_passes_where_it_means_another_sum(means: Means) -> None:
    outcome = told(means.text, means.value, means.concept)
    assert (outcome.verdict, outcome.cells) == ("pass", means.cells)
    assert means.en in outcome.message.en


@pytest.mark.parametrize(
    ("text", "value", "concept"),
    [
        ("自然人申请共22件", 22, f"requests_from_{PERSON}"),
        ("办结自然人申请17件", 17, f"requests_from_{PERSON}"),
        ("办结法人或其他组织申请9件", 9, "requests_from_organizations"),
        ("不予公开和保护第三方合法权益3件", 3, "denied_third_party"),
        ("予以公开和部分公开22件", 22, "granted"),
        ("审结行政诉讼11件", 11, "litigation"),
        ("行政复议和行政诉讼57件", 57, "reconsideration"),
    ],
)
def test_a_number_whose_words_say_what_it_means_passes(text: str, value: int, concept: str) -> None:
    outcome = told(text, value, concept)
    assert outcome.verdict == "pass"
    assert "it equals" in outcome.message.en


def test_a_sum_without_a_name_is_written_out_in_both_languages() -> None:
    message = told("行政诉讼11件", 11, "litigation").message
    assert (
        "it equals Litigation without prior reconsideration, Total + Litigation after reconsideration, Total "
        "− Litigation without prior reconsideration, Pending − Litigation after reconsideration, Pending: "
    ) in message.en
    assert (
        "该数字等于未经复议直接起诉·总计 + 复议后起诉·总计 − 未经复议直接起诉·尚未审结 − "
        in message.zh
    )


def test_a_group_of_outcomes_is_named_in_chinese_without_its_number() -> None:
    message = told("涉及第三方合法权益3件", 3, "denied_third_party").message
    assert "该数字等于“不予公开”各项合计（按同组办理结果合并计算）" in message.zh


def test_a_cell_without_a_number_does_not_hide_what_else_a_number_means() -> None:
    cells = {**YEAR, "applications.brought_forward.total": "/"}
    outcome = told("收到政府信息公开申请20件", 20, "requests_received", cells)
    assert outcome.severity == "note"
    assert outcome.cells == (f"applications.received.{PERSON}",)


@pytest.mark.parametrize(
    ("text", "value", "concept"),
    [
        # As many as another row of outcomes, or the reviews, have.
        ("予以公开或部分公开3件", 3, "granted_with_part"),
        ("复议后起诉40件", 40, "litigation_after"),
        ("保护第三方合法权益19件", 19, "denied_third_party"),
    ],
)
def test_a_row_that_has_nothing_to_do_with_the_words_explains_no_number(
    text: str, value: int, concept: str
) -> None:
    outcome = told(text, value, concept)
    assert (outcome.verdict, outcome.severity) == ("fail", None)
