"""``ogi-audit demo``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from helpers.batch.files import usable_folder
from helpers.demo.writing import write_demo
from helpers.invented.county import SEED
from helpers.messages import Lang, Text
from helpers.options import lang_option
from helpers.paths import repository_root
from helpers.telling import tell

STEP = 40
"""Reports after which it is said how far the work is."""


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder to write to (default: data/demo)."
)
@click.option("--seed", type=int, default=SEED, show_default=True, help="Another invented county.")
@lang_option
def demo(out: Path | None, seed: int, langs: Sequence[Lang]) -> None:
    """Write an invented county of 40 organs and four years, audited, to try everything on."""
    folder = usable_folder((out or repository_root() / "data" / "demo").resolve())
    lang = langs[0]

    def progress(done: int, of: int) -> None:
        if done % STEP == 0 or done == of:
            words = Text(f"{done} of {of} reports audited", f"已审计 {done}/{of} 份报告")
            tell(words.in_(lang), err=True)

    audits = write_demo(folder, seed, progress)
    findings = sum(len(one.findings) for one in audits.values())
    shown = out or Path("data", "demo")
    words = Text(
        f"{len(audits)} invented reports, {findings} findings: {shown}. Their notebooks: "
        f"ogi-audit run {shown / 'raw'} --out {shown / 'processed'}",
        f"虚构报告 {len(audits)} 份，问题 {findings} 个：{shown}。生成审计笔记本："
        f"ogi-audit run {shown / 'raw'} --out {shown / 'processed'}",
    )
    tell(words.in_(lang), err=True)
