"""An invented report, read and audited without touching the disk."""

from __future__ import annotations

from typing import Any

from helpers.audit import Audit, audit
from helpers.invented import invented_report
from helpers.parsing.reading import parse_document
from helpers.readers import html, text


def audited(form_id: str = "2021", values: Any = None, **changes: Any) -> Audit:
    """Audit the report that `invented_report` makes of the same arguments."""
    return audited_text(invented_report(form_id, values, **changes), changes.get("layout", ""))


def audited_text(words: str, layout: str = "") -> Audit:
    """Audit the words of a report."""
    reader = html if layout == "html" else text
    document = reader.read(words.encode("utf-8"), f"report.{reader.__name__[-4:]}", "0" * 64)
    return audit(parse_document(document))
