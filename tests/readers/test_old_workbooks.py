"""Old workbooks (.xls): read as a new one is, or refused before they end the process."""

from __future__ import annotations

import contextlib
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biff import formula, label, merged, number, record, shared, stream, texts, xls
from compound import compound
from helpers.errors import InputError
from helpers.invented import invented_parts
from helpers.invented.sheets import xlsx_bytes
from helpers.model import Document, Grid
from helpers.readers import biff, read_document
from helpers.readers.streams import Compound, alone


def read(tmp_path: Path, data: bytes, name: str = "report.xls") -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return read_document(path)


def cells(document: Document) -> list[tuple[int, int, str]]:
    """Return row, column and text of each filled cell or line."""
    found = []
    for item in document.items:
        parts = [c for row in item.rows for c in row] if isinstance(item, Grid) else [item]
        found += [(p.place.row, p.place.cell, p.text) for p in parts if p.text]
    return sorted(found)


def refused(tmp_path: Path, data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read(tmp_path, data)
    return caught.value


def report(piece: int) -> bytes:
    """Return an invented report as an old workbook, its words shared by the cells."""
    rows: list[list[str]] = []
    ranges = []
    for part in invented_parts("2021"):
        top = len(rows)
        lines = (
            [[part]] if isinstance(part, str) else [[b.text if b else "" for b in r] for r in part]
        )
        rows += lines
        for y, line in enumerate(() if isinstance(part, str) else part):
            ranges += [
                (top + y, top + y + box.rowspan - 1, x, x + box.colspan - 1)
                for x, box in enumerate(line)
                if box and (box.colspan > 1 or box.rowspan > 1)
            ]
    words = sorted({text for row in rows for text in row if not text.isdigit()})
    records = b"".join(
        number(r, c, float(text)) if text.isdigit() else shared(r, c, words.index(text))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    )
    return xls({"报告": records + merged(ranges)}, texts(words, piece))


@pytest.mark.parametrize("piece", [8000, 203])
def test_an_old_workbook_is_read_as_the_new_one(tmp_path: Path, piece: int) -> None:
    old = read(tmp_path, report(piece))
    new = read(tmp_path, xlsx_bytes(invented_parts("2021")), "report.xlsx")
    assert old.items == new.items


def test_cells_out_of_order_stand_where_they_say(tmp_path: Path) -> None:
    data = xls({"a": number(4, 1, 4) + number(9, 2, 9) + number(0, 2, 7) + formula(2, 1, 2)})
    assert cells(read(tmp_path, data)) == [(1, 3, "7"), (3, 2, "2"), (5, 2, "4"), (10, 3, "9")]


def test_a_sheet_that_begins_with_blank_rows_has_its_places_and_merged_cells(
    tmp_path: Path,
) -> None:
    rows = label(3, 1, "头") + number(3, 3, 1) + number(4, 2, 2) + number(4, 3, 3)
    document = read(tmp_path, xls({"a": rows + merged([(3, 4, 1, 1)])}))
    assert cells(document) == [(4, 2, "头"), (4, 4, "1"), (5, 3, "2"), (5, 4, "3")]
    (grid,) = document.items
    assert isinstance(grid, Grid)
    assert [(c.text, c.rowspan) for c in grid.rows[0]] == [("头", 2), ("", 1), ("1", 1)]
    assert [c.text for c in grid.rows[1]] == ["2", "3"]


def test_what_the_library_would_break_down_on_is_not_needed(tmp_path: Path) -> None:
    size = record(0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
    sheet = size + number(0, 0, 1) + formula(1, 0, 2, b"\x23") + label(2, 0, "词", kind=0xD6)
    data = xls({"a": sheet}, record(0x0018, b"x") + record(0x0017, b"\xff\xff"))
    assert cells(read(tmp_path, data)) == [(1, 1, "1"), (2, 1, "2"), (3, 1, "词")]


LONG = texts(["长" * 20_000])
TOO_LARGE = {
    "corners": xls({"a": number(0, 0, 1) + number(65535, 255, 2)}),
    "columns": xls({"a": number(0, 0, 1) + number(65535, 65535, 2)}),
    "formulas": xls({"a": formula(9, 0, 1) + formula(65535, 255, 2)}),
    "a row of numbers": xls(
        {"a": number(60000, 0, 1) + record(0xBD, struct.pack("<HH", 0, 200) + bytes(6 * 9 + 2))}
    ),
    "copies": xls({"a": b"".join(shared(r, 0, 0) for r in range(1700))}, LONG),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_a_workbook_that_says_little_and_becomes_much_is_refused(tmp_path: Path, name: str) -> None:
    error = refused(tmp_path, TOO_LARGE[name])
    assert error.code == "too-large"
    assert "copy the report into a file of its own" in error.show("en")
    assert "复制到新文件" in error.show("zh")


DAMAGED = {
    "more texts than are there": xls({"a": number(0, 0, 1)}, texts(["a"], number=0x7FFFFFFF)),
    "fewer texts than none": xls({"a": shared(0, 0, 0)}, record(0xFC, bytes(4) + b"\xff" * 4) * 2),
    "a cell cut off": xls({"a": record(0x0203, b"123")}),
    "a formula cut off": xls({"a": record(0x0006, bytes(21))}),
    "merged cells cut off": xls({"a": number(0, 0, 1) + record(0x00E5, b"\xff\x03123")}),
    "a record longer than the rest": compound({"Workbook": stream({"a": b"\3\2\xff\xff"})}),
    "a sheet behind the end": compound(
        {"Workbook": record(0x85, struct.pack("<IBBBB", 9999, 0, 0, 1, 0) + b"a")}
    ),
    "no book": compound({"Workbook ": b"x"}),
    "a package behind": compound({"Workbook": stream({"a": record(0x99, b"PK\5\6")})}),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_workbook_that_does_not_hang_together_is_damaged(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, DAMAGED[name]).code == "damaged"


def test_a_workbook_of_very_many_records_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(biff, "MAX_RECORDS", 20)
    error = refused(tmp_path, xls({"a": number(0, 0, 1) * 21}))
    assert error.code == "too-large"
    assert "records" in error.show("en")
    assert "记录" in error.show("zh")


def test_sectors_in_a_circle_are_damaged(tmp_path: Path) -> None:
    data = bytearray(xls({"a": number(0, 0, 1) * 400}))
    struct.pack_into("<I", data, 512 + 4 * 3, 2)
    assert refused(tmp_path, bytes(data)).code == "damaged"


def test_a_list_of_tables_in_a_circle_is_damaged(tmp_path: Path) -> None:
    data = bytearray(xls({"a": number(0, 0, 1)}))
    struct.pack_into("<I", data, 68, 3)
    struct.pack_into("<128I", data, 512 * 4, *[0xFFFFFFFF] * 127, 3)
    assert refused(tmp_path, bytes(data)).code == "damaged"


HARD = """
import resource, sys
from pathlib import Path
from helpers.errors import OgiError
from helpers.readers import read_document
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
for name in sys.argv[1:]:
    try:
        read_document(Path(name))
        print("read")
    except OgiError as error:
        print(error.code)
"""


def test_no_old_workbook_takes_gigabytes_or_ends_the_process(tmp_path: Path) -> None:
    size = record(0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFF0, 0, 0xFFF0, 0))
    given = {**TOO_LARGE, **DAMAGED, "size": xls({"a": size + number(0, 0, 1)})}
    paths = []
    for n, data in enumerate(given.values()):
        paths.append(tmp_path / f"{n}.xls")
        paths[-1].write_bytes(data)
    call = [sys.executable, "-c", HARD, *map(str, paths)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    codes = ["too-large"] * len(TOO_LARGE) + ["damaged"] * len(DAMAGED) + ["read"]
    assert done.stdout.split() == codes
    assert done.returncode == 0


@given(st.binary(max_size=20_000))
@settings(max_examples=20, deadline=None)
def test_a_stream_put_alone_into_a_file_is_found_again(content: bytes) -> None:
    found = Compound(alone("Workbook", content)).stream("Workbook")
    assert found is not None
    assert found == content.ljust(4096, b"\0")
    assert Compound(alone("Workbook", content)).stream("Book") is None


GOOD = report(8000)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_an_old_workbook_with_damaged_bytes_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    spoiled = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(spoiled) - 1))
        spoiled[at] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "spoiled.xls"
    path.write_bytes(spoiled)
    with contextlib.suppress(InputError):
        read_document(path)
