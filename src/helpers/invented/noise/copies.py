"""What pages and crawlers print twice, and what stands above a report that was sent as a letter."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from helpers.invented.boxes import Part

_ADDRESSEES = (
    "各区人民政府，市政府各部门：",
    "各乡镇人民政府、街道办事处，县直各单位：",
    "县政府信息公开办：",
    "市政府办公室：",
)


def letterhead(year: int, chance: Random) -> tuple[str, ...]:
    """Return the number and the addressee of a report that was sent as a letter, mostly none."""
    if chance.random() >= 0.15:
        return ()
    number = f"政办函〔{year + 1}〕{chance.randint(1, 90)}号"
    return chance.choice(
        ((number,), (number, chance.choice(_ADDRESSEES)), (chance.choice(_ADDRESSEES),))
    )


def printed_again(parts: Sequence[Part], chance: Random) -> list[Part]:
    """Return a report as it stands on a page: at times twice, or with its opening twice."""
    drawn = chance.random()
    if drawn < 0.03:
        return [*parts, *parts]
    if drawn < 0.06 and all(isinstance(part, str) for part in parts[:2]):
        return [*parts[:2], *parts]
    return list(parts)
