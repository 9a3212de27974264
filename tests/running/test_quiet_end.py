"""A kernel that is asked to end says no more: what its threads still complain of is nobody's concern."""

import subprocess
import sys

PROGRAM = """
import logging, types, warnings
from helpers.batch.warm.nursery import _end_quietly
asked = []
kernel = types.SimpleNamespace(do_shutdown=lambda restart: asked.append(restart))
{before}
kernel.do_shutdown(False)
assert asked == [False]
logging.getLogger("tornado.general").error("Socket operation on non-socket")
warnings.warn("never awaited", RuntimeWarning)
class Broken:
    def __del__(self): raise ValueError
Broken()
"""


def said(before: str) -> str:
    call = [sys.executable, "-c", PROGRAM.format(before=before)]
    return subprocess.run(call, check=True, capture_output=True, text=True).stderr


def test_a_kernel_that_was_asked_to_end_says_nothing() -> None:
    assert said("_end_quietly(kernel)") == ""


def test_without_that_it_would_be_heard() -> None:
    heard = said("")
    assert all(word in heard for word in ("non-socket", "never awaited", "ValueError"))
