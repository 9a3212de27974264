"""What holds for whole reports, whatever they say: drawn numbers, grids and prose, all invented."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.audit import audit
from helpers.concepts import vocabulary
from helpers.errors import OgiError
from helpers.form import load_form
from helpers.invented import invented_parts
from helpers.invented.kinds import KINDS, Kind
from helpers.model import Report
from helpers.parsing import read_report
from strategies.cells import balanced
from strategies.grids import Disturbed, disturbed
from strategies.prose import LINES
from strategies.reports import CLEAN, Given, reports, written

EXPLORED = int(os.environ.get("EXPLORE", "0"))
"""`make explore` draws so many new examples for each property; the tests draw the same few."""


def few(number: int) -> settings:
    """Return the settings for a property that costs much: so many examples, the same on every run."""
    return settings(
        derandomize=not EXPLORED,
        max_examples=EXPLORED or number,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


UNRULED = [kind for kind in CLEAN if "unruled" in kind.name]
RULED = [kind.name for kind in CLEAN if kind not in UNRULED]
FAST = [kind.name for kind in CLEAN if kind.suffix in (".txt", ".html", ".csv")]


def wrong(report: Report, cells: Mapping[str, int], kind: Kind) -> dict[str, object]:
    """Return what was not read as printed; without rules, long numbers touch and stay open."""
    given = {a: c.value if c.state == "number" else c.state for a, c in report.cells.items()}
    open_too = ("unreadable", "missing") if kind in UNRULED else ()
    return {a: v for a, v in given.items() if v not in (cells[a], *open_too)}


@given(st.sampled_from(("2019", "2021")).flatmap(lambda f: st.tuples(st.just(f), balanced(f))))
@settings(max_examples=100)
def test_what_is_drawn_as_balanced_is(drawn: tuple[str, dict[str, int]]) -> None:
    form_id, cells = drawn
    for equation in load_form(form_id).equations:
        left, right = (sum(cells[a] for a in side) for side in (equation.left, equation.right))
        assert left == right


@given(reports(), st.sampled_from(RULED))
@few(25)
def test_a_clean_report_gives_back_the_drawn_numbers_and_no_error(
    tmp_path: Path, drawn: Given, name: str
) -> None:
    report = written(drawn.parts, KINDS[name], tmp_path)
    assert report.form == drawn.form_id
    assert wrong(report, drawn.cells, KINDS[name]) == {}
    # Pieces of heads that stand in two rows are told as unplaced; no number is.
    assert [u.text for u in report.unplaced if any(map(str.isdigit, u.text))] == []
    assert [f.rule for f in audit(report).findings if f.severity == "error"] == []


@given(reports(speaking=True), st.sampled_from(FAST))
@few(12)
def test_sentences_that_are_true_come_back_and_are_not_accused(
    tmp_path: Path, drawn: Given, name: str
) -> None:
    report = written(drawn.parts, KINDS[name], tmp_path)
    known = frozenset(load_form(drawn.form_id).addresses)
    stated = {(c.value, cells & known) for c in report.claims for cells in _cells(c.concept)}
    for said in drawn.said:
        for counted in said.counts:
            assert (said.numbers[counted.at], frozenset(counted.cells)) in stated, said.text
    accused = [f for f in audit(report).findings if f.severity == "error"]
    assert [(f.rule, f.evidence) for f in accused] == []


def _cells(name: str | None) -> list[frozenset[str]]:
    concept = vocabulary().concept(name) if name else None
    return [frozenset(concept.cells)] if concept else []


@given(reports(), st.sampled_from(FAST))
@few(6)
def test_reading_and_judging_again_gives_the_same(tmp_path: Path, drawn: Given, name: str) -> None:
    first, second = (written(drawn.parts, KINDS[name], tmp_path) for _ in range(2))
    assert first == second
    assert audit(first).findings == audit(second).findings


def kept(report: Report) -> str:
    """Return all that a report keeps of its file, as one text."""
    cells = [cell.raw for cell in report.cells.values()]
    words = [*(use.printed for use in report.labels), *(head.text for head in report.heads)]
    rest = [*(u.text for u in report.unplaced), *(s.text for s in report.sections)]
    return "\n".join([*cells, *words, *rest])


@given(disturbed(), st.sampled_from([name for name in FAST if "split heads" not in name]))
@few(20)
def test_no_printed_number_of_a_disturbed_table_is_lost(
    tmp_path: Path, drawn: Disturbed, name: str
) -> None:
    """Numbers above the first row of a table are printed in halves by the layout of split heads."""
    try:
        report = written(drawn.parts, KINDS[name], tmp_path)
    except OgiError:
        return
    found = kept(report)
    assert [number for number in drawn.numbers if number not in found] == []
    audit(report)


@given(LINES, st.sampled_from((".txt", ".csv", ".html")), st.booleans())
@few(40)
def test_lines_that_make_no_sense_are_read_or_refused(
    tmp_path: Path, lines: list[str], suffix: str, partial: bool
) -> None:
    path = tmp_path / f"report{suffix}"
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    with contextlib.suppress(OgiError):
        audit(read_report(path, partial=partial))


@pytest.mark.parametrize("kind", CLEAN, ids=lambda kind: kind.name)
def test_every_clean_kind_keeps_numbers_of_five_digits(kind: Kind, tmp_path: Path) -> None:
    cells = {a: 10_000 + n for n, a in enumerate(load_form("2021").addresses)}
    report = written(invented_parts("2021", dict(cells), derive=False), kind, tmp_path)
    assert wrong(report, cells, kind) == {}
