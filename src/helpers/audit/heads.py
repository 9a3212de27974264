"""The rule about the articles that the heads of table two cite."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.audit.rule import Evidence, Outcome, Rule
from helpers.form import Block, Form
from helpers.messages import Text
from helpers.model import Head, Report
from helpers.numerals import chinese_number
from helpers.wording import plain, squeeze

_HEAD = re.compile(
    r"第?(?P<article>[一二三四五六七八九十\d]+)条(?:第?\(?(?P<item>[一二三四五六七八九十\d]+)\)?)?(?P<kind>[项款目])?"
)


def _cited(text: str) -> tuple[int | None, int | None, str] | None:
    """Return article, item and the word for item (项, 款, "") of a head, None if it is none."""
    match = _HEAD.search(plain(text))
    if match is None:
        return None
    article, item = (_number(match[name]) for name in ("article", "item"))
    return article, item, match["kind"] or ""


def _number(numeral: str | None) -> int | None:
    if numeral is None:
        return None
    return int(numeral) if numeral.isdigit() else chinese_number(numeral)


def _article_cited(report: Report, form: Form | None) -> Iterator[Outcome]:
    blocks = [b for t in form.tables for b in t.blocks if b.article] if form else []
    if form is None or not blocks:
        message = Text("This form has no heads that name an article.", "该格式没有写明条款的标题。")
        yield Outcome("not_applicable", "proactive", message)
        return
    # The head of a block that could not be read may have been taken for that of the next one.
    lost = {_cited(b.article) for b in blocks if not _read(report, form, b)}
    for block in blocks:
        printed = [head for head in report.heads if head.block == block.id]
        for head in printed:
            cited = _cited(head.text)
            if cited in lost and cited != _cited(block.article):
                yield _of_another(block, head)
            else:
                yield _head(form, block, head)
        if not printed:
            message = Text(
                f"No head was read above the block “{_rows(block)}”.",
                f"未读到“{_rows(block)}”一栏的条目标题。",
            )
            yield Outcome("undecided", f"proactive.{block.id}", message)


def _read(report: Report, form: Form, block: Block) -> bool:
    """Tell whether any cell of a block was read."""
    cells = (report.cell(a) for a in form.addresses if form.block_of(a) is block)
    return any(c.state not in ("missing", "unreadable") for c in cells)


def _of_another(block: Block, head: Head) -> Outcome:
    text = squeeze(head.text)
    message = Text(
        f"The head “{text}” is that of a block that could not be read; whether it stands above "
        f"“{_rows(block)}” cannot be told.",
        f"标题“{text}”属于未能读出的一栏，无法判断其是否位于“{_rows(block)}”之上。",
    )
    evidence = (Evidence(head.text, head.place),)
    return Outcome("undecided", f"proactive.{block.id}", message, evidence=evidence)


def _head(form: Form, block: Block, head: Head) -> Outcome:
    """Judge one printed head by article and item; marks and a missing 第 do not matter."""
    text = squeeze(head.text)
    evidence = (Evidence(head.text, head.place),)
    at = f"proactive.{block.id}"
    due, cited = _cited(block.article), _cited(head.text)
    if cited is None or (cited[1] is None and (due is None or cited[0] == due[0])):
        message = Text(
            f"The head “{text}” does not name an item in full; “{block.article}” is due here.",
            f"标题“{text}”未完整写明项次，此处应为“{block.article}”。",
        )
        return Outcome("undecided", at, message, evidence=evidence)
    article = block.article_label.en
    article = article[:1].lower() + article[1:]
    if due is not None and cited[:2] == due[:2]:
        if cited[2] in ("", due[2]):
            message = Text(
                f"“{text}” is the head of this block ({article}).",
                f"“{text}”与规定格式一致。",
            )
            return Outcome("pass", at, message, evidence=evidence)
        return Outcome(
            "fail",
            at,
            Text(
                f"The head “{text}” calls the item “{cited[2]}”; the form reads "
                f"“{block.article}” ({article}). A clerical slip.",
                f"标题“{text}”中的“{cited[2]}”在规定格式中为“{due[2]}”（“{block.article}”），属笔误。",
            ),
            severity="note",
            expected=block.article,
            actual=text,
            evidence=evidence,
        )
    return Outcome(
        "fail",
        at,
        Text(
            f"The block “{_rows(block)}” is headed “{text}”; the form has “{block.article}” "
            f"({article}) there. Probably a clerical slip; the numbers below it are not affected.",
            f"“{_rows(block)}”一栏的标题写作“{text}”，规定格式为“{block.article}”，"
            "疑为笔误，不影响该栏数字。",
        ),
        cells=tuple(a for a in form.addresses if form.block_of(a) is block),
        expected=block.article,
        actual=text,
        evidence=evidence,
    )


def _rows(block: Block) -> str:
    return "、".join(row.label.zh for row in block.leaf_rows)


RULES: tuple[Rule, ...] = (
    Rule(
        "article-cited",
        Text("Article cited at the head", "表头所引条款"),
        Text(
            "Each block of table two is headed by the item of article 20 of the Regulations "
            "that it answers. Another article there is a clerical slip; article 26, for one, is "
            "the time limit for publication and has no items.",
            "表二每一栏以其对应的《条例》第二十条某项为标题；写成其他条款多为笔误，例如第二十六条规定的是公开期限，没有分项。",
        ),
        Text(
            "Regulations on Open Government Information (State Council decree 711), article 20; "
            "the heads of table two of the form",
            "《政府信息公开条例》（国务院令第711号）第二十条；规定格式表二的条目标题",
        ),
        Text("Heads of the blocks of table two", "表二各栏的条目标题"),
        "warning",
        Text(
            "The rule reads no cells. No head read, or no item named in it: undecided.",
            "本规则不涉及单元格。未读到标题或标题未写明项次的，不作判断。",
        ),
        _article_cited,
    ),
)
"""The rule about the heads of table two."""
