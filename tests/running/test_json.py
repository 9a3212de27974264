"""What other programs rely on: the JSON of `parse` and `audit`, a report a line."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calling import Ogi
from helpers.audit import RULES, SEVERITIES, VERDICTS
from helpers.form import load_form
from helpers.invented import LAYOUTS, invented_report

RAW = Path(__file__).parents[2] / "data" / "raw" / "shangtang-2020.txt"
KINDS = {"government", "department", "township", "subdistrict", "institution", "unknown"}
STATES = {"number", "blank", "slash", "text", "missing", "unreadable"}
PLACE = {"page", "line", "column", "paragraph", "table", "row", "cell", "box"}
PARSED = {
    "schema", "source", "agency", "agency_kind", "region", "year", "form", "period", "published", "sections",
    "cells", "claims", "unplaced", "reading",
}  # fmt: skip
AUDITED = {"agency", "region", "year", "form", "source", "results", "findings", "repairs"}
FINDING = {
    "rule", "severity", "message", "cells", "expected", "actual", "evidence", "basis", "fingerprint",
}  # fmt: skip
ODD = {
    "applications.received.natural_person": 3,
    "applications.received.commercial_enterprise": "/",
    "applications.carried_forward.natural_person": "",
    "proactive.fees.amount": "251000元",
    "applications.brought_forward.natural_person": "见附件",
}
WHOLE = ("（一）主动公开。全年主动公开政府信息10条，其中网站8条、公众号5条。",)


def reports(folder: Path) -> Iterator[Path]:
    """Write invented reports of every edition and layout, some of them wrong; yield their paths."""
    yield RAW
    for form_id in ("2019", "2021"):
        known = {a: v for a, v in ODD.items() if a in load_form(form_id).addresses}
        for layout in LAYOUTS:
            path = folder / f"{form_id}-{layout}.{'html' if layout == 'html' else 'txt'}"
            path.write_text(
                invented_report(form_id, known, layout, prose={"overview": WHOLE}), encoding="utf-8"
            )
            yield path
    bare = folder / "without-tables.txt"
    bare.write_text(
        invented_report(without=["table:proactive", "table:applications", "table:disputes"]),
        encoding="utf-8",
    )
    yield bare


def lines(ogi: Ogi, command: str, folder: Path) -> list[dict[str, Any]]:
    paths = list(reports(folder))
    called = ogi(command, *paths, "--json")
    assert (called.code, called.err) == (0, "")
    read = [json.loads(line) for line in called.out.splitlines()]
    assert [r["source"]["path"] for r in read] == [str(p) for p in paths]
    return read


def check_place(place: object) -> None:
    assert isinstance(place, dict)
    assert place
    assert place.keys() <= PLACE
    assert all(type(n) is int and n > 0 for n in place.values())


def check_words(words: object) -> None:
    assert isinstance(words, dict)
    assert words.keys() == {"en", "zh"}
    assert all(isinstance(w, str) and w for w in words.values())


def check_source(source: dict[str, Any], path: Path) -> None:
    assert source.keys() == {"path", "sha256", "format", "encoding"}
    assert len(source["sha256"]) == 64
    assert source["format"] == ("html" if path.suffix == ".html" else "text")
    assert isinstance(source["encoding"], str)


def test_a_parsed_report_has_every_key_of_the_contract_with_its_type(
    ogi: Ogi, tmp_path: Path
) -> None:
    for read in lines(ogi, "parse", tmp_path):
        assert read.keys() == PARSED
        assert read["schema"] == "ogi-report/1"
        check_source(read["source"], Path(read["source"]["path"]))
        assert isinstance(read["agency"], str)
        assert read["agency"]
        assert read["agency_kind"] in KINDS
        assert type(read["year"]) is int
        assert [date.fromisoformat(day).year for day in read["period"]] == [read["year"]] * 2
        assert date.fromisoformat(read["published"]).year == read["year"] + 1
        for section in read["sections"]:
            assert section.keys() == {"number", "title", "text", "place"}
            assert section["number"] is None or type(section["number"]) is int
            check_place(section["place"])
        for claim in read["claims"]:
            assert claim.keys() == {"text", "value", "unit", "concept", "place"}
            assert claim["text"]
            assert type(claim["value"]) in (int, float)
            check_place(claim["place"])
        for item in read["unplaced"]:
            assert {"text", "place"} <= item.keys()
            check_place(item["place"])


def test_every_address_of_the_form_is_present_with_value_unit_raw_state_and_place(
    ogi: Ogi, tmp_path: Path
) -> None:
    for read in lines(ogi, "parse", tmp_path):
        addresses = load_form(read["form"]).addresses if read["form"] else ()
        assert tuple(read["cells"]) == tuple(addresses)
        for cell in read["cells"].values():
            assert cell.keys() == {"value", "unit", "raw", "state", "place"}
            assert cell["state"] in STATES
            assert (cell["value"] is not None) == (cell["state"] == "number")
            assert cell["value"] is None or type(cell["value"]) in (int, float)
            assert isinstance(cell["raw"], str)
            assert (cell["place"] is None) == (cell["state"] == "missing")
            if cell["place"] is not None:
                check_place(cell["place"])


def test_cells_keep_their_state_and_a_printed_unit_stands_beside_the_number(
    ogi: Ogi, tmp_path: Path
) -> None:
    path = tmp_path / "odd.txt"
    values = {**ODD, "proactive.procurement.amount": "251000元"}
    known = {a: v for a, v in values.items() if a in load_form("2019").addresses}
    path.write_text(invented_report("2019", known), encoding="utf-8")
    cells = json.loads(ogi("parse", path, "--json").out)["cells"]
    amount = cells["proactive.procurement.amount"]
    assert (amount["value"], amount["unit"], amount["raw"]) == (251000, "元", "251000元")
    states = {a.split(".", 1)[1]: cells[a]["state"] for a in ODD if a in cells}
    assert states["received.commercial_enterprise"] == "slash"
    assert states["carried_forward.natural_person"] == "blank"
    assert states["brought_forward.natural_person"] == "text"


def test_an_audited_report_has_every_key_of_the_contract_with_its_type(
    ogi: Ogi, tmp_path: Path
) -> None:
    rules = {rule.id for rule in RULES}
    for judged in lines(ogi, "audit", tmp_path):
        assert judged.keys() == AUDITED
        check_source(judged["source"], Path(judged["source"]["path"]))
        addresses = set(load_form(judged["form"]).addresses) if judged["form"] else set()
        places = [(r["rule"], r["at"]) for r in judged["results"]]
        assert len(places) == len(set(places))
        assert {r["rule"] for r in judged["results"]} == rules
        for result in judged["results"]:
            assert result.keys() == {"rule", "verdict", "at"}
            assert result["verdict"] in VERDICTS
            assert result["at"]
        for finding in judged["findings"]:
            assert finding.keys() == FINDING
            assert finding["rule"] in rules
            check_words(finding["message"])
            check_words(finding["basis"])
            assert set(finding["cells"]) <= addresses
            assert isinstance(finding["expected"], int | float | str | None)
            assert isinstance(finding["actual"], int | float | str | None)
            for evidence in finding["evidence"]:
                assert evidence.keys() == {"quote", "place"}
                assert isinstance(evidence["quote"], str)
                if evidence["place"] is not None:
                    check_place(evidence["place"])
        order = [SEVERITIES.index(f["severity"]) for f in judged["findings"]]
        assert order == sorted(order)
        fingerprints = [f["fingerprint"] for f in judged["findings"]]
        assert len(fingerprints) == len(set(fingerprints))
        failures = sum(r["verdict"] == "fail" for r in judged["results"])
        assert failures == len(judged["findings"])


def test_repairs_name_cells_of_the_form_and_stand_best_first(ogi: Ogi, tmp_path: Path) -> None:
    path = tmp_path / "wrong.txt"
    values = {"applications.received.natural_person": 3, "applications.received.total": 4}
    path.write_text(invented_report("2021", values), encoding="utf-8")
    repairs = json.loads(ogi("audit", path, "--json").out)["repairs"]
    assert repairs
    for repair in repairs:
        assert repair.keys() == {"cells", "why", "rank"}
        assert repair["cells"]
        for cell in repair["cells"]:
            assert cell.keys() == {"address", "observed", "suggested"}
            assert cell["address"] in load_form("2021").addresses
    assert [r["rank"] for r in repairs] == sorted(r["rank"] for r in repairs)


@pytest.mark.parametrize("command", ["parse", "audit"])
def test_two_calls_print_the_same_bytes(ogi: Ogi, tmp_path: Path, command: str) -> None:
    paths = list(reports(tmp_path))
    assert ogi(command, *paths, "--json").out == ogi(command, *paths, "--json").out


def test_the_audit_of_the_real_report_finds_parts_that_exceed_their_whole(ogi: Ogi) -> None:
    called = ogi("audit", RAW, "--json")
    assert called.code == 0
    first = json.loads(called.out)["findings"][0]
    assert (first["rule"], first["severity"]) == ("parts-exceed-whole", "error")
    assert (first["expected"], first["actual"]) == (208, 210)
    assert "208" in first["evidence"][0]["quote"]


@pytest.mark.parametrize("command", ["parse", "audit"])
def test_a_bad_report_among_good_ones_fails_alone(
    ogi: Ogi, good: Path, tmp_path: Path, command: str
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    called = ogi(command, good, bad, RAW, "--json")
    assert called.code == 1
    assert [json.loads(line)["source"]["path"] for line in called.out.splitlines()] == [
        str(good),
        str(RAW),
    ]
    assert (
        called.err == f"ogi-audit: {bad}: The file is empty. Download or copy the report again.\n"
    )


@pytest.mark.parametrize("command", ["parse", "audit"])
def test_a_fault_of_ours_is_told_as_ours_and_stops_no_other_report(
    ogi: Ogi, good: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise ZeroDivisionError(f"by zero in {Path.home()}/x and {RAW.parent}/y")

    monkeypatch.setattr("helpers.load.parse_document", broken)
    called = ogi(command, good, RAW, "--json")
    assert (called.code, called.out) == (1, "")
    assert len(called.err.splitlines()) == 2
    assert "ogi-audit itself broke down on this report (ZeroDivisionError: by zero" in called.err
    assert "data/raw/y" in called.err
    assert str(RAW.parent) + "/y" not in called.err


@pytest.mark.parametrize("command", ["parse", "audit"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_person_is_shown_lines_in_the_language_asked_for(
    ogi: Ogi, command: str, lang: str
) -> None:
    called = ogi(command, RAW, "--lang", lang)
    assert (called.code, called.err) == (0, "")
    words = {
        ("parse", "en"): "Requests received this year",
        ("parse", "zh"): "予以公开",
        ("audit", "en"): "1 error",
        ("audit", "zh"): "错误 1 项",
    }
    assert words[command, lang] in called.out
