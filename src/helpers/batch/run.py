"""The main job: an executed notebook and a page for each report, tables and an index over all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from helpers.audit import ALONE, Audit, audit
from helpers.batch.files import write
from helpers.batch.notebook import (
    CellFailed,
    Notebook,
    execute,
    failed_notebook,
    parameter_names,
    text_of,
)
from helpers.batch.tables import write_tables
from helpers.batch.template import in_language
from helpers.catalogue import Found
from helpers.corpus import Corpus
from helpers.display import heading, headline
from helpers.errors import InputError, OgiError
from helpers.faults import fault
from helpers.load import read_found
from helpers.messages import Lang, Text
from helpers.paths import portable
from helpers.site import Links, Listed, index_page, notebook_page

OTHERS = "others"
"""Parameter of the template: the reports that stand beside the one audited."""
Progress = Callable[[Found, OgiError | None], None]
"""Told after each report: which, and what went wrong, if anything."""


@dataclass
class Outcome:
    """What a run gave.

    Attributes:
        audits: Slug → audit of every report whose notebook was made.
        failed: Every report for which none was, with the reason.
    """

    audits: dict[str, Audit] = field(default_factory=dict)
    failed: list[tuple[Found, OgiError]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of a run.

    Attributes:
        found: The reports.
        out: Folder for the products.
        template: The notebook run for each report.
        langs: Languages, the first being the one of the index at ``index.html``.
        parameters: Further parameters of the template.
        partial: Read reports that break off inside a table, too.
        corpus: The reports that may stand beside those of the run, or None for none.
    """

    found: Sequence[Found]
    out: Path
    template: Notebook
    langs: Sequence[Lang] = ("en",)
    parameters: Mapping[str, object] = field(default_factory=dict)
    partial: bool = False
    corpus: Corpus | None = None
    others: dict[Path, list[str]] = field(default_factory=dict)
    """Report → names of those beside it, as they are found; parameters of its notebook."""


def run(job: Job, progress: Progress | None = None) -> Outcome:
    """Run a job. One report that fails does not stop the others; it is listed with its reason.

    Products, under ``job.out``: ``audits/YEAR/SLUG.ipynb`` and ``.html`` (``.zh.ipynb``,
    ``.zh.html`` in Chinese), ``tables/*.parquet`` and ``*.csv`` with their codebook, and
    ``index.html``. Tables and index are written even if the run is interrupted, over what was
    done until then. A notebook that fails is kept under ``failed/`` until it succeeds.
    """
    outcome = Outcome()
    try:
        for found in job.found:
            problem: OgiError | None = None
            try:
                outcome.audits[found.slug] = _one(job, found)
            except OgiError as error:
                problem = error
            except Exception as error:  # a kernel that dies, a full disk, a fault of ours
                problem = fault(error, found.name)
            if problem is not None:
                outcome.failed.append((found, problem))
            if progress is not None:
                progress(found, problem)
    finally:
        _summarise(job, outcome)
    return outcome


def _one(job: Job, found: Found) -> Audit:
    """Make the products of one report, all languages or none."""
    report = read_found(found, partial=job.partial)
    context = ALONE
    if job.corpus is not None:
        context = job.corpus.context(found, report)
        job.others[found.path] = job.corpus.beside(found, report)
    judged = audit(report, context=context)
    made: list[tuple[Path, str]] = []
    for lang in job.langs:
        notebook = executed(job, found, lang)
        title, lead = str(heading(judged, lang)), str(headline(judged, lang))
        here = _stem(job, found.slug, lang)
        other = next((x for x in job.langs if x != lang), None)
        links = Links(
            index="../../" + _index_name(job, lang),
            notebook=f"{here}.ipynb",
            other=f"{_stem(job, found.slug, other)}.html" if other else "",
        )
        folder = job.out / "audits" / _year(judged)
        made.append((folder / f"{here}.ipynb", text_of(notebook)))
        made.append((folder / f"{here}.html", notebook_page(notebook, title, lead, lang, links)))
    for path, text in made:
        write(path, text)
    for lang in job.langs:
        _kept(job, found, lang).unlink(missing_ok=True)
    with suppress(OSError):  # it is not there, or holds notebooks of other reports
        (job.out / "failed").rmdir()
    return judged


def executed(job: Job, found: Found, lang: Lang) -> Notebook:
    """Return the template executed for one report in one language.

    Raises:
        InputError: a cell fails; the notebook up to there is kept under ``failed/``.
    """
    parameters: dict[str, object] = {"report": found.name, "lang": lang, **job.parameters}
    if job.partial:
        parameters["partial"] = True
    if OTHERS in parameter_names(job.template):
        # The notebook must not look for itself: it would read the whole collection once more.
        parameters[OTHERS] = job.others.get(found.path, [])
    with tempfile.TemporaryDirectory(prefix="ogi-audit-") as folder:
        target = Path(folder) / f"{found.slug}.ipynb"
        try:
            template = in_language(job.template, lang)
            return execute(template, found.base, parameters, save_to=target)
        except CellFailed as error:
            kept = write(_kept(job, found, lang), text_of(failed_notebook(target)))
            shown = kept.relative_to(job.out).as_posix()
            said = portable(f"{error.ename}: {error.evalue}")
            raise InputError(
                "notebook-failed",
                Text(
                    f"The audit notebook stopped at a cell ({said}).",
                    f"审计笔记本在某单元中断（{said}）。",
                ),
                Text(
                    f"The notebook up to there is kept as {shown}; open it at the marked cell.",
                    f"中断前的笔记本保存为 {shown}，请查看标记处。",
                ),
                found.name,
            ) from error


def _kept(job: Job, found: Found, lang: Lang) -> Path:
    """Return where a notebook that fails is kept."""
    return job.out / "failed" / f"{_stem(job, found.slug, lang)}.ipynb"


def _year(judged: Audit) -> str:
    return str(judged.report.year or "year-unknown")


def _stem(job: Job, slug: str, lang: Lang) -> str:
    return slug if lang == "en" else f"{slug}.{lang}"


def _index_name(job: Job, lang: Lang) -> str:
    return "index.html" if lang == job.langs[0] else f"index.{lang}.html"


def _summarise(job: Job, outcome: Outcome) -> None:
    """Write tables and indexes over what was done."""
    write_tables(outcome.audits, job.out / "tables")
    for lang in job.langs:
        listed = [
            Listed(
                slug,
                judged,
                f"audits/{_year(judged)}/{_stem(job, slug, lang)}.html",
                f"audits/{_year(judged)}/{_stem(job, slug, lang)}.ipynb",
            )
            for slug, judged in outcome.audits.items()
        ]
        failed = [(found.name, error.show(lang)) for found, error in outcome.failed]
        other = next((_index_name(job, x) for x in job.langs if x != lang), "")
        write(job.out / _index_name(job, lang), index_page(listed, failed, lang, other))
