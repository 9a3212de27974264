"""What a notebook shows is escaped, the same in both languages, and says when there is nothing."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from audited import audited, audited_text
from helpers import display, indicators
from helpers.audit import VERDICTS, Audit
from helpers.behaviour import observe
from helpers.display import Shown
from helpers.load import open_audit, open_document, open_report
from helpers.measures import read_measures
from helpers.messages import LANGS, Lang
from hostile import CONTROLS, SCRIPT, WORDS, hostile_report
from indicators.tables import tables

TABLES = ("proactive", "applications", "disputes")
TAGS = set("table thead tbody tr th td p ol ul li strong br code span div blockquote h2".split())


def hostile() -> Audit:
    """Return an audit that has the hostile words wherever a report has words."""
    audit = audited_text(hostile_report())
    report = audit.report
    return replace(
        audit,
        report=replace(
            report,
            agency=WORDS,
            title=WORDS,
            source=replace(report.source, path=WORDS, encoding=WORDS),
            agency_names=tuple((where, WORDS, place) for where, _, place in report.agency_names),
            sections=tuple(replace(s, title=WORDS) for s in report.sections),
        ),
    )


def everything(audit: Audit, lang: Lang) -> Iterator[tuple[str, Shown]]:
    """Yield all that can be shown of an audit, by the name of the function."""
    report = audit.report
    for name in ("heading", "source", "caveats", "findings", "headline", "repairs", "provenance"):
        yield name, getattr(display, name)(audit, lang)
    yield "verdict_counts", display.verdict_counts(audit, lang)
    yield "method", display.method(lang)
    trials = observe()
    yield "rule_verdicts", display.rule_verdicts(trials, lang)
    yield "rule_examples", display.rule_examples(trials, lang)
    yield "rule_measures", display.rule_measures(read_measures(), lang)
    for name in ("reading", "labels", "unplaced", "sections", "claims"):
        yield name, getattr(display, name)(report, lang)
    for table in TABLES:
        yield "cells_of", display.cells_of(report, table, lang)
    for verdict in VERDICTS:
        yield "checks", display.checks(audit, verdict, lang)
    corpus = tables(one=audit)
    yield "corpus", display.corpus(corpus, lang)
    yield "history", display.history(corpus, report.agency, lang)
    yield "meaning", display.meaning("disclosure-rate", lang)
    yield "rates", display.rates(indicators(corpus), lang)
    yield "findings_of", display.findings_of(corpus.findings, lang)


class Tags(HTMLParser):
    """Collects tags and checks that they are closed in order."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_function_that_shows_something_is_tried_here() -> None:
    tried = {name for name, _ in everything(audited(), "en")}
    functions = {n for n in display.__all__ if inspect.isfunction(getattr(display, n))}
    assert functions - tried == {"beside", "clean"}


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_words_are_shown_as_letters_in_well_formed_markup(lang: Lang) -> None:
    for name, shown in everything(hostile(), lang):
        markup = Tags(shown._repr_html_())
        assert markup.open == [], name
        assert markup.tags <= TAGS, name
        assert markup.names <= {"style", "class", "scope"}, name
        assert "<script" not in shown._repr_html_(), name


@pytest.mark.parametrize("lang", LANGS)
def test_neither_markup_nor_text_holds_a_character_that_disguises(lang: Lang) -> None:
    for name, shown in everything(hostile(), lang):
        for text in (shown._repr_html_(), repr(shown)):
            assert [hex(ord(char)) for char in CONTROLS if char in text] == [], name


def test_hostile_lines_of_the_source_are_escaped_beside_what_was_read() -> None:
    from helpers.readers import text

    document = text.read(hostile_report().encode(), "x.txt", "0" * 64)
    shown = display.beside(document, audited_text(hostile_report()).report, 1, 400)
    assert Tags(shown._repr_html_()).tags <= TAGS
    assert SCRIPT in repr(shown)
    assert "&lt;script&gt;" in shown.html
    assert [char for char in CONTROLS if char in shown.html + shown.text] == []


def test_the_source_stands_beside_what_was_read_from_each_line() -> None:
    document, audit = open_document("shangtang-2020"), open_audit("shangtang-2020")
    lines = repr(display.beside(document, audit.report, 80, 84)).splitlines()
    assert len(lines) == 6
    assert "83\t276000\tproactive.procurement.amount = 276000" in [
        line.replace("⇥", "") for line in lines
    ]


def test_the_papers_of_the_source_are_shown_only_for_the_bytes_they_describe() -> None:
    audit = open_audit("shangtang-2020")
    assert "supplied with the project" in repr(display.source(audit))
    source = replace(audit.report.source, sha256="0" * 64)
    other = replace(audit, report=replace(audit.report, source=source))
    assert repr(display.source(other)).count("not recorded in a manifest") == 3


@pytest.mark.parametrize(
    ("show", "en", "zh"),
    [
        (display.findings, "Nothing to report.", "未发现问题。"),
        (display.repairs, "Every sum that can be checked holds.", "凡能核对的关系式全部成立。"),
        (
            lambda audit, lang: display.checks(audit, "undecided", lang),
            "None.",
            "无。",
        ),
    ],
    ids=["findings", "repairs", "undecided"],
)
def test_nothing_to_show_is_said_in_words(
    show: Callable[[Audit, Lang], Shown], en: str, zh: str
) -> None:
    audit = audited()
    quiet = replace(
        audit,
        findings=(),
        results=tuple(r for r in audit.results if r.outcome.verdict == "pass"),
    )
    assert repr(show(quiet, "en")) == en
    assert repr(show(quiet, "zh")) == zh


def test_the_headline_counts_what_the_findings_list() -> None:
    audit = open_audit("shangtang-2020")
    counts = audit.severities()
    line = repr(display.headline(audit))
    assert line.startswith(f"{counts['error']} error, {counts['warning']} warnings")
    shown = repr(display.findings(audit))
    assert shown.count("[error]") == counts["error"]
    assert shown.count("[warning]") == counts["warning"]
    assert shown.count("[note]") == counts["note"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_finding_shows_quote_place_basis_and_fingerprint(lang: Lang) -> None:
    audit = open_audit("shangtang-2020")
    shown = repr(display.findings(audit, lang))
    for finding in audit.findings:
        assert finding.fingerprint in shown
        assert finding.basis.in_(lang) in shown
        for evidence in finding.evidence[:1]:
            assert evidence.place is None or evidence.place.show(lang) in shown


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_shown_twice_is_the_same(lang: Lang) -> None:
    audit = audited_text(hostile_report())
    first = [(n, s.html, s.text) for n, s in everything(audit, lang)]
    assert first == [(n, s.html, s.text) for n, s in everything(audit, lang)]


def test_both_languages_show_the_same_rows() -> None:
    audit = audited_text(hostile_report())
    for (name, en), (_, zh) in zip(everything(audit, "en"), everything(audit, "zh"), strict=True):
        assert en.html.count("<tr") == zh.html.count("<tr"), name
        assert en.html.count("<li") == zh.html.count("<li"), name


def test_what_is_read_beside_the_source_is_told_in_the_language_asked_for() -> None:
    document, report = open_document("shangtang-2020"), open_report("shangtang-2020")
    assert "proactive.art20_1.created (the same)" in repr(
        display.beside(document, report, 10, 20, "en")
    )
    chinese = repr(display.beside(document, report, 10, 20, "zh"))
    assert "proactive.art20_1.created (相同)" in chinese
    assert "exact" not in chinese


@pytest.mark.parametrize(
    ("agency", "words"),
    [
        ("翊垭县水务局", "地名代码中查不到"),
        ("璟渡农场", "地名代码中查不到"),
        ("水务局", "未写明地名"),
    ],
)
def test_a_place_that_the_codes_do_not_have_is_not_said_to_be_unnamed(
    agency: str, words: str
) -> None:
    report = audited_text(hostile_report()).report
    unknown = replace(
        report, agency=agency, region=replace(report.region, code="", township="", how="none")
    )
    assert words in display.reading(unknown, "zh")._repr_html_()
