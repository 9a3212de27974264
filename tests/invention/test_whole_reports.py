"""Invented reports that are the sum of others, share a file with another, or are of the older form."""

from random import Random

from helpers.audit import Audit, audit
from helpers.audit.context import Context, Levels
from helpers.invented.drafts import Draft, drafted
from helpers.invented.levels import SUMMED, members_of
from helpers.invented.mistakes import mistaken
from helpers.invented.mistakes.truth import due
from helpers.invented.texts import lines_document, text_of
from helpers.model import Report
from helpers.parsing import parse_document

SEEDS = range(6)


def read(draft: Draft) -> Report:
    return parse_document(lines_document(text_of(draft.parts(), "pipes")))


def audited(draft: Draft) -> Audit:
    members = tuple((d.agency.name, read(d)) for d in draft.members)
    names = tuple(name for name, _ in members)
    levels = Levels(names[1:], names[0], members, True, "invented")
    return audit(read(draft), context=Context(levels=levels))


def rules(judged: Audit) -> set[str]:
    return {f.rule for f in judged.findings if f.severity != "note"}


def test_members_together_have_every_number_of_the_whole() -> None:
    for seed in SEEDS:
        draft = drafted(seed, "2021")
        members = members_of(draft, Random(seed))
        assert len({m.agency.name for m in members}) == 3
        for address, value in draft.cells.items():
            if address.split(".")[0] in SUMMED:
                assert sum(int(m.cells[address]) for m in members) == value


def test_a_true_consolidated_report_is_not_accused() -> None:
    for seed in SEEDS:
        draft = drafted(seed, "2021")
        draft.members = members_of(draft, Random(seed))
        assert due(draft) == set()
        judged = audited(draft)
        assert rules(judged) == set()
        assert judged.count("pass", "levels-sum") > 0


def test_requests_that_no_member_has_are_found() -> None:
    for seed in SEEDS:
        report = mistaken(seed, "2021", ["more than its members"])
        assert "levels-sum" in report.must
        assert "levels-sum" in rules(audited(report.draft))


def test_a_second_report_in_the_file_is_found() -> None:
    for seed in SEEDS:
        report = mistaken(seed, "2021", ["two reports in a file"])
        assert report.must == {"one-report"}
        judged = audit(read(report.draft))
        assert "one-report" in {f.rule for f in judged.findings}
        assert rules(judged) == set()


def test_the_list_of_indicators_adds_up_unless_a_mistake_is_made() -> None:
    for seed in SEEDS:
        true = drafted(seed, "legacy")
        assert due(true) == set()
        assert rules(audit(read(true))) == set()
        report = mistaken(seed, "legacy", ["indicator wrong"])
        assert report.must == {"statistics-sum"}
        found = {f.rule for f in audit(read(report.draft)).findings}
        assert "statistics-sum" in found
