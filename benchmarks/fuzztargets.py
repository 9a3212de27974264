"""What `make fuzz` does with an input: reads it, and parses and audits what was read."""

from __future__ import annotations

import re
import shutil
import zlib
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import fuzzseeds

from helpers.errors import OgiError

TARGETS = (
    "text", "html", "csv", "docx", "xlsx", "ods", "xls", "pdf", "ofd", "claims", "encodings",
    "pictures", "papers", "archives",
)  # fmt: skip
FLOORS = ("readers", "parsing", "audit", "regions", "model")
SINGLE = ("batch.adding", "collecting.listing", "levels", "corrections", "manifest", "load")
ONE_IN: dict[str, int] = {
    "docx": 8, "xlsx": 8, "ods": 8, "xls": 8, "pdf": 8, "ofd": 8, "claims": 32, "archives": 8,
}  # fmt: skip
"""One input in so many is parsed and audited as well; the others end with the reader. What comes
behind the readers is the same for all formats, and text, pages and CSV go through it each time."""
OCR_ONE_IN = 64
"""Recognising a page takes seconds and runs in libraries that nothing follows."""
KEYWORDS: dict[str, str] = {
    "html": "<table> </table> <tr> <td> <th> <p> <div> <br> <span> <!-- --> <style> <script> "
    "colspan rowspan hidden style display:none &nbsp; &#x110000; charset=gbk <template> <select>",
    "docx": "w:tbl w:tr w:tc w:p w:r w:t w:gridSpan w:vMerge w:tab w:br w:del w:ins mc:Fallback "
    "w:txbxContent w:fldSimple restart continue w:sdt w:val",
    "xlsx": "A1 XFD1048576 ZZZ9 A0 A1:XFD9 s str b e n inlineStr mergeCell hidden veryHidden d",
    "ods": "table:number-columns-repeated table:number-rows-repeated table:covered-table-cell "
    "table:number-columns-spanned table:number-rows-spanned office:value float date text:s",
    "ofd": "ofd:TextCode DeltaX DeltaY X Y CTM Boundary Size Font g_3_1 M_0_0_L B A C ofd:PathObject "
    "ofd:CGTransform CodePosition TemplateID",
    "pdf": "/Rotate /MediaBox /CropBox /Kids /Count /Type /Page /Annots /XObject /Form /Matrix /BBox "
    "/Contents /Resources /Font /Length /Filter Tm Td Tj TJ re m l h f S W n q Q cm Do BT ET Tf Tr "
    "Tz Tc Tw gs 9_0_R 1_0_R 4_0_R <</Type/Annot/Subtype/FreeText>> endobj obj stream",
    "papers": '\0 [[repair]] [[level]] [ ] { } = """ \'\' \\u0000 \\ud800 1979-05-27 0x7f inf true ../ '
    "/dev/zero http:// https://[ :99999 <<<<<<< %00",
    "archives": "PK\1\2 PK\3\4 PK\5\6 ../ .zip .txt .pdf",
}


def load_all() -> None:
    """Import what is fuzzed, so that all of it can be instrumented at once."""
    import helpers

    for floor in FLOORS:
        package = import_module(f"helpers.{floor}")
        for module in walk_packages(package.__path__, f"helpers.{floor}."):
            import_module(module.name)
    for name in SINGLE:
        import_module(f"helpers.{name}")
    assert helpers.__file__


@cache
def words(target: str) -> tuple[bytes, ...]:
    """Return words of a format: its keywords, the labels of the form, and words of the prose."""
    from helpers.form import editions, load_form

    found = dict.fromkeys(word.replace("_", " ") for word in KEYWORDS.get(target, "").split(" "))
    keywords = [word.encode("latin-1") for word in found if word]
    if target in ("pictures", "encodings", "archives", "papers"):
        return tuple(keywords)
    labels: dict[str, None] = {}
    for edition in editions():
        form = load_form(edition)
        for table in form.tables:
            for block in table.blocks:
                for item in (*block.rows, *block.columns):
                    labels |= dict.fromkeys((item.label.zh, *item.aliases))
    prose = (Path(fuzzseeds.TESTS).parent / "src/helpers/forms/prose.toml").read_text("utf-8")
    labels |= dict.fromkeys(re.findall("[\u4e00-\u9fff]{2,8}", prose)[::7])
    return (*keywords * 3, *(label.encode() for label in labels))


def target_of(name: str, folder: Path) -> Callable[[bytes], str]:
    """Return what is done with each input; it gives a word for how that ended."""
    make = {
        "claims": _claims, "papers": _papers, "archives": _archives, "pictures": _picture,
        "encodings": _encoding,
    }.get(name)  # fmt: skip
    once = make(folder) if make else _report(name, folder)

    def told(data: bytes) -> str:
        try:
            return once(data)
        except OgiError as error:  # which a person must be able to read, below
            refusal = error
        assert refusal.show("en")
        assert refusal.show("zh")
        return f"refused: {refusal.code}"

    return told


def _deep(name: str, data: bytes) -> bool:
    return zlib.crc32(data) % ONE_IN.get(name, 1) == 0


def _report(name: str, folder: Path) -> Callable[[bytes], str]:
    from helpers.audit import audit
    from helpers.parsing import parse_document
    from helpers.readers import pdf, read_document
    from helpers.readers.streams import alone

    path = folder / f"input.{fuzzseeds.SUFFIX.get(name, name)}"
    installed = pdf.installed

    def once(data: bytes) -> str:
        given = data
        if name in fuzzseeds.PARTS:
            data = fuzzseeds.packed(name, data)
        elif name == "xls" and not data.startswith(b"\xd0\xcf\x11\xe0"):
            data = alone("Workbook", data)
        path.write_bytes(data)
        # Assigned, since the reader asks for it by this name.
        pdf.installed = lambda: installed() and zlib.crc32(given) % OCR_ONE_IN == 0
        try:
            document = read_document(path, "input")
        finally:
            pdf.installed = installed
        if not _deep(name, given):
            return "read"
        audit(parse_document(document, partial=len(data) % 2 == 0))
        return "audited"

    return once


def _claims(folder: Path) -> Callable[[bytes], str]:
    from helpers.model import Place
    from helpers.parsing.breakdowns import breakdowns
    from helpers.parsing.claims import spots
    from helpers.parsing.denials import statements
    from helpers.parsing.paragraph import paragraphs
    from helpers.parsing.rates import rates

    whole = _report("text", folder)
    frame = next(fuzzseeds.drawn("text"))

    def once(data: bytes) -> str:
        prose = data.decode("utf-8", "replace").replace("\n", "")
        if _deep("claims", data):
            return whole(frame.replace("（".encode(), f"{prose}\n（".encode(), 1))
        for paragraph in paragraphs([("applications", prose, Place(0, 1, 1))], 2021):
            group = spots(paragraph)
            lists = list(breakdowns(paragraph, group))
            list(rates(paragraph, group, lists))
            list(statements(paragraph))
        return "read"

    return once


def _encoding(folder: Path) -> Callable[[bytes], str]:
    from helpers.readers.encoding import decode
    from helpers.readers.html import read as read_page
    from helpers.readers.text import read as read_text

    def once(data: bytes) -> str:
        declared = (None, "gbk", "utf-16", "no such", "hex", "idna")[zlib.crc32(data) % 6]
        decoded = decode(data, declared)
        decoded.text.encode()
        for read in (read_page, read_text):
            read(data, "input", "")
        return decoded.encoding

    return once


def _picture(folder: Path) -> Callable[[bytes], str]:
    from helpers.readers.pictures import recognise
    from helpers.readers.pictures.opening import grey_of

    def once(data: bytes) -> str:
        if not recognise(data, ""):
            return "no picture"
        grey = grey_of(data, "input")
        assert grey.ndim == 2
        return "opened"

    return once


def _papers(folder: Path) -> Callable[[bytes], str]:
    from helpers.audit.reviews import read_reviews, reviews_text
    from helpers.collecting.listing import read_list
    from helpers.corrections import corrections_for, lost_corrections, read_corrections
    from helpers.levels import organs, read_levels
    from helpers.manifest import read_manifest

    def once(data: bytes) -> str:
        name = fuzzseeds.PAPERS[data[0] % len(fuzzseeds.PAPERS)] if data else "manifest.csv"
        for other in fuzzseeds.PAPERS:
            (folder / other).unlink(missing_ok=True)
        path = folder / name
        path.write_bytes(data[1:])
        if name == "manifest.csv":
            read_manifest(folder)
        elif name == "repairs.toml":
            read_corrections(path)
            corrections_for(folder / "a.txt", "0")
            lost_corrections([folder / "a.txt"])
        elif name == "levels.toml":
            for level in read_levels(path):
                organs(level)
                level.holds("虚构县人民政府", 2022)
        elif name == "reviews.csv":
            reviews_text(read_reviews(path)).encode()
        else:
            for wanted in read_list(path):
                assert not isinstance(wanted, OgiError) or wanted.show("zh")
        return name

    return once


def _archives(folder: Path) -> Callable[[bytes], str]:
    from helpers.batch.adding import Papers, add
    from helpers.batch.archives import members

    path, raw = folder / "input.zip", folder / "raw"
    papers = Papers("invented", "invented", date(2022, 1, 1))

    def once(data: bytes) -> str:
        path.write_bytes(data)
        if not _deep("archives", data):
            found = [len(member) for member in members(path, "input.zip")]
            return f"{found.count(3)} members"
        shutil.rmtree(raw, ignore_errors=True)
        raw.mkdir()
        for added in add([path], raw, papers):
            if isinstance(added, tuple):
                assert added[1].show("en")
        outside = {p.name for p in folder.iterdir()} - {"input.zip", "raw"}
        assert not outside, f"written beside the folder: {outside}"
        return "added"

    return once
