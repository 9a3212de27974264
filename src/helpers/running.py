"""``ogi-audit run``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.errors import OgiError, UsageError
from helpers.exits import EXIT_FAILED
from helpers.messages import Lang, Text
from helpers.options import csv_option, lang_option, partial_option
from helpers.telling import tell

if TYPE_CHECKING:
    from helpers.batch.run import Progress
    from helpers.catalogue import Found


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--out", help="Folder for the products.")
@click.option(
    "-p",
    "--parameter",
    "parameters",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="A further parameter of the notebook.",
)
@click.option(
    "--where",
    default="",
    help="Only reports that meet this: \"year == 2024 and kind == 'township'\".",
)
@click.option(
    "--template", "own", type=click.Path(path_type=Path), help="Your notebook for each report."
)
@click.option(
    "--trust-template",
    "trusted",
    is_flag=True,
    help="Run the code of that notebook: you have read it.",
)
@click.option("--jobs", type=click.IntRange(1), help="Notebooks at a time (default: the cores).")
@click.option(
    "--time-limit",
    type=click.IntRange(1),
    default=600,
    show_default=True,
    help="Seconds that a cell of a notebook may take.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Work on the dask cluster of this scheduler.")
@csv_option
@partial_option
@lang_option
def run(
    paths: Sequence[str],
    out: str | None,
    where: str,
    own: Path | None,
    trusted: bool,
    jobs: int | None,
    time_limit: int,
    scheduler: str | None,
    parameters: Sequence[tuple[str, str]],
    csv: bool | None,
    partial: bool,
    langs: Sequence[Lang],
) -> None:
    """Make the audit notebook and page of each report (default: all of data/raw)."""
    from helpers.batch.warm.process import prepare

    if scheduler is None:
        prepare()  # it gets ready while this process does
    from helpers.batch.away import at_hand
    from helpers.batch.choosing import chosen
    from helpers.batch.executing import Job
    from helpers.batch.files import is_product, usable_folder
    from helpers.batch.parallel import usual_jobs
    from helpers.batch.progress import reporting, summary
    from helpers.batch.run import run as start
    from helpers.batch.stopping import stoppable
    from helpers.batch.stores import is_address, shown
    from helpers.batch.template import (
        check_parameters,
        check_template,
        check_trust,
        load_template,
    )
    from helpers.catalogue import find_reports
    from helpers.corpus.choosing import check_condition
    from helpers.load import neighbours_of
    from helpers.paths import repository_root
    from helpers.readers import SUFFIXES

    root = repository_root()
    template, values = load_template(own), dict(parameters)
    check_template(template, ["partial"] if partial else [], str(own or ""))
    check_parameters(template, values)
    if own is not None:
        check_trust(own, template, trusted)
    taken = [name for name in ("report", "lang", "partial", "others") if name in values]
    if taken:
        raise UsageError(
            "parameter-of-run",
            Text(f"{', '.join(taken)} is set by the run.", f"{'、'.join(taken)} 由命令自身设定。"),
            Text("Use PATHS, --lang and --partial.", "请使用路径参数、--lang 和 --partial。"),
        )
    data = root / "data"
    with (
        stoppable(),
        at_hand(paths or [str(data / "raw")], out or str(data / "processed")) as (
            asked,
            folder,
            step,
        ),
    ):
        target = folder.resolve()
        found = [f for f in find_reports(asked, SUFFIXES) if not is_product(f.path, target)]
        if not found:
            raise UsageError(
                "only-products",
                Text("There are only products of earlier runs.", "只有以前运行的产品。"),
                Text("Name the files or folders of the reports.", "请指定报告文件或文件夹。"),
                ", ".join(map(str, asked)),
            )
        beside = neighbours_of(found, texts=len(found) > 1)
        if where:
            check_condition(where)
        usable_folder(target)
        if where:
            found = chosen(found, where, beside.cards, target)
        job = Job(
            found,
            target,
            template,
            langs,
            values,
            partial,
            jobs=jobs or usual_jobs(),
            time_limit=time_limit,
            neighbours=beside,
            csv=csv,
        )
        with reporting(len(found), langs[0]) as progress:
            outcome = start(job, _both(progress, step), scheduler)
    index = f"{shown(out).rstrip('/')}/index.html" if out and is_address(out) else ""
    told = summary(len(outcome.made), len(outcome.failed), index or _index(out, target, root))
    tell(told.in_(langs[0]), err=True)
    for lost in outcome.lost:
        tell(f"ogi-audit: {lost.show(langs[0])}", err=True)
    if outcome.failed or outcome.lost:
        raise click.exceptions.Exit(EXIT_FAILED)


def _both(progress: Progress, step: Callable[[], None]) -> Progress:
    def told(found: Found, problem: OgiError | None) -> None:
        progress(found, problem)
        step()

    return told


def _index(out: str | None, target: Path, root: Path) -> str:
    """Return the index of the run as it is shown: as the caller wrote it, or from the repository."""
    path = Path(out) if out else target
    if path.is_absolute() and path.is_relative_to(root):
        path = path.relative_to(root)
    return str(path / "index.html")
