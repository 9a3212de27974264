"""Reviewers' decisions about findings: ``data/reviews.csv``, one line a decision, in git.

A decision is tied to the fingerprint of a finding, which survives a move of the file and another
layout, and to the bytes that the reviewer saw: when those change, the decision is kept and shown
as stale. Lines are sorted by fingerprint, so that the work of two reviewers merges line by line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from helpers.errors import InputError
from helpers.messages import Text
from helpers.model import Report
from helpers.spreadsheets import guarded, unguarded

REVIEWS = "reviews.csv"
"""Name of the file, in ``data/``."""

Decided = Literal["confirmed", "dismissed", "explained"]
DECISIONS: tuple[Decided, ...] = get_args(Decided)
DECISION_WORDS: dict[Decided, Text] = {
    "confirmed": Text("confirmed", "属实"),
    "dismissed": Text("dismissed", "不成立"),
    "explained": Text("explained", "已有说明"),
}
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Review:
    """One reviewer's decision about one finding.

    Attributes:
        fingerprint: Of the finding.
        decision: What was decided.
        reason: Why, in the reviewer's words.
        reviewer: Who decided.
        date: ISO date of the decision.
        report: Agency and year, see :func:`subject`, for people who read the file.
        rule: Id of the rule, likewise.
        sha256: Hash of the bytes that the reviewer saw.
    """

    fingerprint: str
    decision: Decided
    reason: str
    reviewer: str
    date: str
    report: str
    rule: str
    sha256: str

    def stale(self, report: Report) -> bool:
        """Tell whether `report` has other bytes than those the reviewer saw."""
        return self.sha256 != report.source.sha256


COLUMNS = tuple(field.name for field in fields(Review))


def subject(report: Report) -> str:
    """Return the words by which decisions name a report: its agency and year."""
    name = report.agency or report.title or report.source.sha256[:12]
    return " ".join(f"{name} {report.year or ''}".split())


def read_reviews(path: Path) -> tuple[Review, ...]:
    """Return the decisions of a file, sorted; none if there is no file.

    Of several decisions of one reviewer about one finding the last by date holds; on the same day
    the last in the file.

    Raises:
        InputError: it is no such file, holds marks of an unfinished merge, or a line is wrong.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(path, 0, Text(f"{error}", f"{error}")) from error
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise _wrong(path, 0, Text(f"{error}", f"{error}")) from error
    if not lines or tuple(lines[0]) != COLUMNS:
        raise _wrong(path, 1, Text(f"columns: {','.join(COLUMNS)}", f"各列为：{','.join(COLUMNS)}"))
    found = [_review(path, n, line) for n, line in enumerate(lines[1:], start=2) if any(line)]
    return merged((), found)


def merged(earlier: Iterable[Review], later: Iterable[Review]) -> tuple[Review, ...]:
    """Return all decisions, one for each finding and reviewer: the last by date, then by order."""
    held: dict[tuple[str, str], Review] = {}
    for review in (*earlier, *later):
        key = (review.fingerprint, review.reviewer)
        if key not in held or review.date >= held[key].date:
            held[key] = review
    return tuple(sorted(held.values(), key=lambda r: (r.fingerprint, r.date, r.reviewer)))


def reviews_text(reviews: Sequence[Review]) -> str:
    """Return decisions as the text of the file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(getattr(review, name)) for name in COLUMNS] for review in reviews)
    return out.getvalue()


def _review(path: Path, line: int, values: Sequence[str]) -> Review:
    if any(re.match(r"[<=>]{7}", value) for value in values):
        raise _wrong(path, line, Text("marks of an unfinished merge", "未完成合并的标记"))
    if len(values) != len(COLUMNS):
        count = Text(
            f"{len(values)} values for {len(COLUMNS)} columns",
            f"共 {len(COLUMNS)} 列，现有 {len(values)} 个值",
        )
        raise _wrong(path, line, count)
    given = Review(*map(unguarded, values))  # type: ignore[arg-type]  # the decision is checked below
    checks = {
        "fingerprint": _FINGERPRINT.fullmatch(given.fingerprint),
        "decision": given.decision in DECISIONS,
        "reason": given.reason.strip(),
        "reviewer": given.reviewer.strip(),
        "date": _is_date(given.date),
        "sha256": _SHA256.fullmatch(given.sha256),
    }
    bad = [name for name, good in checks.items() if not good]
    if bad:
        raise _wrong(path, line, Text(", ".join(bad), "、".join(bad)))
    return given


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _wrong(path: Path, line: int, about: Text) -> InputError:
    return InputError(
        "malformed-reviews",
        Text(f"The decisions cannot be used: {about.en}.", f"复核决定文件无法使用：{about.zh}。"),
        Text(
            "Mend that line; docs/reviews.md says what belongs there.",
            "请更正该行；填写方法见 docs/reviews.md。",
        ),
        f"{path.name}, line {line}" if line else path.name,
    )
