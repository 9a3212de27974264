"""Reports are read in several threads at once: what they share bears it."""

import subprocess
import sys

import pytest

# Each in a process of its own: some libraries learn once in a process, others end it when two
# threads are in them. Threads take turns far more often than usual, so that they meet.
TOGETHER = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
sys.setswitchinterval(1e-6)
def together(act, times=4):
    barrier = threading.Barrier(4)
    def one(_):
        barrier.wait()
        return [act() for _ in range(times)]
    with ThreadPoolExecutor(4) as threads:
        return [given for part in threads.map(one, range(4)) for given in part]
"""
FIRST_NAMES = """
from helpers.slugs import slug_of
print({*together(lambda: slug_of("六合区洪洞县"))})
"""
PDF_FILES = """
from helpers.invented.drafts import drafted
from helpers.invented.pdf import pdf_bytes
from helpers.readers import pdf
made = pdf_bytes(drafted("threads").parts())
alone = pdf.read(made, "a.pdf", "0")
print({read == alone for read in together(lambda: pdf.read(made, "a.pdf", "0"), 8)})
"""


@pytest.mark.parametrize(
    ("acts", "said"),
    [(FIRST_NAMES, "{'lu-he-qu-hong-tong-xian'}"), (PDF_FILES, "{True}")],
    ids=["the first names in pinyin", "PDF files"],
)
def test_what_threads_share_gives_all_of_them_the_same(acts: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TOGETHER + acts], capture_output=True, text=True, timeout=120
    )
    assert (done.stdout.strip(), done.returncode) == (said, 0), done.stderr
