"""A notebook as it was handed over: untrusted, read as data, never run."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.batch.notebook import Notebook, read_notebook
from helpers.errors import InputError
from helpers.messages import LANGS, Lang, Text, as_lang
from helpers.provenance import KEY

MAX_NOTEBOOK = 64 * 1024 * 1024
"""Bytes of a notebook that is verified; a long audit has two million."""
MOST_BESIDE = 1000
"""Reports that a notebook may name as standing beside its own."""
_SHA256 = re.compile("[0-9a-f]{64}")
_HINT = Text(
    "Name a notebook that `ogi-audit run` made, as it made it.",
    "请指定由 `ogi-audit run` 生成且未经改动的笔记本。",
)


@dataclass(frozen=True, slots=True)
class Given:
    """A notebook that says it is an audit of ours.

    Attributes:
        path: The file.
        name: Its name in messages.
        notebook: What it holds.
        parameters: What it says it was run with.
        recorded: Its record of provenance, {} if it has none.
    """

    path: Path
    name: str
    notebook: Notebook
    parameters: Mapping[str, Any]
    recorded: Mapping[str, Any]

    @property
    def report(self) -> str:
        """The report it says it is of."""
        return str(self.parameters["report"])

    @property
    def lang(self) -> Lang:
        """Its language."""
        return as_lang(self.parameters.get("lang", "en"))

    @property
    def others(self) -> list[str]:
        """The reports it says stood beside its own."""
        return list(self.parameters.get("others") or [])

    @property
    def sha256(self) -> str:
        """The hash of the raw file that it records, or ""."""
        held = self.recorded.get("input")
        value = held.get("sha256") if isinstance(held, dict) else None
        return value if isinstance(value, str) and _SHA256.fullmatch(value) else ""


def read_given(path: Path, name: str, known: tuple[str, ...]) -> Given:
    """Read a notebook that was handed over.

    Args:
        path: The file.
        name: Its name in messages.
        known: The parameters of our template.

    Raises:
        InputError: it is no notebook, none of ours, holds no outputs, or has parameters that are
            none of our template's or of another kind.
    """
    try:
        size = path.stat().st_size
        if size > MAX_NOTEBOOK:
            words = Text(
                f"It has more than {MAX_NOTEBOOK:,} bytes.", f"文件超过 {MAX_NOTEBOOK:,} 字节。"
            )
            raise _refused("too-large", words, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of cells without ids: they are compared, and told
            notebook = read_notebook(path)
    except (OSError, ValueError, RecursionError) as error:
        raise _refused(
            "no-notebook", Text("It is no notebook.", "不是笔记本文件。"), name
        ) from error
    metadata = _plain(notebook.metadata)
    held = metadata.get("papermill")
    parameters = held.get("parameters") if isinstance(held, dict) else None
    if not isinstance(parameters, dict) or not isinstance(parameters.get("report"), str):
        words = Text(
            "It is no audit notebook: it names no report in its parameters.",
            "不是审计笔记本：其参数未指明报告。",
        )
        raise _refused("not-an-audit", words, name)
    _check(parameters, known, name)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if not any(cell.get("outputs") for cell in code):
        words = Text("Its outputs have been stripped.", "其输出已被清除。")
        raise _refused("stripped", words, name)
    recorded = metadata.get(KEY)
    return Given(path, name, notebook, parameters, recorded if isinstance(recorded, dict) else {})


def _plain(node: object) -> dict[str, Any]:
    made = json.loads(json.dumps(node))
    return made if isinstance(made, dict) else {}


def _check(parameters: Mapping[str, Any], known: tuple[str, ...], name: str) -> None:
    """Refuse parameters that are none of the template's: their names would become code."""
    wrong = [key for key, value in parameters.items() if key not in known or not _fits(key, value)]
    if wrong:
        words = Text(
            f"It has parameters that our template does not take: {', '.join(map(repr, wrong))}.",
            f"其参数不是本项目模板的参数：{'、'.join(map(repr, wrong))}。",
        )
        raise _refused("foreign-parameters", words, name)


def _fits(key: str, value: object) -> bool:
    if key == "report":
        return isinstance(value, str)
    if key == "lang":
        return value in LANGS
    if key == "partial":
        return isinstance(value, bool)
    if key == "others":
        listed = value if isinstance(value, list) else []
        return len(listed) <= MOST_BESIDE and (
            value is None or (value == listed and all(isinstance(o, str) for o in listed))
        )
    return value is None or isinstance(value, str | int | float | bool)


def _refused(code: str, what: Text, name: str) -> InputError:
    return InputError(code, what, _HINT, name)
