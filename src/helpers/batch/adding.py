"""Reports into ``data/raw`` with their papers: files, folders, and ZIP archives of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from helpers.batch.archives import members
from helpers.batch.files import write
from helpers.catalogue import find_reports
from helpers.errors import InputError, OgiError
from helpers.manifest import MANIFEST, Entry, manifest_text, read_manifest
from helpers.markup import one_line
from helpers.messages import Text
from helpers.model import Report
from helpers.parsing import read_report
from helpers.readers import SUFFIXES
from helpers.slugs import slug_of

Status = Literal["added", "same", "changed"]


@dataclass(frozen=True, slots=True)
class Papers:
    """What is recorded of every report of one call: where from, on what terms, when.

    `agency` and `year` are recorded of a file that does not say them itself.
    """

    source: str
    licence: str
    accessed: date
    agency: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report.

    Attributes:
        given: The file as the caller named it; of an archive, ``ARCHIVE!MEMBER``.
        file: Its name in ``data/raw``.
        status: ``added``, ``same`` (these bytes are there already) or ``changed`` (another
            version of a report that is there; both are kept).
        detail: What changed, for ``changed``.
    """

    given: str
    file: str
    status: Status
    detail: Text | None = None


def add(paths: Sequence[Path], raw: Path, papers: Papers) -> Iterator[Added | tuple[str, OgiError]]:
    """Copy reports into `raw`, unchanged, each with a row in the manifest.

    Args:
        paths: Files, folders, and ZIP archives.
        raw: The folder that holds the manifest.
        papers: What the rows are to say.

    Yields:
        What became of each report; ``(name, error)`` of one that cannot be read as a report.

    Raises:
        UsageError: a path does not exist, or a folder holds no report.
    """
    found = find_reports(paths, (*SUFFIXES, ".zip"))
    for item in found:
        if item.path.suffix.lower() == ".zip":
            yield from _archive(item.path, item.given, raw, papers)
        else:
            yield _tried(item.path, item.given, item.path.stem, raw, papers)


def _archive(
    path: Path, given: str, raw: Path, papers: Papers
) -> Iterator[Added | tuple[str, OgiError]]:
    """Add the members of an archive that can be reports."""
    for member in members(path, given):
        if len(member) == 2:
            yield member
        else:
            label, name, aside = member
            yield _tried(aside, label, name.stem, raw, papers)


def _tried(
    path: Path, given: str, stem: str, raw: Path, papers: Papers
) -> Added | tuple[str, OgiError]:
    try:
        return add_one(path, given, stem, raw, papers)
    except OgiError as error:
        return given, error


def add_one(path: Path, given: str, stem: str, raw: Path, papers: Papers) -> Added:
    """Copy one report into `raw` with a row in the manifest.

    Args:
        path: The report.
        given: Its name in messages.
        stem: Its name in `raw` if it does not say whose report for which year it is.
        raw: The folder that holds the manifest.
        papers: What the row is to say.

    Raises:
        InputError: it cannot be read as a report.
    """
    report = read_report(path, shown=given)
    sha256 = report.source.sha256
    entries = read_manifest(raw)
    there = next((e for e in entries if e.sha256 == sha256), None)
    if there is not None:
        return Added(given, there.file, "same")
    year = str(report.year or "")
    earlier = [e for e in entries if report.agency and (e.agency, e.year) == (report.agency, year)]
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise InputError(
            "file-changed",
            Text("The file changed while it was read.", "文件在读取过程中发生变化。"),
            Text("Try again when nothing writes to it.", "请在没有程序写入时重试。"),
            given,
        )
    base = slug_of(f"{report.agency}-{year}" if report.agency and year else stem)
    who, when = report.agency or papers.agency, year or papers.year
    name = _stored(data, base, path.suffix.lower(), raw, entries, papers, (who, when))
    if not earlier:
        return Added(given, name, "added")
    try:
        old = read_report(raw / earlier[-1].file, partial=True)
    except InputError:  # a picture or an attachment that is no report has nothing to compare
        return Added(given, name, "added")
    return Added(given, name, "changed", difference(old, report, earlier[-1].file))


def keep_one(
    data: bytes, stem: str, suffix: str, raw: Path, papers: Papers, given: str = ""
) -> Added:
    """Write a file that is no readable report into `raw`, with a row in the manifest.

    Args:
        data: The file.
        stem: Its name, of which letters and digits are kept.
        suffix: With the dot; one that the caller chose, never one that came with the file.
        raw: The folder that holds the manifest.
        papers: What the row is to say.
        given: What the result calls it.
    """
    entries = read_manifest(raw)
    sha256 = hashlib.sha256(data).hexdigest()
    there = next((e for e in entries if e.sha256 == sha256), None)
    if there is not None:
        return Added(given, there.file, "same")
    base = slug_of(stem)
    earlier = any(e.file == f"{base}{suffix}" for e in entries)
    name = _stored(data, base, suffix, raw, entries, papers, (papers.agency, papers.year))
    return Added(given, name, "changed" if earlier else "added")


def _stored(
    data: bytes,
    base: str,
    suffix: str,
    raw: Path,
    entries: Sequence[Entry],
    papers: Papers,
    whose: tuple[str, str],
) -> str:
    """Write a file under a name that is not taken, then its row; return the name.

    A file with these bytes and without a row is what an interrupted call left: it gets its row.
    """
    rows = {entry.file for entry in entries}
    names = (f"{base}{suffix}", *(f"{base}-v{n}{suffix}" for n in range(2, 1000)))
    name = next(
        name
        for name in names
        if not (raw / name).exists() or (name not in rows and (raw / name).read_bytes() == data)
    )
    write(raw / name, data)
    sha256 = hashlib.sha256(data).hexdigest()
    accessed = papers.accessed.isoformat()
    agency, year, source, licence = map(one_line, (*whose, papers.source, papers.licence))
    _record(raw, (*entries, Entry(name, agency, year, source, accessed, sha256, licence)))
    return name


def _record(raw: Path, entries: Sequence[Entry]) -> None:
    write(raw / MANIFEST, manifest_text(entries))


def difference(old: Report, new: Report, name: str) -> Text:
    """Say what two versions of a report differ in: cells, and lines of the prose.

    Args:
        old: The earlier version.
        new: The later version.
        name: File name of the earlier version.
    """
    cells = [
        (address, old.cell(address), new.cell(address))
        for address in dict.fromkeys((*old.cells, *new.cells))
        if (old.cell(address).state, old.cell(address).raw)
        != (new.cell(address).state, new.cell(address).raw)
    ]
    before, after = {t for t, _ in old.prose}, {t for t, _ in new.prose}
    shown = "; ".join(f"{a}: {x.raw or x.state} → {y.raw or y.state}" for a, x, y in cells[:5])
    more = f" (+{len(cells) - 5})" if len(cells) > 5 else ""
    gone, come = len(before - after), len(after - before)
    return Text(
        f"differs from {name} in {len(cells)} cells and {gone} + {come} lines of prose"
        + (f": {shown}{more}" if shown else ""),
        f"与 {name} 相比有 {len(cells)} 格不同，正文删去 {gone} 行、增加 {come} 行"
        + (f"：{shown}{more}" if shown else ""),
    )
