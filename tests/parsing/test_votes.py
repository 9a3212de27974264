"""The name of an organ on a scan: its mentions vote, and what they leave open is said."""

from dataclasses import replace

import pytest

from helpers.model import Document, Line, Place, Source
from helpers.parsing import parse_document
from helpers.parsing.votes import voted

SCAN = Document(Source("scan.pdf", "0" * 64, "pdf", None), (), remarks=(("read-by-ocr", "3"),))


def at(n: int) -> Place:
    return Place(page=1, paragraph=n)


def names(*pairs: tuple[str, str]):
    return [(where, name, at(n)) for n, (where, name) in enumerate(pairs, start=1)]


def test_the_reading_most_mentions_share_is_taken_and_the_others_are_told():
    found = names(("title", "青不镇"), ("signature", "青禾镇人民政府"), ("body", "青禾镇人民政府"))
    spoken, notes = voted(SCAN, found, [], 2022)
    assert [name for _, name, _ in spoken] == ["青禾镇", "青禾镇人民政府", "青禾镇人民政府"]
    assert [note.code for note in notes] == ["ocr-name"]
    assert "青不镇 (title)" in notes[0].text.en
    assert "青禾镇（落款）" in notes[0].text.zh


def test_each_character_is_voted_on_by_itself():
    found = names(
        ("title", "晴川县螅河镇"), ("signature", "睛川县螅河镇"), ("body", "晴川县蝗河镇")
    )
    spoken, notes = voted(SCAN, found, [], 2022)
    assert spoken[0][1] == "晴川县螅河镇"
    assert len(notes) == 1


def test_two_readings_that_stand_alone_leave_the_name_open():
    found = names(("title", "青不镇"), ("signature", "青禾镇人民政府"))
    spoken, (note,) = voted(SCAN, found, [], 2022)
    assert spoken[0][1] == "青不镇"
    assert "“不” is not settled" in note.text.en
    assert "“不”无法确定" in note.text.zh


def test_the_prose_is_one_mention_however_often_it_says_a_name():
    found = names(("title", "青禾镇"), ("signature", "青禾镇人民政府"))
    prose = [("我们同青山镇合办，青山镇参加，青山镇同意。", at(9))]
    spoken, notes = voted(SCAN, found, prose, 2022)
    assert spoken[0][1] == "青禾镇"
    assert len(notes) == 1


def test_a_place_that_exists_has_a_vote():
    found = names(("title", "丰诚市民政局"), ("signature", "丰城市民政局"))
    spoken, (note,) = voted(SCAN, found, [], 2022)
    assert spoken[0][1] == "丰城市民政局"
    assert "丰城市 (GB/T 2260)" in note.text.en


def test_what_a_file_declares_in_words_counts_for_two():
    found = [("title", "青不镇", at(1)), ("metadata", "青禾镇人民政府", None)]
    assert voted(SCAN, found, [], 2022)[0][0][1] == "青禾镇"


def test_a_lost_character_is_told():
    found = names(("title", "青河湾镇"), ("signature", "青湾镇人民政府"))
    _, (note,) = voted(SCAN, found, [], 2022)
    assert "青湾镇人民政府" in note.text.en


def test_a_name_read_in_one_place_only_is_uncertain():
    assert [n.code for n in voted(SCAN, names(("title", "青禾镇")), [], 2022)[1]] == ["ocr-name"]


def test_readings_that_agree_need_no_note():
    found = names(("title", "青禾镇"), ("signature", "青禾镇人民政府"))
    assert voted(SCAN, found, [], 2022) == (found, [])


@pytest.mark.parametrize("found", [[], names(("title", "青不镇"), ("body", "青禾镇人民政府"))])
def test_text_that_was_not_recognised_does_not_vote(found):
    assert voted(replace(SCAN, remarks=()), found, [], 2022) == (found, [])


def test_a_report_has_the_voted_name_and_its_note():
    lines = [
        "青不镇2022年政府信息公开工作年度报告",
        "本报告由青禾镇人民政府根据《中华人民共和国政府信息公开条例》编制。",
        "一、总体情况",
        "本年度公开信息20条。",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
        "无。",
        "青禾镇人民政府",
        "2023年1月18日",
    ]
    items = tuple(Line(text, at(n), 1.0) for n, text in enumerate(lines, start=1))
    report = parse_document(replace(SCAN, items=items), partial=True)
    assert report.agency == "青禾镇人民政府"
    assert "青不镇" in [name for _, name, _ in report.agency_names]
    assert "ocr-name" in [note.code for note in report.notes]
