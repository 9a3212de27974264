"""Prose inside tables comes out as lines; what belongs to a table stays; all contents invented."""

from helpers.model import Document, Grid, GridCell, Line, Place, Source
from helpers.parsing.loosen import loosened

PLACE = Place(table=1)


def grid(*rows: tuple[str, ...]) -> Grid:
    return Grid(
        tuple(tuple(GridCell(t, PLACE, x) for x, t in enumerate(row)) for row in rows), PLACE
    )


def pieces(*rows: tuple[str, ...]) -> list[str]:
    document = Document(Source("a", "0", "csv", None), (grid(*rows),))
    known = {"规章", "一、本年新收政府信息公开申请数量"}
    return [
        item.text if isinstance(item, Line) else f"{len(item.rows)} rows"
        for item in loosened(document, known.__contains__).items
    ]


def test_a_heading_in_a_row_of_its_own_is_a_line() -> None:
    assert pieces(("规章", "0"), ("三、收到和处理政府信息公开申请情况", ""), ("a", "b")) == [
        "1 rows",
        "三、收到和处理政府信息公开申请情况",
        "1 rows",
    ]


def test_a_label_whose_values_are_blank_stays_in_its_table() -> None:
    assert pieces(("规章", "0"), ("一、本年新收政府信息公开申请数量", "")) == ["2 rows"]


def test_an_unknown_short_word_stays_in_its_table() -> None:
    assert pieces(("规章", "0"), ("备注", "")) == ["2 rows"]


def test_a_sentence_is_a_line_and_its_breaks_end_lines() -> None:
    text = "全年公开信息三十条，其中网站二十条、公告栏十条，内容准确及时。\n群众评价良好。"
    assert pieces((text, ""))[1] == "群众评价良好。"
