"""How long a run takes that has nothing to do: ``python benchmarks/unchanged.py [REPORTS] [--alike]``.

The reports are invented. Notebooks are not executed: in their place stands one of the usual size, so that
what is measured is reading, judging and writing in the first run, and looking whether anything has
changed in the second and third. With ``--alike`` one report is read and judged once and lent to all, each
under its own name, organ and year: then the first run is cheap, and ten thousand can be asked about.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from nbformat import v4

from helpers import load
from helpers.audit import Audit
from helpers.batch import making
from helpers.batch.executing import Job
from helpers.batch.run import run
from helpers.batch.template import in_language, load_template
from helpers.catalogue import Found, find_reports
from helpers.invented import invented_report
from helpers.invented.drafts import drafted
from helpers.invented.texts import text_of
from helpers.model import Report

READ = load.read_found
PADDING = "x" * 150_000
"""Of a notebook: with it, it is as large as one with figures."""
YEARS = range(2021, 2026)


def write(folder: Path, count: int, alike: bool) -> None:
    """Write invented reports: a fifth as many organs, each with five years."""
    usual = invented_report()
    for n in range(count):
        year = YEARS[n % len(YEARS)]
        text = f"{usual}\n{n}\n" if alike else text_of(drafted(f"unchanged {n}").parts(), "tabs")
        path = folder / f"{n // len(YEARS) // 100:03d}" / f"r{n // len(YEARS):06d}-{year}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


@cache
def lent() -> tuple[Report, Audit]:
    """Return the report that is lent to all, and its audit."""
    with tempfile.TemporaryDirectory() as aside:
        path = Path(aside) / "a.txt"
        path.write_text(invented_report(), encoding="utf-8")
        report = READ(find_reports([path], [".txt"])[0])
    return report, load.judge(report)


def read_lent(found: Found, **_: Any) -> Report:
    """Return the lent report under the name of another."""
    number, year = found.path.stem[1:].split("-")
    digest = sha256(found.path.read_bytes()).hexdigest()
    report, _audit = lent()
    source = replace(report.source, path=found.name, sha256=digest)
    # Texts without words of their own: that all are alike is not what is measured.
    return replace(
        report, source=source, agency=f"第{number}镇人民政府", year=int(year), sections=()
    )


def judge_lent(report: Report, **_: Any) -> Audit:
    """Return the lent audit under the name of another report."""
    return replace(lent()[1], report=report)


def executed(job: Job, _: Found, lang: Any) -> Any:
    """Return a notebook of the usual size."""
    notebook = in_language(job.template, lang)
    notebook.cells.append(v4.new_code_cell("0", id="padding"))
    notebook.cells[-1].outputs = [v4.new_output("stream", text=PADDING)]
    return notebook


def timed(what: str, act: Callable[[], object]) -> None:
    """Print how long a call takes, by the clock and of the processor."""
    begun, worked = time.perf_counter(), time.process_time()
    act()
    clock, cores = time.perf_counter() - begun, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    print(
        f"{what:40} {clock:8.1f} s {cores:8.1f} s of processor, peak memory {peak:5.0f} MB",
        flush=True,
    )


def main() -> None:
    """Run three times over the same reports, then once more after one has changed."""
    asked = argparse.ArgumentParser()
    asked.add_argument("reports", nargs="?", type=int, default=300)
    asked.add_argument("--alike", action="store_true")
    given = asked.parse_args()
    making.executed = executed  # type: ignore[assignment]
    if given.alike:
        load.read_found = making.read_found = read_lent  # type: ignore[assignment]
        making.judge = judge_lent  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as aside:
        folder, out = Path(aside) / "in", Path(aside) / "out"
        folder.mkdir()
        write(folder, given.reports, given.alike)

        def once() -> None:
            found = find_reports([folder], [".txt"])
            beside = load.neighbours_of(found, texts=True)
            outcome = run(Job(found, out, load_template(), neighbours=beside))
            assert len(outcome.made) == given.reports, outcome.failed[:1]

        timed(f"first run over {given.reports} reports", once)
        timed("second run, nothing changed", once)
        timed("third run, nothing changed", once)
        path = next(iter(sorted(folder.rglob("*.txt"))))
        path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")
        timed("one report changed", once)


if __name__ == "__main__":
    main()
