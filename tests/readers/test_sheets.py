"""Workbooks and CSV files; all contents invented."""

import io
import random
import zipfile
from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.form import load_form
from helpers.invented import Box, invented_parts
from helpers.invented.packages import packed
from helpers.invented.sheets import csv_text, xlsx_bytes
from helpers.parsing import read_report
from helpers.readers import read_document


def filled(form_id: str, seed: int) -> dict[str, int | float | str]:
    chance = random.Random(seed)
    return {a: chance.choice([0, 1, 7, 12, "", "/"]) for a in load_form(form_id).addresses}


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("kind", ["xlsx", "csv", "semicolons"])
def test_every_cell_of_a_sheet_is_read_back(tmp_path: Path, form_id: str, kind: str) -> None:
    values = filled(form_id, 1)
    parts = invented_parts(form_id, values, derive=False)
    path = tmp_path / f"report.{'xlsx' if kind == 'xlsx' else 'csv'}"
    text = csv_text(parts, ";" if kind == "semicolons" else ",")
    path.write_bytes(xlsx_bytes(parts) if kind == "xlsx" else text.encode("gb18030"))
    report = read_report(path)
    assert report.form == form_id
    assert {a: c.raw for a, c in report.cells.items()} == {a: str(v) for a, v in values.items()}
    assert [s.number for s in report.sections] == [1, 2, 3, 4, 5, 6]
    assert report.agency == "云岚市青禾镇人民政府"
    assert report.published is not None


def test_a_place_names_the_row_and_column_of_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(xlsx_bytes(invented_parts()))
    place = read_report(path).cell("applications.received.total").place
    assert place is not None
    assert place.show("en").startswith("table 1, row ")


def test_a_hidden_sheet_is_left_out_and_mentioned(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(xlsx_bytes(invented_parts(), hidden="旧稿999条"))
    document = read_document(path)
    assert ("hidden-sheets", "1") in document.remarks
    assert not any("旧稿" in line.text for line in document.lines)
    assert [note.code for note in read_report(path).notes] == ["hidden-sheets"]


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_workbook_that_was_cut_off_is_damaged(tmp_path: Path, cut: float) -> None:
    data = xlsx_bytes(invented_parts())
    path = tmp_path / "report.xlsx"
    path.write_bytes(data[: int(len(data) * cut)])
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.code == "damaged"


def test_a_package_that_is_neither_word_nor_excel_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "report.bin"
    path.write_bytes(packed({"other.xml": "<other/>"}))
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.code == "format-not-read"


def test_two_cells_in_opposite_corners_of_a_sheet_are_refused_and_end_no_process(
    tmp_path: Path,
) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes([[[Box("1"), Box("2")]]]))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    (sheet,) = [name for name in parts if "worksheets/" in name]
    far = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace("</sheetData>", far)
    path = tmp_path / "far.xlsx"
    path.write_bytes(packed(parts))
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.code == "too-large"
