"""Invented reports are the same for the same seed, marked, and print what they say they print."""

import pytest

from helpers.form import load_form
from helpers.invented import MARK, invented_parts, invented_report
from helpers.invented.boxes import boxes, cut
from helpers.invented.drawing import draw
from helpers.invented.kinds import KINDS
from helpers.invented.parts import MARK_EN


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_bytes(kind: str) -> None:
    write = KINDS[kind].write
    assert write(draw(7, noise=True).parts) == write(draw(7, noise=True).parts)


@pytest.mark.parametrize("noise", [False, True])
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_truth_is_what_the_tables_print(form_id: str, noise: bool) -> None:
    drawn = draw(3, form_id, noise=noise)
    printed = {
        box.at: box.text
        for part in drawn.parts
        if not isinstance(part, str)
        for box in boxes(part)
        if box.at
    }
    assert printed == {a: shown.text for a, shown in drawn.truth.cells.items()}
    assert tuple(printed) == load_form(form_id).addresses


def test_every_invented_report_says_that_it_is_invented() -> None:
    assert MARK in invented_report()
    assert MARK in draw(1, noise=True).parts
    assert MARK_EN in invented_report(layout="html")


def test_a_table_that_is_cut_keeps_its_boxes() -> None:
    table = max((p for p in invented_parts() if not isinstance(p, str)), key=len)
    pieces = cut(table, [8, 20])
    assert [len(p) for p in pieces] == [8, 12, len(table) - 20]
    assert [b.text for b in boxes(table)] == [b.text for p in pieces for b in boxes(p) if b.text]
