"""What is remembered stays bounded, and what is asked for stays."""

import pytest

from helpers.parsing.remembered import Remembered


def test_never_more_than_asked_for_is_remembered() -> None:
    remembered = Remembered[int, str](10)
    for n in range(1000):
        remembered[n] = str(n)
        assert remembered.entries <= 10
    assert remembered[999] == "999"


def test_what_is_asked_for_again_is_kept_and_the_rest_forgotten() -> None:
    remembered = Remembered[int, str](10)
    remembered[-1] = "label of the form"
    for n in range(1000):
        remembered[n] = str(n)
        assert remembered[-1] == "label of the form"
    with pytest.raises(KeyError):
        remembered[500]


def test_none_is_an_answer_too() -> None:
    remembered = Remembered[str, None](2)
    remembered["no label"] = None
    remembered["another"] = None
    assert remembered["no label"] is None
