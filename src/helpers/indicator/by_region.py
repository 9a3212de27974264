"""Rates of reports added up by the division that their organs belong to, for a map."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from helpers.indicator.declared import indicator
from helpers.indicator.table import added
from helpers.regions import Division, divided, division

Level = Literal["province", "city", "county"]
LEVELS: tuple[Level, ...] = ("province", "city", "county")


def by_region(rates: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Add up the rows of reports by division: sum of numerators over sum of denominators.

    A report counts in the division of the level that its own lies in. A prefecture that has no
    counties (东莞) is a county of its own; former divisions count where their name is today. Hand
    in rows without reports that are the sum of others (``indicators(…, sums=False)``), or their
    requests count twice.

    Args:
        rates: Rows of reports from :func:`helpers.indicators`.
        level: ``province``, ``city`` (prefecture) or ``county``.

    Returns:
        One row a division, year and indicator: ``indicator``, ``year``, ``region_code``,
        ``numerator``, ``denominator``, ``value``, ``low``, ``high``, ``n`` (reports counted),
        ``left_out``, ``doubtful``, ``rankable``, ``flag``. Reports whose organ belongs to no
        division of this level (its place is not known, or is wider) have no row.
    """
    placed = rates.copy()
    placed["region_code"] = [_code(c, level) for c in rates["region_code"]]
    there = placed[placed["region_code"].notna()]
    chosen = {name: indicator(str(name)) for name in dict.fromkeys(there["indicator"])}
    return added(there, ["year", "region_code"], set(), chosen)


def _code(code: object, level: Level) -> str | None:
    """Return the code of the division of a level that a code lies in."""
    own = division(code) if isinstance(code, str) else None
    if own is not None and own.now:
        own = division(own.now) or own
    if own is None or own.level < (2 if _whole(own) else _number(level)):
        return None
    if level == "county" or (level == "city" and own.code[2:4] == "90"):
        return own.code  # 90: a county that lies in no prefecture
    wide = own.code[: 2 * _number(level)].ljust(6, "0")
    return wide if division(wide) else own.code[:2] + "0000"  # Beijing is its own prefecture


def _number(level: Level) -> int:
    return LEVELS.index(level) + 1


def _whole(own: Division) -> bool:
    """Tell whether a division is a prefecture without counties."""
    return own.level == 2 and not divided(own)
