"""Files that say little and become much; all contents invented."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.invented import invented_parts
from helpers.invented.sheets import xlsx_bytes
from helpers.readers import package, read_document, sheets

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
EMPTY_REST = (
    '<table:table-row table:number-rows-repeated="1048570">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def cell(text: str, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def ods(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {NAMES}><office:body>'
            f'<office:spreadsheet><table:table table:name="a">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_document(path)
    error = caught.value
    assert error.code == "too-large"
    assert "copy the report into a file of its own" in error.hint.en
    assert "复制到新文件" in error.hint.zh
    return error.what.en


def times(number: int) -> str:
    return f'table:number-rows-repeated="{number}"'


REPEATED = {
    "a cell": row(cell("5", 'table:number-columns-repeated="99999999"')),
    "a row": row(cell("5"), more='table:number-rows-repeated="99999999"'),
    "blanks before": row('<table:table-cell table:number-columns-repeated="99999999"/>', cell("5")),
    "rows of cells": row(
        cell("5", 'table:number-columns-repeated="4000"'), more='table:number-rows-repeated="4000"'
    ),
    "rows above": row(
        '<table:table-cell table:number-columns-repeated="16384"/>',
        more='table:number-rows-repeated="99999999"',
    )
    + row(cell("5")),
}


@pytest.mark.parametrize("what", REPEATED)
def test_a_sheet_that_repeats_without_end_is_refused(tmp_path: Path, what: str) -> None:
    assert "cells" in refused(ods(tmp_path / "a.ods", REPEATED[what]))


def test_the_empty_rest_of_a_sheet_that_a_program_writes_is_no_reason_to_refuse(
    tmp_path: Path,
) -> None:
    rest = '<table:table-cell table:number-columns-repeated="16380"/>'
    path = ods(tmp_path / "a.ods", row(cell("规章"), cell("5"), cell("7"), rest) + EMPTY_REST)
    (grid,) = read_document(path).items
    assert [c.text for c in grid.rows[0]] == ["规章", "5", "7"]  # type: ignore[union-attr]


def test_a_file_of_nothing_but_commas_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"," * (sheets.MAX_CSV + 1))
    assert "characters" in refused(path)


@pytest.mark.parametrize(
    "text",
    ["," * sheets.MAX_COLUMNS + "5\n", "\n" * sheets.MAX_ROWS + "a,5\n"],
    ids=["to the right", "below"],
)
def test_nothing_filled_beyond_what_is_read_of_a_sheet_is_left_out_in_silence(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    assert "rows or 400 columns" in refused(path)


def test_blank_cells_beyond_what_is_read_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("规章,5" + "," * 900 + "\n" * (sheets.MAX_ROWS + 9), encoding="utf-8")
    assert read_document(path).items


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_package_packed_in_a_way_that_unpacks_at_once_is_not_unpacked(
    tmp_path: Path, method: int
) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("word/document.xml", b"<w/>")
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.code == "damaged"


def test_a_package_of_many_parts_or_tags_or_bytes_says_which_limit_it_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w>" + "<p/>" * 20 + "</w>")
        for number in range(20):
            archive.writestr(f"part{number}", b"")
    for name, most in (("PARTS", "20 parts"), ("TAGS", "20 tags"), ("PART_BYTES", "20 bytes")):
        with monkeypatch.context() as patch:
            patch.setattr(package, f"MAX_{name}", 20)
            assert most in refused(path)


def test_a_workbook_that_unpacks_to_much_says_how_much_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx_bytes(invented_parts()))
    monkeypatch.setattr("helpers.readers.extent.MAX_XML", 1000)
    assert "more than 1,000 bytes" in refused(path)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.ofd"])
def test_a_package_of_a_version_that_does_not_exist_is_damaged(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    part = {"a.docx": "word/document.xml", "a.xlsx": "xl/workbook.xml", "a.ofd": "OFD.xml"}[name]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "<a/>")
        archive.writestr("[Content_Types].xml", "<a/>")
    data = path.read_bytes()
    begin = data.index(b"PK\x01\x02") + 6
    path.write_bytes(data[:begin] + b"\xf7\x00" + data[begin + 2 :])
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.code == "damaged"


def changed_sheet(path: Path, change: Callable[[bytes], bytes], suffix: str = ".xml") -> Path:
    """Write an invented workbook whose sheet is changed, and whose part ends in `suffix`."""
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_bytes(invented_parts("2021")))) as given,
        zipfile.ZipFile(path, "w") as made,
    ):
        for name in given.namelist():
            content = given.read(name)
            if b"<sheetData" in content:
                content, name = change(content), name.removesuffix(".xml") + suffix
            elif name.endswith((".rels", "[Content_Types].xml")):
                content = content.replace(b"/sheet1.xml", f"/sheet1{suffix}".encode())
            made.writestr(name, content)
    return path


def first_row_last(content: bytes) -> bytes:
    head, first, rest = content.split(b"<row ", 2)
    rest, end = rest.split(b"</sheetData>")
    return head + b"<row " + rest + b"<row " + first + b"</sheetData>" + end


@pytest.mark.parametrize("suffix", [".xml", ".part"])
def test_a_sheet_whose_rows_are_out_of_order_is_damaged(tmp_path: Path, suffix: str) -> None:
    path = changed_sheet(tmp_path / "report.xlsx", first_row_last, suffix)
    with pytest.raises(InputError) as error:
        read_document(path)
    assert error.value.code == "damaged"


def test_a_sheet_is_read_whatever_its_part_is_called(tmp_path: Path) -> None:
    as_it_is = changed_sheet(tmp_path / "a.xlsx", bytes)
    renamed = changed_sheet(tmp_path / "b.xlsx", bytes, ".part")
    assert read_document(renamed).items == read_document(as_it_is).items


@pytest.mark.parametrize("row", ["1048577000", "99999999999"])
def test_a_cell_in_a_row_that_no_sheet_has_is_refused(tmp_path: Path, row: str) -> None:
    last = f'<row r="{row}"><c r="A{row}"><v>1</v></c></row></sheetData>'.encode()
    path = changed_sheet(tmp_path / "report.xlsx", lambda c: c.replace(b"</sheetData>", last))
    with pytest.raises(InputError) as error:
        read_document(path)
    assert error.value.code in {"too-large", "damaged"}


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(path: Path, sheet: str, **more: str) -> Path:
    """Write a workbook with one sheet as given, and more parts of `xl/`."""
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_bytes(["a"]))) as given,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            content = given.read(name).decode()
            if "worksheets/" in name:
                content = f'<worksheet xmlns="{SHEET}">{sheet}</worksheet>'
            made.writestr(name, content)
        for name, content in more.items():
            made.writestr(f"xl/{name}.xml", content)
    return path


def named_texts(number: int, index: str) -> str:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{index}</v></c></row>' for n in range(1, number + 1)
    )
    return f"<sheetData>{rows}</sheetData>"


@pytest.mark.parametrize("index", ["1", "&#49;", "<!-- -->1", "<![CDATA[1]]>"])
def test_a_long_text_that_very_many_cells_share_is_refused(tmp_path: Path, index: str) -> None:
    shared = f'<sst xmlns="{SHEET}"><si><t>a</t></si><si><t>{"b" * 32_000}</t></si></sst>'
    path = book(tmp_path / "a.xlsx", named_texts(1100, index), sharedStrings=shared)
    assert "text that is stored once" in refused(path)


def test_texts_that_many_cells_share_are_no_reason_to_refuse(tmp_path: Path) -> None:
    shared = f'<sst xmlns="{SHEET}"><si><t>a</t></si><si><t>{"b" * 32_000}</t></si></sst>'
    path = book(tmp_path / "a.xlsx", named_texts(1100, "0"), sharedStrings=shared)
    assert len(read_document(path).items) == 1100


@pytest.mark.parametrize(
    "given",
    [
        row(cell("a" * 400, 'table:number-columns-repeated="100"'), more=times(1000)),
        row(
            f'<table:table-cell office:value-type="string" office:string-value="{"a" * 400}"/>',
            more=times(100_000),
        ),
        row(cell(f"<!--<table:table-cell>-->{'a' * 400}"), more=times(100_000)),
    ],
    ids=["text", "value", "remark"],
)
def test_a_long_text_in_a_cell_that_is_repeated_is_refused(tmp_path: Path, given: str) -> None:
    assert "text that is stored once" in refused(ods(tmp_path / "a.ods", given))


def test_merged_ranges_over_each_other_are_damaged(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>2</v></c></row>' for n in range(1, 30)
    )
    ranges = "".join(f'<mergeCell ref="A{n}:B{m}"/>' for n in range(1, 30) for m in (29,))
    path = book(
        tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData><mergeCells>{ranges}</mergeCells>"
    )
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.code == "damaged"


def test_a_binary_workbook_under_another_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("xl/workbook.bin", b"x")
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.code == "format-not-read"
    assert ".xlsb" in caught.value.show("en")
    assert ".xlsb" in caught.value.show("zh")
