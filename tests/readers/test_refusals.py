"""What is refused before it is parsed, each with its reason and the next step."""

import contextlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.errors import InputError
from helpers.invented import invented_report
from helpers.parsing import read_report
from helpers.readers import MAX_BYTES, MAX_CHARACTERS, MAX_ITEMS, read_document


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_report(path)
    assert caught.value.what.en
    assert caught.value.what.zh
    assert caught.value.hint.en
    assert caught.value.hint.zh
    return caught.value


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\t", "empty"),
        (b"\0\0\0", "empty"),
        (b"%PDF-1.7 ...", "damaged"),
        (b"PK\x03\x04...", "format-not-read"),
        (b"\x89PNG\r\n\x1a\n...", "damaged"),
        (bytes(range(1, 32)) * 40, "binary"),
        ("虚构菜谱：先放油，后放盐。".encode(), "not-a-report"),
        ("<html><body><p>虚构新闻</p></body></html>".encode(), "not-a-report"),
    ],
)
def test_a_file_that_holds_no_report_is_refused_by_name(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(content)
    error = refusal(path)
    assert error.code == code
    assert str(path) in error.place


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt").code == "cannot-open"
    assert refusal(tmp_path).code == "is-a-folder"


def test_a_file_above_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert refusal(path).code == "too-large"


@pytest.mark.parametrize(
    "text",
    ["一\n" * (MAX_ITEMS + 1), "字" * (MAX_CHARACTERS + 1), "<table>" + "<td>0" * (MAX_ITEMS + 1)],
)
def test_a_document_with_too_many_lines_cells_or_characters_is_refused(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "long.html"
    path.write_text(text, encoding="utf-8")
    assert refusal(path).code == "too-long"


def test_the_suffix_does_not_decide_what_a_file_is(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_text(invented_report(layout="html"), encoding="utf-8")
    assert read_document(path).source.format == "html"
    path.write_text(invented_report(), encoding="utf-8")
    assert read_document(path).source.format == "text"


def test_a_report_that_breaks_off_inside_table_three_is_refused_and_read_on_demand(
    tmp_path: Path,
) -> None:
    whole = invented_report("2021", {"applications.received.natural_person": 4})
    path = tmp_path / "cut.txt"
    path.write_text(whole[: whole.index("2.重复申请")], encoding="utf-8")
    error = refusal(path)
    assert error.code == "cut-off"
    assert "line" in error.place
    report = read_report(path, partial=True)
    assert report.cell("applications.received.natural_person").value == 4
    assert report.cell("applications.repeated.total").state == "missing"
    assert report.cell("disputes.reconsideration.total").state == "missing"


def test_a_report_that_ends_after_its_tables_is_not_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "whole.txt"
    path.write_text(invented_report(without=["problems", "other"], signature=False), "utf-8")
    assert read_report(path).form == "2021"


REPORT = invented_report("2021", layout="pipes").encode("gb18030")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(0, len(REPORT)), st.integers(0, 400))
def test_a_report_with_bytes_put_in_or_lost_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, put: bytes, at: int, lost: int
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "report.txt"
    path.write_bytes(REPORT[:at] + put + REPORT[at + lost :])
    with contextlib.suppress(InputError):
        assert read_report(path).source.sha256


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "report.txt"
    path.write_text(text, encoding="utf-8", errors="replace")
    with contextlib.suppress(InputError):
        read_report(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_whole_report_in_two_byte_characters_is_no_binary_file(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(invented_report("2021", layout="tab_rows").encode(encoding))
    assert read_report(path).form == "2021"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert refusal(tmp_path / "pipe.txt").code == "no-file"
    assert refusal(Path("/dev/zero")).code == "no-file"


def test_a_link_to_nothing_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert refusal(tmp_path / "link.txt").code == "cannot-open"
