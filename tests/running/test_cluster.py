"""A run on a cluster gives the bytes of a run on one machine, whatever becomes of its workers."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import dask
import distributed
import psutil
import pytest
import trustme

from helpers.batch.cluster.parcel import Task, setting, task
from helpers.batch.cluster.same import differences, versions
from helpers.batch.cluster.scheduler import Cluster, connected
from helpers.batch.cluster.worker import work
from helpers.batch.executing import Job
from helpers.batch.run import Outcome, Progress, run
from helpers.batch.template import load_template
from helpers.batch.warm.folders import PREFIX
from helpers.batch.warm.process import can_fork
from helpers.catalogue import Found, find_reports
from helpers.cli import main
from helpers.errors import OgiError, UsageError
from helpers.invented import invented_report
from helpers.load import neighbours_of, read_other
from helpers.neighbours import Neighbours
from running.test_run import template

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels cannot be forked here")

SCHEDULER = "helpers.batch.cluster.scheduler"


@pytest.fixture(scope="module")
def temporary() -> Iterator[Path]:
    """Return the temporary folder of all workers; its path is short, since sockets lie there."""
    former = os.environ.get("TMPDIR")
    with tempfile.TemporaryDirectory(prefix="ogi-c-") as folder:
        os.environ["TMPDIR"] = folder
        try:
            yield Path(folder)
        finally:
            os.environ.pop("TMPDIR")
            if former is not None:
                os.environ["TMPDIR"] = former


@pytest.fixture(scope="module")
def cluster(temporary: Path) -> Iterator[Any]:
    """Return two workers, each a process of its own that is started again when it dies.

    A report may cost two of them, and a worker is given no second report before it is done with one.
    """
    patience = {
        "distributed.scheduler.allowed-failures": 1,
        "distributed.scheduler.worker-saturation": 1.0,
    }
    with (
        dask.config.set(patience),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            worker_dashboard_address="127.0.0.1:0",
            local_directory=str(temporary),
        ) as started,
    ):
        yield started


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an invented organ's reports of three years, and what is no report."""
    folder = tmp_path_factory.mktemp("in")
    for year in (2021, 2022, 2023):
        text = invented_report("2021", year=year)
        (folder / f"r{year}.txt").write_text(text, encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"Rar!\x1a\x07")
    return folder


def job(folder: Path, out: Path, notebook: Any = None, **more: Any) -> Job:
    found = find_reports([folder], [".txt"])
    beside = neighbours_of(found, texts=True)
    return Job(found, out, notebook or template("1 + 1"), neighbours=beside, **more)


def tree(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def on(cluster: Any, asked: Job, progress: Progress | None = None) -> Outcome:
    return run(asked, progress, cluster.scheduler_address)


@pytest.fixture(scope="module")
def here(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the products of a run of a small notebook on one machine."""
    out = tmp_path_factory.mktemp("here") / "out"
    run(job(reports, out))
    return out


def test_audits_made_on_a_cluster_have_the_bytes_of_those_made_here_and_leave_nothing_behind(
    cluster: Any, temporary: Path, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"notebook": load_template(), "langs": ("en", "zh")}
    alone = run(job(reports, tmp_path / "here", **asked))
    shared = on(cluster, job(reports, tmp_path / "there", **asked))
    assert list(shared.made) == list(alone.made)
    assert len(alone.made) == 3
    assert [e.show() for _, e in shared.failed] == [e.show() for _, e in alone.failed]
    assert tree(tmp_path / "there") == tree(tmp_path / "here")
    for one in cluster.workers.values():
        assert not psutil.Process(one.pid).children(recursive=True)
    # What other tests have killed may leave a folder, which the warm process of a run takes away.
    assert not list(temporary.glob(f"{PREFIX}*"))
    # What has not changed, and what is no report, is not sent again.
    monkeypatch.setattr(Cluster, "work", lambda *_: pytest.fail("sent again"))
    on(cluster, job(reports, tmp_path / "there", **asked))
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


def once(act: Callable[[], object]) -> Progress:
    """Return a progress that acts when the first report is made."""
    done: list[Found] = []

    def told(found: Found, problem: OgiError | None) -> None:
        if problem is None and not done:
            done.append(found)
            act()

    return told


def test_a_worker_killed_in_the_middle_costs_nothing_but_time(
    cluster: Any, reports: Path, here: Path, tmp_path: Path
) -> None:
    killed: list[int] = []

    def kill() -> None:
        killed.append(next(iter(cluster.workers.values())).pid)
        os.kill(killed[0], signal.SIGKILL)

    outcome = on(cluster, job(reports, tmp_path / "there"), once(kill))
    assert killed
    assert len(outcome.made) == 3
    assert tree(tmp_path / "there") == tree(here)


def test_a_report_that_every_worker_dies_at_is_listed_and_stops_no_other(
    cluster: Any, reports: Path, tmp_path: Path
) -> None:
    # The kernel's parent is the warm process, and that one's is the worker.
    deadly = template(
        "import os, signal, psutil\n"
        'if "2022" in report:\n'
        "    os.kill(psutil.Process(os.getppid()).ppid(), signal.SIGKILL)\n"
        "    signal.pause()"
    )
    outcome = on(cluster, job(reports, tmp_path / "there", deadly))
    told = {found.slug: error.code for found, error in outcome.failed}
    assert told["r2022"] == "workers-lost"
    assert sorted(outcome.made) == ["r2021", "r2023"]


@pytest.fixture
def by_hand(temporary: Path) -> Iterator[tuple[str, dict[str, subprocess.Popen[str]]]]:
    """Return the address and the processes of a cluster as docs/cluster.md starts it: one worker."""
    dask_ = [sys.executable, "-m", "dask"]
    one = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(temporary)]
    quiet: Any = {"stdout": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(
        [
            *dask_,
            "scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--dashboard-address",
            "127.0.0.1:0",
            "--no-show",
        ],
        stderr=subprocess.PIPE,
        **quiet,
    ) as scheduler:
        assert scheduler.stderr is not None
        told = (
            line.split("Scheduler at:")[1].strip()
            for line in scheduler.stderr
            if "Scheduler at:" in line
        )
        address = next(told)
        with subprocess.Popen(
            [*dask_, "worker", address, *one], stderr=subprocess.DEVNULL, **quiet
        ) as worker:
            try:
                yield address, {"scheduler": scheduler, "worker": worker}
            finally:
                worker.kill()
                scheduler.kill()


@pytest.mark.parametrize(
    ("lost", "code"), [("worker", "no-workers-left"), ("scheduler", "cluster-lost")]
)
def test_what_a_cluster_that_is_gone_has_not_done_is_listed_and_the_next_run_does_it(
    lost: str,
    code: str,
    by_hand: Any,
    temporary: Path,
    reports: Path,
    here: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(f"{SCHEDULER}.CONNECTING", 60)
    monkeypatch.setattr(f"{SCHEDULER}.PATIENCE", 0)
    address, processes = by_hand
    out = tmp_path / "out"
    whole = Cluster.work

    def work(self: Cluster, task: Task) -> Any:
        answer = whole(self, task)  # the only worker has made one report, and has others to make
        processes[lost].terminate()
        return answer

    monkeypatch.setattr(Cluster, "work", work)
    outcome = run(job(reports, out), None, address)
    assert processes["worker"].wait() is not None
    assert not list(temporary.glob(f"{PREFIX}*"))
    assert {error.code for found, error in outcome.failed if found.slug != "bad"} == {code}
    assert (out / "index.html").is_file()
    monkeypatch.undo()
    run(job(reports, out))
    assert tree(out) == tree(here)


# The last report waits until its kernel is ended from outside, unless a file is there.
WAITS = """
if "r2023" in report and not __import__("pathlib").Path({go!r}).exists():
    __import__("threading").Event().wait()
"""
STARTED = """
import signal, sys
from pathlib import Path
from helpers.batch.run import run
from helpers.batch.stopping import stoppable
from helpers.errors import Stopped
from running.test_cluster import WAITS, job
from running.test_run import template

signal.signal(signal.SIGINT, signal.default_int_handler)
reports, out, address, go = sys.argv[1:]
try:
    with stoppable():
        told = lambda found, _: print(found.slug, flush=True)
        run(job(Path(reports), Path(out), template(WAITS.format(go=go))), told, address)
except Stopped as stopped:
    sys.exit(stopped.code)
"""


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_on_a_cluster_that_is_stopped_or_killed_keeps_what_is_done(
    by: signal.Signals, cluster: Any, reports: Path, tmp_path: Path
) -> None:
    out, go = tmp_path / "out", tmp_path / "go"
    with subprocess.Popen(
        [sys.executable, "-c", STARTED, str(reports), str(out), cluster.scheduler_address, str(go)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        start_new_session=True,
    ) as process:
        limit = Timer(
            90, process.kill
        )  # so that a run that hangs fails and does not stop the tests
        limit.start()
        try:
            assert process.stdout is not None
            assert [process.stdout.readline() for _ in range(3)] == ["bad\n", "r2021\n", "r2022\n"]
            process.send_signal(by)
            code = process.wait()
        finally:
            limit.cancel()
            process.kill()
    if by != signal.SIGKILL:
        assert code == 128 + by
        assert "2 reports audited" in (out / "index.html").read_text("utf-8")
        assert (out / "tables" / "reports.csv").is_file()
        return
    go.touch()
    notebook = template(WAITS.format(go=str(go)))
    done = (out / "audits" / "2021" / "r2021.ipynb").stat()
    on(cluster, job(reports, out, notebook))
    run(job(reports, tmp_path / "here", notebook))
    assert (out / "audits" / "2021" / "r2021.ipynb").stat() == done
    assert tree(out) == tree(tmp_path / "here")


def test_a_notebook_that_fails_is_kept_as_on_one_machine(
    cluster: Any, reports: Path, tmp_path: Path
) -> None:
    failing = template("from helpers.load import open_report\nopen_report(report)\nassert False")
    run(job(reports, tmp_path / "here", failing))
    outcome = on(cluster, job(reports, tmp_path / "there", failing))
    assert {error.code for _, error in outcome.failed} >= {"notebook-failed"}
    assert "failed/r2021.ipynb" in tree(tmp_path / "there")
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


def test_a_second_run_at_the_same_time_is_refused(
    cluster: Any, reports: Path, tmp_path: Path
) -> None:
    first = setting(job(reports, tmp_path / "first"), versions())
    with (
        connected(cluster.scheduler_address, first),
        pytest.raises(UsageError, match="Another run is at work on this cluster"),
    ):
        on(cluster, job(reports, tmp_path / "second"))


def test_a_worker_with_other_code_is_refused_by_name(
    cluster: Any, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = dict(versions()) | {"numpy": "0.0.1"}
    monkeypatch.setattr(f"{SCHEDULER}.differences", lambda _, b: differences(other, b))
    with pytest.raises(UsageError, match=r"numpy \(0\.0\.1 ≠ ") as refused:
        on(cluster, job(reports, tmp_path / "there"))
    assert refused.value.code == "other-worker"
    assert not (tmp_path / "there" / "audits").exists()


def test_a_worker_that_comes_later_with_other_code_works_on_nothing(
    reports: Path, tmp_path: Path
) -> None:
    asked = job(reports, tmp_path / "out")
    other = setting(asked, dict(versions()) | {"code": "0"})
    answer = work(other, task(asked, asked.found[0]))
    assert answer.error is not None
    assert "code (0 ≠ " in answer.error.show()
    assert answer.files == {}


def test_the_neighbours_sent_to_a_worker_give_the_context_that_they_give_here(
    reports: Path,
) -> None:
    found = find_reports([reports], [".txt"])
    beside = neighbours_of(found, texts=True)
    later = next(f for f in found if f.slug == "r2022")
    card = beside.cards.of(later)
    assert card is not None
    needed = beside.needed(later, card)
    sent = Neighbours.chosen(later, needed, read_other)
    report = read_other(later)
    assert "r2021" in {f.slug for f in needed.found}
    assert sent.context(later, report) == beside.context(later, report)
    assert sent.beside(later, report) == beside.beside(later, report)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x", "127.0.0.1:port"])
@pytest.mark.parametrize(
    ("lang", "words"), [("en", "No dask scheduler answers there"), ("zh", "没有 dask 调度器应答")]
)
def test_the_command_ends_with_2_where_no_scheduler_answers(
    address: str,
    lang: str,
    words: str,
    good: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(f"{SCHEDULER}.CONNECTING", 0.1)
    out = tmp_path / "out"
    with pytest.raises(SystemExit) as ended:
        main(["run", str(good), "--out", str(out), "--scheduler", address, "--lang", lang])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert words in told
    assert address in told
    assert not (out / "index.html").exists()


def test_the_command_ends_with_2_where_the_extra_is_not_installed(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SystemExit) as ended:
        main(["run", str(good), "--out", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:9"])
    assert ended.value.code == 2
    assert "Install ogi-audit[cluster]" in capsys.readouterr().err


PARTS = ("scheduler", "worker", "client")


def test_certificates_are_taken_from_the_settings_of_dask(reports: Path, tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(
        tmp_path / "own.pem"
    )
    own = {"cert": str(tmp_path / "own.pem"), "key": str(tmp_path / "own.pem")}
    tls: dict[str, object] = {"ca-file": str(tmp_path / "ca.pem")}
    tls |= {f"{who}.{what}": path for who in PARTS for what, path in own.items()}
    shared = setting(job(reports, tmp_path / "out"), versions())
    settings = {f"distributed.comm.tls.{key}": value for key, value in tls.items()}
    with (
        dask.config.set(settings),
        distributed.LocalCluster(
            n_workers=1,
            threads_per_worker=1,
            processes=False,
            protocol="tls",
            host="127.0.0.1",
            security=distributed.Security(),
            dashboard_address="127.0.0.1:0",
            local_directory=str(tmp_path),
        ) as cluster,
    ):
        address = cluster.scheduler_address
        assert address.startswith("tls://")
        with connected(address, shared) as there:
            assert there.jobs == 32
        with (
            dask.config.set(dict.fromkeys(settings)),
            pytest.raises(UsageError, match="No dask scheduler answers"),
            connected(address, shared),
        ):
            pass
