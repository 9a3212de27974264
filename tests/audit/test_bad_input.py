"""Numbers and tables that no report should print: a defined verdict and clear words for each."""

import pytest

from audited import audited, audited_text
from helpers.audit import Audit
from helpers.invented import invented_report

RECEIVED, GRANTED = "applications.received", "applications.granted"


def only_rules(done: Audit) -> set[str]:
    return {f.rule for f in done.findings}


def test_identities_that_contradict_each_other_are_each_told_and_nothing_is_guessed() -> None:
    values = {
        f"{RECEIVED}.natural_person": 5,
        f"{RECEIVED}.total": 9,
        f"{GRANTED}.natural_person": 2,
        f"{GRANTED}.total": 7,
        "applications.outcome_total.total": 3,
    }
    done = audited("2021", values)
    assert {"requests-balance", "outcomes-sum", "applicants-sum"} <= only_rules(done)
    assert all(f.message.en and f.message.zh for f in done.findings)


@pytest.mark.parametrize(
    ("count", "severity", "en", "zh"),
    [
        (-5, "error", "never negative", "不可能为负"),
        (10**18, "warning", "no organ counts so many", "一年内不可能"),
    ],
)
def test_counts_that_cannot_be_are_told_as_such_and_the_sums_still_hold(
    count: int, severity: str, en: str, zh: str
) -> None:
    done = audited(
        "2021", {f"{RECEIVED}.natural_person": count, f"{GRANTED}.natural_person": count}
    )
    assert only_rules(done) == {"possible-count"}
    assert {f.severity for f in done.findings} == {severity}
    assert all(en in f.message.en and zh in f.message.zh for f in done.findings)
    assert all(str(count) in f.message.en for f in done.findings)


def test_a_table_of_words_is_told_and_never_said_to_be_empty() -> None:
    done = audited("2021", default="待核实", derive=False)
    told = {r.outcome.at: r.outcome for r in done.of("table-filled")}
    assert {at: o.verdict for at, o in told.items()} == {
        "table.proactive": "fail",
        "table.applications": "fail",
        "table.disputes": "undecided",
    }
    assert not any(
        "not one of its" in o.message.en and "filled" in o.message.en for o in told.values()
    )
    assert "15 texts stand there" in told["table.disputes"].message.en
    assert "15 处文字" in told["table.disputes"].message.zh


def test_blank_tables_are_told_and_no_sum_is_accused() -> None:
    done = audited("2021", default="", derive=False)
    assert only_rules(done) == {"table-filled"}
    assert len(done.findings) == 3


def test_of_two_reports_in_a_file_the_one_that_is_meant_is_named() -> None:
    done = audited_text(invented_report("2021") + invented_report("2021", agency="虚岭市水务局"))
    (finding,) = [f for f in done.findings if f.rule == "one-report"]
    assert "alone" in finding.message.en
    assert "云岚市青禾镇人民政府" in finding.message.zh
    assert "虚岭市水务局" in finding.message.zh
