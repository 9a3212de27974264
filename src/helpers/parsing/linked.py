"""Pages that do not hold the report themselves but lead to it: attached files, frames, pictures."""

from __future__ import annotations

from helpers.errors import InputError
from helpers.messages import Text
from helpers.model import Document, Line
from helpers.parsing.titles import is_title

MOST_NAMED = 3
"""At most so many files and pictures are named in a message."""


def only_linked(document: Document) -> InputError | None:
    """Return the error for a page whose report stands elsewhere; None where none is named.

    The page must speak of an annual report, in a title or in the words of a link: other pages
    with attachments are simply no reports.
    """
    texts = [document.title, *(link.words for link in document.links)]
    texts += [item.text for item in document.items if isinstance(item, Line)]
    if not (document.links or document.pictures) or not any(map(is_title, texts)):
        return None
    if document.links:
        named = [
            f"{link.words} ({link.address})" if link.words else link.address
            for link in document.links
        ]
        what = Text(
            "The page does not hold the report, it only leads to it: {n}.",
            "网页本身没有报告正文，只给出其所在：{n}。",
        )
        hint = Text("Download it and add it.", "请下载后再添加。")
    else:
        named = [picture.shown for picture in document.pictures]
        what = Text(
            "The page shows the report as pictures only: {n}.", "网页以图片形式给出报告：{n}。"
        )
        hint = Text(
            "Read each picture by itself: `ogi-audit parse FILE`, with the extra ogi-audit[ocr]; "
            "download those that were not saved with the page.",
            "请逐一读取图片：`ogi-audit parse 文件`（须安装可选组件 ogi-audit[ocr]）；"
            "未随网页保存的图片请先下载。",
        )
    more = f" (+{len(named) - MOST_NAMED})" if len(named) > MOST_NAMED else ""
    shown = "; ".join(named[:MOST_NAMED]) + more
    return InputError("only-linked", what.format(n=shown), hint, document.source.path)
