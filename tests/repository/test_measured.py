"""The tables of measurements in the documents are those of the benchmarks of today."""

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from helpers.audit import RULES
from helpers.invented.mistakes import MISTAKES

ROOT = Path(__file__).parents[2]


def benchmark(name: str) -> ModuleType:
    """Return a benchmark as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def rows(document: str, head: str) -> Iterator[list[str]]:
    """Yield the rows of the tables of a document whose first column is headed so."""
    measured = (ROOT / "docs" / document).read_text("utf-8").partition("measured: begin")[2]
    inside = False
    for line in measured.partition("measured: end")[0].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif cells[0] == head:
            inside = True
        elif inside and not set(line) <= set("|-:"):
            yield cells


def number(text: str) -> int:
    assert re.fullmatch(r"\d{1,3}(,\d{3})*", text), text
    return int(text.replace(",", ""))


def test_reading_is_measured_for_every_kind_of_today_in_every_print() -> None:
    reading = benchmark("reading")
    due = set()
    for task in reading.tasks(2, ""):
        numbers = reading.KINDS[task.kind].keeps == "numbers" and task.blanks
        name = f"{task.kind}, blank cells" if numbers else task.kind
        due.add((name, "noisy" if task.noise else "clean"))
    found = [(cells[0], cells[1]) for cells in rows("reading.md", "layout")]
    assert len(found) == len(set(found))
    assert set(found) == due


WITHOUT_RULES = {"pdf, unruled", "ofd, unruled"}
"""Pages on which nothing but the places of the words says what a column is; what was silently wrong
there stands in the table and beside it."""


def test_every_cell_read_is_counted_once_and_none_is_silently_wrong() -> None:
    for name, _, reports, cells, right, still_open, wrong, share in rows("reading.md", "layout"):
        assert number(right) + number(still_open) + number(wrong) == number(cells), name
        assert number(cells) % number(reports) == 0 or number(reports) % 2, name
        if name in WITHOUT_RULES:
            assert float(share.removesuffix(" %")) >= 99.9, name
            continue
        assert number(wrong) == 0, name
        assert share == ("–" if right == "0" else "100.000 %"), name


def test_who_and_when_are_judged_for_all_reports_of_a_print() -> None:
    for print_ in ("clean", "noisy"):
        reports = sum(number(c[2]) for c in rows("reading.md", "layout") if c[1] == print_)
        facts = [c for c in rows("reading.md", "what") if c[1] == print_]
        assert [c[0] for c in facts] == list(benchmark("reading").FACTS)
        for name, _, *counts in facts:
            assert sum(map(number, counts)) == reports, name


@pytest.mark.parametrize(
    ("head", "due"),
    [
        ("rule", [f"`{rule.id}`" for rule in RULES]),
        ("mistake, alone in a report", list(MISTAKES)),
    ],
)
def test_every_rule_and_every_mistake_of_today_is_measured(head: str, due: list[str]) -> None:
    assert [cells[0] for cells in rows("rules-measured.md", head)] == due


def test_the_counts_of_the_rules_are_those_of_the_data() -> None:
    data = (ROOT / "benchmarks" / "rules-measured.csv").read_text("utf-8").splitlines()[1:]
    printed = [
        ",".join((cells[0].strip("`"), *(str(number(c)) for c in cells[2:5])))
        for cells in rows("rules-measured.md", "rule")
    ]
    assert printed == data
