"""The file of reviewers' decisions: what is read, what is refused, and what it says. All invented."""

from dataclasses import replace
from pathlib import Path

import pytest

from audit.build import report
from helpers.audit import Review, merged, read_reviews, reviews_text, subject
from helpers.errors import InputError
from helpers.model import Source

DECIDED = Review(
    "0123456789abcdef",
    "dismissed",
    "原件如此，“一字不差”",
    "Li",
    "2025-01-01",
    "青禾镇 2024",
    "outcomes-sum",
    "a" * 64,
)
OTHER = replace(DECIDED, fingerprint="f" * 16)


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "reviews.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as error:
        read_reviews(path)
    return error.value


# --- what decisions call a report -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agency", "title", "year", "name"),
    [
        ("青禾镇人民政府", "青禾镇年度报告", 2024, "青禾镇人民政府 2024"),
        ("青禾镇  人民\n政府", "", 2024, "青禾镇 人民 政府 2024"),
        (None, "青禾镇年度报告", 2024, "青禾镇年度报告 2024"),
        (None, "", 2024, "abcdef012345 2024"),
        ("青禾镇人民政府", "", None, "青禾镇人民政府"),
    ],
)
def test_a_report_is_called_by_its_agency_or_else_title_or_hash_and_its_year(
    agency: str | None, title: str, year: int | None, name: str
) -> None:
    source = Source("data/raw/invented.txt", "abcdef0123456789" * 4, "text", "utf-8")
    made = replace(report(), agency=agency, title=title, year=year, source=source)
    assert subject(made) == name


# --- what is read -----------------------------------------------------------------------------------


def test_no_file_holds_no_decisions(tmp_path: Path) -> None:
    assert read_reviews(tmp_path / "reviews.csv") == ()


def test_the_file_has_one_line_for_each_decision_below_its_heads() -> None:
    assert reviews_text([DECIDED]) == (
        "fingerprint,decision,reason,reviewer,date,report,rule,sha256\n"
        "0123456789abcdef,dismissed,原件如此，“一字不差”,Li,2025-01-01,青禾镇 2024,outcomes-sum,"
        + "a" * 64
        + "\n"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_with_the_ends_of_lines_of_any_system_is_read(tmp_path: Path, end: str) -> None:
    text = reviews_text([DECIDED, OTHER]).replace("\n", end)
    assert read_reviews(written(tmp_path, text)) == (DECIDED, OTHER)


def test_a_file_that_a_table_program_saved_with_a_mark_before_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, reviews_text([DECIDED]).encode("utf-8-sig"))
    assert read_reviews(path) == (DECIDED,)


@pytest.mark.parametrize("reason", ["two\nlines", "two\r\nlines", 'the "same" number, twice'])
def test_a_reason_in_several_lines_or_with_marks_is_read_back(tmp_path: Path, reason: str) -> None:
    given = replace(DECIDED, reason=reason)
    assert read_reviews(written(tmp_path, reviews_text([given]))) == (given,)


def test_blank_lines_are_passed_over(tmp_path: Path) -> None:
    head, line = reviews_text([DECIDED]).splitlines()
    assert read_reviews(written(tmp_path, f"{head}\n\n{line}\n,,,,,,,\n")) == (DECIDED,)


def test_of_two_decisions_of_one_day_the_last_in_the_file_holds(tmp_path: Path) -> None:
    later = replace(DECIDED, decision="confirmed", reason="looked again")
    assert read_reviews(written(tmp_path, reviews_text([DECIDED, later]))) == (later,)
    assert merged([later], [DECIDED]) == (DECIDED,)


def test_an_earlier_decision_does_not_take_the_place_of_a_later_one() -> None:
    earlier = replace(DECIDED, date="2024-12-31")
    assert merged([DECIDED], [earlier]) == (DECIDED,)


def test_decisions_are_sorted_by_finding_then_day_then_reviewer() -> None:
    wang, early = (
        replace(DECIDED, reviewer="Wang"),
        replace(DECIDED, reviewer="Zhao", date="2024-05-01"),
    )
    assert merged([OTHER, wang], [DECIDED, early]) == (early, DECIDED, wang, OTHER)


# --- what is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("good", "bad", "columns"),
    [
        ("0123456789abcdef", "0123456789abcde", "fingerprint"),
        ("dismissed", "perhaps", "decision"),
        ("原件如此，“一字不差”", " ", "reason"),
        (",Li,", ", ,", "reviewer"),
        ("2025-01-01", "20250101", "date"),
        ("2025-01-01", "2025-02-30", "date"),
        ("a" * 64, "a" * 63, "sha256"),
        (",Li,2025-01-01", ",,1.1.2025", "reviewer, date"),
    ],
)
def test_a_wrong_value_is_refused_with_its_column_and_its_line(
    tmp_path: Path, good: str, bad: str, columns: str
) -> None:
    text = reviews_text([DECIDED]) + reviews_text([DECIDED]).splitlines()[1].replace(good, bad)
    error = refused(written(tmp_path, text))
    assert error.code == "malformed-reviews"
    assert error.place == "reviews.csv, line 3"
    assert error.what.en == f"The decisions cannot be used: {columns}."
    assert error.what.zh == f"复核决定文件无法使用：{columns.replace(', ', '、')}。"


@pytest.mark.parametrize("mark", ["<<<<<<< ours", "=======", ">>>>>>> theirs"])
def test_marks_of_an_unfinished_merge_are_called_that(tmp_path: Path, mark: str) -> None:
    error = refused(written(tmp_path, f"{reviews_text([DECIDED])}{mark}\n"))
    assert "marks of an unfinished merge" in error.what.en
    assert error.place == "reviews.csv, line 3"


@pytest.mark.parametrize("more", [False, True])
def test_a_line_with_a_value_too_few_or_too_many_is_refused(tmp_path: Path, more: bool) -> None:
    head, line = reviews_text([DECIDED]).splitlines()
    short = line.rpartition(",")[0] if not more else f"{line},more"
    error = refused(written(tmp_path, f"{head}\n{short}\n"))
    assert f"{9 if more else 7} values for 8 columns" in error.what.en


@pytest.mark.parametrize("text", ["", "fingerprint,decision\n", "a,b\n"])
def test_a_file_without_its_heads_is_refused_with_the_heads_it_needs(
    tmp_path: Path, text: str
) -> None:
    error = refused(written(tmp_path, text))
    assert "fingerprint,decision,reason,reviewer,date,report,rule,sha256" in error.what.en
    assert error.place == "reviews.csv, line 1"


def test_a_quote_that_ends_before_its_value_does_is_refused(tmp_path: Path) -> None:
    text = reviews_text([DECIDED]).replace(",Li,", ',"Li"x,')
    assert refused(written(tmp_path, text)).place == "reviews.csv"


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    assert refused(written(tmp_path, b"\xff\xfe\x00")).place == "reviews.csv"


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reviews.csv").mkdir()
    assert refused(tmp_path / "reviews.csv").code == "malformed-reviews"
