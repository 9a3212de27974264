"""Pages that lead to the report, or show its tables as pictures."""

import re
from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.invented import invented_report
from helpers.parsing import read_report

TITLE = "云岚市青禾镇人民政府2022年政府信息公开工作年度报告"


def refused(tmp_path: Path, body: str) -> InputError:
    path = tmp_path / "page.html"
    path.write_text(f"<html><head><title>{TITLE}</title></head>{body}</html>", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_report(path)
    return caught.value


@pytest.mark.parametrize(
    "body",
    [
        '<body><a href="https://a.example/x.doc">附件</a></body>',
        '<body><iframe src="https://a.example/x.doc"></iframe></body>',
        '<frameset cols="20,80"><frame src="https://a.example/x.doc"></frameset>',
    ],
)
def test_a_page_that_only_leads_to_the_report_says_where_it_is(tmp_path: Path, body: str) -> None:
    error = refused(tmp_path, body)
    assert error.code == "only-linked"
    assert "https://a.example/x.doc" in error.what.en
    assert "https://a.example/x.doc" in error.what.zh


def test_a_page_of_pictures_names_them(tmp_path: Path) -> None:
    error = refused(tmp_path, '<body><img src="/p/1.jpg"><img src="/p/2.jpg"></body>')
    assert (error.code, "1.jpg; 2.jpg" in error.what.en) == ("only-linked", True)


def test_a_page_about_something_else_is_no_report_whatever_it_links(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body><p>通知</p><a href=x.doc>附件</a></body></html>", "utf-8")
    with pytest.raises(InputError) as caught:
        read_report(path)
    assert caught.value.code == "not-a-report"


def test_a_table_given_as_a_picture_is_unreadable_and_the_note_names_the_picture(
    tmp_path: Path,
) -> None:
    path = tmp_path / "page.html"
    whole = invented_report(layout="html")
    path.write_text(
        re.sub("<table>.*?</table>", '<img src="t1.png">', whole, count=1, flags=re.S), "utf-8"
    )
    report = read_report(path)
    assert report.cell("proactive.regulations.issued").state == "unreadable"
    assert report.cell("applications.received.total").state == "number"
    (note,) = [n for n in report.notes if n.code == "table-is-picture"]
    assert "t1.png" in note.text.en
    assert "t1.png" in note.text.zh


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("./年报_files/t%201.png?v=2", "年报_files/t 1.png"),
        ("年报_files\\t1.png", "年报_files/t1.png"),
        ("https://a.example/x/t1.png", "t1.png"),
        ("/x/t1.png", "t1.png"),
        ("../x/t1.png", "t1.png"),
        ("file:///x/t1.png", "t1.png"),
    ],
)
def test_pictures_saved_beside_the_page_are_named_with_their_folder_and_never_opened(
    tmp_path: Path, source: str, shown: str
) -> None:
    path = tmp_path / "page.html"
    (tmp_path / "年报_files").mkdir()
    (tmp_path / "年报_files" / "t1.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    whole = invented_report(layout="html")
    path.write_text(
        re.sub("<table>.*?</table>", f'<img src="{source}">'.replace("\\", "\\\\"), whole, count=1,
               flags=re.S), "utf-8"
    )  # fmt: skip
    (note,) = [n for n in read_report(path).notes if n.code == "table-is-picture"]
    for text in (note.text.en, note.text.zh):
        assert f"({shown})" in text or f"（{shown}）" in text
        assert "ogi-audit[ocr]" in text


def test_where_all_tables_are_pictures_the_year_tells_the_cells_and_none_is_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "page.html"
    whole = invented_report(layout="html")
    path.write_text(re.sub("<table>.*?</table>", '<img src="t.png">', whole, flags=re.S), "utf-8")
    report = read_report(path)
    assert report.form == "2021"
    assert {cell.state for cell in report.cells.values()} == {"unreadable"}


def test_where_the_colspans_were_lost_the_order_decides_and_no_value_moves(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    kinds = (
        "natural_person",
        "commercial_enterprise",
        "research_institution",
        "other_organization",
    )
    values = {f"applications.received.{kind}": n for n, kind in enumerate(kinds, start=1)}
    whole = invented_report("2021", values, "html")
    path.write_text(re.sub(r' colspan="\d+"', "", whole), "utf-8")
    report = read_report(path)
    assert [report.cell(address).value for address in values] == [1, 2, 3, 4]
    assert report.cell("applications.received.total").value == 10
