"""What the audit says reads as one language at a time, apart from what it quotes."""

import re
from dataclasses import replace

import pytest

from audit.build import (
    MISSING,
    UNREADABLE,
    at,
    breakdown,
    claim,
    day,
    labels,
    none_of,
    report,
    without_tables,
)
from audit.test_findings import faulty
from helpers.audit import RULES, SEVERITY_WORDS, VERDICT_WORDS, audit
from helpers.form import load_form
from helpers.messages import Text
from helpers.model import Place, Rate, Report, Unplaced
from helpers.wording import has_chinese

FORM = load_form("2019")
_QUOTES = re.compile("“[^“”]*”")
_NOTICE = re.compile("国办(?:公开办函|发)〔\\d{4}〕\\d+号")


def reports() -> list[Report]:
    """Return reports that make the rules say as many different things as possible."""
    made = report()
    lost = {a: MISSING for a in FORM.addresses if a.startswith("disputes.")}
    dim = {a: UNREADABLE for a in FORM.addresses if a.startswith("applications.")}
    said = (
        claim("收到政府信息公开申请9件", 9, "requests_received"),
        claim("2018年收到政府信息公开申请9件", 9, "requests_received"),
        claim("上半年收到政府信息公开申请9件", 9, "requests_received"),
        claim("其中网上收到申请3件", 3, "requests_received"),
        claim("申请按时答复率100%", 100, "requests_received", "%"),
        claim("收到申请近9件", 9, "requests_received", "件", "at_most"),
        claim("行政许可9件", 9, "licensing_decisions"),
    )
    denied = (
        none_of("未收到政府信息公开申请", "requests_received"),
        none_of("未收到重复申请", "requests_received"),
        none_of("未收到行政复议", "reconsideration"),
    )
    percentages = (
        Rate(claim("占比50%", 50, None, "%"), "share", now=said[0], base=said[3]),
        Rate(claim("占比33.3%", 33.3, None, "%"), "share", now=said[3], base=said[0]),
        Rate(claim("占比33.2%", 33.2, None, "%"), "share", now=said[3], base=said[0]),
        Rate(claim("占比50%", 50, None, "%"), "share"),
        Rate(claim("占比150%", 150, None, "%"), "share"),
        Rate(claim("办结率90%", 90, None, "%"), "handled"),
        Rate(claim("同比增长50%", 50, None, "%"), "growth", now=said[0]),
        Rate(claim("同比增长50%", 50, None, "%"), "growth"),
        Rate(claim("同比增长50%", 50, None, "%"), "growth", now=said[0], base=said[3]),
        Rate(claim("同比增长200%", 200, None, "%"), "growth", now=said[0], base=said[3]),
    )
    kinds = ("requests_from_natural_person", "requests_from_organizations", "requests_decided")
    every = tuple(replace(none_of("均属此类", kind), says="all") for kind in kinds)
    amounts = tuple(
        claim(f"行政事业性收费{n}万元", n, "administrative_fees", "万元") for n in (5, 5.5)
    )
    lists = (
        breakdown("公开信息208条，其中网站108条、平台102条", 208, 108, 102),
        breakdown("公开信息220条，其中网站108条、平台102条", 220, 108, 102),
        breakdown("公开信息210条，其中网站108条、平台102条", 210, 108, 102),
        breakdown("比上年增加22条，其中网站108条、平台102条", 22, 108, 102),
        breakdown("公开信息9条，其中网站6条、平台3条、转载7条", 9, 6, 3, 7),
        breakdown("公开信息99条，包括网站6条", 99, 6, listed_as="包括", closed=False),
        breakdown("公开信息9余条，其中网站6条、平台7条", 9, 6, 7, precision="at_least"),
    )
    five = {"applications.received.natural_person": 5, "applications.granted.natural_person": 5}
    extra = Unplaced(
        "行政检查 5", at(7), Text("The form has no such row.", "规定格式中没有这一行。")
    )
    close = tuple(replace(x, match="close", printed="甲乙") for x in labels(FORM)[:9])
    return [
        made,
        faulty(),
        report("2021", {"proactive.fees.amount": "251000"}),
        report("2021", {"proactive.fees.amount": "43.7"}, year=2020, published=day(2020, 1, 2)),
        report(cells=five, claims=said, statements=denied, breakdowns=lists),
        report(cells=five, rates=percentages, statements=every),
        report("2021", {"proactive.fees.amount": "5"}, claims=amounts),
        report("2021", {"proactive.fees.amount": "55000"}, claims=amounts),
        report(cells=lost, labels=close, unplaced=(extra,)),
        report(cells=dim, claims=said, statements=denied),
        report(cells=dict.fromkeys(FORM.addresses, "/"), claims=said, statements=denied),
        report(cells={"proactive.procurement.amount": "见附件"}, agency_kind="unknown"),
        report(sections=(), heads=(), published=None, period=None),
        report(sections=tuple(reversed(made.sections)), prose={}, agency_kind="department"),
        report(prose={"overview": ("概况。",), "problems": (), "other": ()}),
        report(
            published=day(2021, 2, 3, Place()),
            heads=tuple(replace(h, text="第二十条第（六）款") for h in made.heads),
        ),
        report(
            published=day(2021, 2, 3), heads=tuple(replace(h, text="第二十条") for h in made.heads)
        ),
        report(published=day(2021, 2, 3), agency="云岚县人民政府办公室", agency_kind="department"),
        without_tables(),
        without_tables(year=2015, published=day(2016, 4, 2)),
        without_tables(year=None, sections=(), period=None, published=None),
    ]


def texts() -> list[Text]:
    said = [x.outcome.message for made in reports() for x in audit(made).results]
    bases = [f.basis for made in reports() for f in audit(made).findings]
    whys = [repair.why for made in reports() for repair in audit(made).repairs]
    own = [t for r in RULES for t in (r.title, r.why, r.basis, r.reads, r.blanks)]
    words = [*VERDICT_WORDS.values(), *SEVERITY_WORDS.values()]
    return list(dict.fromkeys([*said, *bases, *whys, *own, *words]))


@pytest.fixture(scope="module")
def said() -> list[Text]:
    return texts()


def test_the_reports_make_the_rules_say_much(said: list[Text]) -> None:
    assert len(said) > 250


def test_no_words_of_one_language_stand_in_the_other(said: list[Text]) -> None:
    chinese = [t.en for t in said if has_chinese(_NOTICE.sub("", _QUOTES.sub("", t.en)))]
    english = [t.zh for t in said if re.search("[A-Za-z]{2}", _QUOTES.sub("", t.zh))]
    assert (chinese, english) == ([], [])


def test_every_message_is_a_sentence_in_its_language(said: list[Text]) -> None:
    results = {x.outcome.message for made in reports() for x in audit(made).results}
    for text in results:
        assert text.en[0].isupper() or not text.en[0].isalpha()
        assert text.en.endswith((".", "?"))
        assert text.zh.endswith("。")


def test_marks_and_numbers_are_written_properly(said: list[Text]) -> None:
    for text in said:
        for words in (text.en, text.zh):
            assert "  " not in words
            assert not re.search("None[^” a-z]|None$", words)
            assert "{" not in words
            assert "。。" not in words
            assert ".." not in words.replace("……", "")
            assert not re.search(r"\de[+-]?\d", words)
        assert not re.search(r"[\u4e00-\u9fff][,;:]", _QUOTES.sub("", text.zh))
        assert "；。" not in text.zh


def test_no_message_calls_anybody_names(said: list[Text]) -> None:
    for text in said:
        assert not re.search("(?i)fraud|cheat|fake|careless", text.en)
        assert not re.search("造假|弄虚|欺骗|敷衍|糊弄", text.zh)
