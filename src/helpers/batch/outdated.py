"""Products of an earlier run that no longer agree with their report: kept, marked, out of the way.

A report that cannot be read any more, or says another year now, would leave its old page where a
current one is looked for. It is moved to ``outdated/``, with a word on top of the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from helpers.batch.files import write
from helpers.messages import LANGS, Lang, Text

FOLDER = "outdated"
_ORGAN = re.compile(r'<a href="[^"]*/site/organs/[^"]*">[^<]*</a>\n')
_BODY = '<body class="page">'
_WORD = Text(
    "Outdated: this page is of an earlier run. In a later run the report could not be audited, or "
    "was read as of another year; the page “All reports” says which.",
    "已过时：此页由较早的运行生成。后来的运行未能审计该报告，或读取的年度不同，详见“全部报告”。",
)


def set_aside(out: Path, slug: str, report: str, current: str = "") -> dict[Lang, str]:
    """Move the products of `report` from ``audits/`` to ``outdated/``.

    Args:
        out: Folder of the products.
        slug: Name of the report in products.
        report: Its name in its notebook; products of another report of this slug stay.
        current: The year whose products are current, or "".

    Returns:
        Language → address of its page there, relative to `out`; also of one set aside before.
    """
    for notebook, _ in _own(out / "audits", slug, report):
        if notebook.parent.name != current:
            for path in (notebook.with_suffix(".html"), notebook):
                _move(path, out / FOLDER / path.parent.name / path.name)
    pages = ((n.with_suffix(".html"), lang) for n, lang in _own(out / FOLDER, slug, report))
    return {lang: p.relative_to(out).as_posix() for p, lang in pages if p.is_file()}


def superseded(out: Path, slug: str, report: str, year: str) -> None:
    """Remove what was set aside of a report of a year, now that there are new products of it."""
    for notebook, _ in _own(out / FOLDER, slug, report):
        if notebook.parent.name == year:
            notebook.with_suffix(".html").unlink(missing_ok=True)
            notebook.unlink()
    for folder in (out / FOLDER / year, out / FOLDER):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _own(folder: Path, slug: str, report: str) -> Iterator[tuple[Path, Lang]]:
    for lang in LANGS:
        name = f"{slug}.ipynb" if lang == "en" else f"{slug}.{lang}.ipynb"
        for path in sorted(folder.glob(f"*/{name}")):
            if _report_of(path) in ("", report):
                yield path, lang


def _report_of(notebook: Path) -> str:
    """Return the report that a notebook was made for, "" if it does not say so."""
    try:
        parameters = json.loads(notebook.read_text("utf-8"))["metadata"]["papermill"]["parameters"]
        return str(parameters["report"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _move(path: Path, target: Path) -> None:
    if not path.is_file():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".html":
        lang: Lang = "zh" if path.stem.endswith(".zh") else "en"
        page = _ORGAN.sub("", path.read_text("utf-8"), count=1)  # that page may be gone, too
        word = f'{_BODY}\n<p class="outdated" role="note">{_WORD.in_(lang)}</p>'
        write(target, page.replace(_BODY, word, 1))
        path.unlink()
    else:
        path.replace(target)
