"""Nothing is made twice, and a run that is killed leaves nothing that the next cannot go on from."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.batch import making as running
from helpers.batch.executing import Job
from helpers.batch.journal import LOCK, NAME, Journal, alone
from helpers.batch.notebook import Notebook
from helpers.batch.run import run
from helpers.batch.template import load_template
from helpers.catalogue import Found, find_reports
from helpers.errors import UsageError
from helpers.hashes import hash_of
from helpers.invented import invented_report
from helpers.messages import Lang
from running.test_run import template

COUNT = 3


@pytest.fixture
def found(tmp_path: Path) -> list[Found]:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(COUNT):
        text = invented_report("2021", year=2021 + n)
        (folder / f"r{n}.txt").write_text(text, encoding="utf-8")
    return find_reports([folder], [".txt"])


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of what is executed."""
    seen: list[str] = []
    honest = running.executed

    def executed(job: Job, report: Found, lang: Lang) -> Notebook:
        seen.append(f"{report.slug}.{lang}")
        return honest(job, report, lang)

    monkeypatch.setattr(running, "executed", executed)
    return seen


def tree(folder: Path) -> dict[str, bytes]:
    files = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def test_a_second_run_executes_nothing_and_leaves_the_same_bytes(
    found: list[Found], tmp_path: Path, counted: list[str]
) -> None:
    out = tmp_path / "out"
    run(Job(found, out, template("1")))
    first = tree(out)
    assert len(counted) == COUNT
    run(Job(found, out, template("1")))
    assert len(counted) == COUNT
    assert tree(out) == first


def test_only_a_changed_report_is_executed_again(
    found: list[Found], tmp_path: Path, counted: list[str]
) -> None:
    out = tmp_path / "out"
    run(Job(found, out, template("1")))
    found[1].path.write_text(found[1].path.read_text("utf-8") + "\n", encoding="utf-8")
    run(Job(found, out, template("1")))
    assert counted[COUNT:] == ["r1.en"]


def test_another_template_or_parameter_executes_all_again(
    found: list[Found], tmp_path: Path, counted: list[str]
) -> None:
    out = tmp_path / "out"
    run(Job(found, out, template("1")))
    run(Job(found, out, template("2")))
    run(Job(found, out, template("2"), parameters={"more": "x"}))
    assert len(counted) == 3 * COUNT


@pytest.mark.parametrize("harm", ["removed", "changed"])
def test_a_product_that_is_gone_or_was_changed_is_made_again(
    found: list[Found], tmp_path: Path, counted: list[str], harm: str
) -> None:
    out = tmp_path / "out"
    run(Job(found, out, template("1")))
    before = tree(out)
    page = out / "audits" / "2022" / "r1.html"
    if harm == "removed":
        page.unlink()
    else:
        page.write_text("x", encoding="utf-8")
    run(Job(found, out, template("1")))
    assert counted[COUNT:] == ["r1.en"]
    assert tree(out) == before


@pytest.mark.parametrize("torn", ['{"name": "r1", "key"', "\ufffd", '[1]\n{"name": 1}\n'])
def test_a_torn_journal_costs_no_more_than_the_line(
    found: list[Found], tmp_path: Path, counted: list[str], torn: str
) -> None:
    out = tmp_path / "out"
    run(Job(found, out, template("1")))
    journal = out / NAME
    kept = [x for x in journal.read_text("utf-8").splitlines() if json.loads(x)["name"] != "r1"]
    journal.write_text("\n".join([*kept, torn]), encoding="utf-8")
    run(Job(found, out, template("1")))
    assert counted[COUNT:] == ["r1.en"]


def test_a_key_is_the_same_only_for_the_same_parts() -> None:
    assert hash_of({"a": 1, "b": 2}) == hash_of({"b": 2, "a": 1})
    assert hash_of("ab", "c") != hash_of("a", "bc")


def test_two_runs_in_one_folder_do_not_meet(found: list[Found], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with alone(out), pytest.raises(UsageError, match="Another run is writing"):
        run(Job(found, out, template("1")))
    run(Job(found, out, template("1")))
    assert (out / LOCK).exists()


def test_a_cell_without_end_is_stopped_and_listed(found: list[Found], tmp_path: Path) -> None:
    out = tmp_path / "out"
    endless = template('import threading\nif "r1" in report: threading.Event().wait()')
    outcome = run(Job(found, out, endless, time_limit=1))
    assert list(outcome.made) == ["r0", "r2"]
    ((_, problem),) = outcome.failed
    assert problem.code == "time-limit"
    assert "--time-limit" in problem.show()
    assert (out / "failed" / "r1.ipynb").is_file()


def test_a_kernel_that_dies_is_listed_and_the_others_go_on(
    found: list[Found], tmp_path: Path
) -> None:
    dying = template('import os\nif "r1" in report: os._exit(3)')
    outcome = run(Job(found, tmp_path / "out", dying))
    assert list(outcome.made) == ["r0", "r2"]
    assert [p.code for _, p in outcome.failed] == ["kernel-died"]


KILLED = """
import sys
from pathlib import Path
from helpers.batch.executing import Job
from helpers.batch.run import run
from helpers.batch.template import load_template
from helpers.catalogue import find_reports
print("begun", flush=True)
run(Job(find_reports([Path(sys.argv[1])], [".txt"]), Path(sys.argv[2]), load_template(), jobs=2),
    lambda found, problem: print(found.slug, flush=True))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_run_killed_at_any_moment_is_finished_by_the_next(
    found: list[Found], tmp_path: Path
) -> None:
    undisturbed = tmp_path / "undisturbed"
    run(Job(found, undisturbed, load_template()))
    out, rng = tmp_path / "out", random.Random(7)
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(tmp_path / "in"), str(out)],
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert process.stdout is not None
        for _ in range(rng.randint(1, 3)):  # so many lines it may still print
            process.stdout.readline()
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
    run(Job(found, out, load_template()))
    assert tree(out) == tree(undisturbed)


def test_a_journal_of_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert not Journal(tmp_path / "nothing").holds("r1", "key")
