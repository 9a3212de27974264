"""Read, audit and present annual reports on open government information (政府信息公开工作年度报告).

The names a notebook needs: :func:`open_report`, :func:`open_audit`, :func:`open_document`,
:func:`read_report`, :func:`read_document`, :func:`astray`, :func:`load_form`,
:func:`observe`, :func:`crossings`, :func:`read_measures`, :func:`read_triggers`, :class:`Corpus`,
:func:`indicators`, and the modules `display`, `figures` and `tidy`. They are loaded when first
used, so that the command line and a single reader start without pandas and matplotlib.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers import display, figures, tidy
    from helpers.audit import RULES, Audit, audit
    from helpers.behaviour import crossings, observe
    from helpers.corpus import Corpus
    from helpers.errors import InputError, UsageError
    from helpers.form import editions, load_form
    from helpers.indicator import indicators
    from helpers.load import open_audit, open_document, open_report
    from helpers.measures import read_measures
    from helpers.model import Document, Report
    from helpers.parsing import astray, read_report
    from helpers.readers import read_document
    from helpers.triggers import read_triggers

_HOMES = {
    "RULES": "helpers.audit",
    "Audit": "helpers.audit",
    "Corpus": "helpers.corpus",
    "Document": "helpers.model",
    "InputError": "helpers.errors",
    "Report": "helpers.model",
    "UsageError": "helpers.errors",
    "crossings": "helpers.behaviour",
    "editions": "helpers.form",
    "indicators": "helpers.indicator",
    "load_form": "helpers.form",
    "astray": "helpers.parsing",
    "observe": "helpers.behaviour",
    "open_audit": "helpers.load",
    "open_document": "helpers.load",
    "open_report": "helpers.load",
    "read_document": "helpers.readers",
    "read_measures": "helpers.measures",
    "read_triggers": "helpers.triggers",
    "read_report": "helpers.parsing",
}
_MODULES = ("audit", "display", "figures", "tidy")

__all__ = [
    "RULES",
    "Audit",
    "Corpus",
    "Document",
    "InputError",
    "Report",
    "UsageError",
    "astray",
    "audit",
    "crossings",
    "display",
    "editions",
    "figures",
    "indicators",
    "load_form",
    "observe",
    "open_audit",
    "open_document",
    "open_report",
    "read_document",
    "read_measures",
    "read_report",
    "read_triggers",
    "tidy",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name in _MODULES:
        return import_module(f"helpers.{name}")
    raise AttributeError(f"module 'helpers' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
