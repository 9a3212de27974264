"""What must be said of a number beside it: why there is none, or why it is not to be trusted."""

from __future__ import annotations

from helpers.messages import Text

FLAGS: dict[str, Text] = {
    "blank": Text("a cell it needs is blank", "所需单元格空白"),
    "slash": Text("a cell it needs holds a slash or a dash", "所需单元格为斜杠或横线"),
    "text": Text("a cell it needs holds words", "所需单元格为文字"),
    "missing": Text("the document lacks a cell it needs", "文件中缺少所需单元格"),
    "unreadable": Text("a cell it needs could not be read", "所需单元格无法读取"),
    "no-count": Text("a cell it needs prints no possible count", "所需单元格所印不可能是计数"),
    "not-in-edition": Text("this edition of the form lacks the cells", "该版本表格没有所需单元格"),
    "no-form": Text("no edition of the form was recognised", "未识别出表格版本"),
    "undecided": Text("the rule could not decide", "规则无法判断"),
    "no-date": Text("no date was found", "未找到日期"),
    "date-before-end": Text("the date is before the end of the year", "日期早于年度结束"),
    "nothing": Text("the denominator is 0", "分母为0"),
    "exceeds": Text("the numerator exceeds the denominator", "分子大于分母"),
    "identity-failed": Text(
        "a sum that one of its cells belongs to does not agree", "所用单元格所在的合计关系不成立"
    ),
    "few": Text("the denominator is too small to rank", "分母过小，不参与排序"),
    "left-out": Text("reports without the number are left out", "没有该数的报告未计入"),
    "consolidated-left-out": Text(
        "reports that are the sum of others are left out", "汇总报告未重复计入"
    ),
}
"""Code → its meaning; those up to `exceeds` leave a report without a value."""

STATES = ("unreadable", "missing", "text", "blank", "slash")
"""States of a cell that give no number, the gravest first."""


def joined(*codes: str) -> str:
    """Return the codes that are not empty in the order of :data:`FLAGS`, after spaces."""
    there = {part for code in codes for part in code.split()}
    return " ".join(code for code in FLAGS if code in there)
