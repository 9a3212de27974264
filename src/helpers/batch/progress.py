"""Telling a person how far a run is. The door to rich."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from helpers.batch.run import Progress as Callback
from helpers.catalogue import Found
from helpers.errors import OgiError
from helpers.messages import Lang, Text


@contextmanager
def reporting(total: int, lang: Lang) -> Iterator[Callback]:
    """Give a callback that shows progress on standard error.

    A terminal gets a bar with what is done, failed and left; anything else one plain line a
    report, so that logs stay readable. Failures are always written out in full.
    """
    console = Console(stderr=True, highlight=False)
    failed = 0
    if not console.is_terminal:
        done = 0

        def line(found: Found, problem: OgiError | None) -> None:
            nonlocal done
            done += 1
            words = "ok" if problem is None else problem.show(lang)
            _print(console, f"{done}/{total} {found.slug}: {words}")

        yield line
        return
    failing = Text("{n} failed", "失败 {n}")
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]}"),
        TimeRemainingColumn(),
        console=console,
    ) as bar:
        words = Text("Auditing", "审计").in_(lang)
        task = bar.add_task(words, total=total, failed=failing.format(n=0).in_(lang))

        def step(found: Found, problem: OgiError | None) -> None:
            nonlocal failed
            if problem is not None:
                failed += 1
                _print(bar.console, problem.show(lang))
            bar.update(task, advance=1, failed=failing.format(n=failed).in_(lang))

        yield step


def _print(console: Console, words: str) -> None:
    """Print words as they are: neither brackets nor names of pictures in them mean anything."""
    console.print(words, soft_wrap=True, markup=False, emoji=False)


def summary(done: int, failed: int, index: str) -> Text:
    """Return the last line of a run: how many reports, and what to open."""
    return Text(
        f"{done} audited, {failed} failed. Open {index}",
        f"完成 {done} 份，失败 {failed} 份。请打开 {index}",
    )
