"""Objects show themselves in a notebook in few words, and nothing of a report becomes markup."""

from pathlib import Path

import pytest
from IPython.core.completer import IPCompleter, provisionalcompleter

import helpers
from helpers.audit import RULES, audit
from helpers.invented import invented_report
from helpers.model import Report
from helpers.parsing import read_report


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Return an invented report whose name tries to be markup."""
    content = invented_report().replace("青禾镇", "<b>青禾</b>镇$x$")
    path = tmp_path / "a.txt"
    path.write_text(content, encoding="utf-8")
    return read_report(path, shown="<i>a.txt")


def test_a_report_and_its_audit_are_shown_escaped_and_print_as_one_line(report: Report) -> None:
    for shown in (report, audit(report)):
        markup = shown._repr_html_()
        assert "<b>" not in markup
        assert "<i>" not in markup
        assert "mathjax_ignore" in markup
        assert repr(shown).count("\n") == 0
        assert len(repr(shown)) < 300


def test_a_rule_shows_what_it_rests_on_in_both_languages() -> None:
    for rule in RULES:
        assert rule.id in repr(rule)
        assert rule.why.zh[:6] in rule._repr_html_()


def test_the_names_a_newcomer_needs_are_there_and_the_first_of_them_can_be_called() -> None:
    assert {"read_report", "audit", "Corpus", "indicators", "figures"} <= set(dir(helpers))
    from helpers import audit as act

    assert callable(act)


@pytest.mark.parametrize(
    ("begun", "wanted"),
    [
        ("report.re", "report.readings"),
        ("judged.fi", "judged.findings"),
        ("helpers.ind", "helpers.indicators"),
    ],
)
def test_attributes_complete_on_tab(report: Report, begun: str, wanted: str) -> None:
    names = {"report": report, "judged": audit(report), "helpers": helpers}
    completer = IPCompleter(namespace=names, global_namespace={})
    completer.use_jedi = False
    with provisionalcompleter():
        found = {begun[: c.start] + c.text for c in completer.completions(begun, len(begun))}
    assert any(name.endswith(wanted.partition(".")[2]) for name in found)
