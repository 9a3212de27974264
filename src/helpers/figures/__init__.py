"""Figures: titles state the finding, Chinese renders everywhere, every picture is reproducible."""

import logging

# matplotlib logs where it caches its list of fonts, and that it is slow the first time; in a
# notebook that would be an output with a path of the machine. It speaks while being imported.
logging.getLogger("matplotlib").setLevel(logging.ERROR)

from helpers.figures.applications import applicants, outcomes  # noqa: E402 - after the line above
from helpers.figures.balance import balance  # noqa: E402
from helpers.figures.breakdown import breakdowns  # noqa: E402
from helpers.figures.by_year import by_year  # noqa: E402
from helpers.figures.calendar import calendar  # noqa: E402
from helpers.figures.distribution import distribution  # noqa: E402
from helpers.figures.form_use import form_use  # noqa: E402
from helpers.figures.intervals import intervals  # noqa: E402
from helpers.figures.picture import Picture  # noqa: E402
from helpers.figures.region_map import region_map  # noqa: E402
from helpers.figures.rules import rule_crossings, rule_measures  # noqa: E402
from helpers.figures.slopes import slopes  # noqa: E402
from helpers.figures.triggers import rule_triggers  # noqa: E402

__all__ = [
    "Picture",
    "applicants",
    "balance",
    "breakdowns",
    "by_year",
    "calendar",
    "distribution",
    "form_use",
    "intervals",
    "outcomes",
    "region_map",
    "rule_crossings",
    "rule_measures",
    "rule_triggers",
    "slopes",
]
