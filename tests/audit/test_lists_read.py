"""Where a list of parts is looked for in the prose around it. All reports are invented."""

import pytest

from audit.build import breakdown, only, report

LIST = "公开信息20条，分别为网站10条、微信7条"


@pytest.mark.parametrize(
    ("paragraphs", "verdict"),
    [
        (("我镇依法公开政府信息。", f"{LIST}。另有微博3条。"), "undecided"),
        (("我镇公开信息3条。", f"{LIST}。"), "fail"),
        ((f"{LIST}。", "另有微博3条。"), "fail"),
        ((f"{LIST}；如前所述，{LIST}。另有微博3条。",), "undecided"),
    ],
)
def test_only_the_sentence_behind_a_list_goes_on_with_it_whichever_paragraph_it_is_in(
    paragraphs: tuple[str, ...], verdict: str
) -> None:
    made = breakdown(LIST, 20, 10, 7, listed_as="分别为")
    told = only("parts-below-whole", report(prose={"overview": paragraphs}, breakdowns=(made,)))
    assert told.verdict == verdict
