"""Indicators: counts beside every rate, intervals, and a flag where a cell is not to be trusted."""

import math
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.batch.records import Records
from helpers.batch.tables import write_tables
from helpers.corpus import Corpus
from helpers.errors import UsageError
from helpers.fields import DERIVED
from helpers.form import load_form
from helpers.indicator import FLAGS, Tables, declared, indicator, indicators
from helpers.indicator.declared import families
from helpers.indicatorbook import indicatorbook
from helpers.messages import Text
from helpers.shares import Ratio, Share
from indicators.tables import REQUESTS, outcomes, report, tables

TWO_REQUESTS = outcomes(3, 2, denied_third_party=1)


def one(given: Tables, name: str) -> dict[str, Any]:
    """Return the only row of an indicator."""
    table = indicators(given, name)
    assert len(table) == 1
    return dict(table.iloc[0])


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # Newcombe, "Two-sided confidence intervals for the single proportion" (1998), method 3
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share_is_the_published_one(
    part: int, whole: int, low: float, high: float
) -> None:
    assert Share(part, whole).interval == pytest.approx((low, high), abs=0.00005)


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_ends_of_an_interval_of_a_share_solve_the_score_equation(pair: tuple[int, int]) -> None:
    share = Share(*pair)
    assert share.interval is not None
    assert share.value is not None
    low, high = share.interval
    assert 0 <= low <= share.value <= high <= 1
    for end in (low, high):
        if 0 < end < 1:
            spread = math.sqrt(end * (1 - end) / pair[1])
            assert abs(share.value - end) == pytest.approx(1.959964 * spread, rel=1e-4, abs=1e-9)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_the_ends_of_an_interval_of_a_ratio_solve_the_score_equation(
    events: int, base: int
) -> None:
    ratio = Ratio(events, base)
    assert ratio.interval is not None
    low, high = (end * base for end in ratio.interval)
    assert low <= events <= high * (1 + 1e-12)
    for end in (low, high):
        assert (events - end) ** 2 == pytest.approx(1.959964**2 * end, rel=1e-4, abs=1e-6)


def test_a_ratio_of_nothing_has_no_value_and_no_interval() -> None:
    assert (Ratio(3, 0).value, Ratio(3, 0).interval) == (None, None)


def test_every_indicator_is_declared_in_both_languages_with_cells_that_the_form_has() -> None:
    assert len({i.id for i in declared()}) == len(declared())
    for each in declared():
        for words in (each.title, each.formula, each.numerator, each.denominator, each.caveat):
            assert isinstance(words, Text)
            assert words.en
            assert words.zh
            assert "{" not in words.en + words.zh
        assert each.least >= 1
        assert each.source != "cells" or each.cells
        for cells in each.cells:
            for form_id in cells.editions:
                known = set(load_form(form_id).addresses)
                assert {*cells.numerator, *cells.denominator} <= known


def test_the_page_of_indicators_is_made_of_the_declarations() -> None:
    page = indicatorbook()
    for each in families():
        assert f"## `{each.id}`" in page
    for code, words in FLAGS.items():
        assert f"| `{code}` | {words.en} · {words.zh} |" in page


def test_a_rate_stands_beside_its_counts_and_its_interval() -> None:
    row = one(tables(a=report(values=outcomes(30, 20, denied_third_party=10))), "disclosure-rate")
    assert (row["numerator"], row["denominator"]) == (20, 30)
    assert row["value"] == pytest.approx(2 / 3)
    assert (row["low"], row["high"]) == pytest.approx(Share(20, 30).interval)
    assert pd.isna(row["flag"])
    assert row["rankable"]


def test_the_table_of_indicators_has_the_columns_of_the_codebook() -> None:
    found = indicators(tables(a=report(values=TWO_REQUESTS)))
    assert list(found.columns) == [f.name for f in DERIVED["indicators"].fields]
    assert list(found["indicator"]) == [i.id for i in declared()]


def test_the_resolvable_denominator_leaves_out_what_nobody_could_grant() -> None:
    values = outcomes(20, 8, denied_third_party=2, not_held=7, repeated=3)
    given_tables = tables(a=report(values=values))
    assert one(given_tables, "disclosure-rate")["denominator"] == 20
    assert one(given_tables, "disclosure-rate-resolvable")["denominator"] == 10
    statutory = one(given_tables, "statutory-refusals")
    assert (statutory["numerator"], statutory["denominator"]) == (2, 9)


def test_the_pending_are_taken_out_of_a_correction_rate() -> None:
    values = {
        "disputes.reconsideration.upheld": 6,
        "disputes.reconsideration.corrected": 3,
        "disputes.reconsideration.other_result": 1,
        "disputes.reconsideration.pending": 5,
    }
    row = one(tables(a=report(values=values)), "review-correction-rate")
    assert (row["numerator"], row["denominator"]) == (3, 10)


@pytest.mark.parametrize(
    ("printed", "flag"), [("", "blank"), ("/", "slash"), ("见附件", "text"), ("-3", "no-count")]
)
def test_a_cell_that_prints_no_count_leaves_no_rate_and_says_why(printed: str, flag: str) -> None:
    cell = f"{REQUESTS}granted.total"
    row = one(tables(a=report(values={**TWO_REQUESTS, cell: printed})), "disclosure-rate")
    assert pd.isna(row["value"])
    assert pd.isna(row["numerator"])
    assert (row["flag"], row["flag_cells"]) == (flag, cell)
    assert not row["rankable"]


def test_a_table_that_is_not_there_leaves_no_rate() -> None:
    row = one(tables(a=report(without=("table:applications",))), "disclosure-rate")
    assert row["flag"] == "missing"


def test_a_rate_from_a_cell_whose_sum_does_not_hold_is_flagged_and_not_ranked() -> None:
    values = {**outcomes(40, 30, denied_third_party=10), f"{REQUESTS}granted.total": 31}
    row = one(tables(a=report(values=values)), "disclosure-rate")
    assert row["value"] == pytest.approx(31 / 40)
    assert row["flag"] == "identity-failed"
    assert f"{REQUESTS}granted.total" in row["flag_cells"]
    assert not row["rankable"]


def test_a_rate_of_few_requests_is_not_ranked() -> None:
    row = one(tables(a=report(values=TWO_REQUESTS)), "disclosure-rate")
    assert row["flag"] == "few"
    assert not row["rankable"]
    assert row["denominator"] < indicator("disclosure-rate").least


def test_a_rate_of_no_requests_is_neither_zero_nor_one() -> None:
    row = one(tables(a=report()), "disclosure-rate")
    assert (row["numerator"], row["denominator"], row["flag"]) == (0, 0, "nothing")
    assert pd.isna(row["value"])


def test_an_edition_without_the_cells_says_so() -> None:
    given_tables = tables(a=report("2019"))
    assert one(given_tables, "document-churn")["flag"] == "not-in-edition"


def test_the_older_form_has_the_rates_that_it_has_cells_for() -> None:
    values = {"statistics.requests_answered.count": 25, "statistics.granted.count": 21}
    row = one(tables(a=report("legacy", values)), "disclosure-rate")
    assert (row["numerator"], row["denominator"]) == (21, 25)


def test_a_family_has_an_indicator_for_each_part() -> None:
    grounds = indicators(tables(a=report(values=TWO_REQUESTS)), "denial-ground")
    assert len(grounds) == 8
    assert grounds["numerator"].sum() == 1
    assert set(grounds["denominator"]) == {1}


def test_completeness_counts_cells_that_print_a_number() -> None:
    blank = {f"{REQUESTS}received.{kind}": "" for kind in ("natural_person", "total")}
    row = one(tables(a=report(values=blank)), "completeness")
    assert (row["numerator"], row["denominator"]) == (198, 200)


def test_integrity_counts_the_identities_that_could_be_assessed() -> None:
    values = {**TWO_REQUESTS, f"{REQUESTS}granted.total": 9}
    row = one(tables(a=report(values=values)), "integrity-rate")
    assert row["numerator"] >= 2
    assert row["denominator"] > 40


@pytest.mark.parametrize(
    ("day", "days", "on_time"),
    [("2023-01-20", -11, 1), ("2023-01-31", 0, 1), ("2023-02-10", 10, 0)],
)
def test_timeliness_is_counted_from_the_day_of_article_49(
    day: str, days: int, on_time: int
) -> None:
    agency = "云岚市虚构县水利局"
    given_tables = tables(a=report(agency=agency, year=2022, published=date.fromisoformat(day)))
    assert one(given_tables, "days-after-deadline")["numerator"] == days
    assert one(given_tables, "days-to-date")["numerator"] == days + 31
    assert one(given_tables, "on-time")["numerator"] == on_time


def test_a_date_before_the_end_of_the_year_gives_no_days() -> None:
    row = one(tables(a=report(year=2022, published=date(2022, 12, 30))), "days-to-date")
    assert row["flag"] == "date-before-end"


def test_groups_divide_sums_by_sums_and_not_the_mean_of_rates() -> None:
    given_tables = tables(
        a=report(values=outcomes(2, 2)), b=report(values=outcomes(98, 0, not_held=98))
    )
    row = indicators(given_tables, "disclosure-rate", by="year").iloc[0]
    assert (row["numerator"], row["denominator"], row["n"]) == (2, 100, 2)
    assert row["value"] == pytest.approx(0.02)


def test_a_group_says_how_many_reports_are_left_out_and_how_many_are_doubtful() -> None:
    blank = {**TWO_REQUESTS, f"{REQUESTS}granted.total": ""}
    wrong = {**outcomes(40, 30, denied_third_party=10), f"{REQUESTS}granted.total": 31}
    given_tables = tables(
        a=report(values=outcomes(30, 30)), b=report(values=blank), c=report(values=wrong)
    )
    row = indicators(given_tables, "disclosure-rate", by=["year"]).iloc[0]
    assert (row["n"], row["left_out"], row["doubtful"]) == (2, 1, 1)
    assert row["flag"] == "identity-failed left-out"


def test_a_report_that_is_the_sum_of_others_does_not_count_twice() -> None:
    given_tables = tables(a=report(values=outcomes(30, 30)), b=report(values=outcomes(30, 30)))
    results = given_tables.results.copy()
    summed = (results["report"] == "b") & (results["rule"] == "levels-sum")
    results.loc[summed, "verdict"] = "pass"
    with_sum = Tables(given_tables.reports, given_tables.cells, results, given_tables.findings)
    row = indicators(with_sum, "disclosure-rate", by="year").iloc[0]
    assert (row["denominator"], row["n"], row["flag"]) == (30, 1, "consolidated-left-out")


def test_no_reports_give_an_empty_table() -> None:
    assert indicators(tables(), "disclosure-rate").empty
    assert indicators(tables(), "disclosure-rate", by="year").empty


@pytest.mark.parametrize("name", ["disclosure", "", "全部"])
def test_an_indicator_that_is_not_there_is_told_with_those_that_are(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        indicators(tables(), name)
    assert "docs/indicators.md" in caught.value.show("en")


def test_reports_cannot_be_grouped_by_what_they_do_not_have() -> None:
    with pytest.raises(UsageError) as caught:
        indicators(tables(), by="colour")
    assert caught.value.code == "no-such-group"


def test_an_opened_corpus_gives_the_same_as_the_tables_it_was_written_from(tmp_path: Path) -> None:
    audits = {"a": report(values=TWO_REQUESTS), "b": report("2019", year=2019)}
    records = Records(tmp_path, lambda fingerprints, about: ())
    made = [records.put(slug, "", audit, [], "") for slug, audit in audits.items()]
    write_tables(records, made, tmp_path)
    for by in (None, "year"):
        opened = indicators(Corpus.open(tmp_path), by=by)
        plain = indicators(tables(**audits), by=by)
        keys = ["indicator", "year"]
        pd.testing.assert_frame_equal(
            opened.sort_values(keys, ignore_index=True), plain.sort_values(keys, ignore_index=True)
        )
