"""Web pages: spans, layout tables, hidden text, and pages made to do harm."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.errors import InputError
from helpers.model import Document, Grid, Line
from helpers.readers.html import read, recognise
from helpers.readers.html.grids import MAX_SPAN


def page(body: str, head: str = "") -> Document:
    data = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()
    return read(data, "page.html", hashlib.sha256(data).hexdigest())


def lines(document: Document) -> list[str]:
    return [item.text for item in document.items if isinstance(item, Line)]


def grids(document: Document) -> list[list[list[tuple[str, int]]]]:
    """Return for each grid, row by row, ``(text, column)`` of the cells."""
    found = [item for item in document.items if isinstance(item, Grid)]
    return [[[(c.text, c.column) for c in row] for row in grid.rows] for grid in found]


def test_paragraphs_and_breaks_end_a_line_and_inline_elements_do_not() -> None:
    document = page("<p>一<b>二</b>三<br>四</p><div>五</div>六")
    assert lines(document) == ["一二三", "四", "五", "六"]


def test_a_cell_below_a_rowspan_is_pushed_to_the_next_free_column() -> None:
    document = page(
        "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr>"
        "<tr><td>丙</td><td>丁</td></tr><tr><td>戊</td></tr></table>"
    )
    assert grids(document) == [[[("甲", 0), ("乙", 1)], [("丙", 1), ("丁", 2)], [("戊", 0)]]]


def test_two_rowspans_of_different_length_keep_their_columns() -> None:
    document = page(
        "<table><tr><td rowspan=3>甲</td><td rowspan=2>乙</td><td>1</td></tr>"
        "<tr><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
    )
    assert [row[-1] for row in grids(document)[0]] == [("1", 2), ("2", 2), ("4", 2)]


def test_a_no_break_space_is_kept_and_a_break_in_a_cell_is_a_line_feed() -> None:
    document = page(
        "<table><tr><td>&nbsp;</td><td><p>商业</p><p>企业</p></td><td>&nbsp;7</td></tr></table>"
    )
    assert [text for text, _ in grids(document)[0][0]] == ["\xa0", "商业\n企业", "\xa07"]


def test_a_footnote_mark_is_no_digit_of_the_number() -> None:
    document = page("<table><tr><td>0<sup>1</sup></td><td>5</td></tr></table>")
    assert [text for text, _ in grids(document)[0][0]] == ["0^1", "5"]


def test_a_table_that_lays_out_the_page_is_read_as_text() -> None:
    inner = "<table><tr><td>1</td><td>2</td></tr></table>"
    document = page(f"<table><tr><td><p>正文</p>{inner}</td></tr></table>")
    assert lines(document) == ["正文"]
    assert grids(document) == [[[("1", 0), ("2", 1)]]]


def test_a_table_with_a_long_paragraph_in_a_cell_is_read_as_text() -> None:
    document = page(f"<table><tr><td>{'字' * 400}</td></tr></table>")
    assert (len(lines(document)), grids(document)) == (1, [])


@pytest.mark.parametrize("how", ['style="display:none"', 'style="visibility: hidden"', "hidden"])
def test_hidden_elements_are_left_out_and_counted(how: str) -> None:
    document = page(f"<p {how}>藏</p><p>见</p>")
    assert lines(document) == ["见"]
    assert ("hidden-text", "1") in document.remarks


def test_scripts_styles_and_comments_are_no_text() -> None:
    document = page(
        "<script>a=1</script><style>p{}</style><!-- 注 --><noscript>无</noscript><p>见</p>"
    )
    assert lines(document) == ["见"]


def test_pictures_are_counted_in_text_and_in_cells() -> None:
    document = page("<img src=a.png><table><tr><td><img src=b.png></td><td>1</td></tr></table>")
    assert ("pictures", "2") in document.remarks


def test_title_and_metadata_are_kept_as_declared() -> None:
    document = page(
        "<p>文</p>", "<title> 某\n报告 </title><meta name=PubDate content='2023-01-12'>"
    )
    assert document.title == "某 报告"
    assert document.metadata == (("PubDate", "2023-01-12"),)


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "utf-8", "GB18030", ""])
@pytest.mark.parametrize("written", ["utf-8", "gb18030"])
def test_the_bytes_and_not_the_declaration_tell_the_encoding(declared: str, written: str) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    text = "主动公开政府信息的有关情况，依法办理公开申请。" * 5
    data = f"<html><head>{meta}</head><body><p>{text}</p></body></html>".encode(written)
    document = read(data, "page.html", "")
    assert lines(document) == [text]
    assert document.source.encoding == written


@pytest.mark.parametrize("tag", ["div", "b", "span", "table><tr><td", "ul><li"])
def test_elements_nested_by_the_thousand_are_read_without_recursion_error(tag: str) -> None:
    document = page(f"<{tag}>" * 1_000 + "底")
    assert any("底" in text for text in lines(document))


def test_elements_nested_deeper_than_any_page_are_refused_before_the_parser_sees_them() -> None:
    with pytest.raises(InputError) as caught:
        page("<div>" * 1_000_000)
    assert caught.value.code == "too-deep"


def test_a_long_page_of_unclosed_paragraphs_is_not_deep() -> None:
    assert len(lines(page("<p>一<br><li>二" * 5_000))) == 10_000


def test_a_span_that_claims_millions_of_cells_is_cut() -> None:
    document = page(
        "<table><tr><td colspan=99999999 rowspan=99999999>甲</td><td>1</td></tr></table>"
    )
    grid = next(item for item in document.items if isinstance(item, Grid))
    assert grid.rows[0][0].colspan == MAX_SPAN
    assert grid.rows[0][1].column == MAX_SPAN


@pytest.mark.parametrize("span", ["0", "-3", "x", "", "１２", "9" * 5000])
def test_a_span_that_is_no_number_is_one(span: str) -> None:
    document = page(f'<table><tr><td colspan="{span}">甲</td><td>1</td></tr></table>')
    assert grids(document)[0][0][1][1] in (1, MAX_SPAN)


def test_a_page_is_known_by_its_markup_and_not_by_its_suffix() -> None:
    assert recognise(b"<!DOCTYPE html><p>x", ".txt")
    assert recognise("<html>".encode("utf-16"), ".txt")
    assert not recognise("一、总体情况".encode(), ".html")


@given(st.text(alphabet="<>/td rp=\"'&;表1一", max_size=300))
def test_any_markup_gives_a_document(body: str) -> None:
    assert isinstance(page(body), Document)


def test_every_place_of_a_page_says_table_row_and_cell_or_paragraph() -> None:
    document = page(Path("tests/fixtures/merged_header.html").read_text("utf-8"))
    for item in document.items:
        if isinstance(item, Line):
            assert set(item.place.as_dict()) == {"paragraph"}
        else:
            cells = [cell for row in item.rows for cell in row]
            assert all(set(c.place.as_dict()) == {"table", "row", "cell"} for c in cells)


FRAME = '<li><a href="/{n}">链接{n}</a> 2023-01-0{n}</li>'


@pytest.mark.parametrize(
    "around",
    [
        "<ul>" + "".join(FRAME.format(n=n) for n in (1, 2, 3)) + "</ul>",
        '<div class="page-footer">某网站</div>',
        "<nav>首页</nav>",
        '<div id="share">分享</div>',
    ],
)
def test_what_belongs_to_the_page_and_not_to_the_text_is_left_out(around: str) -> None:
    assert lines(page(f"{around}<p>见</p>{around}")) == ["见"]


def test_a_list_without_links_and_a_named_element_with_a_table_are_read() -> None:
    document = page(
        "<ul><li>一</li><li>二</li></ul>"
        '<div class="related"><table><tr><td>甲</td><td>1</td></tr></table></div>'
    )
    assert lines(document) == ["一", "二"]
    assert len(grids(document)) == 1


@pytest.mark.parametrize(
    "cells",
    [
        "<td>甲</td><td><span hidden>9</span>1</td>",
        '<td>甲</td><td style="display: none">9</td><td>1</td>',
        '<td>甲</td><td>1</td></tr><tr style="display:none"><td>甲</td><td>9</td>',
    ],
)
def test_hidden_words_cells_and_rows_of_a_table_are_left_out_and_counted(cells: str) -> None:
    document = page(f"<table><tr>{cells}</tr></table>")
    assert grids(document) == [[[("甲", 0), ("1", 1)]]]
    assert ("hidden-text", "1") in document.remarks


def test_in_text_set_as_written_every_line_is_one_blank_ones_included() -> None:
    document = page("<pre>\t甲\n\n\t1  2\n</pre><p>乙\n丙</p>")
    assert lines(document) == ["\t甲", "", "\t1  2", "乙 丙"]


def test_files_and_frames_are_named_with_their_addresses_made_absolute() -> None:
    document = page(
        '<a href="b/x.doc">报告</a><a href="/page.html">页</a><iframe src="y.pdf"></iframe>'
        '<a href="javascript:void(0)">z.doc</a>',
        '<base href="https://a.example/dir/">',
    )
    assert [(x.kind, x.words, x.address) for x in document.links] == [
        ("file", "报告", "https://a.example/dir/b/x.doc"),
        ("frame", "", "https://a.example/dir/y.pdf"),
    ]


def test_a_picture_is_kept_with_its_name_and_the_place_before_it_and_a_mark_is_not() -> None:
    document = page("<p>一</p><img src='/a/b.png'><img src=c.gif width=16><p>二</p>")
    assert [(p.name, p.after.paragraph) for p in document.pictures] == [("b.png", 1)]


@pytest.mark.parametrize(
    "body",
    [
        "<p>x" * 200_001,
        "<p " + " ".join(f"a{n}=1" for n in range(6_000)) + ">x",
        "x" * 8_000_001,
    ],
)
def test_a_page_with_too_much_markup_is_refused_before_the_parser_sees_it(body: str) -> None:
    with pytest.raises(InputError) as caught:
        page(body)
    assert caught.value.code == "too-long"


def test_a_picture_written_into_the_page_does_not_count() -> None:
    document = page(f'<p>一</p><img src="data:image/png;base64,{"A/b+" * 2_500_000}">')
    assert len(document.pictures) == 1


SHEET = """<style>/* .shown{display:none} */ @media print{.shown{display:none}} a:hover{display:none}
.gone, #second{display:none} .tab{display:none}.tab.on{display:block} .pale{visibility:hidden}
</style>"""


@pytest.mark.parametrize(
    ("element", "seen"),
    [
        ('<p class="gone">字</p>', False),
        ('<p id="second">字</p>', False),
        ('<div class="tab">字</div>', False),
        ('<p class="pale">字</p>', False),
        ('<table><tr class="gone"><td>字</td></tr><tr><td>0</td></tr></table>', False),
        ('<div class="tab on">字</div>', True),
        ('<p class="shown">字</p>', True),
        ('<p class="gone" style="display:block">字</p>', True),
        ("<p><a>字</a></p>", True),
    ],
)
def test_what_a_style_sheet_of_the_page_hides_is_not_read(element: str, seen: bool) -> None:
    page = f"<html><head>{SHEET}</head><body>{element}</body></html>"
    document = read(page.encode(), "page.html", "")
    assert ("字" in str(document.items)) is seen
    assert ("hidden-text" in dict(document.remarks)) is not seen


def test_a_number_deep_inside_a_cell_is_read_and_no_blank() -> None:
    deep = "<b>" * 200 + "45" + "</b>" * 200
    document = page(f"<table><tr><td>规章</td><td>{deep}</td></tr></table>")
    assert grids(document) == [[[("规章", 0), ("45", 1)]]]
