"""What a worker does: exactly what a run on one machine does, for one report, in a folder of its own."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from multiprocessing.util import Finalize
from pathlib import Path
from threading import Lock

from helpers.batch.cluster.mirror import Mirror
from helpers.batch.cluster.parcel import Answer, Setting, Task
from helpers.batch.cluster.same import differences, refusal, versions
from helpers.batch.executing import Job
from helpers.batch.making import Making
from helpers.batch.notebook import in_thread, notebook_of
from helpers.batch.records import STATE
from helpers.batch.warm import spare
from helpers.errors import OgiError
from helpers.faults import fault
from helpers.hashes import hash_file
from helpers.load import read_other
from helpers.neighbours import Neighbours

_lock = Lock()
_mirrors: dict[str, Mirror] = {}


def work(setting: Setting, task: Task) -> Answer:
    """Make the products of one report; whatever goes wrong is in the answer."""
    other = differences(setting.versions, versions())
    if other:
        return Answer({}, error=refusal("", other))
    answers: list[Answer] = []
    try:
        in_thread(lambda: answers.append(_made(_mirror(setting), setting, task)))
    except Exception as error:  # a full disk
        return Answer({}, error=fault(error, task.found.name))
    return answers[0]


def close() -> None:
    """Take away what a run left in this process: its files and its warm process."""
    with _lock:
        while _mirrors:
            _mirrors.popitem()[1].remove()
    spare.close()


Finalize(None, close, exitpriority=1)  # also runs in a process that a nanny ends, unlike atexit


def _mirror(setting: Setting) -> Mirror:
    token = setting.token
    with _lock:
        if token not in _mirrors:
            while _mirrors:  # of a run that was killed
                _mirrors.popitem()[1].remove()
            _mirrors[token] = Mirror(setting)
        return _mirrors[token]


def _made(mirror: Mirror, setting: Setting, task: Task) -> Answer:
    found = mirror.found(task.found)
    neighbours = None
    if task.needed is not None:
        neighbours = Neighbours.chosen(found, task.needed.moved(mirror.found), read_other)
    with (
        tempfile.TemporaryDirectory(dir=mirror.scratch) as folder,
        mirror.holding(task.files, task.found.base),
    ):
        out = Path(folder)
        job = Job(
            [found],
            out,
            notebook_of(setting.template),
            setting.langs,
            setting.parameters,
            setting.partial,
            time_limit=setting.time_limit,
            neighbours=neighbours,
            more=True,
        )
        error: OgiError | None = None
        try:
            Making(job).make(found)
        except OgiError as problem:
            error = problem
        except Exception as problem:  # a kernel that dies, a full disk, a fault of ours
            error = fault(problem, found.name)
        files = {
            path.relative_to(out).as_posix(): path.read_bytes()
            for name in ("audits", "failed")
            for path in sorted((out / name).rglob("*"))
            if path.is_file()
        }
        record = b""
        with suppress(StopIteration):
            record = next((out / STATE / "records").rglob("*.record")).read_bytes()
        return Answer(files, record, hash_file(found.path), error)
