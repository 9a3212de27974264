"""How well sentences that no pattern was written for are understood: precision and recall.

The corpus is invented. A sentence is held out if its SHA-256 is a multiple of five, which was
settled before any pattern was written; the others may be looked at while patterns change. The
sentences written last were measured when the patterns were done, and are left alone. What is
counted is each number, "none" and "all": right if it is tied to the cells and the value that were
written down beside the sentence, wrong if it is tied to anything else, missed if it is not.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from helpers.audit import audit
from helpers.invented import invented_report
from helpers.model import Place
from helpers.parsing import read_report
from helpers.parsing.breakdowns import breakdowns
from helpers.parsing.claims import spots
from helpers.parsing.denials import statements
from helpers.parsing.paragraph import Paragraph
from helpers.parsing.rates import rates
from sentences import Sentence, apart, sentences

DOCS = ROOT / "docs" / "claims.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
KINDS: dict[str, Callable[[str], bool]] = {
    "numbers": lambda item: not item.startswith("A:") and not item.endswith(("=0", "~")),
    "nought and none": lambda item: item.endswith("=0"),
    "vague numbers": lambda item: item.endswith("~"),
    "all of a kind": lambda item: item.startswith("A:"),
}


def main() -> int:
    """Measure, print, and write into the document if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true", help=f"write the figures into {DOCS.name}")
    arguments = parser.parse_args()
    corpus = sentences("corpus.txt")
    blocks = {
        "held out": [s for s in corpus if s.held_out],
        "written last": sentences("last.txt"),
        "used for the patterns": [s for s in corpus if not s.held_out] + sentences("later.txt"),
        "known ways (one sentence each)": sentences("patterns.txt"),
    }
    measured = quality(blocks)
    print(measured)
    print(speed())
    if arguments.write:
        head, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
        _, _, tail = rest.partition(END)
        DOCS.write_text(f"{head}{BEGIN}\n{measured}\n{END}{tail}", encoding="utf-8")
    return 0


def quality(blocks: dict[str, Sequence[Sentence]]) -> str:
    """Return a table of what was found rightly, wrongly and not at all."""
    lines = [
        "| sentences | kind | right | wrong | missed | precision | recall |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for name, block in blocks.items():
        counts = [sum(c, Counter()) for c in zip(*map(apart, block), strict=True)]
        silent = sum(not s.expected for s in block)
        label = f"{name}: {len(block)}, of them {silent} that speak of no cell"
        kinds = (
            {"everything": lambda _: True, **KINDS}
            if name in ("held out", "written last")
            else None
        )
        for kind, fits in (kinds or {"everything": lambda _: True}).items():
            right, wrong, missed = (sum(n for item, n in c.items() if fits(item)) for c in counts)
            lines.append(
                f"| {label} | {kind} | {right} | {wrong} | {missed} | {_share(right, wrong)} "
                f"| {_share(right, missed)} |"
            )
            label = ""
    return "\n".join(lines) + "\n"


def _share(right: int, other: int) -> str:
    return f"{100 * right / (right + other):.1f} %" if right + other else "–"


def speed() -> str:
    """Return the time the prose of a long report takes, and the audit of a report with it."""
    texts = [s.text for s in sentences("corpus.txt") if s.expected][:60]

    def prose() -> None:
        for text in texts:
            paragraph = Paragraph.of(text, Place(line=1, column=1), "overview", 2022)
            found = spots(paragraph)
            lists = list(breakdowns(paragraph, found))
            list(statements(paragraph))
            list(rates(paragraph, found, lists))

    path = ROOT / "data" / "processed" / "claims-benchmark.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(invented_report(prose={"overview": texts}), encoding="utf-8")
    report = read_report(path)
    path.unlink()
    return (
        f"prose of {sum(map(len, texts)):,} characters: {_median(prose):.1f} ms; "
        f"audit of a report with it ({len(report.claims)} claims): "
        f"{_median(lambda: audit(report)):.1f} ms"
    )


def _median(call: Callable[[], object], times: int = 25) -> float:
    spent = []
    for _ in range(times):
        begin = time.process_time()
        call()
        spent.append(time.process_time() - begin)
    return statistics.median(spent) * 1000


if __name__ == "__main__":
    sys.exit(main())
