"""Indicators: rates with their counts and intervals, and with what must be said of them.

Each is declared once in ``declared.toml``, with its formula, its cells and its caveats.
"""

from helpers.indicator.by_region import LEVELS, Level, by_region
from helpers.indicator.declared import Indicator, declared, indicator
from helpers.indicator.flags import FLAGS
from helpers.indicator.frames import Frames, Tables
from helpers.indicator.table import indicators

__all__ = [
    "FLAGS",
    "LEVELS",
    "Frames",
    "Indicator",
    "Level",
    "Tables",
    "by_region",
    "declared",
    "indicator",
    "indicators",
]
