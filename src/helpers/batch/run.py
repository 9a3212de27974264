"""The main job: an executed notebook and a page for each report, tables and an index over all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from helpers.audit import ALONE, Audit, Context, Levels
from helpers.batch.executing import Job, executed, kept_at, stem
from helpers.batch.files import write
from helpers.batch.journal import Journal, alone, code, key_of
from helpers.batch.notebook import Notebook, text_of
from helpers.batch.outdated import set_aside, superseded
from helpers.batch.parallel import side_by_side
from helpers.batch.tables import write_tables
from helpers.batch.template import in_language
from helpers.catalogue import Found
from helpers.corrections import corrections_for, lost_corrections
from helpers.display import heading, headline
from helpers.errors import InputError, OgiError
from helpers.faults import fault
from helpers.load import judge, read_found
from helpers.messages import Lang
from helpers.model import Report
from helpers.provenance import KEY, in_page, record
from helpers.site import Links, Listed, index_page, notebook_page

NO_LEVELS = Levels((), "", (), complete=False, why="")
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


def run(job: Job, progress: Progress | None = None) -> Outcome:
    """Run a job. One report that fails does not stop the others; it is listed with its reason.

    Products, under ``job.out``: ``audits/YEAR/SLUG.ipynb`` and ``.html`` (``.zh.ipynb``,
    ``.zh.html`` in Chinese), ``tables/*.parquet`` and ``*.csv`` with their codebook, and
    ``index.html``. Products of an earlier run whose report fails now, or is of another year now, are
    moved to ``outdated/`` and say so. Tables and index are written even if the run is interrupted, over what was
    done until then. A notebook that fails is kept under ``failed/`` until it succeeds.
    """
    with alone(job.out):
        return _run(job, progress)


def _run(job: Job, progress: Progress | None) -> Outcome:
    outcome = Outcome()
    results = dict[int, Audit | OgiError]()
    journal = Journal(job.out)

    def make(number: int, found: Found) -> None:
        results[number] = _tried(job, found, journal)

    try:
        with closing(side_by_side(job.found, make, job.jobs)) as made:
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
                for lang in job.langs:
                    journal.drop(stem(job, found.slug, lang))
                with suppress(OSError):  # a full disk: the index still says that it failed
                    outcome.outdated[found.slug] = set_aside(job.out, found.slug, found.name)
        journal.tidy()
        outcome.lost += lost_corrections(found.path for found in job.found)
        _summarise(job, outcome)
    return outcome


def _tried(job: Job, found: Found, journal: Journal) -> Audit | OgiError:
    """Return the audit of one report whose products were made, or why there are none."""
    try:
        return _one(job, found, journal)
    except OgiError as error:
        return error
    except Exception as error:  # a kernel that dies, a full disk, a fault of ours
        return fault(error, found.name)


def _one(job: Job, found: Found, journal: Journal) -> Audit:
    """Make the products of one report, all languages or none."""
    report = read_found(found, partial=job.partial)
    context = ALONE
    if job.corpus is not None:
        context = job.corpus.context(found, report)
        job.others[found.path] = job.corpus.beside(found, report)
    judged = judge(report, context=context)
    made: dict[Lang, tuple[str, dict[Path, str]]] = {}
    for lang in job.langs:
        here, key = stem(job, found.slug, lang), _key(job, found, judged, context, lang)
        if journal.holds(here, key):
            continue
        notebook = executed(job, found, lang)
        recorded = _recorded(job, notebook, judged, context, lang)
        notebook.metadata[KEY] = recorded
        title, lead = str(heading(judged, lang)), str(headline(judged, lang))
        other = next((x for x in job.langs if x != lang), None)
        links = Links(
            index="../../" + _index_name(job, lang),
            notebook=f"{here}.ipynb",
            other=f"{stem(job, found.slug, other)}.html" if other else "",
        )
        folder = job.out / "audits" / _year(judged)
        page = in_page(notebook_page(notebook, title, lead, lang, links), recorded)
        files = {folder / f"{here}.ipynb": text_of(notebook), folder / f"{here}.html": page}
        made[lang] = (key, files)
    for lang, (key, files) in made.items():
        for path, text in files.items():
            write(path, text)
        journal.add(stem(job, found.slug, lang), key, files)
    set_aside(job.out, found.slug, found.name, _year(judged))
    superseded(job.out, found.slug, found.name, _year(judged))
    for lang in job.langs:
        kept_at(job, found, lang).unlink(missing_ok=True)
    with suppress(OSError):  # it is not there, or holds notebooks of other reports
        (job.out / "failed").rmdir()
    return judged


def _recorded(
    job: Job, notebook: Notebook, judged: Audit, context: Context, lang: Lang
) -> dict[str, Any]:
    template = in_language(job.template, lang)
    parameters = notebook.metadata.get("papermill", {}).get("parameters", {})
    return record(judged, template, parameters, _beside(context))


def _beside(context: Context) -> list[Report]:
    """Return the reports that stood beside one."""
    levels = context.levels or NO_LEVELS
    every = (context.earlier, *(r for _, r in levels.reports), *context.alike)
    return [r for r in every if r is not None]


def _key(job: Job, found: Found, judged: Audit, context: Context, lang: Lang) -> str:
    """Return what stands for everything that the products in one language are made from."""
    return key_of(
        code(),
        text_of(in_language(job.template, lang)),
        [lang, list(job.langs), job.partial, dict(job.parameters)],
        [found.name, found.slug, judged.report.source.sha256],
        [asdict(c) for c in corrections_for(found.path, judged.report.source.sha256)],
        [(r.source.path, r.source.sha256) for r in _beside(context)],
        [asdict(r) for r in judged.reviews],
        judged.as_dict(),
    )


def _outdated(outcome: Outcome, found: Found, lang: Lang) -> str:
    pages = outcome.outdated.get(found.slug, {})
    return pages.get(lang) or next(iter(pages.values()), "")


def _year(judged: Audit) -> str:
    return str(judged.report.year or "year-unknown")


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
                f"audits/{_year(judged)}/{stem(job, slug, lang)}.html",
                f"audits/{_year(judged)}/{stem(job, slug, lang)}.ipynb",
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
