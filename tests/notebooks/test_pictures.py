"""The committed notebooks come out again, pictures included: nbval leaves out what is no text."""

import json
from pathlib import Path

import pytest

from helpers.batch.notebook import execute, read_notebook
from helpers.verifying.notebooks import notebook_differences

FOLDER = Path(__file__).parents[2] / "notebooks"
PICTURED = [p for p in sorted(FOLDER.glob("*.ipynb")) if '"image/png"' in p.read_text("utf-8")]
SEVERAL = FOLDER / "02_audit_one_agency.ipynb"


def test_there_are_notebooks_with_pictures() -> None:
    assert {path.name[:2] for path in PICTURED} >= {"02", "05"}


@pytest.mark.parametrize("path", PICTURED, ids=lambda path: path.stem)
def test_every_output_of_a_notebook_with_pictures_comes_out_again_to_the_pixel(path: Path) -> None:
    stored = read_notebook(path)
    again = execute(read_notebook(path), path.parent, {})
    assert list(notebook_differences(stored, again, path.name)) == []


def test_a_pixel_of_a_stored_picture_would_be_noticed() -> None:
    stored, other = read_notebook(SEVERAL), read_notebook(SEVERAL)
    pictures = [
        (cell, output)
        for cell in other.cells
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]
    assert len(pictures) > 1
    (_, first), (cell, second) = pictures[:2]
    second["data"]["image/png"] = first["data"]["image/png"]
    (found,) = notebook_differences(other, stored, "x.ipynb")
    assert (found.kind, found.where) == ("picture", cell["id"])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_no_notebook_was_stripped_of_its_outputs(path: Path) -> None:
    held = json.loads(path.read_text("utf-8"))
    code = [c for c in held["cells"] if c["cell_type"] == "code"]
    empty = [
        c["id"]
        for c in code
        if not c["outputs"] and "parameters" not in c["metadata"].get("tags", [])
    ]
    assert empty == []
