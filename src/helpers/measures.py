"""How often each rule was right on reports with known mistakes, as ``make bench-audit`` counted."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.audit import RULES
from helpers.errors import InputError
from helpers.messages import Text
from helpers.paths import repository_root
from helpers.shares import Share

MEASURED = Path("benchmarks", "rules-measured.csv")
"""Where the benchmark writes its counts, from the root of the repository."""
COUNTS = ("found", "missed", "false")
_HINT = Text(
    "Run make bench-audit, which writes the file anew.", "请运行 make bench-audit 重新生成该文件。"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """The counts of one rule.

    Attributes:
        rule: Its id.
        found: Reports in which it must fail, and does.
        missed: Reports in which it must fail, and does not.
        false: Reports that it accuses of something nobody put in.
    """

    rule: str
    found: int
    missed: int
    false: int

    @property
    def recall(self) -> Share:
        """Found of those that must be found."""
        return Share(self.found, self.found + self.missed)

    @property
    def precision(self) -> Share:
        """Right ones of all accusations."""
        return Share(self.found, self.found + self.false)


@dataclass(frozen=True, slots=True)
class Measures:
    """The counts of all rules, in the order of the rules; a rule never measured is not there."""

    rows: tuple[Measure, ...]
    path: str
    sha256: str

    def of(self, rule_id: str) -> Measure | None:
        """Return the counts of a rule, or None where it was not measured."""
        return next((m for m in self.rows if m.rule == rule_id), None)


def read_measures(path: Path | None = None) -> Measures:
    """Read the counts of a file, by default those of the repository.

    Raises:
        InputError: the file is missing or damaged, or names a rule twice or one that is not there.
    """
    name = path.name if path else MEASURED.as_posix()
    try:
        raw = (path or repository_root() / MEASURED).read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = Text("The measured counts cannot be read.", "无法读取实测计数。")
        raise InputError("measured-unreadable", what, _HINT, name) from error
    order = [rule.id for rule in RULES]
    rows = {}
    for line, row in enumerate(_rows(text, name), start=2):
        where = f"{name}, line {line}"
        if row.rule not in order or row.rule in rows:
            what = Text(
                f"“{row.rule}” is no rule of today, or stands there twice.",
                f"“{row.rule}”不是现有规则，或重复出现。",
            )
            raise InputError("measured-rule", what, _HINT, where)
        rows[row.rule] = row
    chosen = tuple(rows[rule_id] for rule_id in order if rule_id in rows)
    return Measures(chosen, name, hashlib.sha256(raw).hexdigest())


def _rows(text: str, name: str) -> Iterator[Measure]:
    table = csv.DictReader(text.splitlines())
    if not {"rule", *COUNTS} <= set(table.fieldnames or ()):
        what = Text(
            f"The columns rule, {', '.join(COUNTS)} are needed.",
            f"需要 rule、{'、'.join(COUNTS)} 各列。",
        )
        raise InputError("measured-columns", what, _HINT, name)
    for row in table:
        counts = [row[column] or "" for column in COUNTS]
        if not all(c.isascii() and c.isdigit() for c in counts):
            what = Text("A count is no whole number.", "计数不是整数。")
            raise InputError("measured-count", what, _HINT, f"{name}, line {table.line_num}")
        yield Measure(row["rule"], *map(int, counts))
