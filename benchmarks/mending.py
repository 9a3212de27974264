"""How often the cells that are wrong are the ones named: the part of `auditing.py` on repairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from random import Random

from helpers.audit import Audit, audit
from helpers.invented.drafts import TABLE, drafted
from helpers.invented.mistakes import Labelled, labelled
from helpers.invented.mistakes.cells import MISTAKES, can_have, misprints
from helpers.invented.texts import lines_document, text_of
from helpers.parsing import parse_document

Mended = dict[str, Counter[str]]
FOUR = tuple(name for name in MISTAKES if name.startswith("disputes"))
_EDITIONS = ("2019", "2021")
_REQUIRED = {1: "≥ 99.9 %", 2: "≥ 99 %", 3: "≥ 95 %"}


def _audit(report: Labelled) -> Audit:
    return audit(parse_document(lines_document(text_of(report.parts, "tabs"))))


def _table_three(how_many: int, tables: int, first: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    seed = first
    while counts["reports"] < tables:
        seed += 1
        draft = drafted(f"mend {how_many} {seed}", _EDITIONS[seed % 2])
        if not can_have(draft, how_many):
            continue
        report = labelled(draft, [misprints(draft, how_many, Random(seed))])
        repairs = _audit(report).repairs
        wrong = {(c.address, int(c.old)) for c in report.cells}
        counts["reports"] += 1
        counts["named first"] += bool(repairs) and wrong == {
            (c.address, c.suggested) for c in repairs[0].cells
        }
        counts["named"] += any(
            wrong == {(c.address, c.suggested) for c in repair.cells} for repair in repairs
        )
    return counts


def _table_four(tables: int, first: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    seed = first
    while counts["reports"] < tables:
        seed += 1
        draft = drafted(f"mend four {seed}", _EDITIONS[seed % 2])
        label = MISTAKES[FOUR[seed % len(FOUR)]](draft, Random(seed))
        if label is None:
            continue
        report = labelled(draft, [label])
        (wrong,) = report.cells
        named = [
            (c.address, c.suggested) for repair in _audit(report).repairs for c in repair.cells
        ]
        counts["reports"] += 1
        counts["named first"] += named[:1] == [(wrong.address, wrong.old)]
        counts["named"] += (wrong.address, wrong.old) in named
    return counts


Task = tuple[int, int, int]
"""Misprints in table three, 0 for one in table four; in how many tables; and the seed before."""


def mended(task: Task) -> Counter[str]:
    """Measure one line of the table."""
    how_many, tables, first = task
    return _table_three(how_many, tables, first) if how_many else _table_four(tables, first)


def mend(
    tables: int,
    first: int,
    each: Callable[[Callable[[Task], Counter[str]], list[Task]], Iterable[Counter[str]]],
) -> Mended:
    """Measure one, two and three misprints in table three, and one in table four, by `each`."""
    names = [f"{TABLE}, misprints: {n} (required first: {_REQUIRED[n]})" for n in _REQUIRED]
    names.append("disputes, misprints: 1 (required named: 100 %)")
    tasks = [(n, tables, first) for n in (*_REQUIRED, 0)]
    return dict(zip(names, each(mended, tasks), strict=True))


def mended_lines(mended: Mended) -> Iterator[str]:
    """Yield the table in Markdown."""
    yield "| table | reports | exact cells and values named first | named at all |"
    yield "|---|--:|--:|--:|"
    for name, n in mended.items():
        first, named = (f"{100 * n[k] / n['reports']:.2f} %" for k in ("named first", "named"))
        yield f"| {name} | {n['reports']:,} | {first} | {named} |"
