"""Text shared with another report: how much is how severe, and what is quoted of it.

The texts are runs of characters none of which occurs twice: of a text and its beginning the shorter
has all its stretches in the longer.
"""

import pytest

from audit.build import facts, report
from helpers.audit import Context, Evidence, Outcome, audit, rule
from helpers.likeness import STRETCH
from helpers.model import Report, Source

OTHER = "text.other-organ"
LETTERS = "".join(map(chr, range(0x5400, 0x5400 + 600)))


def saying(stretches: int, path: str = "own.txt", **changes: object) -> Report:
    words = LETTERS[: stretches + STRETCH - 1]
    source = Source(f"data/raw/{path}", "1" * 64, "text", "utf-8")
    prose = {"overview": (words,), "problems": (), "other": ()}
    return report("2021", prose=prose, source=source, **changes)


def beside(own: int, other: int, **changes: object) -> Outcome:
    """Return what is said of a text and the one of another organ, of so many stretches each."""
    alike = saying(other, "other.txt", agency="云岚市丹枫镇人民政府", **changes)
    return told(saying(own), Context(alike=(alike,)))[OTHER]


def told(made: Report, context: Context) -> dict[str, Outcome]:
    return {r.outcome.at: r.outcome for r in audit(made, (rule("reuse"),), context=context).results}


@pytest.mark.parametrize(
    ("shared", "verdict", "severity"),
    [
        ((180, 200), "fail", "warning"),
        ((179, 200), "fail", "note"),
        ((150, 250), "fail", "note"),
        ((150, 251), "pass", None),
        ((149, 160), "undecided", None),
    ],
)
def test_nine_tenths_are_a_warning_and_six_are_told_of(
    shared: tuple[int, int], verdict: str, severity: str | None
) -> None:
    for own, other in (shared, shared[::-1]):
        outcome = beside(own, other)
        assert (outcome.verdict, outcome.severity) == (verdict, severity)


def test_a_shared_text_is_told_with_its_share_and_the_words_of_both() -> None:
    outcome = beside(150, 233)
    words = LETTERS[: 150 + STRETCH - 1]
    place = saying(150).prose[0][1]
    assert (outcome.verdict, outcome.actual) == ("fail", 0.6438)
    assert outcome.evidence == (
        Evidence(words, place),
        Evidence(words, place, source="data/raw/other.txt"),
    )
    assert outcome.message.en.startswith(
        "This report and that of 云岚市丹枫镇人民政府 for 2022 share 64% of their wording"
    )
    assert outcome.message.en.endswith("Which of the two was first cannot be told from them.")
    assert "两者有 64% 的文字相同" in outcome.message.zh
    assert outcome.message.zh.endswith("孰先孰后无从判断。")


def test_an_organ_without_a_name_is_called_by_its_title() -> None:
    alike = saying(200, "other.txt", agency="", title="某机关年度报告")
    outcome = told(saying(200), Context(alike=(alike,)))[OTHER]
    assert "that of 某机关年度报告 for 2022" in outcome.message.en


@pytest.mark.parametrize(("length", "ends"), [(160, ""), (161, "…")])
def test_a_long_passage_is_quoted_by_its_beginning(length: int, ends: str) -> None:
    outcome = beside(length - STRETCH + 1, 200)
    assert [e.quote for e in outcome.evidence] == [LETTERS[:160] + ends] * 2


def test_of_last_years_report_everybody_knows_that_it_was_first() -> None:
    last = saying(200, "last.txt", year=2021)
    outcomes = told(saying(200), Context(last))
    outcome = outcomes["text.last-year"]
    assert (outcome.verdict, outcome.severity, outcome.actual) == ("fail", "note", 1.0)
    assert outcome.message.en.endswith("sentences of the law.")
    assert outcome.message.zh.endswith("法定用语）。")
    assert facts(outcomes[OTHER]) == {"verdict": "not_applicable", "at": OTHER}


def test_without_any_other_report_nothing_is_compared() -> None:
    outcomes = told(saying(200), Context())
    assert {at: o.verdict for at, o in outcomes.items()} == {
        "text.last-year": "not_applicable",
        OTHER: "not_applicable",
    }


def test_beside_another_organs_report_it_is_not_said_that_there_is_none() -> None:
    alike = saying(200, "other.txt")
    results = audit(saying(200), (rule("reuse"),), context=Context(alike=(alike,))).results
    assert [r.outcome.verdict for r in results if r.outcome.at.startswith(OTHER)] == ["fail"]
