"""Normal forms: what counts as the same words, and the way back to what is printed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.wording import bare, has_chinese, line_mapped, plain, squeeze, unnumbered, visible


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("本年新 制作数量", "本年新制作数量"),
        ("商业\n企业", "商业企业"),
        ("（一）予以公开", "(一)予以公开"),
        ("㈠予以公开", "(一)予以公开"),
        ("⼀、总体情况", "一、总体情况"),
        ("—、总体情况", "－、总体情况"),
        ("危及“三安全一稳定”", '危及"三安全一稳定"'),
        ("总\u200b计", "总计"),
        ("１．其他", "1.其他"),
        ("結轉下年度繼續辦理", "结转下年度继续办理"),
    ],
)
def test_what_differs_in_shape_alone_has_one_normal_form(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("1、属于国家秘密", "属于国家秘密"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("（一）、予以公开", "予以公开"),
        ("三、本年度办理结果", "本年度办理结果"),
        ("5属于", "属于"),
        ("三安全一稳定", "三安全一稳定"),
        ("2022年", "2022年"),
        ("1.5", "1.5"),
        ("（一）", "(一)"),
    ],
)
def test_leading_numbers_are_taken_off_and_other_numbers_stay(text: str, rest: str) -> None:
    assert unnumbered(text) == rest


def test_bare_words_have_no_marks() -> None:
    assert bare("3.危及“三安全一稳定”") == "危及三安全一稳定"
    assert bare("本年增/减") == "本年增减"


@given(st.text(max_size=80))
def test_a_normal_form_is_stable_and_holds_no_white_space(text: str) -> None:
    folded = plain(text)
    assert not any(c.isspace() for c in folded)
    assert plain(unicodedata.normalize("NFKC", folded)) == plain(folded)


@given(st.text(max_size=80))
def test_every_folded_character_leads_back_to_the_one_it_came_from(text: str) -> None:
    folded, origin = line_mapped(text)
    assert len(folded) == len(origin)
    assert origin == sorted(origin)
    assert all(0 <= at < len(text) and not text[at].isspace() for at in origin)
    assert all(c in plain(text[at]) for c, at in zip(folded, origin, strict=True))


@given(st.text(max_size=80))
def test_squeezing_keeps_what_is_visible(text: str) -> None:
    assert squeeze(text).split() == visible(text).split()
    assert "\n" not in squeeze(text)


def test_chinese_is_told_from_marks_and_letters() -> None:
    assert has_chinese("a规")
    assert not has_chinese("a1，。（）")


def test_radicals_that_pdf_files_give_for_characters_are_folded() -> None:
    assert plain("⼈⺠政府⻓期⻔户") == "人民政府长期门户"
