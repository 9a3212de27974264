"""Notebooks a minute: stock papermill in a loop and side by side, and ours: `make bench-notebooks`.

The same notebook and the same invented reports, one way after the other in one run, each in a
process of its own that is measured with all its descendants; its start counts.

With ``--curve 10,100,1000`` whole runs of so many reports are measured instead (notebooks, pages,
tables, index): what one report more costs, and the memory at its highest. 1,000 take some five
minutes on two cores; 10,000 are for a night. ``--overhead`` tells what a notebook takes beyond its
own cells.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from copy import deepcopy
from functools import partial
from pathlib import Path

import psutil

from helpers.batch.executing import Job, executed
from helpers.batch.notebook import in_thread, text_of
from helpers.batch.run import run
from helpers.batch.template import in_language, load_template
from helpers.batch.warm.process import prepare
from helpers.catalogue import Found, find_reports
from helpers.invented.drawing import draw
from helpers.invented.kinds import KINDS

WAYS = ("stock, in a loop", "stock, side by side", "ours, one at a time", "ours, side by side")
CURVE = "curve"
AFTER = ".after-the-first"
"""File with the seconds that a run took after its first report."""


def reports(folder: Path, count: int) -> None:
    """Write `count` invented reports, of all years and both editions, as text."""
    kind = KINDS["text, tabs"]
    for n in range(count):
        drawn = draw(n, ("2019", "2021")[n % 2])
        (folder / f"r{n:04d}{kind.suffix}").write_bytes(kind.write(drawn.parts))


def stock(out: Path, template: Path, report: Path) -> None:
    """Execute one notebook as papermill does by itself."""
    from papermill import execute_notebook

    parameters = {"report": str(report), "lang": "en", "others": []}
    execute_notebook(
        template, out / f"{report.stem}.ipynb", parameters, cwd=out, progress_bar=False
    )


def work(way: str, folder: Path, out: Path, jobs: int) -> None:
    """Execute the notebook for every report in one of the ways."""
    found = find_reports([folder], [".txt"])
    if way.startswith("stock"):
        template = out / "template.ipynb"
        template.write_text(text_of(in_language(load_template(), "en")), encoding="utf-8")
        make = partial(stock, out, template)
        if way == WAYS[0]:
            for f in found:
                make(f.path)
        else:
            with ProcessPoolExecutor(jobs) as pool:
                list(pool.map(make, [f.path for f in found]))
        return
    prepare()
    if way == CURVE:
        curve(found, out, jobs)
        return

    job = Job(found, out, load_template())

    def ours(f: object) -> None:
        (out / f"{f.slug}.ipynb").write_text(text_of(executed(job, f, "en")), encoding="utf-8")  # type: ignore[attr-defined,arg-type]

    with ThreadPoolExecutor(1 if way == WAYS[2] else jobs) as threads:
        list(threads.map(partial(in_thread, ours), found))


def curve(found: Sequence[Found], out: Path, jobs: int) -> None:
    """Run everything for the reports, and note the time after the first of them."""
    told: list[float] = []
    run(Job(found, out, load_template(), jobs=jobs), lambda *_: told.append(time.perf_counter()))
    (out / AFTER).write_text(str(time.perf_counter() - told[0]), encoding="ascii")


def measured(way: str, folder: Path, jobs: int) -> dict[str, float]:
    """Run one way in a process of its own: seconds, CPU seconds, peak memory in MB."""
    with tempfile.TemporaryDirectory() as out:
        call = [sys.executable, __file__, "--way", way, "--jobs", str(jobs), str(folder), out]
        begin = time.perf_counter()
        process = subprocess.Popen(call)
        peak, ended = [0.0], threading.Event()

        def watch() -> None:
            while not ended.wait(0.25):
                peak[0] = max(peak[0], _memory(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        ended.set()
        watcher.join()
        if status:
            raise SystemExit(f"{way}: ended with {status}")
        noted = Path(out) / AFTER
        after = float(noted.read_text("ascii")) if noted.exists() else seconds
    return {
        "after": after,
        "seconds": seconds,
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": peak[0],
    }


def _memory(pid: int) -> float:
    """Return the memory of a process and its descendants, shared pages counted once, in MB."""
    total = 0
    try:
        tree = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return 0.0
    for process in tree:
        try:
            total += process.memory_full_info().pss
        except (psutil.Error, AttributeError):
            continue
    return total / 2**20


CLOCKS = """
import json, time
from resource import RUSAGE_SELF, getrusage

_sums, _begun = [0.0, 0.0], []
def _now():
    used = getrusage(RUSAGE_SELF)
    return time.perf_counter(), used.ru_utime + used.ru_stime
def _begin(_info):
    _begun[:] = _now()
def _end(_result):
    if _begun:
        _sums[:] = [s + n - b for s, n, b in zip(_sums, _now(), _begun)]
get_ipython().events.register("pre_run_cell", _begin)
get_ipython().events.register("post_run_cell", _end)
"""
"""A first cell that adds up what those after it take, of the clock and of the processor."""


def overhead(count: int) -> None:
    """Print what a notebook takes beyond its cells, one at a time, the warm process ready."""
    template = load_template()
    cell = next(c for c in template.cells if c.cell_type == "code")
    for source, place in ((CLOCKS, 0), ("print(json.dumps(_sums))", len(template.cells) + 1)):
        template.cells.insert(place, deepcopy(cell))
        template.cells[place].update(source=source, metadata={"tags": []}, id=f"clock-{place}")
    rows: list[list[float]] = []
    with tempfile.TemporaryDirectory() as name:
        reports(Path(name), count)
        found = find_reports([Path(name)], [".txt"])
        job = Job(found, Path(name) / "out", template)
        executed(job, found[0], "en")
        for one in found:
            begin, used = time.perf_counter(), _used()
            made = executed(job, one, "en")
            took = [time.perf_counter() - begin, _used() - used]
            own = json.loads(made.cells[-1].outputs[0].text)
            rows.append([1000 * x for pair in zip(took, own, strict=True) for x in pair])
    clock, cells, cpu, cells_cpu = (statistics.median(column) for column in zip(*rows, strict=True))
    print("| | a notebook, ms | its cells, ms | above, ms |")
    print("|---|--:|--:|--:|")
    print(f"| clock | {clock:.0f} | {cells:.0f} | {clock - cells:.0f} |")
    print(f"| processor | {cpu:.0f} | {cells_cpu:.0f} | {cpu - cells_cpu:.0f} |")


def _used() -> float:
    """Return the seconds of the processor that this process and all it started have taken."""
    this = psutil.Process()
    times = [p.cpu_times() for p in (this, *this.children(recursive=True))]
    return sum(t.user + t.system + t.children_user + t.children_system for t in times)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--curve", help="numbers of reports of whole runs, with commas between")
    parser.add_argument(
        "--overhead", action="store_true", help="what a notebook takes beyond cells"
    )
    parser.add_argument("--way")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("folders", nargs="*", type=Path)
    given = parser.parse_args()
    if given.way:
        work(given.way, *given.folders, given.jobs)
        return
    if given.overhead:
        overhead(given.reports)
        return
    if given.curve:
        show_curve([int(count) for count in given.curve.split(",")], given.jobs)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports(folder, given.reports)
        rows = {way: measured(way, folder, given.jobs) for way in WAYS}
    if given.json:
        print(json.dumps(rows))
        return
    first = rows[WAYS[0]]["seconds"]
    print("| way | notebooks a minute | times the first | CPU s a notebook | peak MB |")
    print("|---|--:|--:|--:|--:|")
    for way, row in rows.items():
        print(
            f"| {way} | {given.reports * 60 / row['seconds']:.0f} | {first / row['seconds']:.2f} "
            f"| {row['cpu'] / given.reports:.2f} | {row['memory']:.0f} |"
        )


def show_curve(counts: Sequence[int], jobs: int) -> None:
    """Print what runs of different length take."""
    print("| reports | seconds | ms a report after the first | CPU s a report | peak MB |")
    print("|--:|--:|--:|--:|--:|")
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            reports(Path(name), count)
            row = measured(CURVE, Path(name), jobs)
        after = 1000 * row["after"] / max(1, count - 1)
        cpu = row["cpu"] / count
        print(f"| {count} | {row['seconds']:.1f} | {after:.0f} | {cpu:.2f} | {row['memory']:.0f} |")


if __name__ == "__main__":
    main()
