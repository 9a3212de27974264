"""The page on mutation testing shows what was measured, and every reason on it is needed."""

import json
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmarks"))

import mutants  # noqa: E402 - a module beside the benchmarks, no package

PLAN = tomllib.loads(mutants.PLAN.read_text("utf-8"))
MEASURED = json.loads(mutants.MEASURED.read_text("utf-8"))


def test_the_page_shows_what_was_measured() -> None:
    page = mutants.DOCUMENT.read_text("utf-8")
    shown = page.partition(mutants.BEGIN)[2].partition(mutants.END)[0]
    assert shown == mutants.table(PLAN, MEASURED)


def test_only_modules_that_the_plan_names_are_measured() -> None:
    assert MEASURED.keys() <= PLAN["tests"].keys()


@pytest.mark.parametrize(("module", "files"), PLAN["tests"].items())
def test_the_plan_names_modules_and_tests_that_exist(module: str, files: str) -> None:
    assert (ROOT / "src" / "helpers" / "audit" / f"{module}.py").is_file()
    assert [name for name in files.split() if not (ROOT / "tests" / name).is_file()] == []


@pytest.mark.parametrize("entry", PLAN["explained"], ids=lambda e: f"{e['module']}: {e['change']}")
def test_every_reason_is_for_a_mutant_that_survived(entry: dict[str, str]) -> None:
    survived = [one["change"] for one in MEASURED[entry["module"]]["survived"]]
    assert any(mutants.reason({"explained": [entry]}, entry["module"], one) for one in survived)
