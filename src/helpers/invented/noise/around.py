"""What stands around the report on a page: paths, metadata, buttons, footers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

JUNK = ("????", "{{ title }}", "大中小", "[打印]", "(点击: )", "【字体：大 中 小】", "|||||", "***")
TAIL = (
    "【打印本页】 【关闭窗口】",
    "上一篇：无",
    "扫一扫在手机打开当前页",
    "主办单位：云岚市（虚构）",
    "附件：",
)


@dataclass(frozen=True)
class Around:
    """Lines before and after the report, and what they tell."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    agency: str
    published: date | None


def around(agency: str, day: date, chance: Random) -> Around:
    """Return what a page prints around a report, at times nothing."""
    before: list[str] = []
    told, dated = "", None
    if chance.random() < 0.3:
        before.append("当前位置：首页 > 政府信息公开 > 政府信息公开年报")
    block = chance.choice(("", "", "lines", "bullets", "bars", "line"))
    written = f"{day.year}-{day.month:02}-{day.day:02}"
    if block:
        told, dated = agency, day
    if block == "lines":
        before += ["索引号：000000000/0000-00001", f"发布机构：{agency}", f"发布日期：{written}"]
    elif block == "bullets":
        before += ["• 索 引 号: 000-00", f"• 发布机构: {agency}", f"• 发布日期: {written}"]
    elif block == "bars":
        before += [
            f"| 索引号 | 000-00 | 发布机构 | {agency} |",
            f"| 发布日期 | {written} | 文号 | |",
        ]
    elif block == "line":
        before.append(f"发布日期：{written} 来源：{agency} 浏览次数：0")
    if chance.random() < 0.3:
        before.append(chance.choice(JUNK))
    after = [chance.choice(TAIL)] if chance.random() < 0.4 else []
    return Around(tuple(before), tuple(after), told, dated)
