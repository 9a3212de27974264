"""Which parts of a list are held against the tables: those of a whole that the tables print."""

from typing import Any

import pytest

from audit.build import claim, outcomes, report
from helpers.audit import Outcome
from helpers.model import Breakdown, Claim

CELLS = {
    "applications.received.natural_person": 5,
    "applications.received.commercial_enterprise": 3,
    "applications.received.other_organization": 1,
    "applications.granted.natural_person": 9,
    "disputes.reconsideration.upheld": 3,
}
RECEIVED, PERSONS, FIRMS = (
    "requests_received",
    "requests_from_natural_person",
    "requests_from_commercial_enterprise",
)
WHOLE = claim("收到政府信息公开申请9件", 9, RECEIVED)


def person(value: int) -> Claim:
    return claim(f"自然人申请{value}件", value, PERSONS)


def firm(value: int) -> Claim:
    return claim(f"商业企业申请{value}件", value, FIRMS)


def listing(whole: Claim, *parts: Claim, listed_as: str = "其中") -> Breakdown:
    text = f"{whole.text}，{listed_as}{'，'.join(p.text for p in parts)}"
    return Breakdown(whole, parts, listed_as, True, False, text, whole.place)


def part_of(*lists: Breakdown, cells: Any = CELLS) -> Outcome:
    """Return what becomes of the last part of the last list, held against the table."""
    part = lists[-1].parts[-1]
    made = report("2021", cells, claims=(part,), breakdowns=lists)
    (outcome,) = outcomes("claim-table", made).values()
    return outcome


def test_a_part_of_a_whole_that_the_table_prints_is_held_against_it() -> None:
    told = part_of(listing(WHOLE, firm(3), person(4)))
    assert (told.verdict, told.expected, told.actual) == ("fail", 5, 4)


def test_a_list_of_something_else_before_it_changes_nothing() -> None:
    other = listing(claim("解决问题20条", 20), claim("道路问题8条", 8))
    assert part_of(other, listing(WHOLE, firm(3), person(4))).verdict == "fail"


def test_a_part_that_counts_nothing_known_changes_nothing_for_the_others() -> None:
    told = part_of(listing(WHOLE, claim("重复提交1件", 1), person(4)))
    assert told.verdict == "fail"


@pytest.mark.parametrize(
    "whole",
    [
        claim("上半年收到政府信息公开申请9件", 9, RECEIVED),
        claim("2021年收到政府信息公开申请9件", 9, RECEIVED),
        claim("收到政府信息公开申请8件", 8, RECEIVED),
    ],
)
def test_a_part_of_something_narrower_or_other_is_left_open(whole: Claim) -> None:
    assert part_of(listing(whole, firm(3), person(4))).verdict == "undecided"


def test_a_case_is_no_part_of_the_requests() -> None:
    case = claim("行政复议2件", 2, "reconsideration")
    assert part_of(listing(WHOLE, person(5), case)).verdict == "undecided"


# --- parts that make up less than their whole ---------------------------------------------------------


def below(*parts: Claim) -> Outcome:
    made = report("2021", CELLS, breakdowns=(listing(WHOLE, *parts),))
    (outcome,) = outcomes("parts-below-whole", made).values()
    return outcome


def test_parts_that_the_table_prints_need_not_be_all_there_are() -> None:
    told = below(person(5), firm(3))
    assert told.verdict == "pass"
    assert told.message.en.startswith("The tables print these numbers, and others")


@pytest.mark.parametrize(
    "parts",
    [
        (person(5), firm(2)),
        (person(4), firm(3)),
        (person(5), claim("重复提交1件", 1)),
    ],
)
def test_parts_one_of_which_the_table_does_not_print_are_too_few(parts: tuple[Claim, ...]) -> None:
    assert below(*parts).verdict == "fail"
