"""A run that is told to stop, or killed, leaves what is done and nothing else."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from helpers.batch.executing import Job
from helpers.batch.run import run
from helpers.batch.warm.folders import LOCK, PREFIX, OwnFolder, sweep
from helpers.batch.warm.process import can_fork
from helpers.catalogue import find_reports
from helpers.invented import invented_report
from running.test_run import template

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels cannot be forked here")

COUNT = 6
# The last cell of every report but the first waits until its kernel is ended from outside.
STARTED = """
import signal, sys
from pathlib import Path
from helpers.batch.executing import Job
from helpers.batch.run import run
from helpers.batch.stopping import stoppable
from helpers.batch.warm import process
from helpers.catalogue import find_reports
from helpers.errors import Stopped
from running.test_run import template

signal.signal(signal.SIGINT, signal.default_int_handler)
found = find_reports([Path(sys.argv[1])], [".txt"])
waits = template('import os, threading\\nif "r0" not in report:\\n    Path = __import__("pathlib").Path\\n'
                 '    Path(report).with_suffix(".pid").write_text(str(os.getpid()))\\n'
                 '    threading.Event().wait()')
def told(report, problem):
    print(report.slug, problem, process.nursery().pid, process.nursery().folder, flush=True)
try:
    with stoppable():
        run(Job(found, Path(sys.argv[2]), waits, jobs=int(sys.argv[3])), told)
except Stopped as stopped:
    sys.exit(stopped.code)
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(COUNT):
        text = invented_report("2021", year=2021 + n)
        (folder / f"r{n}.txt").write_text(text, encoding="utf-8")
    return folder


def started(reports: Path, out: Path, jobs: int) -> tuple[subprocess.Popen[str], int, Path]:
    """Start a run and wait until its second notebook hangs; return it, its warm process, folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", STARTED, str(reports), str(out), str(jobs)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        start_new_session=True,
    )
    assert process.stdout is not None
    slug, problem, pid, folder = process.stdout.readline().split()
    assert (slug, problem) == ("r0", "None")
    return process, int(pid), Path(folder)


def ended(pids: list[int]) -> bool:
    """Wait until processes are gone, or nobody has asked for their status yet."""
    left = [psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)]
    _, alive = psutil.wait_procs(left, timeout=20)
    return all(p.status() == psutil.STATUS_ZOMBIE for p in alive)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_told_to_stop_keeps_what_is_done(
    reports: Path, tmp_path: Path, signum: signal.Signals, jobs: int
) -> None:
    process, nursery, folder = started(reports, tmp_path / "out", jobs)
    process.send_signal(signum)
    assert process.stdout is not None
    assert process.wait(60) == 128 + signum
    process.stdout.close()
    index = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "1 report audited" in index
    assert "r1.txt" not in index
    assert sorted(p.name for p in (tmp_path / "out" / "audits").rglob("*.ipynb")) == ["r0.ipynb"]
    assert (tmp_path / "out" / "tables" / "reports.csv").is_file()
    assert not (tmp_path / "out" / "failed").exists()
    kernels = [int(p.read_text()) for p in reports.glob("*.pid") if p.read_text()]
    assert ended([nursery, *kernels])
    assert not folder.exists()


def test_nothing_outlives_a_run_that_is_killed_and_the_next_sweeps_up(
    reports: Path, tmp_path: Path
) -> None:
    process, nursery, folder = started(reports, tmp_path / "out", 2)
    family = [p.pid for p in psutil.Process(process.pid).children(recursive=True)]
    assert nursery in family
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
    assert ended(family)
    assert folder.exists()
    run(Job(find_reports([reports], [".txt"])[:1], tmp_path / "out", template()))
    assert not folder.exists()


def test_kernels_end_with_a_warm_process_that_is_killed(reports: Path, tmp_path: Path) -> None:
    process, nursery, _ = started(reports, tmp_path / "out", 1)
    kernels = [p.pid for p in psutil.Process(nursery).children(recursive=True)]
    os.kill(nursery, signal.SIGKILL)
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
    assert kernels
    assert ended(kernels)


def test_only_folders_without_an_owner_are_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    owned = OwnFolder()
    left, strange, linked = (tmp_path / f"{PREFIX}{name}" for name in ("left", "strange", "link"))
    unlocked, other = tmp_path / f"{PREFIX}unlocked", tmp_path / "ogi-audit-other"
    unlocked.mkdir()  # its run was killed before it had the lock
    other.mkdir()
    for folder in (left, strange):
        folder.mkdir()
        (folder / "held").write_text("x")
    (left / LOCK).touch()
    linked.symlink_to(strange)
    sweep()
    assert sorted(tmp_path.iterdir()) == sorted([owned.path, strange, linked, other])
    assert (strange / "held").exists()
    owned.remove()
    assert not owned.path.exists()
