"""The rule about the articles that the heads of table two cite."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.audit.rule import Evidence, Outcome, Rule
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Report
from helpers.wording import plain, squeeze


def _article_cited(report: Report, form: Form | None) -> Iterator[Outcome]:
    if form is None or not report.heads:
        yield Outcome(
            "undecided" if form else "not_applicable",
            "proactive",
            Text("No heads of table two were read.", "未读到表二的条目标题。"),
        )
        return
    blocks = {b.id: b for t in form.tables for b in t.blocks}
    for head in report.heads:
        block = blocks[head.block]
        evidence = (Evidence(head.text, head.place),)
        at = f"proactive.{block.id}"
        if plain(head.text).replace("第(", "(") == plain(block.article).replace("第(", "("):
            message = Text(
                f"“{head.text}” is the head of this block ({block.article_label.en}).",
                f"“{head.text}”与规定格式一致。",
            )
            yield Outcome("pass", at, message, evidence=evidence)
            continue
        rows = "、".join(row.label.zh for row in block.leaf_rows)
        yield Outcome(
            "fail",
            at,
            Text(
                f"The head of the block {rows} reads “{head.text}”; the form puts "
                f"{block.article} ({block.article_label.en}) there, and no other article heads "
                "a block of table two. Clerical: the numbers below it are not affected.",
                f"“{rows}”一栏的标题写作“{head.text}”，规定格式为“{block.article}”，"
                "表二没有以其他条款为标题的栏目。属笔误，不影响其下数字。",
            ),
            cells=tuple(a for a in form.addresses if form.block_of(a) is block),
            expected=block.article,
            actual=squeeze(head.text),
            evidence=evidence,
        )


RULES: tuple[Rule, ...] = (
    Rule(
        "article-cited",
        Text("Article cited at the head", "表头所引条款"),
        Text(
            "Each block of table two is headed by the item of article 20 of the Regulations "
            "that it answers. Another article there is a clerical slip; article 26, for one, is "
            "the time limit for publication and has no items.",
            "表二每一栏以其对应的《条例》第二十条某项为标题；写成其他条款属笔误，例如第二十六条规定公开期限，没有分项。",
        ),
        Text(
            "Regulations on Open Government Information (State Council decree 711), article 20; "
            "the heads of table two of the form",
            "《政府信息公开条例》（国务院令第711号）第二十条；规定格式表二的标题",
        ),
        Text("Heads of the blocks of table two", "表二各栏标题"),
        "warning",
        Text("No heads read: undecided.", "未读到标题：无法判断。"),
        _article_cited,
    ),
)
"""The rule about the heads of table two."""
