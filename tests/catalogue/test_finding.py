"""Reports are found by path or by name, whatever the working folder, and each gets its own slug."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.catalogue import Found, find_report, find_reports
from helpers.errors import UsageError
from helpers.paths import repository_root
from helpers.slugs import slug_of

SUFFIXES = (".html", ".txt")
ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw" / "shangtang-2020.txt"


def put(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name, encoding="utf-8")
    return paths


SAVED = (
    "甲.html",
    "甲_files/logo.png",
    "甲_files/more/b.PNG",
    "甲_files/frame.html",
    "乙.files/t.png",
)


def test_pictures_saved_with_a_page_are_no_reports_but_a_frame_and_other_pictures_are(
    tmp_path: Path,
) -> None:
    put(tmp_path, *SAVED, "scan_files/p1.png", "scan.png")
    found = find_reports([tmp_path], (*SUFFIXES, ".png"))
    assert {f.path.relative_to(tmp_path).as_posix() for f in found} == {
        "甲.html",
        "甲_files/frame.html",
        "scan.png",
        "scan_files/p1.png",  # no page was saved beside it
        "乙.files/t.png",
    }


def test_a_picture_saved_with_a_page_is_taken_when_it_is_named_itself(tmp_path: Path) -> None:
    put(tmp_path, *SAVED)
    picture = tmp_path / "甲_files" / "logo.png"
    for named in (picture, picture.parent):
        assert picture in [f.path for f in find_reports([named], (*SUFFIXES, ".png"))]


def slugs(found: Iterable[Found]) -> list[str]:
    return [f.slug for f in found]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("上塘镇2020年报", "shang-tang-zhen-2020-nian-bao"),
        ("Shangtang_2020", "shangtang-2020"),
        ("重庆市 政府信息公开（2021）", "chong-qing-shi-zheng-fu-xin-xi-gong-kai-2021"),
        ("长治市六合镇", "chang-zhi-shi-lu-he-zhen"),
        ("都昌县", "du-chang-xian"),
        ("长寿区", "chang-shou-qu"),
        ("长子县", "zhang-zi-xian"),
        ("洪洞县", "hong-tong-xian"),
        ("漯河市", "luo-he-shi"),
        ("六安市", "lu-an-shi"),
        ("厦门市", "xia-men-shi"),
        ("番禺区", "pan-yu-qu"),
        ("蚌埠市", "beng-bu-shi"),
        ("大埔县", "da-bu-xian"),
        ("乐清市", "yue-qing-shi"),
        ("荥阳市", "xing-yang-shi"),
        ("莘县", "shen-xian"),
        ("歙县", "she-xian"),
        ("闵行区", "min-hang-qu"),
        ("..", "report"),
        ("年报.zh", "nian-bao-zh"),
        ("😀", "report"),
    ],
)
def test_a_name_becomes_a_slug_of_ascii_letters_digits_and_hyphens(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(st.text())
def test_every_name_gives_a_slug_that_is_safe_as_a_file_name(name: str) -> None:
    slug = slug_of(name)
    assert 0 < len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug == slug.strip("-")


def test_one_name_in_several_folders_gives_several_slugs(tmp_path: Path) -> None:
    put(tmp_path, "甲/年报.txt", "乙/年报.txt", "丙/年报.txt", "年报.html")
    found = find_reports([tmp_path], SUFFIXES)
    assert len(set(slugs(found))) == 4
    assert all(slug.startswith("nian-bao") for slug in slugs(found))
    assert slugs(found) == slugs(find_reports([tmp_path], SUFFIXES))


def test_one_name_in_folders_that_are_named_apart_gives_several_slugs(tmp_path: Path) -> None:
    put(tmp_path, "a/x.txt", "b/x.txt", "c/x.txt", "d/x.txt")
    found = find_reports([tmp_path / name for name in "abcd"], SUFFIXES)
    assert len(set(slugs(found))) == 4


def test_the_slugs_of_a_folder_do_not_depend_on_where_it_lies(tmp_path: Path) -> None:
    put(tmp_path / "here", "a/x.txt", "b/x.txt")
    put(tmp_path / "there" / "deep", "a/x.txt", "b/x.txt")
    here = find_reports([tmp_path / "here"], SUFFIXES)
    there = find_reports([tmp_path / "there" / "deep"], SUFFIXES)
    assert [(f.slug, f.name) for f in here] == [(f.slug, f.name) for f in there]


def test_a_file_named_twice_is_found_once(tmp_path: Path) -> None:
    (path,) = put(tmp_path, "x.txt")
    assert len(find_reports([path, tmp_path, path], SUFFIXES)) == 1


def test_a_folder_is_searched_for_reports_in_order_and_without_hidden_files(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/c.HTML", "a/.d.txt", ".e/f.txt", "notes.md")
    assert [f.name for f in find_reports([tmp_path], SUFFIXES)] == ["a/c.HTML", "b.txt"]


def test_a_hidden_folder_is_searched_when_it_is_named_itself(tmp_path: Path) -> None:
    put(tmp_path, ".hidden/a.txt")
    assert [f.name for f in find_reports([tmp_path / ".hidden"], SUFFIXES)] == ["a.txt"]


def test_a_file_that_is_named_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    (path,) = put(tmp_path, "report.dat")
    assert [f.path for f in find_reports([path], SUFFIXES)] == [path]


def test_a_report_is_called_as_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "in/a.txt")
    monkeypatch.chdir(tmp_path)
    (inside,) = find_reports([Path("in")], SUFFIXES)
    assert (inside.given, inside.name) == ("in/a.txt", "a.txt")


def test_a_link_is_called_by_its_own_name_wherever_it_leads(tmp_path: Path) -> None:
    (target,) = put(tmp_path, "store/0a1b2c")
    link = tmp_path / "reports" / "2020.txt"
    link.parent.mkdir()
    link.symlink_to(target)
    (found,) = find_reports([link.parent], SUFFIXES)
    assert (found.name, found.slug) == ("2020.txt", "2020")


def test_a_name_that_is_no_unicode_can_still_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb9\xab\xbf\xaa.txt"))
    try:
        path.write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    (found,) = find_reports([path], SUFFIXES)
    assert found.path.is_file()
    (found.given + found.name).encode("utf-8")


@pytest.mark.parametrize("name", ["nothing.txt", "nothing/at/all"])
def test_a_path_that_does_not_exist_is_an_error_of_the_call(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"no such file or folder\. Check") as caught:
        find_reports([tmp_path / name], SUFFIXES)
    assert caught.value.place == str(tmp_path / name)


def test_a_folder_without_reports_is_an_error_that_names_the_formats(tmp_path: Path) -> None:
    put(tmp_path, "readme.md")
    with pytest.raises(UsageError, match=r"no report in this folder.*\.html, \.txt"):
        find_reports([tmp_path], SUFFIXES)


@pytest.mark.parametrize("name", ["shangtang-2020", "data/raw/shangtang-2020.txt", str(RAW)])
def test_a_raw_report_is_found_by_slug_and_by_path_from_any_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = find_report(name, SUFFIXES)
    assert (found.path, found.name) == (RAW, "data/raw/shangtang-2020.txt")


def test_a_path_from_the_working_folder_keeps_its_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "in/deep/a.txt")
    monkeypatch.chdir(tmp_path)
    assert find_report("in/deep/a.txt", SUFFIXES).name == "in/deep/a.txt"


def test_a_mistyped_slug_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(UsageError, match=r"Give a path, or the name of a file.*: shangtang-2020\."):
        find_report("shangtan-2020", SUFFIXES)


def test_the_repository_is_found_from_a_folder_inside_and_from_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (ROOT / "notebooks", tmp_path):
        monkeypatch.chdir(folder)
        assert repository_root() == ROOT
