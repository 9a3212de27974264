"""Every rule is shown on three examples, and each example gives the verdict it stands for."""

from pathlib import Path

import pytest

from audit.build import report, without_tables
from helpers.audit import RULES, Context, Example, Levels, Rule, audit
from helpers.form import load_form
from helpers.messages import LANGS
from helpers.model import Report

RULEBOOK = Path(__file__).parents[2] / "docs" / "rules.md"
CONTRACT = """requests-balance outcomes-sum applicants-sum disputes-sum carry-over documents-flow
parts-exceed-whole parts-below-whole claim-table claim-all-none article-cited unit-unclear
form-conformance required-content deadline stale-text""".split()


def verdicts(rule: Rule, example: Example) -> set[str]:
    done = audit(example.report, (rule,), context=example.context)
    assert all(r.outcome.at != "rule" for r in done.results), done.results
    return {r.outcome.verdict for r in done.results}


def test_every_rule_of_the_contract_is_there() -> None:
    assert set(CONTRACT) <= {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_passing_example_passes_and_fails_nowhere(rule: Rule) -> None:
    given = verdicts(rule, rule.examples.passing)
    assert "pass" in given
    assert "fail" not in given


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_failing_example_fails(rule: Rule) -> None:
    assert "fail" in verdicts(rule, rule.examples.failing)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_an_undecidable_example_is_undecided_and_accuses_nobody(rule: Rule) -> None:
    given = verdicts(rule, rule.examples.undecidable)
    assert "undecided" in given
    if rule.id not in ("form-conformance", "required-content"):  # other places of it are decided
        assert "fail" not in given


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_examples_and_tolerance_are_told_in_both_languages(rule: Rule) -> None:
    shown = rule.examples
    texts = (rule.tolerance, *(e.says for e in (shown.passing, shown.failing, shown.undecidable)))
    assert all(text.in_(lang).strip() for text in texts for lang in LANGS)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_the_rulebook_has_a_heading_for_every_rule(rule: Rule) -> None:
    assert f"\n## `{rule.id}`\n" in RULEBOOK.read_text("utf-8")


ANY = [
    report(),
    report("2021"),
    without_tables(),
    without_tables(year=2016),
    report(cells={}, form="legacy", readings=()),
    report("2021", dict.fromkeys(load_form("2021").addresses, "")),
    report("2021", dict.fromkeys(load_form("2021").addresses, "详见附件")),
    report("2021", dict.fromkeys(load_form("2021").addresses, -(10**18))),
    without_tables(year=None, published=None, period=None, sections=(), agency=""),
]


@pytest.mark.parametrize("earlier", ANY)
@pytest.mark.parametrize("now", ANY)
def test_no_pair_of_reports_breaks_a_rule(now: Report, earlier: Report) -> None:
    levels = Levels(("甲",), "乙", (("甲", earlier), ("乙", now)), True, "名单")
    done = audit(now, context=Context(earlier, None, levels))
    assert [r for r in done.results if r.outcome.at == "rule"] == []
    assert {r.rule.id for r in done.results} == {rule.id for rule in RULES}
