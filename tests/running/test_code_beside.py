"""Programs that lie beside reports are files like any other: nothing runs them."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat import v4

from calling import Ogi
from helpers.batch.notebook import execute, notebook_of, text_of
from helpers.invented import invented_report
from hostile import DISGUISE, FILE_NAMES

MODULES = (
    "helpers", "json", "socket", "ctypes", "pandas", "numpy", "matplotlib", "IPython", "zmq", "ipykernel",
    "ipykernel_launcher", "traitlets", "python_calamine", "openpyxl", "docx", "pypdfium2", "selectolax",
    "sitecustomize", "usercustomize", "html", "secrets", "decimal", "papermill", "nbformat",
)  # fmt: skip
"""What a notebook, its kernel or a reader imports, now or one day."""


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """Return a folder with an invented report, and modules that write down that they were run."""
    folder = tmp_path / "reports"
    (folder / "profile_default" / "startup").mkdir(parents=True)
    (folder / "report.txt").write_text(invented_report("2021"), encoding="utf-8")
    code = f"open({str(tmp_path / 'ran')!r}, 'a').write(__name__ + '\\n')\n"
    settings = ("ipython_config", "ipython_kernel_config", "jupyter_config")
    for name in (*MODULES, *settings, "profile_default/startup/00", "evil"):
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    (folder / "matplotlibrc").write_text("backend: module://evil\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("kernels", ["forked", "plain"])
def test_modules_in_the_folder_of_the_reports_are_not_imported(beside: Path, kernels: str) -> None:
    ogi = str(Path(sys.executable).with_name("ogi-audit"))
    env = {**os.environ, "OGI_AUDIT_KERNELS": kernels, "PYTHONDONTWRITEBYTECODE": "1"}
    for words in (
        ["run", "report.txt", "--out", "../out"],
        ["parse", "."],
        ["verify", "../out", "--raw", "."],
    ):
        done = subprocess.run([ogi, *words], cwd=beside, env=env, capture_output=True, check=False)
        assert b"Traceback" not in done.stderr
        assert not (beside.parent / "ran").exists(), (beside.parent / "ran").read_text()
    assert len(list((beside.parent / "out" / "audits").rglob("*.ipynb"))) == 1


def test_a_kernel_does_not_import_from_the_folder_it_works_in(beside: Path) -> None:
    """The templates of users import what is installed, and nothing that came with the reports."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [v4.new_code_cell("import sys, importlib.util\nimportlib.util.find_spec('evil')")]
    made = execute(v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), beside, {})
    (code,) = [cell for cell in made.cells if "evil" in cell.source]
    assert code.outputs == []


def test_a_name_or_a_parameter_is_one_value_of_the_notebook_and_no_code(
    tmp_path: Path, ogi: Ogi
) -> None:
    """papermill writes parameters as Python: what they say must stay inside their quotes."""
    folder, mark = tmp_path / f"夹{DISGUISE}'\"", tmp_path / "ran"
    folder.mkdir()
    code = f'"); open({str(mark)!r}, "w"); ("\\\n\n__import__("os")#'
    names = [*FILE_NAMES, f"""x"); open('{mark.name}', 'w'); (".txt""", "x\\\nimport os\n.txt"]
    for name in names:
        (folder / name).write_text(invented_report("2021"), encoding="utf-8")
    cells = [
        v4.new_code_cell('report = ""\nlang = ""\nmine = ""', metadata={"tags": ["parameters"]}),
        v4.new_code_cell("import json\njson.dumps([report, mine])"),
    ]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    own = tmp_path / "own.ipynb"
    own.write_text(text_of(v4.new_notebook(cells=cells, metadata=metadata)), encoding="utf-8")
    out = tmp_path / "out"
    words = ("--template", own, "--trust-template", "-p", "mine", code)
    called = ogi("run", folder, "--out", out, *words)
    assert called.code == 0, called.err
    seen = set()
    for path in out.rglob("*.ipynb"):
        notebook = notebook_of(path.read_text("utf-8"))
        (injected,) = [c for c in notebook.cells if c.get("id") == "injected-parameters"]
        tree = ast.parse(injected.source)
        assert {type(node) for node in tree.body} == {ast.Assign}
        assert all(isinstance(node.value, ast.Constant) for node in tree.body)
        shown = ast.literal_eval(notebook.cells[-1].outputs[0].data["text/plain"])
        report, mine = json.loads(shown)
        assert mine == code
        seen.add(report)
    assert seen == {name for name in names if not name.startswith(".")}  # those are hidden files
    assert not mark.exists()
    assert not list(folder.glob(mark.name))
