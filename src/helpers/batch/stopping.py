"""Stopping a run from outside: Ctrl-C, or the signals that a system sends to end a program.

What is being executed is given up, what is done stays, and tables and index are written over it;
the same call goes on with the rest. A second signal ends the run at once.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from helpers.errors import Stopped

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
_asked = threading.Event()


def asked() -> bool:
    """Tell whether the run was asked to stop."""
    return _asked.is_set()


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise :class:`helpers.errors.Stopped` in the main thread at the first signal to end."""
    _asked.clear()
    former: dict[int, Any] = {}

    def stop(signum: int, _frame: FrameType | None) -> None:
        for number, handler in former.items():
            signal.signal(number, handler)
        _asked.set()
        raise Stopped(signum)

    for number in (getattr(signal, name) for name in NAMES if hasattr(signal, name)):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup, or run in the background
            former[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
        _asked.clear()
