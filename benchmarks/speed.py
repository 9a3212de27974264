"""How fast reports are read, beside the usual tools on the same files: ``make bench-speed``.

Each pair runs in turn, file by file, in one process. Ours goes from bytes to final cells with
their places (`read_tables`), and once more to the whole report with sections, claims, names and
region (`read_report`); the others go to tables only. The others are no part of this project:
``pip install pandas lxml html5lib python-docx pdfplumber`` in the environment brings those that
are missing, and a pair without its other is left out aloud.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import io
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from helpers.form import editions
from helpers.invented.drawing import draw
from helpers.invented.kinds import KINDS
from helpers.parsing import read_report, read_tables

WARM = 20
"""So many reports are read before the clock runs: a corpus shares its labels."""
MEMORY_KINDS = ("text, tab rows", "html, site", "text, lines", "html, plain", "text, pipes")
"""The layouts read in turn while memory is watched."""
STATM = Path("/proc/self/statm")
EDITIONS = [name for name in editions() if name in ("2019", "2021")]


def with_read_html(path: Path) -> None:
    """Read the tables of a page with pandas."""
    importlib.import_module("pandas").read_html(io.BytesIO(path.read_bytes()))


def with_python_docx(path: Path) -> None:
    """Read the cells of a document as its users do: row by row."""
    document = importlib.import_module("docx").Document(str(path))
    for table in document.tables:
        for row in table.rows:
            [cell.text for cell in row.cells]


def with_pdfplumber(path: Path) -> None:
    """Extract the tables of every page."""
    with importlib.import_module("pdfplumber").open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()


PAIRS: tuple[tuple[str, str, str, Callable[[Path], None] | None], ...] = (
    ("text, tab rows", "", "", None),
    ("text, pipes", "", "", None),
    ("text, paragraphs", "", "", None),
    ("html, site", "pandas.read_html", "lxml", with_read_html),
    ("docx, merged cells", "python-docx", "docx", with_python_docx),
    ("pdf, ruled", "pdfplumber", "pdfplumber", with_pdfplumber),
)


def seconds(work: Callable[[Path], object], path: Path) -> float:
    """Return the processor time of one call."""
    start = time.process_time()
    work(path)
    return time.process_time() - start


def measure(name: str, other: Callable[[Path], None] | None, reports: int) -> list[float]:
    """Return the median seconds of cells, of whole reports and of the other.

    The other reads the files whose cells were read; whole reports are read from files of their
    own, since a file is read more quickly the second time.
    """
    kind = KINDS[name]
    works: list[Callable[[Path], object]] = [read_tables, read_report, *([other] if other else [])]
    spent: list[list[float]] = [[] for _ in works]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{kind.suffix}"
        for n in range(WARM + 2 * reports):
            drawn = draw(n, EDITIONS[n // 2 % len(EDITIONS)], noise=True, words=kind.words)
            path.write_bytes(kind.write(drawn.parts))
            if n < WARM:  # imports and tables of labels
                read_report(path)
                continue
            for at in (1,) if n % 2 else (0, 2)[: len(works) - 1]:
                spent[at].append(seconds(works[at], path))
    return [statistics.median(times) for times in spent]


def main() -> None:
    """Print a line for each pair, and how memory grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=60, help="files of each kind (60)")
    parser.add_argument("--kinds", default="", help="only kinds whose name has these words")
    parser.add_argument(
        "--memory",
        type=int,
        default=10_000,
        help="different reports read for memory (10,000; 0: none)",
    )
    args = parser.parse_args()
    print(
        "| format | cells a second | whole reports a second | the other | a second | cells : other |"
    )
    print("|---|--:|--:|---|--:|--:|")
    for name, title, module, other in PAIRS:
        if args.kinds not in name:
            continue
        if module and importlib.util.find_spec(module) is None:
            print(f"{title} is not installed; {name} is left out", file=sys.stderr)
            continue
        cells, whole, *theirs = measure(name, other, args.reports)
        rest = f"{title} | {1 / theirs[0]:.1f} | {theirs[0] / cells:.1f}" if theirs else "– | – | –"
        print(f"| {name} | {1 / cells:.0f} | {1 / whole:.0f} | {rest} |")
    if args.memory:
        memory(args.memory)


def memory(reports: int) -> None:
    """Read so many different reports in one process and print the memory on the way.

    The clock of the reading alone is printed too: what is forgotten has to be worked out again.
    """
    kinds = [KINDS[name] for name in MEMORY_KINDS]
    marks = {reports * part // 20 for part in (1, 2, 5, 10, 15, 20)}
    spent = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for n in range(1, reports + 1):
            kind = kinds[n % len(kinds)]
            path = Path(folder) / f"report{kind.suffix}"
            drawn = draw(n, EDITIONS[n // len(kinds) % 2], noise=True, words=kind.words)
            path.write_bytes(kind.write(drawn.parts))
            spent += seconds(read_report, path)
            if n in marks:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                now = f"{held():.0f} MB, " if STATM.exists() else ""
                rate = n / spent
                print(f"| {n:,} | {now}at most {peak:.0f} MB | {rate:.0f} a second |", flush=True)


def held() -> float:
    """Return the resident memory of this process now, in megabytes (Linux)."""
    pages = int(STATM.read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()
