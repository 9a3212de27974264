"""An audit notebook beside the one that comes out here: every cell, source and output."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from helpers.batch.notebook import Notebook
from helpers.messages import Text
from helpers.provenance import KEY
from helpers.verifying.lines import changes, html_changes
from helpers.verifying.outcome import Difference, Kind, apart, short
from helpers.verifying.pixels import pixel_change

MOST_CHANGES = 100
"""Differences of one output that are told; where there are more, the rest is left out."""
_TOLD_APART = (KEY, "papermill")
"""Metadata that are compared by :mod:`helpers.verifying.records`."""


def notebook_differences(old: Notebook, new: Notebook, file: str) -> Iterator[Difference]:
    """Yield what differs between a notebook handed over and ours.

    Args:
        old: The one handed over.
        new: Ours.
        file: Name of the former.
    """
    for key in sorted(set(old.metadata) | set(new.metadata)):
        if key not in _TOLD_APART and old.metadata.get(key) != new.metadata.get(key):
            values = (short(old.metadata.get(key, "")), short(new.metadata.get(key, "")))
            yield Difference("record", file, key, *values)
    there, here = _named(old), _named(new)
    for name in [n for n in there if n not in here]:
        words = Text("not in our template", "模板中没有此单元")
        yield Difference("cells", file, name, short(there[name].source), "", words)
    for name in [n for n in here if n not in there]:
        words = Text("missing", "缺失")
        yield Difference("cells", file, name, "", short(here[name].source), words)
    order = [n for n in there if n in here], [n for n in here if n in there]
    if order[0] != order[1]:
        yield Difference("cells", file, "", short(order[0]), short(order[1]))
    for name in order[1]:
        yield from _cell(there[name], here[name], file, name)


def _named(notebook: Notebook) -> dict[str, Any]:
    """Return the cells by their ids; one that has none, or another's, by its number."""
    cells: dict[str, Any] = {}
    for number, cell in enumerate(notebook.cells):
        name = str(cell.get("id", ""))
        cells[name if name and name not in cells else f"#{number}"] = cell
    return cells


def _cell(old: Any, new: Any, file: str, name: str) -> Iterator[Difference]:
    kind: Kind = "code" if new.cell_type == "code" else "prose"
    if old.cell_type != new.cell_type:
        yield Difference("cells", file, name, old.cell_type, new.cell_type)
        return
    for place, address, before, after in islice(changes(old.source, new.source), MOST_CHANGES):
        yield Difference(kind, file, name, *apart(before, after), place, address)
    if old.metadata != new.metadata:
        yield Difference("record", file, name, short(old.metadata), short(new.metadata))
    if new.cell_type != "code":
        return
    if old.get("execution_count") != new.get("execution_count"):
        counts = (str(old.get("execution_count")), str(new.get("execution_count")))
        yield Difference("outputs", file, name, *counts, Text("order of execution", "执行次序"))
    before, after = old.get("outputs", []), new.get("outputs", [])
    kinds = [o.output_type for o in before], [o.output_type for o in after]
    if kinds[0] != kinds[1]:
        yield Difference("outputs", file, name, short(kinds[0]), short(kinds[1]))
        return
    for one, two in zip(before, after, strict=True):
        yield from _output(one, two, file, name)


def _output(old: Any, new: Any, file: str, name: str) -> Iterator[Difference]:
    given, ours = _data(old), _data(new)
    for mime in sorted(set(given) | set(ours)):
        if mime not in given or mime not in ours:
            which = (short(given.get(mime, "")), short(ours.get(mime, "")))
            yield Difference("outputs", file, name, *which, Text(mime, mime))
        elif given[mime] == ours[mime]:
            continue
        elif mime == "image/png":
            found = pixel_change(str(given[mime]), str(ours[mime]))
            if found is not None:
                yield Difference("picture", file, name, found[1], found[2], found[0])
        else:
            compare = html_changes if mime == "text/html" else changes
            kind: Kind = "html" if mime == "text/html" else "text"
            told = compare(str(given[mime]), str(ours[mime]))
            for place, address, before, after in islice(told, MOST_CHANGES):
                yield Difference(kind, file, name, *apart(before, after), place, address)


def _data(output: Any) -> dict[str, Any]:
    """Return what an output holds, by its kind; what is no such data under names of its own."""
    held = dict(output.get("data", {}))
    rest = {k: output[k] for k in output if k not in ("data", "output_type", "execution_count")}
    return {**held, **{f"({name})": short(value) for name, value in rest.items() if value}}
