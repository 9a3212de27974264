"""What two reports share: a symmetric measure, and passages as each prints them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from helpers.likeness import (
    LEAST_PASSAGE,
    LONGEST_TEXT,
    STRETCH,
    boilerplate,
    likeness,
    own_names,
    stretches,
    wording,
)
from helpers.model import Place, Region, Report, Section, Source

INVENTED = [
    "全镇设立便民窗口{n}个，由党政办派专人值守，逐日登记群众来电来访，当场答复{n}件，转办{n}件，办结后电话回访。",
    "{agency}在文化广场新建电子屏，滚动播放惠民补贴名单、修路工程进度和防汛值班安排，共更新{n}次，群众反映良好。",
    "档案室把近年会议纪要逐份编目扫描，由分管副镇长签字后移交查阅点，查阅点每周开放{n}天，设专人指引填表。",
    "村务监督小组每季度抽查公示栏，发现张贴不及时{n}处，已当日补贴并通报，相关村干部在例会上作了说明。",
    "组织财政所、民政所、农技站骨干集中学习保密审查流程{n}次，演练拟稿、核稿、会签、上网四个环节，人人过关。",
    "在赶集日摆设咨询台，发放图解折页{n}份，把医保缴费、秸秆还田、危房改造三类热点问题讲给赶集的乡亲听。",
]


def report(lines: list[str], agency: str) -> Report:
    """Return an invented report whose only section holds `lines`."""
    placed = tuple((text, Place(line=n)) for n, text in enumerate(lines, start=2))
    section = Section(1, "总体情况", "\n".join(lines), Place(line=1), "overview", placed)
    source = Source("invented.txt", "0" * 64, "text", "utf-8")
    return Report(
        source=source,
        title="",
        title_place=None,
        agency=agency,
        agency_names=(),
        agency_kind="township",
        year=2022,
        form="2021",
        period=None,
        published=None,
        sections=(section,),
        cells={},
        region=replace(Region(), township=agency.removesuffix("人民政府")),
    )


def invented(agency: str, number: int, lines: list[str] | None = None) -> Report:
    return report([t.format(agency=agency, n=number) for t in lines or INVENTED], agency)


def test_a_copy_with_other_numbers_and_names_shares_everything() -> None:
    one, two = invented("青禾镇人民政府", 12), invented("白鹭乡人民政府", 3_456)
    found = likeness(wording(one), wording(two))
    assert found.share == 1
    assert found.passages[0].first_place == found.passages[0].second_place


def test_passages_are_quoted_as_each_report_prints_them() -> None:
    one, two = invented("青禾镇人民政府", 12), invented("白鹭乡人民政府", 345)
    passages = likeness(wording(one), wording(two)).passages
    quoted = next(p for p in passages if "电子屏" in p.first)
    assert quoted.first.startswith("青禾镇人民政府在文化广场")
    assert quoted.second.startswith("白鹭乡人民政府在文化广场")
    assert "共更新12次，群众" in quoted.first
    assert "共更新345次，群众" in quoted.second


def test_sentences_of_the_law_are_nobodys_text() -> None:
    law = (
        "根据《中华人民共和国政府信息公开条例》第四十九条、第五十条规定，"
        "现公布2023年政府信息公开工作年度报告。"
    )
    assert stretches(wording(report([law], "青禾镇人民政府")).text) <= boilerplate()


def test_a_text_too_short_to_compare_has_no_share() -> None:
    short = wording(invented("青禾镇人民政府", 1, INVENTED[:1]))
    assert likeness(short, short).share is None


def test_what_many_share_does_not_count() -> None:
    one, two = wording(invented("青禾镇人民政府", 1)), wording(invented("白鹭乡人民政府", 2))
    assert likeness(one, two, stretches(one.text)).share is None


def test_a_very_long_text_is_cut_so_that_work_is_bounded() -> None:
    long = report(["水" * LONGEST_TEXT, "山" * 100], "青禾镇人民政府")
    assert len(wording(long).text) <= LONGEST_TEXT + 1


def test_longer_names_are_masked_before_the_shorter_ones_inside_them() -> None:
    names = own_names(invented("青禾镇人民政府", 1))
    assert names.index("青禾镇人民政府") < names.index("青禾镇")


texts = st.lists(
    st.text(alphabet="山水田林路桥镇村民办0123，。 青禾", max_size=120), min_size=1, max_size=6
)


@given(texts, texts)
def test_the_share_is_symmetric_and_between_nothing_and_everything(
    first: list[str], second: list[str]
) -> None:
    one, two = wording(report(first, "青禾镇")), wording(report(second, "白鹭乡"))
    there, back = likeness(one, two), likeness(two, one)
    assert there.share == back.share
    assert there.share is None or 0 <= there.share <= 1


@given(texts)
def test_what_is_quoted_stands_in_the_report(lines: list[str]) -> None:
    whole = report(lines, "青禾镇")
    masked = wording(whole)
    for passage in likeness(masked, masked).passages:
        assert any(passage.first in line for line in lines)
        assert len(passage.first) >= LEAST_PASSAGE - STRETCH
