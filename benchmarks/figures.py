"""What the cells of the audit notebook cost in a forked kernel: `python benchmarks/figures.py`.

A warm process is forked for each pass, as a run forks it for each notebook, and the cells are
executed there, with their results shown in the formats a notebook stores. With ``--against FOLDER``
(another copy of the repository, such as a `git worktree` of an older commit) both are measured in
turn, pass by pass. Times are of the processor, so that a busy machine counts less.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import statistics
import subprocess
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
NOTEBOOK = "notebooks/02_audit_one_agency.ipynb"
FORMATS = ("_repr_html_", "_repr_png_", "__repr__")

Pass = dict[str, tuple[float, int]]
"""Cell, by its last line → milliseconds, bytes of its picture."""


def cells(root: Path) -> list[str]:
    """Return the code cells of the audit notebook."""
    stored = json.loads((root / NOTEBOOK).read_text(encoding="utf-8"))["cells"]
    return ["".join(c["source"]) for c in stored if c["cell_type"] == "code"]


def executed(source: str, names: dict[str, Any]) -> int:
    """Run a cell and show its result; return the bytes of its picture, if it has one."""
    *body, last = ast.parse(source).body
    if not isinstance(last, ast.Expr):
        exec(compile(source, "cell", "exec"), names)
        return 0
    exec(compile(ast.Module(body, []), "cell", "exec"), names)
    result = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    shown = {name: getattr(result, name)() for name in FORMATS if hasattr(result, name)}
    return len(shown["_repr_png_"][0]) if "_repr_png_" in shown else 0


def one_pass(sources: list[str]) -> Pass:
    """Run all cells; this process has run none before."""
    names: dict[str, Any] = {}
    found: Pass = {}
    for source in sources:
        start = time.process_time()
        size = executed(source, names)
        found[source.split("\n")[-1]] = (1000 * (time.process_time() - start), size)
    return found


def serve() -> None:
    """Import what a run imports before it forks, then fork for each line that comes in."""
    import gc

    from helpers import display, figures, load, tidy  # noqa: F401

    with suppress(ImportError):
        from helpers.batch.warm.rehearsal import rehearse

        rehearse()
    gc.collect()
    gc.freeze()
    sources = cells(Path.cwd())
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                print(json.dumps(one_pass(sources)), flush=True)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        if os.waitpid(pid, 0)[1]:
            return


def started(root: Path) -> subprocess.Popen[str]:
    """Start a warm process on the code of one copy of the repository."""
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).resolve()), "--serve"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def asked(warm: subprocess.Popen[str]) -> Pass:
    """Have a warm process make one pass."""
    assert warm.stdin
    assert warm.stdout
    warm.stdin.write("\n")
    warm.stdin.flush()
    line = warm.stdout.readline()
    if not line:
        sys.exit("A pass failed; what it said is above.")
    return {name: (ms, size) for name, (ms, size) in json.loads(line).items()}


def main() -> None:
    """Print a line for each cell that costs a millisecond, then the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path, help="another copy of the repository")
    parser.add_argument("--passes", type=int, default=25, help="kernels for each copy (25)")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        serve()
        return
    roots = [root.resolve() for root in (args.against, ROOT) if root]
    warm = [started(root) for root in roots]
    passes: list[list[Pass]] = [[] for _ in roots]
    for number in range(args.passes + 1):
        for own, process in zip(passes, warm, strict=True):
            found = asked(process)
            if number:  # the first pages in what the others share
                own.append(found)
    for process in warm:
        process.communicate()
    report(passes)


def report(passes: list[list[Pass]]) -> None:
    """Print medians; with two copies the older is on the left."""
    print("| cell | " + " | ".join(["before, ms", "now, ms"][-len(passes) :]) + " | bytes now |")
    print("|---|" + "--:|" * (len(passes) + 1))
    for name, (_, size) in passes[-1][0].items():
        medians = [
            statistics.median(one[name][0] for one in own) if name in own[0] else 0.0
            for own in passes
        ]
        if max(medians) >= 1:
            times = " | ".join(f"{ms:.1f}" for ms in medians)
            print(f"| `{name}` | {times} | {size or '–'} |")
    for title, part in (("the four figures", "figures."), ("**all cells**", "")):
        sums = [
            statistics.median(sum(ms for n, (ms, _) in one.items() if part in n) for one in own)
            for own in passes
        ]
        sizes = sum(size for n, (_, size) in passes[-1][0].items() if part in n)
        print(f"| {title} | " + " | ".join(f"{ms:.1f}" for ms in sums) + f" | {sizes} |")


if __name__ == "__main__":
    main()
