"""A PDF whose drawings unfold without end is refused before the library unfolds them; all invented."""

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.invented import invented_parts
from helpers.invented.pdf import pdf_bytes
from helpers.readers import read_document
from helpers.readers.pdf import budget, expanded, pages

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R%s>>"
DRAWING = b"BT /F 9 Tf 50 700 Td (1) Tj ET"


def stream(content: bytes, head: bytes = b"", *, packed: bool = False) -> bytes:
    if packed:
        content, head = zlib.compress(content), head + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(content), content)


def pdf(objects: Sequence[bytes]) -> bytes:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def form(content: bytes, names: bytes = b"", *, packed: bool = False) -> bytes:
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</Font<</F 5 0 R>>%s>>" % names
    return stream(content, head, packed=packed)


def page_of(content: bytes, more: bytes, others: Sequence[bytes]) -> bytes:
    """Return a file of one page; `others` are its objects from number 6 on."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            PAGE % more,
            content,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *others,
        ]
    )


def unfolding(times: int, deep: int, *, packed: bool = False) -> list[bytes]:
    """Return forms each of which draws the next `times` times; the last prints a figure."""
    inner = [
        form(b"/X Do " * times, b"/XObject<</X %d 0 R>>" % (7 + n), packed=packed)
        for n in range(deep)
    ]
    return [*inner, form(DRAWING, packed=packed)]


RESOURCES = b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"
LOOSE = b"/Resources %d 0 R"
ANNOTATION = b"<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/AP<</N 6 0 R>>>>"
TOO_MUCH = {
    "forms in forms": page_of(stream(b"/X Do"), RESOURCES, unfolding(30, 6)),
    "packed forms": page_of(stream(b"/X Do"), RESOURCES, unfolding(30, 6, packed=True)),
    "names in an object of their own": page_of(
        stream(b"/X Do"), LOOSE % 13, [*unfolding(30, 6), b"<</XObject 14 0 R>>", b"<</X 6 0 R>>"]
    ),
    "a form that draws itself": page_of(
        stream(b"/X Do"), RESOURCES, [form(b"/X Do " * 50 + DRAWING, b"/XObject<</X 6 0 R>>")]
    ),
    "two forms that draw each other": page_of(
        stream(b"/X Do"),
        RESOURCES,
        [form(b"/Y Do " * 50, b"/XObject<</Y 7 0 R>>"), form(b"/X Do", b"/XObject<</X 6 0 R>>")],
    ),
    "names of the folder above": page_of(stream(b"/X Do"), b"", unfolding(30, 6)).replace(
        b"/Count 1>>", b"/Count 1" + RESOURCES + b">>"
    ),
    "a long list of names that many pages share": pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count 290>>" % b" ".join(b"%d 0 R" % n for n in range(5, 295)),
            b"<</XObject<<%s>>>>" % (b"/X 9 0 R" * 20_000),
            stream(b"/Y Do"),
            *[PAGE % (LOOSE % 3)] * 290,
        ]
    ),
    "an annotation": page_of(
        stream(b""), b"/Annots[13 0 R]", [*unfolding(30, 6), ANNOTATION]
    ),
    "one form drawn very often": page_of(
        stream(b"/X Do " * 100_000), RESOURCES, [form(DRAWING * 20)]
    ),
    "a page that unpacks to much": page_of(
        stream(b" " * (expanded.MAX_DRAWN + 1), packed=True), RESOURCES, []
    ),
    "many pages with one long content": pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count 290>>" % b" ".join(b"%d 0 R" % n for n in range(5, 295)),
            b"null",
            stream(b" " * 200_000, packed=True),
            *[PAGE % b""] * 290,
        ]
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TOO_MUCH)
def test_drawings_that_unfold_without_end_are_refused(tmp_path: Path, case: str) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(TOO_MUCH[case])
    with pytest.raises(InputError) as caught:
        expanded.refuse_too_many_drawings(TOO_MUCH[case], "report.pdf")
    assert caught.value.code == "too-large"
    with pytest.raises(InputError, match="bytes of drawings"):
        read_document(path)
    assert "绘图内容" in caught.value.show("zh")


FEW = {
    "forms in forms": page_of(stream(b"/X Do"), RESOURCES, unfolding(3, 3)),
    "a name that stands for nothing": page_of(stream(b"/Y Do /X Do"), RESOURCES, [form(DRAWING)]),
}


@pytest.mark.parametrize("case", FEW)
def test_what_a_report_may_draw_is_read(tmp_path: Path, case: str) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(FEW[case])
    assert any("1" in getattr(item, "text", "") for item in read_document(path).items)


def test_an_invented_report_draws_a_small_part_of_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(expanded, "MAX_DRAWN", expanded.MAX_DRAWN // 500)
    expanded.refuse_too_many_drawings(pdf_bytes(invented_parts("2021")), "report.pdf")


COVERED = b"BT /F 9 Tf 50 700 Td (1234) Tj ET " + b"0 0 9 9 re f " * 20


def test_characters_under_very_many_filled_areas_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(page_of(stream(COVERED), RESOURCES, [form(b"")]))
    monkeypatch.setattr(budget, "MAX_COMPARED", 4 * 20)
    assert [getattr(item, "text", "") for item in read_document(path).items] == ["1234"]
    monkeypatch.setattr(budget, "MAX_COMPARED", 4 * 20 - 1)
    with pytest.raises(InputError, match="characters under filled areas") as caught:
        read_document(path)
    assert caught.value.code == "too-large"


def test_areas_filled_before_a_character_are_not_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(page_of(stream(b"0 0 9 9 re f " * 20 + COVERED), RESOURCES, [form(b"")]))
    monkeypatch.setattr(budget, "MAX_COMPARED", 4 * 20)
    assert [getattr(item, "text", "") for item in read_document(path).items] == ["1234"]


def test_a_page_of_very_many_annotations_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    for number in (pages.MAX_ANNOTATIONS, pages.MAX_ANNOTATIONS + 1):
        annotations = b"/Annots[%s]" % (b"7 0 R " * number) + RESOURCES
        content = stream(b"BT /F 9 Tf 50 700 Td (1234) Tj ET")
        path.write_bytes(page_of(content, annotations, [form(b"0 0 m 1 1 l S"), ANNOTATION]))
        if number == pages.MAX_ANNOTATIONS:
            assert [getattr(item, "text", "") for item in read_document(path).items] == ["1234"]
        else:
            with pytest.raises(InputError, match="annotations on a page") as caught:
                read_document(path)
            assert "批注" in caught.value.show("zh")
