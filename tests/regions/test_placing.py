"""An organ is placed where exactly one place fits, and nowhere by a guess."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.regions import chain_of, place_organ
from helpers.regions.divisions import gazetteer


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("丰城市上塘镇人民政府", 2020, "360981"),
        ("江苏省徐州市鼓楼区教育局", 2020, "320302"),
        ("江苏徐州鼓楼区教育局", 2020, "320302"),
        ("重庆市人民政府外事办公室", 2022, "500000"),
        ("国家税务总局丰城市税务局", 2022, "360981"),
        ("凉山州某局", 2021, "513400"),
        ("彭水县某镇人民政府", 2021, "500243"),
        ("仙桃市某局", 2021, "429004"),
        ("东莞市", 2021, "441900"),
    ],
)
def test_a_name_that_begins_with_one_place_is_placed_there(name: str, year: int, code: str) -> None:
    assert place_organ([("title", name)], year=year).code == code


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("即墨市", 2015, "370282"),
        ("即墨区", 2020, "370215"),
        ("和县", 2009, "341424"),
        ("和县", 2020, "340523"),
        ("巢湖市", 2009, "341400"),
        ("南宁市横县", 2018, "450127"),
    ],
)
def test_a_former_name_has_the_code_of_the_year(name: str, year: int, code: str) -> None:
    assert place_organ([("title", name)], year=year).code == code


@pytest.mark.parametrize("name", ["鼓楼区", "市中区某局", "桥西区", "城关区某镇", "朝阳区"])
def test_a_name_of_several_places_is_never_placed_by_a_guess(name: str) -> None:
    region = place_organ([("title", name)], year=2022, text=["全省各市县，江苏的经验。"])
    if len(chain_of(name, 2022).divisions) > 1:
        assert (region.code, region.how) == ("", "ambiguous")
        assert len(region.candidates) > 1


def test_another_form_of_the_name_decides_between_places() -> None:
    names = [("title", "鼓楼区教育局"), ("metadata", "徐州市鼓楼区教育局")]
    region = place_organ(names, year=2022)
    assert (region.code, region.how) == ("320302", "metadata")


def test_the_parent_named_in_the_text_decides_between_places() -> None:
    region = place_organ([("title", "鼓楼区教育局")], year=2022, text=["在开封市委领导下。"])
    assert (region.code, region.how) == ("410204", "text")


def test_two_parents_named_in_the_text_decide_nothing() -> None:
    text = ["在开封市委领导下，学习徐州市的做法。"]
    assert place_organ([("title", "鼓楼区教育局")], year=2022, text=text).how == "ambiguous"


def test_a_foreign_place_left_over_never_wins_against_the_title() -> None:
    names = [("title", "丰城市某局"), ("body", "应城市某局")]
    assert place_organ(names, year=2022).code == "360981"


def test_without_a_title_two_places_that_disagree_are_both_listed() -> None:
    region = place_organ([("signature", "丰城市某局"), ("body", "应城市某局")], year=2022)
    assert (region.code, region.how, len(region.candidates)) == ("", "conflict", 2)


@pytest.mark.parametrize("name", ["云岚市青禾镇人民政府", "城区街道", "水务局", "高县镇", ""])
def test_an_invented_or_smaller_place_is_not_placed(name: str) -> None:
    region = place_organ([("title", name)], year=2022)
    assert (region.code, region.how) == ("", "none")


def test_the_township_is_that_of_the_name() -> None:
    assert place_organ([("title", "云岚市青禾镇人民政府")]).township == "青禾镇"
    assert place_organ([("title", "丰城市上塘镇")]).name == "江西省宜春市丰城市上塘镇"


def test_every_division_of_today_is_placed_by_its_full_name() -> None:
    known = gazetteer()
    for division in known.by_code.values():
        if division.until is None:
            full = known.full_name(division)
            assert place_organ([("title", full)], year=2025).code == division.code, full


@settings(deadline=None)  # the first example loads the divisions
@given(st.text(max_size=40), st.one_of(st.none(), st.integers(2008, 2030)))
def test_any_text_is_cut_without_loss(text: str, year: int | None) -> None:
    chain = chain_of(text, year)
    assert chain.known or place_organ([("title", text)], year=year).code == ""
