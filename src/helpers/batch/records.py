"""What was judged of each report, kept so that an unchanged report is neither read nor judged again.

One file a report, under ``.state/records``: a line that says what the record was made from and what
came out, then all rows of the report for the tables, packed. Both parts carry a hash; a file that is
torn, or made from anything else than what is there now, is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from helpers.audit import Audit, Review, subject
from helpers.batch.files import write
from helpers.catalogue import Presence
from helpers.errors import InputError
from helpers.fields import TABLES
from helpers.hashes import hash_of, sealed, unsealed
from helpers.messages import Text
from helpers.rows import rows, values

STATE = ".state"
"""Folder for what a run needs to know of earlier ones; removing it costs time and nothing else."""
Reviews = Callable[[Sequence[str], str], tuple[Review, ...]]
"""Gives the decisions about findings, by their fingerprints, or about a report, by its subject."""
Rows = Mapping[str, list[list[Any]]]
"""Table → rows, in the order of the fields."""


@dataclass(frozen=True, slots=True)
class Record:
    """What came out of one report, without its findings.

    Attributes:
        slug: Its name in products.
        product: Hash of all that its notebook shows.
        content: Hash of its rows in the tables.
        others: Names of the reports that stand beside it; a parameter of its notebook.
        row: Its row in the table of reports.
        top: Its first finding, or None.
    """

    slug: str
    product: str
    content: str
    others: tuple[str, ...]
    row: Mapping[str, Any]
    top: Text | None

    @property
    def year(self) -> int | None:
        """The year reported on."""
        year: int | None = self.row["year"]
        return year


class Records:
    """The records of a folder of products.

    Args:
        out: The folder.
        reviews: Gives the decisions that hold now.
    """

    def __init__(self, out: Path, reviews: Reviews) -> None:
        self._folder = out / STATE / "records"
        self._reviews = reviews

    def get(self, slug: str, key: str) -> Record | None:
        """Return the record of a report if it is whole and was made from what `key` stands for."""
        head, body = self._read(slug)
        if head is None or head["key"] != key or _hash(body) != head["content"]:
            return None
        held = self._reviews(head["fingerprints"], head["subject"])
        if hash_of([asdict(r) for r in held]) != head["reviews"]:
            return None
        return _record(slug, head)

    def put(
        self,
        slug: str,
        key: str,
        judged: Audit,
        others: Sequence[str],
        product: str,
        home: str = "",
    ) -> Record:
        """Keep what came out of a report; with an empty `key` it holds for this run only.

        Its `home` is where its name begins, see :class:`helpers.catalogue.Presence`.
        """
        tables = {name: values(name, slug, judged) for name in TABLES}
        body = zlib.compress(json.dumps(tables, ensure_ascii=False).encode("utf-8"), 6)
        top = judged.findings[0].message if judged.findings else None
        (row,) = rows("reports", slug, judged)
        head = {
            "key": key,
            "report": judged.report.source.path,
            "home": home,
            "product": product,
            "content": _hash(body),
            "others": list(others),
            "row": dict(row),
            "top": [top.en, top.zh] if top is not None else None,
            "fingerprints": sorted({f.fingerprint for f in judged.findings}),
            "subject": subject(judged.report),
            "reviews": hash_of([asdict(r) for r in judged.reviews]),
        }
        line = sealed(json.dumps(head, ensure_ascii=False, sort_keys=True))
        write(self._path(slug), f"{line}\n".encode() + body)
        return _record(slug, head)

    def adopt(self, slug: str, key: str, data: bytes) -> Record:
        """Keep a record that was made elsewhere; with an empty `key` it holds for this run only."""
        line, _, body = data.partition(b"\n")
        head = json.loads(unsealed(line.decode("utf-8")) or "{}") | {"key": key}
        line = sealed(json.dumps(head, ensure_ascii=False, sort_keys=True)).encode()
        write(self._path(slug), line + b"\n" + body)
        return _record(slug, head)

    def rows(self, record: Record) -> Rows:
        """Return the rows of a report for all tables.

        Raises:
            InputError: they were changed since they were written or looked at.
        """
        _, body = self._read(record.slug)
        if _hash(body) != record.content:
            raise InputError(
                "record-changed",
                Text(
                    "What was kept of a report was changed meanwhile.", "报告的缓存记录中途被改动。"
                ),
                Text("Start the run again.", "请重新运行。"),
                record.slug,
            )
        tables: Rows = json.loads(zlib.decompress(body))
        return tables

    def prune(self, slugs: Set[str], presence: Presence) -> None:
        """Remove the records of reports that are gone, those of the run, `slugs`, excepted."""
        for path in sorted(self._folder.glob("*/*.record")):
            if path.stem in slugs:
                continue
            head, _ = self._read(path.stem)
            if head is None or presence.gone(head.get("report", ""), head.get("home", "")):
                with suppress(OSError):
                    path.unlink()
                    path.parent.rmdir()  # unless it holds others

    def _path(self, slug: str) -> Path:
        # Spread over folders: some file systems are slow with a hundred thousand files in one.
        return self._folder / hashlib.sha256(slug.encode()).hexdigest()[:2] / f"{slug}.record"

    def _read(self, slug: str) -> tuple[dict[str, Any] | None, bytes]:
        with suppress(OSError, ValueError):
            line, _, body = self._path(slug).read_bytes().partition(b"\n")
            head = unsealed(line.decode("utf-8"))
            if head is not None:
                return json.loads(head), body
        return None, b""


def _record(slug: str, head: Mapping[str, Any]) -> Record:
    top = Text(*head["top"]) if head["top"] is not None else None
    return Record(slug, head["product"], head["content"], tuple(head["others"]), head["row"], top)


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
