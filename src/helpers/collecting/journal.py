"""What was asked and what came of it: one line of JSON for each visit, never rewritten.

The same file is the record of access (time, final address, status, headers) and the memory by
which a later run knows what is still to be fetched. A line that a crash cut off is ignored, and
the next line begins on a line of its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal

from helpers.errors import UsageError
from helpers.messages import Text

JOURNAL = "fetched.jsonl"
"""Its name, beside the manifest."""
SCHEMA = "ogi-fetch/1"

Outcome = Literal["report", "kept", "failed"]
Change = Literal["added", "same", "changed", ""]


@dataclass(frozen=True, slots=True)
class Visit:
    """One address, asked once.

    Attributes:
        address: As asked.
        kind: ``page``, ``attachment`` or ``frame``.
        page: Address of the page it belongs to, or empty.
        time: When the visit ended, ISO, UTC.
        outcome: ``report``: its file is one; ``kept``: its file is kept, but is none; ``failed``.
        change: ``added``, ``same`` (these bytes were there) or ``changed`` (another version is
            there, too); empty if nothing came.
        code: Why it failed, or is no report; empty otherwise.
        final: Address after redirects.
        hops: Addresses that redirected, in order.
        status: Status of the last reply; 0 if there was none.
        headers: Of the last reply; cookies are left out.
        sha256: Hash of the file.
        file: Its name beside the journal.
        size: Bytes of the file.
        links: ``[kind, address]`` of what belongs to the page.
    """

    address: str
    kind: str
    page: str
    time: str
    outcome: Outcome
    change: Change = ""
    code: str = ""
    final: str = ""
    hops: tuple[str, ...] = ()
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    sha256: str = ""
    file: str = ""
    size: int = 0
    links: tuple[tuple[str, str], ...] = ()

    def header(self, name: str) -> str:
        """Return the first value of a header, or an empty text."""
        return next((value for key, value in self.headers if key == name), "")


class Journal:
    """The journal of a folder of raw files.

    Args:
        folder: Where the manifest lies.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / JOURNAL
        self._folder = folder
        self._last: dict[str, Visit] = {}
        for visit in self._read():
            self._remember(visit)

    def got(self, address: str) -> Visit | None:
        """Return the last visit that brought a file which is still there."""
        visit = self._last.get(address)
        if visit is None or not (self._folder / visit.file).is_file():
            return None
        return visit

    def is_done(self, address: str) -> bool:
        """Tell whether what an address was asked for is there."""
        visit = self.got(address)
        if visit is None:
            return False
        return visit.outcome == "report" or visit.kind == "attachment" or self._by_parts(visit)

    def _by_parts(self, visit: Visit) -> bool:
        """Tell whether a page without a report has one in what belongs to it."""
        return any(
            self.got(address) is not None and self.is_done(address)
            for _, address in visit.links
            if address != visit.address
        )

    def write(self, visit: Visit) -> None:
        """Add a visit, and see that it reaches the disk."""
        line = json.dumps({"schema": SCHEMA, **asdict(visit)}, ensure_ascii=False)
        with self._path.open("ab+") as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(-1, os.SEEK_END)
                torn = file.read(1) != b"\n"
            else:
                torn = False
            file.write((b"\n" if torn else b"") + line.encode("utf-8", "replace") + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self._remember(visit)

    def _remember(self, visit: Visit) -> None:
        if visit.outcome != "failed":
            self._last[visit.address] = visit

    def _read(self) -> Iterator[Visit]:
        try:
            lines = self._path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return
        except OSError as error:
            words = error.strerror or type(error).__name__
            raise UsageError(
                "bad-journal",
                Text(f"The journal cannot be read ({words}).", f"无法读取日志（{words}）。"),
                Text("Check the path and the permissions.", "请检查路径和权限。"),
                str(self._path),
            ) from error
        for line in lines:
            visit = _visit(line)
            if visit is not None:
                yield visit


def _visit(line: bytes) -> Visit | None:
    """Return a line as a visit; None for what is no whole line of ours."""
    try:
        value = json.loads(line)
        if value.pop("schema") != SCHEMA:
            return None
        names = {field.name for field in fields(Visit)}
        visit = Visit(**{key: item for key, item in value.items() if key in names})
        texts = (visit.address, visit.kind, visit.file, visit.outcome, visit.sha256)
        if not all(isinstance(text, str) for text in texts) or "/" in visit.file:
            return None
        pairs = tuple((str(k), str(v)) for k, v in visit.links)
        heads = tuple((str(k), str(v)) for k, v in visit.headers)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return Visit(
        **{
            **{f.name: getattr(visit, f.name) for f in fields(Visit)},
            "links": pairs,
            "headers": heads,
            "hops": tuple(map(str, visit.hops)),
        }
    )
