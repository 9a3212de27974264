"""What a notebook shows: every function takes what to show and a language and returns one object."""

from helpers.display.checks import checks, method, verdict_counts
from helpers.display.findings import findings, headline, repairs
from helpers.display.rates import corpus, findings_of, history, meaning, rates
from helpers.display.reading import (
    caveats,
    cells_of,
    claims,
    heading,
    labels,
    reading,
    sections,
    source,
    unplaced,
)
from helpers.display.rules import rule_examples, rule_measures, rule_verdicts
from helpers.display.shown import Shown, clean
from helpers.display.side import beside
from helpers.display.trace import provenance

__all__ = [
    "Shown",
    "beside",
    "caveats",
    "cells_of",
    "checks",
    "claims",
    "clean",
    "corpus",
    "findings",
    "findings_of",
    "heading",
    "headline",
    "history",
    "labels",
    "meaning",
    "method",
    "provenance",
    "rates",
    "reading",
    "repairs",
    "rule_examples",
    "rule_measures",
    "rule_verdicts",
    "sections",
    "source",
    "unplaced",
    "verdict_counts",
]
