"""What the rule about percentages recomputes from, how close is close enough, and what it shows."""

from typing import Any

import pytest

from audit.build import at, claim, facts, only, report
from helpers.audit import Context, Evidence, Outcome, audit, rule
from helpers.model import Claim, Rate, Report

CELLS = {
    "applications.received.natural_person": 5,
    "applications.received.commercial_enterprise": 4,
    "applications.brought_forward.natural_person": 1,
    "applications.granted.natural_person": 3,
    "applications.not_held.natural_person": 3,
    "applications.not_held.commercial_enterprise": 2,
    "applications.carried_forward.natural_person": 2,
    "disputes.reconsideration.upheld": 2,
}
"""Nine received, one brought forward, eight decided."""


def n(value: float, unit: str | None = "条", concept: str | None = None, **more: Any) -> Claim:
    return claim(f"{value}{unit or ''}", value, concept, unit, **more)


def percentage(printed: str, kind: Any = "share", **more: Any) -> Rate:
    value = float(printed) if "." in printed else int(printed)
    return Rate(claim(f"占{printed}%", value, None, "%"), kind, **more)


def judged(rate: Rate, previous: Report | None = None) -> Outcome:
    made = report("2021", CELLS, rates=(rate,))
    done = audit(made, (rule("claim-rate"),), context=Context(previous))
    (result,) = done.results
    return result.outcome


def share(printed: str, part: float, whole: float) -> Outcome:
    return judged(percentage(printed, now=n(part), base=n(whole)))


def of_table(printed: str, part: int, concept: str) -> Outcome:
    return judged(percentage(printed, now=n(part, "件", concept)))


def test_a_percentage_is_told_with_its_place_and_the_words_it_comes_from() -> None:
    told = share("40.0", 1, 3)
    assert facts(told) == {
        "verdict": "fail",
        "at": "prose.overview.share.40",
        "expected": 33.3333,
        "actual": 40.0,
        "evidence": ("占40.0%", "1条", "3条"),
    }
    assert told.evidence[0] == Evidence("占40.0%", at(101, 9))


def test_a_percentage_before_the_first_heading_is_of_the_opening() -> None:
    rate = Rate(claim("占40%", 40, None, "%", section=""), "share", now=n(2), base=n(5))
    assert judged(rate).at == "prose.opening.share.40"


def test_prose_without_a_percentage_is_told_as_a_whole() -> None:
    assert facts(only("claim-rate", report())) == {"verdict": "not_applicable", "at": "prose"}


def test_a_percentage_that_is_not_recomputed_is_quoted() -> None:
    told = judged(percentage("40"))
    assert told.verdict == "undecided"
    assert told.message.en.startswith("Share “占40%”: not recomputed, because")
    assert told.message.zh.startswith("占比“占40%”：因")


def test_whatever_is_above_a_hundred_is_no_share() -> None:
    told = share("100.5", 201, 200)
    assert (told.verdict, told.severity, told.expected) == ("fail", "error", 100)
    assert share("100", 200, 200).verdict == "pass"


# --- rounding -------------------------------------------------------------------------------------


@pytest.mark.parametrize("printed", ["12", "13"])
def test_a_half_may_be_rounded_either_way(printed: str) -> None:
    assert share(printed, 1, 8).verdict == "pass"


def test_decimals_that_were_cut_off_show_the_right_ones() -> None:
    told = share("66.6", 2, 3)
    assert (told.verdict, told.severity, told.expected) == ("fail", "note", 66.6667)


def test_a_whole_unit_of_the_last_decimal_is_not_cut_off_but_wrong() -> None:
    told = share("66.6", 667, 1000)
    assert (told.verdict, told.severity, told.expected) == ("fail", None, 66.7)


def test_a_percentage_in_words_is_taken_as_a_whole_one() -> None:
    rate = Rate(claim("占百分之三十三", 33, None, "%"), "share", now=n(1), base=n(3))
    assert judged(rate).verdict == "pass"


@pytest.mark.parametrize(
    ("printed", "worked_out"),
    [
        ("33.33", "1 ÷ 3 ≈ 33.333%"),
        ("33.334", "1 ÷ 3 ≈ 33.333%"),
        ("33.3333", "1 ÷ 3 ≈ 33.3333%"),
        ("33", "1 ÷ 3 ≈ 33.33%"),
    ],
)
def test_a_result_has_decimals_enough_to_see_where_it_differs(
    printed: str, worked_out: str
) -> None:
    assert f"{worked_out}, the prose says" in share(printed, 1, 3).message.en


# --- a share of what the table prints ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "part", "concept", "verdict", "expected"),
    [
        # An outcome is a share of those decided, of those received, or of both with the old ones.
        ("37.5", 3, "granted", "pass", None),
        ("33.33", 3, "granted", "pass", None),
        ("30", 3, "granted", "pass", None),
        ("60", 3, "granted", "fail", 37.5),
        # A kind of applicant is first of all a share of those received.
        ("55.56", 5, "requests_from_natural_person", "pass", None),
        ("62.5", 5, "requests_from_natural_person", "pass", None),
        ("50", 5, "requests_from_natural_person", "pass", None),
        ("60", 5, "requests_from_natural_person", "fail", 55.5556),
        # Another number than that of the table may be of something else.
        ("50", 4, "granted", "undecided", None),
        # So may everything that was decided, and what table three does not count.
        ("80", 8, "requests_decided", "undecided", None),
        ("25", 2, "reconsideration", "undecided", None),
    ],
)
def test_a_share_of_the_requests_is_of_one_of_three_totals(
    printed: str, part: int, concept: str, verdict: str, expected: float | None
) -> None:
    told = of_table(printed, part, concept)
    assert (told.verdict, told.expected) == (verdict, expected)


# --- changes --------------------------------------------------------------------------------------


def growth(printed: str, **more: Any) -> Rate:
    return percentage(printed, "growth", **more)


def test_one_of_last_year_is_enough_to_grow_from() -> None:
    assert judged(growth("100", now=n(2), base=n(1))).verdict == "pass"
    assert judged(growth("100", now=n(2), base=n(0))).verdict == "undecided"


@pytest.mark.parametrize(("unit", "verdict"), [("条", "undecided"), ("次", "fail")])
def test_a_further_number_of_the_same_kind_may_be_the_one_that_grew(
    unit: str, verdict: str
) -> None:
    rate = growth("12", now=n(22), base=n(20), others=(n(5, unit),))
    assert judged(rate).verdict == verdict


def of_last_year(*claims: Claim) -> Report:
    return report("2021", {"applications.received.natural_person": 5}, year=2021, claims=claims)


@pytest.mark.parametrize("told", [{"base": n(6, "次")}, {"delta": n(2, "次")}])
def test_a_text_that_gives_another_base_is_not_held_against_last_years_report(
    told: dict[str, Claim],
) -> None:
    rate = growth("80", now=n(9, "件", "requests_received"), compared=True)
    assert judged(rate, of_last_year()).verdict == "pass"
    rate = growth("80", now=n(9, "件", "requests_received"), compared=True, **told)
    assert judged(rate, of_last_year()).verdict == "undecided"


DISCLOSED = "disclosed_items"


@pytest.mark.parametrize(
    ("now", "printed", "falls", "verdict"),
    [(700, "40", False, "pass"), (700, "22.2", True, "fail")],
)
def test_last_years_prose_gives_the_first_exact_number_of_the_same_thing(
    now: int, printed: str, falls: bool, verdict: str
) -> None:
    last = of_last_year(
        n(300, "条", "requests_received"),
        n(400, "篇", DISCLOSED),
        n(600, "条", DISCLOSED, precision="about"),
        n(500, "条", DISCLOSED),
        n(900, "条", DISCLOSED),
    )
    rate = growth(printed, now=n(now, "条", DISCLOSED), compared=True, falls=falls)
    assert judged(rate, last).verdict == verdict


# --- rates of handling ----------------------------------------------------------------------------


def handled(printed: str, part: float, whole: float, *others: float) -> Outcome:
    listed = tuple(n(v) for v in others or (whole, part))
    return judged(percentage(printed, "handled", now=n(part), base=n(whole), others=listed))


def test_a_rate_of_handling_is_recomputed_from_part_and_whole() -> None:
    told = handled("80", 150, 200)
    assert (told.verdict, told.severity, told.expected) == ("fail", None, 75)
    assert "150 ÷ 200 = 75%" in told.message.en


@pytest.mark.parametrize(
    ("printed", "part", "whole", "others"),
    [
        ("100", 150, 200, ()),  # what is not due yet is left out
        ("80", 150, 200, (200, 180, 150)),  # of how many is not said
        ("80", 0, 0, ()),
    ],
)
def test_a_rate_of_handling_that_may_be_of_something_else_is_left_open(
    printed: str, part: int, whole: int, others: tuple[int, ...]
) -> None:
    assert handled(printed, part, whole, *others).verdict == "undecided"


def test_all_that_came_in_was_handled_where_one_number_stands_twice() -> None:
    told = judged(percentage("100", "handled", others=(n(40), n(7), n(7))))
    assert told.verdict == "pass"
    assert "7 ÷ 7 = 100%" in told.message.en
