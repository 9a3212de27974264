"""What `make fuzz` begins with is read, and its changes keep the format that they change."""

import sys
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmarks"))

import fuzz  # noqa: E402 - modules beside the benchmarks, no package
import fuzzchanges  # noqa: E402
import fuzzseeds  # noqa: E402
import fuzztargets  # noqa: E402

GOOD = {
    "text": "audited", "html": "audited", "csv": "audited", "docx": "read", "xlsx": "read",
    "ods": "read", "xls": "read", "pdf": "read", "ofd": "read", "claims": "read",
    "encodings": "utf-8", "pictures": "opened", "papers": "manifest.csv", "archives": "3 members",
}  # fmt: skip
"""How the first input of each target ends where nothing is changed."""


@pytest.mark.parametrize("target", fuzztargets.TARGETS)
def test_the_first_input_of_a_target_is_read_to_the_end(tmp_path: Path, target: str) -> None:
    first = fuzzseeds.samples(target)[0]
    end = fuzztargets.target_of(target, tmp_path)(first)
    assert end in (GOOD[target], "audited", "added")


@pytest.mark.parametrize("target", fuzztargets.TARGETS)
def test_a_change_is_the_same_for_the_same_chance_and_not_the_input(target: str) -> None:
    first, words = fuzzseeds.samples(target)[0], fuzztargets.words(target)
    made = [fuzzchanges.changed(target, first, Random(n), words) for n in range(8)]
    assert made == [fuzzchanges.changed(target, first, Random(n), words) for n in range(8)]
    assert len({first, *made}) > 4


def test_markup_whose_elements_are_changed_is_still_markup() -> None:
    part = fuzzseeds.samples("docx")[0][1:]
    words = fuzztargets.words("docx")
    for n in range(60):
        changed = fuzzchanges.by_markup(part, Random(n), words)
        assert ElementTree.fromstring(changed) is not None


def test_a_finding_is_kept_once_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def once(data: bytes) -> str:
        if data.startswith(b"x"):
            raise KeyError(data)
        return "read"

    fuzzing = fuzz.Fuzzing("text", once, tmp_path, float("inf"))
    for data in (b"a", b"x1", b"x2"):
        fuzzing.one(data)
    assert fuzzing.finished() == 1
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"x1"]
    assert "text: 3 inputs, 1 findings" in capsys.readouterr().out
