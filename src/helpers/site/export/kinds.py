"""The kinds of documents, by name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from helpers.site.export.paper import Paper

KINDS = {"pdf": "pdf", "docx": "word", "html": "web"}
"""What an audit can be written as, and the module here that does it."""


def document(paper: Paper, kind: str) -> bytes:
    """Return a document as `kind`, one of :data:`KINDS`; the same bytes for the same paper."""
    # Each needs a library of its own that the others do not wait for.
    module = import_module(f"helpers.site.export.{KINDS[kind]}")
    write: Callable[[Paper], bytes] = module.written
    return write(paper)
