"""Pages with torn tags are read, and not believed. All reports are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.invented.drawing import draw
from helpers.invented.pages import PAGES, page_text
from helpers.parsing import read_report
from helpers.readers.html.torn import torn_tags

PAGE = "<html><body><table><tr><td>规章</td><td>7</td></tr></table></body></html>"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_that_is_whole_has_no_torn_tags(name: str) -> None:
    assert torn_tags(page_text(draw(1, "2021").parts, PAGES[name])) == 0


@pytest.mark.parametrize(
    "written",
    [
        PAGE.replace("</td><td>7", "</td>&nbsp;<!-- <td -->\n<td>7"),
        PAGE.replace("<td>7</td>", "<td><table><caption>件</caption><tr><td>7</table>件</td>"),
        PAGE.replace("</td>", "").replace("</tr>", ""),  # their ends may be left out
        PAGE.replace("<table>", "<style>td<td</style><table>"),
        PAGE.replace("<td>7", "<td>首页 > 公开"),
        PAGE.removesuffix("d></body></html>"),  # cut off, which is told otherwise
    ],
)
def test_what_pages_that_are_whole_do_is_no_torn_tag(written: str) -> None:
    assert torn_tags(written) == 0


@pytest.mark.parametrize(
    ("whole", "torn"),
    [
        ("<td>7", "<d>7"),
        ("<td>7", ">7"),
        ("<td>7", "<td<td>7"),
        ("<td>7", "<td>td>7"),
        ("7</td>", "7</t/td>"),
        ("7</td>", "7</"),
        ("<table>", ""),
    ],
)
def test_a_torn_tag_in_a_table_is_found(whole: str, torn: str) -> None:
    assert PAGE.count(whole) == 1
    assert torn_tags(PAGE.replace(whole, torn)) > 0


def test_a_head_without_its_tag_lowers_the_confidence_and_is_told(tmp_path: Path) -> None:
    text = page_text(draw(1, "2021").parts)
    head = "<td>商业企业</td>"
    assert text.count(head) == 1
    path = tmp_path / "report.html"
    path.write_text(text.replace(head, "<t>商业企业</td>"), encoding="utf-8")
    report = read_report(path)
    assert {r.confidence for r in report.readings} == {"low"}
    assert "torn-tags" in {note.code for note in report.notes}


BLOCKS = "<body><div><div>规章</div><div>7</div><div>12</div></div><p>a &lt; b</p></body>"


@pytest.mark.parametrize(
    ("whole", "torn"),
    [
        ("7</div>", "7</di"),
        ("7</div>", "7</>"),
        ("7</div>", "7</div 9>"),
        ("7</div>", "7/div>"),
        ("7</div>", "7</div>iv>"),
        ("7</div>", '7<display: table-cell"></div>'),
        ("<div>7", '<div">7'),
    ],
)
def test_a_torn_tag_beside_a_number_is_found_on_a_page_without_tables(
    whole: str, torn: str
) -> None:
    assert BLOCKS.count(whole) == 1
    assert torn_tags(BLOCKS.replace(whole, torn)) > 0


@pytest.mark.parametrize(
    "written",
    [
        BLOCKS,
        BLOCKS.replace("<p>", "</><p>"),
        PAGE.replace("</body>", "<p>12</></p></body>"),  # its numbers stand in a table
        BLOCKS.replace("<p>", "</p class='x'><p>"),
        BLOCKS.replace("<p>", "<p>首页></p><p>12 > 7</p><p>a></p><p>"),
        BLOCKS.replace("<p>", "<p>7<!-- </ -->"),
        BLOCKS.replace("<div>7", '<div class="a" title="it\'s">7'),
        BLOCKS.replace("<p>", '<p title="a"">'),  # not beside a number
        BLOCKS.removesuffix("v><p>a &lt; b</p></body>"),  # cut off, which is told otherwise
    ],
)
def test_what_pages_do_away_from_numbers_is_no_torn_tag(written: str) -> None:
    assert torn_tags(written) == 0


def test_an_end_torn_between_the_cells_of_blocks_lowers_the_confidence(tmp_path: Path) -> None:
    text = page_text(draw(1, "2021").parts, PAGES["rows of div"])
    (row,) = [line for line in text.split("\n") if "2.重复申请" in line]
    path = tmp_path / "report.html"
    path.write_text(text, encoding="utf-8")
    assert "low" not in {r.confidence for r in read_report(path).readings}
    *cells, last = row.split("</div><div>")
    torn = "</div><div>".join(cells) + "</di<div>" + last
    path.write_text(text.replace(row, torn), encoding="utf-8")
    assert {r.confidence for r in read_report(path).readings} == {"low"}
