"""How long the whole audit of one report takes, and which rules take it: `make bench-audit-speed`.

Invented reports with prose are read once; then each is audited once, every rule and the search for
wrong cells included, and the median is taken over the reports. Reports with two misprints have them
at different cells of table three, so that the search has work. One process on one core.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from helpers.audit import RULES, audit
from helpers.audit.context import ALONE
from helpers.audit.layout import form_of
from helpers.audit.locate import locate
from helpers.invented.drafts import drafted
from helpers.invented.mistakes import labelled
from helpers.invented.mistakes.cells import can_have, misprints
from helpers.invented.texts import lines_document, text_of
from helpers.model import Report
from helpers.parsing import parse_document

DOCS = Path(__file__).parents[1] / "docs" / "audit-speed.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
EDITIONS = ("2019", "2021")
ASKED = {0: 10, 2: 25}
"""Misprints → the median that is asked for at most, in milliseconds."""
MOST_SHOWN = 8


def reports(misprinted: int, how_many: int) -> list[Report]:
    """Return reports as read, with so many misprints in table three."""
    found: list[Report] = []
    seed = 0
    while len(found) < how_many:
        seed += 1
        draft = drafted(f"speed {misprinted} {seed}", EDITIONS[seed % 2])
        if misprinted:
            if not can_have(draft, misprinted):
                continue
            labelled(draft, [misprints(draft, misprinted, Random(seed))])
        found.append(parse_document(lines_document(text_of(draft.parts(), "tabs"))))
    return found


def milliseconds(call: Callable[[], object]) -> float:
    """Return how much of a processor a call takes: what else runs does not count."""
    begin = time.process_time()
    call()
    return 1000 * (time.process_time() - begin)


def whole(read: Sequence[Report]) -> list[float]:
    """Return how long the audit of each report takes, the least of three."""
    return [min(milliseconds(lambda r=report: audit(r)) for _ in range(3)) for report in read]


def parts(read: Sequence[Report]) -> dict[str, float]:
    """Return what rules, and the search for wrong cells, take of a report: medians."""
    spent: dict[str, list[float]] = defaultdict(list)
    for report in read:
        form = form_of(report.form)
        for rule in RULES:
            spent[f"rule `{rule.id}`"].append(
                milliseconds(lambda a=rule, r=report, f=form: list(a.apply(r, f, ALONE)))
            )
        spent["search for wrong cells"].append(milliseconds(lambda r=report, f=form: locate(r, f)))
    return {name: statistics.median(times) for name, times in spent.items()}


def lines(how_many: int) -> Iterator[str]:
    """Yield the tables in Markdown."""
    read = {misprinted: reports(misprinted, how_many) for misprinted in ASKED}
    audit(read[0][0])  # what is read once and kept
    yield "| report | reports | median | nine in ten within | asked for |"
    yield "|---|--:|--:|--:|--:|"
    for misprinted, asked in ASKED.items():
        times = sorted(whole(read[misprinted]))
        name = f"{misprinted} misprints in table three" if misprinted else "everything true"
        tenth = times[int(0.9 * (len(times) - 1))]
        yield (
            f"| {name} | {how_many:,} | {statistics.median(times):.1f} ms | {tenth:.1f} ms "
            f"| < {asked} ms |"
        )
    spent = {misprinted: parts(read[misprinted]) for misprinted in ASKED}
    yield "\n| part of the audit | everything true | two misprints |"
    yield "|---|--:|--:|"
    order = sorted(spent[0], key=lambda name: -max(times[name] for times in spent.values()))
    for name in order[:MOST_SHOWN]:
        yield "| " + " | ".join((name, *(f"{t[name]:.2f} ms" for t in spent.values()))) + " |"
    rest = (sum(t[name] for name in order[MOST_SHOWN:]) for t in spent.values())
    last = f"the other {len(order) - MOST_SHOWN} rules together"
    yield "| " + " | ".join((last, *(f"{each:.2f} ms" for each in rest))) + " |"


def main() -> int:
    """Measure, print, and write into the document if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200, help="of each kind (200)")
    parser.add_argument("--write", action="store_true", help=f"write docs/{DOCS.name}")
    chosen = parser.parse_args()
    text = "\n".join(lines(chosen.reports)) + "\n"
    print(text)
    if chosen.write:
        before, _, rest = DOCS.read_text("utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        DOCS.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
