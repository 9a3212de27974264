"""Prose of nothing but numbers is read, or refused with the limit it passes."""

from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.invented import invented_report
from helpers.parsing import read_report, too_many


def report(folder: Path, numbers: int) -> Path:
    path = folder / "report.txt"
    long = "，".join(f"公开{n % 10}条" for n in range(numbers))
    path.write_text(invented_report(opening=[long]), encoding="utf-8")
    return path


def test_many_numbers_are_all_read(tmp_path: Path) -> None:
    few = len(read_report(report(tmp_path, 10)).claims)
    assert len(read_report(report(tmp_path, 19_000)).claims) == few + 18_990


def test_more_numbers_than_the_limit_are_refused_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_report(report(tmp_path, too_many.MAX_NUMBERS + 1))
    assert caught.value.code == "too-long"
    assert f"at most {too_many.MAX_NUMBERS:,} are read. Take out" in caught.value.show("en")
    assert "个数字" in caught.value.show("zh")
