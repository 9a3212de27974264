"""How well the audit finds known mistakes, and how seldom it accuses wrongly: `make bench-audit`.

Reports are invented in which everything is true, in every layout and format, with last year's
report beside each. Into most of them one or two known mistakes are put, and each says which rules
must find it (:mod:`helpers.invented.mistakes`); which identities and sentences no longer hold is
worked out from the printed numbers, apart from the audit. A rule that must fail and does is
*found*, one that must and does not *missed*; an error or a warning that nothing calls for is a
*false accusation*. Layouts that lose numbers count for false accusations only.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from mending import Mended, mend, mended_lines

from helpers.audit import RULES, Audit, audit
from helpers.audit.context import Context, Levels
from helpers.errors import InputError
from helpers.invented.drafts import Draft
from helpers.invented.kinds import KINDS
from helpers.invented.levels import members_of
from helpers.invented.mistakes import MISTAKES, Labelled, mistaken
from helpers.invented.mistakes.copies import MISTAKES as COPIES
from helpers.invented.mistakes.dates import MISTAKES as DATES
from helpers.invented.mistakes.shared import MISTAKES as SHARED
from helpers.invented.mistakes.truth import untrue
from helpers.invented.mistakes.whole import MISTAKES as WHOLE
from helpers.invented.mistakes.words import CHINESE
from helpers.invented.texts import lines_document, text_of
from helpers.model import Report
from helpers.parsing import parse_document, read_report

DOCS = HERE.parent / "docs" / "rules-measured.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
DATA = HERE / "rules-measured.csv"
TRIGGERS = HERE / "mistakes-measured.csv"
EDITIONS = ("2019", "2021")
LEGACY, INDICATORS = "legacy", "indicator wrong"
SELDOM = 10
"""One in so many true reports is of the older form, and one is the sum of others."""
IDENTITIES = ("requests-balance", "outcomes-sum", "applicants-sum", "disputes-sum")
_WEIGHTS = {"text": 10, "html": 4, "docx": 3, "xlsx": 3, "csv": 3, "pdf": 1, "ofd": 1}
_LOSING = ("text, table on a line", "pdf, unruled", "ofd, unruled")
_UNREAD = frozenset({"form-conformance"})
_SECOND = (*DATES, "wrong notice", "wrong decree", "number lost", "parts announced")
IDS = tuple(rule.id for rule in RULES)


@dataclass
class Counts:
    """What was counted."""

    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    mistakes: Counter[tuple[str, str]] = field(default_factory=Counter)
    triggers: Counter[tuple[str, str]] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    clean: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, other: Counts) -> None:
        """Add the counts of another."""
        for name in ("rules", "mistakes", "triggers", "formats", "clean"):
            getattr(self, name).update(getattr(other, name))
        self.examples += other.examples


def audit_beside(report: Report, draft: Draft) -> Audit:
    """Audit a report with last year's beside it, and with those that it is the sum of."""
    read = [(d.agency.name, _read(d)) for d in draft.members]
    names = [name for name, _ in read]
    levels = Levels(tuple(names[1:]), names[0], tuple(read), True, "invented") if read else None
    earlier = _read(draft.earlier) if draft.earlier is not None else None
    alike = tuple(_read(other) for other in draft.alike)
    return audit(report, context=Context(earlier=earlier, levels=levels, alike=alike))


def _read(draft: Draft) -> Report:
    return parse_document(lines_document(text_of(draft.parts(), "tabs")))


def names_for(seed: int, chance: Random) -> list[str]:
    """Return which mistakes are put into a report: each in turn, at times a second one."""
    names = [list(MISTAKES)[seed % len(MISTAKES)]]
    second = chance.choice(_SECOND)
    alone = names[0] in {
        *DATES,
        *COPIES,
        *SHARED,
        *WHOLE,
        "edition of another year",
        "section missing",
    }
    return [*names, second] if chance.random() < 0.2 and not alone else names


def one(seed: int, clean: bool, folder: Path, counts: Counts) -> None:
    """Invent, print, read, audit and judge one report."""
    chance = Random(f"audit {seed} {clean}")
    form_id = EDITIONS[chance.randrange(2)]
    names = () if clean else names_for(seed, chance)
    if names == [INDICATORS] or (clean and seed % SELDOM == 1):
        form_id = LEGACY
    report = mistaken(seed, form_id, names)
    if clean and seed % SELDOM == 0:
        report.draft.members = members_of(report.draft, chance)
    weights = [_WEIGHTS[name.split(",")[0]] for name in KINDS]
    kind = chance.choices(list(KINDS.values()), weights)[0]
    path = folder / f"report{kind.suffix}"
    path.write_bytes(kind.write(report.parts))
    try:
        read = read_report(path)
    except InputError as error:
        counts.examples.append(f"{seed} {kind.name} refused: {error.code}")
        counts.formats["refused"] += 1
        return
    judged = audit_beside(read, report.draft)
    blank = any(changed.new == "" for changed in report.cells)
    whole = kind.keeps == "all" or (kind.keeps == "numbers" and not blank)
    whole &= kind.name not in _LOSING
    counts.formats[kind.name.split(",")[0]] += 1
    broken = [r.outcome.message.en for r in judged.results if r.outcome.at == "rule"]
    if broken:
        counts.formats["a rule broke down"] += 1
        counts.examples.append(f"{seed} {form_id} {kind.name} {broken}")
    judge(report, judged, whole, f"{seed} {form_id} {kind.name}", counts)


def judge(report: Labelled, judged: Audit, whole: bool, name: str, counts: Counts) -> None:
    """Compare what the audit says with what it must say."""
    failed = {f.rule for f in judged.findings}
    accused = {f.rule for f in judged.findings if f.severity != "note"}
    # A layout without tables is rightly said to have none.
    may = report.may if whole else report.may | _UNREAD
    if not report.labels and not report.must:
        counts.clean["reports"] += 1
        told = [f for f in judged.findings if f.rule not in may]
        counts.clean["with errors"] += any(f.severity == "error" for f in told)
        counts.clean["with warnings"] += any(f.severity == "warning" for f in told)
    for rule in IDS:
        if rule in report.must and whole:
            state = "found" if rule in failed else "missed"
            counts.rules[rule, state] += 1
            if state == "missed":
                said = [label.new for label in report.labels if label.new]
                said += [s.text for s in report.draft.said if rule in untrue(report.draft, s)]
                made = [label.mistake for label in report.labels]
                counts.examples.append(f"{name} {rule} MISSED after {made} {said}")
        elif rule in failed & report.never or (rule in accused and rule not in report.must | may):
            counts.rules[rule, "false"] += 1
            finding = next(f for f in judged.findings if f.rule == rule)
            made = [label.mistake for label in report.labels]
            counts.examples.append(f"{name} {rule} FALSE after {made}: {finding.message.zh[:160]}")
    for label in report.labels if whole and len(report.labels) == 1 else ():
        due = report.must & set(IDS)
        counts.mistakes[label.mistake, "reports"] += bool(due)
        counts.mistakes[label.mistake, "found"] += bool(due and due & failed)
        counts.triggers.update((label.mistake, rule) for rule in ("reports", *failed))


def work(span: tuple[int, int, bool]) -> Counts:
    """Do the reports of some seeds."""
    counts = Counts()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(*span[:2]):
            one(seed, span[2], Path(folder), counts)
    return counts


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "–"


def lines(counts: Counts, mended: Mended) -> Iterator[str]:
    """Yield the tables in Markdown; no line depends on the machine."""
    yield "### Every rule\n"
    yield "| rule | must fail | found | missed | false accusations | recall | precision |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for rule in IDS:
        found, missed, false = (counts.rules[rule, s] for s in ("found", "missed", "false"))
        yield (
            f"| `{rule}` | {found + missed:,} | {found:,} | {missed:,} | {false:,} "
            f"| {_share(found, found + missed)} | {_share(found, found + false)} |"
        )
    yield "\n### Every mistake\n"
    yield "| mistake, alone in a report | reports | found by a rule that must | share |"
    yield "|---|--:|--:|--:|"
    for name in MISTAKES:
        made, found = (counts.mistakes[name, s] for s in ("reports", "found"))
        yield f"| {name} | {made:,} | {found:,} | {_share(found, made)} |"
    yield "\n### Reports in which everything is true\n"
    yield "| reports | with errors | with warnings |"
    yield "|--:|--:|--:|"
    yield "| " + " | ".join(f"{counts.clean[n]:,}" for n in _CLEAN) + " |"
    yield "\n### Which cell is wrong\n"
    yield from mended_lines(mended)
    yield "\n### Formats of the reports\n"
    yield "| " + " | ".join(sorted(counts.formats)) + " |"
    yield "|" + "--:|" * len(counts.formats)
    yield "| " + " | ".join(f"{counts.formats[n]:,}" for n in sorted(counts.formats)) + " |"


_CLEAN = ("reports", "with errors", "with warnings")


def save(counts: Counts) -> None:
    """Write the counts of every rule, and those of what every mistake sets off, as CSV."""
    with DATA.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("rule", "found", "missed", "false"))
        for rule in IDS:
            rows.writerow((rule, *(counts.rules[rule, s] for s in ("found", "missed", "false"))))
    with TRIGGERS.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("mistake", "zh", "reports", *IDS))
        for name in MISTAKES:
            numbers = (counts.triggers[name, of] for of in ("reports", *IDS))
            rows.writerow((name, CHINESE[name], *numbers))


def _spans(first: int, reports: int, clean: bool) -> list[tuple[int, int, bool]]:
    last = first + reports
    return [(n, min(n + 50, last), clean) for n in range(first, last, 50)]


def main() -> int:
    """Measure, and fail where an identity errs or a true report is accused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=6000, help="with mistakes (6000)")
    parser.add_argument("--clean", type=int, default=2000, help="without (2000)")
    parser.add_argument("--tables", type=int, default=2000, help="for each line of repairs")
    parser.add_argument("--first", type=int, default=0, help="seed of the first report (0)")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="show so many misses and accusations")
    parser.add_argument("--write", action="store_true", help=f"write docs/{DOCS.name}")
    chosen = parser.parse_args()
    spans = [
        *_spans(chosen.first, chosen.reports, False),
        *_spans(chosen.first, chosen.clean, True),
    ]
    counts = Counts()
    if chosen.processes > 1:
        with ProcessPoolExecutor(chosen.processes) as pool:
            mended = mend(chosen.tables, chosen.first, pool.map)
            for each in pool.map(work, spans):
                counts.add(each)
    else:
        mended = mend(chosen.tables, chosen.first, map)
        for span in spans:
            counts.add(work(span))
    text = f"Seeds from {chosen.first:,} on.\n\n" + "\n".join(lines(counts, mended)) + "\n"
    print(text)
    for example in counts.examples[: chosen.show]:
        print("seed", example)
    if chosen.write:
        before, _, rest = DOCS.read_text("utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        DOCS.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")
        save(counts)
    wrong = sum(counts.rules[rule, s] for rule in IDENTITIES for s in ("missed", "false"))
    accused = counts.clean["with warnings"] * 50 > counts.clean["reports"]
    broken = counts.formats["a rule broke down"]
    return 1 if wrong or accused or broken or counts.clean["with errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
