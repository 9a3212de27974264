"""Outputs are compared between machines, so no path of one may enter them."""

import sys
import tempfile
from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.faults import fault
from helpers.paths import portable

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"File {ROOT}/src/helpers/load.py:46", "File src/helpers/load.py:46"),
        (f"{tempfile.gettempdir()}/x", f"{Path(tempfile.gettempdir()).name}/x"),
        ("nothing to hide: 3/4", "nothing to hide: 3/4"),
        ("", ""),
    ],
)
def test_a_path_of_the_machine_is_shown_from_a_root_that_every_machine_has(
    text: str, shown: str
) -> None:
    assert portable(text) == shown


def test_the_interpreter_of_this_machine_is_not_named() -> None:
    for folder in {sys.prefix, sys.base_prefix, str(Path.home())}:
        assert f"{folder}/lib" not in portable(f"File {folder}/lib/x.py and {folder}/lib")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ZeroDivisionError("by zero"), "(ZeroDivisionError: by zero)"),
        (KeyError(), "(KeyError)"),
        (OSError(22, "Invalid argument", f"{ROOT}/x"), "(OSError: Invalid argument)"),
    ],
    ids=["words", "none", "system"],
)
def test_a_fault_of_ours_says_so_and_asks_for_the_report(error: Exception, words: str) -> None:
    told = fault(error, "a.txt")
    assert isinstance(told, InputError)
    assert told.show("en").startswith(f"a.txt: ogi-audit itself broke down on this report {words}.")
    assert "反馈给项目" in told.show("zh")
    assert str(ROOT) not in told.show("en")
