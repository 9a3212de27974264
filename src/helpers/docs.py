"""``ogi-audit docs``: the pages of ``docs/`` that are made from the declarations."""

from __future__ import annotations

from pathlib import Path

import click

from helpers.codebook import codebook
from helpers.errors import OgiError
from helpers.indicatorbook import indicatorbook
from helpers.limitbook import limitbook
from helpers.messages import Text
from helpers.rulebook import rulebook


def pages() -> dict[str, str]:
    """Return every generated page by its name below ``docs``."""
    return {
        "rules.md": rulebook(),
        "codebook.md": codebook(),
        "limits.md": limitbook(),
        "indicators.md": indicatorbook(),
    }


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; fail if a file is out of date.")
def docs(check: bool) -> None:
    """Write the pages of docs/ that are made from declarations."""
    from helpers.paths import repository_root

    stale = []
    for name, text in pages().items():
        path = repository_root() / "docs" / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                _written(path, text)
    if check and stale:
        raise OgiError(
            "stale-docs",
            Text(f"Out of date: {', '.join(stale)}.", f"已过时：{'、'.join(stale)}。"),
            Text("Run make docs.", "请运行 make docs。"),
            "docs",
        )


def _written(path: Path, text: str) -> None:
    """Write a page whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
