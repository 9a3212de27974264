"""What goes to a worker and what comes back, as plain data; packed where the run was started."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.batch.executing import Job
from helpers.batch.notebook import text_of
from helpers.catalogue import Found
from helpers.corrections import REPAIRS
from helpers.errors import OgiError
from helpers.hashes import hash_of
from helpers.levels import LEVELS
from helpers.load import reviews_path
from helpers.manifest import MANIFEST
from helpers.messages import Lang
from helpers.neighbours import Needed
from helpers.paths import repository_root
from helpers.readers import MAX_BYTES

Files = Mapping[str, bytes]
"""Path → content."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all reports of a run share.

    Attributes:
        versions: What a worker must have, see :func:`helpers.batch.cluster.same.versions`.
        root: The repository.
        files: Manifests, corrections, levels and decisions, by absolute path.
        template: The notebook run for each report, as the text of its file.
        langs: Languages.
        parameters: Further parameters of the template.
        partial: Read reports that break off inside a table, too.
        time_limit: Seconds that a cell may take.
    """

    versions: Mapping[str, str]
    root: str
    files: Files
    template: str
    langs: Sequence[Lang]
    parameters: Mapping[str, object]
    partial: bool
    time_limit: int

    @property
    def token(self) -> str:
        """Stands for all of it."""
        files = {path: hash_of(data.hex()) for path, data in self.files.items()}
        asked = [list(self.langs), dict(self.parameters), self.partial, self.time_limit]
        return hash_of(dict(self.versions), self.root, files, self.template, asked)


@dataclass(frozen=True, slots=True)
class Task:
    """One report.

    Attributes:
        found: The report.
        files: The bytes of it and of those that may stand beside it, by absolute path.
        needed: Which those are, and as what; None if nothing may stand beside it.
    """

    found: Found
    files: Files
    needed: Needed | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out of one report.

    Attributes:
        files: Its products, by their path in the folder of products.
        record: Its record as it is kept, empty if there is none.
        sha256: Hash of the bytes that were read, "" if they could not be.
        error: Why there are no products, or None.
    """

    files: Files
    record: bytes = b""
    sha256: str = ""
    error: OgiError | None = None


def setting(job: Job, versions: Mapping[str, str]) -> Setting:
    """Return what all reports of a job share."""
    root = repository_root()
    files = {str(root / "pyproject.toml"): b""}  # that it is there says where the repository begins
    every = [*job.found, *(job.neighbours.found if job.neighbours is not None else ())]
    for folder in sorted({parent for found in every for parent in found.path.parents}):
        for name in (MANIFEST, LEVELS, REPAIRS):
            if (folder / name).is_file():
                files[str(folder / name)] = (folder / name).read_bytes()
        if (folder / "pyproject.toml").is_file():
            files[str(folder / "pyproject.toml")] = b""
    reviews = reviews_path()
    if reviews is not None and reviews.is_file():
        files[str(reviews)] = reviews.read_bytes()
    return Setting(
        versions,
        str(root),
        files,
        text_of(job.template),
        tuple(job.langs),
        dict(job.parameters),
        job.partial,
        job.time_limit,
    )


def task(job: Job, found: Found) -> Task:
    """Return the task of one report; what is beside it is known from cards."""
    needed = None
    if job.neighbours is not None:
        card = job.neighbours.cards.of(found)
        needed = job.neighbours.needed(found, card) if card is not None else None
    others = needed.found if needed is not None else ()
    return Task(found, dict(_bytes(f.path) for f in (found, *others) if f.path.is_file()), needed)


def _bytes(path: Path) -> tuple[str, bytes]:
    """Return the bytes of a file; of one that is too long only so much that this is noticed."""
    with path.open("rb") as file:
        return str(path), file.read(MAX_BYTES + 1)
