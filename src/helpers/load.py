"""One call from a report's name to its audit: find, check the hash, read, judge."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from helpers.audit import ALONE, REVIEWS, Audit, Context, Review, audit, read_reviews, reviewed
from helpers.catalogue import Found, check_hash, find_report, find_reports
from helpers.corrections import corrections_for
from helpers.errors import UsageError
from helpers.model import Document, Report
from helpers.neighbours import Neighbours, collection_of
from helpers.parsing.corrected import corrected
from helpers.parsing.reading import parse_document
from helpers.paths import repository_root
from helpers.readers import SUFFIXES, read_document


def read_found(found: Found, *, partial: bool = False) -> Report:
    """Read a report of the catalogue; its hash must be the recorded one, if one is recorded.

    Corrections by hand (``repairs.toml``) are applied.

    Raises:
        InputError: the file cannot be read as a report, or has changed, or a correction
            no longer fits.
    """
    return _read(found, found.name, partial)


def read_given(found: Found, *, partial: bool = False) -> Report:
    """Read a report as :func:`read_found` does, and call it as the caller wrote it.

    Raises:
        InputError: the file cannot be read as a report, or has changed.
    """
    return _read(found, found.given, partial)


def _read(found: Found, shown: str, partial: bool) -> Report:
    document = read_document(found.path, shown)
    check_hash(found.path, document.source.sha256)
    report = parse_document(document, partial=partial)
    return corrected(report, document, corrections_for(found.path, document.source.sha256))


def open_document(report: str) -> Document:
    """Return the lines and tables of the file that `report` names, before any meaning.

    Raises:
        UsageError: there is no such report.
        InputError: the file cannot be read.
    """
    found = find_report(report, SUFFIXES)
    return read_document(found.path, found.name)


def open_report(report: str, *, partial: bool = False) -> Report:
    """Read the report that `report` names: a path, or a slug such as ``shangtang-2020``.

    Raises:
        UsageError: there is no such report.
        InputError: it cannot be read.
    """
    return read_found(find_report(report, SUFFIXES), partial=partial)


def judge(report: Report, *, context: Context = ALONE) -> Audit:
    """Audit a report, with what reviewers decided about its findings.

    Raises:
        InputError: the file of decisions is malformed.
    """
    return reviewed(audit(report, context=context), decisions())


def reviews_path() -> Path | None:
    """Return where the decisions of this repository lie; None outside one."""
    try:
        return repository_root() / "data" / REVIEWS
    except UsageError:
        return None


def decisions() -> tuple[Review, ...]:
    """Return the decisions of this repository, read again only if the file has changed.

    Raises:
        InputError: the file is malformed.
    """
    path = reviews_path()
    if path is None or not path.is_file():
        return ()
    stat = path.stat()
    return _decisions(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _decisions(path: Path, changed: int, size: int) -> tuple[Review, ...]:
    return read_reviews(path)


def open_audit(report: str, *, partial: bool = False, others: Sequence[str] | None = None) -> Audit:
    """Read and audit the report that `report` names. See :func:`open_report`.

    Args:
        report: A path, or a slug.
        partial: Read a file that breaks off inside a table, too.
        others: Reports that may stand beside it (last year's, those of its members), in the same
            way; by default they are looked for in its collection.
    """
    found = find_report(report, SUFFIXES)
    read = read_found(found, partial=partial)
    if others is None:
        beside = neighbours_of([found])
    else:
        beside = Neighbours([find_report(o, SUFFIXES) for o in others], read_other, trust=False)
    return judge(read, context=beside.context(found, read))


def neighbours_of(found: Sequence[Found], *, texts: bool = False) -> Neighbours:
    """Return the reports that may stand beside those of `found`: they, and their collections.

    With `texts` every report is read and its text compared with those of all others.
    """
    folders = dict.fromkeys(c for f in found if (c := collection_of(f.path)) is not None)
    around = find_reports(list(folders), SUFFIXES) if folders else []
    given = {f.path for f in found}
    return Neighbours(
        [*found, *(f for f in around if f.path not in given)], read_other, texts=texts
    )


def read_other(found: Found) -> Report:
    """Read a report that stands beside another.

    Raises:
        InputError: it cannot be read.
    """
    return read_found(found, partial=True)
