"""What the prose of a report says: sections, numbers, statements, and wholes with their parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from helpers.model.place import Place
from helpers.values import value


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report.

    Attributes:
        number: Its printed number (一 is 1), or None where the heading has none.
        title: The heading without its number, as printed.
        text: The prose under the heading without the tables, one paragraph a line.
        place: Where the heading stands.
        id: The section of the form it answers (``overview`` … ``other``), or "".
        lines: ``(text, place)`` of each paragraph of `text`.
    """

    number: int | None
    title: str
    text: str
    place: Place
    id: str = ""
    lines: tuple[tuple[str, Place], ...] = ()


Precision = Literal["exact", "about", "at_least", "at_most"]
"""How a number is meant: 1200余 is ``at_least``, 近5000 ``at_most``, 约30 ``about``."""


@value(frozen=True, slots=True)
class Claim:
    """A number stated in the prose.

    Attributes:
        text: The words the number stands in, as printed.
        value: The number with 万 and 亿 multiplied out (4.14万 is 41400), as a count of `unit`.
        unit: The measure word or unit, as printed, or None.
        concept: What it counts: a concept of ``forms/prose.toml``, or None when not recognised.
        place: Where the number stands.
        precision: Whether the number is meant exactly.
        section: Id of the section, or "".
        sentence: The whole sentence, as printed.
        others: Places of further copies of the same sentence in the document.
    """

    text: str
    value: int | float
    unit: str | None
    concept: str | None
    place: Place
    precision: Precision = "exact"
    section: str = ""
    sentence: str = ""
    others: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause that states "none" or "all" without a number: 未收到…行政复议, 均来自自然人.

    Attributes:
        text: The words, as printed.
        concepts: Of which it says that there were none, or that all are of this kind.
        place: Where it stands.
        says: ``none`` or ``all``.
    """

    text: str
    concepts: tuple[str, ...]
    place: Place
    says: Literal["none", "all"] = "none"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole and the parts the prose lists for it: 208条，其中…108条、…102条.

    Attributes:
        whole: The whole.
        parts: The parts in order, at least one.
        listed_as: The word that opens the list (其中, 包括, …), or "" for a bare list.
        closed: False when the list does not claim to be complete (等, 主要, 余, a single part).
        may_overlap: True when the text itself says that one item may count in several parts.
        text: The words from the whole to the last part, as printed.
        place: Where the whole stands.
    """

    whole: Claim
    parts: tuple[Claim, ...]
    listed_as: str
    closed: bool
    may_overlap: bool
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage of the prose with the numbers it comes from, as far as the text has them.

    Attributes:
        percent: The percentage itself.
        kind: ``share`` of a whole, ``growth`` over last year, or ``handled`` (办结率, 满意率).
        now: The part of a share, or this year's number.
        base: The whole, or last year's number.
        delta: The change in numbers that a text gives beside the percentage.
        falls: Whether a change is downwards.
        compared: Whether the text says that it compares with last year.
        others: Further numbers of the sentence that may be the whole, or this year's number.
    """

    percent: Claim
    kind: Literal["share", "growth", "handled"]
    now: Claim | None = None
    base: Claim | None = None
    delta: Claim | None = None
    falls: bool = False
    compared: bool = False
    others: tuple[Claim, ...] = ()
