"""Fixtures for all tests that call the command line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from calling import Runs
from helpers.invented import invented_report
from hostile import hostile_report


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """Return an invented report in which everything adds up."""
    path = tmp_path / "good.txt"
    path.write_text(invented_report("2021"), encoding="utf-8")
    return path


USERS = ("qifengliu", "zhangwuyi")
"""Names no report contains."""


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Run the command line twice over a hostile report and a bad one, in both languages.

    The second run differs in all that must not matter: the working folder, how paths are written,
    the user, the time zone, the order of sets, the settings of matplotlib and its cache.
    """
    base = tmp_path_factory.mktemp("runs")
    inputs = base / "reports"
    (inputs / "青禾镇").mkdir(parents=True)
    (inputs / "青禾镇" / "年报 2022.txt").write_text(hostile_report(), encoding="utf-8")
    (inputs / "坏报告.txt").write_bytes(b"")
    settings = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "MPLCONFIGDIR": str(base / "fresh")},
        {
            "PYTHONHASHSEED": "2",
            "TZ": "Asia/Shanghai",
            "MPLCONFIGDIR": str(inputs / "坏报告.txt" / "unusable"),
            "MPLBACKEND": "svg",
            "COLUMNS": "40",
            "LC_ALL": "C",
        },
    )
    calls = []
    for user, more in zip(USERS, settings, strict=True):
        home = base / user
        home.mkdir()
        (home / "matplotlibrc").write_text("figure.dpi: 37\nfont.size: 31\n", encoding="utf-8")
        own = {"HOME": str(home), "USER": user, "LOGNAME": user, "MATPLOTLIBRC": str(home)}
        relative = user == USERS[1]
        words = [
            os.path.relpath(inputs, home) if relative else str(inputs),
            "--out",
            "products" if relative else str(home / "products"),
        ]
        call = [sys.executable, "-m", "helpers.cli", "run", *words, "--lang", "en,zh"]
        calls.append(
            subprocess.Popen(
                call, cwd=home, env={**os.environ, **own, **more}, stderr=subprocess.PIPE
            )
        )
    told = [call.communicate()[1].decode("utf-8") for call in calls]
    first, second = (base / user / "products" for user in USERS)
    return Runs(
        first, second, inputs, (told[0], told[1]), (calls[0].returncode, calls[1].returncode)
    )
