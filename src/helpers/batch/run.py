"""The main job: an executed notebook and a page for each report, tables and an index over all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import chain

from helpers.batch.executing import Job, stem
from helpers.batch.journal import alone
from helpers.batch.making import Making, year_of
from helpers.batch.outdated import set_aside
from helpers.batch.pages import write_site
from helpers.batch.parallel import side_by_side
from helpers.batch.records import Record
from helpers.batch.tables import write_tables
from helpers.batch.warm import spare
from helpers.catalogue import Found
from helpers.corrections import lost_corrections
from helpers.errors import InputError, OgiError
from helpers.faults import fault
from helpers.messages import Lang
from helpers.site import Listed, site_files

Progress = Callable[[Found, OgiError | None], None]
"""Told after each report: which, and what went wrong, if anything."""


@dataclass
class Outcome:
    """What a run gave.

    Attributes:
        made: Slug → what came out of every report whose notebook was made.
        failed: Every report for which none was, with the reason.
        lost: Corrections by hand that match no report.
        outdated: Slug of a report that failed → its pages of an earlier run, by language.
    """

    made: dict[str, Record] = field(default_factory=dict)
    failed: list[tuple[Found, OgiError]] = field(default_factory=list)
    lost: list[InputError] = field(default_factory=list)
    outdated: dict[str, dict[Lang, str]] = field(default_factory=dict)


def run(job: Job, progress: Progress | None = None, scheduler: str | None = None) -> Outcome:
    """Run a job. One report that fails does not stop the others; it is listed with its reason.

    Products, under ``job.out``: ``audits/YEAR/SLUG.ipynb`` and ``.html`` (``.zh.ipynb``,
    ``.zh.html`` in Chinese), the data set ``tables/`` with its codebook, ``site/`` and
    ``index.html``. Products of an earlier run whose report fails now, or is of another year now, are
    moved to ``outdated/`` and say so. Tables and index are written even if the run is interrupted, over what was
    done until then. A notebook that fails is kept under ``failed/`` until it succeeds.

    What came out of a report is kept in ``.state/``: a report that has not changed, beside others
    that have not, is neither read nor judged again. No more than a line of each is held in memory.

    Args:
        job: What is asked.
        progress: Told after each report.
        scheduler: Address of a dask scheduler whose workers do the work; None for this machine.

    Raises:
        UsageError: no such scheduler can be used, or another run is at work.
    """
    _sweep()
    with alone(job.out):
        if scheduler is None:
            return _run(job, progress, Making(job), job.jobs, spare.close)
        from helpers.batch.cluster.making import RemoteMaking
        from helpers.batch.cluster.parcel import setting
        from helpers.batch.cluster.same import versions
        from helpers.batch.cluster.scheduler import connected

        with connected(scheduler, setting(job, versions())) as cluster:
            making = RemoteMaking(job, cluster)
            return _run(job, progress, making, cluster.jobs, cluster.give_up)


def _sweep() -> None:
    """Take away what runs that were killed have left, also if nothing is to be executed now."""
    with suppress(ImportError):  # a system without forks has nothing to sweep
        from helpers.batch.warm.folders import sweep

        sweep()


def _run(
    job: Job,
    progress: Progress | None,
    making: Making,
    jobs: int,
    give_up: Callable[[], None],
) -> Outcome:
    outcome = Outcome()
    results = dict[int, Record | OgiError]()

    def make(number: int, found: Found) -> None:
        results[number] = _tried(making, found)

    try:
        with closing(side_by_side(job.found, make, jobs, give_up)) as made:
            for number, found in enumerate(made):
                told = results[number]
                if progress is not None:
                    progress(found, told if isinstance(told, OgiError) else None)
        making.prune()
    finally:
        for number, result in sorted(dict(results).items()):
            found = job.found[number]
            if isinstance(result, Record):
                outcome.made[found.slug] = result
            else:
                outcome.failed.append((found, result))
                for lang in job.langs:
                    making.journal.drop(stem(job, found.slug, lang))
                with suppress(OSError):  # a full disk: the index still says that it failed
                    outcome.outdated[found.slug] = set_aside(job.out, found.slug, found.name)
        making.tidy()
        outcome.lost += lost_corrections(found.path for found in job.found)
        write_tables(making.records, list(outcome.made.values()), job.out, csv=job.csv)
        files = chain.from_iterable(_site(job, outcome, lang) for lang in job.langs)
        write_site(job.out, files, job.langs)
    return outcome


def _tried(making: Making, found: Found) -> Record | OgiError:
    """Return what came out of one report whose products were made, or why there are none."""
    try:
        return making.make(found)
    except OgiError as error:
        return error
    except Exception as error:  # a kernel that dies, a full disk, a fault of ours
        return fault(error, found.name)


def _outdated(outcome: Outcome, found: Found, lang: Lang) -> str:
    pages = outcome.outdated.get(found.slug, {})
    return pages.get(lang) or next(iter(pages.values()), "")


def _site(job: Job, outcome: Outcome, lang: Lang) -> Iterator[tuple[str, str]]:
    """Return the files of the site in one language."""
    listed = [
        _listed(record, f"audits/{year_of(record)}/{stem(job, record.slug, lang)}")
        for record in outcome.made.values()
    ]
    failed = [
        (found.name, error.show(lang), _outdated(outcome, found, lang))
        for found, error in outcome.failed
    ]
    failed += [(lost.place, lost.show(lang), "") for lost in outcome.lost]
    return site_files(listed, failed, lang, job.langs)


def _listed(record: Record, address: str) -> Listed:
    return Listed.of(record.row, record.top, f"{address}.html", f"{address}.ipynb")
