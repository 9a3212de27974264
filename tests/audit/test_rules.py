"""Every rule can explain itself in both languages, and says something about every report."""

import ast
from pathlib import Path
from typing import Any

import pytest

import helpers.audit
from audit.build import report, without_tables
from helpers.audit import RULES, SEVERITIES, VERDICTS, Rule, audit, rule
from helpers.messages import LANGS

REQUIRED = """requests-balance outcomes-sum applicants-sum disputes-sum parts-exceed-whole
parts-below-whole claim-table claim-all-none article-cited unit-unclear form-conformance
required-content deadline""".split()


@pytest.mark.parametrize("rule_id", REQUIRED)
def test_the_contract_finds_its_rule(rule_id: str) -> None:
    assert rule(rule_id).id == rule_id


def test_a_rule_that_does_not_exist_is_not_invented() -> None:
    with pytest.raises(KeyError):
        rule("no-such-rule")


def test_no_two_rules_share_an_id() -> None:
    assert len({r.id for r in RULES}) == len(RULES)


@pytest.mark.parametrize("one", RULES, ids=lambda r: r.id)
def test_a_rule_explains_itself_in_both_languages(one: Rule) -> None:
    for text in (one.title, one.why, one.basis, one.reads, one.blanks):
        assert all(text.in_(lang).strip() for lang in LANGS)
    assert one.severity in SEVERITIES


def test_only_what_cannot_be_true_as_printed_is_an_error() -> None:
    errors = {r.id for r in RULES if r.severity == "error"}
    sums = {"requests-balance", "outcomes-sum", "applicants-sum", "disputes-sum"}
    assert errors == sums | {"parts-exceed-whole", "possible-count"}


@pytest.mark.parametrize("one", RULES, ids=lambda r: r.id)
@pytest.mark.parametrize(
    "made",
    [
        report(),
        report("2021"),
        without_tables(),
        report(year=None, published=None, period=None, title="", sections=()),
        without_tables(year=2016),
        without_tables(year=None, published=None, period=None, sections=(), agency=""),
        report(cells={}, form="legacy", readings=()),
    ],
    ids=["2019", "2021", "no tables", "no year", "before 2019", "nothing", "older form"],
)
def test_a_rule_has_a_verdict_on_any_report(one: Rule, made: Any) -> None:
    results = audit(made, (one,)).results
    assert results
    assert all(r.outcome.verdict in VERDICTS and r.outcome.at != "rule" for r in results)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_report_in_order_has_no_findings(form_id: str) -> None:
    done = audit(report(form_id))
    assert done.findings == ()
    assert done.repairs == ()
    assert done.count("undecided") == 0


def test_the_audit_imports_only_the_ground_and_the_vocabulary() -> None:
    allowed = set(
        "audit concepts errors form likeness markup messages model numerals paths regions spreadsheets "
        "wording".split()
    )
    folder = Path(helpers.audit.__file__).parent
    nodes = [
        n for path in folder.glob("*.py") for n in ast.walk(ast.parse(path.read_text("utf-8")))
    ]
    names = [n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)]
    names += [a.name for n in nodes if isinstance(n, ast.Import) for a in n.names]
    own = {name.split(".")[1] for name in names if name.startswith("helpers.")}
    assert own <= allowed
    assert not {name.split(".")[0] for name in names} & {"pandas", "numpy", "matplotlib"}
