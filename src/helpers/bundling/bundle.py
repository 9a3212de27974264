"""Making a bundle: the audit is made anew, and packed with all it was made from."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import chdir, suppress
from dataclasses import replace
from pathlib import Path

from helpers.batch.executing import TIME_LIMIT, Job
from helpers.batch.files import write
from helpers.batch.notebook import read_notebook
from helpers.batch.run import run
from helpers.bundling.contents import inside, made_from
from helpers.bundling.crate import metadata
from helpers.catalogue import Found, entry_of, find_report
from helpers.display import heading, headline
from helpers.errors import UsageError
from helpers.load import judge, neighbours_of, read_found
from helpers.messages import LANGS
from helpers.neighbours import collection_of
from helpers.paths import repository_root
from helpers.provenance import KEY, own_root
from helpers.readers import SUFFIXES
from helpers.verifying.again import Named, own_template
from helpers.verifying.crates import METADATA
from helpers.verifying.raw import raw_file

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the earliest that the format knows."""
UNDATED = "1980-01-01"


def bundle(report: str, *, partial: bool = False, time_limit: int = TIME_LIMIT) -> bytes:
    """Return the bundle of a report as the bytes of a ZIP archive, the same on every call.

    Args:
        report: A path, or a slug.
        partial: Read a file that breaks off inside a table, too.
        time_limit: Seconds that a cell of the notebook may take.

    Raises:
        UsageError: there is no such report.
        InputError: it cannot be read, or its notebook fails.
    """
    found = find_report(report, SUFFIXES)
    read = read_found(found, partial=partial)
    neighbours = neighbours_of([found])
    others = [_other(name, found) for name in neighbours.beside(found, read)]
    audit = judge(read, context=neighbours.context(found, read))
    files = made_from([found, *others], audit.reviews, own_root())
    with tempfile.TemporaryDirectory(prefix="ogi-audit-") as aside:
        # It is made where it will be verified: in a folder that holds this and nothing else.
        home, out = Path(aside).resolve() / "bundle", Path(aside).resolve() / "products"
        for name, data in files.items():
            write(home / name, data)
        moved = [_moved(f, home) for f in (found, *others)]
        with chdir(home):
            _make(moved[0], moved[1:], out, partial, time_limit)
        for path in sorted(out.rglob("*")):
            name = path.relative_to(out).as_posix()
            if path.is_file() and not f"/{name}".count("/."):  # what a run keeps for the next
                files[name] = path.read_bytes()
        recorded = read_notebook(next((out / "audits").rglob("*.ipynb"))).metadata[KEY]
    entry = entry_of(found.path)
    day = entry.accessed if entry is not None and entry.accessed else UNDATED
    title, about = str(heading(audit, "en")), str(headline(audit, "en"))
    files[METADATA] = metadata(files, title, about, day, recorded)
    return packed(files)


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as a ZIP archive that depends on nothing else: metadata first, then by name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files, key=lambda n: (n != METADATA, n)):
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # the same on every system
            member.external_attr = 0o100644 << 16
            archive.writestr(member, files[name])
    return target.getvalue()


def _other(name: str, found: Found) -> Found:
    """Return a report that stands beside one, which the search for such has named."""
    root = None
    with suppress(UsageError):
        root = repository_root(found.base)
    return raw_file(name, collection_of(found.path) or found.base, root, found.given)


def _moved(found: Found, home: Path) -> Found:
    name = inside(found)
    return replace(found, path=home / name, base=home, name=name, given=name)


def _make(found: Found, others: Sequence[Found], out: Path, partial: bool, time_limit: int) -> None:
    job = Job(
        [found],
        out,
        own_template(),
        LANGS,
        partial=partial,
        time_limit=time_limit,
        neighbours=Named(others),
    )
    outcome = run(job)
    if outcome.failed:
        raise outcome.failed[0][1]
