"""What trying other readings gains, and that it never puts a number in a wrong cell.

Each invented table three adds up at first. Then the agency errs in a random way (a digit, another
number, a number left out, a wrong total, two numbers of one row or column exchanged), some cells
of some rows are left blank, and the report is written in a layout in which blanks vanish. It is
read back and every cell compared with what was printed: right, open (unreadable), or wrong.

The last lines are a stress on purpose: the agency itself exchanged a number with the very blank
that vanished. Such a file is the same, byte for byte, as that of an agency without an error, so no
reader can tell; the lines say how often a repair then follows the sums.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from helpers.errors import InputError
from helpers.form import load_form
from helpers.invented import Value, completed, invented_report, lines_document
from helpers.model import Report
from helpers.numerals import read_cell
from helpers.parsing import parse_document

TABLE = "applications"
LAYOUTS = ("lines", "spaces")
ERRORS = ("none", "digit", "number", "left out", "total", "row exchange", "column exchange", "two")
STRESS = "exchange with the lost blank"
Cells = dict[str, Value]


def balanced(form_id: str, chance: random.Random) -> Cells:
    """Return a table that adds up, as sparse or as full as real ones are."""
    form = load_form(form_id)
    block = form.table(TABLE).blocks[0]
    share = chance.choice((0.05, 0.2, 0.6))
    outcomes = [r.id for r in block.leaf_rows if r.role == "leaf"]
    kinds = [c.id for c in block.columns[:-1]]
    into, before, after = outcomes[0], outcomes[1], outcomes[-1]
    given: Cells = {}
    for row in outcomes[2:]:
        for kind in kinds:
            value = chance.choice((1, 1, 2, 3, 7, 12, 120)) if chance.random() < share else 0
            given[f"{TABLE}.{row}.{kind}"] = value
    cells = completed(form_id, given)
    for kind in kinds:
        handled = int(cells[f"{TABLE}.outcome_total.{kind}"])
        left = int(given.get(f"{TABLE}.{after}.{kind}", 0))
        carried = chance.randint(0, handled + left) if chance.random() < 0.3 else 0
        given[f"{TABLE}.{before}.{kind}"] = carried
        given[f"{TABLE}.{into}.{kind}"] = handled + left - carried
    return completed(form_id, given)


def err(cells: Cells, form_id: str, kind: str, chance: random.Random) -> None:
    """Let the agency err once in table three."""
    block = load_form(form_id).table(TABLE).blocks[0]
    own = [a for a in cells if a.startswith(f"{TABLE}.")]
    filled = [a for a in own if cells[a]] or own
    at = chance.choice(filled)
    _, row, column = at.split(".")
    if kind == "digit":
        digits = list(str(cells[at]))
        digits[chance.randrange(len(digits))] = chance.choice("123456789")
        cells[at] = int("".join(digits))
    elif kind == "number":
        cells[chance.choice(own)] = chance.randint(1, 30)
    elif kind == "left out":
        cells[at] = chance.choice((0, ""))
    elif kind == "total":
        totals = [a for a in own if a.endswith(".total") or ".outcome_total." in a]
        cells[chance.choice(totals)] = chance.choice((0, 1, 5, ""))
    elif kind == "row exchange":
        other = f"{TABLE}.{row}.{chance.choice(block.columns).id}"
        cells[at], cells[other] = cells[other], cells[at]
    elif kind == "column exchange":
        other = f"{TABLE}.{chance.choice(block.leaf_rows).id}.{column}"
        cells[at], cells[other] = cells[other], cells[at]
    elif kind == "two":
        for each in chance.sample(ERRORS[1:-1], 2):
            err(cells, form_id, each, chance)


def leave_blank(cells: Cells, form_id: str, chance: random.Random) -> set[str]:
    """Print zeros of some rows as blanks and return these rows."""
    block = load_form(form_id).table(TABLE).blocks[0]
    rows = set()
    for row in chance.sample(block.leaf_rows, chance.choice((1, 1, 1, 2, 3))):
        zeros = [a for c in block.columns if cells[a := f"{TABLE}.{row.id}.{c.id}"] == 0]
        for address in chance.sample(zeros, min(len(zeros), chance.choice((1, 1, 2, 3, 6)))):
            cells[address] = ""
            rows.add(row.id)
    return rows


def exchange_with_blank(cells: Cells, form_id: str, chance: random.Random) -> bool:
    """Exchange a number with a blank of its row, as the stress wants it."""
    block = load_form(form_id).table(TABLE).blocks[0]
    for row in chance.sample(block.leaf_rows, len(block.leaf_rows)):
        own = [f"{TABLE}.{row.id}.{c.id}" for c in block.columns]
        blanks = [a for a in own if cells[a] == ""]
        filled = [a for a in own if cells[a]]
        if blanks and filled:
            a, b = chance.choice(blanks), chance.choice(filled)
            cells[a], cells[b] = cells[b], cells[a]
            return True
    return False


def read_back(form_id: str, cells: Cells, layout: str) -> Report | None:
    """Return the report as read, None where it is refused."""
    text = invented_report(form_id, cells, layout, derive=False)  # type: ignore[arg-type]
    try:
        return parse_document(lines_document(text))
    except InputError:
        return None


def judge(report: Report, cells: Cells) -> Counter[str]:
    """Count the cells of table three, those of repaired cells apart."""
    repaired = {r.address for r in report.repairs}
    counts: Counter[str] = Counter()
    for address, printed in cells.items():
        if not address.startswith(f"{TABLE}."):
            continue
        cell, truth = report.cell(address), read_cell(str(printed))
        if cell.state in ("unreadable", "missing"):
            counts["open"] += 1
            continue
        right = (cell.state, cell.value) == (truth.state, truth.value)
        counts["right" if right else "wrong"] += 1
        counts[f"repaired {'right' if right else 'wrong'}"] += address in repaired
    return counts


def one(seed: int, kind: str) -> Counter[str]:
    """Return the counts of one table."""
    chance = random.Random(f"{kind} {seed}")
    form_id = ("2019", "2021")[seed % 2]
    cells = balanced(form_id, chance)
    if kind not in ("none", STRESS):
        err(cells, form_id, kind, chance)
    lost = leave_blank(cells, form_id, chance)
    if not lost or (kind == STRESS and not exchange_with_blank(cells, form_id, chance)):
        return Counter()
    report = read_back(form_id, cells, LAYOUTS[seed // 2 % 2])
    counts = Counter(tables=1, rows=len(lost))
    if report is None:
        return counts + Counter(refused=1)
    rows = {r.address.split(".")[1] for r in report.repairs}
    return counts + judge(report, cells) + Counter({"rows read": len(rows)})


def main() -> None:
    """Print the table; `docs/reading-repairs.md` holds the last one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=24_000, help="tables in all")
    each = parser.parse_args().tables // len(ERRORS)
    print(
        "| the agency's error | tables | rows that lost blanks | of them read by sums "
        "| cells repaired | repaired wrongly | other cells wrong |"
    )
    print("|---|---|---|---|---|---|---|")
    sums: Counter[str] = Counter()
    for kind in (*ERRORS, STRESS):
        if kind == STRESS:
            print(_line("all of these", sums))
        counts: Counter[str] = Counter()
        for seed in range(each):
            counts += one(seed, kind)
        sums += counts
        print(_line(kind, counts), flush=True)


def _line(name: str, n: Counter[str]) -> str:
    repaired = n["repaired right"] + n["repaired wrong"]
    return (
        f"| {name} | {n['tables']:,} | {n['rows']:,} | {n['rows read']:,} | {repaired:,} "
        f"| {n['repaired wrong']:,} | {n['wrong'] - n['repaired wrong']:,} |"
    )


if __name__ == "__main__":
    main()
