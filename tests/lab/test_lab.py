"""A person in JupyterLab: opens a notebook, runs it from the menu, clicks, and sees what changes."""

import re
from pathlib import Path
from typing import Any

import pytest

from hostile import FORMULA, SCRIPT
from lab.conftest import HOSTILE

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
"""Looks again until it is so."""
LONG = 40_000


def run_all(page: Any, lab: str, name: str) -> None:
    """Open a notebook, take away what is stored, and run all of it from the menu."""
    page.goto(f"{lab}/tree/notebooks/{name}?reset")
    expect(page.locator(".jp-Notebook")).to_be_visible(timeout=LONG)
    expect(page.locator(".jp-NotebookPanel-toolbar .jp-Toolbar-kernelName")).to_have_text(
        "Python 3 (ipykernel)", timeout=LONG
    )
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=LONG)
    page.get_by_role("menuitem", name="Edit", exact=True).click()
    page.locator("#jp-mainmenu-edit").get_by_text("Clear Outputs of All Cells", exact=True).click()
    expect(page.locator(".jp-OutputArea-output")).to_have_count(0)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator("#jp-mainmenu-run").get_by_text("Run All Cells", exact=True).click()


def last_is_done(page: Any, cells: int) -> None:
    last = page.locator(".jp-CodeCell .jp-InputPrompt").last
    expect(last).to_have_text(re.compile(rf"\[{cells}\]:"), timeout=LONG)


def code_cells(name: str) -> int:
    name = "02_audit_one_agency.ipynb" if name == HOSTILE else name
    text = (Path(__file__).parents[2] / "notebooks" / name).read_text("utf-8")
    return text.count('"cell_type": "code"')


def test_a_notebook_runs_from_the_menu_to_the_end(page: Any, lab: str) -> None:
    name = "00_start_here.ipynb"
    run_all(page, lab, name)
    last_is_done(page, code_cells(name))
    expect(page.locator(".jp-OutputArea-output[data-mime-type*=stderr]")).to_have_count(0)
    expect(page.locator(".jp-OutputArea-output img")).to_have_count(1)
    expect(page.locator(".jp-OutputArea-output").last).to_contain_text("sha256")


def test_a_choice_in_a_menu_changes_table_and_charts_and_a_click_marks_an_organ(
    page: Any, lab: str
) -> None:
    name = "06_explore.ipynb"
    run_all(page, lab, name)
    last_is_done(page, code_cells(name))
    box = page.locator(".jp-OutputArea-output[data-mime-type*=widget-view], .widget-vbox").first
    box.scroll_into_view_if_needed()
    info = box.locator(".dt-info")
    expect(info).to_contain_text("1–10 of 39")
    charts = box.locator("img")
    expect(charts).to_have_count(3)
    before = [chart.get_attribute("src") for chart in charts.all()]

    box.locator("select").nth(2).select_option(label="township")
    expect(info).to_contain_text("1–10 of 15")
    expect(box).to_contain_text("township · all places · 15 reports")
    expect(charts).to_have_count(2)  # the organ that was marked is not among them
    assert not {chart.get_attribute("src") for chart in charts.all()} & set(before)

    box.locator("tbody tr").first.locator("td").first.click()
    expect(charts).to_have_count(3)
    box.locator("select").nth(0).select_option(label="2021")
    expect(box).to_contain_text("2021 · township")

    box.locator("input[type=search]").fill("青禾")
    expect(info).to_contain_text("1–1 of 1")


def test_words_of_a_report_do_nothing_in_a_notebook_that_a_person_has_run(
    page: Any, lab: str
) -> None:
    """Outputs that a person made are trusted: JupyterLab takes no markup out of them."""
    dialogs: list[str] = []

    def told(dialog: Any) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", told)
    run_all(page, lab, HOSTILE)
    last_is_done(page, code_cells(HOSTILE))
    shown = page.locator(".jp-OutputArea")
    expect(shown.filter(has_text=SCRIPT).first).to_be_visible()
    expect(shown.filter(has_text=FORMULA).first).to_be_visible()
    for wrong in ("script", "a[href*=evil]", "img[src*=evil]", "img[onerror]", "mjx-container"):
        expect(page.locator(f".jp-OutputArea-output {wrong}")).to_have_count(0)
    expect(page.locator(".jp-OutputArea-output[data-mime-type*=stderr]")).to_have_count(0)
    assert dialogs == []
