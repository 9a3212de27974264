"""The invented county: series that go on, known mistakes, every format, and marked everywhere."""

from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from helpers.audit import RULES
from helpers.corpus import Corpus
from helpers.demo.writing import MARK, write_raw
from helpers.form import load_form
from helpers.invented import parts
from helpers.invented.county import COUNTY, YEARS, Made, county, organs
from helpers.invented.drafts import TABLE
from helpers.invented.kinds import KINDS
from helpers.invented.mistakes.truth import due
from helpers.levels import LEVELS, read_levels
from helpers.levels import organs as organs_of
from helpers.manifest import read_manifest
from helpers.parsing import read_report
from helpers.paths import repository_root


@pytest.fixture(scope="module")
def made() -> list[Made]:
    return county()


def test_there_are_forty_organs_of_every_kind_in_four_years_and_both_editions(
    made: list[Made],
) -> None:
    assert len(organs()) == 40
    assert len({o.agency.name for o in organs()}) == 40
    assert len(made) == 40 * len(YEARS)
    kinds = {o.agency.kind for o in organs()}
    assert kinds == {"government", "department", "township", "subdistrict", "institution"}
    assert {m.labelled.draft.form_id for m in made} == {"2019", "2021"}
    assert len({m.file for m in made}) == len(made)


def test_every_format_is_there(made: list[Made]) -> None:
    suffixes = {KINDS[m.kind].suffix for m in made}
    assert suffixes == {kind.suffix for kind in KINDS.values()}


def test_every_name_and_every_report_says_that_it_is_invented(made: list[Made]) -> None:
    assert all(COUNTY in o.agency.name for o in organs())
    assert all(m.labelled.parts[-1] == parts.MARK for m in made)


def test_a_report_without_a_mistake_is_true(made: list[Made]) -> None:
    for one in made:
        draft = one.labelled.draft
        earlier_wrong = draft.earlier is None or not _changed(made, draft.earlier)
        members_wrong = any(_changed(made, member) for member in draft.members)
        if not one.labelled.labels and earlier_wrong and not members_wrong:
            assert not set(due(draft)), one.file


def _changed(made: list[Made], draft: object) -> bool:
    return any(m.labelled.labels for m in made if m.labelled.draft is draft)


def test_what_is_carried_forward_is_brought_forward_but_for_known_breaks(made: list[Made]) -> None:
    broken = 0
    for one in made:
        draft = one.labelled.draft
        if draft.earlier is None:
            continue
        for column in load_form(draft.form_id).table(TABLE).blocks[0].columns:
            now = draft.cells[f"{TABLE}.brought_forward.{column.id}"]
            then = draft.earlier.cells[f"{TABLE}.carried_forward.{column.id}"]
            if now != then and "" not in (now, then):
                assert "carry-over" in one.labelled.must, one.file
                broken += 1
    assert broken


def test_some_reports_have_mistakes_and_most_have_none(made: list[Made]) -> None:
    wrong = [m for m in made if m.labelled.labels]
    assert 0.1 < len(wrong) / len(made) < 0.5
    named = Counter(label.mistake for m in wrong for label in m.labelled.labels)
    assert len(named) >= 12
    assert named["deadline missed"] + named["late township"] >= 4
    assert named["prose of a neighbour"] == 2 * len(YEARS)
    assert named["prose of last year"]


def test_numbers_are_small_as_they_are(made: list[Made]) -> None:
    received = sorted(
        int(m.labelled.draft.cells[f"{TABLE}.received.natural_person"] or 0)
        for m in made
        if m.labelled.draft.agency.kind != "government"
    )
    assert received[len(received) // 2] < 15
    assert received[-1] < 200


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(made: list[Made]) -> None:
    again = county()
    for kind in {m.kind for m in made}:
        one = next(n for n, m in enumerate(made) if m.kind == kind)
        assert made[one].bytes() == again[one].bytes()
    assert [m.labelled.draft.cells for m in made] == [m.labelled.draft.cells for m in again]
    assert [m.labelled.draft.cells for m in made] != [m.labelled.draft.cells for m in county(1)]


def test_the_files_are_written_with_their_papers_and_a_warning(
    tmp_path: Path, made: list[Made]
) -> None:
    few = [next(m for m in made if m.kind == kind) for kind in sorted({m.kind for m in made})]
    write_raw(tmp_path, few)
    entries = read_manifest(tmp_path / "raw")
    assert [e.file for e in entries] == [m.file for m in few]
    assert all(MARK in e.source for e in entries)
    for folder in (tmp_path, tmp_path / "raw"):
        assert "虚构" in (folder / "README.md").read_text("utf-8")
    (level,) = read_levels(tmp_path / "raw" / LEVELS)
    assert {level.parent, *organs_of(level)} == {o.agency.name for o in organs()}
    listed = (tmp_path / "mistakes.csv").read_text("utf-8-sig").splitlines()
    assert listed[0] == "file,agency,year,mistake,cells,words,rules_must,rules_may"
    assert len(listed) > 1


def test_the_data_set_of_the_repository_is_the_one_that_make_demo_gives(
    tmp_path: Path, made: list[Made]
) -> None:
    corpus = Corpus.open(repository_root() / "data" / "demo" / "processed")
    reports = corpus.reports.set_index("path")
    assert len(reports) == len(made)
    hashes = {f"data/demo/raw/{m.file}": sha256(m.bytes()).hexdigest() for m in made}
    assert hashes == dict(reports["sha256"]), "out of date: run make demo"
    assert set(corpus.table("results")["rule"]) == {r.id for r in RULES}, "run make demo"
    cells = corpus.cells
    for kind in sorted({m.kind for m in made}):
        one = next(m for m in reversed(made) if m.kind == kind)
        path = tmp_path / Path(one.file).name
        path.write_bytes(one.bytes())
        slug = reports.loc[f"data/demo/raw/{one.file}", "report"]
        kept = cells[cells["report"] == slug].set_index("address")["raw"]
        assert {a: c.raw for a, c in read_report(path).cells.items()} == dict(kept), one.file


def test_the_data_set_holds_the_mistakes_that_were_put_in(made: list[Made]) -> None:
    corpus = Corpus.open(repository_root() / "data" / "demo" / "processed")
    names = dict(zip(corpus.reports["path"], corpus.reports["report"], strict=True))
    results = corpus.table("results", ["report", "rule", "verdict"])
    failed = results[results["verdict"] == "fail"]
    for one in made:
        found = set(failed[failed["report"] == names[f"data/demo/raw/{one.file}"]]["rule"])
        assert one.labelled.must <= found, one.file
        assert found <= one.labelled.must | one.labelled.may, one.file
