"""``ogi-audit export``: one audit as a document to print, to send or to work on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from helpers.errors import UsageError
from helpers.messages import Lang, Text
from helpers.options import lang_option
from helpers.telling import tell


@click.command()
@click.argument("report")
@click.option(
    "--to",
    "kind",
    type=click.Choice(["pdf", "docx", "html"]),
    default="pdf",
    show_default=True,
    help="What it is written as.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="File, or folder that exists (default: the working folder).",
)
@click.option("--partial", is_flag=True, help="Read a report that breaks off in a table, too.")
@lang_option
def export(report: str, kind: str, out: Path | None, partial: bool, langs: Sequence[Lang]) -> None:
    """Write the audit of one report as PDF, DOCX or HTML.

    REPORT is a path, or the name of a file in data/raw without its suffix.
    """
    from helpers.batch.files import write
    from helpers.catalogue import find_report
    from helpers.load import open_audit
    from helpers.readers import SUFFIXES
    from helpers.site.export import document, paper_of

    found = find_report(report, SUFFIXES)
    folder = out is None or out.is_dir()
    if not folder and len(langs) > 1:
        raise UsageError(
            "one-file-for-two",
            Text("Two languages give two files.", "两种语言对应两个文件。"),
            Text(
                "Name a folder with --out, or one language.",
                "请用 --out 指定文件夹，或只选一种语言。",
            ),
            str(out),
        )
    audit = open_audit(report, partial=partial)
    for lang in langs:
        name = found.slug if lang == "en" else f"{found.slug}.{lang}"
        target = (out or Path()) / f"{name}.{kind}" if folder else out
        assert target is not None
        write(target, document(paper_of(audit, lang), kind))
        tell(str(target))
