"""The committed notebooks tell and do not compute, and are stored as executed."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
MOST_LINES = 15
LEAST_ASSERTS = 3
LEAST_AFTER_PROSE = 0.7
LOGIC = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.AsyncFor,
    ast.While, ast.If, ast.Try, ast.With,
)  # fmt: skip
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

Cell = dict[str, Any]
each = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def cells(path: Path, kind: str = "") -> list[Cell]:
    """Return the cells of a notebook, of one kind or all."""
    every = json.loads(path.read_text("utf-8"))["cells"]
    return [cell for cell in every if kind in ("", cell["cell_type"])]


def source(cell: Cell) -> str:
    return "".join(cell["source"])


def tree(cell: Cell) -> ast.Module:
    return ast.parse(source(cell))


def tags(cell: Cell) -> list[str]:
    return list(cell["metadata"].get("tags", []))


def test_there_are_notebooks_and_their_names_give_their_order() -> None:
    assert PATHS
    numbers = [path.name[:3] for path in PATHS]
    assert numbers[:3] == ["00_", "01_", "02_"]
    assert all(re.fullmatch(r"\d\d_", number) for number in numbers)
    assert len(numbers) == len(set(numbers))


@each
def test_it_was_executed_top_to_bottom_in_one_go(path: Path) -> None:
    counts = [cell["execution_count"] for cell in cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1))


@each
def test_its_outputs_are_stored_and_hold_no_error_and_no_message(path: Path) -> None:
    silent = [cell["id"] for cell in cells(path, "code") if not cell["outputs"]]
    assert silent == ["parameters"]
    kinds = {o["output_type"] for cell in cells(path, "code") for o in cell["outputs"]}
    assert kinds == {"execute_result"}


@each
def test_a_cell_is_short(path: Path) -> None:
    long = [cell["id"] for cell in cells(path, "code") if source(cell).count("\n") >= MOST_LINES]
    assert long == []


@each
def test_it_holds_no_logic(path: Path) -> None:
    for cell in cells(path, "code"):
        nodes = list(ast.walk(tree(cell)))
        assert [type(node).__name__ for node in nodes if isinstance(node, LOGIC)] == []
        checked = {
            id(inner)
            for node in nodes
            if isinstance(node, ast.Assert)
            for inner in ast.walk(node.test)
        }
        loops = [node for node in nodes if isinstance(node, COMPREHENSIONS)]
        assert [ast.unparse(loop) for loop in loops if id(loop) not in checked] == []


@each
def test_it_uses_the_helpers_alone(path: Path) -> None:
    for cell in cells(path, "code"):
        for node in ast.walk(tree(cell)):
            assert not isinstance(node, ast.Import)
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] == "helpers"
        assert not re.search(r"^\s*[%!]", source(cell), flags=re.MULTILINE)


@each
def test_parameters_come_first_and_provenance_last(path: Path) -> None:
    code = cells(path, "code")
    assert [tags(cell) for cell in code] == [["parameters"], *[[] for _ in code[1:]]]
    assert all(isinstance(node, ast.Assign) for node in tree(code[0]).body)
    assert "display.provenance(" in source(code[-1])


@each
def test_it_asserts_what_it_says(path: Path) -> None:
    asserts = [
        n for cell in cells(path, "code") for n in ast.walk(tree(cell)) if isinstance(n, ast.Assert)
    ]
    assert len(asserts) >= LEAST_ASSERTS


@each
def test_most_code_follows_prose(path: Path) -> None:
    every = cells(path)
    before = [
        every[n - 1]["cell_type"] for n, c in enumerate(every) if c["cell_type"] == "code" and n
    ]
    assert every[0]["cell_type"] == "markdown"
    assert before.count("markdown") / len(before) >= LEAST_AFTER_PROSE


@each
def test_every_prose_cell_stands_in_english_and_then_in_chinese(path: Path) -> None:
    prose = cells(path, "markdown")
    assert len(prose) % 2 == 0
    for english, chinese in zip(prose[::2], prose[1::2], strict=True):
        assert (tags(english), tags(chinese)) == (["en"], ["zh"])
        assert english["id"].removesuffix("-en") == chinese["id"].removesuffix("-zh")
        heads = [re.findall(r"^#+(?= )", source(c), re.MULTILINE) for c in (english, chinese)]
        assert heads[0] == heads[1]
        codes = [set(re.findall(r"`[^`]+`", source(c))) for c in (english, chinese)]
        assert codes[0] == codes[1]
        assert re.search("[\u4e00-\u9fff]", source(chinese))


@each
def test_it_holds_no_trace_of_the_machine_it_ran_on(path: Path) -> None:
    text = re.sub(r'"image/png": "[^"]*"', "", path.read_text("utf-8"))
    assert re.findall(r"(?<![\w.<])/(?:home|tmp|root|Users|usr|var|work|opt)/\w", text) == []
    assert re.findall(r"\b\d\d:\d\d:\d\d\b|0x[0-9a-f]{8,}", text) == []
    metadata = json.loads(path.read_text("utf-8"))["metadata"]
    assert metadata.keys() == {"kernelspec", "language_info"}
    assert metadata["kernelspec"]["name"] == "python3"
    assert "version" not in metadata["language_info"]


@each
def test_its_cells_have_names_of_their_own(path: Path) -> None:
    names = [cell["id"] for cell in cells(path)]
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[a-z][a-z0-9-]*", name) for name in names)
