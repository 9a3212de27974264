"""Whatever is changed in an audit that is handed over is found, and where."""

import base64
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from calling import Ogi
from helpers.verifying import Verified
from helpers.verifying.verify import verify

Spoil = Callable[[Callable[[dict[str, Any]], None]], Verified]
pytestmark = pytest.mark.usefixtures("quick")
SPARE_ADDRESS = "applications.received.total"


def cell(held: dict[str, Any], name: str) -> Any:
    return next(c for c in held["cells"] if c["id"] == name)


def data(held: dict[str, Any], name: str) -> Any:
    return cell(held, name)["outputs"][0]["data"]


def replaced(held: dict[str, Any], name: str, old: str, new: str, kind: str = "text/plain") -> None:
    shown = "".join(data(held, name)[kind])
    assert old in shown
    data(held, name)[kind] = shown.replace(old, new, 1)


def test_nothing_changed_is_nothing_found(spoil: Spoil) -> None:
    assert spoil(lambda held: None).status == "same"


def test_a_number_of_a_cell_is_found_with_its_address(spoil: Spoil) -> None:
    def edit(held: dict[str, Any]) -> None:
        shown = "".join(data(held, "cells")["text/plain"]).split("\n")
        at = next(n for n, line in enumerate(shown) if line.startswith(f"{SPARE_ADDRESS}\t"))
        columns = shown[at].split("\t")
        shown[at] = "\t".join([*columns[:2], "987", *columns[3:]])
        data(held, "cells")["text/plain"] = "\n".join(shown)

    result = spoil(edit)
    assert result.status == "changed"
    (found,) = result.differences
    assert (found.kind, found.where, found.address) == ("text", "cells", SPARE_ADDRESS)
    assert found.old == "987"
    assert "as printed" in found.place.en


def test_a_sentence_of_a_finding_is_found(spoil: Spoil) -> None:
    result = spoil(lambda held: replaced(held, "findings", "exceed", "do not exceed"))
    assert result.status == "changed"
    assert {d.where for d in result.differences} == {"findings"}
    assert "do not exceed" in result.differences[0].old
    assert "do not exceed" not in result.differences[0].new


def test_what_only_a_browser_shows_is_found(spoil: Spoil) -> None:
    result = spoil(lambda held: replaced(held, "findings", "exceed", "match", "text/html"))
    assert [(d.kind, d.where) for d in result.differences] == [("html", "findings")]


def test_markup_that_hides_words_is_found(spoil: Spoil) -> None:
    def edit(held: dict[str, Any]) -> None:
        replaced(held, "findings", "<div ", "<div hidden ", "text/html")

    result = spoil(edit)
    assert [(d.kind, d.where) for d in result.differences] == [("html", "findings")]
    assert "hidden" in result.differences[0].old


def test_a_verdict_is_found(spoil: Spoil) -> None:
    def edit(held: dict[str, Any]) -> None:
        shown = "".join(data(held, "counts")["text/plain"]).split("\n")
        shown[1] = "\t".join([*shown[1].split("\t")[:-1], "98"])
        data(held, "counts")["text/plain"] = "\n".join(shown)

    result = spoil(edit)
    (found,) = result.differences
    assert (found.where, found.old) == ("counts", "98")


def test_one_pixel_of_a_figure_is_found(spoil: Spoil) -> None:
    def edit(held: dict[str, Any]) -> None:
        shown = data(held, "figure-balance")
        picture = Image.open(io.BytesIO(base64.b64decode("".join(shown["image/png"]))))
        picture = picture.convert("RGBA")
        picture.putpixel((7, 5), (1, 2, 3, 255))
        target = io.BytesIO()
        picture.save(target, "PNG")
        shown["image/png"] = base64.b64encode(target.getvalue()).decode()

    result = spoil(edit)
    (found,) = result.differences
    assert (found.kind, found.where) == ("picture", "figure-balance")
    assert "(7, 5)" in found.place.en
    assert found.old == "RGBA (1, 2, 3, 255)"


def test_a_figure_packed_otherwise_with_the_same_pixels_is_the_same(spoil: Spoil) -> None:
    def edit(held: dict[str, Any]) -> None:
        shown = data(held, "figure-balance")
        before = base64.b64decode("".join(shown["image/png"]))
        target = io.BytesIO()
        Image.open(io.BytesIO(before)).convert("RGBA").save(target, "PNG", compress_level=1)
        assert target.getvalue() != before
        shown["image/png"] = base64.b64encode(target.getvalue()).decode()

    assert spoil(edit).status == "same"


@pytest.mark.parametrize("broken", ["", "AAAA", "no base64!"])
def test_a_figure_that_is_no_picture_is_found(spoil: Spoil, broken: str) -> None:
    result = spoil(lambda held: data(held, "figure-balance").update({"image/png": broken}))
    assert [d.kind for d in result.differences] == ["picture"]


def test_a_parameter_is_found(spoil: Spoil) -> None:
    def edit(held: dict[str, Any]) -> None:
        held["metadata"]["papermill"]["parameters"]["partial"] = True

    result = spoil(edit)
    assert ("parameters", "partial", "True", "") in [
        (d.kind, d.where, d.old, d.new) for d in result.differences
    ]


def test_code_prose_order_and_missing_cells_are_found(spoil: Spoil) -> None:
    def edit(held: dict[str, Any]) -> None:
        cell(held, "method")["source"] = ["display.method('zh')"]
        cell(held, "caveats-text-en")["source"] = ["## Nothing to fear"]
        cell(held, "read")["execution_count"] = 99
        held["cells"].remove(cell(held, "undecided"))
        cells = held["cells"]
        cells[-1], cells[-2] = cells[-2], cells[-1]

    found = {(d.kind, d.where) for d in spoil(edit).differences}
    assert found == {
        ("code", "method"),
        ("prose", "caveats-text-en"),
        ("outputs", "read"),
        ("cells", "undecided"),
        ("cells", ""),
    }


def test_an_output_taken_out_or_put_in_is_found(spoil: Spoil) -> None:
    def edit(held: dict[str, Any]) -> None:
        cell(held, "findings")["outputs"] = []
        data(held, "source")["application/javascript"] = "alert(1)"

    found = {(d.kind, d.where) for d in spoil(edit).differences}
    assert found == {("outputs", "findings"), ("outputs", "source")}


def test_an_edition_or_a_hash_in_the_record_is_found(spoil: Spoil) -> None:
    def edit(held: dict[str, Any]) -> None:
        held["metadata"]["ogi_audit"]["form"]["edition"] = "2019"
        held["metadata"]["ogi_audit"]["decisions"] = "f" * 64

    found = {(d.kind, d.where) for d in spoil(edit).differences}
    assert found == {("form", "form.edition"), ("decisions", "decisions")}


def test_other_versions_alone_change_nothing(spoil: Spoil) -> None:
    def edit(held: dict[str, Any]) -> None:
        held["metadata"]["ogi_audit"]["versions"]["code"]["sha256"] = "0" * 64

    result = spoil(edit)
    assert result.status == "same"
    assert [name for name, _, _ in result.versions] == ["code.sha256"]


def test_with_other_versions_what_differs_cannot_be_compared(spoil: Spoil) -> None:
    def edit(held: dict[str, Any]) -> None:
        held["metadata"]["ogi_audit"]["versions"]["python"] = "3.99"
        held["metadata"]["ogi_audit"]["versions"]["lock"] = "0" * 64
        replaced(held, "findings", "exceed", "match")

    result = spoil(edit)
    assert result.status == "not_comparable"
    assert [name for name, _, _ in result.versions] == ["lock", "python"]
    assert result.differences


def test_a_notebook_without_its_record_cannot_be_compared(spoil: Spoil) -> None:
    result = spoil(lambda held: held["metadata"].pop("ogi_audit"))
    assert result.status == "not_comparable"


def test_a_page_is_compared_with_its_words_and_pictures(handed: Path, raw: Path) -> None:
    (page,) = handed.rglob("nian-bao.zh.html")
    shown = page.read_text("utf-8")
    assert "分项之和超过总数" in shown
    page.write_text(shown.replace("分项之和超过总数", "分项之和等于总数"), "utf-8")
    english, chinese = verify([handed], raw)
    assert (english.status, chinese.status) == ("same", "changed")
    assert {(d.kind, d.file) for d in chinese.differences} == {("page", "nian-bao.zh.html")}
    assert "等于总数" in chinese.differences[0].old


def test_a_row_of_a_table_is_compared(handed: Path, raw: Path) -> None:
    (path,) = (handed / "tables" / "cells").rglob("*.parquet")
    table = pd.read_parquet(path, partitioning=None)
    at = table.index[table["address"] == SPARE_ADDRESS][0]
    table.loc[at, "raw"] = "987"
    table.to_parquet(path, index=False)
    for result in verify([handed], raw):
        (found,) = result.differences
        assert (found.kind, found.address, found.old) == ("table", SPARE_ADDRESS, "987")


def test_the_json_holds_every_difference_and_the_text_says_how_many_more(
    notebook: Path, raw: Path, ogi: Ogi
) -> None:
    held = json.loads(notebook.read_text("utf-8"))
    shown = "".join(data(held, "passed")["text/plain"]).split("\n")
    assert len(shown) > 40
    data(held, "passed")["text/plain"] = "\n".join(f"{line}!" for line in shown)
    notebook.write_text(json.dumps(held), "utf-8")
    plain = ogi("verify", notebook, "--raw", raw)
    assert plain.code == 1
    assert "more differences" in plain.out
    assert plain.err == "1 changed.\n"
    result = json.loads(ogi("verify", notebook, "--raw", raw, "--json").out)
    assert len(result["differences"]) > 40
    chinese = ogi("verify", notebook, "--raw", raw, "--lang", "zh")
    assert "有改动" in chinese.out
    assert chinese.err == "1 有改动。\n"
