"""What the rules do on their examples is observed, and the measured counts are read with care."""

from pathlib import Path

import pytest

from helpers.audit import RULES, rule
from helpers.behaviour import Trial, crossings, observe
from helpers.errors import InputError
from helpers.measures import read_measures
from helpers.messages import LANGS
from helpers.shares import Share

HEAD = "rule,found,missed,false\n"


def trial(rule_id: str, due: str) -> Trial:
    return next(t for t in observe(rule_id) if t.due == due)


def test_every_rule_gives_the_verdict_of_each_of_its_three_examples() -> None:
    trials = observe()
    assert [t.rule.id for t in trials[::3]] == [r.id for r in RULES]
    assert [t.due for t in trials] == ["pass", "fail", "undecided"] * len(RULES)
    assert all(t.as_due and t.told is not None for t in trials)


def test_one_rule_is_observed_alone_and_an_unknown_one_is_refused() -> None:
    assert {t.rule.id for t in observe("claim-table")} == {"claim-table"}
    with pytest.raises(KeyError, match="no-such-rule"):
        observe("no-such-rule")


def test_a_rule_that_does_not_give_the_verdict_is_told_from_one_that_does() -> None:
    passing, failing, _ = observe("requests-balance")
    wrong = Trial(passing.rule, "fail", passing.example, passing.audit, failing.audit)
    assert not wrong.as_due
    assert wrong.told is None
    assert (wrong.cells, wrong.around, wrong.lines) == ((), (), ())


def test_the_cells_around_a_blank_are_those_the_sum_reads() -> None:
    blank = trial("disputes-sum", "undecided")
    assert blank.cells == ("disputes.reconsideration.upheld",)
    assert set(blank.cells) < set(blank.around)
    assert len(blank.around) == 5


def test_without_cells_and_words_an_example_shows_what_differs_from_the_other() -> None:
    assert trial("possible-count", "fail").cells == ("disputes.reconsideration.upheld",)
    assert trial("regulations-level", "pass").cells == ("proactive.regulations.in_force",)
    assert trial("stale-text", "pass").lines == ("2022年，我镇依法公开政府信息。",)
    assert trial("stale-text", "fail").lines == ()


def test_all_rules_judge_all_failing_examples() -> None:
    crossed = crossings()
    assert len(crossed) == len(RULES) ** 2
    verdicts = {(c.example, c.rule): c for c in crossed}
    assert all(verdicts[r.id, r.id].verdict == "fail" for r in RULES)
    assert verdicts["outcomes-sum", "applicants-sum"].verdict == "fail"
    assert verdicts["requests-balance", "requests-balance"].places == 1
    assert verdicts["table-filled", "disputes-sum"].verdict == "undecided"
    assert verdicts["claim-table", "disputes-sum"].verdict == "pass"


@pytest.mark.parametrize("rule_id", ["instruction-text", "number-lost", "possible-count"])
def test_what_is_undecided_for_want_of_words_or_numbers_says_so(rule_id: str) -> None:
    told = trial(rule_id, "undecided").told
    passed = trial(rule_id, "pass").told
    assert told is not None
    assert passed is not None
    for lang in LANGS:
        assert told.message.in_(lang) != passed.message.in_(lang)
        assert {"en": "no ", "zh": "没有"}[lang] in told.message.in_(lang)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # Brown, Cai and DasGupta, "Interval Estimation for a Binomial Proportion", formula (4)
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_the_interval_of_a_share_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    share = Share(part, whole)
    assert share.interval == pytest.approx((low, high), abs=0.0001)
    assert share.interval is not None
    assert share.value is not None
    assert share.interval[0] <= share.value <= share.interval[1]


def test_a_share_of_nothing_is_neither_zero_nor_one() -> None:
    assert Share(0, 0).value is None
    assert Share(0, 0).interval is None


def test_the_counts_of_the_repository_are_read_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_measures()
    monkeypatch.chdir(tmp_path)
    assert read_measures() == before
    assert before.rows
    assert before.path == "benchmarks/rules-measured.csv"


def test_counts_stand_in_the_order_of_the_rules_and_columns_are_found_by_name(
    tmp_path: Path,
) -> None:
    path = tmp_path / "counts.csv"
    last, first = RULES[-1].id, RULES[0].id
    path.write_text(f"false,more,missed,rule,found\n1,x,0,{last},3\n0,x,2,{first},6\n", "utf-8")
    read = read_measures(path)
    assert [m.rule for m in read.rows] == [first, last]
    assert read.rows[0].recall == Share(6, 8)
    assert read.rows[1].precision == Share(3, 4)
    assert read.of(RULES[1].id) is None


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("", "measured-columns", "counts.csv"),
        ("rule,found,missed\n", "measured-columns", "counts.csv"),
        (f"{HEAD}no-such-rule,1,1,1\n", "measured-rule", "counts.csv, line 2"),
        (f"{HEAD}claim-table,1,1,1\nclaim-table,1,1,1\n", "measured-rule", "counts.csv, line 3"),
        (f"{HEAD}claim-table,1,-1,1\n", "measured-count", "counts.csv, line 2"),
        (f"{HEAD}claim-table,1,1\n", "measured-count", "counts.csv, line 2"),
        (f"{HEAD}claim-table,1.5,1,1\n", "measured-count", "counts.csv, line 2"),
    ],
)
def test_damaged_counts_are_refused_with_the_next_step(
    text: str, code: str, where: str, tmp_path: Path
) -> None:
    path = tmp_path / "counts.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as refused:
        read_measures(path)
    assert (refused.value.code, refused.value.place) == (code, where)
    assert "make bench-audit" in refused.value.show("en")
    assert "make bench-audit" in refused.value.show("zh")


def test_missing_and_undecodable_counts_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    for name in ("nowhere.csv", "bytes.csv"):
        with pytest.raises(InputError, match="cannot be read"):
            read_measures(tmp_path / name)


def test_a_prose_example_keeps_what_every_township_must_say() -> None:
    judged = {c.rule: c.verdict for c in crossings() if c.example == "stale-text"}
    assert judged[rule("required-content").id] == "pass"
