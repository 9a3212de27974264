"""Tables of a PDF without strokes: cells are told by where their words stand (invented)."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.test_pdf import drawn, lines, read

COLUMNS = (220, 300, 380, 460)
HEADS = ("甲数", "乙数", "丙数", "丁数")
LABELS = (["一、新收的虚构", "申请的数量"], ["二、结转的", "虚构申请", "数量"], ["三、其他"])


def prose(c, y=790):
    """Print a full line: without any prose nobody knows how wide the page is."""
    c.drawString(70, y, "虚构的正文一行共有一些字数" * 3 + "。")


def page(c, rows, align="bottom", heads=True, top=700):
    """Print rows of (lines of the label, values or None); 12 points a line, 8 between rows."""
    if heads:
        prose(c)
    y = top
    if heads:
        c.drawString(80, y, "项目")
        for x, head in zip(COLUMNS, HEADS, strict=True):
            c.drawString(x, y, head)
        y -= 24
    for label, values in rows:
        low = y - 12 * (len(label) - 1)
        for n, words in enumerate(label):
            c.drawString(80, y - 12 * n, words)
        base = {"top": y, "middle": (y + low) / 2, "bottom": low}[align]
        for x, text in zip(COLUMNS, values, strict=True):
            if text:
                c.drawString(x, base, text)
        y = low - 20


def shown(*rows, **options):
    return lines(read(drawn(lambda c: page(c, rows, **options))))


@pytest.mark.parametrize("align", ["top", "middle", "bottom"])
def test_a_label_on_several_lines_is_one_cell_of_its_row(align):
    values = (["1", "2", "3", "4"], ["5", "6", "7", "8"], ["9", "10", "11", "12"])
    found = shown(*zip(LABELS, values, strict=True), align=align)
    for label, row in zip(LABELS, values, strict=True):
        assert "\t".join(["".join(label), *row]) in found


def test_a_blank_cell_is_kept_where_its_column_stands():
    found = shown(
        (["一、新收"], ["", "2", "3", ""]),
        (["二、结转"], ["5", "", "", "8"]),
        (["三、其他"], ["", "", "11", ""]),
    )
    assert found[-3:] == ["一、新收\t\t2\t3\t", "二、结转\t5\t\t\t8", "三、其他\t\t\t11\t"]


def test_heads_on_several_lines_are_joined_to_their_column():
    def heads(c):
        for x, (above, below) in zip(COLUMNS, [("甲的", "数量"), ("乙的", "数量")], strict=False):
            c.drawString(x, 712, above)
            c.drawString(x, 700, below)
        c.drawString(80, 700, "项目")
        for y, label, values in (
            (676, "一、新收", "12"),
            (656, "二、结转", "3"),
            (636, "三、", "45"),
        ):
            c.drawString(80, y, label)
            for x, value in zip(COLUMNS, values, strict=False):
                c.drawString(x, y, value)

    found = lines(read(drawn(heads)))
    assert "项目\t甲的数量\t乙的数量" in found
    assert "二、结转\t3\t" in found


def test_the_label_of_several_rows_does_not_get_into_the_labels_of_the_rows():
    def rows(c):
        prose(c)
        for n in range(3):
            c.drawString(130, 700 - 36 * n, f"{n + 1}.虚构的")
            c.drawString(130, 688 - 36 * n, "情形")
            for x in COLUMNS:
                c.drawString(x, 688 - 36 * n, str(n))
        c.drawString(70, 664, "（三）")
        c.drawString(70, 652, "不予")

    found = lines(read(drawn(rows)))
    for n in range(3):
        cells = [line.split("\t") for line in found if line.endswith(f"\t{n}" * 4)]
        assert len(cells) == 1
        assert cells[0][-5] == f"{n + 1}.虚构的情形"


def test_columns_go_on_over_a_page_break():
    def first(c):
        page(
            c,
            [(["一、新收"], ["1", "2", "3", "4"]), (["二、结转"], ["5", "6", "7", "8"])] * 2,
            top=140,
        )

    def second(c):
        page(c, [(["三、其他"], ["", "9", "", "3"]), (["四、合计"], ["1", "", "2", ""])] * 2,
             heads=False, top=760)  # fmt: skip

    found = lines(read(drawn(first, second)))
    assert "三、其他\t\t9\t\t3" in found
    assert "四、合计\t1\t\t2\t" in found


def test_a_note_over_the_corner_of_a_table_is_no_column():
    def rows(c):
        c.drawString(540, 724, "单位")
        page(c, [(["一、新收"], ["1", "2", "", "4"]), (["二、结转"], ["5", "", "7", "8"])] * 2)

    assert all(line.count("\t") <= 4 for line in lines(read(drawn(rows))))


def test_a_label_that_begins_with_a_number_is_no_number():
    found = shown(*[(["3.其他"], ["1", "", "3", "4"])] * 3)
    assert found[-3:] == ["3.其他\t1\t\t3\t4"] * 3


@given(st.integers(0, 10_000))
def test_no_number_is_read_in_the_column_of_another(seed):
    """Whatever is blank, printed on several lines, or out of place: in its column, or not placed."""
    pick = random.Random(seed)
    align = pick.choice(["top", "middle", "bottom"])
    shift = pick.choice([0, 0, 4])
    rows = [
        (
            pick.choice(LABELS),
            [pick.choice(["", f"{10 * n + k}0{k + 1}"]) for k in range(4)],
        )
        for n in range(1, pick.randint(3, 7))
    ]

    def printed(c):
        prose(c)
        c.translate(pick.choice([0, shift]), 0)
        page(c, rows, align=align, heads=pick.random() < 0.7)

    for line in lines(read(drawn(printed))):
        cells = line.split("\t")
        values = cells[-4:]
        if len(cells) != 5 or not any(v.isdigit() for v in values):
            continue
        for k, value in enumerate(values):
            if value.isdigit():
                assert value.endswith(f"0{k + 1}"), line
        own = [n for n, (_, printed_) in enumerate(rows) if printed_ == values]
        assert any(cells[0] in "".join(rows[n][0]) for n in own), line
