"""An audit as PDF, DOCX and HTML: what it must hold, in both languages, the same bytes each time."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from helpers.audit import Audit, audit
from helpers.cli import main
from helpers.invented import invented_report
from helpers.messages import LANGS, Lang
from helpers.parsing.reading import parse_document
from helpers.readers import text
from helpers.site.export import KINDS, document, paper_of
from helpers.site.export.lines import broken, shared_out
from helpers.site.export.paper import Cell, Drawing, Line, Paper, Quote, Rows, said
from hostile import CONTROLS, SCRIPT, WORDS, hostile_report

VALUES = {
    "applications.received.natural_person": 7,
    "applications.received.total": 7,
    "applications.granted.natural_person": 5,
}
"""Invented, and out of balance: one cell mends it."""
AGENCY = "云岚市青禾镇人民政府"


def judged(words: str) -> Audit:
    return audit(parse_document(text.read(words.encode(), "x.txt", "0" * 64)))


@pytest.fixture(scope="module")
def wrong() -> Audit:
    """Return the audit of an invented report that does not add up."""
    prose = ("（一）主动公开。全年主动公开政府信息10条，其中网站8条、公众号5条。",)
    return judged(invented_report("2021", VALUES, agency=AGENCY, prose={"overview": prose}))


def pdf_words(data: bytes) -> str:
    document_ = pypdfium2.PdfDocument(data)
    words = "".join(page.get_textpage().get_text_range() for page in document_)
    document_.close()
    return re.sub(r"\s+", "", words)


def docx_words(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        tree = ElementTree.fromstring(package.read("word/document.xml"))
    return re.sub(r"\s+", "", "".join(tree.itertext()))


def page_words(data: bytes) -> str:
    page = re.sub(r"<style>.*?</style>|<[^>]+>", "", data.decode("utf-8"), flags=re.DOTALL)
    for entity, char in (
        ("&#34;", '"'),
        ("&#39;", "'"),
        ("&gt;", ">"),
        ("&lt;", "<"),
        ("&amp;", "&"),
    ):
        page = page.replace(entity, char)
    return re.sub(r"\s+", "", page)


WORDS_OF: dict[str, Callable[[bytes], str]] = {
    "pdf": pdf_words,
    "docx": docx_words,
    "html": page_words,
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_document_holds_result_quotes_places_basis_and_provenance(
    wrong: Audit, kind: str, lang: Lang
) -> None:
    words = WORDS_OF[kind](document(paper_of(wrong, lang), kind))
    finding = wrong.findings[0]
    evidence = finding.evidence[0]
    assert evidence.place is not None
    wanted = [
        AGENCY,
        finding.title.in_(lang),
        finding.message.in_(lang),
        evidence.quote,
        evidence.place.show(lang),
        finding.basis.in_(lang),
        finding.fingerprint,
        wrong.report.source.sha256,
        wrong.repairs[0].why.in_(lang),
    ]
    assert [w for w in wanted if re.sub(r"\s+", "", w) not in words] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_has_the_same_bytes_each_time_and_after_another_one(
    wrong: Audit, kind: str
) -> None:
    first = document(paper_of(wrong, "zh"), kind)
    document(paper_of(wrong, "en"), kind)
    assert document(paper_of(wrong, "zh"), kind) == first


def test_the_suspects_are_marked_in_the_table(wrong: Audit) -> None:
    tables = [part for part in paper_of(wrong, "en").parts if isinstance(part, Rows)]
    marked = [cell.words for table in tables for row in table.rows for cell in row if cell.marked]
    assert marked
    assert all(" → " in words for words in marked)
    words = document(paper_of(wrong, "en"), "html").decode("utf-8")
    assert words.count('class="marked"') == len(marked)


def test_the_pdf_carries_its_chinese_letters_and_shows_all_of_them(wrong: Audit) -> None:
    data = document(paper_of(wrong, "zh"), "pdf")
    assert re.search(rb"/FontFile2\b", data)
    words = pdf_words(data)
    assert "政府信息公开" in words
    assert "\ufffd" not in words


def test_a_chinese_page_is_drawn_with_ink_where_its_letters_are(wrong: Audit) -> None:
    """Letters can be in a file and not be seen: the font might lack their shapes."""
    words = Paper("", "", "zh", (Line("政府信息公开工作年度报告审计"),))
    blank = Paper("", "", "zh", (Line(""),))
    assert _ink(document(words, "pdf")) > _ink(document(blank, "pdf")) + 300


def _ink(data: bytes) -> int:
    drawn = pypdfium2.PdfDocument(data)[0].render(scale=1, grayscale=True).to_numpy()
    return int((drawn < 160).sum())


def test_the_word_document_names_a_chinese_font_and_its_pictures(wrong: Audit) -> None:
    with zipfile.ZipFile(io.BytesIO(document(paper_of(wrong, "zh"), "docx"))) as package:
        styles = package.read("word/styles.xml").decode("utf-8")
        body = package.read("word/document.xml").decode("utf-8")
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert 'w:eastAsia="Microsoft YaHei"' in styles
    assert body.count("<pic:pic") == body.count(" descr=")
    assert "w:tblHeader" in body


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_words_are_words_in_a_document(kind: str) -> None:
    data = document(paper_of(judged(hostile_report()), "zh"), kind)
    words = WORDS_OF[kind](data)
    assert SCRIPT in words
    assert [hex(ord(c)) for c in CONTROLS if c in words] == []
    if kind == "html":
        assert b"<script" not in data


@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_longer_than_a_page_a_letter_without_a_shape_and_no_xml_are_all_taken(
    kind: str,
) -> None:
    long = "很长" * 6000
    odd = said(f"{WORDS}\x00\ud800\uffff\U0001f600𠮷<b>&")
    rows = Rows(("a", "b"), ((Cell(long), Cell(odd)), (Cell(""), Cell("", marked=True))))
    made = document(Paper(odd, odd, "zh", (Line(odd), Quote(long, odd), rows)), kind)
    assert WORDS_OF[kind](made).count("很") == 12_000


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_without_tables_can_be_exported(kind: str) -> None:
    words = invented_report("2021", agency=AGENCY)
    empty = judged("\n".join(line for line in words.splitlines() if "\t" not in line))
    made = replace(empty, findings=(), results=())
    assert AGENCY in WORDS_OF[kind](document(paper_of(made, "zh"), kind))


def test_only_figures_that_show_something_are_drawn(wrong: Audit) -> None:
    drawn = [part.words for part in paper_of(wrong, "en").parts if isinstance(part, Drawing)]
    assert len(drawn) == 4


LETTER = st.text("政府12 345,.（）“”，。abc-\n", max_size=60)


@given(LETTER, st.integers(3, 40))
@example(" 111", 3)
def test_breaking_lines_loses_nothing_and_no_line_is_too_wide(words: str, width: int) -> None:
    lines = broken(words, width, len)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(len(line) <= width for line in lines)


@given(st.lists(st.integers(0, 99_999), min_size=1, max_size=20), st.integers(8, 30))
def test_a_number_is_never_broken_where_it_has_room(numbers: list[int], width: int) -> None:
    words = "共".join(f"{n}件" for n in numbers)
    assert re.findall(r"\d+", "\n".join(broken(words, width, len))) == [str(n) for n in numbers]


def test_a_mark_that_ends_something_begins_no_line() -> None:
    lines = broken("一二三四，五六七八。九十", 4, len)
    assert lines == ["一二三", "四，五六", "七八。九", "十"]


@given(st.lists(st.lists(LETTER, min_size=2, max_size=2), min_size=1, max_size=8))
def test_columns_share_the_width_and_none_is_lost(columns: list[list[str]]) -> None:
    widths = shared_out(columns, 100, len, room=2)
    assert sum(widths) <= 100.001
    assert all(width > 0 for width in widths)


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_writes_a_file_in_each_language_and_names_them(
    kind: str, tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(invented_report("2021"), encoding="utf-8")
    called = CliRunner().invoke(
        main, ["export", str(report), "--to", kind, "--lang", "en,zh", "--out", str(tmp_path)]
    )
    assert called.exit_code == 0, called.output
    names = [f"report.{kind}", f"report.zh.{kind}"]
    assert called.output.split() == [str(tmp_path / name) for name in names]
    assert all((tmp_path / name).stat().st_size > 10_000 for name in names)


def test_two_languages_in_one_file_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    report, out = tmp_path / "report.txt", tmp_path / "one.pdf"
    report.write_text("no report", encoding="utf-8")
    called = CliRunner().invoke(main, ["export", str(report), "--lang", "en,zh", "--out", str(out)])
    assert called.exit_code == 2
    assert "Two languages give two files. Name a folder with --out" in called.stderr
    assert not out.exists()


def test_a_report_that_cannot_be_read_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    report, out = tmp_path / "report.txt", tmp_path / "one.pdf"
    report.write_bytes(b"")
    called = CliRunner().invoke(main, ["export", str(report), "--out", str(out)])
    assert called.exit_code == 1
    assert "The file is empty." in called.stderr
    assert not out.exists()
