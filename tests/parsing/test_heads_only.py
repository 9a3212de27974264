"""A table four of which only the heads are printed is there, and blank."""

import pytest

from helpers.audit import audit
from helpers.invented.drafts import drafted
from helpers.invented.texts import lines_document, text_of
from helpers.model import Report
from helpers.parsing import parse_document

_DISPUTES = "disputes."


def _read(layout: str, blank: str, without: str = "") -> Report:
    draft = drafted("heads only", "2021")
    for address in draft.cells:
        if address.startswith(blank):
            draft.cells[address] = ""
    draft.without = [without] if without else []
    return parse_document(lines_document(text_of(draft.parts(), layout)))


@pytest.mark.parametrize("layout", ["tabs", "spaces", "lines", "paragraphs"])
def test_heads_without_any_value_below_them_are_a_table_left_blank(layout: str) -> None:
    report = _read(layout, _DISPUTES)
    states = {c.state for a, c in report.cells.items() if a.startswith(_DISPUTES)}
    assert states == {"blank"}
    reading = report.reading("disputes")
    assert reading is not None
    assert [i.code for i in reading.inferred if i.code == "heads-only"] == ["heads-only"]
    assert "table-filled" in {f.rule for f in audit(report).findings}


@pytest.mark.parametrize("layout", ["tabs", "lines"])
def test_a_table_that_is_not_printed_stays_missing(layout: str) -> None:
    report = _read(layout, "no cell", "table:disputes")
    assert {c.state for a, c in report.cells.items() if a.startswith(_DISPUTES)} == {"missing"}


def test_where_repeated_numbers_got_lost_no_cell_is_said_to_be_blank() -> None:
    report = _read("without_repeats", "no cell")
    assert "blank" not in {c.state for a, c in report.cells.items() if a.startswith(_DISPUTES)}


def test_where_every_number_is_gone_no_cell_of_the_strip_is_said_to_be_blank() -> None:
    report = _read("lines", "")
    assert "blank" not in {c.state for a, c in report.cells.items() if a.startswith(_DISPUTES)}


def test_a_strip_of_which_no_number_can_be_read_is_not_blank() -> None:
    draft = drafted("heads only", "2021")
    printed = text_of(draft.parts(), "tabs").splitlines()
    row = next(n for n, line in enumerate(printed) if line.count("\t") >= 14 and line[0].isdigit())
    printed[row] = "\t".join("\ufffd" + cell for cell in printed[row].split("\t"))
    report = parse_document(lines_document("\n".join(printed)))
    assert "blank" not in {c.state for a, c in report.cells.items() if a.startswith(_DISPUTES)}


def test_a_strip_with_values_on_lines_below_its_heads_is_not_blank() -> None:
    draft = drafted("heads only", "2021")
    printed = text_of(draft.parts(), "tabs").splitlines()
    row = next(n for n, line in enumerate(printed) if line.count("\t") >= 14 and line[0].isdigit())
    printed[row : row + 1] = ["-", "3", "本单位未制作"]  # the other cells left nothing
    report = parse_document(lines_document("\n".join(printed)))
    states = {c.state for a, c in report.cells.items() if a.startswith(_DISPUTES)}
    assert states == {"unreadable"}
