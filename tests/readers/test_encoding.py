"""Bytes to characters: what Chinese sites send, whatever they declare, and what got damaged."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.invented import invented_report
from helpers.readers.encoding import decode

REPORT = invented_report("2021", {"applications.received.natural_person": 3})
TRADITIONAL = "虛構縣柳溪鎮政府信息公開工作年度報告,全年主動公開政府信息九條,未收到申請。\n" * 20


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("hz", "hz"),
    ],
)
def test_a_report_is_read_in_the_encoding_it_is_written_in(written: str, read_as: str) -> None:
    decoded = decode(REPORT.encode(written))
    assert decoded.text == REPORT
    assert (decoded.encoding, decoded.damaged, decoded.truncated) == (read_as, 0, False)


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf16_with_a_byte_order_mark_is_read_without_the_mark(bom: bytes) -> None:
    encoding = "utf-16-le" if bom == codecs.BOM_UTF16_LE else "utf-16-be"
    decoded = decode(bom + REPORT.encode(encoding))
    assert (decoded.text, decoded.encoding) == (REPORT, encoding)


def test_gb18030_with_its_byte_order_mark_is_read_without_the_mark() -> None:
    assert decode(b"\x84\x31\x95\x33" + REPORT.encode("gb18030")).text == REPORT


def test_big5_is_told_from_gb18030_by_what_it_says() -> None:
    decoded = decode(TRADITIONAL.encode("big5"))
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, "big5")


@pytest.mark.parametrize("declared", ["gb2312", "iso-8859-1", "no-such-encoding", None])
def test_a_wrong_declaration_does_not_harm_utf8(declared: str | None) -> None:
    assert decode(REPORT.encode("utf-8"), declared).text == REPORT


def test_a_wrong_declaration_does_not_harm_gb18030() -> None:
    assert decode(REPORT.encode("gb18030"), "utf-8").text == REPORT


def test_a_declared_coding_that_is_none_of_texts_is_passed_over() -> None:
    damaged = REPORT.encode("gb18030")[:200] + b"\xff\xff" + REPORT.encode("gb18030")[200:]
    decoded = decode(damaged, "idna")
    assert decoded.encoding == "gb18030"
    assert decoded.damaged


def test_a_last_character_that_is_cut_off_is_dropped_and_told() -> None:
    decoded = decode(REPORT.strip().encode("utf-8")[:-1])
    assert decoded.truncated
    assert REPORT.startswith(decoded.text)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_damaged_byte_in_the_middle_costs_a_character_or_two_and_is_told(encoding: str) -> None:
    data = bytearray(REPORT.encode(encoding))
    at = len(REPORT[:200].encode(encoding))
    data[at] = 0xFF
    decoded = decode(bytes(data))
    assert decoded.encoding == encoding
    assert 1 <= decoded.damaged <= 4
    assert decoded.text[:200] == REPORT[:200]
    assert decoded.text[-200:] == REPORT[-200:]


@given(st.binary(max_size=300))
def test_any_bytes_give_some_text(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@given(st.text(max_size=200))
def test_any_text_in_utf8_is_read_back(text: str) -> None:
    data = text.encode("utf-8", errors="ignore")
    if b"~{" not in data and b"\0" not in data and not data.startswith(codecs.BOM_UTF8):
        assert decode(data).text == data.decode("utf-8")
