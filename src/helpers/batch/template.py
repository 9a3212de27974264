"""The notebook that is run for each report: its language, and the names of its parameters."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path

from helpers.batch.notebook import Notebook, parameter_names, read_notebook
from helpers.errors import UsageError
from helpers.messages import LANGS, Lang, Text
from helpers.provenance import own_root

TEMPLATE = Path("notebooks") / "02_audit_one_agency.ipynb"


def load_template(path: Path | None = None) -> Notebook:
    """Return the template notebook (default: that of the repository this code belongs to).

    What lies in the working folder is not taken for it: it may be somebody else's.

    Raises:
        UsageError: there is no such notebook, or it is not one.
    """
    target = path or own_root() / TEMPLATE
    try:
        return read_notebook(target)
    except (OSError, ValueError) as error:
        raise UsageError(
            "no-template",
            Text("The template notebook cannot be read.", "无法读取模板笔记本。"),
            Text("Name an .ipynb file.", "请指定 .ipynb 文件。"),
            str(target),
        ) from error


def check_trust(path: Path, notebook: Notebook, trusted: bool) -> None:
    """Refuse a notebook that is not of this repository, unless the caller has said to trust it.

    Args:
        path: The template.
        notebook: What it holds.
        trusted: Whether the caller said so.

    Raises:
        UsageError: it is a program of somebody else's, and nobody has said that it may run.
    """
    if trusted or path.resolve().parent == own_root() / TEMPLATE.parent:
        return
    count = sum(cell.cell_type == "code" for cell in notebook.cells)
    raise UsageError(
        "template-not-trusted",
        Text(
            f"A notebook is a program: the code of this one (cells: {count}) would be run here for "
            "each report. Nothing was run.",
            f"笔记本即程序：其中的代码（{count} 个单元）将对每份报告在本机运行。尚未运行任何内容。",
        ),
        Text(
            "Read it. If you trust it, say so with --trust-template.",
            "请先通读；如确认可信，请加上 --trust-template。",
        ),
        str(path),
    )


NEEDED = ("report", "lang")
"""Parameters that a run gives to every notebook."""


def check_template(notebook: Notebook, names: Iterable[str], place: str = "") -> None:
    """Refuse a notebook that cannot be run for each report, before anything runs.

    Args:
        notebook: The template.
        names: Further parameters that it will be given.
        place: Its path.

    Raises:
        UsageError: it lacks a parameter; the message says which, and how they are declared.
    """
    known = parameter_names(notebook)
    lost = [name for name in (*NEEDED, *names) if name not in known]
    if not lost:
        return
    tagged = any("parameters" in cell.metadata.get("tags", []) for cell in notebook.cells)
    there = ", ".join(known) or "–"
    raise UsageError(
        "template-parameters",
        Text(
            f"The template does not declare the parameter{'' if len(lost) == 1 else 's'} "
            f"{', '.join(lost)}."
            if tagged
            else "The template has no cell with the tag `parameters`.",
            f"模板没有声明参数 {'、'.join(lost)}。"
            if tagged
            else "模板中没有标签为 `parameters` 的单元。",
        ),
        Text(
            f"Its cell with the tag `parameters` must assign {', '.join(NEEDED)}, and whatever "
            f"else it is given; it assigns: {there}.",
            f"标签为 `parameters` 的单元须给 {'、'.join(NEEDED)} 及其他传入的参数赋值；现有：{there}。",
        ),
        place,
    )


def in_language(notebook: Notebook, lang: Lang) -> Notebook:
    """Return the notebook with the prose of one language: cells tagged with another are left out."""
    others = {other for other in LANGS if other != lang}
    result = deepcopy(notebook)
    result.cells = [c for c in result.cells if not others & set(c.metadata.get("tags", []))]
    return result


def check_parameters(notebook: Notebook, names: Iterable[str], place: str = "") -> None:
    """Refuse parameters that the notebook does not declare, before anything runs.

    papermill itself only warns, and runs the default in place of what was meant.

    Raises:
        UsageError: a name is unknown.
    """
    known = parameter_names(notebook)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UsageError(
            "unknown-parameter",
            Text(
                f"The notebook has no parameter {', '.join(unknown)}.",
                f"笔记本没有参数 {'、'.join(unknown)}。",
            ),
            Text(f"It has: {', '.join(known)}.", f"可用参数：{'、'.join(known)}。"),
            place,
        )
