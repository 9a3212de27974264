"""A report with the corrections that a person made to its reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from helpers.corrections import REPAIRS, Correction
from helpers.errors import InputError
from helpers.messages import Text
from helpers.model import Cell, Document, Line, ReadingRepair, Report
from helpers.numerals import read_cell
from helpers.parsing.trust import recounted
from helpers.wording import plain


def corrected(report: Report, document: Document, corrections: Sequence[Correction]) -> Report:
    """Return a report with `corrections` applied and listed among its repairs.

    Args:
        report: As read without them.
        document: What it was read from.
        corrections: Those of this report.

    Raises:
        InputError: the bytes are others than those a correction was made for, the reader gives
            something else than it expects, the form has no such cell, the cell was read, or the
            document does not print what the correction says.
    """
    cells, repairs = dict(report.cells), list(report.repairs)
    for correction in corrections:
        old = _checked(report, document, correction)
        read = read_cell(correction.raw)
        new = Cell(read.value, read.unit, correction.raw, read.state, old.place)
        cells[correction.address] = new
        repairs.append(
            ReadingRepair(
                "by-hand",
                correction.address,
                (old.state, old.raw),
                (new.state, new.raw),
                Text(correction.reason, correction.reason),
                old.place,
                correction.by,
            )
        )
    if not corrections:
        return report
    readings = tuple(recounted(report.readings, cells))
    return replace(report, cells=cells, repairs=tuple(repairs), readings=readings)


def _checked(report: Report, document: Document, correction: Correction) -> Cell:
    """Return the cell to be corrected, if all that the correction rests on still holds."""
    if correction.sha256 != report.source.sha256:
        raise _stale(
            correction,
            Text("it was made for other bytes of the file", "其所依据的文件内容已改变"),
        )
    if correction.address not in report.cells:
        raise _stale(
            correction,
            Text(f"the form {report.form} has no such cell", f"{report.form} 版格式没有这一单元格"),
        )
    cell = report.cells[correction.address]
    if (cell.state, cell.raw) != (correction.expected_state, correction.expected_raw):
        raise _stale(
            correction,
            Text(
                f"the reader now gives {cell.state} “{cell.raw}”, it expects "
                f"{correction.expected_state} “{correction.expected_raw}”",
                f"目前读取结果为 {cell.state}“{cell.raw}”，而其预期为 "
                f"{correction.expected_state}“{correction.expected_raw}”",
            ),
        )
    if cell.state == "number":
        raise _stale(
            correction,
            Text(
                "the cell was read as a number; a wrong number that the agency printed stays as "
                "published",
                "该单元格已读为数字；机关公布的错误数字应保持原样",
            ),
        )
    in_pictures = report.by_ocr or bool(document.pictures)
    if not in_pictures and plain(correction.raw) not in "\n".join(_texts(document)):
        raise _stale(
            correction,
            Text(
                f"the document prints “{correction.raw}” nowhere",
                f"文件中没有“{correction.raw}”",
            ),
        )
    return cell


def _texts(document: Document) -> Iterator[str]:
    for item in document.items:
        if isinstance(item, Line):
            yield plain(item.text)
        else:
            yield from (plain(cell.text) for row in item.rows for cell in row)


def _stale(correction: Correction, why: Text) -> InputError:
    return InputError(
        "stale-repair",
        Text(
            f"The correction of {correction.address} cannot be applied: {why.en}.",
            f"对 {correction.address} 的修正无法应用：{why.zh}。",
        ),
        Text(
            f"Look at the document again, then mend or remove the entry in {REPAIRS}.",
            f"请再次核对原文，然后更正或删除 {REPAIRS} 中的条目。",
        ),
        correction.file,
    )
