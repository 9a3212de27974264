"""The command line: ``ogi-audit parse``, ``audit``, ``run``, and what keeps the repository."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.errors import OgiError
from helpers.exits import EXIT_FAILED, Deferred, ReportingGroup
from helpers.messages import Lang, Text
from helpers.model import Report
from helpers.options import lang_option, partial_option
from helpers.telling import json_line, tell

if TYPE_CHECKING:
    from helpers.catalogue import Found
    from helpers.neighbours import Neighbours

_files = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
_json = click.option(
    "--json", "as_json", is_flag=True, help="One JSON object a report, a line each."
)


@click.group(cls=ReportingGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ogi-audit", prog_name="ogi-audit")
def main() -> None:
    """Read and audit annual reports on open government information (政府信息公开工作年度报告)."""


@main.command()
@_files
@_json
@partial_option
@lang_option
def parse(files: Sequence[Path], as_json: bool, partial: bool, langs: Sequence[Lang]) -> None:
    """Read reports: who, when, sections, cells with their places, numbers of the prose."""
    from helpers.output import parsed_lines, report_json

    def show(_: Found, report: Report) -> Iterator[str]:
        return iter([json_line(report_json(report))]) if as_json else parsed_lines(report, langs[0])

    _each(files, partial, langs[0], show)


@main.command()
@_files
@_json
@partial_option
@lang_option
def audit(files: Sequence[Path], as_json: bool, partial: bool, langs: Sequence[Lang]) -> None:
    """Audit reports: the findings with their evidence, worst first."""
    from helpers.catalogue import find_reports
    from helpers.load import judge, neighbours_of
    from helpers.output import audited_lines
    from helpers.readers import SUFFIXES

    beside: list[Neighbours] = []

    def show(found: Found, report: Report) -> Iterator[str]:
        if not beside:
            reports = find_reports(files, SUFFIXES)
            beside.append(neighbours_of(reports, texts=len(reports) > 1))
        judged = judge(report, context=beside[0].context(found, report))
        return iter([json_line(judged.as_dict())]) if as_json else audited_lines(judged, langs[0])

    _each(files, partial, langs[0], show)


def _each(
    files: Sequence[Path], partial: bool, lang: Lang, show: Callable[[Found, Report], Iterator[str]]
) -> None:
    """Read every file and print what `show` makes of it; a file that fails stops no other."""
    from helpers.catalogue import find_reports
    from helpers.corrections import lost_corrections
    from helpers.faults import fault
    from helpers.load import read_given
    from helpers.readers import SUFFIXES

    failed = 0
    reports = find_reports(files, SUFFIXES)
    for found in reports:
        try:
            lines = list(show(found, read_given(found, partial=partial)))
        except OgiError as error:
            problem = error
        except Exception as error:  # a fault of ours stops no other report
            problem = fault(error, found.given)
        else:
            for line in lines:
                tell(line)
            continue
        failed += 1
        tell(f"ogi-audit: {problem.show(lang)}", err=True)
    for lost in lost_corrections(item.path for item in reports):
        failed += 1
        tell(f"ogi-audit: {lost.show(lang)}", err=True)
    if failed:
        raise click.exceptions.Exit(EXIT_FAILED)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", default="", help="Where the reports come from; an address, if any.")
@click.option("--licence", default="", help="On what terms they may be kept.")
@click.option(
    "--accessed",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day on which they were obtained (default: today).",
)
@lang_option
def add(
    paths: Sequence[Path],
    source: str,
    licence: str,
    accessed: datetime | None,
    langs: Sequence[Lang],
) -> None:
    """Copy reports (files, folders, ZIP archives) into data/raw, with a row in the manifest."""
    from helpers.batch.adding import Added, Papers
    from helpers.batch.adding import add as start
    from helpers.paths import repository_root

    day = accessed.date() if accessed else datetime.now(UTC).date()
    words = {
        "added": Text("added as", "已添加为"),
        "same": Text("is there already:", "已经存在："),
        "changed": Text("added beside an earlier version as", "已作为另一版本添加为"),
    }
    failed = 0
    for result in start(paths, repository_root() / "data" / "raw", Papers(source, licence, day)):
        if isinstance(result, Added):
            detail = f" ({result.detail.in_(langs[0])})" if result.detail else ""
            tell(f"{result.given}: {words[result.status].in_(langs[0])} {result.file}{detail}")
        else:
            failed += 1
            tell(f"ogi-audit: {result[1].show(langs[0])}", err=True)
    if failed:
        raise click.exceptions.Exit(EXIT_FAILED)


_DEFERRED = """
run running Make the audit notebook and page of each report (default: all of data/raw).
fetch collecting.command Fetch report pages and their attachments from the addresses in a CSV file, politely.
demo demo.command Write an invented county of 40 organs and four years, audited, to try everything on.
review reviewing List the findings no reviewer has decided (default: of all of data/raw), or decide some.
export exporting Write the audit of one report as PDF, DOCX or HTML.
verify verifying.command Re-execute audits (notebooks, folders of a run, bundles) and compare everything.
bundle bundling.command Pack the audit of a report (a path or slug) as an RO-Crate that others can verify.
letter letter.command Write a courteous letter to the organ of a report (a path or slug).
docs docs Write the pages of docs/ that are made from declarations.
"""
for _line in _DEFERRED.strip().splitlines():
    _name, _module, _summary = _line.split(" ", 2)
    main.add_command(Deferred(_name, f"helpers.{_module}", _summary))


@main.command()
def notebooks() -> None:
    """Re-execute the notebooks of the repository in place."""
    from helpers.batch.committed import committed_notebooks, execute_in_place

    for path in committed_notebooks():
        changed = execute_in_place(path)
        tell(f"{path.name}: {'changed' if changed else 'same'}", err=True)


if __name__ == "__main__":
    sys.exit(main())
