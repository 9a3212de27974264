"""The blank form, as its notice prints it, is no report."""

from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.form import editions, load_form
from helpers.invented import invented_report
from helpers.parsing import read_report


@pytest.mark.parametrize("form_id", editions())
def test_a_blank_form_is_refused_but_a_report_with_blank_cells_is_read(
    tmp_path: Path, form_id: str
) -> None:
    empty = {s.id: [] for s in load_form(form_id).sections}
    blank = {"layout": "pipes", "default": "", "derive": False, "prose": empty}
    path = tmp_path / "a.txt"
    form = invented_report(form_id, title="年度报告格式", opening=[], signature=False, **blank)  # type: ignore[arg-type]
    path.write_text(form, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_report(path)
    assert raised.value.code == "blank-form"
    path.write_text(invented_report(form_id, **blank), encoding="utf-8")  # type: ignore[arg-type]
    assert {c.value for c in read_report(path).cells.values()} == {None}
