"""A hostile server on loopback, and a collector that asks it; nothing waits, nothing leaves the machine."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from helpers.collecting.addresses import parse
from helpers.collecting.asking import Asker
from helpers.collecting.collector import Collector, Told
from helpers.collecting.hosts import Hosts
from helpers.collecting.limits import Limits
from helpers.collecting.listing import Wanted
from helpers.collecting.watch import trust
from helpers.invented import invented_report

PAGE = invented_report("2021", layout="html")


class FakeClock:
    """A clock that moves when it is asked to wait, and by `tick` whenever it is looked at."""

    def __init__(self, tick: float = 0.0) -> None:
        self.time, self.tick, self.slept = 1000.0, tick, list[float]()

    def now(self) -> datetime:
        return datetime(2026, 1, 2, tzinfo=UTC) + timedelta(seconds=self.time - 1000)

    def monotonic(self) -> float:
        self.time += self.tick
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A server whose answers a test writes down."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers.append({k.lower(): v for k, v in self.headers.items()})
                answer = site.answers.get(self.path, plain(b"", status=404))
                with suppress(OSError):  # the collector has hung up
                    answer(self)
                self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()
        self.root = f"http://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def plain(data: bytes | str, status: int = 200, length: bool = True, **headers: str) -> Answer:
    body = data.encode() if isinstance(data, str) else data

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if length and "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def to(target: str) -> Answer:
    return plain(b"", status=302, Location=target)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>x</p>" * 1000)


def fetched(
    site: Site,
    raw: Path,
    paths: Sequence[str],
    *,
    clock: FakeClock | None = None,
    refresh: bool = False,
    allow_private: bool = True,
    **limits: float,
) -> list[Told]:
    raw.mkdir(exist_ok=True)
    time = clock or FakeClock()
    bounds = Limits(**{"bytes": 200_000, "stall": 5.0, **limits})  # type: ignore[arg-type]
    hosts = Hosts(2.0, time)
    asker = Asker(
        "ogi-audit/test", hosts, bounds, time, lambda host, _: [host], trust(), allow_private
    )
    collector = Collector(raw, asker, hosts, bounds, time, refresh)
    rows = [
        Wanted(i, parse(site.root + p if p.startswith("/") else p)) for i, p in enumerate(paths)
    ]
    return list(collector.run(rows))


def codes(results: Sequence[Told]) -> list[str]:
    return [r.problem.code if r.problem else "" for r in results]
