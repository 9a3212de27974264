"""Whole invented reports as PDF, read back through the whole pipeline."""

import random
from pathlib import Path

import pytest

from helpers.form import load_form
from helpers.invented import invented_parts
from helpers.invented.pdf import PAGE, pdf_bytes
from helpers.parsing import astray, read_report
from helpers.readers import read_document


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("seed", range(3))
def test_a_report_in_pdf_is_read_without_a_wrong_cell(
    tmp_path: Path, form_id: str, seed: int
) -> None:
    chance = random.Random(seed)
    values = {
        a: chance.choice([0, 0, 1, 7, 12, 208, "", "/"]) for a in load_form(form_id).addresses
    }
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_bytes(invented_parts(form_id, values, derive=False)))
    report = read_report(path)
    assert report.form == form_id
    assert report.agency == "云岚市青禾镇人民政府"
    assert [s.number for s in report.sections] == [1, 2, 3, 4, 5, 6]
    read = {a: c.raw for a, c in report.cells.items() if c.state not in ("unreadable", "missing")}
    assert read == {a: str(values[a]) for a in read}
    assert len(read) >= 0.99 * len(values)
    assert astray(read_document(path), report) == ()


def test_a_cell_of_a_pdf_has_its_page_and_box(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_bytes(invented_parts()))
    place = read_report(path).cell("applications.received.total").place
    assert place is not None
    left, top, right, bottom = place.box or (0, 0, 0, 0)
    assert 0 < left < right < PAGE[0]
    assert 0 < top < bottom < PAGE[1]
    assert place.as_dict()["page"] == place.page > 0
    assert place.as_dict()["box"] == [left, top, right, bottom]
    assert place.show("en").startswith(f"page {place.page}, table ")
