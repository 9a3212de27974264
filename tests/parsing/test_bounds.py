"""Time: what is made to be slow is read or refused in seconds."""

import random
import time
from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.invented import invented_report
from helpers.parsing import read_report
from helpers.readers import MAX_CHARACTERS, MAX_ITEMS

SECONDS = 20
"""Of processor time: far more than needed, far less than anything quadratic takes."""
CHARACTERS = "的一是在不了有和人这中大为上个国政府信息公开申请报告工作年度情况处理"
CHOICE = random.Random(1)
NUMBERS = 18_000
FEW, MANY = MAX_ITEMS // 4, MAX_CHARACTERS // 10


def words(n: int) -> str:
    return "".join(CHOICE.choices(CHARACTERS, k=n))


HOSTILE = {
    "digits": "1" * MANY,
    "numbers": "申请1，" * NUMBERS,
    "numbers behind blanks": "　" * 1000 + "申请1，" * NUMBERS,
    "lists and percentages": "公开1条，其中2条、占3%；" * (NUMBERS // 4),
    "denials": "未收到申请，均维持，" * (NUMBERS // 3),
    "one long line": words(MANY * 5),
    "claims without end": "公开信息208条其中108条包括" * (MANY // 14),
    "colons": "12条：" * (MANY // 6),
    "brackets": "（" * MANY,
    "book titles": "《" * MANY,
    "dates": "2022年1月1日至" * (MANY // 10),
    "negations": "未收到" * (MANY // 3),
    "blanks": " " * MANY + "x",
    "bars": "|0" * MANY,
    "values in a row": "规章" + " 0" * MANY,
    "short lines": "\n".join(words(8) for _ in range(FEW)),
    "labels": "\n".join(CHOICE.choice(["规章", "其他", "（七）总计"]) for _ in range(FEW)),
    "near labels": "\n".join(f"本年新收政府信息公开申请{words(2)}" for _ in range(FEW)),
    "tab lines": "\n".join("\t" + words(3) for _ in range(FEW)),
    "lines after a tab": "\t规章\n" + "\n".join(words(2) for _ in range(FEW)),
    "bar lines": "\n".join(words(4) + " |" for _ in range(FEW)),
    "values": "规章\n" + "0\n" * FEW,
    "headings": "\n".join("一、" + words(14) for _ in range(FEW)),
    "copies": "一、总体情况\n" * FEW,
    "titles": "虚构镇2022年政府信息公开工作年度报告\n" * FEW,
    "half titles": "虚构镇2022年政府\n" * FEW,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_text_is_read_in_seconds(tmp_path: Path, case: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(invented_report(opening=HOSTILE[case].split("\n")), encoding="utf-8")
    begin = time.process_time()
    assert read_report(path, partial=True).form == "2021"
    assert time.process_time() - begin < SECONDS


PAGES = {
    "cells": "<table>" + ("<tr>" + "<td>0</td>" * 10 + "</tr>") * (FEW // 10) + "</table>",
    "spans": "<table>" + ("<tr>" + "<td colspan=99 rowspan=99>0</td>" * 9 + "</tr>") * 500,
    "deep": "<div>" * 1_000_000,
    "deep tables": "<table><tr><td>" * 20_000,
    "many tables": "<table><tr><td>1</td></tr></table>" * (FEW // 2),
    "hidden": "<p hidden>藏" * FEW,
}


@pytest.mark.parametrize("case", PAGES)
def test_a_hostile_page_is_read_or_refused_in_seconds(tmp_path: Path, case: str) -> None:
    path = tmp_path / "report.html"
    path.write_text(invented_report(layout="html") + PAGES[case], encoding="utf-8")
    begin = time.process_time()
    try:
        assert read_report(path, partial=True).year == 2022
    except InputError as error:
        assert error.code in ("too-long", "too-deep", "not-a-report")  # noqa: PT017
    assert time.process_time() - begin < SECONDS
