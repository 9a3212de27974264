"""Text to number: what is a number is read exactly, what is none never becomes one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.numerals import as_number, chinese_number, read_cell

DIGITS = "零一二三四五六七八九"


def written(n: int) -> str:
    """Write a number below 100,000,000 in Chinese."""
    if n >= 10_000:
        high, low = divmod(n, 10_000)
        gap = "零" if low and low < 1000 else ""
        return f"{written(high)}万{gap}{written(low) if low else ''}"
    text, pending = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // unit % 10
        if digit:
            text += ("零" if pending and text else "") + DIGITS[digit] + name
            pending = False
        elif text:
            pending = True
    return text or "零"


@given(st.integers(0, 99_999_999))
def test_a_written_number_is_read_back(n: int) -> None:
    assert chinese_number(written(n)) == n


@given(st.integers(0, 9999))
def test_a_number_written_digit_by_digit_is_read_back(n: int) -> None:
    digits = "".join(DIGITS[int(d)] for d in f"{n:04}")
    assert chinese_number(digits) == n


@pytest.mark.parametrize(
    ("text", "n"),
    [("十", 10), ("十一", 11), ("二十", 20), ("两", 2), ("两百", 200), ("一百零五", 105)],
)
def test_short_ways_of_writing_are_known(text: str, n: int) -> None:
    assert chinese_number(text) == n


@pytest.mark.parametrize(
    "text", ["", "一二三x", "十百", "百十千", "二零十", "甲", "三百二", "一万二"]
)
def test_what_is_no_numeral_in_good_order_is_none(text: str) -> None:
    assert chinese_number(text) is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("0", 0, None),
        (" 12 ", 12, None),
        ("\xa07\xa0", 7, None),
        ("１２", 12, None),
        ("1,234", 1234, None),
        ("1，234，567", 1234567, None),
        ("12.50", 12.5, None),
        ("59237.2449", 59237.2449, None),
        ("+19", 19, None),
        ("-11", -11, None),
        ("－8", -8, None),
        ("减3", -3, None),
        ("減3", -3, None),
        ("减少 4", -4, None),
        ("增5", 5, None),
        ("201件", 201, "件"),
        ("6项", 6, "项"),
        ("251000元", 251000, "元"),
        ("43.788万元", 43.788, "万元"),
    ],
)
def test_a_cell_with_a_number_gives_it_as_printed(
    text: str, value: float, unit: str | None
) -> None:
    read = read_cell(text)
    assert (read.state, read.value, read.unit) == ("number", value, unit)


@pytest.mark.parametrize("text", ["", " ", "\t", "\xa0", "\u3000", "\u200b", "\n \n"])
def test_a_blank_is_a_blank_and_no_zero(text: str) -> None:
    assert (read_cell(text).state, read_cell(text).value) == ("blank", None)


@pytest.mark.parametrize("text", ["/", "-", "—", "——", "－", "无", "\\", "N/A", "／"])
def test_a_slash_is_a_slash_and_no_zero(text: str) -> None:
    assert (read_cell(text).state, read_cell(text).value) == ("slash", None)


@pytest.mark.parametrize(
    "text",
    [
        "本单位未制作规章",
        "一",
        "十二",
        "1/2",
        "2022年",
        "12-15",
        "1 件 2 件",
        "约3",
        "3余",
        "1.2.3",
        "12,34",
        "0x10",
        "1e5",
        "∞",
        "½",
        "①",
        "000规章",
        "1" * 21,
        "3%",
        "--5",
        "1\n2",
        "0 0",
        "000",
        "05",
        "12²",
    ],
)
def test_what_is_no_number_is_text(text: str) -> None:
    read = read_cell(text)
    assert (read.state, read.value) == ("text", None)


@given(st.text(max_size=40))
def test_any_text_is_read_and_without_digits_never_becomes_a_number(text: str) -> None:
    read = read_cell(text)
    assert (read.value is None) == (read.state != "number")
    if not any(c.isnumeric() for c in text):
        assert read.value is None


@given(st.integers(-(10**15), 10**15))
def test_every_whole_number_is_read_back(n: int) -> None:
    assert read_cell(str(n)).value == n
    assert as_number(f"{abs(n):,}") == abs(n)
