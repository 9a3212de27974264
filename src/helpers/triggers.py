"""Which rules each known mistake sets off, as ``make bench-audit`` counted."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from helpers.audit import RULES
from helpers.errors import InputError
from helpers.messages import Text
from helpers.paths import repository_root

TRIGGERED = Path("benchmarks", "mistakes-measured.csv")
"""Where the benchmark writes its counts, from the root of the repository."""
_FIRST = ("mistake", "zh", "reports")
_HINT = Text(
    "Run make bench-audit, which writes the file anew.", "请运行 make bench-audit 重新生成该文件。"
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """What one mistake sets off.

    Attributes:
        name: The mistake.
        reports: Reports with this mistake and no other.
        failed: Rule → in how many of them it fails, notes included; rules that never do left out.
    """

    name: Text
    reports: int
    failed: dict[str, int]


def read_triggers(path: Path | None = None) -> tuple[Trigger, ...]:
    """Read the counts of a file, by default those of the repository, in its order.

    Raises:
        InputError: the file is missing or damaged, or counts more than there are.
    """
    name = path.name if path else TRIGGERED.as_posix()
    try:
        text = (path or repository_root() / TRIGGERED).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = Text("The measured counts cannot be read.", "无法读取实测计数。")
        raise InputError("triggers-unreadable", what, _HINT, name) from error
    table = csv.reader(text.splitlines())
    head = next(table, [])
    ids = head[len(_FIRST) :]
    if tuple(head[: len(_FIRST)]) != _FIRST or not set(ids) <= {rule.id for rule in RULES}:
        what = Text(
            f"The columns {', '.join(_FIRST)} and ids of rules are needed.",
            f"需要 {'、'.join(_FIRST)} 及各规则标识列。",
        )
        raise InputError("triggers-columns", what, _HINT, name)
    return tuple(_trigger(row, ids, f"{name}, line {table.line_num}") for row in table)


def _trigger(row: list[str], ids: list[str], where: str) -> Trigger:
    counts = [int(c) for c in row[2:] if c.isascii() and c.isdigit()]
    if len(counts) != len(ids) + 1 or len(row) != len(ids) + len(_FIRST) or max(counts) > counts[0]:
        what = Text(
            "A count is no whole number, or larger than the number of reports.",
            "计数不是整数，或大于报告份数。",
        )
        raise InputError("triggers-count", what, _HINT, where)
    failed = {rule: n for rule, n in zip(ids, counts[1:], strict=True) if n}
    return Trigger(Text(row[0], row[1]), counts[0], failed)
