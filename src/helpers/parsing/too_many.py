"""Prose of nothing but numbers is no report: each number is quoted with the sentence around it."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.concepts import vocabulary
from helpers.errors import InputError
from helpers.messages import Text
from helpers.parsing.paragraph import Paragraph

MAX_NUMBERS = 20_000
"""Reports with more numbers in their prose are refused: the longest real one has some thousand."""


def refuse_too_many(folded: Sequence[Paragraph], path: str) -> None:
    """Refuse prose of nothing but numbers.

    Raises:
        InputError: ``too-long``.
    """
    if sum(len(p.folded) for p in folded) <= 2 * MAX_NUMBERS:
        return  # a number takes a character, and another parts it from the next
    words = vocabulary()
    patterns = (words.number, words.chinese)
    count = sum(len(pattern.findall(p.folded)) for p in folded for pattern in patterns)
    if count > MAX_NUMBERS:
        raise InputError(
            "too-long",
            Text(
                f"The prose holds {count:,} numbers; at most {MAX_NUMBERS:,} are read.",
                f"正文中有 {count:,} 个数字，上限为 {MAX_NUMBERS:,}。",
            ),
            Text(
                "Take out what is no prose of the report (lists, data) and try again.",
                "请删去不属于报告正文的内容（清单、数据）后重试。",
            ),
            path,
        )
