"""Exact arithmetic on printed numbers, and numbers and labels as a message shows them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from helpers.numerals import Number

_INNER = str.maketrans("“”", "‘’")


def exact(value: Number | Fraction) -> Fraction:
    """Return a printed number without binary rounding: 0.1 is one tenth."""
    return Fraction(value if isinstance(value, int | Fraction) else str(value))


def printed(value: Fraction | Number) -> Number:
    """Return an exact number as the int or float that output files hold."""
    value = exact(value)
    return int(value) if value.denominator == 1 else float(value)


def total(values: Iterable[Number]) -> Number:
    """Return the sum of printed numbers; 0.1 + 0.2 is 0.3."""
    values = list(values)
    return (
        sum(values) if all(isinstance(v, int) for v in values) else printed(sum(map(exact, values)))
    )


def difference(a: Number, b: Number) -> Number:
    """Return how far two printed numbers lie apart, never negative."""
    return printed(abs(exact(a) - exact(b)))


def shown(value: Number) -> str:
    """Write a number in full: no exponent, no trailing zeros."""
    if isinstance(value, int):
        return str(value)
    return f"{value:.10f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else str(int(value))


def step(value: Number) -> Fraction:
    """Return one unit of the last printed decimal of a number with decimals, 0 for a whole one."""
    _, _, decimals = shown(value).partition(".")
    return Fraction(1, 10 ** len(decimals)) if decimals else Fraction(0)


def quoted(words: str) -> str:
    """Put words in quotation marks; marks inside become single ones."""
    return f"“{words.translate(_INNER)}”"
