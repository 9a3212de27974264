"""Where a result comes from: versions and hashes that a second run must share."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version

from helpers.audit import RULES, Audit
from helpers.display.shown import Shown, escape, mono, pairs
from helpers.form import FORMS, editions
from helpers.indicator import Frames
from helpers.measures import Measures
from helpers.messages import Lang, Text

PACKAGES = ("pandas", "matplotlib", "papermill", "pillow", "selectolax", "charset-normalizer")
"""Packages whose version can change what is read or drawn."""


def provenance(made_from: Audit | Measures | Frames, lang: Lang = "en") -> Shown:
    """Show what this result was made from; no clock, no path, no name of a machine.

    Args:
        made_from: The audit that is shown, the measured counts, or a corpus.
        lang: Language of the words.
    """
    if isinstance(made_from, Audit):
        name, digest = Text("input, sha256", "输入文件 sha256"), made_from.report.source.sha256
    elif isinstance(made_from, Measures):
        name, digest = Text(*[f"{made_from.path}, sha256"] * 2), made_from.sha256
    else:
        name, digest = _of_reports(made_from)
    packages = ", ".join(f"{package} {_version(package)}" for package in PACKAGES)
    rows = [
        (name, digest, True),
        (Text("ogi-audit", "ogi-audit"), _version("ogi-audit"), False),
        (Text("form declarations, sha256", "格式声明 sha256"), form_hash(), True),
        (Text("rules", "规则"), str(len(RULES)), False),
        (Text("packages", "软件包"), packages, False),
    ]
    return pairs([(n.in_(lang), mono(v) if code else escape(v), v) for n, v, code in rows])


def _of_reports(frames: Frames) -> tuple[Text, str]:
    """Return one hash over those of all reports, whatever the tables are kept in."""
    reports = frames.table("reports", ("report", "sha256"))
    lines = sorted(f"{slug} {sha}" for slug, sha in reports.itertuples(index=False))
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    many = f"{len(lines):,}"
    return Text(
        f"{many} reports, sha256 of their hashes", f"{many} 份报告的哈希值之 sha256"
    ), digest


_version = cache(version)  # a process keeps what it has imported


def form_hash() -> str:
    """Return one hash over the declarations of all editions and of the prose."""
    digest = hashlib.sha256()
    for name in (*editions(), "prose"):
        digest.update((FORMS / f"{name}.toml").read_bytes())
    return digest.hexdigest()
