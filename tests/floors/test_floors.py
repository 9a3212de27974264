"""Modules import downwards only: the floors of the architecture, read from the imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "helpers"

FLOORS: tuple[tuple[str, str], ...] = (
    ("0 ground: words, and how values are made", "messages values wording"),
    ("0 ground: errors have words, numbers are normalised first", "errors numerals"),
    ("0 ground: untrusted words as markup and in spreadsheets", "markup spreadsheets"),
    ("0 ground: places are errors when they are missing", "paths"),
    ("0 ground: a fault is an error without the paths of a machine", "faults"),
    ("0 ground: what a declaration says is checked", "declared"),
    ("0 ground: shares and their intervals", "shares"),
    ("0 ground: names in letters that every file system takes", "slugs"),
    ("0 ground: what a browser saves beside a page", "savedpages"),
    ("0 ground: hashes, by which it is known that nothing has changed", "hashes"),
    ("1 vocabulary: what an edition is made of", "blocks"),
    ("1 vocabulary", "form concepts fields model"),
    ("1 vocabulary: what two reports share", "likeness"),
    ("1 vocabulary: the divisions of China and which of them a name can mean", "regions"),
    ("1 vocabulary: reports are invented from the form alone", "invented"),
    ("2 intake: the papers of raw files", "manifest"),
    ("2 intake", "catalogue readers"),
    ("2 intake: corrections and levels lie beside the catalogue", "corrections levels"),
    ("3 parsing", "parsing"),
    ("4 judgement", "audit"),
    ("5 analysis: which of many texts are alike", "reuse"),
    ("5 analysis: what other reports must know of a report", "cards"),
    ("5 analysis: which reports belong together", "neighbours"),
    ("5 analysis: the rows of a report", "rows"),
    ("5 analysis", "tidy load"),
    ("5 analysis: the data set of all reports", "corpus"),
    (
        "5 analysis: what the rules do on their examples, and how often they are right",
        "behaviour measures triggers",
    ),
    ("5 analysis: rates over many reports", "indicator"),
    ("6 presentation", "figures display codebook datapackage indicatorbook rulebook"),
    ("6 presentation: pages and lines are made of what is displayed", "site output"),
    ("6 presentation: what is displayed and drawn is chosen with the mouse", "explore"),
    ("7 running: what a product was made from", "provenance"),
    ("7 running", "batch"),
    ("7 running: what a terminal is told", "telling"),
    (
        "7 running: what the command line makes of errors, and options of many commands",
        "exits options",
    ),
    ("7 running: the main job as a command", "running"),
    ("7 running: what was run is run again and compared", "verifying"),
    ("7 running: what is handed on: bundles to verify, letters to read", "bundling letter"),
    ("7 running: what is fetched is added like any other report", "collecting"),
    ("7 running: what reviewers decide, and documents to send", "reviewing exporting"),
    ("7 running: the invented county is written and audited like any other", "demo"),
    ("7 running: the limits of all readers are listed", "limitbook"),
    ("7 running: the pages made from declarations are written", "docs"),
    ("7 running: the command line starts what runs", "cli"),
)
"""From the ground up: what a floor is, and the modules and folders on it."""

NEVER = {"audit": ("catalogue", "readers", "parsing")}
"""Floors below that a folder may not use all the same: judgement sees a report, never its file."""

FRONT = "__init__"
"""The front door of the package: it names what a notebook needs and loads it when first used."""

LEVEL = {name: level for level, (_, names) in enumerate(FLOORS) for name in names.split()}


def module_of(path: Path) -> str:
    """Return the module or folder of the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Yield ``(line, name)`` for every import of the package, inside functions, too.

    A name is a module or folder of the package; relative imports are given as ``.``.
    """
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield node.lineno, "."
            elif node.module == "helpers":
                names = [f"helpers.{alias.name}" for alias in node.names]
            else:
                names = [node.module or ""]
        for name in names:
            top, _, rest = name.partition(".")
            if top == "helpers" and rest:
                yield node.lineno, rest.partition(".")[0]


def sources() -> list[Path]:
    return sorted(
        p for p in PACKAGE.rglob("*.py") if p.name != "__init__.py" or p.parent != PACKAGE
    )


def wrong(module: str, source: str) -> list[str]:
    """Return what a module imports against the order of the floors, with the line."""
    found = []
    for line, name in imports(source):
        if name == module:
            continue
        if name == "." or name not in LEVEL:
            found.append(f"line {line}: {name} has no floor")
        elif LEVEL[name] >= LEVEL[module]:
            found.append(f"line {line}: {name} is not below {module}")
        elif name in NEVER.get(module, ()):
            found.append(f"line {line}: {module} must never import {name}")
    return found


@pytest.mark.parametrize("path", sources(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_its_own_folder_and_the_floors_below(path: Path) -> None:
    assert wrong(module_of(path), path.read_text("utf-8")) == []


def test_every_module_and_folder_has_a_floor() -> None:
    there = {module_of(path) for path in PACKAGE.rglob("*.py")} - {FRONT}
    assert there == LEVEL.keys()


def test_the_front_door_is_used_by_no_module_of_the_package() -> None:
    plain = [p for p in sources() if "import helpers\n" in p.read_text("utf-8")]
    assert plain == []


def test_the_front_door_loads_nothing_by_itself() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    bare = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
    assert [n.module for n in bare if isinstance(n, ast.ImportFrom)] == [
        "__future__",
        "importlib",
        "typing",
    ]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("audit", "from helpers.readers import read_document"),
        ("audit", "def f():\n    from helpers.parsing import read_report"),
        ("model", "import helpers.cli"),
        ("tidy", "from helpers import display"),
        ("paths", "from . import errors"),
        ("form", "from helpers.concepts import vocabulary"),
    ],
)
def test_an_import_that_goes_up_or_sideways_is_noticed(module: str, source: str) -> None:
    assert len(wrong(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("audit", "from helpers.audit.rule import Rule"),
        ("cli", "from helpers.messages import Text"),
        ("errors", "import json"),
    ],
)
def test_an_import_that_goes_down_or_stays_in_its_folder_is_free(module: str, source: str) -> None:
    assert wrong(module, source) == []
