"""What a product was made from, for programs: in a notebook's metadata and in the head of its page.

No clock, no path, no name of a machine: two products of the same bytes record the same.
"""

from __future__ import annotations

import hashlib
import html
import json
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from helpers.audit import Audit
from helpers.display.trace import PACKAGES, form_hash
from helpers.errors import UsageError
from helpers.form import load_form
from helpers.hashes import hash_file, hash_of
from helpers.model import Report
from helpers.paths import repository_root

SCHEMA = "ogi-audit-provenance/1"
KEY = "ogi_audit"
"""Where a notebook's metadata holds the record."""
META = "ogi-audit-provenance"
"""Name of the ``<meta>`` element of a page that holds the record as JSON."""
LOCK = "requirements.lock"
_WRITING = ("nbformat", "numpy", "pyarrow")
"""Packages whose version can change what is written."""


def versions(template: Any) -> dict[str, Any]:
    """Return what two runs must share before their results can be compared.

    Args:
        template: The notebook that is run, in its language, without injected cells.
    """
    return {
        "code": {"version": version("ogi-audit"), "sha256": code_hash()},
        "declarations": form_hash(),
        "lock": lock_hash(),
        "packages": {name: version(name) for name in sorted((*PACKAGES, *_WRITING))},
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "template": template_hash(template),
    }


def record(
    audit: Audit, template: Any, parameters: Mapping[str, Any], beside: Iterable[Report] = ()
) -> dict[str, Any]:
    """Return the whole record of one audit, as plain JSON values.

    Args:
        audit: The audit.
        template: See :func:`versions`.
        parameters: What the template was run with.
        beside: The reports that stood beside it.
    """
    report = audit.report
    form = load_form(report.form) if report.form else None
    others = sorted({(r.source.path, r.source.sha256) for r in beside})
    return {
        "schema": SCHEMA,
        "input": {"file": report.source.path, "sha256": report.source.sha256},
        "beside": [{"file": file, "sha256": digest} for file, digest in others],
        "corrections": _hash_of([[r.address, *r.now] for r in report.repairs if r.by]),
        "decisions": _hash_of([asdict(review) for review in audit.reviews]),
        "form": {"edition": report.form, "notice": form.notice_number if form else None},
        "parameters": dict(parameters),
        "versions": versions(template),
    }


@cache
def code_hash() -> str:
    """Return one hash over the names and bytes of the files of this package."""
    package = Path(__file__).parent
    digest = hashlib.sha256()
    files = (p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    for path in sorted(files, key=lambda p: p.relative_to(package).as_posix()):
        name, data = path.relative_to(package).as_posix(), path.read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


@cache
def lock_hash() -> str:
    """Return the hash of the lock of this repository, "" where there is none."""
    with suppress(UsageError):
        return hash_file(own_root() / LOCK)
    return ""


def own_root() -> Path:
    """Return the repository that this code belongs to; the working folder's if it has none.

    Raises:
        UsageError: neither is there.
    """
    with suppress(UsageError):
        return repository_root(Path(__file__))
    return repository_root()


def template_hash(notebook: Any) -> str:
    """Return a hash of the cells of a notebook before it is run: kinds, names and sources."""
    return hash_of([[c.cell_type, str(c.get("id", "")), c.source] for c in notebook.cells])


def _hash_of(values: list[Any]) -> str:
    return hash_of(values) if values else ""


def in_page(page: str, recorded: Mapping[str, Any]) -> str:
    """Return a page with the record in its head, where no browser shows or runs it."""
    text = json.dumps(recorded, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    meta = f'<meta name="{META}" content="{html.escape(text, quote=True)}">'
    return page.replace("<title>", f"{meta}\n<title>", 1)
