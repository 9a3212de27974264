"""Arithmetic on printed numbers: exact, and written out as a reader expects."""

from fractions import Fraction

import pytest

from helpers.audit.exact import difference, printed, quoted, shown, step, total
from helpers.numerals import Number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7, "7"),
        (-7, "-7"),
        (2.0, "2"),
        (100.0, "100"),
        (0.5, "0.5"),
        (-0.25, "-0.25"),
        (1e15, "1000000000000000"),
        (1e22, "10000000000000000000000"),
        (10**18 + 1, "1000000000000000001"),
    ],
)
def test_a_number_is_written_without_exponent_and_without_trailing_zeros(
    value: Number, text: str
) -> None:
    assert shown(value) == text


def test_a_number_too_large_for_its_decimals_is_written_whole() -> None:
    assert shown(1e15 + 0.5) == "1000000000000000"
    assert shown(1e15 - 0.5) == "999999999999999.5"


def test_an_exact_number_goes_out_whole_where_it_is_whole() -> None:
    whole, half = printed(Fraction(4, 2)), printed(Fraction(1, 2))
    assert (whole, type(whole)) == (2, int)
    assert (half, type(half)) == (0.5, float)
    assert type(printed(3.0)) is int


def test_sums_and_differences_are_those_of_the_printed_decimals() -> None:
    assert total([0.1, 0.2]) == 0.3
    assert total([1, 0.5, 0.5]) == 2
    assert total([]) == 0
    assert difference(0.3, 0.1) == 0.2
    assert difference(3, 5) == difference(5, 3) == 2


@pytest.mark.parametrize(
    ("value", "unit"),
    [(12, 0), (12.0, 0), (0.5, Fraction(1, 10)), (97.25, Fraction(1, 100))],
)
def test_the_step_of_a_number_is_one_unit_of_its_last_decimal(
    value: Number, unit: Fraction | int
) -> None:
    assert step(value) == unit


def test_quotation_marks_inside_quoted_words_become_single() -> None:
    assert quoted("以“其他”计") == "“以‘其他’计”"
