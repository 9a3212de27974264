"""Tables of two editions in one report: a number never enters a column of another meaning."""

from pathlib import Path

import pytest

from helpers.form import load_form
from helpers.invented import LAYOUTS, Layout, Part, invented_parts
from helpers.invented.pages import page_text
from helpers.invented.texts import text_of
from helpers.parsing import read_report

OLD, NEW = load_form("2019"), load_form("2021")


def tables(form_id: str, first: int) -> tuple[list[Part], list[int]]:
    """Return the parts of a report with numbers from `first` on, and where its tables stand."""
    values = {a: first + n for n, a in enumerate(load_form(form_id).addresses)}
    parts = invented_parts(form_id, values, year=2021, derive=False)
    return parts, [n for n, part in enumerate(parts) if not isinstance(part, str)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_numbers_under_heads_of_the_older_edition_enter_no_column_of_the_later(
    tmp_path: Path, layout: Layout
) -> None:
    (old, at_old), (new, at_new) = tables("2019", 1), tables("2021", 501)
    new[at_new[0]] = [*old[at_old[0]][:4], *new[at_new[0]][4:]]  # type: ignore[list-item]
    html = layout == "html"
    path = tmp_path / ("a.html" if html else "a.txt")
    path.write_text(page_text(new) if html else text_of(new, layout), encoding="utf-8")
    report = read_report(path)
    assert report.form == "2021"
    read = {a: c.value for a, c in report.cells.items() if c.state == "number"}
    first_block = [b for b in NEW.tables[0].blocks if b.id == NEW.block_of(NEW.addresses[0]).id]
    gone = {f"proactive.{r.id}.{c.id}" for b in first_block for r in b.rows for c in b.columns}
    printed = {a: 501 + n for n, a in enumerate(NEW.addresses) if a not in gone}
    assert read == printed
    listed = " ".join(u.text for u in report.unplaced)
    assert all(str(n) in listed.split() for n in range(1, 7))
