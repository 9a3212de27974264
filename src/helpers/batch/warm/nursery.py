"""The warm process: it imports what notebooks need, then forks a kernel for each that is asked for.

Run as ``python -m helpers.batch.warm.nursery FD FOLDER``, where FD is one end of a pair of sockets
and FOLDER one for temporary files. A request is one line of JSON, the write end of a pipe attached.
To that pipe the kernel writes when it can be connected to, and its status is written when it has
ended; the answer to the request is its pid. The process has one thread and no socket of ZeroMQ, so
that forking is safe. It ends when the other end is closed, so with the run, however that ends; its
kernels end with it.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import json
import os
import resource
import selectors
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

from helpers.batch.warm.protocol import LONGEST, OPTIONS, READY, STATUS

FOR_THE_RUN = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that a terminal or `timeout` sends to all processes of a run: it knows what to do, and
closes the line."""
_SET_DEATH_SIGNAL = 1
_prctl = getattr(ctypes.CDLL(None), "prctl", None)
"""A call of Linux alone; elsewhere a kernel notices the end of the warm process by its own."""


def main() -> None:
    """Serve until the other end is closed, then end every kernel that is left."""
    for signum in FOR_THE_RUN:
        signal.signal(signum, signal.SIG_IGN)
    line, folder = socket.socket(fileno=int(sys.argv[1])), sys.argv[2]
    del sys.argv[1:]
    _warm(folder)
    woken, wake = socket.socketpair()
    wake.setblocking(False)
    signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    kernels: dict[int, int] = {}
    with selectors.DefaultSelector() as selector:
        selector.register(line, selectors.EVENT_READ)
        selector.register(woken, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is woken:
                    woken.recv(4096)
                    _bury(kernels)
                elif not _serve(line, kernels, (woken, wake)):
                    _end(kernels)
                    return


def _serve(line: socket.socket, kernels: dict[int, int], own: tuple[socket.socket, ...]) -> bool:
    """Answer one request; False when the other end is closed."""
    try:
        data, fds, _, _ = socket.recv_fds(line, LONGEST, 1)
    except ConnectionError:  # the run was killed
        return False
    if not data:
        return False
    request = json.loads(data)
    own_pid = os.getpid()
    pid = os.fork()
    if pid == 0:
        for other in (line, *own):
            other.close()
        for fd in kernels.values():
            os.close(fd)
        _die_with(own_pid)
        _become(request, fds[0])
    kernels[pid] = fds[0]
    with contextlib.suppress(ConnectionError):  # the run was killed; the next read says so
        line.sendall(json.dumps({"pid": pid}).encode() + b"\n")
    return True


def _bury(kernels: dict[int, int]) -> None:
    """Write the status of every kernel that has ended to its pipe."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        fd = kernels.pop(pid, None)
        if fd is not None:
            with contextlib.suppress(OSError):  # nobody waits for it any more
                os.write(fd, STATUS.pack(os.waitstatus_to_exitcode(status)))
            os.close(fd)


def _end(kernels: dict[int, int]) -> None:
    """End every kernel that is left, with the processes it has started, and wait for it."""
    for pid in kernels:
        # One that was forked just now has not yet made a group of its own.
        for end in (os.killpg, os.kill):
            with contextlib.suppress(OSError):
                end(pid, signal.SIGKILL)
    for pid in kernels:
        with contextlib.suppress(OSError):
            os.waitpid(pid, 0)


def _die_with(parent: int) -> None:
    """Have the system end this process with the warm process, should that be killed."""
    if _prctl is not None:
        _prctl(_SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it ended before this was asked for
            os._exit(1)


def _limit(most: int) -> None:
    """Bound the memory that a kernel may take: else one greedy cell harms the whole machine.

    What it shares with the warm process is not counted: libraries reserve room by the cores.
    """
    with contextlib.suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most += pages * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _warm(folder: str) -> None:
    """Bring up what every audit notebook needs; what it costs is paid once."""
    # Else the debugger, which every kernel imports and none uses here, warns on standard error.
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    # The working folder must not be importable from, as in a kernel that is started alone.
    sys.path[:] = [p for p in sys.path if p not in ("", str(Path.cwd()))]
    from helpers import display, figures, load, tidy  # noqa: F401
    from helpers.batch.warm.rehearsal import rehearse

    rehearse()
    _start_once(folder)
    import gc

    gc.collect()
    gc.freeze()  # what is shared by all kernels is not walked, and not copied, in each of them


def _start_once(own: str) -> None:
    """Import what a kernel imports while it starts.

    A kernel started in a fork of its own says which modules that took; they are the same for all.
    """
    from importlib import import_module

    reading, writing = os.pipe()
    own_pid = os.getpid()
    pid = os.fork()
    if pid == 0:
        _die_with(own_pid)
        with tempfile.TemporaryDirectory(dir=own) as folder, contextlib.suppress(BaseException):
            sys.argv[:] = ["ipykernel_launcher", "-f", f"{folder}/kernel.json", *OPTIONS]
            from ipykernel.kernelapp import IPKernelApp

            IPKernelApp.instance().initialize()  # type: ignore[no-untyped-call]
            with os.fdopen(writing, "w") as out:
                out.write("\n".join(sys.modules))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        names = said.read().split()
    os.waitpid(pid, 0)
    for name in names:
        with contextlib.suppress(
            Exception
        ):  # some are made up while running and cannot be imported
            import_module(name)


def _become(request: dict[str, Any], line: int) -> NoReturn:
    """Become the kernel of a notebook; never returns to the warm process."""
    code = 1
    try:
        os.setsid()
        atexit._clear()  # what the warm process has to tidy up is not its children's to tidy up
        signal.set_wakeup_fd(-1)
        for signum in (signal.SIGCHLD, *FOR_THE_RUN):
            signal.signal(signum, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ.clear()
        os.environ.update(request["env"])
        os.chdir(request["cwd"])
        _limit(int(request["memory"]))
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        sys.argv[:] = request["argv"]
        numpy = sys.modules.get("numpy")
        if numpy is not None:
            numpy.random.seed()  # else every kernel would draw the same numbers
        code = _run(line)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        _leave(code)


def _run(line: int) -> int:
    from ipykernel.kernelapp import IPKernelApp

    app = IPKernelApp.instance()
    app.initialize()  # type: ignore[no-untyped-call]
    os.write(line, READY)
    os.close(line)
    _end_quietly(app.kernel)
    app.start()  # type: ignore[no-untyped-call]
    return 0


def _end_quietly(kernel: Any) -> None:
    """Have a kernel that is asked to end do so without a word.

    All it had to say is sent by then. But ipykernel closes its sockets and loops while its own
    threads still use them, and one kernel in some hundred complains of that on standard error.
    """
    end = kernel.do_shutdown

    def quietly(restart: bool) -> Any:
        import logging
        import warnings

        logging.disable(logging.CRITICAL)
        warnings.simplefilter("ignore")
        sys.unraisablehook = lambda _: None
        return end(restart)

    kernel.do_shutdown = quietly


def _leave(code: int) -> NoReturn:
    """End as an interpreter does, without taking the heap apart."""
    try:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
