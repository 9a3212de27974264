"""The scheduler of a cluster as the run sees it. The door to dask.distributed."""

from __future__ import annotations

from asyncio import CancelledError as Abandoned
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from time import monotonic
from typing import Any

from helpers.batch.cluster import worker
from helpers.batch.cluster.parcel import Answer, Setting, Task
from helpers.batch.cluster.same import differences, refusal, versions
from helpers.batch.stopping import asked
from helpers.errors import InputError, Stopped, UsageError
from helpers.messages import Text

CONNECTING = 10
"""Seconds that a scheduler may take to answer, and to have a worker."""
PATIENCE = 60
"""Seconds without any worker after which what is left is given up."""
LOOKING = 1
"""Seconds after which it is looked whether the run is to stop, and whether there are workers."""
LEAVING = 5
"""Seconds that a cluster may take for what is asked of it when a run ends."""
IN_FLIGHT = (32, 256)
"""Reports that are packed, sent or worked on at a time, at least and at most: workers may come later."""
HOLDER = "ogi-audit"
"""Where the scheduler keeps whose run is at work."""


class Cluster:
    """A connection to a scheduler.

    Args:
        client: The client of dask.
        setting: What all reports of the run share.
    """

    def __init__(self, client: Any, setting: Setting) -> None:
        self._client = client
        # Made by a task, so that dask makes it again if the worker that holds it is lost.
        self._setting = client.submit(_same, setting, key=f"ogi-audit-{setting.token}")
        self._lock = Lock()
        self._looked = monotonic()
        self._empty: float | None = None  # since when there has been no worker

    @property
    def jobs(self) -> int:
        """How many reports to have under way, so that no worker waits for the next."""
        threads: int = sum(self._client.nthreads().values())
        fewest, most = IN_FLIGHT
        return max(fewest, min(2 * threads, most))

    def work(self, task: Task) -> Answer:
        """Have one report made, elsewhere if its worker is lost.

        Raises:
            InputError: every worker that took it was lost, or there is none any more, or no scheduler.
            Stopped: the run is asked to stop.
        """
        from distributed import KilledWorker

        name = task.found.name
        try:
            future = self._client.submit(worker.work, self._setting, task, pure=False)
            try:
                return self._waited(future, name)
            finally:
                future.release()
        except KilledWorker as error:
            raise _lost(name) from error
        except (Abandoned, CancelledError) as error:
            if asked():  # given up by us
                raise Stopped from error
            raise _cut_off(name) from error

    def _waited(self, future: Any, name: str) -> Answer:
        while True:
            if asked():
                raise Stopped
            try:
                answer = future.result(timeout=LOOKING)
            except TimeoutError:
                if self._deserted():
                    raise _no_more_workers(name) from None
                continue
            assert isinstance(answer, Answer)
            return answer

    def _deserted(self) -> bool:
        """Tell whether there has been no worker for a while; one that dies may be started again."""
        with self._lock:
            now = monotonic()
            if now - self._looked >= LOOKING:
                self._looked = now
                with suppress(OSError):  # no scheduler: dask itself gives up what was asked of it
                    self._empty = None if self._client.nthreads() else self._empty or now
            return self._empty is not None and now - self._empty >= PATIENCE

    def give_up(self) -> None:
        """Give up everything under way."""
        _bounded(lambda: self._client.cancel(list(self._client.futures), force=True))


def _bounded(ask: Callable[[], object]) -> None:
    """Ask something of a cluster that may be gone or busy for ever: it is not waited for long."""

    def tried() -> None:
        with suppress(Exception):
            ask()

    thread = Thread(target=tried, daemon=True)
    thread.start()
    thread.join(LEAVING)


@contextmanager
def connected(address: str, setting: Setting) -> Iterator[Cluster]:
    """Connect to a scheduler whose workers all have what this machine has.

    Raises:
        UsageError: no scheduler answers, it has no worker, or a worker is another.
    """
    try:
        import dask
        import distributed
    except ImportError as error:
        raise UsageError(
            "no-cluster",
            Text("The extra for clusters is not installed.", "未安装用于集群的附加组件。"),
            Text("Install ogi-audit[cluster].", "请安装 ogi-audit[cluster]。"),
        ) from error
    connect: Any = distributed.Client
    quiet = {"distributed.admin.large-graph-warning-threshold": "1GB"}  # reports may be long
    with dask.config.set(quiet):
        try:
            client: Any = connect(address, timeout=CONNECTING, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:  # TimeoutError is an OSError
            raise _no_scheduler(address) from error
        try:
            _check(client, address)
            client.run(worker.close)  # what a run that was killed has left under way
            try:
                yield Cluster(client, setting)
            finally:
                _bounded(lambda: client.run(worker.close))
        finally:
            client.close(timeout=2)


def _claimed(client: str, dask_scheduler: Any) -> bool:
    """On the scheduler: keep the cluster for one client, as long as it is connected."""
    holder = dask_scheduler.task_metadata.get(HOLDER)
    if holder != client and holder in dask_scheduler.clients:
        return False
    dask_scheduler.task_metadata[HOLDER] = client
    return True


def _same(setting: Setting) -> Setting:
    return setting


def _check(client: Any, address: str) -> None:
    """Refuse a cluster that would mix results of two versions."""
    try:
        client.wait_for_workers(1, timeout=CONNECTING)
    except TimeoutError:
        raise UsageError(
            "no-workers",
            Text("The scheduler has no workers.", "调度器没有工作节点。"),
            Text("Start some (docs/cluster.md).", "请启动工作节点（docs/cluster.md）。"),
            address,
        ) from None
    for place, there in sorted(client.run(versions, on_error="return").items()):
        if isinstance(there, Exception):  # it has no ogi-audit, or one that is much older
            raise refusal(place, [f"ogi-audit ({type(there).__name__}: {there})"])
        if other := differences(versions(), there):
            raise refusal(place, other)
    try:
        alone = client.run_on_scheduler(_claimed, client.id)
    except (AttributeError, ImportError) as error:
        raise refusal(address, [f"ogi-audit ({type(error).__name__}: {error})"]) from error
    if not alone:
        raise _busy(address)


def _no_scheduler(address: str) -> UsageError:
    return UsageError(
        "no-scheduler",
        Text("No dask scheduler answers there.", "该地址没有 dask 调度器应答。"),
        Text(
            "Give its address, such as tcp://HOST:8786 (docs/cluster.md).",
            "请给出调度器地址，如 tcp://HOST:8786（docs/cluster.md）。",
        ),
        address,
    )


def _busy(address: str) -> UsageError:
    return UsageError(
        "cluster-busy",
        Text("Another run is at work on this cluster.", "该集群上正有另一个运行。"),
        Text("Wait until it has ended.", "请等待其结束。"),
        address,
    )


def _lost(name: str) -> InputError:
    return InputError(
        "workers-lost",
        Text("Every worker that took this report was lost.", "处理该报告的工作节点先后失联。"),
        Text("They may not have enough memory.", "可能是节点内存不足。"),
        name,
    )


def _cut_off(name: str) -> InputError:
    return InputError(
        "cluster-lost",
        Text("The connection to the scheduler was lost.", "与调度器的连接中断。"),
        Text("Start the run again; it goes on with the rest.", "请重新运行，将从中断处继续。"),
        name,
    )


def _no_more_workers(name: str) -> InputError:
    return InputError(
        "no-workers-left",
        Text("The cluster has no workers any more.", "集群已没有工作节点。"),
        Text(
            "Start workers; the same call goes on with the rest.",
            "请启动工作节点，再次运行同一命令即可继续。",
        ),
        name,
    )
