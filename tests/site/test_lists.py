"""What the lists say of a report, how reports are put to organs, and the files of the site."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import helpers.site
from helpers.audit import audit
from helpers.batch.pages import write_site
from helpers.display.shown import escape
from helpers.invented import invented_report
from helpers.messages import Text
from helpers.parsing.reading import parse_document
from helpers.readers import text
from helpers.site import Listed, index_page, organ_address, site_files
from helpers.site.data import data_script
from helpers.site.organs import organs
from helpers.site.outputs import Styles
from helpers.site.pictures import address_of
from invented_site import listed

SHARED = Path(helpers.site.__file__).parent / "shared"


def row(**changes: object) -> Listed:
    """Return an invented report in which everything adds up, as the lists have it."""
    document = text.read(invented_report("2021").encode(), "x.txt", "0" * 64)
    made = listed("x", audit(parse_document(document)), "audits/2021/x.html", "y.ipynb")
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_row_says_what_the_audit_says_and_holds_no_audit() -> None:
    words = invented_report("2021", {"applications.received.total": 5})
    judged = audit(parse_document(text.read(words.encode(), "x.txt", "0" * 64)))
    made = listed("x", judged, "x.html", "x.ipynb")
    assert (made.errors, made.warnings, made.notes) == tuple(judged.severities().values())
    assert made.passed + made.failed + made.undecided <= len(judged.results)
    message = judged.findings[0].message
    assert made.top is not None
    assert len(made.top.en) <= 160
    assert len(made.top.zh) <= 80
    assert message.en.startswith(made.top.en.removesuffix("…"))
    assert message.zh.startswith(made.top.zh.removesuffix("…"))
    assert made.name == judged.report.agency
    kept = [getattr(made, name) for name in Listed.__dataclass_fields__]
    assert all(isinstance(value, str | int | Text | None) for value in kept)


def test_a_report_without_an_organ_is_called_by_its_title_and_has_no_page_of_an_organ() -> None:
    made = row(agency="", title="年度报告")
    assert (made.name, made.organ) == ("年度报告", "")
    assert organs([made]) == {}
    assert organ_address("", "en") == ""


def test_the_reports_of_an_organ_stand_together_the_newest_first() -> None:
    rows = [row(slug=f"r{year}", year=year) for year in (2020, 2022, 2021)]
    ((page, (organ,)),) = organs(rows).items()
    assert [item.year for item in organ.reports] == [2022, 2021, 2020]
    assert organ_address(rows[0].agency, "zh") == f"site/organs/{page}.zh.html"


def test_two_organs_of_one_name_in_two_places_are_never_one() -> None:
    rows = [
        row(slug="a", agency="城关镇人民政府", code="990001"),
        row(slug="b", agency="城关镇人民政府", code="990002"),
        row(slug="c", agency="城关镇人民政府", code=""),
    ]
    (found,) = organs(rows).values()
    assert [[item.slug for item in organ.reports] for organ in found] == [["a"], ["b"], ["c"]]


def test_a_report_without_a_place_belongs_to_the_one_organ_of_its_name() -> None:
    rows = [row(slug="a", code="990001", year=2020), row(slug="b", code="", year=2021)]
    (found,) = organs(rows).values()
    assert [organ.code for organ in found] == ["990001"]


def test_organs_whose_names_are_spelt_alike_share_a_page_and_have_a_part_each() -> None:
    rows = [row(slug="a", agency="李庄镇人民政府"), row(slug="b", agency="里庄镇人民政府")]
    (found,) = organs(rows).values()
    assert [organ.name for organ in found] == ["李庄镇人民政府", "里庄镇人民政府"]


def test_the_front_page_counts_what_there_is_in_the_number_of_grammar() -> None:
    page = re.sub(r"<[^>]+>", "", index_page([row()], [], "en"))
    assert "1 report audited. An error" in page
    assert "1 year\n" in page
    page = re.sub(r"<[^>]+>", "", index_page([row(), row(slug="y", year=2001)], [], "en"))
    assert "2 reports audited. An error" in page


def test_a_page_of_an_organ_that_is_gone_is_removed_and_another_language_stays(
    tmp_path: Path,
) -> None:
    first, second = row(agency="甲镇人民政府"), row(agency="乙镇人民政府")
    for rows, lang in (([first, second], "en"), ([first, second], "zh"), ([second], "en")):
        write_site(tmp_path, site_files(rows, [], lang, ["en", "zh"]), [lang])  # type: ignore[arg-type,list-item]
    there = {path.name for path in (tmp_path / "site" / "organs").iterdir()}
    gone = first.organ
    assert there == {f"{gone}.zh.html", f"{second.organ}.html", f"{second.organ}.zh.html"}


def test_the_vendored_table_is_the_one_whose_version_and_hash_are_stated() -> None:
    told = (SHARED / "dataTables.txt").read_text("utf-8")
    library = (SHARED / "dataTables.min.js").read_bytes()
    version = re.match(r"DataTables ([\d.]+):", told)
    assert version is not None
    assert f"DataTables {version[1]}\n".encode() in library
    assert f"sha256 {hashlib.sha256(library).hexdigest()}\n" in told
    assert "The MIT License (MIT)" in told
    assert not re.search(rb"\beval\(|new Function", library)


def test_our_own_script_makes_no_markup_of_words_and_asks_for_nothing() -> None:
    script = (SHARED / "site.js").read_text("utf-8")
    assert not re.search(
        r"innerHTML|insertAdjacent|document\.write|eval|fetch\(|XMLHttp|import\(|https?:", script
    )


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(name=ANY, top=ANY, place=ANY)
def test_any_words_in_the_data_are_text_and_end_nothing(name: str, top: str, place: str) -> None:
    script = data_script([row_of(name, top, place)], "en")
    value = script.removeprefix("var ogiAudit=").removesuffix(";\n")
    assert not re.search("[<>&\u2028\u2029\u0085\n\r]", value.replace("\\n", ""))
    data = json.loads(value)
    assert len(data["rows"]) == 1
    assert len(data["rows"][0]) == 13


ROW = row()


def row_of(name: str, top: str, place: str) -> Listed:
    return replace(ROW, agency=name, title=name, top=Text(top, top), province=place)


@given(ANY)
def test_styles_become_classes_and_words_stay_as_they_are(words: str) -> None:
    styles = Styles()
    given_ = (
        f'<p class="a" style="color:#b3261e">{escape(words)}</p><td style="text-align:left">x</td>'
    )
    made = styles.classed(given_)
    assert made == f'<p class="a s0">{escape(words)}</p><td>x</td>'
    assert styles.rules == ".s0{color:#b3261e}\n"


def test_a_style_that_could_load_something_is_left_out() -> None:
    styles = Styles()
    assert styles.classed('<p style="background:url(x)">x</p>') == "<p>x</p>"
    assert styles.rules == ""


def test_what_is_no_picture_is_carried_as_it_is() -> None:
    assert address_of("AAAA\n") == ("data:image/png;base64,AAAA", None)
    assert address_of("<>") == ("data:image/png;base64,<>", None)
