"""Figures: titles state the finding, Chinese renders everywhere, every picture is reproducible."""

import logging

# matplotlib logs where it caches its list of fonts, and that it is slow the first time; in a
# notebook that would be an output with a path of the machine. It speaks while being imported.
logging.getLogger("matplotlib").setLevel(logging.ERROR)

from helpers.figures.applications import applicants, outcomes  # noqa: E402 - after the line above
from helpers.figures.balance import balance  # noqa: E402
from helpers.figures.breakdown import breakdowns  # noqa: E402
from helpers.figures.picture import Picture  # noqa: E402
from helpers.figures.rules import rule_crossings, rule_measures  # noqa: E402
from helpers.figures.triggers import rule_triggers  # noqa: E402

__all__ = [
    "Picture",
    "applicants",
    "balance",
    "breakdowns",
    "outcomes",
    "rule_crossings",
    "rule_measures",
    "rule_triggers",
]
