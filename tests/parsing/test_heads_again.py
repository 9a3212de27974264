"""Heads that a page break prints once more are no renamed heads of the rows below them."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.audit import audit
from helpers.invented.drawing import draw
from helpers.invented.kinds import KINDS
from helpers.parsing import read_report


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_heads_printed_again_over_rows_of_another_block_are_not_renamed_columns(
    tmp_path: Path, form: str
) -> None:
    kind = KINDS["docx, heads repeated"]
    drawn = draw(4, form, noise=False, words=kind.words)
    path = tmp_path / "report.docx"
    path.write_bytes(kind.write(drawn.parts))
    report = read_report(path)
    renamed = [use for use in report.labels if use.match == "position"]
    assert renamed == []
    assert [f for f in audit(report).findings if f.rule == "form-conformance"] == []
    assert all(report.cell(a).value == shown.value for a, shown in drawn.truth.cells.items())


def test_a_head_that_is_wrong_where_it_is_printed_first_is_said_to_be_renamed(
    tmp_path: Path,
) -> None:
    kind = KINDS["html, plain"]
    drawn = draw(4, "2019", noise=False, words=kind.words)
    path = tmp_path / "report.html"
    text = kind.write(drawn.parts).decode()
    at = text.index("本年增/减", text.index("本年增/减") + 1)
    path.write_text(text[:at] + "本年新公开数量" + text[at + len("本年增/减") :], "utf-8")
    report = read_report(path)
    assert [use.printed for use in report.labels if use.match == "position"] == ["本年新公开数量"]
