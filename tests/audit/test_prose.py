"""Words that a pattern meets are quoted with their clause and place; the sentences are invented."""

import re

import pytest

from audit.build import at, report
from helpers.audit.prose import Hit, hits


def met(text: str, pattern: str) -> list[Hit]:
    made = report("2021", sections=(), opening=((text, at(7, 3)),))
    return list(hits(made, re.compile(pattern)))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("公开3件XX。", "公开3件XX。"),
        ("依法公开。收到申请。答复XX件。均已办结。", "答复XX件。"),
        ("依法公开；答复XX件；均已办结！", "答复XX件；"),
        ("依法公开！答复XX件？均已办结。", "答复XX件？"),
        ("依法公开?答复XX件!均已办结;", "答复XX件!"),
        ("依法公开;答复XX\n均已办结。", "答复XX"),
        ("XX。均已办结。", "XX。"),
        ("。XX均已办结。", "XX均已办结。"),
        ("甲" * 30 + "XX" + "乙" * 30, "甲" * 24 + "XX" + "乙" * 24),
        ("甲" * 24 + "XX" + "乙" * 24, "甲" * 24 + "XX" + "乙" * 24),
        ("。" + "甲" * 24 + "XX" + "乙" * 24 + "。", "甲" * 24 + "XX" + "乙" * 24),
        ("。" + "甲" * 23 + "XX" + "乙" * 23 + "。丙", "甲" * 23 + "XX" + "乙" * 23 + "。"),
        ("甲" * 30 + "。甲XX乙。" + "乙" * 30, "甲XX乙。"),
    ],
)
def test_words_are_quoted_with_their_clause_or_what_stands_near(text: str, quote: str) -> None:
    (hit,) = met(text, "XX")
    assert hit.evidence.quote == quote
    assert hit.evidence.place == at(7, 3 + text.index("XX"))


def test_a_quote_ends_with_the_words_where_these_end_their_clause() -> None:
    (hit,) = met("公开3件。均已办结。", "3件。")
    assert hit.evidence.quote == "公开3件。"
    (hit,) = met("公开3件。均已办结。", "件。均")
    assert hit.evidence.quote == "公开3件。均已办结。"


def test_one_character_is_quoted_with_its_clause() -> None:
    (hit,) = met("依法公开。×件。均已办结。", "×")
    assert hit.evidence.quote == "×件。"


def test_words_are_met_as_they_are_meant_and_quoted_as_printed() -> None:
    (hit,) = met("公开ＸＸ　件。", "XX件")
    assert (hit.match.group(), hit.evidence.quote) == ("XX件", "公开ＸＸ 件。")


def test_a_pattern_that_meets_nothing_between_its_words_still_finds_them() -> None:
    assert [h.match.group() for h in met("公开XX件，答复X件。", "X*")] == ["XX", "X"]
    assert met("公开3件。", "X*") == []


@pytest.mark.parametrize(
    ("text", "before", "sentence"),
    [
        ("依法公开。收到XX件，均已答复。无。", "收到", "收到XX件,均已答复"),
        ("XX件", "", "XX件"),
        ("依法公开！收到XX", "收到", "收到XX"),
    ],
)
def test_the_sentence_of_the_words_is_known_in_the_form_that_is_searched(
    text: str, before: str, sentence: str
) -> None:
    (hit,) = met(text, "XX")
    assert (hit.before, hit.sentence) == (before, sentence)


def test_opening_and_sections_are_looked_through_in_order() -> None:
    prose = {"overview": ("公开X件。",), "problems": ("答复XX件。",)}
    made = report("2021", prose=prose, opening=(("收到XXX件。", at(2)),))
    assert [h.match.group() for h in hits(made, re.compile("X+"))] == ["XXX", "X", "XX"]
