"""The page on reliability names tests that exist, and the harm done to reports is what it says."""

import ast
import re
import sys
from pathlib import Path
from random import Random

import pytest

from helpers.invented.drawing import draw

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmarks"))

import harm  # noqa: E402 - a module beside the benchmarks, no package

PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`", PAGE)


def test_the_page_names_tests() -> None:
    assert len(NAMED) > 20


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED)))
def test_a_named_test_exists(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert not name or name in names


@pytest.mark.parametrize("manner", harm.HARMS)
def test_what_was_not_touched_still_shows_what_was_printed(manner: str) -> None:
    parts = draw(1, "2021", words=False).parts
    harmed, shows = harm.harmed_boxes(parts, manner, Random(1))
    assert harmed != list(parts)
    printed = {b.at: b.text for p in parts if not isinstance(p, str) for b in harm.boxes(p) if b.at}
    assert shows.keys() <= printed.keys()


def test_a_number_that_moved_to_another_column_is_not_shown_there() -> None:
    clean = ("规章\t\ue000\t\ue001\n", {"\ue000": "a", "\ue001": "b"})
    cut = [line.split("\t") for line in ("规章\t2\t1", "规章\t9", "\t1\t2")]
    assert harm.shown_by_rows(clean, "x", lambda text: _fields(text, cut)) == {"a": {2}, "b": {1}}


@pytest.mark.parametrize(
    ("beside", "shown"), [("纠正", True), ("", True), ("7", False), ("行政强制", False)]
)
def test_a_row_with_words_in_a_blank_cell_beside_its_label_shows_its_numbers(
    beside: str, *, shown: bool
) -> None:
    clean = ("其他处理\t\t\ue000\n行政强制\t\t\ue001\n", {"\ue000": "a", "\ue001": "b"})
    cut = [["其他处理", beside, "5"]]
    shows = harm.shown_by_rows(clean, "x", lambda text: _fields(text, cut))
    assert shows == ({"a": {5}} if shown else {})


def _fields(text: str, damaged: list[list[str]]) -> list[list[str]]:
    return damaged if text == "x" else [line.split("\t") for line in text.split("\n") if line]
