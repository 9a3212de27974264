"""Words of people and reports in files that are kept: no formula, no disguise, and read back as they were."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calling import Ogi
from helpers import tidy
from helpers.audit import Review, read_reviews, reviews_text
from helpers.batch.adding import Added, Papers, add
from helpers.batch.notebook import notebook_of, text_of
from helpers.invented import invented_report
from helpers.load import open_audit
from helpers.manifest import Entry, manifest_text, read_manifest
from helpers.spreadsheets import guarded, unguarded
from helpers.wording import unhidden
from hostile import DISGUISE, FORMULA

RISKY = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
WORDS = f"{FORMULA}{DISGUISE}\n<b>$x$\udc9b"
"""Invented: a formula, a disguise, a second line, markup, and a byte that is no UTF-8."""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty repository, in which the test works."""
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "data" / "raw").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def cells(path: Path) -> list[str]:
    """Return every cell of a CSV file; none may begin a formula or hold a disguise."""
    text = path.read_text("utf-8-sig")
    assert unhidden(text) == text
    found = [cell for row in csv.reader(text.splitlines(keepends=True)) for cell in row]
    assert not [cell for cell in found if RISKY.match(cell)]
    return found


def test_the_manifest_begins_no_formula_and_is_read_back(tmp_path: Path) -> None:
    name = "=SUM(1)云岚市青禾镇人民政府"
    raw = tmp_path / "raw"
    raw.mkdir()
    report = tmp_path / f"=x{DISGUISE}.txt"
    report.write_text(invented_report("2021", agency=name), encoding="utf-8")
    (made,) = add([report], raw, Papers(WORDS, f"@{WORDS}", date(2024, 1, 2)))
    assert isinstance(made, Added)
    assert f"'{name}" in cells(raw / "manifest.csv")
    (entry,) = read_manifest(raw)
    assert entry.agency == name
    assert entry.source.startswith(FORMULA)
    assert entry.licence.startswith(f"@{FORMULA}")
    assert sorted(p.name for p in raw.iterdir())[0] == "manifest.csv"
    assert {p.parent for p in tmp_path.rglob("*.csv")} == {raw}


def test_a_decision_begins_no_formula_and_is_read_back(repository: Path, ogi: Ogi) -> None:
    words = invented_report("2021", {"applications.received.total": 77})
    (repository / "data" / "raw" / "x.txt").write_text(words, encoding="utf-8")
    first = open_audit("x").findings[0].fingerprint
    told = ("--reason", WORDS, "--reviewer", f"@{DISGUISE}李")
    called = ogi("review", "--set", f"{first}=confirmed", *told)
    assert called.code == 0, called.err
    path = repository / "data" / "reviews.csv"
    assert "'@[31m5m李" in cells(path)
    (review,) = read_reviews(path)
    assert (review.reviewer, review.reason) == ("@[31m5m李", f"{FORMULA}[31m5m <b>$x$\ufffd")
    before = path.read_bytes()
    path.write_text(reviews_text(read_reviews(path)), encoding="utf-8")
    assert path.read_bytes() == before


def test_a_reason_of_nothing_but_hidden_characters_is_none(repository: Path, ogi: Ogi) -> None:
    words = invented_report("2021")
    (repository / "data" / "raw" / "x.txt").write_text(words, encoding="utf-8")
    told = ("--reason", "\u200b\u202e", "--reviewer", "x")
    assert ogi("review", "--set", f"{'0' * 16}=confirmed", *told).code == 2


@given(st.text(st.sampled_from("'=+-@＝\t1,a"), max_size=6))
def test_what_is_guarded_is_no_formula_and_comes_back(value: str) -> None:
    kept = guarded(value)
    assert unguarded(kept) == value
    assert not RISKY.match(kept) or re.fullmatch(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?", kept)


@given(st.text(st.sampled_from("'=@a,\"\n"), max_size=8))
def test_a_manifest_and_decisions_of_any_words_come_back(value: str) -> None:
    entry = Entry("a.txt", value, "2022", value, "2024-01-02", "0" * 64, value)
    rows = list(csv.reader(manifest_text([entry]).splitlines(keepends=True)))
    assert [unguarded(cell) for cell in rows[1]][1] == value
    review = Review("0" * 16, "confirmed", value, value, "2025-01-01", value, "x", "0" * 64)
    rows = list(csv.reader(reviews_text([review]).splitlines(keepends=True)))
    assert [unguarded(cell) for cell in rows[1]][2:4] == [value, value]


def test_hidden_characters_before_a_formula_do_not_pass_it_into_a_table() -> None:
    table = tidy.frame(
        "reports", [{"report": "x", "agency": f"\u200b{FORMULA}", "title": DISGUISE}]
    )
    text = tidy.csv_text(table)
    assert "'=HYPERLINK" in text
    assert unhidden(text) == text


def test_a_notebook_names_a_file_of_a_hostile_name_by_escapes() -> None:
    """A name in the metadata turns no line round in an editor, and is the same name all the same."""
    name = f"年报{DISGUISE}\x7f.txt"
    words = json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {"name": name}, "cells": []}
    )
    written = text_of(notebook_of(words))
    assert unhidden(written) == written
    assert "年报" in written
    assert json.loads(written)["metadata"]["name"] == name
