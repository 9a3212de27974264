"""Options that several commands share."""

from __future__ import annotations

import click

from helpers.messages import LANGS, Lang, as_lang


def _langs(ctx: click.Context, _param: click.Parameter, value: str) -> tuple[Lang, ...]:
    names = [name.strip() for name in value.split(",") if name.strip()]
    if not names or any(name not in LANGS for name in names):
        raise click.BadParameter(f"{value!r}: use one of {', '.join(LANGS)}, or both as en,zh")
    ctx.meta["lang"] = names[0]
    return tuple(dict.fromkeys(as_lang(name) for name in names))


lang_option = click.option(
    "--lang",
    "langs",
    default="en",
    show_default=True,
    metavar="en|zh",
    callback=_langs,
    help="Language of everything shown.",
)

partial_option = click.option(
    "--partial", is_flag=True, help="Read reports that break off in a table, too."
)

csv_option = click.option(
    "--csv/--no-csv",
    default=None,
    help="Write the tables as CSV, too (default: for up to 1000 reports).",
)
