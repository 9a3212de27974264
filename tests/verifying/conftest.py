"""An audit of an invented report, made once and handed over."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.batch.executing import Job
from helpers.batch.run import run
from helpers.catalogue import find_reports
from helpers.invented import invented_report
from helpers.load import neighbours_of
from helpers.verifying.again import own_template
from helpers.verifying.verify import verify

SLUG = "nian-bao"
VALUES = {
    f"applications.{row}.{column}": 3
    for row in ("received", "granted", "outcome_total")
    for column in ("natural_person", "total")
}
PROSE = ("（一）主动公开。全年主动公开政府信息10条，其中网站8条、公众号5条。",)
"""Parts of 13 for a whole of 10: an error, in the report of an agency that does not exist."""
Edit = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of raw files, outside any repository, with one invented report."""
    folder = tmp_path_factory.mktemp("handed") / "raw"
    folder.mkdir()
    words = invented_report("2021", VALUES, prose={"overview": PROSE})
    (folder / "年报.txt").write_text(words, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def made(raw: Path) -> Path:
    """Return the products of a run over it, in both languages."""
    found = find_reports([raw], [".txt"])
    out = raw.parent / "made"
    outcome = run(Job(found, out, own_template(), ("en", "zh"), neighbours=neighbours_of(found)))
    assert not outcome.failed
    return out


@pytest.fixture
def handed(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the products that a test may spoil."""
    return Path(shutil.copytree(made, tmp_path / "handed"))


@pytest.fixture
def notebook(handed: Path) -> Path:
    """Return the English notebook of the copy."""
    (path,) = handed.rglob(f"{SLUG}.ipynb")
    return path


@pytest.fixture
def quick(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the products of the session for those made again: they are the same bytes.

    That they are is what test_again.py shows; comparing needs no kernel.
    """

    def copied(given: Any, found: Any, others: Any, langs: Any, out: Path, *more: Any) -> None:
        shutil.copytree(made, out, dirs_exist_ok=True)

    module = sys.modules[verify.__module__]
    monkeypatch.setattr(module, "made_again", copied)


@pytest.fixture
def spoil(notebook: Path, raw: Path) -> Callable[[Edit], Any]:
    """Return a function that edits the notebook, verifies it and returns the result."""

    def spoiled(edit: Edit) -> Any:
        held = json.loads(notebook.read_text("utf-8"))
        edit(held)
        notebook.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", "utf-8")
        (result,) = verify([notebook], raw)
        return result

    return spoiled
