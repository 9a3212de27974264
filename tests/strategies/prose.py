"""Lines as reports have them, in no order that makes sense."""

from __future__ import annotations

from hypothesis import strategies as st

from helpers.form import load_form

_FORM = load_form("2021")
_LABELS = sorted({row.label.zh for t in _FORM.tables for b in t.blocks for row in b.rows})
_HEADINGS = [f"{n}、{s.label.zh}" for n, s in zip("一二三四五六", _FORM.sections, strict=False)]
_WORDS = (
    "其中", "占", "%", "同比增长", "件", "万条", "未收到", "收到申请", "主动公开", "均已答复", "、", "。", "，",
    "（", "）", "：", "|", "\t", "  ", "/", "-", "2021年", "1月1日至12月31日", "某县人民政府", "年度报告", "０", "万",
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(-9, 10**6).map(str),
    st.decimals(0, 10**4, places=2, allow_nan=False).map(str),
    st.sampled_from(("1e9", "9" * 40, "０１２", "1,234", "一百二十", "1.2.3", "½")),
)
_PIECES = st.one_of(st.sampled_from(_WORDS), NUMBERS, st.sampled_from(_LABELS), st.text(max_size=4))
SENTENCES = st.lists(_PIECES, max_size=12).map("".join)
ROWS = st.tuples(
    st.sampled_from(("\t", " ", "|", "  ")), st.sampled_from(_LABELS), st.lists(NUMBERS, max_size=9)
).map(lambda row: row[0].join((row[1], *row[2])))
LINES = st.lists(st.one_of(SENTENCES, ROWS, st.sampled_from(_HEADINGS)), max_size=25)
"""Lines of a text: headings, rows and sentences by chance."""
