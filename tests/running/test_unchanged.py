"""A second run reads and judges nothing, and whatever a report rests on makes it be judged again."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from helpers.audit import Audit, audit
from helpers.audit.reviews import COLUMNS, Review, reviews_text
from helpers.batch import making
from helpers.batch.executing import Job
from helpers.batch.records import Records
from helpers.batch.run import Outcome, run
from helpers.batch.template import in_language, load_template
from helpers.catalogue import find_reports
from helpers.invented import invented_report
from helpers.load import neighbours_of, read_found

N = "natural_person"
AGENCIES = ("云岚市丹枫镇人民政府", "云岚市白鹭镇人民政府")
Seen = list[str]


def put(folder: Path, name: str, year: int, received: int = 5, agency: str = AGENCIES[0]) -> Path:
    folder.mkdir(exist_ok=True)
    values = {f"applications.received.{N}": received, f"applications.granted.{N}": received}
    path = folder / f"{name}.txt"
    text = invented_report("2021", values, year=year, agency=agency)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with last year's and this year's report of an organ, and another organ's."""
    folder = tmp_path / "in"
    put(folder, "last", 2021)
    put(folder, "now", 2022)
    put(folder, "other", 2022, agency=AGENCIES[1])
    return folder


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> dict[str, Seen]:
    """Return what is read, judged and executed; nothing needs a kernel."""
    seen: dict[str, Seen] = {"read": [], "judged": [], "executed": []}

    def noted(kind: str, honest: Callable[..., Any]) -> Callable[..., Any]:
        def call(first: Any, *rest: Any, **more: Any) -> Any:
            source = getattr(first, "source", None)
            seen[kind].append(Path(source.path).stem if source else first.slug)
            return honest(first, *rest, **more)

        return call

    monkeypatch.setattr(making, "read_found", noted("read", making.read_found))
    monkeypatch.setattr("helpers.load.read_found", noted("read", read_found))
    monkeypatch.setattr(making, "judge", noted("judged", making.judge))

    def executed(job: Job, found: Any, lang: Any) -> Any:
        seen["executed"].append(found.slug)
        return in_language(job.template, lang)

    monkeypatch.setattr(making, "executed", executed)
    return seen


def go(folder: Path, **more: Any) -> Outcome:
    found = find_reports([folder], [".txt"])
    beside = neighbours_of(found, texts=True)
    return run(Job(found, folder.parent / "out", load_template(), neighbours=beside, **more))


@contextmanager
def only(seen: dict[str, Seen]) -> Iterator[dict[str, Seen]]:
    """Give what is seen within a block."""
    for names in seen.values():
        names.clear()
    yield seen


def tree(folder: Path) -> dict[str, bytes]:
    files = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def written(folder: Path) -> dict[str, tuple[int, int]]:
    """Return which file stands under each name, and when it was written last."""
    files = ((p, p.stat()) for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): (s.st_ino, s.st_mtime_ns) for p, s in files}


def test_a_second_run_reads_judges_and_executes_nothing(folder: Path, seen: Any) -> None:
    first = go(folder)
    assert sorted(seen["judged"]) == ["last", "now", "other"]
    before, dates = tree(folder.parent / "out"), written(folder.parent / "out")
    with only(seen):
        second = go(folder)
    assert seen == {"read": [], "judged": [], "executed": []}
    assert second.made == first.made
    assert tree(folder.parent / "out") == before
    assert written(folder.parent / "out") == dates


def test_a_changed_report_is_judged_again_and_so_is_the_one_for_the_next_year(
    folder: Path, seen: Any
) -> None:
    go(folder)
    put(folder, "last", 2021, received=6)
    with only(seen):
        go(folder)
    assert sorted(seen["executed"]) == ["last", "now"]


def test_a_report_for_the_year_before_that_comes_later_is_compared(folder: Path, seen: Any) -> None:
    path = folder / "last.txt"
    text = path.read_bytes()
    path.unlink()
    before = go(folder).made["now"]
    path.write_bytes(text)
    with only(seen):
        after = go(folder).made["now"]
    assert sorted(seen["executed"]) == ["last", "now"]
    assert before.others == ()
    assert after.others == ("last.txt",)


def test_a_report_for_the_year_before_that_is_taken_away_is_compared_no_longer(
    folder: Path, seen: Any
) -> None:
    go(folder)
    (folder / "last.txt").unlink()
    with only(seen):
        go(folder)
    assert seen["executed"] == ["now"]


def test_levels_that_are_declared_later_are_judged(folder: Path, seen: Any) -> None:
    go(folder)
    level = f'[[level]]\nparent = "{AGENCIES[0]}"\nmembers = ["{AGENCIES[1]}"]\nwhy = "invented"\n'
    (folder / "levels.toml").write_text(level, encoding="utf-8")
    with only(seen):
        outcome = go(folder)
    assert sorted(seen["executed"]) == ["last", "now"]
    assert "other.txt" in outcome.made["now"].others
    put(folder, "other", 2022, received=9, agency=AGENCIES[1])
    with only(seen):
        go(folder)
    assert sorted(seen["executed"]) == ["now", "other"]


def test_a_hash_that_the_manifest_records_later_is_held_against_the_file(
    folder: Path, seen: Any
) -> None:
    go(folder)
    fields = ["file", "agency", "year", "source", "accessed", "sha256", "licence"]
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, fields)
        writer.writeheader()
        writer.writerow(dict.fromkeys(fields, "") | {"file": "other.txt", "sha256": "0" * 64})
    outcome = go(folder)
    assert [(f.slug, error.code) for f, error in outcome.failed] == [("other", "hash-changed")]


def test_a_malformed_file_of_corrections_is_told_and_then_heals(folder: Path, seen: Any) -> None:
    go(folder)
    (folder / "repairs.toml").write_text("[[repair]]\n", encoding="utf-8")
    assert {error.code for _, error in go(folder).failed} == {"malformed-repairs"}
    (folder / "repairs.toml").unlink()
    assert len(go(folder).made) == 3


def test_a_decision_about_a_finding_makes_its_report_be_judged_again(
    folder: Path, seen: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = {f"applications.received.{N}": 5, f"applications.granted.{N}": 4}
    text = invented_report("2021", values, year=2022)
    (folder / "now.txt").write_text(text, encoding="utf-8")
    found = {f.slug: f for f in find_reports([folder], [".txt"])}
    finding = audit(read_found(found["now"])).findings[0]
    path = folder.parent / "reviews.csv"
    monkeypatch.setattr("helpers.load.reviews_path", lambda: path)
    go(folder)
    review = Review(
        finding.fingerprint, "confirmed", "x", "y", "2026-01-02", "z", finding.rule, "0" * 64
    )
    path.write_text(reviews_text([review]), encoding="utf-8")
    with only(seen):
        go(folder)
    assert seen["judged"] == ["now"]
    path.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    with only(seen):
        go(folder)
    assert seen["judged"] == ["now"]


def test_another_language_or_parameter_executes_without_comparing_reports_anew(
    folder: Path, seen: Any
) -> None:
    go(folder)
    with only(seen):
        go(folder, langs=("en", "zh"))
    assert sorted(seen["executed"]) == sorted(["last", "now", "other"] * 2)


@pytest.mark.parametrize("harm", [b"", b"x", b"\xff\xfe", "cut", "flipped"])
def test_a_record_that_is_torn_is_made_again(folder: Path, seen: Any, harm: bytes | str) -> None:
    go(folder)
    before = tree(folder.parent / "out")
    (path,) = (folder.parent / "out" / ".state").rglob("now.record")
    data = path.read_bytes()
    if harm == "cut":
        harm = data[:-3]
    if harm == "flipped":
        harm = data[:-1] + bytes([data[-1] ^ 1])
    assert isinstance(harm, bytes)
    path.write_bytes(harm)
    with only(seen):
        go(folder)
    assert seen["judged"] == ["now"]
    assert seen["executed"] == []
    assert tree(folder.parent / "out") == before


@pytest.mark.parametrize("torn", ["", "\n\n", "x", "0123456789abcdef {}", "\ufffd"])
def test_cards_that_are_torn_are_made_again(folder: Path, seen: Any, torn: str) -> None:
    go(folder)
    before = tree(folder.parent / "out")
    path = folder.parent / "out" / ".state" / "cards.jsonl"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([torn, *lines[1:], lines[-1][:40]]), encoding="utf-8")
    with only(seen):
        go(folder)
    assert len(seen["executed"]) == 0
    assert tree(folder.parent / "out") == before


def test_without_state_a_run_gives_the_same_again(folder: Path, seen: Any) -> None:
    go(folder)
    before = tree(folder.parent / "out")
    for path in sorted((folder.parent / "out" / ".state").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    with only(seen):
        go(folder)
    assert seen["executed"] == []
    assert tree(folder.parent / "out") == before


def test_a_file_that_changes_while_it_is_judged_is_judged_again_next_time(
    folder: Path, seen: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = making.judge

    def slow(report: Any, **more: Any) -> Audit:
        judged = honest(report, **more)
        if report.year == 2022 and report.agency == AGENCIES[1]:
            put(folder, "other", 2022, received=7, agency=AGENCIES[1])
        return judged

    monkeypatch.setattr(making, "judge", slow)
    go(folder)
    monkeypatch.setattr(making, "judge", honest)
    with only(seen):
        go(folder)
    assert "other" in seen["executed"]


def test_a_record_made_under_no_key_is_never_taken(tmp_path: Path) -> None:
    judged = audit(read_found(find_reports([put(tmp_path / "in", "a", 2021)], [".txt"])[0]))
    records = Records(tmp_path, lambda *_: ())
    record = records.put("a", "key", judged, [], "product")
    assert records.get("a", "key") == record
    assert records.get("a", "other") is None


def test_what_is_kept_of_reports_that_are_gone_is_removed(folder: Path, seen: Any) -> None:
    go(folder)
    (folder / "other.txt").unlink()
    go(folder)
    state = folder.parent / "out" / ".state"
    assert sorted(p.stem for p in state.rglob("*.record")) == ["last", "now"]
    assert '"other.txt"' not in (state / "cards.jsonl").read_text("utf-8")


def test_what_is_kept_of_reports_that_are_only_not_in_the_run_stays(
    folder: Path, tmp_path: Path, seen: Any
) -> None:
    go(folder)
    elsewhere = tmp_path / "elsewhere"
    put(elsewhere, "further", 2023)
    state = folder.parent / "out" / ".state"
    chosen = find_reports([folder / "now.txt"], [".txt"])
    run(Job(chosen, folder.parent / "out", load_template(), neighbours=neighbours_of(chosen)))
    kept = find_reports([elsewhere], [".txt"])
    run(Job(kept, folder.parent / "out", load_template(), neighbours=neighbours_of(kept)))
    assert sorted(p.stem for p in state.rglob("*.record")) == ["further", "last", "now", "other"]
    cards = (state / "cards.jsonl").read_text("utf-8")
    assert all(f'"{name}.txt"' in cards for name in ("last", "now", "other"))
