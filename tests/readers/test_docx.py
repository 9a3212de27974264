"""Word documents: accepted text, merged cells, boxes, nested tables; all contents invented."""

import random
from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.form import load_form
from helpers.invented import invented_parts
from helpers.invented.packages import packed
from helpers.invented.words import docx_bytes, docx_of, paragraph
from helpers.model import Grid, Line
from helpers.parsing import read_report
from helpers.readers import read_document
from helpers.readers.docx import read


def lines_of(tmp_path: Path, body: str) -> list[str]:
    path = tmp_path / "report.docx"
    path.write_bytes(docx_of(body))
    return [line.text for line in read_document(path).lines]


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("seed", range(3))
def test_every_cell_of_a_word_document_is_read_back(
    tmp_path: Path, form_id: str, seed: int
) -> None:
    chance = random.Random(seed)
    values = {a: chance.choice([0, 1, 7, 12, "", "/"]) for a in load_form(form_id).addresses}
    path = tmp_path / "report.docx"
    path.write_bytes(docx_bytes(invented_parts(form_id, values, derive=False)))
    report = read_report(path)
    assert report.form == form_id
    assert {a: c.raw for a, c in report.cells.items()} == {a: str(v) for a, v in values.items()}
    assert [s.number for s in report.sections] == [1, 2, 3, 4, 5, 6]
    assert report.source.format == "docx"


def test_a_tracked_deletion_is_gone_and_an_insertion_is_there(tmp_path: Path) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    gone = "<w:del><w:r><w:delText>12</w:delText></w:r></w:del>"
    body = f"<w:p>{run.format('公开信息')}{gone}<w:ins>{run.format('15')}</w:ins>{run.format('条')}</w:p>"
    path = tmp_path / "report.docx"
    path.write_bytes(docx_of(body))
    document = read_document(path)
    assert [line.text for line in document.lines] == ["公开信息15条"]
    assert document.remarks == (("tracked-changes", "2"),)


def test_a_report_says_that_its_document_holds_tracked_changes(tmp_path: Path) -> None:
    extra = "<w:p><w:ins><w:r><w:t>补充说明</w:t></w:r></w:ins></w:p>"
    path = tmp_path / "report.docx"
    path.write_bytes(docx_bytes(invented_parts(), extra))
    assert [note.code for note in read_report(path).notes] == ["tracked-changes"]


def test_text_in_a_box_follows_the_paragraph_it_is_anchored_in(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框内文字')}</w:txbxContent></w:pict></w:r>"
    body = f"<w:p><w:r><w:t>前文</w:t></w:r>{box}</w:p>{paragraph('后文')}"
    assert lines_of(tmp_path, body) == ["前文", "框内文字", "后文"]


def test_a_line_break_ends_a_line_and_a_tab_stop_is_no_tab(tmp_path: Path) -> None:
    body = "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>"
    assert lines_of(tmp_path, body) == ["甲", "乙"]


def test_a_table_with_tables_inside_lays_out_the_page(tmp_path: Path) -> None:
    inner = (
        f"<w:tbl><w:tr><w:tc>{paragraph('规章')}</w:tc><w:tc>{paragraph('0')}</w:tc></w:tr></w:tbl>"
    )
    body = f"<w:tbl><w:tr><w:tc>{paragraph('标题')}{inner}{paragraph('尾')}</w:tc></w:tr></w:tbl>"
    path = tmp_path / "report.docx"
    path.write_bytes(docx_of(body))
    items = read_document(path).items
    assert [type(item) for item in items] == [Line, Grid, Line]


def test_a_cell_that_goes_on_over_rows_stands_once(tmp_path: Path) -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    start = cell.format('<w:vMerge w:val="restart"/>', paragraph("甲"))
    goes_on = cell.format("<w:vMerge/>", paragraph(""))
    rows = "".join(
        f"<w:tr>{first}{cell.format('', paragraph(text))}</w:tr>"
        for first, text in ((start, "1"), (goes_on, "2"), (goes_on, "3"))
    )
    path = tmp_path / "report.docx"
    path.write_bytes(docx_of(f"<w:tbl>{rows}</w:tbl>"))
    (grid,) = read_document(path).items
    assert isinstance(grid, Grid)
    assert [[c.text for c in row] for row in grid.rows] == [["甲", "1"], ["2"], ["3"]]
    assert grid.rows[0][0].rowspan == 3
    assert [row[-1].column for row in grid.rows] == [1, 1, 1]


def refusal(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "report.docx"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.hint.en
    return caught.value.code


def test_a_word_document_that_was_cut_off_is_damaged(tmp_path: Path) -> None:
    data = docx_bytes(invented_parts())
    assert refusal(tmp_path, data[: len(data) // 2]) in ("damaged", "format-not-read")


def test_a_package_without_its_main_part_is_damaged(tmp_path: Path) -> None:
    assert refusal(tmp_path, packed({"word/other.xml": "<a/>"})) == "damaged"


def test_declared_entities_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    assert refusal(tmp_path, packed({"word/document.xml": bomb})) == "damaged"


def test_a_package_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, packed({"word/document.xml": " " * (65 * 1024 * 1024)})) == "too-large"


def test_tables_nested_without_end_are_refused(tmp_path: Path) -> None:
    depth = 100
    body = "<w:tbl><w:tr><w:tc>" * depth + paragraph("x") + "</w:tc></w:tr></w:tbl>" * depth
    assert refusal(tmp_path, docx_of(body)) == "damaged"


def test_controls_nested_by_the_thousand_in_a_table_are_no_recursion_error() -> None:
    read(docx_of("<w:tbl>" + "<w:sdt>" * 20_000 + "</w:sdt>" * 20_000 + "</w:tbl>"), "a.docx", "")


def test_a_part_with_too_many_elements_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(InputError) as caught:
        read(docx_of("<w:p/>" * 700_000), "a.docx", "")
    assert caught.value.code == "too-large"
