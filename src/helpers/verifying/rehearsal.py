"""Verifying shown on one report: made, verified, then spoiled in a copy and verified again."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from helpers.batch.executing import Job
from helpers.batch.files import write
from helpers.batch.notebook import in_thread, read_notebook, text_of
from helpers.batch.run import run
from helpers.catalogue import find_report
from helpers.errors import InputError
from helpers.load import neighbours_of
from helpers.messages import Lang, Text
from helpers.readers import SUFFIXES
from helpers.verifying.again import own_template
from helpers.verifying.outcome import Verified
from helpers.verifying.verify import verify


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What verifying says of an audit as it was made, and of a copy with one number changed.

    Attributes:
        untouched: Of the audit.
        spoiled: Of the copy.
        old: The number as it was.
        new: What stands in the copy instead.
    """

    untouched: Verified
    spoiled: Verified
    old: str
    new: str


def rehearse(report: str, lang: Lang = "en", cell: str = "cells") -> Rehearsal:
    """Audit a report into a folder aside, verify it, change a number in a copy, verify that.

    Args:
        report: A path, or a slug.
        lang: Language of the audit.
        cell: Cell of the notebook that shows a table of cells; in its first row with a number that
            number is changed, in the text and in what a browser shows.
    """
    made: list[Rehearsal] = []
    # Kernels are started from a thread: a notebook, from which this may be called, has a loop.
    with ThreadPoolExecutor(1) as worker:
        worker.submit(in_thread, lambda: made.append(_rehearsed(report, lang, cell))).result()
    return made[0]


def _rehearsed(report: str, lang: Lang, cell: str) -> Rehearsal:
    found = find_report(report, SUFFIXES)
    with tempfile.TemporaryDirectory(prefix="ogi-audit-") as aside:
        out = Path(aside)
        outcome = run(Job([found], out, own_template(), (lang,), neighbours=neighbours_of([found])))
        if outcome.failed:
            raise outcome.failed[0][1]
        path = next((out / "audits").rglob("*.ipynb"))
        untouched = _only(verify([path], _raw_of(found.path, found.base)), path.name)
        old, new = _spoil(path, cell)
        spoiled = _only(verify([path], _raw_of(found.path, found.base)), path.name)
    return Rehearsal(untouched, spoiled, old, new)


def _raw_of(path: Path, base: Path) -> Path:
    raw = base / "data" / "raw"
    return raw if path.is_relative_to(raw) else base


def _only(results: Sequence[Verified], name: str) -> Verified:
    """Return the one result, called by a name that is the same on every machine."""
    (result,) = results
    return replace(result, name=name)


def _spoil(path: Path, cell: str) -> tuple[str, str]:
    """Change the number of the first row of a table that a notebook shows; return old and new."""
    notebook = read_notebook(path)
    data = next(c for c in notebook.cells if c.get("id") == cell).outputs[0]["data"]
    rows = [line.split("\t") for line in data["text/plain"].split("\n")[1:]]
    row = next((r for r in rows if len(r) > 2 and r[2].isdigit()), None)
    if row is None:
        raise InputError(
            "nothing-to-change",
            Text("The audit shows no number to change.", "审计中没有可供改动的数字。"),
            Text("Take another report.", "请换一份报告。"),
            path.name,
        )
    old, new = row[2], str(int(row[2]) + 1)
    before, after = "\t".join(row), "\t".join([*row[:2], new, *row[3:]])
    data["text/plain"] = data["text/plain"].replace(before, after, 1)
    # The same cell as a browser shows it: the second after the one with the address.
    cells = rf"(>{re.escape(row[0])}<.*?<td[^>]*>.*?<td[^>]*>){old}<"
    data["text/html"] = re.sub(cells, rf"\g<1>{new}<", data["text/html"], count=1)
    write(path, text_of(notebook))
    return old, new
