"""Labels as tables print them: variants, breaks, spaces, other marks, lost characters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from helpers.form import Form
from helpers.invented.boxes import Box, Table, with_texts
from helpers.wording import CHINESE

_NUMBER = re.compile(r"^(\d{1,2})[.．、]")
_BRACKETED = re.compile(r"^（([一二三四五六七八九十]{1,2})）")
_WORDS = re.compile(f"[{CHINESE}]")
SHORTEST_MISPRINT = 10
"""Shorter labels do not lose a character here: what is left could be another label."""


def aliases(form: Form) -> dict[str, tuple[str, ...]]:
    """Return the declared variants of each label of the tables of a form."""
    blocks = [block for table in form.tables for block in table.blocks]
    rows = {row.label.zh: row.aliases for block in blocks for row in block.rows}
    columns = {column.label.zh: column.aliases for block in blocks for column in block.columns}
    return {label: words for label, words in (rows | columns).items() if words}


def column_heads(form: Form) -> frozenset[str]:
    """Return the column heads of the tables in blocks, which crawlers cut (本年新)."""
    return frozenset(
        column.label.zh
        for table in form.tables
        if table.layout == "blocks"
        for block in table.blocks
        for column in block.columns
    )


def noisy_labels(table: Table, form: Form, chance: Random, share: float) -> Table:
    """Return a table of which a share of the labels is printed otherwise."""
    variants = aliases(form)
    cut = column_heads(form)
    articles = {block.article for part in form.tables for block in part.blocks if block.article}

    def changed(box: Box) -> str:
        if box.at or not box.text or chance.random() >= share:
            return box.text
        if box.text in articles:
            return cut_article(box.text, chance)
        return noisy_label(box.text, variants, box.text in cut, chance)

    return with_texts(table, changed)


def noisy_label(
    text: str, variants: Mapping[str, tuple[str, ...]], may_be_cut: bool, chance: Random
) -> str:
    """Return one label as some report prints it."""
    kind = chance.choice(("alias", "alias", "space", "break", "marks", "lost"))
    if kind == "alias" and text in variants:
        return chance.choice(variants[text])
    if kind == "marks":
        return _other_marks(text, chance)
    at = [m.start() for m in _WORDS.finditer(text)][1:]
    if kind == "lost":
        if may_be_cut and len(text) > 4:
            return text[:3] if chance.random() < 0.5 else text[:-1]
        if len(text) >= SHORTEST_MISPRINT and len(at) > SHORTEST_MISPRINT - 3:
            gone = chance.choice(at[3:-1])
            return text[:gone] + text[gone + 1 :]
        return text
    if not at:
        return text
    mark = " " if kind == "space" else "\n"
    where = chance.choice(at)
    return f"{text[:where]}{mark}{text[where:]}"


def cut_article(text: str, chance: Random) -> str:
    """Return an article head as crawlers leave it: 第二十条第, 第二十条(五)项, 第二十条第（五）."""
    before, bracket, rest = text.partition("（")
    item = rest.partition("）")[0]
    return chance.choice(
        (before, f"{before.removesuffix('第')}({item})项", f"{before}{bracket}{item}）", text)
    )


def _other_marks(text: str, chance: Random) -> str:
    if _NUMBER.match(text):
        return _NUMBER.sub(rf"\g<1>{chance.choice('、．.')}", text)
    if _BRACKETED.match(text):
        return _BRACKETED.sub(chance.choice(("(\\1)", "（\\1）、", "( \\1 )")), text)
    return text.replace("（", "(").replace("）", ")").replace("，", ",")
