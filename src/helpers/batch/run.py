"""The main job: an executed notebook and a page for each report, tables and an index over all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from helpers.audit import ALONE, Audit
from helpers.batch.files import write
from helpers.batch.notebook import (
    CellFailed,
    Notebook,
    execute,
    failed_notebook,
    in_thread,
    parameter_names,
    text_of,
)
from helpers.batch.outdated import set_aside, superseded
from helpers.batch.tables import write_tables
from helpers.batch.template import in_language
from helpers.catalogue import Found
from helpers.corpus import Corpus
from helpers.corrections import lost_corrections
from helpers.display import heading, headline
from helpers.errors import InputError, OgiError
from helpers.faults import fault
from helpers.load import judge, read_found
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
        lost: Corrections by hand that match no report.
        outdated: Slug of a report that failed → its pages of an earlier run, by language.
    """

    audits: dict[str, Audit] = field(default_factory=dict)
    failed: list[tuple[Found, OgiError]] = field(default_factory=list)
    lost: list[InputError] = field(default_factory=list)
    outdated: dict[str, dict[Lang, str]] = field(default_factory=dict)


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
        jobs: Notebooks executed at the same time, each in a kernel of its own.
        corpus: The reports that may stand beside those of the run, or None for none.
    """

    found: Sequence[Found]
    out: Path
    template: Notebook
    langs: Sequence[Lang] = ("en",)
    parameters: Mapping[str, object] = field(default_factory=dict)
    partial: bool = False
    jobs: int = 1
    corpus: Corpus | None = None
    others: dict[Path, list[str]] = field(default_factory=dict)
    """Report → names of those beside it, as they are found; parameters of its notebook."""


MEMORY = 500 * 2**20
"""Bytes of memory that one kernel at work may need."""


def usual_jobs() -> int:
    """Return how many notebooks to execute at a time: the cores, as far as there is memory."""
    try:
        cores = len(os.sched_getaffinity(0))
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # not Linux
        return max(1, os.cpu_count() or 1)
    return max(1, min(cores, free // MEMORY))


def run(job: Job, progress: Progress | None = None) -> Outcome:
    """Run a job. One report that fails does not stop the others; it is listed with its reason.

    Products, under ``job.out``: ``audits/YEAR/SLUG.ipynb`` and ``.html`` (``.zh.ipynb``,
    ``.zh.html`` in Chinese), ``tables/*.parquet`` and ``*.csv`` with their codebook, and
    ``index.html``. Products of an earlier run whose report fails now, or is of another year now, are
    moved to ``outdated/`` and say so. Tables and index are written even if the run is interrupted, over what was
    done until then. A notebook that fails is kept under ``failed/`` until it succeeds.
    """
    outcome = Outcome()
    results = dict[int, Audit | OgiError]()
    try:
        with closing(_made(job, results)) as made:
            for number, found in enumerate(made):
                told = results[number]
                if progress is not None:
                    progress(found, told if isinstance(told, OgiError) else None)
    finally:
        for number, result in sorted(results.items()):
            if isinstance(result, Audit):
                outcome.audits[job.found[number].slug] = result
            else:
                found = job.found[number]
                outcome.failed.append((found, result))
                with suppress(OSError):  # a full disk: the index still says that it failed
                    outcome.outdated[found.slug] = set_aside(job.out, found.slug, found.name)
        outcome.lost += lost_corrections(found.path for found in job.found)
        _summarise(job, outcome)
    return outcome


def _made(job: Job, results: dict[int, Audit | OgiError]) -> Generator[Found]:
    """Yield the reports in their order, each when its products are made; fill in `results`.

    When it is closed, what was begun is ended and what was not is left.
    """

    def make(number: int, found: Found) -> None:
        results[number] = _tried(job, found)

    if job.jobs == 1:
        for number, found in enumerate(job.found):
            make(number, found)
            yield found
        return
    # Threads, since the work is done in the kernels: this process spends some 50 ms a notebook.
    workers = ThreadPoolExecutor(job.jobs)
    begun = [
        workers.submit(in_thread, make, number, found) for number, found in enumerate(job.found)
    ]
    try:
        for future, found in zip(begun, job.found, strict=True):
            future.result()
            yield found
    finally:
        workers.shutdown(cancel_futures=True)


def _tried(job: Job, found: Found) -> Audit | OgiError:
    """Return the audit of one report whose products were made, or why there are none."""
    try:
        return _one(job, found)
    except OgiError as error:
        return error
    except Exception as error:  # a kernel that dies, a full disk, a fault of ours
        return fault(error, found.name)


def _one(job: Job, found: Found) -> Audit:
    """Make the products of one report, all languages or none."""
    report = read_found(found, partial=job.partial)
    context = ALONE
    if job.corpus is not None:
        context = job.corpus.context(found, report)
        job.others[found.path] = job.corpus.beside(found, report)
    judged = judge(report, context=context)
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
    set_aside(job.out, found.slug, found.name, _year(judged))
    superseded(job.out, found.slug, found.name, _year(judged))
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


def _outdated(outcome: Outcome, found: Found, lang: Lang) -> str:
    pages = outcome.outdated.get(found.slug, {})
    return pages.get(lang) or next(iter(pages.values()), "")


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
        failed = [
            (found.name, error.show(lang), _outdated(outcome, found, lang))
            for found, error in outcome.failed
        ]
        failed += [(lost.place, lost.show(lang), "") for lost in outcome.lost]
        other = next((_index_name(job, x) for x in job.langs if x != lang), "")
        write(job.out / _index_name(job, lang), index_page(listed, failed, lang, other))
