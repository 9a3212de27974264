"""Writes the invented county: raw files with their papers, and the tables of their audit."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from helpers.audit import Audit
from helpers.batch.files import write
from helpers.batch.records import Records
from helpers.batch.tables import write_tables
from helpers.catalogue import find_reports
from helpers.invented.county import Made, county, organs
from helpers.levels import LEVELS
from helpers.load import judge, neighbours_of, read_found
from helpers.manifest import MANIFEST, Entry
from helpers.readers import SUFFIXES

MARK = "Invented · 虚构"
README = """# An invented county · 虚构县

**Nothing here is real. 此处内容全部为虚构。** The county (云岚市虚构县, “invented county”), its forty organs, their reports and
every number were made up by `make demo`. Known mistakes were put in on purpose: `mistakes.csv` lists them, with the rules
that must find them. Do not cite any of it as a fact about a place, an office or a law.

县（云岚市虚构县）、四十个机关、各年度报告及全部数字均由 `make demo` 编造，并有意放入已知差错：`mistakes.csv` 列明差错及应当发现它的规则。
请勿作为任何地方、机关或法律事实引用。

- `raw/`: the reports of four years, in every format, with `manifest.csv` and `levels.toml`. · 四个年度、各种格式的报告。
- `mistakes.csv`: what was put in. · 放入的差错。
- `processed/tables/`: the tables of their audit. · 审计所得数据表。

The same seed gives the same bytes on every machine. 同一种子在任何机器上生成相同的文件。
"""
Progress = Callable[[int, int], None]
"""Told how many reports of how many are done."""


def write_raw(folder: Path, made: Sequence[Made]) -> None:
    """Write the raw files of the county into ``raw`` below `folder`, with what belongs to them."""
    raw = folder / "raw"
    entries = []
    for one in made:
        data = one.bytes()
        write(raw / one.file, data)
        draft = one.labelled.draft
        digest = hashlib.sha256(data).hexdigest()
        source = f"{MARK}: ogi-audit demo"
        entries.append(
            (one.file, draft.agency.name, str(draft.year), source, "", digest, "CC0-1.0")
        )
    write(raw / MANIFEST, _csv(Entry.__slots__, entries))
    write(raw / LEVELS, _levels())
    write(raw / "README.md", README)
    write(folder / "README.md", README)
    heads = ("file", "agency", "year", "mistake", "cells", "words", "rules_must", "rules_may")
    write(folder / "mistakes.csv", "\ufeff" + _csv(heads, _mistakes(made)))


def _mistakes(made: Sequence[Made]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for one in made:
        draft, known = one.labelled.draft, one.labelled
        ids = (" ".join(sorted(known.must)), " ".join(sorted(known.may)))
        who = (one.file, draft.agency.name, str(draft.year))
        for label in known.labels:
            cells = "; ".join(f"{c.address}: {c.old} -> {c.new}" for c in label.cells)
            rows.append((*who, label.mistake, cells, label.new, *ids))
        if known.must and not known.labels:
            rows.append((*who, "follows from another report", "", "", *ids))
    return rows


def _csv(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return buffer.getvalue()


def _levels() -> str:
    whole, own, *members = (organ.agency.name for organ in organs())
    listed = "".join(f"  {json.dumps(name, ensure_ascii=False)},\n" for name in members)
    return (
        f"# {MARK}\n\n[[level]]\nparent = {json.dumps(whole, ensure_ascii=False)}\n"
        f"own = {json.dumps(own, ensure_ascii=False)}\nmembers = [\n{listed}]\n"
        f'complete = true\nwhy = "{MARK}: made by ogi-audit demo"\n'
    )


def audits_of(folder: Path, progress: Progress | None = None) -> dict[str, Audit]:
    """Audit the raw files of the county below `folder`, each beside those it belongs to."""
    found = find_reports([folder / "raw"], SUFFIXES)
    beside = neighbours_of(found, texts=True)
    audits = {}
    for number, one in enumerate(found, start=1):
        report = read_found(one)
        audits[one.slug] = judge(report, context=beside.context(one, report))
        if progress is not None:
            progress(number, len(found))
    return audits


def write_demo(folder: Path, seed: int, progress: Progress | None = None) -> dict[str, Audit]:
    """Write the county below `folder`, audit it, and write the tables into ``processed/tables``."""
    write_raw(folder, county(seed))
    audits = audits_of(folder, progress)
    out = folder / "processed"
    records = Records(out, lambda fingerprints, about: ())
    made = [records.put(slug, "", judged, [], "") for slug, judged in audits.items()]
    write_tables(records, made, out, csv=False)
    return audits
