"""Whether a damaged report is ever read as if it were whole: `make bench-damage`.

A clean report is invented from a seed, a stretch of it is deleted, duplicated, swapped with
another or overwritten, and what is left is read. A cell read as a number is *as printed* if it is
the number of the clean report, *as damaged* if the damaged report itself shows that number at the
row and the column of the cell, and *wrong* otherwise: the original is gone or ambiguous, and the
reader should have said so. Wrong numbers in a table whose reading is said to be of low confidence
are counted apart.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import harm
from fields import BARS, fields_of

from helpers.errors import OgiError
from helpers.form import load_form
from helpers.invented.boxes import with_texts
from helpers.invented.drawing import draw
from helpers.invented.grids import completed
from helpers.invented.kinds import KINDS, Kind
from helpers.numerals import read_cell
from helpers.parsing import read_tables
from helpers.parsing.stage import Tables

DOCS = Path(__file__).parents[1] / "docs" / "reliability.md"
BEGIN, END = "<!-- damage: begin -->\n", "<!-- damage: end -->\n"
WORTHLESS = ("text, glued", "text, without repeats", "text, no tables", "text, pictures")
"""Layouts that lose their tables without any damage."""

IN_COLUMNS = (".xlsx", ".pdf", ".ofd")
"""Formats that show what stands below which head, whatever was lost to the left of it."""

TABBED = ("text, tab rows", "text, tab cells")
"""Text layouts in which a cell begins with a tab and a line without one goes on."""

PADDED = ("text, bar rows", "text, long bars")
"""Text layouts that fill every row up to one width."""

UNBROKEN = ("text, spaces", "text, table on a line")
"""Text layouts that leave out the white space inside a cell, which would part two."""


@dataclass
class Outcome:
    """What was counted of one kind of document and one kind of damage."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Add the counts of another."""
        self.counts += other.counts
        self.examples += other.examples


@dataclass(frozen=True)
class Damaged:
    """A damaged report, what it was, and what it shows now."""

    data: bytes
    whole: bytes
    clean: dict[str, int | float | None]
    shows: harm.Shows
    way: str


def damaged(kind: Kind, manner: str, seed: int) -> Damaged | None:
    """Invent a report and damage it; None where the layout cannot print what is left."""
    chance = Random(f"{kind.name} {manner} {seed}")
    form_id = chance.choice(("2019", "2021"))
    parts = list(draw(seed, form_id, words=False).parts)
    if seed % 2:  # every number its own, so that none is right by chance; the rows add up
        form = load_form(form_id)
        totals = {e.right[0] for e in form.equations if len(e.right) == 1}
        numbers = iter(chance.sample(range(100, 1000), 400))
        cells = completed(form_id, {a: next(numbers) for a in form.addresses if a not in totals})
        parts = [
            p
            if isinstance(p, str)
            else with_texts(p, lambda b: str(cells[b.at]) if b.at else b.text)
            for p in parts
        ]
    clean = {b.at: read_cell(b.text).value for p in parts if not isinstance(p, str)
             for b in harm.boxes(p) if b.at}  # fmt: skip
    text = kind.suffix in (".txt", ".html", ".csv") and seed % 4 >= 2
    marked = None
    if text and "gb" not in kind.name and "utf" not in kind.name:
        with suppress(UnicodeDecodeError):  # a page in another encoding: its boxes are damaged
            marked = harm.marked(parts, lambda p: kind.write(p).decode())
    if marked:
        harmed = harm.harmed_text(marked, manner, chance)
        said = "".join(c for c, _ in harmed)
        cut = fields_of(kind)
        whole = harm.signed(parts, lambda p: kind.write(p).decode(), blanks=kind.keeps == "all")
        shows = harm.shown_by_rows(whole, said, cut or harm.line_rows)
        if cut is None:
            filled = harm.signed(parts, lambda p: kind.write(p).decode(), blanks=False)
            shows = harm.both(shows, harm.shown_by_rows(filled, said, harm.filled_rows))
            shows = harm.both(shows, harm.shown_by_origin(harmed))
            if kind.name in TABBED:
                shows = harm.both(shows, harm.shown_by_rows(whole, said, harm.tab_rows))
        return Damaged(said.encode(), kind.write(parts), clean, shows, "text")
    left, shows = harm.harmed_boxes(
        parts,
        manner,
        chance,
        padded=kind.name in PADDED,
        in_columns=kind.suffix in IN_COLUMNS,
        headed=kind.suffix != ".txt" or kind.name.removeprefix("text, ") in (*BARS, "tab rows"),
        number=number_of(kind),
    )
    try:
        return Damaged(kind.write(left), kind.write(parts), clean, shows, "boxes")
    except Exception:  # the writer, not the reader: a table in this state has no layout
        return None


def number_of(kind: Kind) -> Callable[[str], int | float | None]:
    """Return what number a text of a box shows once it is written as this kind."""
    if kind.suffix == ".xlsx":
        return harm.number_in_sheet
    if kind.name in UNBROKEN:  # 8 1 is written as 81, and nobody can see that it was not
        return lambda text: harm.number("".join(text.split()))
    return harm.number_between_bars if kind.name.removeprefix("text, ") in BARS else harm.number


def one(kind: Kind, manner: str, seed: int, path: Path, total: Outcome) -> None:
    """Invent, damage, read and judge one report."""
    made = damaged(kind, manner, seed)
    if made is None:
        total.counts["not written"] += 1
        return
    total.counts["documents"] += 1
    path.write_bytes(made.data)
    try:
        tables = read_tables(path)  # the cells of the whole report, in half the time
    except OgiError:
        total.counts["refused"] += 1
        return
    except Exception as error:  # a finding, and no reason to lose the counts of the others
        total.counts["crashed"] += 1
        total.examples.insert(0, f"{kind.name}|{manner}|{seed}: CRASHED: {error!r}")
        return
    judge(tables, made.clean, made.shows, total, f"{kind.name}|{manner}|{seed} ({made.way})")


def judge(tables: Tables, clean: dict[str, int | float | None], shows: harm.Shows,
          total: Outcome, name: str) -> None:  # fmt: skip
    """Count what was read as a number."""
    trust = {reading.table: reading.confidence for reading in tables.placed.readings}
    wrong = []
    for address, cell in tables.placed.cells.items():
        if not cell.known:
            total.counts["open"] += 1
        elif cell.value == clean.get(address):
            total.counts["printed"] += 1
        elif harm.accepted(shows, address, cell.value):
            total.counts["damaged"] += 1
        else:
            sure = trust.get(address.partition(".")[0], "none")
            total.counts["wrong" if sure in ("certain", "high") else "doubted"] += 1
            if sure in ("certain", "high"):
                wrong.append(f"{address}: {clean.get(address)} read {cell.value} ({sure})")
    if wrong:
        total.counts["documents wrong"] += 1
        total.examples.append(f"{name}: {len(wrong)} cells, {'; '.join(wrong[:3])}")


def work(task: tuple[str, str, int, int]) -> tuple[str, str, Outcome]:
    """Do the reports of one kind and manner with the seeds from one to before another."""
    name, manner, first, end = task
    total = Outcome()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{KINDS[name].suffix}"
        for seed in range(first, end):
            one(KINDS[name], manner, seed, path, total)
    return name, manner, total


def lines(results: dict[tuple[str, str], Outcome]) -> Iterator[str]:
    """Yield the tables in Markdown."""
    for title, part in (("format", 0), ("damage", 1)):
        yield (
            f"| {title} | documents | refused | numbers read | as printed | as the damaged report shows "
            "| wrong, doubted | wrong, with confidence | documents with one |"
        )
        yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
        groups: dict[str, Counter[str]] = {}
        for key, o in results.items():
            groups.setdefault(key[part].partition(",")[0], Counter()).update(o.counts)
        groups["all"] = sum(groups.values(), Counter())
        for name, c in groups.items():
            read = c["printed"] + c["damaged"] + c["doubted"] + c["wrong"]
            share = 100 * c["wrong"] / read if read else 0
            yield (
                f"| {name} | {c['documents']:,} | {c['refused']:,} | {read:,} | {c['printed']:,} "
                f"| {c['damaged']:,} | {c['doubted']:,} | {c['wrong']:,} ({share:.4f} %) "
                f"| {c['documents wrong']:,} |"
            )
        yield ""


def main() -> int:
    """Measure, and write the tables into `docs/reliability.md` if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500, help="of a kind and damage (500)")
    parser.add_argument("--slow", type=int, default=25, help="the same of PDF and OFD (25)")
    parser.add_argument("--first", type=int, default=0, help="the first seed (0)")
    parser.add_argument("--kinds", default="", help="only kinds whose name has these words")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--show", type=int, default=0, help="show so many misread reports a kind")
    parser.add_argument("--save", type=Path, help="write what is counted so far to this file")
    parser.add_argument("--write", action="store_true", help=f"write docs/{DOCS.name}")
    chosen = parser.parse_args()
    names = [name for name in KINDS if chosen.kinds in name and name not in WORTHLESS]
    many = {
        n: chosen.slow if KINDS[n].suffix in (".pdf", ".ofd") else chosen.documents for n in names
    }
    tasks = [
        (name, manner, chosen.first + done, chosen.first + min(done + 25, many[name]))
        for done in range(0, max(many.values()), 25)  # a run cut short has documents of every kind
        for name in names
        if done < many[name]
        for manner in harm.HARMS
    ]
    results: dict[tuple[str, str], Outcome] = {}
    with ProcessPoolExecutor(chosen.processes) as pool:
        for done, (name, manner, outcome) in enumerate(pool.map(work, tasks), start=1):
            results.setdefault((name, manner), Outcome()).add(outcome)
            if chosen.save and done % 20 == 0:  # a run that is cut off leaves its counts
                chosen.save.write_text(told(results, chosen.show), "utf-8")
    text = told(results, chosen.show)
    print(text)
    if chosen.save:
        chosen.save.write_text(text, "utf-8")
    if crashed := sum(o.counts["crashed"] for o in results.values()):
        print(f"{crashed} documents ended in an exception that is none of ours")
        return 1
    if chosen.write:
        old = DOCS.read_text("utf-8")
        before, _, rest = old.partition(BEGIN)
        _, _, after = rest.partition(END)
        table = "\n".join(lines(results))
        DOCS.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", "utf-8")
    return 0


def told(results: dict[tuple[str, str], Outcome], show: int) -> str:
    """Return the tables, and the misread reports of each kind."""
    text = list(lines(results))
    for (name, manner), o in results.items():
        if o.counts["wrong"]:
            text.append(f"{name}, {manner}: {o.counts['wrong']} in {o.counts['documents wrong']}")
        text += [f"     {example}" for example in o.examples[:show]]
    return "\n".join(text)


if __name__ == "__main__":
    sys.exit(main())
