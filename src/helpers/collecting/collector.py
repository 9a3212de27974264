"""The round: every address of a list, its host's turn by turn, until each is fetched or failed."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from helpers.batch.adding import Papers
from helpers.collecting.addresses import Address, parse
from helpers.collecting.asking import Asker, Got
from helpers.collecting.clock import Clock
from helpers.collecting.failures import LATER, FetchError
from helpers.collecting.hosts import Hosts
from helpers.collecting.journal import Journal, Visit
from helpers.collecting.keeping import NO_REPORT, keep, suffix_of
from helpers.collecting.limits import Limits
from helpers.collecting.links import look_at
from helpers.collecting.listing import Wanted
from helpers.errors import OgiError
from helpers.faults import fault
from helpers.messages import Text


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one address, for a person.

    Attributes:
        visit: As the journal has it; None for an address that was fetched in an earlier run.
        address: The address.
        words: Remarks: what the file is, what differs, where attachments lie.
        problem: Why it failed.
    """

    visit: Visit | None
    address: str
    words: tuple[Text, ...] = ()
    problem: OgiError | None = None


@dataclass(slots=True)
class _Task:
    address: Address
    wanted: Wanted
    kind: str = "page"
    page: str = ""
    stem: str = ""
    attempts: int = 0


class Collector:
    """Fetches a list into a folder of raw files.

    Args:
        raw: The folder with the manifest; the journal lies beside it.
        asker: Asks the addresses.
        hosts: Keeps the pauses; the same as the asker's.
        limits: The bounds.
        clock: The clock.
        refresh: Ask for newer versions of what is there.
    """

    def __init__(
        self,
        raw: Path,
        asker: Asker,
        hosts: Hosts,
        limits: Limits,
        clock: Clock,
        refresh: bool = False,
    ) -> None:
        self._raw, self._asker, self._hosts = raw, asker, hosts
        self._limits, self._clock, self._refresh = limits, clock, refresh
        self._journal = Journal(raw)
        self._queues: dict[str, deque[_Task]] = {}
        self._seen: set[str] = set()

    def run(self, wanted: Sequence[Wanted]) -> Iterator[Told]:
        """Fetch what is not there yet, and yield what became of each address."""
        for row in wanted:
            yield from self._enter(_Task(row.address, row))
        while waiting := [host for host, queue in self._queues.items() if queue]:
            host = self._hosts.next(waiting)
            task = self._queues[host].popleft()
            yield from self._tell(task)

    def missing(self, wanted: Sequence[Wanted]) -> list[Wanted]:
        """Return the rows for which there is no report, nor an attachment in place of one."""
        return [row for row in wanted if not self._journal.is_done(str(row.address))]

    def _enter(self, task: _Task) -> Iterator[Told]:
        """Put an address in the queue of its host, or tell that it is there already."""
        name = str(task.address)
        if name in self._seen:
            return
        self._seen.add(name)
        if self._refresh or not self._journal.is_done(name):
            self._queues.setdefault(task.address.host, deque()).append(task)
            return
        yield Told(None, name)
        visit = self._journal.got(name)
        if visit is not None:
            yield from self._enter_links(task, visit)

    def _enter_links(self, task: _Task, visit: Visit) -> Iterator[Told]:
        for number, (kind, address) in enumerate(visit.links, start=1):
            stem = f"{PurePosixPath(visit.file).stem}-{kind}-{number}"
            try:
                target = parse(address)
            except FetchError:
                continue  # of a journal that somebody edited
            yield from self._enter(_Task(target, task.wanted, kind, str(task.address), stem))

    def _tell(self, task: _Task) -> Iterator[Told]:
        """Visit an address; one that failed for the moment goes to the end of its queue."""
        host = task.address.host
        task.attempts += 1
        try:
            if self._hosts.is_down(host):
                raise FetchError(
                    "host-down",
                    Text("The host did not reply before.", "该主机此前多次没有回应。"),
                    LATER,
                    str(task.address),
                )
            got = self._asker.get(task.address, self._conditions(task))
            told = self._store(task, got)
        except FetchError as error:
            if error.again and task.attempts < self._limits.attempts:
                back_off = self._limits.back_off * 4 ** (task.attempts - 1)
                self._hosts.pause(host, max(back_off, error.wait or 0.0))
                self._queues[host].append(task)
                return
            told = self._failed(task, error)
        except OSError:
            raise  # a full disk concerns every file to come
        except Exception as error:  # a fault of ours stops no other address
            told = self._failed(task, fault(error, str(task.address)))
        yield told
        if told.visit is not None and told.visit.outcome != "failed":
            yield from self._enter_links(task, told.visit)

    def _conditions(self, task: _Task) -> dict[str, str]:
        """Return the headers that ask for a newer version only."""
        visit = self._journal.got(str(task.address)) if self._refresh else None
        if visit is None:
            return {}
        pairs = (
            ("If-None-Match", visit.header("etag")),
            ("If-Modified-Since", visit.header("last-modified")),
        )
        return {k: v for k, v in pairs if v and v.isascii() and v.isprintable()}

    def _failed(self, task: _Task, error: OgiError) -> Told:
        visit = Visit(
            str(task.address), task.kind, task.page, self._time(), "failed", code=error.code
        )
        self._journal.write(visit)
        return Told(visit, visit.address, problem=error)

    def _time(self) -> str:
        return self._clock.now().isoformat(timespec="seconds")

    def _store(self, task: _Task, got: Got) -> Told:
        name = str(task.address)
        words = []
        if got.downgraded:
            words.append(
                Text("redirected from https to plain http", "由 https 重定向至未加密的 http")
            )
        before = self._journal.got(name)
        if got.status == 304 and before is not None:
            visit = Visit(
                name, task.kind, task.page, self._time(), before.outcome, "same", before.code,
                str(got.final), got.hops, 304, before.headers, before.sha256, before.file,
                before.size, before.links,
            )  # fmt: skip
            self._journal.write(visit)
            return Told(visit, name, (*words, Text("not changed", "没有变化")))
        kind = next((v for k, v in got.headers if k == "content-type"), "")
        suffix = suffix_of(got.data, kind, got.final)
        if not got.data.strip():
            raise FetchError("empty", Text("The file is empty.", "文件为空。"), LATER, name)
        if task.kind == "attachment" and suffix == ".html":
            raise FetchError(
                "page-for-file",
                Text("A page came in place of the attachment.", "返回的是网页而不是附件。"),
                Text("Open the address in a browser.", "请在浏览器中打开该地址。"),
                name,
            )
        wanted = task.wanted
        papers = Papers(
            str(got.final), wanted.licence, self._clock.now().date(), wanted.agency, wanted.year
        )
        kept = keep(
            got.data, suffix, task.stem or _stem(wanted, got.final), self._raw, papers, name
        )
        links: tuple[tuple[str, str], ...] = ()
        code = kept.problem.code if kept.problem else ""
        if suffix == ".html" and code != "too-deep":
            page = look_at(got.data, got.final, self._limits.attachments)
            if task.kind == "page":  # what belongs to a frame or an attachment is left alone
                own = [x for x in page.links if x.kind == "attachment" or code]
                links = tuple((x.kind, str(x.address)) for x in own)
                words += _about_links(len(links), page.left, page.others)
            if kept.added.file.endswith(NO_REPORT):
                code = page.code
                words.append(page.why)
        if kept.problem is not None and not kept.added.file.endswith(NO_REPORT):
            words.append(kept.problem.what)
        if kept.added.detail is not None:
            words.append(kept.added.detail)
        visit = Visit(
            name, task.kind, task.page, self._time(), "kept" if kept.problem else "report",
            kept.added.status, code, str(got.final), got.hops, got.status, got.headers,
            _sha256(got.data), kept.added.file, len(got.data), links,
        )  # fmt: skip
        self._journal.write(visit)
        return Told(visit, name, tuple(words))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _stem(wanted: Wanted, final: Address) -> str:
    if wanted.agency and wanted.year:
        return f"{wanted.agency}-{wanted.year}"
    return f"{final.host}-{PurePosixPath(unquote(final.path)).stem}"


def _about_links(number: int, left: int, others: Sequence[str]) -> list[Text]:
    words = []
    if number:
        words.append(Text(f"{number} attachments or frames", f"{number} 个附件或框架"))
    if left:
        words.append(Text(f"{left} more are not fetched", f"另有 {left} 个未获取"))
    if others:
        words.append(
            Text(
                f"on other hosts, not fetched: {', '.join(others)}",
                f"位于其他主机，未获取：{'、'.join(others)}",
            )
        )
    return words
