"""The template runs under papermill as anybody has it, from any folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from helpers.batch.notebook import parameter_names
from helpers.batch.template import load_template
from helpers.invented import invented_report

TEMPLATE = Path(__file__).parents[2] / "notebooks" / "02_audit_one_agency.ipynb"


def shortened(path: Path) -> Path:
    """Write the template up to what it shows of the source; return the path."""
    notebook = nbformat.read(TEMPLATE, as_version=4)  # type: ignore[no-untyped-call]
    last = next(n for n, cell in enumerate(notebook.cells) if "display.source" in cell.source)
    notebook.cells = notebook.cells[: last + 1]
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]
    return path


def test_it_runs_with_a_path_and_with_a_slug_from_another_folder(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "年报.txt").write_text(invented_report(), encoding="utf-8")
    templates = {
        "年报.txt": TEMPLATE,
        "shangtang-2020": shortened(tmp_path / "template.ipynb"),
    }
    calls = []
    for number, (report, template) in enumerate(templates.items()):
        out = elsewhere / f"{number}.ipynb"
        words = ["papermill", str(template), str(out), "-p", "report", report, "-p", "lang", "zh"]
        call = [sys.executable, "-m", *words, "--no-progress-bar"]
        env = {**os.environ, "HOME": str(tmp_path)}
        calls.append(
            subprocess.Popen(
                call, cwd=elsewhere, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        )
    told = [call.communicate()[1].decode() for call in calls]
    assert [call.returncode for call in calls] == [0, 0], told
    for number, agency in enumerate(("云岚市青禾镇人民政府", "丰城市上塘镇人民政府")):
        cells = json.loads((elsewhere / f"{number}.ipynb").read_text("utf-8"))["cells"]
        outputs = [o for c in cells if c["cell_type"] == "code" for o in c["outputs"]]
        assert {o["output_type"] for o in outputs} == {"execute_result"}
        assert agency in "".join(outputs[0]["data"]["text/plain"])


@pytest.mark.parametrize("name", ["01_read_one_report", "02_audit_one_agency"])
def test_its_parameters_are_known_to_papermill(name: str) -> None:
    from helpers.batch.notebook import parameter_names, read_notebook

    names = parameter_names(read_notebook(TEMPLATE.with_name(f"{name}.ipynb")))
    assert names[:2] == ("report", "lang")


def test_the_template_takes_what_a_run_tells_it() -> None:
    assert parameter_names(load_template()) == ("report", "lang", "partial", "others")
