"""How well invented reports are read back, in every layout and format: `make bench`.

Each report is made from the form with random numbers, blanks and slashes, printed with random
known variants of its labels, and read again. A cell is right if state and value are those that
were printed, open if it is said to be unreadable or missing, and silently wrong otherwise.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from documents import csv_text, docx_bytes, xlsx_bytes
from helpers.errors import InputError
from helpers.form import load_form
from helpers.numerals import read_cell
from helpers.parsing import read_report
from invented import LAYOUTS, Value, invented_parts, invented_report
from printed import pdf_bytes

REPORTS = 100
"""Reports of each layout and edition."""
PRINTED: tuple[Value, ...] = (0, 0, 0, 0, 1, 2, 7, 13, 208, 1234, "", "/", "—", "无")
BLANKS_VANISH = ("spaces", "lines")
"""Layouts in which a blank cell leaves no trace; a row that had one cannot be read."""


def invented(form_id: str, chance: random.Random, blanks: bool) -> tuple[dict[str, Value], dict]:
    """Return what the cells print, and the labels that are printed otherwise."""
    form = load_form(form_id)
    printed = PRINTED if blanks else tuple(p for p in PRINTED if p != "")
    values = {a: chance.choice(printed) for a in form.addresses}
    labels: dict[str, str] = {}
    for table in form.tables:
        for block in table.blocks:
            for part in (*block.rows, *block.columns):
                if part.aliases and chance.random() < 0.2:
                    labels[part.label.zh] = chance.choice(part.aliases)
    return values, labels


def writers() -> Iterator[tuple[str, str, Callable[..., bytes]]]:
    """Yield ``(name, suffix, write)`` of every layout and format."""
    for layout in LAYOUTS:
        suffix = ".html" if layout == "html" else ".txt"
        name = layout if layout == "html" else f"text, {layout.replace('_', ' ')}"
        yield (
            name,
            suffix,
            lambda f, v, n, layout=layout: invented_report(
                f, v, layout, labels=n, derive=False
            ).encode(),
        )
    for name, suffix, write in (
        ("docx", ".docx", docx_bytes),
        ("xlsx", ".xlsx", xlsx_bytes),
        ("csv", ".csv", lambda parts: csv_text(parts).encode()),
        ("pdf, ruled", ".pdf", pdf_bytes),
    ):
        yield (
            name,
            suffix,
            lambda f, v, n, write=write: write(invented_parts(f, v, labels=n, derive=False)),
        )


def outcome(path: Path, values: dict[str, Value]) -> Counter[str]:
    """Read a report back and count its cells as right, open or wrong."""
    try:
        cells = read_report(path).cells
    except InputError:
        return Counter(open=len(values))
    counts: Counter[str] = Counter()
    for address, printed in values.items():
        cell, truth = cells.get(address), read_cell(str(printed))
        if cell is None or cell.state in ("unreadable", "missing"):
            counts["open"] += 1
        else:
            right = (cell.state, cell.value) == (truth.state, truth.value)
            counts["right" if right else "wrong"] += 1
    return counts


def measure(name: str, suffix: str, write: Callable[..., bytes], folder: Path) -> str:
    """Return one line of the table."""
    total: Counter[str] = Counter()
    seconds = 0.0
    blanks = not any(name.endswith(kind) for kind in BLANKS_VANISH)
    for form_id in ("2019", "2021"):
        chance = random.Random(f"{name} {form_id}")
        for number in range(REPORTS):
            values, labels = invented(form_id, chance, blanks or number % 2 == 1)
            path = folder / f"report{suffix}"
            path.write_bytes(write(form_id, values, labels))
            start = time.perf_counter()
            total += outcome(path, values)
            seconds += time.perf_counter() - start
    cells = total.total()
    read = cells - total["open"]
    share = f"{100 * total['right'] / read:.3f} %" if read else "–"
    return (
        f"| {name} | {2 * REPORTS} | {cells:,} | {total['right']:,} | {total['open']:,} "
        f"| {total['wrong']:,} | {share} | {2 * REPORTS / seconds:,.0f} |"
    )


def main() -> None:
    """Print the table; `docs/reading.md` holds the last one."""
    print(
        "| layout | reports | cells | right | said to be open | silently wrong | right among read | reports a second |"
    )
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, suffix, write in writers():
            print(measure(name, suffix, write, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
