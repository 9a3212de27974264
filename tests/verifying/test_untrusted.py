"""What is handed over is data: odd notebooks are refused with a word, and no path leads out."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calling import Ogi
from helpers.batch.notebook import parameter_names
from helpers.errors import InputError
from helpers.verifying.again import own_template
from helpers.verifying.given import read_given
from helpers.verifying.lines import changes, html_changes
from helpers.verifying.raw import raw_file


@pytest.fixture(scope="module")
def known() -> tuple[str, ...]:
    return parameter_names(own_template())


def edited(notebook: Path, **parameters: Any) -> Path:
    """Write other parameters into a notebook; return its path."""
    held = json.loads(notebook.read_text("utf-8"))
    held["metadata"]["papermill"]["parameters"].update(parameters)
    notebook.write_text(json.dumps(held), "utf-8")
    return notebook


def code_of(path: Path, known: tuple[str, ...]) -> str:
    with pytest.raises(InputError) as refused:
        read_given(path, path.name, known)
    return refused.value.code


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff", b"[]", b"{}", b'{"cells": 3}', b"[" * 100_000, b"not json"]
)
def test_what_is_no_notebook_is_refused(
    tmp_path: Path, known: tuple[str, ...], data: bytes
) -> None:
    path = tmp_path / "x.ipynb"
    path.write_bytes(data)
    assert code_of(path, known) in {"no-notebook", "not-an-audit"}


def test_a_notebook_that_is_no_audit_is_refused(known: tuple[str, ...]) -> None:
    path = Path(__file__).parents[2] / "notebooks" / "01_read_one_report.ipynb"
    assert code_of(path, known) == "not-an-audit"


def test_a_notebook_without_outputs_is_refused(notebook: Path, known: tuple[str, ...]) -> None:
    held = json.loads(notebook.read_text("utf-8"))
    for cell in held["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    notebook.write_text(json.dumps(held), "utf-8")
    assert code_of(notebook, known) == "stripped"


@pytest.mark.parametrize(
    "parameters",
    [
        {"x = 1\nimport os": 1},
        {"lang": "fr"},
        {"lang": ["en"]},
        {"partial": "yes"},
        {"report": 3},
        {"others": "data"},
        {"others": [1]},
        {"others": ["x"] * 1001},
        {"others": {"a": 1}},
    ],
)
def test_parameters_of_another_name_or_kind_are_refused(
    notebook: Path, known: tuple[str, ...], parameters: dict[str, Any]
) -> None:
    assert code_of(edited(notebook, **parameters), known) in {"foreign-parameters", "not-an-audit"}


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../secret.txt",
        "a/../../secret.txt",
        "C:/secret.txt",
        "..\\secret.txt",
        "",
        "x\ny",
    ],
)
def test_a_name_that_leads_out_of_the_raw_files_is_refused_and_not_opened(
    tmp_path: Path, name: str
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (tmp_path / "secret.txt").write_text("秘密")
    with pytest.raises(InputError) as refused:
        raw_file(name, raw, None, "x.ipynb")
    assert refused.value.code == "outside"


def test_a_link_that_leads_out_of_the_raw_files_is_refused(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (tmp_path / "secret.txt").write_text("秘密")
    (raw / "report.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(InputError) as refused:
        raw_file("report.txt", raw, None, "x.ipynb")
    assert refused.value.code == "outside"


def test_a_file_of_the_repository_that_is_no_raw_file_is_not_opened(tmp_path: Path) -> None:
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    with pytest.raises(InputError) as refused:
        raw_file("pyproject.toml", raw, tmp_path, "x.ipynb")
    assert refused.value.code == "outside"
    with pytest.raises(InputError) as missing:
        raw_file("data/raw/none.txt", raw, tmp_path, "x.ipynb")
    assert missing.value.code == "no-raw-file"


@given(st.text(max_size=40))
def test_no_name_finds_a_file_outside(name: str) -> None:
    raw = Path(__file__).parent / "no-such-folder"
    with pytest.raises(InputError):
        raw_file(name, raw, Path(__file__).parent, "x.ipynb")


def test_the_command_says_what_is_wrong_with_the_call_and_with_a_file(
    tmp_path: Path, raw: Path, notebook: Path, ogi: Ogi
) -> None:
    assert ogi("verify", tmp_path / "none").code == 2
    empty = tmp_path / "empty"
    empty.mkdir()
    called = ogi("verify", empty, "--lang", "zh")
    assert (called.code, called.out) == (2, "")
    assert "该文件夹中没有审计笔记本。" in called.err
    assert ogi("verify").code == 2
    bad = tmp_path / "bad.ipynb"
    bad.write_text("{}")
    called = ogi("verify", bad)
    assert called.code == 1
    assert "could not be re-executed" in called.out
    assert "Traceback" not in called.out + called.err
    called = ogi("verify", edited(notebook, report="../年报.txt"), "--raw", raw, "--json")
    assert called.code == 1
    assert json.loads(called.out)["error"]["code"] == "outside"


@given(
    st.lists(st.text("ab\t.", max_size=8), max_size=8),
    st.lists(st.text("ab\t.", max_size=8), max_size=8),
)
def test_texts_differ_where_and_only_where_they_do(one: list[str], two: list[str]) -> None:
    old, new = "\n".join(one), "\n".join(two)
    assert bool(list(changes(old, new))) == (old != new)


@given(st.text("<>ab/td r\n\t", max_size=40), st.text("<>ab/td r\n\t", max_size=40))
def test_markup_that_differs_is_never_the_same(old: str, new: str) -> None:
    assert bool(list(html_changes(old, new))) == (old != new)


def test_a_cell_of_a_table_is_named_by_row_column_and_address() -> None:
    old = "intro\naddress\tn\napplications.received.total\t1"
    ((place, address, before, after),) = changes(old, old.replace("\t1", "\t2"))
    assert place.en == "line 3, applications.received.total · n"
    assert (address, before, after) == ("applications.received.total", "1", "2")


def test_very_long_texts_are_compared_in_time() -> None:
    old = "\n".join(f"{n}" for n in range(20_000))
    new = "\n".join(f"{n}x" for n in range(20_000))
    assert len(list(changes(old, new))) == 20_000


@pytest.mark.parametrize("piece", ["<tr>", "<", "</tr>", "<td", "a.b.", "<!--"])
def test_markup_of_one_piece_without_end_is_compared_in_time(piece: str) -> None:
    assert list(html_changes(piece * 200_000, piece * 199_999))
