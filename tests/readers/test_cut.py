"""A file that was cut anywhere is refused or read, and never claims half a number for a whole."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers.errors import InputError
from helpers.form import load_form
from helpers.invented import invented_parts, invented_report
from helpers.invented.kinds import KINDS
from helpers.parsing import read_report

NUMBERS = (0, 7, 12, 123, 4567, 38, 91)


@cache
def document(kind: str, form_id: str) -> tuple[bytes, dict[str, int]]:
    """Return an invented report in a layout, and what each of its cells prints."""
    addresses = load_form(form_id).addresses
    values = {a: NUMBERS[(n * n + 3 * n) % len(NUMBERS)] for n, a in enumerate(addresses)}
    return KINDS[kind].write(invented_parts(form_id, dict(values), derive=False)), values


@example("html, rows of span", "2021", 0.8282971693354758, True)  # cut in the last number of a row
@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(["2019", "2021"]),
    st.floats(0, 1, exclude_max=True),
    st.booleans(),
)
def test_a_file_cut_anywhere_is_refused_or_read_without_a_wrong_number(
    tmp_path_factory: pytest.TempPathFactory, kind: str, form_id: str, share: float, partial: bool
) -> None:
    data, values = document(kind, form_id)
    path = tmp_path_factory.mktemp("cut") / f"report{KINDS[kind].suffix}"
    path.write_bytes(data[: int(len(data) * share)])
    try:
        report = read_report(path, partial=partial)
    except InputError as error:
        assert error.hint.en  # noqa: PT017
        return
    wrong = {
        a: (c.raw, values[a])
        for a, c in report.cells.items()
        if report.form == form_id and c.state == "number" and c.value != values[a]
    }
    assert wrong == {}


def cut(folder: Path, text: str, suffix: str = ".txt") -> Path:
    path = folder / f"report{suffix}"
    path.write_text(text, encoding="utf-8")
    return path


LAST = "disputes.litigation_after_reconsideration.total"


def ending_in_table_four(layout: str) -> str:
    whole = invented_report("2021", {LAST: 4567}, layout, derive=False)
    return whole[: whole.rindex("4567") + 2]


@pytest.mark.parametrize(("layout", "suffix"), [("tabs", ".txt"), ("html", ".html")])
def test_the_last_number_of_a_file_that_stops_in_a_full_row_is_unreadable(
    tmp_path: Path, layout: str, suffix: str
) -> None:
    report = read_report(cut(tmp_path, ending_in_table_four(layout), suffix))
    assert report.cell(LAST).state == "unreadable"
    states = [c.state for a, c in report.cells.items() if a.startswith("disputes.")]
    assert states.count("number") == len(states) - 1
    (note,) = [n for n in report.notes if n.code == "ends-open"]
    assert note.text.en.startswith("The file ends in the middle of a row of a table; 1 cells")
    assert next(r.found for r in report.readings if r.table == "disputes") == len(states) - 1


def test_a_line_that_ends_as_lines_do_is_read_to_its_end(tmp_path: Path) -> None:
    report = read_report(cut(tmp_path, ending_in_table_four("tabs") + "\n"))
    assert report.cell(LAST).value == 45
    assert not [n for n in report.notes if n.code == "ends-open"]


def test_cells_on_lines_of_their_own_are_unreadable_where_the_file_stops_among_them(
    tmp_path: Path,
) -> None:
    report = read_report(cut(tmp_path, ending_in_table_four("lines")), partial=True)
    assert {c.state for a, c in report.cells.items() if a.startswith("disputes.")} == {"unreadable"}


def test_a_table_that_stops_in_a_cell_of_a_spaced_bar_row_is_cut_off(tmp_path: Path) -> None:
    data, _ = document("text, spaced bar cells", "2021")
    text = data.decode()
    at = text.index("本年新收")
    with pytest.raises(InputError) as caught:
        read_report(cut(tmp_path, text[: text.index("4567", at) + 3]))
    assert caught.value.code == "cut-off"


def test_a_number_of_the_prose_with_which_a_file_stops_is_not_used(tmp_path: Path) -> None:
    whole = invented_report("2021", prose={"other": ("其他。", "全年共收到政府信息公开申请4567件")})
    open_end = whole[: whole.rindex("4567件") + 2]
    report = read_report(cut(tmp_path, open_end))
    assert 45 not in [claim.value for claim in report.claims]
    assert "right after “45”" in next(n for n in report.notes if n.code == "ends-open").text.en
    closed = read_report(cut(tmp_path, open_end + "件。\n"))
    assert 45 in [claim.value for claim in closed.claims]
