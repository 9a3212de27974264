"""Mistakes are the same for the same seed, change what they say, and are worked out rightly."""

from random import Random

import pytest

from helpers.audit import Context, audit, rule
from helpers.form import load_form
from helpers.invented import MARK
from helpers.invented.boxes import boxes
from helpers.invented.drafts import drafted
from helpers.invented.mistakes import MISTAKES, Labelled, mistaken
from helpers.invented.mistakes.cells import misprint
from helpers.invented.mistakes.truth import due
from helpers.invented.texts import lines_document, text_of
from helpers.parsing import parse_document

SEEDS = range(25)
EDITIONS = ("2019", "2021")
IDENTITIES = {"requests-balance", "outcomes-sum", "applicants-sum", "disputes-sum"}


def printed(report: Labelled) -> str:
    return text_of(report.parts, "pipes")


@pytest.mark.parametrize("form_id", EDITIONS)
def test_a_report_without_a_mistake_has_nothing_to_find(form_id: str) -> None:
    for seed in SEEDS:
        report = mistaken(seed, form_id)
        assert (report.must, report.labels) == (frozenset(), ())
        found = audit(parse_document(lines_document(printed(report)))).findings
        assert [f.message.en for f in found if f.severity != "note"] == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_the_same_for_the_same_seed_and_changes_the_report(name: str) -> None:
    made = 0
    for seed in SEEDS:
        for form_id in (*EDITIONS, "legacy") if name == "indicator wrong" else EDITIONS:
            if made == 2:
                return
            report, true = mistaken(seed, form_id, [name]), mistaken(seed, form_id)
            text = printed(report)
            assert (text != printed(true)) == bool(report.labels)
            if report.labels:
                made += 1
                assert report.must or report.never
                assert text == printed(mistaken(seed, form_id, [name]))
    assert made


@pytest.mark.parametrize("name", MISTAKES)
def test_a_label_tells_what_the_cells_print_and_what_they_should(name: str) -> None:
    for seed in range(8):
        report, true = mistaken(seed, "2021", [name]), drafted(seed, "2021")
        for changed in report.cells:
            assert true.cells[changed.address] == changed.old != changed.new
            assert report.draft.cells[changed.address] == changed.new


@pytest.mark.parametrize("form_id", EDITIONS)
def test_identities_that_must_fail_are_those_that_the_audit_finds(form_id: str) -> None:
    for seed in range(5):
        for name in ("applications, digit", "one row off", "disputes, total wrong"):
            report = mistaken(seed, form_id, [name])
            found = audit(parse_document(lines_document(printed(report)))).findings
            assert {f.rule for f in found} & IDENTITIES == report.must & IDENTITIES


def reused(report: Labelled) -> set[str]:
    """Return where the rule about shared text fails, the other reports beside this one."""
    earlier = report.draft.earlier
    before = (
        None
        if earlier is None
        else parse_document(lines_document(text_of(earlier.parts(), "pipes")))
    )
    alike = tuple(
        parse_document(lines_document(text_of(d.parts(), "pipes"))) for d in report.draft.alike
    )
    read = parse_document(lines_document(printed(report)))
    judged = audit(read, (rule("reuse"),), context=Context(before, alike=alike))
    return {r.outcome.at for r in judged.results if r.outcome.verdict == "fail"}


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("text of a neighbour", {"text.other-organ"}),
        ("text of last year", {"text.last-year"}),
        ("text partly a neighbour's", set()),
        ("text of its own year", set()),
    ],
)
def test_a_copied_text_is_found_and_one_of_its_own_is_not_called_copied(
    name: str, places: set[str]
) -> None:
    for seed in range(8):
        for form_id in EDITIONS:
            assert reused(mistaken(seed, form_id, [name])) == places


def test_last_years_report_is_true_too_and_of_the_year_before() -> None:
    for form_id in EDITIONS:
        for seed in SEEDS:
            draft = drafted(seed, form_id)
            assert draft.earlier is not None
            assert draft.earlier.year == draft.year - 1
            assert due(draft.earlier) == set()


def test_every_draft_says_that_it_is_invented_and_prints_every_cell() -> None:
    parts = drafted(1).parts()
    tables = [p for p in parts if not isinstance(p, str)]
    assert parts[-1] == MARK
    assert [b.at for t in tables for b in boxes(t) if b.at] == list(load_form("2021").addresses)


@pytest.mark.parametrize(
    ("how", "length"), [("digit", 3), ("transposed", 3), ("doubled", 4), ("dropped", 2)]
)
def test_a_misprint_is_of_the_kind_it_is_said_to_be(how: str, length: int) -> None:
    new = misprint("472", how, Random(1))
    assert len(new) == length
    assert new != "472"
    assert (sorted(new) == sorted("472")) == (how == "transposed")
