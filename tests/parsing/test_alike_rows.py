"""Rows that are alike are placed by one plan; nothing may depend on which report came first."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.invented.drawing import draw
from helpers.invented.kinds import KINDS
from helpers.model import Document, Line, Place, Source
from helpers.numerals import read_cell
from helpers.parsing import read_report, read_tables
from helpers.parsing.agency import names_in_metadata
from helpers.parsing.labels import label_indexes
from helpers.parsing.plans import books
from helpers.parsing.rowfacts import NUMBER, RowFacts, alike, skeleton
from helpers.parsing.slots import Slot, TableRow

FEW = ("text, tab rows", "text, pipes", "text, paragraphs", "text, lines", "html, site", "csv")


def forget() -> None:
    books.cache_clear()


@pytest.mark.parametrize("kind", FEW)
@pytest.mark.parametrize("seed", range(4))
def test_a_report_reads_the_same_first_and_after_many_others(
    tmp_path: Path, kind: str, seed: int
) -> None:
    path = tmp_path / f"report{KINDS[kind].suffix}"

    def written(number: int) -> None:
        drawn = draw(number, ("2019", "2021")[number % 2], noise=True, words=KINDS[kind].words)
        path.write_bytes(KINDS[kind].write(drawn.parts))

    forget()
    for other in range(4):
        written(100 + other)
        read_tables(path)
    written(seed)
    after_others = repr(read_report(path))
    forget()
    assert repr(read_report(path)) == after_others


@pytest.mark.parametrize("kind", FEW)
def test_the_tables_alone_have_the_cells_of_the_whole_report(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"report{KINDS[kind].suffix}"
    for seed in range(6):
        drawn = draw(seed, ("2019", "2021")[seed % 2], noise=True, words=KINDS[kind].words)
        path.write_bytes(KINDS[kind].write(drawn.parts))
        tables, report = read_tables(path), read_report(path)
        assert tables.placed.cells == report.cells
        assert tables.placed.readings == report.readings
        assert (tables.form_id, tables.told.year) == (report.form, report.year)
        assert tables.source == report.source


@given(st.text(alphabet="0123456789٣３,.-/ 件a", max_size=20))
def test_only_plain_numbers_share_a_skeleton(text: str) -> None:
    if skeleton(text) == text:
        return
    read = read_cell(text)
    assert skeleton(text) == NUMBER
    assert (read.state, read.value, read.unit) == ("number", int(text), None)


VALUES = (
    "0",
    "12",
    "012",
    "000",
    "12件",
    "２０",
    "+19",
    "减3",
    "-11",
    "43.788万元",
    "1,234",
    "/",
    "—",
)
VALUES += ("无", "*", "", " ", "\u3000", "1 2", "①", "3次", "2021年", "5项", "1、", "第3条", "N/A")
WORDS = (
    "规章",
    "其他",
    "总计",
    "行政强制",
    "（七）总计",
    "3.其他",
    "结果维持",
    "信息内容",
    "本年增/减",
)
WORDS += (
    "第二十条第（一）项",
    "商业企业",
    "四、结转下年度继续办理",
    "收费金额",
    "件",
    "受理申请数",
)


def facts(form: str, how: str, texts: list[str]) -> list[object]:
    """Return all that is asked of a row before its values are placed."""
    index = label_indexes()[form]
    grid = how == "grid"
    slots = [Slot(t, Place(line=1), n if grid else None) for n, t in enumerate(texts)]
    strip = next(t for t in index.form.tables if t.layout == "strip").blocks[0]
    told = RowFacts(index, strip, TableRow(tuple(slots), how, 0, 0, int(grid)))  # type: ignore[arg-type]
    labels = [
        (c.at, c.address, c.columned, c.in_strip, c.numbered, c.like) for c in told.candidates
    ]
    strips = [told.strip_tail, told.strip_heads, bool(texts) and told.is_strip, told.is_led_strip]
    heads = [told.article_heads, told.foreign, told.names_columns, told.said, told.under]
    return [labels, strips, heads, told.blank, told.labels, told.strange]


@settings(max_examples=300)
@given(
    st.sampled_from(["2019", "2021"]),
    st.sampled_from(["grid", "rows", "tokens"]),
    st.lists(st.sampled_from(VALUES + WORDS), min_size=1, max_size=18),
)
def test_a_row_says_the_same_whatever_values_stand_in_it(
    form: str, how: str, texts: list[str]
) -> None:
    assert facts(form, how, texts) == facts(form, how, [alike(text) for text in texts])


@given(st.text(alphabet="0123456789,.+-/万元件无减 ", max_size=20))
def test_what_is_alike_is_in_one_state_of_value_or_blank(text: str) -> None:
    states = {"number", "slash"}
    state, stands = read_cell(text).state, read_cell(alike(text)).state
    assert state == stands or (state in states and stands in states)


@given(st.integers(0, 10**15 - 1))
def test_no_plain_number_is_a_word_of_the_form(number: int) -> None:
    for index in label_indexes().values():
        assert not index.knows(str(number))
        assert not index.is_head(str(number))


@settings(max_examples=300)
@given(st.data())
def test_the_quick_answer_never_denies_a_word_of_the_tables(data: st.DataObject) -> None:
    index = label_indexes()[data.draw(st.sampled_from(["2019", "2021", "legacy"]))]
    words = [
        text
        for table in index.form.tables
        for block in table.blocks
        for named in (*block.rows, *block.columns)
        for text in (named.label.zh, *named.aliases)
    ]
    word = data.draw(st.sampled_from(words))
    at = data.draw(st.integers(0, len(word)))
    put = data.draw(st.sampled_from(["", " ", "\n", "（指虚构）", "其", "1、", "其中：", "。"]))
    drop = data.draw(st.integers(0, 1))
    text = word[:at] + put + word[at + drop :]
    assert index.may_know(text) or not index.knows(text)


@pytest.mark.parametrize("seed", [151, 158, 400, 813, 887])
def test_a_page_without_rules_leaves_unread_what_stands_beside_broken_labels(
    tmp_path: Path, seed: int
) -> None:
    """Numbers broken over two lines, and rests of labels beside other labels, were read wrong."""
    kind = KINDS["pdf, unruled"]
    drawn = draw(seed, ("2019", "2021")[seed % 2], noise=True, words=kind.words)
    path = tmp_path / "report.pdf"
    path.write_bytes(kind.write(drawn.parts))
    report = read_report(path)
    for address, shown in drawn.truth.cells.items():
        cell = report.cell(address)
        if cell.state not in ("unreadable", "missing"):
            assert (cell.state, cell.value, cell.unit) == (shown.state, shown.value, shown.unit)


@pytest.mark.parametrize("after", ["浏览次数：0", "字体大小", "发布时间：2022-01-01", " 浏览", ""])
def test_a_source_is_told_from_the_entry_that_runs_into_it(after: str) -> None:
    line = Line(f"发布日期：2022-01-22来源：虚构市云镇人民政府{after}", Place(page=1, paragraph=1))
    document = Document(Source("x.pdf", "0" * 64, "pdf", None), (line,))
    assert names_in_metadata(document, [line]) == [("虚构市云镇人民政府", line.place)]


def test_a_word_after_a_number_and_of_these_is_not_denied() -> None:
    text = "1其中：.当面申请数"
    index = label_indexes()["legacy"]
    assert index.may_know(text) or not index.knows(text)
