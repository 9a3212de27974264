"""Corrections by hand: applied where all they rest on holds, and refused aloud where not."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import display
from helpers.corrections import corrections_for, lost_corrections, read_corrections
from helpers.errors import InputError
from helpers.invented import invented_report
from helpers.load import open_report

ADDRESS = "proactive.regulations.issued"
ENTRY = {
    "file": "report.txt",
    "address": ADDRESS,
    "expected_state": "unreadable",
    "expected_raw": "",
    "raw": "5",
    "reason": "The values of the row ran together.",
}


def folder(tmp_path: Path, **changes: str) -> Path:
    """Write a report whose first row ran together, and a correction of its first cell."""
    text = invented_report("2021", {f"proactive.regulations.{c}": 5 for c in COLUMNS}, "spaces")
    text = text.replace("规章 5 5 5", "规章 555")
    assert "规章 555" in text
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    entry = {**ENTRY, "sha256": hashlib.sha256(text.encode()).hexdigest(), **changes}
    lines = "\n".join(f'{name} = "{value}"' for name, value in entry.items() if value != "-")
    (tmp_path / "repairs.toml").write_text(f"[[repair]]\n{lines}\n", encoding="utf-8")
    return tmp_path


COLUMNS = ("issued", "repealed", "in_force")


def test_a_correction_fills_the_cell_and_is_listed_as_ours(tmp_path: Path) -> None:
    report = open_report(str(folder(tmp_path, by="A. Reviewer") / "report.txt"))
    assert report.cell(ADDRESS).value == 5
    assert report.cell("proactive.regulations.repealed").state == "unreadable"
    (repair,) = [r for r in report.repairs if r.kind == "by-hand"]
    assert (repair.address, repair.was[0], repair.now) == (ADDRESS, "unreadable", ("number", "5"))
    assert repair.by == "A. Reviewer"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sha256": "0" * 64}, "other bytes"),
        ({"address": "proactive.regulations.total"}, "no such cell"),
        ({"expected_state": "blank"}, "the reader now gives"),
        ({"raw": "777777"}, "nowhere"),
        (
            {
                "address": "applications.received.total",
                "expected_state": "number",
                "expected_raw": "0",
            },
            "stays as published",
        ),
    ],
)
def test_a_correction_that_no_longer_fits_fails_aloud(
    tmp_path: Path, changes: dict[str, str], words: str
) -> None:
    path = folder(tmp_path, **changes) / "report.txt"
    with pytest.raises(InputError) as error:
        open_report(str(path))
    assert error.value.code == "stale-repair"
    assert words in error.value.what.en


@pytest.mark.parametrize(
    "text",
    [
        "[[repair]\n",
        "[[repair]]\nfile = 'a.txt'\n",
        "[repair]\nfile = 'a.txt'\n",
        "[[other]]\nfile = 'a.txt'\n",
        "repair = 3\n",
        "repair = " + "[" * 2000 + "]" * 2000,  # deeper than the library can follow
        "[[repair]]\n" + "".join(f"{k} = 3\n" for k in (*ENTRY, "sha256")),
        2 * ("[[repair]]\nsha256 = ''\n" + "".join(f"{k} = '{v}'\n" for k, v in ENTRY.items())),
    ],
)
def test_malformed_corrections_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "repairs.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_corrections(path)
    assert error.value.code == "malformed-repairs"


def test_a_report_of_another_name_has_no_corrections(tmp_path: Path) -> None:
    folder(tmp_path)
    assert len(corrections_for(tmp_path / "report.txt", "")) == 1
    assert corrections_for(tmp_path / "below" / "report.txt", "") == ()


def test_corrections_follow_a_renamed_file_by_its_bytes(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "below").mkdir()
    path = (tmp_path / "report.txt").rename(tmp_path / "below" / "other.txt")
    assert open_report(str(path)).cell(ADDRESS).value == 5
    assert lost_corrections([path]) == []


def test_a_correction_is_counted_among_the_cells_that_were_read(tmp_path: Path) -> None:
    path = folder(tmp_path) / "report.txt"
    corrected = open_report(str(path))
    (tmp_path / "repairs.toml").unlink()
    plain = open_report(str(path))
    before, after = plain.readings[0], corrected.readings[0]
    assert after.found == before.found + 1
    assert (after.confidence, after.how) == (before.confidence, before.how)
    assert corrected.readings[1:] == plain.readings[1:]


def test_the_corrections_that_come_with_the_project_are_well_formed() -> None:
    assert read_corrections(Path(__file__).parents[2] / "data" / "raw" / "repairs.toml") == ()


def test_a_cell_corrected_by_hand_is_counted_beside_the_cells_that_were_read(
    tmp_path: Path,
) -> None:
    report = open_report(str(folder(tmp_path) / "report.txt"))
    assert "(1 corrected by hand)" in display.reading(report, "en")._repr_html_()
    assert "（其中人工修正 1 格）" in display.reading(report, "zh")._repr_html_()
    clean = replace(report, repairs=())
    assert "corrected by hand" not in display.reading(clean, "en")._repr_html_()
