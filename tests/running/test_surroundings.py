"""Where and how a command is called: poor environments, odd paths, very full folders."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.catalogue import find_reports
from helpers.invented import AGENCY, invented_report
from helpers.readers import SUFFIXES


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.GBK", "no such"])
def test_without_a_home_and_in_any_locale_a_report_of_a_chinese_path_is_read(
    tmp_path: Path, locale: str
) -> None:
    folder = tmp_path / "路 径 （一）"
    folder.mkdir()
    path = folder / "报 告.txt"
    path.write_text(invented_report(), encoding="utf-8")
    call = [sys.executable, "-m", "helpers.cli", "parse", str(path), "--json"]
    environ = {"LC_ALL": locale, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(call, env=environ, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.decode("utf-8"))
    assert told["agency"] == AGENCY
    assert told["source"]["path"].endswith("报 告.txt")


def test_ten_thousand_files_in_one_folder_are_listed_each_once_in_order(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number:05}.txt").touch()
    found = find_reports([tmp_path], SUFFIXES)
    assert [report.path.name for report in found] == [f"{n:05}.txt" for n in range(10_000)]
    assert len({report.slug for report in found}) == 10_000
