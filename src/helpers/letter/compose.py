"""What a letter says: the findings that are about the report, not those about our reading of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from helpers.audit import DECISION_WORDS, Audit, Finding
from helpers.catalogue import entry_of
from helpers.display.shown import clean
from helpers.letter import words as w
from helpers.letter.where import where
from helpers.markup import one_line
from helpers.messages import Lang, Text
from helpers.wording import squeeze

MOST_QUOTES = 6
"""Quotes of one finding in the letter; the notebook has them all."""
_SETTLED = ("dismissed", "explained")
_UNSURE = ("low", "none")
"""Readings of a table in which what does not agree may be of our making."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to check.

    Attributes:
        title: What it is about.
        rows: ``(label, words)``: the places with their quotes, what was compared, the basis.
    """

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in one language; every text is plain.

    Attributes:
        lang: Its language.
        title: The subject.
        greeting: To whom.
        opening: What was read and what follows.
        items: What to check, worst first.
        remarks: What follows the items.
        left_out: A heading and a line for each finding that reviewers settled, or nothing.
        source: Which file was read.
        closing: The last sentence.
        signature: Lines that whoever sends it fills in.
        unsure: How many findings were left out because our reading is in doubt; not for the organ.
    """

    lang: Lang
    title: str
    greeting: str
    opening: str
    items: tuple[Item, ...]
    remarks: tuple[str, ...]
    left_out: tuple[str, ...]
    source: str
    closing: str
    signature: tuple[str, ...]
    unsure: int


def compose(audit: Audit, path: Path, lang: Lang) -> Letter:
    """Return the letter to the organ of an audited report.

    Notes are left out: they are worth knowing and no reproach, and some are of our own reading. So
    is what rests on a table that we could not read with confidence, and what a reviewer settled.

    Args:
        audit: The audit.
        path: The raw file, for its papers.
        lang: Language of the letter.
    """
    report = audit.report
    serious = [f for f in audit.findings if f.severity != "note"]
    settled = [f for f in serious if _decision(audit, f)]
    doubtful = [f for f in serious if f not in settled and _doubtful(audit, f)]
    kept = [f for f in serious if f not in settled and f not in doubtful]
    year = report.year
    named = (w.REPORT if year else w.REPORT_UNDATED).format(year=year)
    if kept:
        opening = (w.OPENING_ONE if len(kept) == 1 else w.OPENING).format(
            report=named, n=len(kept), s="" if len(kept) == 1 else "s"
        )
        remarks = [w.CAUTION, *([w.BY_OCR] if report.by_ocr else []), w.OURS]
    else:
        passed, decided = audit.count("pass"), audit.count("pass") + audit.count("fail")
        left = w.REST if decided > passed else Text("", "")
        opening = w.NOTHING.format(report=named, decided=decided, passed=passed, left=left)
        remarks = [w.OURS_ONLY]
    return Letter(
        lang=lang,
        title=(w.TITLE if year else w.TITLE_UNDATED).format(year=year).in_(lang),
        greeting=w.GREETING.format(agency=one_line(report.agency) or w.NOBODY).in_(lang),
        opening=opening.in_(lang),
        items=tuple(_item(f, audit, lang) for f in kept),
        remarks=tuple(text.in_(lang) for text in remarks),
        left_out=_left_out(audit, settled, lang),
        source=_source(audit, path).in_(lang),
        closing=(w.CLOSING if kept else w.CLOSING_NOTHING).in_(lang),
        signature=tuple(text.in_(lang) for text in w.SIGNATURE),
        unsure=len(doubtful),
    )


def _decision(audit: Audit, finding: Finding) -> Text | None:
    """Return what a reviewer decided that settles a finding, if the report is still the same."""
    for review in reversed(audit.reviewed(finding)):
        if not review.stale(audit.report):
            if review.decision not in _SETTLED:
                return None
            return w.SETTLED.format(
                title=finding.title,
                decision=DECISION_WORDS[review.decision],
                reason=one_line(review.reason),
            )
    return None


def _doubtful(audit: Audit, finding: Finding) -> bool:
    tables = {address.split(".")[0] for address in finding.cells}
    readings = (audit.report.reading(table) for table in tables)
    return any(r is not None and r.found and r.confidence in _UNSURE for r in readings)


def _item(finding: Finding, audit: Audit, lang: Lang) -> Item:
    rows: list[tuple[str, str]] = []
    for evidence in finding.evidence[:MOST_QUOTES]:
        quote = clean(squeeze(evidence.quote)) or w.BLANK.in_(lang)
        place = clean(where(evidence, audit.report, audit.form, lang))
        other = f"{one_line(evidence.source)}: " if evidence.source else ""
        if place or other:
            rows.append((w.PLACE.in_(lang), other + place))
        rows.append((w.QUOTE.in_(lang), Text(f"“{quote}”", f"“{quote}”").in_(lang)))
    more = len(finding.evidence) - MOST_QUOTES
    if more > 0:
        rows.append((w.QUOTE.in_(lang), w.MORE.format(n=more).in_(lang)))
    if not finding.evidence:
        rows.append((w.PLACE.in_(lang), w.ANYWHERE.in_(lang)))
    rows.append((w.SAID.in_(lang), clean(finding.message.in_(lang))))
    rows.append((w.BASIS.in_(lang), clean(finding.basis.in_(lang))))
    return Item(finding.title.in_(lang), tuple(rows))


def _left_out(audit: Audit, settled: list[Finding], lang: Lang) -> tuple[str, ...]:
    told = [decided.in_(lang) for f in settled if (decided := _decision(audit, f))]
    return (w.LEFT_OUT.in_(lang), *told) if told else ()


def _source(audit: Audit, path: Path) -> Text:
    found, entry = audit.report.source, entry_of(path)
    return w.SOURCE.format(
        file=one_line(Path(found.path).name),
        source=one_line(entry.source) if entry and entry.source else w.UNRECORDED,
        date=one_line(entry.accessed) if entry and entry.accessed else w.UNRECORDED,
        sha256=found.sha256,
    )
