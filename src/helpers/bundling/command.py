"""``ogi-audit bundle``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from helpers.batch.files import write
from helpers.bundling.bundle import bundle as start
from helpers.catalogue import find_report
from helpers.errors import UsageError
from helpers.messages import Lang, Text
from helpers.options import lang_option
from helpers.readers import SUFFIXES
from helpers.telling import tell
from helpers.verifying.crates import BUNDLE_SUFFIX


@click.command()
@click.argument("report")
@click.option(
    "--out", type=click.Path(path_type=Path), help="The archive (default: SLUG.crate.zip)."
)
@click.option("--partial", is_flag=True, help="Read a report that breaks off in a table, too.")
@lang_option
def bundle(report: str, out: Path | None, partial: bool, langs: Sequence[Lang]) -> None:
    """Pack the audit of a report (a path or slug) as an RO-Crate that others can verify.

    It holds the raw file with its papers, the audit made anew in both languages, its tables, and
    what it was made with. `ogi-audit verify FILE` on another machine re-executes and compares it.
    """
    target = out or Path(f"{find_report(report, SUFFIXES).slug}.crate.zip")
    if target.suffix.lower() != BUNDLE_SUFFIX or target.is_dir():
        raise UsageError(
            "bundle-name",
            Text("A bundle is a ZIP archive.", "存档包是 ZIP 文件。"),
            Text("Give a name that ends in .zip.", "请使用以 .zip 结尾的文件名。"),
            str(target),
        )
    data = start(report, partial=partial)
    write(target, data)
    told = Text(
        f"{target}: {len(data):,} bytes. Verify it with: ogi-audit verify {target.name}",
        f"{target}：{len(data):,} 字节。核验命令：ogi-audit verify {target.name}",
    )
    tell(told.in_(langs[0]), err=True)
