"""Kill a run at twenty instants and go on: `make chaos`. Too slow for `make test`; `.ci/run` does it.

The whole program is killed as the system kills for want of memory: without a chance to tidy up. The
instants are drawn from the time an undisturbed run takes, by a fixed seed; where in the run they
fall depends on the machine. Whatever they hit, the next call must go on from it: to the same bytes,
with no process left behind and nothing in the temporary folder.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from helpers.batch.warm.process import can_fork
from helpers.invented.drawing import draw
from helpers.invented.kinds import KINDS
from running.test_journal import tree

KILLS = 20
REPORTS = 4
SEED = 20

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels cannot be forked here")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of invented reports."""
    folder = tmp_path_factory.mktemp("in")
    kind = KINDS["text, tabs"]
    for n in range(REPORTS):
        drawn = draw(n, ("2019", "2021")[n % 2])
        (folder / f"r{n}{kind.suffix}").write_bytes(kind.write(drawn.parts))
    return folder


@pytest.fixture
def temporary() -> Iterator[Path]:
    """Return a folder for temporary files whose path is short enough for sockets."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def begun(reports: Path, out: Path, temporary: Path) -> subprocess.Popen[bytes]:
    """Start the program."""
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "helpers.cli",
            "run",
            str(reports),
            "--out",
            str(out),
            "--jobs",
            "2",
        ],
        env={**os.environ, "TMPDIR": str(temporary)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def left_of(process: subprocess.Popen[bytes], seconds: float) -> list[psutil.Process]:
    """Kill a run after so many seconds, unless it has ended; return what it had started."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        family = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGKILL)
        process.wait()
        return family
    return []


def test_a_run_killed_at_twenty_instants_ends_as_an_undisturbed_one(
    reports: Path, tmp_path: Path, temporary: Path
) -> None:
    start = time.monotonic()
    assert begun(reports, tmp_path / "undisturbed", temporary).wait() == 0
    whole = time.monotonic() - start
    expected = tree(tmp_path / "undisturbed")
    assert sum(name.endswith(".ipynb") for name in expected) == REPORTS
    chance = random.Random(SEED)
    kills = rounds = 0
    while kills < KILLS:
        out = tmp_path / f"out{rounds}"
        ended = False
        while not ended and kills < KILLS:
            process = begun(reports, out, temporary)
            family = left_of(process, chance.uniform(0.05, 1.0) * whole)
            ended = process.returncode == 0
            assert ended or process.returncode == -signal.SIGKILL
            kills += not ended
            _, alive = psutil.wait_procs(family, timeout=30)
            assert [p for p in alive if p.status() != psutil.STATUS_ZOMBIE] == []
        assert begun(reports, out, temporary).wait() == 0
        assert tree(out) == expected
        assert sorted(temporary.rglob("*")) == []
        rounds += 1
