"""How well invented reports are read back, in every layout and format: `make bench`.

Each report is invented from a seed, printed, and read again. A cell is *right* if state, value
and unit are those that were printed, *open* if it is said to be unreadable or missing, and
*silently wrong* otherwise. Agency, year, edition, period, date and sections are judged alike.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from helpers.errors import InputError
from helpers.form import editions
from helpers.invented.drawing import Truth, draw
from helpers.invented.kinds import KINDS, Kind
from helpers.model import Report
from helpers.parsing import read_report

DOCS = Path(__file__).parents[1] / "docs" / "reading.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
FACTS = ("agency", "year", "form", "period", "published", "sections")
EDITIONS = [name for name in editions() if name in ("2019", "2021")]


@dataclass(frozen=True)
class Task:
    """Reports of one kind: those with the seeds from `first` to before `end`."""

    kind: str
    noise: bool
    blanks: bool
    first: int
    end: int

    @property
    def lost(self) -> bool:
        """Whether the layout loses something of these reports that nobody can bring back."""
        keeps = KINDS[self.kind].keeps
        return keeps == "nothing" or (keeps == "numbers" and self.blanks)


@dataclass
class Outcome:
    """What was counted, and what was silently wrong."""

    cells: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    reports: int = 0
    refused: int = 0
    seconds: float = 0.0
    examples: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Add the counts of another."""
        self.cells += other.cells
        self.facts += other.facts
        self.reports += other.reports
        self.refused += other.refused
        self.seconds += other.seconds
        self.examples += other.examples


def tasks(reports: int, wanted: str, start: int = 0, slice_: int = 50) -> Iterator[Task]:
    """Yield the work: of each kind half the reports clean and half with noise."""
    last = start + reports // 2
    for kind in KINDS.values():
        if wanted not in kind.name:
            continue
        ways = [(False, kind.keeps == "all"), (True, kind.keeps == "all")]
        if kind.keeps == "numbers":
            ways.append((True, True))
        for noise, blanks in ways:
            for first in range(start, last, slice_):
                yield Task(kind.name, noise, blanks, first, min(first + slice_, last))


def work(task: Task) -> tuple[Task, Outcome]:
    """Invent, print, read and judge the reports of a task."""
    kind = KINDS[task.kind]
    total = Outcome()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{kind.suffix}"
        for seed in range(task.first, task.end):
            _one(kind, task, seed, path, total)
    return task, total


def _one(kind: Kind, task: Task, seed: int, path: Path, total: Outcome) -> None:
    form_id = EDITIONS[seed % len(EDITIONS)]
    drawn = draw(seed, form_id, noise=task.noise, blanks=task.blanks, words=kind.words)
    path.write_bytes(kind.write(drawn.parts))
    start = time.perf_counter()
    report: Report | None = None
    try:
        report = read_report(path)
    except InputError as error:
        total.refused += 1
        total.examples.append(f"{seed} refused {error.code}")
    total.seconds += time.perf_counter() - start
    total.reports += 1
    judge(drawn.truth, report, total, seed)


def judge(truth: Truth, report: Report | None, total: Outcome, seed: int) -> None:
    """Compare what was read with what was printed."""
    if report is None:
        total.cells["open"] += len(truth.cells)
        total.facts.update(f"{name} open" for name in FACTS)
        return
    right_form = report.form == truth.form
    for address, shown in truth.cells.items():
        cell = report.cell(address)
        if cell.state in ("unreadable", "missing") or not right_form:
            total.cells["open"] += 1
            if cell.state == "unreadable" or not right_form:
                total.examples.append(f"{seed} open {address} {shown.text!r}")
        elif (cell.state, cell.value, cell.unit) == (shown.state, shown.value, shown.unit):
            total.cells["right"] += 1
        else:
            total.cells["wrong"] += 1
            total.examples.append(f"{seed} WRONG {address} {shown.text!r} read {cell.raw!r}")
    sections = tuple(s.id for s in report.sections if s.id)
    found = {
        "agency": report.agency,
        "year": report.year,
        "form": report.form,
        "period": report.period.days if report.period else None,
        "published": report.published.days[0] if report.published else None,
        "sections": sections,
    }
    for name in FACTS:
        value, expected = found[name], getattr(truth, name)
        if value == expected:
            total.facts[f"{name} right"] += 1
            continue
        state = "wrong" if value and name != "sections" else "open"
        if name == "sections" and not _in_order(sections, truth.sections):
            state = "wrong"
        total.facts[f"{name} {state}"] += 1
        total.examples.append(f"{seed} {state.upper()} {name}: {expected} read {value}")


def _in_order(found: tuple[str, ...], expected: tuple[str, ...]) -> bool:
    rest = iter(expected)
    return all(name in rest for name in found)


def lines(results: dict[tuple[str, bool, bool], Outcome]) -> Iterator[str]:
    """Yield the tables in Markdown; no line depends on the machine but for the speed."""
    for title, lost in (
        ("Layouts that keep every printed cell", False),
        ("Layouts that lose something: what is lost must be open", True),
    ):
        yield f"### {title}\n"
        yield "| layout | print | reports | cells | right | said to be open | silently wrong | right among read |"
        yield "|---|---|--:|--:|--:|--:|--:|--:|"
        for (kind, noise, blanks), o in results.items():
            if Task(kind, noise, blanks, 0, 0).lost == lost:
                name = f"{kind}, blank cells" if KINDS[kind].keeps == "numbers" and blanks else kind
                cells = o.cells.total()
                read = cells - o.cells["open"]
                share = f"{100 * o.cells['right'] / read:.3f} %" if read else "–"
                how = "noisy" if noise else "clean"
                yield (
                    f"| {name} | {how} | {o.reports:,} | {cells:,} | {o.cells['right']:,} "
                    f"| {o.cells['open']:,} | {o.cells['wrong']:,} | {share} |"
                )
        yield ""
    yield "### Who and when\n"
    yield "| what | print | right | open | silently wrong |"
    yield "|---|---|--:|--:|--:|"
    for noise in (False, True):
        facts: Counter[str] = Counter()
        for (_, noisy, _), o in results.items():
            if noisy == noise:
                facts += o.facts
        for name in FACTS:
            counts = [facts[f"{name} {state}"] for state in ("right", "open", "wrong")]
            how = "noisy" if noise else "clean"
            yield f"| {name} | {how} | {counts[0]:,} | {counts[1]:,} | {counts[2]:,} |"


def main() -> int:
    """Measure, and write the tables into `docs/reading.md` if everything was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--documents", "--reports", dest="reports", type=int, default=2000, help="of a kind (2000)"
    )
    parser.add_argument("--first", type=int, default=0, help="the first seed (0)")
    parser.add_argument("--kinds", default="", help="only kinds whose name has these words")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--show", type=int, default=0, help="show so many misreadings of a kind")
    parser.add_argument("--write", action="store_true", help=f"write docs/{DOCS.name}")
    chosen = parser.parse_args()
    results: dict[tuple[str, bool, bool], Outcome] = {}
    with ProcessPoolExecutor(chosen.processes) as pool:
        for task, outcome in pool.map(
            work, tasks(chosen.reports, chosen.kinds, chosen.first), chunksize=1
        ):
            results.setdefault((task.kind, task.noise, task.blanks), Outcome()).add(outcome)
    text = "\n".join(lines(results)) + "\n"
    print(text)
    for (kind, noise, blanks), o in results.items():
        speed = o.reports / o.seconds if o.seconds else 0
        print(f"{kind}, noise {noise}, blanks {blanks}: {speed:,.0f} a second, {o.refused} refused")
        for example in o.examples[: chosen.show]:
            print("    seed", example)
    if chosen.write:
        old = DOCS.read_text("utf-8")
        before, _, rest = old.partition(BEGIN)
        _, _, after = rest.partition(END)
        DOCS.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")
    wrong = sum(
        o.cells["wrong"] for key, o in results.items() if not Task(*key, first=0, end=0).lost
    )
    wrong += sum(o.facts[f"{name} wrong"] for o in results.values() for name in FACTS)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
