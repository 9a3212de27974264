"""The letter to an organ: courteous, with places and quotes, about the report and not our reading."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from audited import audited, audited_text
from calling import Ogi
from helpers.audit import Audit, Decided, Review, reviewed
from helpers.invented import invented_report
from helpers.letter import compose
from helpers.letter import words as w
from helpers.letter.page import letter_page, letter_text
from helpers.messages import LANGS, Lang, Text
from hostile import SCRIPT, WORDS, hostile_report

NOWHERE = Path("no-such-folder") / "report.txt"
PROSE = ("（一）主动公开。全年主动公开政府信息10条，其中网站8条、公众号5条。",)
WRONG = {
    "applications.received.natural_person": 3,
    "applications.received.total": 3,
    "applications.granted.natural_person": 2,
    "applications.granted.total": 2,
    "applications.outcome_total.natural_person": 2,
    "applications.outcome_total.total": 2,
}
ACCUSING = re.compile(
    "造假|虚假|隐瞒|违法|错误|责令|必须|应当立即|lie|false|fraud|wrong|must|error", re.I
)


@pytest.fixture(scope="module")
def spoiled() -> Audit:
    return audited("2021", WRONG, prose={"overview": PROSE})


def decided(audit: Audit, decision: Decided, sha256: str = "") -> Audit:
    """Return the audit with a decision about its first finding."""
    first, held = audit.findings[0], sha256 or audit.report.source.sha256
    made = Review(
        first.fingerprint, decision, "见附注", "张三", "2024-05-31", "x", first.rule, held
    )
    return reviewed(audit, [made])


@pytest.mark.parametrize("lang", LANGS)
def test_it_names_place_quote_and_basis_of_each_item(spoiled: Audit, lang: Lang) -> None:
    letter = compose(spoiled, NOWHERE, lang)
    serious = [f for f in spoiled.findings if f.severity != "note"]
    assert len(letter.items) == len(serious) >= 2
    text = letter_text([letter])
    assert "全年主动公开政府信息10条，其中网站8条、公众号5条" in text
    assert "云岚市青禾镇人民政府" in letter.greeting
    row = Text("row “一、本年新收政府信息公开申请数量”", "“一、本年新收政府信息公开申请数量”行")
    assert row.in_(lang) in text
    for item in letter.items:
        labels = {label for label, _ in item.rows}
        assert {w.PLACE.in_(lang), w.SAID.in_(lang), w.BASIS.in_(lang)} <= labels


@pytest.mark.parametrize("lang", LANGS)
def test_it_accuses_nobody_and_asks_for_corrections_of_our_reading(
    spoiled: Audit, lang: Lang
) -> None:
    letter = compose(spoiled, NOWHERE, lang)
    own = " ".join((letter.title, letter.opening, *letter.remarks, letter.closing))
    assert not ACCUSING.search(own)
    assert "误读" in own or "misread" in own
    assert "贵单位" in own or "you" in own


def test_notes_are_left_out(spoiled: Audit) -> None:
    as_notes = replace(
        spoiled, findings=tuple(replace(f, severity="note") for f in spoiled.findings)
    )
    assert compose(as_notes, NOWHERE, "zh").items == ()


def test_a_report_without_findings_is_told_so() -> None:
    audit = audited("2021")
    assert all(f.severity == "note" for f in audit.findings)
    letter = compose(audit, NOWHERE, "zh")
    assert letter.items == ()
    assert "未发现需要贵单位核对的不一致之处" in letter.opening
    assert "敬请指出" in letter_text([letter])
    assert "nothing in it that does not agree" in compose(audit, NOWHERE, "en").opening


@pytest.mark.parametrize("decision", ["dismissed", "explained"])
def test_what_a_reviewer_settled_is_left_out_and_named(spoiled: Audit, decision: Decided) -> None:
    letter = compose(decided(spoiled, decision), NOWHERE, "zh")
    assert len(letter.items) == len(compose(spoiled, NOWHERE, "zh").items) - 1
    assert spoiled.findings[0].title.zh not in [item.title for item in letter.items]
    assert letter.left_out[0] == "经人工复核，下列事项未列入："
    assert "见附注" in letter.left_out[1]
    assert "张三" not in letter_text([letter])  # who decided is nobody else's business


def test_what_was_confirmed_or_decided_about_other_bytes_stays(spoiled: Audit) -> None:
    whole = len(compose(spoiled, NOWHERE, "zh").items)
    for audit in (decided(spoiled, "confirmed"), decided(spoiled, "dismissed", "f" * 64)):
        letter = compose(audit, NOWHERE, "zh")
        assert len(letter.items) == whole
        assert letter.left_out == ()


def test_what_rests_on_an_unsure_reading_is_left_out_and_counted(spoiled: Audit) -> None:
    unsure = replace(
        spoiled.report,
        readings=tuple(replace(r, confidence="low") for r in spoiled.report.readings),
    )
    letter = compose(replace(spoiled, report=unsure), NOWHERE, "zh")
    on_tables = [f for f in spoiled.findings if f.severity != "note" and f.cells]
    assert letter.unsure == len(on_tables) > 0
    assert len(letter.items) == len(compose(spoiled, NOWHERE, "zh").items) - letter.unsure


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(invented_report("2021"), encoding="utf-8")
    return path


class Tags(HTMLParser):
    """The tags of a page and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_words_of_a_report_are_words_in_a_letter() -> None:
    audit = audited_text(hostile_report())
    audit = replace(audit, report=replace(audit.report, agency=WORDS))
    page = letter_page([compose(audit, NOWHERE, lang) for lang in LANGS])
    seen = Tags()
    seen.feed(page)
    assert "script" not in seen.tags
    assert "img" not in seen.tags
    assert SCRIPT in seen.words
    assert "default-src 'none'" in page


def test_the_command_prints_or_writes_it_in_both_languages(
    good: Path, tmp_path: Path, ogi: Ogi
) -> None:
    printed = ogi("letter", good, "--lang", "zh,en")
    assert printed.code == 0
    assert printed.out.startswith("关于核对")
    assert "Request to check figures" in printed.out
    target = tmp_path / "letter.html"
    written = ogi("letter", good, "--out", target, "--lang", "zh")
    assert (written.code, written.out) == (0, "")
    assert target.read_text("utf-8").startswith('<!doctype html>\n<html lang="zh-CN">')
    assert ogi("letter", good, "--out", tmp_path / "letter.pdf").code == 2
    assert ogi("letter", "no-such-report").code == 2
