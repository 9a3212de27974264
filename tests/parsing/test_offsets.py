"""Where the values of an unclear row begin is learned from the rows that leave no choice."""

from helpers.form import load_form
from helpers.model import Place
from helpers.parsing.offsets import Offsets
from helpers.parsing.slots import Slot

BLOCK = load_form("2021").table("applications").blocks[0]
WIDTH = 10
UNCLEAR = ["", "", "", "4", "", "", "", "9", ""]
"""Nine cells after a label for seven columns: they may begin at the second or the third."""


def slots(texts: list[str]) -> list[Slot]:
    return [Slot(text, Place(line=1, column=n + 1)) for n, text in enumerate(texts)]


def learned(*rows: list[str], width: int = WIDTH) -> Offsets:
    offsets = Offsets()
    for row in rows:
        offsets.learn(BLOCK, width, slots(row))
    return offsets


FULL = ["1", "0", "0", "2", "0", "0", "3"]


def test_rows_with_all_their_values_tell_where_those_of_a_row_of_their_length_begin() -> None:
    assert learned(FULL, FULL, FULL).choose(BLOCK, WIDTH, slots(UNCLEAR)) == 2


def test_two_rows_tell_nothing() -> None:
    assert learned(FULL, FULL).choose(BLOCK, WIDTH, slots(UNCLEAR)) is None


def test_rows_of_another_length_tell_nothing() -> None:
    assert learned(FULL, FULL, FULL, width=8).choose(BLOCK, WIDTH, slots(UNCLEAR)) is None


def test_rows_that_begin_at_different_cells_tell_nothing() -> None:
    offsets = learned(FULL, FULL, FULL, [*FULL, ""])
    assert offsets.choose(BLOCK, WIDTH, slots(UNCLEAR)) is None


def test_a_place_at_which_the_row_cannot_begin_is_not_chosen() -> None:
    assert learned(FULL, FULL, FULL).choose(BLOCK, WIDTH, slots(["5", *UNCLEAR[1:]])) is None
