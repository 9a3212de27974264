"""``ogi-audit fetch``."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import click

from helpers.batch.files import usable_folder
from helpers.collecting.asking import Asker
from helpers.collecting.clock import SystemClock
from helpers.collecting.collector import Collector, Told
from helpers.collecting.failures import visible
from helpers.collecting.hosts import Hosts
from helpers.collecting.limits import Limits
from helpers.collecting.listing import Wanted, read_list
from helpers.collecting.robots import TOKEN
from helpers.collecting.safety import system_resolver
from helpers.collecting.watch import trust
from helpers.errors import OgiError
from helpers.exits import EXIT_FAILED
from helpers.messages import Lang, Text
from helpers.options import lang_option
from helpers.paths import repository_root
from helpers.readers import MAX_BYTES
from helpers.telling import tell


def _contact(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if len(value) > 200 or not (value.isascii() and value.isprintable()):
        raise click.BadParameter("use an address of mail or web, in ASCII")
    return value


@click.command()
@click.argument("list_file", metavar="LIST.csv", type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), help="Folder (default: data/raw).")
@click.option(
    "--delay",
    type=click.FloatRange(0, 3600),
    default=2.0,
    show_default=True,
    help="Seconds between two requests to one host.",
)
@click.option(
    "--contact", default="", callback=_contact, help="Mail or web address told to the sites."
)
@click.option(
    "--max-bytes",
    type=click.IntRange(1, MAX_BYTES),
    default=MAX_BYTES,
    show_default=True,
    help="Largest file taken.",
)
@click.option("--allow-private", is_flag=True, help="Ask hosts of private networks, too.")
@click.option("--refresh", is_flag=True, help="Ask whether what is there has changed.")
@lang_option
def fetch(
    list_file: Path,
    into: Path | None,
    delay: float,
    contact: str,
    max_bytes: int,
    allow_private: bool,
    refresh: bool,
    langs: Sequence[Lang],
) -> None:
    """Fetch report pages and their attachments from the addresses in a CSV file, politely."""
    lang = langs[0]
    rows = read_list(list_file)
    raw = usable_folder(into or repository_root() / "data" / "raw")
    clock, limits = SystemClock(), Limits(bytes=max_bytes)
    hosts = Hosts(delay, clock)
    agent = f"{TOKEN}/{version('ogi-audit')}" + (f" (+{contact})" if contact else "")
    asker = Asker(agent, hosts, limits, clock, system_resolver, trust(), allow_private)
    collector = Collector(raw, asker, hosts, limits, clock, refresh)
    wanted = [row for row in rows if isinstance(row, Wanted)]
    for row in rows:
        if isinstance(row, OgiError):
            tell(f"ogi-audit: {row.show(lang)}", err=True)
    failed_parts = 0
    try:
        for told in collector.run(wanted):
            tell(_line(told, lang), err=True)
            failed_parts += (
                told.visit is not None and told.visit.kind != "page" and bool(told.problem)
            )
    except KeyboardInterrupt:
        words = Text(
            "Stopped. What is there is whole; the same command goes on from here.",
            "已中断。已获取的内容完整；重新运行同一命令即可继续。",
        )
        tell(f"ogi-audit: {words.in_(lang)}", err=True)
        raise click.exceptions.Exit(EXIT_FAILED) from None
    missing = len(collector.missing(wanted)) + len(rows) - len(wanted)
    words = Text(
        f"{len(rows) - missing} of {len(rows)} addresses have their report; {missing} do not, "
        f"{failed_parts} attachments failed.",
        f"{len(rows)} 个地址中 {len(rows) - missing} 个已有报告，{missing} 个没有；"
        f"{failed_parts} 个附件失败。",
    )
    tell(words.in_(lang), err=True)
    if missing or failed_parts:
        raise click.exceptions.Exit(EXIT_FAILED)


_STATES = {
    "added": Text("fetched as", "已获取为"),
    "same": Text("is there as", "已存在："),
    "changed": Text("fetched, beside another version, as", "已获取，与另一版本并存，为"),
}


def _line(told: Told, lang: Lang) -> str:
    if told.problem is not None:
        place = "" if told.problem.place else f"{told.address}: "
        return f"ogi-audit: {place}{told.problem.show(lang)}"
    if told.visit is None:
        return f"{told.address}: {Text('is there', '已存在').in_(lang)}"
    words = "; ".join(visible(word.in_(lang), 1000) for word in told.words)
    state = _STATES[told.visit.change or "same"].in_(lang)
    return f"{told.address}: {state} {told.visit.file}" + (f" ({words})" if words else "")
