"""OFD documents: characters and strokes where the standard puts them, and limits on the rest."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.errors import InputError
from helpers.invented.drawing import draw
from helpers.invented.kinds import KINDS
from helpers.invented.ofd import FORMS, NAMESPACE, ofd_bytes, package, path_object, text_object
from helpers.invented.packages import packed
from helpers.model import Document, Grid
from helpers.parsing import read_report
from helpers.readers import ofd, pictures, read_document
from helpers.readers.ofd.numbers import UnsoundError, offsets_in
from helpers.readers.ofd.pages import load
from helpers.readers.ofd.parts import Parts
from helpers.readers.ofd.paths import path_in
from helpers.readers.pdf.page import Page

K = 72 / 25.4


def read(data: bytes) -> Document:
    return ofd.read(data, "a.ofd", "0")


def texts(*objects: str) -> list[str]:
    return [item.text for item in read(package(list(objects))).items if not isinstance(item, Grid)]


def page(objects: str) -> Page:
    return load(Parts(package([objects]), "a.ofd"))[1][0].page


def changed(parts: dict[str, str | None], data: bytes | None = None) -> bytes:
    """Return a package with parts put in, or left out where None."""
    with zipfile.ZipFile(io.BytesIO(data or package([text_object("甲", 20, 20, 4)]))) as old:
        files: dict[str, str | None] = {n: old.read(n).decode() for n in old.namelist()}
    return packed({n: c for n, c in (files | parts).items() if c is not None})


def text(content: str, attributes: str = "", code: str = 'X="0" Y="4"', extra: str = "") -> str:
    return (
        f'<ofd:TextObject ID="1" Font="1" Size="4" Boundary="20 50 80 6" {attributes}>{extra}'
        f"<ofd:TextCode {code}>{content}</ofd:TextCode></ofd:TextObject>"
    )


def refused(data: bytes, code: str) -> InputError:
    with pytest.raises(InputError) as caught:
        read(data)
    error = caught.value
    assert error.code == code
    assert all((error.what.en, error.what.zh, error.hint.en, error.hint.zh))
    return error


@pytest.mark.parametrize("noise", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_no_figure_of_an_invented_report_is_read_wrong(
    tmp_path: Path, form: str, noise: bool
) -> None:
    drawn = draw(3, noise=noise)
    path = tmp_path / "report.ofd"
    path.write_bytes(ofd_bytes(drawn.parts, FORMS[form]))
    report = read_report(path)
    assert report.source.format == "ofd"
    assert (report.agency, report.year) == (drawn.truth.agency, drawn.truth.year)
    read_cells = {
        a: c for a, c in report.cells.items() if c.state not in ("unreadable", "missing", "text")
    }
    assert len(read_cells) > (195 if FORMS[form].ruled else 100)
    for address, cell in read_cells.items():
        assert cell.value == drawn.truth.cells[address].value, address


def test_characters_stand_where_offsets_transformation_and_boundary_put_them() -> None:
    code = 'X="1" Y="4" DeltaX="g 2 4 8"'
    glyphs = page(text("甲乙丙丁", 'CTM="2 0 0 2 3 0"', code)).glyphs
    assert "".join(g.text for g in glyphs) == "甲乙丙丁"
    assert [g.x0 / K for g in glyphs] == pytest.approx([25, 33, 41, 57])
    assert [g.base / K for g in glyphs] == pytest.approx([58] * 4)
    assert [g.em / K for g in glyphs] == pytest.approx([8] * 4)


def test_a_text_code_without_a_place_goes_on_from_the_one_before() -> None:
    codes = '<ofd:TextCode X="5" Y="4">甲</ofd:TextCode><ofd:TextCode Y="9">乙</ofd:TextCode>'
    first, second = page(text("", extra=codes, code='X="5"')).glyphs
    assert first.x0 == second.x0
    assert (second.base - first.base) / K == pytest.approx(5)


def test_characters_without_offsets_follow_each_other() -> None:
    (line,) = texts(text("共收到13件"))
    assert line == "共收到13件"


def test_characters_on_each_other_cannot_be_read() -> None:
    document = read(
        package([text("13", code='X="0" Y="4" DeltaX="0.1"') + text_object("甲", 20, 90, 4)])
    )
    assert dict(document.remarks)["overlapping-text"] == "1"
    assert "�" in document.items[0].text  # type: ignore[union-attr]


def test_characters_that_xml_cannot_hold_are_written_with_a_backslash() -> None:
    assert texts(text(r"甲\4E59", code='X="0" Y="4" DeltaX="4"')) == ["甲乙"]


@pytest.mark.parametrize("content", ["\ue000", "\ufffd"])
def test_characters_without_a_meaning_are_unreadable(content: str) -> None:
    document = read(package([text(content) + text_object("甲", 20, 90, 4)]))
    assert dict(document.remarks)["damaged-characters"] == "1"


def test_a_page_printed_sideways_is_turned() -> None:
    objects = "".join(
        text(word, 'CTM="0 1 -1 0 0 0"', f'X="0" Y="-{n * 8}" DeltaX="g 9 4"')
        for n, word in enumerate(("甲乙丙", "丁戊"))
    )
    found = page(objects)
    assert (round(found.width / K), round(found.height / K)) == (297, 210)
    assert [g.text for g in sorted(found.glyphs, key=lambda g: (round(g.base), g.x0))] in (
        list("甲乙丙丁戊"), list("丁戊甲乙丙"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("objects", "remark"),
    [
        (text("乙丙", 'Visible="false"'), "hidden-text"),
        (text("乙丙", 'CTM="0.7 0.7 -0.7 0.7 0 0"'), "slanted-text"),
        (text("乙丙", code='X="500" Y="4"'), "hidden-text"),
        (
            text("乙丙") + '<ofd:PathObject Boundary="10 40 100 30" Fill="true" Stroke="false">'
            "<ofd:AbbreviatedData>M 0 0 L 100 0 L 100 30 L 0 30 C</ofd:AbbreviatedData></ofd:PathObject>",
            "hidden-text",
        ),
    ],
)
def test_what_no_reader_sees_is_left_out_and_counted(objects: str, remark: str) -> None:
    document = read(package([text_object("甲", 20, 20, 4) + objects]))
    assert [item.text for item in document.items] == ["甲"]  # type: ignore[union-attr]
    assert dict(document.remarks)[remark] == "2"


def test_text_without_ink_over_a_scan_is_read_and_noted() -> None:
    document = read(package([text("乙丙", 'Alpha="0"')]))
    assert dict(document.remarks)["recognised-text"] == "2"


def test_templates_blocks_and_notes_are_read_in_their_places() -> None:
    block = f"<ofd:PageBlock>{text_object('块内', 20, 60, 4)}</ofd:PageBlock>"
    data = package([block], running=True)
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        document = old.read("Doc_0/Document.xml").decode()
    noted = document.replace(
        "</ofd:Document>", "<ofd:Annotations>Annots/List.xml</ofd:Annotations></ofd:Document>"
    )
    ns = f'xmlns:ofd="{NAMESPACE}"'
    listed = f'<ofd:Annotations {ns}><ofd:Page PageID="100"><ofd:FileLoc>One.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'
    note = (
        f'<ofd:PageAnnot {ns}><ofd:Annot><ofd:Appearance Boundary="0 100 90 20">'
        f"{text_object('批注', 20, 8, 4)}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>"
    )
    parts: dict[str, str | None] = {
        "Doc_0/Document.xml": noted,
        "Doc_0/Annots/List.xml": listed,
        "Doc_0/Annots/One.xml": note,
    }
    lines = [item.text for item in read(changed(parts, data)).items]  # type: ignore[union-attr]
    assert lines == ["虚构样例·云岚市政府信息公开", "块内", "批注"]


def test_commas_and_missing_spaces_in_paths_are_understood() -> None:
    path = path_in("M0,0L10 0L 10 5 B 1 1 2 2 3 3 C")
    assert path.pieces == [[(0, 0), (10, 0), (10, 5)], [(3, 3), (3, 3)]]
    assert path.segments == 5


@pytest.mark.parametrize("data", ["M 0", "X 1 1", "M nan 1", "M 1e99 0", "0 0"])
def test_a_path_that_says_nothing_certain_is_damaged(data: str) -> None:
    stroke = f'<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
    refused(package([text_object("甲", 20, 20, 4) + stroke]), "damaged")


def test_repeated_offsets_fill_no_memory() -> None:
    assert offsets_in("g 999999999 2.5", 3) == [2.5, 2.5, 2.5]
    assert offsets_in("1 g 2 3 4", 9) == [1, 3, 3, 4]
    for wrong in ("g", "g 2", "g x 1", "g -1 2", "a", "inf"):
        with pytest.raises(UnsoundError):
            offsets_in(wrong, 9)


def test_a_document_without_text_is_refused_with_the_next_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("helpers.readers.ofd.installed", lambda: False)
    assert "PDF" in refused(package([path_object(10, 10, 90, 10)]), "no-text-layer").hint.en


def scanned() -> bytes:
    """Return an OFD document whose only page is a picture of a page of a report."""
    import pypdfium2

    from helpers.invented import invented_parts
    from helpers.invented.pdf import pdf_bytes

    first = pypdfium2.PdfDocument(pdf_bytes(invented_parts("2021")))[0]
    width, height = (side / K for side in first.get_size())
    out = io.BytesIO()
    first.render(scale=150 / 72).to_pil().convert("L").save(out, "PNG")
    image = f'<ofd:ImageObject ID="1" ResourceID="7" Boundary="0 0 {width} {height}" CTM="{width} 0 0 {height} 0 0"/>'
    data = package([image], (width, height))
    media = (
        f'<ofd:Res xmlns:ofd="{NAMESPACE}" BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="7" '
        'Type="Image"><ofd:MediaFile>scan.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>'
    )
    data = changed({"Doc_0/PublicRes.xml": media}, data)
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("Doc_0/Res/scan.png", out.getvalue())
    return buffer.getvalue()


def test_a_scan_is_refused_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpers.readers.ofd.installed", lambda: False)
    assert "ocr" in refused(scanned(), "no-text-layer").hint.en


@pytest.mark.skipif(not pictures.installed(), reason="the extra is not installed")
def test_a_scan_is_read_by_ocr() -> None:
    document = read(scanned())
    assert ("read-by-ocr", "1") in document.remarks
    assert any(isinstance(item, Grid) for item in document.items)


BAD: dict[str, tuple[dict[str, str | None], str]] = {
    "encrypted": ({"Encryptions.xml": "<x/>"}, "encrypted"),
    "no document": ({"Doc_0/Document.xml": None}, "damaged"),
    "no page": ({"Doc_0/Pages/Page_0/Content.xml": None}, "damaged"),
    "no xml": ({"OFD.xml": "PK"}, "damaged"),
    "entities": ({"OFD.xml": '<!DOCTYPE a [<!ENTITY b "c">]><OFD>&b;</OFD>'}, "damaged"),
    "out of the package": (
        {"OFD.xml": "<OFD><DocBody><DocRoot>../../../../etc/hostname</DocRoot></DocBody></OFD>"},
        "damaged",
    ),
    "no pages": ({"Doc_0/Document.xml": "<Document><Pages/></Document>"}, "damaged"),
    "many pages": (
        {
            "Doc_0/Document.xml": "<Document><Pages>"
            + '<Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>' * 301
            + "</Pages></Document>"
        },
        "too-large",
    ),
    "nested": (
        {
            "Doc_0/Pages/Page_0/Content.xml": "<Page><Content><Layer>"
            + "<PageBlock>" * 99
            + "</PageBlock>" * 99
            + "</Layer></Content></Page>"
        },
        "damaged",
    ),
    "without end": (
        {
            f"Doc_0/Pages/Page_0/{name}": "<Page>" + " " * 40_000_000 + "</Page>"
            for name in ("Content.xml",)
        }
        | {
            "Doc_0/Document.xml": "<Document><Pages>"
            + '<Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>' * 3
            + "</Pages></Document>"
        },
        "too-large",
    ),
    "many objects": (
        {
            "Doc_0/Pages/Page_0/Content.xml": "<Page><Content><Layer>"
            + "<PathObject/>" * 90_001
            + "</Layer></Content></Page>"
        },
        "too-large",
    ),
    "many characters": (
        {
            "Doc_0/Pages/Page_0/Content.xml": '<Page><Content><Layer><TextObject Size="3"><TextCode X="0" Y="0">'
            + "字" * 500_001
            + "</TextCode></TextObject></Layer></Content></Page>"
        },
        "too-large",
    ),
    "composed of itself": (
        {
            "Doc_0/PublicRes.xml": '<Res><CompositeGraphicUnits><CompositeGraphicUnit ID="5"><Content>'
            '<CompositeObject ResourceID="5"/></Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>',
            "Doc_0/Pages/Page_0/Content.xml": "<Page><Content><Layer>"
            '<CompositeObject ResourceID="5"/></Layer></Content></Page>',
        },
        "damaged",
    ),
}
"""Name → parts that are changed, and the code of the refusal."""


@pytest.mark.parametrize("name", BAD)
def test_a_hostile_or_broken_document_is_refused(name: str) -> None:
    parts, code = BAD[name]
    refused(changed(parts), code)


def test_a_document_is_told_by_its_package_and_a_cut_one_by_its_suffix(tmp_path: Path) -> None:
    data = package([text_object("甲", 20, 20, 4)])
    path = tmp_path / "a.bin"
    path.write_bytes(data)
    assert read_document(path).source.format == "ofd"
    path = tmp_path / "a.ofd"
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.code == "damaged"


PAGE = package([text("甲乙13", code='X="0" Y="4" DeltaX="g 2 4 2"') + path_object(1, 1, 9, 1)])


@settings(max_examples=80, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["Size", "Boundary", "CTM", "CharDirection", "HScale", "Alpha"]),
        st.text(alphabet="0123456789.- ,e", max_size=14),
    ),
    st.dictionaries(
        st.sampled_from(["X", "Y", "DeltaX", "DeltaY"]),
        st.text(alphabet="g0123456789.- ", max_size=14),
    ),
)
def test_any_attributes_are_read_or_refused(
    of_text: dict[str, str], of_code: dict[str, str]
) -> None:
    def given_as(attributes: dict[str, str]) -> str:
        return " ".join(f'{name}="{value}"' for name, value in attributes.items())

    whole = {"Size": "4", "Boundary": "9 9 9 9"} | of_text
    code = {"X": "0", "Y": "4", "DeltaX": "4"} | of_code
    content = (
        f"<ofd:TextObject {given_as(whole)}><ofd:TextCode {given_as(code)}>甲13</ofd:TextCode>"
        "</ofd:TextObject>"
    )
    with contextlib.suppress(InputError):
        assert read(package([content])).source.format == "ofd"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(0, len(PAGE)), st.integers(0, 60))
def test_a_package_with_bytes_put_in_or_lost_is_read_or_refused(
    put: bytes, at: int, lost: int
) -> None:
    with contextlib.suppress(InputError):
        assert read(PAGE[:at] + put + PAGE[at + lost :]).source.format == "ofd"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_entities_in_two_bytes_a_letter_are_seen_and_plain_xml_in_them_is_read(
    encoding: str,
) -> None:
    def with_root(content: str) -> bytes:
        buffer = io.BytesIO(changed({"OFD.xml": None}))
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr("OFD.xml", content.encode(encoding))
        return buffer.getvalue()

    root = "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"
    declared = '<?xml version="1.0" encoding="UTF-16"?>'
    hostile = root.replace("<OFD>", '<!DOCTYPE OFD [<!ENTITY a "b">]><OFD>')
    refused(with_root(declared + hostile), "damaged")
    if encoding == "utf-16":
        assert read(with_root(declared + root)).items
    else:  # nothing says what the bytes are
        refused(with_root(root), "damaged")


@pytest.mark.parametrize(
    ("seed", "address"),
    [
        (372, "disputes.litigation_direct.upheld"),
        (631, "disputes.litigation_after_reconsideration.total"),
    ],
)
def test_a_number_wider_than_its_cell_is_not_cut_at_the_stroke(
    tmp_path: Path, seed: int, address: str
) -> None:
    drawn = draw(seed, ("2019", "2021")[seed % 2], noise=True)
    assert drawn.truth.cells[address].text == "59237.2449"
    path = tmp_path / "report.ofd"
    path.write_bytes(KINDS["ofd, ruled"].write(drawn.parts))
    assert read_report(path).cell(address).state in ("unreadable", "missing")


def test_a_sentence_broken_at_a_line_is_one_although_figures_stick_out_of_the_margin() -> None:
    begin = "（三）收到申请四百七十六件，其中当面申请三百七十"
    lines = ["（一）" + "虚构" * 10 + "12345。", "（二）" + "虚构" * 10 + "12345。", begin]
    lines.append("一件，网络申请一百零五件。")
    objects = [text_object(line, 20, 20 + 6 * n, 4) for n, line in enumerate(lines)]
    assert texts("".join(objects)) == [*lines[:2], begin + lines[3]]


def test_a_full_line_that_ends_its_sentence_or_is_followed_by_an_item_ends_its_paragraph() -> None:
    objects = [text_object("（一）" + "虚构" * 11 + "12345。", 20, 20, 4)]
    objects += [
        text_object("虚" * 22 + "完。", 20, 26, 4),
        text_object("另起一段的话。", 20, 32, 4),
    ]
    objects += [text_object("虚" * 24, 20, 38, 4), text_object("（二）依申请公开。", 20, 44, 4)]
    assert {"另起一段的话。", "（二）依申请公开。"} <= set(texts("".join(objects)))
