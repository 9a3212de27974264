"""The site in a browser, opened from the disk: search, choice, order, keyboard, phone, languages."""

import re
from pathlib import Path
from typing import Any

import pytest

from helpers.messages import LANGS, Lang
from invented_site import MANY, Seen

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
"""Looks again until it is so: a browser does what it is told a moment later."""

Tab = tuple[Any, Seen]
ROWS = "#reports tbody tr"


def names(page: Any) -> list[str]:
    """Return the organs of the rows that are shown."""
    return page.locator("#reports td.organ > a").all_inner_texts()  # type: ignore[no-any-return]


def column(page: Any, kind: str) -> list[str]:
    return page.locator(f"#reports td.{kind}").all_inner_texts()  # type: ignore[no-any-return]


def told(page: Any) -> str:
    return page.locator(".dt-info").inner_text()  # type: ignore[no-any-return]


def front(site: Path, lang: Lang = "en", chosen: str = "") -> str:
    name = "index.html" if lang == "en" else f"index.{lang}.html"
    return f"{(site / name).as_uri()}{chosen}"


def opened(tab: Tab, address: str) -> Any:
    page, _ = tab
    page.goto(address)
    return page


def test_ten_thousand_reports_are_listed_and_only_a_page_of_them_is_in_the_document(
    tab: Tab, site: Path
) -> None:
    page = opened(tab, front(site))
    assert told(page) == f"1–50 of {MANY:,}"
    assert page.locator(ROWS).count() == 50


def test_a_search_finds_a_report_while_it_is_typed_and_never_shows_more_than_a_page(
    tab: Tab, site: Path
) -> None:
    page = opened(tab, front(site))
    counts = []
    for letter in "第1987镇":
        page.locator("#q").press_sequentially(letter)
        counts.append(page.locator(ROWS).count())
    assert max(counts) == 50
    assert names(page) == ["虚构第1987镇人民政府"] * 5
    assert told(page) == f"1–5 of 5 (chosen from {MANY:,})"


@pytest.mark.parametrize("words", ["青禾镇 2022", "qinghezhen 2022", "qing-he 2022"])
def test_a_report_is_found_by_its_organ_in_characters_or_in_letters(
    tab: Tab, site: Path, words: str
) -> None:
    page = opened(tab, front(site))
    page.locator("#q").fill(words)
    assert names(page) == ["云岚市青禾镇人民政府"]
    assert column(page, "year") == ["2022"]


def test_the_choices_narrow_the_list_together_and_are_cleared_together(
    tab: Tab, site: Path
) -> None:
    page = opened(tab, front(site))
    page.locator("#year").select_option("2020")
    assert set(column(page, "year")) == {"2020"}
    page.locator("#region").select_option("乙省云岚市")
    page.locator("#kind").select_option("department")
    page.locator("#verdict").select_option("error")
    assert set(column(page, "kind")) == {"department"}
    assert {words[:5] for words in page.locator(".place").all_inner_texts()} == {"乙省云岚市"}
    errors = page.locator("#reports tbody td:nth-child(4)").all_inner_texts()
    assert errors
    assert "0" not in errors
    page.locator("#filters button").click()
    expect(page.locator(".dt-info")).to_have_text(f"1–50 of {MANY:,}")


def test_what_has_no_finding_can_be_chosen(tab: Tab, site: Path) -> None:
    page = opened(tab, front(site, chosen="#verdict=none"))
    for number in (4, 5, 6):
        cells = page.locator(f"#reports tbody td:nth-child({number})").all_inner_texts()
        assert set(cells) == {"0"}


def test_a_head_orders_by_its_column_and_says_so(tab: Tab, site: Path) -> None:
    page = opened(tab, front(site))
    head = page.locator("#reports thead th.year")
    for said, year in (("descending", "2023"), ("ascending", "2019")):
        head.click()
        expect(head).to_have_attribute("aria-sort", said)
        expect(page.locator("#reports td.year").first).to_have_text(year)
        assert set(column(page, "year")) == {year}


def test_the_list_begins_with_the_worst(tab: Tab, site: Path) -> None:
    page = opened(tab, front(site))
    cells = page.locator("#reports tbody td:nth-child(4)").all_inner_texts()
    assert set(cells) == {"2"}


def test_the_way_back_from_a_report_leads_to_what_was_chosen(tab: Tab, site: Path) -> None:
    page = opened(tab, front(site))
    page.locator("#q").fill("青禾镇")
    page.locator("#reports td.organ > a").first.click()
    expect(page).to_have_title(re.compile("^云岚市青禾镇人民政府"))
    page.go_back()
    expect(page.locator("#q")).to_have_value("青禾镇")
    expect(page.locator(ROWS)).to_have_count(3)


def test_the_keyboard_reaches_the_search_orders_and_opens_a_report(tab: Tab, site: Path) -> None:
    page = opened(tab, front(site))
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("青禾镇 2021")
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "[document.activeElement.closest('th') !== null, document.activeElement.closest('td') !== null]"
        )
        reached.append(here)
        if here[1]:
            break
    assert [True, False] in reached
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"audits/2021/qing-he-2021\.html$"))


def test_a_head_is_a_button_that_the_keyboard_presses(tab: Tab, site: Path) -> None:
    page = opened(tab, front(site))
    button = page.locator("#reports thead th.year [role=button]")
    assert "sort" in (button.get_attribute("aria-label") or "")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reports thead th.year")).to_have_attribute("aria-sort", "descending")


def test_evidence_is_one_click_away(tab: Tab, site: Path) -> None:
    page = opened(tab, front(site, chosen="#q=青禾镇+2021"))
    page.locator("#reports td.top a").first.click()
    expect(page).to_have_url(re.compile(r"#findings$"))
    expect(page.locator("#findings")).to_contain_text("其中网站8条、公众号5条")
    expect(page.locator("#findings blockquote").first).to_be_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_of_an_organ_lists_its_years(tab: Tab, site: Path, lang: Lang) -> None:
    page = opened(tab, front(site, lang, chosen="#q=青禾镇"))
    page.locator("#reports td.files a").first.click()
    expect(page.locator("h1")).to_have_text("云岚市青禾镇人民政府")
    years = page.locator("table.reports tbody th.year a")
    expect(years).to_have_text(["2023", "2022", "2021"])
    years.nth(1).click()
    expect(page.locator("h1").first).to_contain_text("2022")
    page.locator("header nav a", has_text="This organ" if lang == "en" else "本机关").click()
    expect(page.locator("h1")).to_have_text("云岚市青禾镇人民政府")


def test_the_language_changes_and_what_was_chosen_stays(tab: Tab, site: Path) -> None:
    page = opened(tab, front(site, chosen="#q=青禾镇&year=2023"))
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("a.twin").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator(".dt-info")).to_have_text(f"第 1–1 份，共 1 份 （从 {MANY:,} 份中选出）")
    page.locator("a.twin").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#year")).to_have_value("2023")
    expect(page.locator(".dt-info")).to_have_text(f"1–1 of 1 (chosen from {MANY:,})")


def test_pages_of_the_table_are_turned(tab: Tab, site: Path) -> None:
    page = opened(tab, front(site))
    first = names(page)
    page.locator(".dt-paging").get_by_label("Next page").click()
    expect(page.locator(".dt-info")).to_have_text(f"51–100 of {MANY:,}")
    assert names(page) != first
    assert page.locator(ROWS).count() == 50


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "index.zh.html",
        "site/organs.html",
        "site/organs/yun-lan-shi-qing-he-zhen-ren-min-zheng-fu.html",
        "audits/2022/qing-he-2022.html",
        "audits/2022/qing-he-2022.zh.html",
    ],
)
def test_a_phone_needs_no_sideways_scrolling(phone: Any, site: Path, name: str) -> None:
    page = phone.new_page()
    page.goto((site / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [980, 1280])
def test_the_whole_list_is_in_sight_on_a_desk(tab: Tab, site: Path, width: int, lang: Lang) -> None:
    page = opened(tab, front(site, lang))
    page.set_viewport_size({"width": width, "height": 900})
    table = page.locator(".dt-layout-table").first
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth")


def test_without_scripts_the_worst_are_listed_and_organs_lead_to_all_others(
    scriptless: Any, site: Path
) -> None:
    page = scriptless.new_page()
    page.goto(front(site))
    assert page.locator(ROWS).count() == 200
    assert not page.locator("#filters").is_visible()
    assert page.locator(".plain").is_visible()
    page.locator(".plain a").click()
    expect(page.locator("ul.organs span a")).to_have_count(MANY)
    page.close()


def test_a_browser_tells_of_a_word_that_would_run(desktop: Any, tmp_path: Path, site: Path) -> None:
    """The other tests see no violation of the policy; this one sees that one would be seen."""
    words = (site / "index.html").read_text("utf-8").replace("</main>", "<script>1</script></main>")
    (tmp_path / "index.html").write_text(words, encoding="utf-8")
    page, seen = desktop.new_page(), Seen()
    seen.watch(page)
    page.goto((tmp_path / "index.html").as_uri())
    page.close()
    assert any("Content Security Policy" in said for said in seen.said)
