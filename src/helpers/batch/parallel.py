"""Work on several reports at a time, told of in their order."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from helpers.batch.notebook import in_thread
from helpers.batch.stopping import asked
from helpers.batch.warm import spare

Item = TypeVar("Item")

MEMORY = 500 * 2**20
"""Bytes of memory that one kernel at work may need."""


def usual_jobs() -> int:
    """Return how many notebooks to execute at a time: the cores, as far as there is memory."""
    try:
        cores = len(os.sched_getaffinity(0))
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # not Linux
        return max(1, os.cpu_count() or 1)
    return max(1, min(cores, free // MEMORY))


def side_by_side(
    items: Sequence[Item],
    make: Callable[[int, Item], None],
    jobs: int,
    give_up: Callable[[], None] = spare.close,
) -> Generator[Item]:
    """Call ``make(number, item)`` for every item, `jobs` at a time, and yield each when it is done.

    They are yielded in their order. When the generator is closed, what was begun is ended and
    what was not is left; when the run is asked to stop, what was begun is given
    up: `give_up` ends what the threads wait for.
    """
    if jobs == 1:
        for number, item in enumerate(items):
            make(number, item)
            yield item
        return
    # Threads, since the work is done in the kernels.
    workers = ThreadPoolExecutor(jobs)
    try:
        begun = [workers.submit(in_thread, make, number, item) for number, item in enumerate(items)]
        for future, item in zip(begun, items, strict=True):
            future.result()
            yield item
    finally:
        _end(workers, give_up)


def _end(workers: ThreadPoolExecutor, give_up: Callable[[], None]) -> None:
    """Wait for what was begun; give it up if the run is asked to stop, before or meanwhile.

    Whether it was is asked, not seen from what was raised: the signal may reach the caller while it
    looks at what was yielded, and this generator is then only closed.
    """
    workers.shutdown(wait=False, cancel_futures=True)
    try:
        if not asked():
            workers.shutdown()
    finally:
        if asked():
            give_up()  # no kernel is left that a thread could wait for
            workers.shutdown()
