"""Fuzz the readers, the claims and the parsers of papers with mutated files: `make fuzz`.

Each target takes bytes and must end in a result or in an error that says what to do: any other
exception, a single input that takes longer than 20 seconds of the processor, memory above three
gigabytes, or an end of the process is a finding. With atheris installed (it is no part of the
environment) the mutations follow the coverage of our code; without it the same targets are fed
seeded mutations of the same files.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any

SECONDS_AN_INPUT = 20
MEMORY = 3 * 1024**3
LONGEST = 400_000
OURS, OURS_OF_MARKUP = 0.6, 0.95
"""With atheris, so many mutations are by the tokens of the format, the rest by its own bytes; these
nearly always break the XML of a package, and then nothing of ours is reached."""
GRACE = 150
"""Seconds beyond its time after which a target hangs where no signal reaches it."""


class Fuzzing:
    """One target in this process.

    Args:
        name: The target.
        once: What is done with each input.
        found: The folder that findings go to.
        stop: When to end, by the monotonic clock.
    """

    def __init__(self, name: str, once: Callable[[bytes], str], found: Path, stop: float) -> None:
        self._name, self._once, self._found, self._stop = name, once, found, stop
        self._last = last_input(found, name)
        self.ends = Counter[str]()
        self._seen = set[str]()

    def one(self, data: bytes) -> None:
        """Try an input, and keep it if it is a finding; end the process when the time is over."""
        if time.monotonic() > self._stop:
            sys.stdout.flush()
            os._exit(self.finished())
        self._last.write_bytes(data)
        # Of the processor, so that a busy machine finds nothing; and of the clock, for what waits.
        signal.setitimer(signal.ITIMER_PROF, SECONDS_AN_INPUT)
        signal.alarm(6 * SECONDS_AN_INPUT)
        try:
            self.ends[self._once(data)] += 1
        except Exception as error:  # whatever is not ours is a finding
            self._keep(data, error)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.alarm(0)

    def _keep(self, data: bytes, error: Exception) -> None:
        self.ends["FOUND"] += 1
        key = f"{type(error).__name__} {_where(error.__traceback__)}"
        if key in self._seen:
            return
        self._seen.add(key)
        path = self._found / f"{self._name}-{hashlib.sha256(data).hexdigest()[:12]}"
        path.write_bytes(data)
        print(f"FOUND {self._name}: {key}: {error!s:.200} → {path}", flush=True)

    def finished(self) -> int:
        """Say how many inputs were tried; return 1 if there was a finding."""
        self._last.unlink(missing_ok=True)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        each = 1000 * time.process_time() / max(self.ends.total(), 1)
        ends = ", ".join(f"{end} {n:,}" for end, n in self.ends.most_common(9))
        print(
            f"{self._name}: {self.ends.total():,} inputs, {len(self._seen)} findings, {peak} MB, "
            f"{each:.1f} ms; {ends}"
        )
        sys.stdout.flush()
        return 1 if self._seen else 0


def last_input(found: Path, name: str) -> Path:
    """Return where the input that is being tried lies: it is left there if the process dies."""
    return found / f"{name}-last"


def _where(trace: TracebackType | None) -> str:
    """Return the innermost line of our own code."""
    place = "?"
    while trace is not None:
        if "helpers" in (file := trace.tb_frame.f_code.co_filename) or place == "?":
            place = f"{Path(file).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _late(*_: object) -> None:
    raise TimeoutError(f"one input took more than {SECONDS_AN_INPUT} s")


def run_one(name: str, seconds: int, seed: int, found: Path, corpora: Path | None) -> int:
    """Fuzz one target in this process; return 1 if there was a finding.

    Args:
        name: The target.
        seconds: How long.
        seed: Where chance begins.
        found: The folder that findings go to.
        corpora: With atheris, where inputs that reach something new are kept for another run.
    """
    atheris: Any
    try:
        import atheris  # type: ignore[import-not-found,no-redef]
    except ImportError:
        atheris = None
    if atheris is not None:
        # Before anything else imports them: what is imported already is not instrumented.
        with atheris.instrument_imports(include=["helpers"], enable_loader_override=False):
            import fuzztargets

            fuzztargets.load_all()
    import fuzzchanges
    import fuzzseeds
    import fuzztargets

    with tempfile.TemporaryDirectory() as temporary:
        aside, folder = Path(temporary), Path(temporary) / "input"
        folder.mkdir()
        inputs = fuzzseeds.samples(name)
        words = fuzztargets.words(name)
        once = fuzztargets.target_of(name, folder)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for late in (signal.SIGALRM, signal.SIGPROF):
            signal.signal(late, _late)
        fuzzing = Fuzzing(name, once, found, time.monotonic() + seconds)
        chance = Random(seed)
        if atheris is None:
            while True:
                data = chance.choice(inputs)
                for _ in range(chance.choice((1, 1, 2, 3))):
                    data = fuzzchanges.changed(name, data, chance, words)
                fuzzing.one(data[:LONGEST])

        ours = OURS_OF_MARKUP if name in (*fuzzseeds.PARTS, "xls") else OURS

        def mutate(data: bytes, most: int, seed: int) -> bytes:
            drawing = Random(seed)
            if drawing.random() < ours:
                return fuzzchanges.changed(name, data, drawing, words)[:most]
            return bytes(atheris.Mutate(data, most))

        corpus = aside / "corpus"
        corpus.mkdir()
        grown = corpora / name if corpora else aside / "grown"
        grown.mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(inputs):
            (corpus / str(number)).write_bytes(data)
        listed = aside / "words"
        listed.write_text(
            "".join(f'"{_escaped(w)}"\n' for w in dict.fromkeys(words) if len(w) < 64)
        )
        options = [
            "fuzz", str(grown), str(corpus), f"-seed={seed + 1}", "-timeout=0", "-rss_limit_mb=0",
            f"-max_len={LONGEST}", "-len_control=0", "-verbosity=0", *([f"-dict={listed}"] if words else []),
            f"-artifact_prefix={found}/{name}-",
        ]  # fmt: skip
        atheris.Setup(options, fuzzing.one, custom_mutator=mutate)
        atheris.Fuzz()
        return 1  # which it does not do: the time ends in an input


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


def main() -> int:
    """Fuzz each target in a process of its own, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600, help="over all targets (600)")
    parser.add_argument("--targets", default="", help="names parted by commas (all)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--found", type=Path, default=Path("data/fuzz"), help="findings go here")
    parser.add_argument(
        "--corpora", type=Path, help="with atheris: inputs are kept here, and taken up"
    )
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    chosen.found.mkdir(parents=True, exist_ok=True)
    if chosen.one:
        return run_one(chosen.one, chosen.seconds, chosen.seed, chosen.found, chosen.corpora)
    from fuzztargets import TARGETS

    names = chosen.targets.split(",") if chosen.targets else TARGETS
    each = max(1, chosen.seconds // len(names))
    failed = [n for n in names if not _clean(n, each, chosen)]
    print(f"findings: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


def _clean(name: str, seconds: int, chosen: argparse.Namespace) -> bool:
    """Fuzz a target in a process of its own; tell whether it ended well and found nothing."""
    print(f"{name}: {seconds} s", flush=True)
    call = [sys.executable, __file__, "--one", name, "--seconds", str(seconds)]
    call += ["--seed", str(chosen.seed), "--found", str(chosen.found)]
    call += ["--corpora", str(chosen.corpora)] if chosen.corpora else []
    try:
        environ = {**os.environ, "PYTHONHASHSEED": "0"}
        code = subprocess.run(call, check=False, env=environ, timeout=seconds + GRACE).returncode
    except subprocess.TimeoutExpired:
        code = -1
    last = last_input(chosen.found, name)
    if last.exists():
        last = last.rename(
            chosen.found / f"{name}-ended-{hashlib.sha256(last.read_bytes()).hexdigest()[:12]}"
        )
        print(f"FOUND {name}: the process hung or ended ({code}) → {last}", flush=True)
    return code == 0


if __name__ == "__main__":
    sys.exit(main())
