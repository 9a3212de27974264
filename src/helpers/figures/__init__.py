"""Figures: titles state the finding, Chinese renders everywhere, every picture is reproducible."""

from helpers.figures.applications import applicants, outcomes
from helpers.figures.balance import balance
from helpers.figures.breakdown import breakdowns
from helpers.figures.picture import Picture

__all__ = ["Picture", "applicants", "balance", "breakdowns", "outcomes"]
