"""Fuzz a reader with mutated files, guided by coverage: `make fuzz`.

Each target takes bytes and must end in a result or in an error that says what to do: any other
exception, a single input that takes longer than
20 seconds, or memory above three gigabytes is a finding.
With atheris installed (it is no part of the environment) the mutations follow the coverage;
without it the same targets are fed seeded mutations of the same files.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

SECONDS_AN_INPUT = 20
MEMORY = 3 * 1024**3
TARGETS = ("text", "html", "csv", "docx", "xlsx", "pdf", "ofd", "claims")
PARTS = {
    "docx": ("word/document.xml",),
    "xlsx": ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"),
    "ofd": ("Content.xml",),
}
"""Parts of a package whose bytes are mutated unpacked; the rest of the package stays as it is."""


def samples(target: str, number: int = 6) -> Iterator[bytes]:
    """Yield invented files of a format."""
    from helpers.invented.drawing import draw
    from helpers.invented.kinds import KINDS

    suffix = {"text": "txt", "claims": "txt"}.get(target, target)
    kinds = [kind for kind in KINDS.values() if kind.suffix == f".{suffix}"]
    for seed, kind in enumerate([*kinds, *kinds][: max(number, len(kinds))]):
        parts = draw(seed, "2021", noise=bool(seed % 2), words=kind.words).parts
        yield kind.write(parts)


def unpacked(data: bytes, target: str) -> bytes:
    """Return the part of a package that is mutated."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [n for n in package.namelist() if n.endswith(PARTS[target])]
        return package.read(names[0])


def packed(data: bytes, target: str, template: bytes) -> bytes:
    """Return a package with that part replaced; bytes that are a package stay as they are."""
    if data.startswith(b"PK"):
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(out, "w") as new:
        first = next(n for n in old.namelist() if n.endswith(PARTS[target]))
        for name in old.namelist():
            new.writestr(name, data if name == first else old.read(name))
    return out.getvalue()


def target_of(name: str, folder: Path) -> Callable[[bytes], None]:
    """Return what is done with each input: read, parsed, and audited."""
    from helpers.audit import audit
    from helpers.errors import OgiError
    from helpers.parsing import read_report

    suffix = {"text": "txt", "claims": "txt"}.get(name, name)
    path = folder / f"input.{suffix}"
    template = next(samples(name)) if name in PARTS else b""
    frame = next(samples("text")) if name == "claims" else b""

    def once(data: bytes) -> None:
        if name in PARTS:
            data = packed(data, name, template)
        elif name == "claims":
            prose = data.decode("utf-8", "replace").replace("\n", "")
            data = frame.replace("（".encode(), f"{prose}\n（".encode(), 1)
        path.write_bytes(data)
        # Of the processor, so that a busy machine finds nothing; and of the clock, for what waits.
        signal.setitimer(signal.ITIMER_PROF, SECONDS_AN_INPUT)
        signal.alarm(6 * SECONDS_AN_INPUT)
        try:
            audit(read_report(path, shown="input", partial=len(data) % 2 == 0))
        except OgiError:
            pass
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.alarm(0)

    return once


def seeds(name: str, folder: Path) -> list[Path]:
    """Write the files that the mutations begin with."""
    paths = []
    for number, data in enumerate(samples(name)):
        pieces = [data]
        if name in PARTS:
            with contextlib.suppress(IndexError):
                pieces.append(unpacked(data, name))
        if name == "claims":
            pieces = [line for line in data.splitlines() if len(line) > 60]
        for n, piece in enumerate(pieces[:40]):
            path = folder / f"{number}-{n}"
            path.write_bytes(piece)
            paths.append(path)
    return paths


def mutated(data: bytes, others: list[bytes], chance: Random) -> bytes:
    """Return bytes with one to eight stretches deleted, repeated, replaced or taken elsewhere."""
    new = bytearray(data)
    for _ in range(chance.randrange(1, 9)):
        begin = chance.randrange(len(new) + 1)
        end = min(len(new), begin + chance.choice((1, 2, 4, 16, 64, 512)))
        other = chance.choice(others)
        at = chance.randrange(len(other) + 1)
        new[begin:end] = chance.choice(
            (
                b"",
                new[begin:end] * 2,
                chance.randbytes(end - begin),
                other[at : at + end - begin],
                bytes(chance.choices(b"0123456789%.-/\t\n|<>\"'&;", k=end - begin)),
                b"9" * chance.choice((1, 20, 400)),
            )
        )
    return bytes(new)


def _late(*_: object) -> None:
    raise TimeoutError(f"one input took more than {SECONDS_AN_INPUT} s")


def run_one(name: str, seconds: int, seed: int, found: Path) -> int:
    """Fuzz one target in this process; return 1 if there was a finding."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        corpus = folder / "corpus"
        corpus.mkdir()
        paths = seeds(name, corpus)
        try:
            import atheris  # type: ignore[import-not-found]
        except ImportError:
            atheris = None
        if atheris is not None:
            with atheris.instrument_imports(include=["helpers"]):
                once = target_of(name, folder)
        else:
            once = target_of(name, folder)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for late in (signal.SIGALRM, signal.SIGPROF):
            signal.signal(late, _late)
        if atheris is not None:
            options = [
                "fuzz", str(corpus), f"-max_total_time={seconds}", f"-seed={seed + 1}", "-timeout=0",
                "-rss_limit_mb=0", "-max_len=400000", "-print_final_stats=1", "-verbosity=0",
                f"-artifact_prefix={found}/{name}-",
            ]  # fmt: skip
            atheris.Setup(options, once)
            atheris.Fuzz()
            return 0
        return _unguided(name, once, paths, seconds, seed, found)


def _unguided(
    name: str,
    once: Callable[[bytes], None],
    paths: list[Path],
    seconds: int,
    seed: int,
    found: Path,
) -> int:
    chance = Random(seed)
    inputs = [path.read_bytes() for path in paths]
    stop, done, bad = time.monotonic() + seconds, 0, set[str]()
    while time.monotonic() < stop:
        data = mutated(chance.choice(inputs), inputs, chance)
        done += 1
        try:
            once(data)
        except Exception as error:  # whatever is not ours is a finding
            where = error.__traceback__
            while where is not None and where.tb_next is not None:
                where = where.tb_next
            key = f"{type(error).__name__} line {where.tb_lineno if where else 0}"
            if key not in bad:
                bad.add(key)
                path = found / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
                path.write_bytes(data)
                print(f"FOUND {name}: {type(error).__name__}: {error!s:.200} → {path}", flush=True)
    print(f"{name}: {done:,} inputs, {len(bad)} findings", flush=True)
    return 1 if bad else 0


def main() -> int:
    """Fuzz each target in a process of its own, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600, help="over all targets (600)")
    parser.add_argument("--targets", default=",".join(TARGETS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--found", type=Path, default=Path("data/fuzz"), help="findings go here")
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    chosen.found.mkdir(parents=True, exist_ok=True)
    if chosen.one:
        return run_one(chosen.one, chosen.seconds, chosen.seed, chosen.found)
    names = chosen.targets.split(",")
    each = max(1, chosen.seconds // len(names))
    failed = []
    for name in names:
        print(f"{name}: {each} s", flush=True)
        call = [sys.executable, __file__, "--one", name, "--seconds", str(each)]
        call += ["--seed", str(chosen.seed), "--found", str(chosen.found)]
        environ = {**os.environ, "PYTHONHASHSEED": "0"}
        if subprocess.run(call, check=False, env=environ).returncode:
            failed.append(name)
    print(f"findings: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
