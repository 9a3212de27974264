"""``ogi-audit verify``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from helpers.batch.executing import TIME_LIMIT
from helpers.batch.parallel import usual_jobs
from helpers.exits import EXIT_FAILED
from helpers.messages import Lang, Text
from helpers.options import lang_option
from helpers.telling import json_line, tell
from helpers.verifying.outcome import STATUS_WORDS, Verified, all_same
from helpers.verifying.shown import lines
from helpers.verifying.verify import verify as start


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--raw",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the raw files (default: data/raw); nothing outside is opened.",
)
@click.option("--jobs", type=click.IntRange(1), help="Audits at a time (default: the cores).")
@click.option(
    "--time-limit",
    type=click.IntRange(1),
    default=TIME_LIMIT,
    show_default=True,
    help="Seconds that a cell of a notebook may take.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an audit, a line each.")
@lang_option
def verify(
    paths: Sequence[Path],
    raw: Path | None,
    jobs: int | None,
    time_limit: int,
    as_json: bool,
    langs: Sequence[Lang],
) -> None:
    """Re-execute audits (notebooks, folders of a run, bundles) and compare everything.

    The code of a notebook is never run: our template is, with its parameters. Exit code: 0 all are
    the same; 1 one has changed, cannot be compared or could not be re-executed; 2 the call is wrong.
    """

    def told(result: Verified) -> None:
        if as_json:
            tell(json_line(result.as_dict()))
        else:
            tell("\n".join(lines(result, langs[0])))

    results = start(paths, raw, jobs=jobs or usual_jobs(), time_limit=time_limit, told=told)
    counted = ", ".join(
        f"{sum(r.status == status for r in results)} {words.in_(langs[0])}"
        for status, words in STATUS_WORDS.items()
        if any(r.status == status for r in results)
    )
    tell(Text(f"{counted}.", f"{counted}。").in_(langs[0]), err=True)
    if not all_same(results):
        raise click.exceptions.Exit(EXIT_FAILED)
