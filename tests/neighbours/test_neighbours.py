"""Which reports stand beside a report: paired by organ and year, chosen openly or not at all."""

import csv
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from helpers.catalogue import Found, find_reports
from helpers.errors import InputError
from helpers.invented import invented_report
from helpers.levels import LEVELS, read_levels
from helpers.load import neighbours_of, open_audit, read_found
from helpers.manifest import Entry
from helpers.model import Report
from helpers.neighbours import Neighbours

N = "natural_person"
ONE = {f"applications.received.{N}": 5, f"applications.granted.{N}": 5}
TWO = {f"applications.received.{N}": 6, f"applications.granted.{N}": 6}


def put(folder: Path, name: str, year: int, values: Any = None, **changes: Any) -> None:
    folder.mkdir(exist_ok=True)
    text = invented_report("2021", values or ONE, year=year, **changes)
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def beside(folder: Path, name: str) -> tuple[Neighbours, Found, Report]:
    found = find_reports([folder], [".txt"])
    own = next(f for f in found if f.path.stem == name)
    return neighbours_of(found), own, read_found(own)


def test_last_years_report_is_found_by_organ_and_year(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021)
    put(tmp_path, "b", 2022)
    put(tmp_path, "c", 2023)
    neighbours, own, report = beside(tmp_path, "c")
    context = neighbours.context(own, report)
    assert context.earlier is not None
    assert context.earlier.year == 2022
    assert [Path(n).stem for n in neighbours.beside(own, report)] == ["b"]


def test_another_organs_report_is_none_of_it(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021, agency="云岚市丹枫镇人民政府")
    put(tmp_path, "b", 2022)
    neighbours, own, report = beside(tmp_path, "b")
    assert neighbours.context(own, report).earlier is None
    assert neighbours.beside(own, report) == []


def test_a_pair_made_by_the_name_alone_is_said_to_be_one(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021)
    put(tmp_path, "b", 2022)
    neighbours, own, report = beside(tmp_path, "b")
    remark = neighbours.context(own, report).remark
    assert remark is not None
    assert "by the name of the organ alone" in remark.en


def test_of_two_reports_with_the_same_figures_the_one_used_is_named(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021)
    put(tmp_path, "b", 2022)
    (tmp_path / "z.txt").write_text((tmp_path / "a.txt").read_text("utf-8") + "\n", "utf-8")
    neighbours, own, report = beside(tmp_path, "b")
    context = neighbours.context(own, report)
    assert context.earlier is not None
    assert context.remark is not None
    assert "a.txt” was used" in context.remark.en


def test_of_two_that_differ_none_is_used_and_both_are_named(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021)
    put(tmp_path, "z", 2021, TWO)
    put(tmp_path, "b", 2022)
    neighbours, own, report = beside(tmp_path, "b")
    context = neighbours.context(own, report)
    assert context.earlier is None
    assert context.remark is not None
    assert "a.txt" in context.remark.zh
    assert "z.txt" in context.remark.zh


def test_a_neighbour_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021)
    put(tmp_path, "b", 2022)
    (tmp_path / "broken.txt").write_bytes(b"Rar!\x1a\x07")
    neighbours, own, report = beside(tmp_path, "b")
    assert neighbours.context(own, report).earlier is not None


def test_a_file_alone_is_not_read_a_second_time(tmp_path: Path) -> None:
    put(tmp_path, "b", 2022)
    found = find_reports([tmp_path], [".txt"])

    def never(_: Found) -> Report:
        raise AssertionError("read again")

    report = read_found(found[0])
    assert Neighbours(found, never).context(found[0], report).earlier is None


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
    neighbours, own, report = beside(tmp_path, "b")
    assert neighbours.context(own, report).earlier is None


def test_the_collection_of_a_file_is_looked_through(tmp_path: Path) -> None:
    put(tmp_path, "a", 2021)
    put(tmp_path, "b", 2022)
    manifest(tmp_path)
    (own,) = find_reports([tmp_path / "b.txt"], [".txt"])
    context = neighbours_of([own]).context(own, read_found(own))
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
    neighbours, own, report = beside(tmp_path, "city")
    levels = neighbours.context(own, report).levels
    assert levels is not None
    assert [name for name, _ in levels.reports] == ["云岚市青禾镇人民政府"]
    assert levels.missing == ("云岚市丹枫镇人民政府",)
    assert [Path(n).stem for n in neighbours.beside(own, report)] == ["town"]
    neighbours, own, report = beside(tmp_path, "town")
    assert neighbours.context(own, report).levels is None


@pytest.mark.parametrize(
    "text",
    [
        "[[level]\n",
        "[other]\n",
        '[[level]]\nparent = "甲"\n',
        '[[level]]\nparent = "甲"\nmembers = []\nwhy = "x"\n',
        "level = " + "[" * 2000 + "]" * 2000,  # deeper than the library can follow
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

    neighbours = Neighbours(found, read)
    own = next(f for f in found if f.path.stem == "b")
    report = read_found(own)
    with ThreadPoolExecutor(4) as workers:
        names = list(workers.map(lambda _: neighbours.beside(own, report), range(8)))
    assert names == [names[0]] * 8
    assert sorted(reads) == sorted(f.name for f in found)


OWN = [
    "全镇设立便民窗口，由党政办派专人值守，逐日登记群众来电来访，当场答复，办结后电话回访。",
    "文化广场新建电子屏，滚动播放惠民补贴名单、修路工程进度和防汛值班安排，群众反映良好。",
    "档案室把近年会议纪要逐份编目扫描，由分管副镇长签字后移交查阅点，设专人指引填表。",
    "村务监督小组每季度抽查公示栏，发现张贴不及时，当日补齐并通报，村干部在例会上作了说明。",
    "组织财政所、民政所、农技站骨干集中学习保密审查流程，演练拟稿、核稿、会签、上网四个环节。",
    "在赶集日摆设咨询台，把医保缴费、秸秆还田、危房改造三类热点问题讲给赶集的乡亲听。",
]


def copied(folder: Path) -> list[Found]:
    """Put two reports that share their text and one that does not."""
    put(folder, "a", 2022, prose={"overview": OWN})
    put(folder, "b", 2022, prose={"overview": OWN}, agency="云岚市丹枫镇人民政府")
    put(folder, "c", 2022, agency="云岚市白鹭镇人民政府")
    return find_reports([folder], [".txt"])


def test_another_organs_report_with_the_same_text_is_found(tmp_path: Path) -> None:
    found = copied(tmp_path)
    neighbours = neighbours_of(found, texts=True)
    context = neighbours.context(found[0], read_found(found[0]))
    assert [r.agency for r in context.alike] == ["云岚市丹枫镇人民政府"]
    assert [Path(n).stem for n in neighbours.beside(found[0], read_found(found[0]))] == ["b"]
    assert neighbours.context(found[2], read_found(found[2])).alike == ()


def test_a_notebook_that_is_told_of_the_other_finds_the_same(tmp_path: Path) -> None:
    found = copied(tmp_path)
    names = neighbours_of(found, texts=True).beside(found[0], read_found(found[0]))
    audit = open_audit(str(found[0].path), others=[str(tmp_path / n) for n in names])
    (finding,) = [f for f in audit.findings if f.rule == "reuse"]
    assert "丹枫镇" in finding.message.zh
    assert any(finding.evidence[0].quote in line for line in OWN)


def test_texts_are_not_compared_unless_asked_for(tmp_path: Path) -> None:
    found = copied(tmp_path)
    assert neighbours_of(found).context(found[0], read_found(found[0])).alike == ()
