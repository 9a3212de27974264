"""Forked kernels: as fast as the work itself, and as far apart as kernels started alone."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from nbclient.exceptions import DeadKernelError

from helpers.batch.notebook import CellFailed, execute, text_of
from helpers.batch.template import load_template
from helpers.batch.warm import process
from helpers.batch.warm.process import can_fork
from helpers.paths import repository_root

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels cannot be forked here")

DISTURBS = {
    "globals": ("left = 1", "'left' in dir()"),
    "modules": ("import helpers; helpers.left = 1", "import helpers; hasattr(helpers, 'left')"),
    "rcParams": (
        "import matplotlib; matplotlib.rcParams['font.size'] = 77",
        "import matplotlib; matplotlib.rcParams['font.size'] == 77",
    ),
    "environment": (
        "import os; os.environ['OGI_LEFT'] = '1'",
        "import os; 'OGI_LEFT' in os.environ",
    ),
    "folder": ("import os; os.chdir('/')", "import os; os.getcwd() == '/'"),
    "warnings": (
        "import warnings; warnings.simplefilter('error', BytesWarning)",
        "import warnings; any(f[2] is BytesWarning for f in warnings.filters)",
    ),
    "path": ("import sys; sys.path.append('/left')", "import sys; '/left' in sys.path"),
    "options": (
        "import pandas; pandas.set_option('display.max_rows', 3)",
        "import pandas; pandas.get_option('display.max_rows') == 3",
    ),
    "limits": (
        "import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\nlimited = 1",
        "'limited' in dir()",
    ),
}


def notebook(*cells: str) -> Any:
    made = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
    made.cells = [nbformat.v4.new_code_cell(c, id=f"c{n}") for n, c in enumerate(cells)]  # type: ignore[no-untyped-call]
    made.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "P"}
    return made


def result(made: Any) -> str:
    return str(made.cells[-1].outputs[0].data["text/plain"])


@pytest.mark.parametrize("kind", DISTURBS)
def test_nothing_a_notebook_does_reaches_the_next(kind: str, tmp_path: Path) -> None:
    act, ask = DISTURBS[kind]
    same = "\n".join([act, ask.replace("; ", "\n")])
    assert result(execute(notebook(same), tmp_path, {})) == "True"
    assert result(execute(notebook(ask.replace("; ", "\n")), tmp_path, {})) == "False"


@pytest.mark.parametrize("end", ["import os; os._exit(3)", "import os; os.kill(os.getpid(), 9)"])
def test_a_kernel_that_dies_takes_no_other_with_it(end: str, tmp_path: Path) -> None:
    with pytest.raises(DeadKernelError):
        execute(notebook(end), tmp_path, {})
    assert result(execute(notebook("1 + 1"), tmp_path, {})) == "2"


def test_memory_that_runs_out_in_one_notebook_is_there_in_the_next(tmp_path: Path) -> None:
    greedy = notebook(
        "import resource, pathlib\nstat = pathlib.Path('/proc/self/statm')\n"
        "used = int(stat.read_text().split()[0]) * resource.getpagesize() if stat.exists() else 2**31\n"
        "resource.setrlimit(resource.RLIMIT_AS, (used + 2**28,) * 2)\nbytearray(2**32)"
    )
    with pytest.raises(CellFailed, match="MemoryError"):
        execute(greedy, tmp_path, {})
    assert result(execute(notebook("len(bytearray(2**24))"), tmp_path, {})) == str(2**24)


def test_a_cell_whose_error_is_not_shown_fails_all_the_same(tmp_path: Path) -> None:
    hides = notebook("get_ipython()._showtraceback = lambda *_: None", "1 / 0", "2")
    with pytest.raises(CellFailed, match="ZeroDivisionError"):
        execute(hides, tmp_path, {})
    assert result(execute(notebook("1 + 2"), tmp_path, {})) == "3"


def test_a_kernel_may_not_take_all_memory_of_the_machine(tmp_path: Path) -> None:
    kept: list[Any] = []
    with pytest.raises(CellFailed, match="MemoryError"):
        execute(notebook(f"bytearray({process.MOST_MEMORY})"), tmp_path, {}, kept=kept)
    assert "MemoryError" in text_of(kept[0])
    assert result(execute(notebook("len(bytearray(2**24))"), tmp_path, {})) == str(2**24)


def test_two_notebooks_do_not_draw_the_same_random_numbers(tmp_path: Path) -> None:
    ask = "import random, numpy\n(random.random(), numpy.random.random())"
    first, second = (eval(result(execute(notebook(ask), tmp_path, {}))) for _ in range(2))
    assert first[0] != second[0]
    assert "0." in str(second[1])
    assert str(first[1]) != str(second[1])


def test_a_warm_process_that_is_killed_is_started_again(tmp_path: Path) -> None:
    execute(notebook("1"), tmp_path, {})
    killed = process.nursery()  # asked for once: a dead one is replaced by the next that asks
    os.kill(killed.pid, signal.SIGKILL)
    killed.join()
    assert result(execute(notebook("1 + 2"), tmp_path, {})) == "3"


def test_no_kernel_outlives_the_warm_process(tmp_path: Path) -> None:
    pid = int(result(execute(notebook("import os\nos.getpid()"), tmp_path, {})))
    process.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_kernel_sees_the_environment_and_folder_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OGI_GIVEN", "yes")
    ask = "import os\n(os.environ['OGI_GIVEN'], os.path.realpath(os.getcwd()))"
    assert eval(result(execute(notebook(ask), tmp_path, {}))) == (
        "yes",
        os.path.realpath(tmp_path),
    )


def test_the_audit_notebook_is_byte_for_byte_that_of_a_kernel_started_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root, parameters = repository_root(), {"report": "data/raw/shangtang-2020.txt", "lang": "zh"}
    forked = text_of(execute(load_template(), root, parameters))
    monkeypatch.setenv("OGI_AUDIT_KERNELS", "plain")
    assert text_of(execute(load_template(), root, parameters)) == forked


def test_what_the_warm_process_rehearses_leaves_no_setting_behind(tmp_path: Path) -> None:
    code = (
        "import locale, os, random, warnings\n"
        "import matplotlib, numpy, pandas\n"
        "from helpers.batch.warm.rehearsal import rehearse\n"
        "def state():\n"
        "    settings = {k: matplotlib.rcParams._get(k) for k in sorted(matplotlib.rcParams.keys())}\n"
        "    options = pandas.describe_option(_print_desc=False)\n"
        "    chance = random.getstate(), repr(numpy.random.get_state())\n"
        "    rest = list(warnings.filters), dict(os.environ), os.getcwd(), locale.setlocale(0)\n"
        "    return settings, options, chance, rest\n"
        "before = state()\n"
        "rehearse()\n"
        "assert state() == before\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_an_audit_is_the_same_after_a_rehearsal_as_without(tmp_path: Path) -> None:
    code = (
        "import hashlib, sys\n"
        "from helpers import display, figures, open_audit\n"
        "if sys.argv[1:]:\n"
        "    from helpers.batch.warm.rehearsal import rehearse\n"
        "    rehearse()\n"
        "audit = open_audit('shangtang-2020')\n"
        "drawn = [f(audit).bytes() for f in (figures.breakdowns, figures.balance)]\n"
        "shown = display.findings(audit)._repr_html_() + display.reading(audit.report)._repr_html_()\n"
        "print(hashlib.sha256(b''.join(drawn) + shown.encode()).hexdigest())\n"
    )
    said = [
        subprocess.run([sys.executable, "-c", code, *more], capture_output=True, check=True).stdout
        for more in ((), ("rehearsed",))
    ]
    assert said[0] == said[1]


def test_a_warm_process_that_is_ended_while_it_gets_ready_leaves_no_folder() -> None:
    house = process.Nursery()
    warm = psutil.Process(house.pid)
    # The start of a kernel is tried out in a fork, in a folder within.
    while not (trying := warm.children()) or not any(p.is_dir() for p in house.folder.iterdir()):
        assert house.alive
    house.close()
    psutil.wait_procs(trying, timeout=60)
    assert not house.folder.exists()
