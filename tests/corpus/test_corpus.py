"""Which reports stand beside a report: paired by organ and year, chosen openly or not at all."""

import csv
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from helpers.catalogue import Entry, Found, find_reports
from helpers.corpus import LEVELS, Corpus, read_levels
from helpers.errors import InputError
from helpers.invented import invented_report
from helpers.load import corpus_of, read_found
from helpers.model import Report

N = "natural_person"
ONE = {f"applications.received.{N}": 5, f"applications.granted.{N}": 5}
TWO = {f"applications.received.{N}": 6, f"applications.granted.{N}": 6}


def put(folder: Path, name: str, year: int, values: Any = None, **changes: Any) -> None:
    folder.mkdir(exist_ok=True)
    text = invented_report("2021", values or ONE, year=year, **changes)
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def beside(folder: Path, name: str) -> tuple[Corpus, Found, Report]:
    found = find_reports([folder], [".txt"])
    own = next(f for f in found if f.path.stem == name)
    return corpus_of(found), own, read_found(own)


def test_last_years_report_is_found_by_organ_and_year(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021)
    put(tmp_path, "b", 2022)
    put(tmp_path, "c", 2023)
    corpus, own, report = beside(tmp_path, "c")
    context = corpus.context(own, report)
    assert context.earlier is not None
    assert context.earlier.year == 2022
    assert [Path(n).stem for n in corpus.beside(own, report)] == ["b"]


def test_another_organs_report_is_none_of_it(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021, agency="云岚市丹枫镇人民政府")
    put(tmp_path, "b", 2022)
    corpus, own, report = beside(tmp_path, "b")
    assert corpus.context(own, report).earlier is None
    assert corpus.beside(own, report) == []


def test_a_pair_made_by_the_name_alone_is_said_to_be_one(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021)
    put(tmp_path, "b", 2022)
    corpus, own, report = beside(tmp_path, "b")
    remark = corpus.context(own, report).remark
    assert remark is not None
    assert "by the name of the organ alone" in remark.en


def test_of_two_reports_with_the_same_figures_the_one_used_is_named(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021)
    put(tmp_path, "b", 2022)
    (tmp_path / "z.txt").write_text((tmp_path / "a.txt").read_text("utf-8") + "\n", "utf-8")
    corpus, own, report = beside(tmp_path, "b")
    context = corpus.context(own, report)
    assert context.earlier is not None
    assert context.remark is not None
    assert "a.txt” was used" in context.remark.en


def test_of_two_that_differ_none_is_used_and_both_are_named(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021)
    put(tmp_path, "z", 2021, TWO)
    put(tmp_path, "b", 2022)
    corpus, own, report = beside(tmp_path, "b")
    context = corpus.context(own, report)
    assert context.earlier is None
    assert context.remark is not None
    assert "a.txt" in context.remark.zh
    assert "z.txt" in context.remark.zh


def test_a_neighbour_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021)
    put(tmp_path, "b", 2022)
    (tmp_path / "broken.txt").write_bytes(b"Rar!\x1a\x07")
    corpus, own, report = beside(tmp_path, "b")
    assert corpus.context(own, report).earlier is not None


def test_a_file_alone_is_not_read_a_second_time(tmp_path: Path) -> None:
    put(tmp_path, "b", 2022)
    found = find_reports([tmp_path], [".txt"])

    def never(_: Found) -> Report:
        raise AssertionError("read again")

    report = read_found(found[0])
    assert Corpus(found, never).context(found[0], report).earlier is None


def manifest(folder: Path, *rows: tuple[str, str, int]) -> None:
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, Entry.__slots__)
        table.writeheader()
        for file, agency, year in rows:
            digest = sha256((folder / file).read_bytes()).hexdigest()
            row = dict.fromkeys(Entry.__slots__, "x")
            table.writerow(row | {"file": file, "agency": agency, "year": year, "sha256": digest})


def test_the_manifest_saves_reading_but_the_report_decides(tmp_path: Path) -> None:
    put(tmp_path, "a", 2020)
    put(tmp_path, "b", 2022)
    organ = read_found(find_reports([tmp_path / "b.txt"], [".txt"])[0]).agency
    manifest(tmp_path, ("a.txt", organ, 2021), ("b.txt", organ, 2022))
    corpus, own, report = beside(tmp_path, "b")
    assert corpus.context(own, report).earlier is None


def test_the_collection_of_a_file_is_looked_through(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021)
    put(tmp_path, "b", 2022)
    manifest(tmp_path)
    (own,) = find_reports([tmp_path / "b.txt"], [".txt"])
    context = corpus_of([own]).context(own, read_found(own))
    assert context.earlier is not None


LEVEL = """[[level]]
parent = "云岚市人民政府"
members = ["云岚市青禾镇人民政府", "云岚市丹枫镇人民政府"]
why = "名单"
"""


def test_members_are_those_that_were_declared(tmp_path: Path) -> None:
    put(tmp_path, "city", 2022, agency="云岚市人民政府")
    put(tmp_path, "town", 2022)
    put(tmp_path, "old", 2021, agency="云岚市丹枫镇人民政府")
    (tmp_path / LEVELS).write_text(LEVEL, encoding="utf-8")
    corpus, own, report = beside(tmp_path, "city")
    levels = corpus.context(own, report).levels
    assert levels is not None
    assert [name for name, _ in levels.reports] == ["云岚市青禾镇人民政府"]
    assert levels.missing == ("云岚市丹枫镇人民政府",)
    assert [Path(n).stem for n in corpus.beside(own, report)] == ["town"]
    corpus, own, report = beside(tmp_path, "town")
    assert corpus.context(own, report).levels is None


@pytest.mark.parametrize(
    "text",
    [
        "[[level]\n",
        "[other]\n",
        '[[level]]\nparent = "甲"\n',
        '[[level]]\nparent = "甲"\nmembers = []\nwhy = "x"\n',
        '[[level]]\nparent = "甲"\nmembers = [3]\nwhy = "x"\n',
        '[[level]]\nparent = "甲"\nmembers = ["乙"]\nwhy = ""\n',
        '[[level]]\nparent = "甲"\nmembers = ["乙"]\nwhy = "x"\nyears = ["2021"]\n',
        '[[level]]\nparent = "甲"\nmembers = ["乙"]\nwhy = "x"\nextra = 1\n',
    ],
)
def test_a_malformed_declaration_is_refused_with_a_hint(tmp_path: Path, text: str) -> None:
    (tmp_path / LEVELS).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_levels(tmp_path / LEVELS)
    assert error.value.code == "malformed-levels"
    assert LEVELS in error.value.hint.en


def test_the_file_that_lies_in_the_repository_declares_nothing_yet() -> None:
    root = Path(__file__).parents[2]
    assert read_levels(root / "data" / "raw" / LEVELS) == ()


def test_threads_that_ask_at_once_make_one_index(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021)
    put(tmp_path, "b", 2022)
    found = find_reports([tmp_path], [".txt"])
    reads: list[str] = []

    def read(one: Found) -> Report:
        reads.append(one.name)
        return read_found(one)

    corpus = Corpus(found, read)
    own = next(f for f in found if f.path.stem == "b")
    report = read_found(own)
    with ThreadPoolExecutor(4) as workers:
        names = list(workers.map(lambda _: corpus.beside(own, report), range(8)))
    assert names == [names[0]] * 8
    assert sorted(reads) == sorted(f.name for f in found)
