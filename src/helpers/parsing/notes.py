"""What a reader should know about our reading of a document; never a finding about the agency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helpers.messages import Text
from helpers.model import Document, Grid, Line, Note
from helpers.model.report import READ_BY_OCR, SECOND_REPORT
from helpers.parsing.copies import another
from helpers.parsing.outline import Outline
from helpers.wording import plain, squeeze

_REMARKS = {
    "damaged-characters": Text(
        "{n} characters of the file are damaged and shown as \ufffd.",
        "文件中有 {n} 个字符损坏，显示为 \ufffd。",
    ),
    "cut-off-character": Text(
        "The file ends in the middle of a character.", "文件在一个字符中间结束。"
    ),
    "pictures": Text(
        "{n} pictures are shown; text in them was not read.",
        "有 {n} 张图片，其中的文字未读取。",
    ),
    "tracked-changes": Text(
        "The document holds {n} tracked changes; it was read as if all were accepted.",
        "文件中有 {n} 处修订，按全部接受后的文本读取。",
    ),
    "converted": Text(
        "The file was turned into a Word document by {n} before it was read.",
        "文件经 {n} 转换为 Word 文档后读取。",
    ),
    "hidden-sheets": Text(
        "{n} hidden sheets of the workbook were not read.", "工作簿中 {n} 个隐藏工作表未读取。"
    ),
    "hidden-text": Text(
        "{n} hidden elements of the page were not read.", "网页中 {n} 个隐藏元素未读取。"
    ),
    "torn-tags": Text(
        "{n} tags in the tables of the page are torn; cells may be gone or stand in another place.",
        "网页表格中有 {n} 处标签残缺，单元格可能缺失或错位。",
    ),
    "pages-without-text": Text(
        "{n} pages have no text (pictures or scans) and were not read.",
        "有 {n} 页没有文字（图片或扫描件），未读取。",
    ),
    READ_BY_OCR: Text(
        "{n} pages or pictures were read by OCR, which can be wrong in words and figures. "
        "Compare figures with the picture before you rely on them.",
        "有 {n} 页（幅）图片的文字和表格由 OCR 识别，可能有误；使用数字前请与图片核对。",
    ),
    "turned-pages": Text(
        "{n} scanned pages lay on their side or upside down; they were turned before they were read.",
        "有 {n} 页扫描件横放或倒置，已转正后识别。",
    ),
    "running-heads": Text(
        "{n} running heads and page numbers were left out.", "略去页眉、页脚和页码 {n} 处。"
    ),
    "overlapping-text": Text(
        "{n} characters are printed on others; neither can be read, and both show as \ufffd.",
        "有 {n} 个字符与其他字符重叠，无法辨认，显示为 \ufffd。",
    ),
    "slanted-text": Text(
        "{n} characters printed in another direction (watermarks) were left out.",
        "略去其他方向排印的字符（水印等）{n} 个。",
    ),
    "recognised-text": Text(
        "{n} characters come from text recognition of a scan; check the figures against it.",
        "有 {n} 个字符来自扫描件的文字识别，数字须与扫描件核对。",
    ),
    "broken-cells": Text(
        "{n} areas of ruled tables are no rectangles and were read row by row.",
        "表格中有 {n} 处线框不是矩形，已按行读取。",
    ),
}


MOST_COPIES = 5
"""At most so many repetitions are described one by one."""


def reading_notes(document: Document, found: Outline, outside: list[Line]) -> Iterable[Note]:
    """Yield the notes on a document.

    Args:
        document: The document.
        found: Its outline.
        outside: Its lines before and after the report.
    """
    for code, detail in document.remarks:
        yield Note(code, _REMARKS[code].format(n=detail))
    own = document.items[found.begin : found.end] if found.copies else ()
    inside = {plain(item.text) for item in own if isinstance(item, Line)}
    for begin, end in found.copies[:MOST_COPIES]:
        first, last = document.items[begin], document.items[end - 1]
        if isinstance(first, Grid) or isinstance(last, Grid):
            continue
        odd = [
            i
            for i in document.items[begin:end]
            if isinstance(i, Line) and plain(i.text) and plain(i.text) not in inside
        ]
        same = Text("its words are the same", "文字相同")
        differs = Text(f"{len(odd)} of its lines differ", f"其中 {len(odd)} 行不同")
        yield Note(
            "repeated-opening",
            Text(
                "The document repeats part of the report from {a} to {b}; {how}, and the fuller "
                "copy was read.",
                "文件从{a}到{b}重复了报告的一部分，{how}；已读取较完整的一份。",
            ).format(
                a=Text(first.place.show("en"), first.place.show("zh")),
                b=Text(last.place.show("en"), last.place.show("zh")),
                how=differs if odd else same,
            ),
            (odd[0] if odd else first).place,
        )
        yield from _another(found.title, document.items[begin:end])
    stray = [line for line in outside if plain(line.text)]
    repeated = sum(e - b for b, e in found.copies)
    if document.source.format == "html" and len(stray) > repeated:
        n = len(stray) - repeated
        yield Note(
            "page-around",
            Text(
                f"{n} lines of the page around the report were left out, for example "
                f"“{squeeze(stray[0].text)[:40]}”.",
                f"网页中报告以外的 {n} 行未计入，例如“{squeeze(stray[0].text)[:40]}”。",
            ),
            stray[0].place,
        )


def _another(title: str, copy: Sequence[Line | Grid]) -> Iterable[Note]:
    """Yield a note if what looks like a copy names another year or organ: it is another report."""
    if (other := another(title, copy)) is None:
        return
    words = squeeze(other.text)
    yield Note(
        SECOND_REPORT,
        Text(
            f"The file holds another report, “{words}”; it was not read. Give each report a file of "
            "its own.",
            f"文件中还有另一份报告“{words}”，未读取；请将每份报告单独成文件。",
        ),
        other.place,
    )
