"""What the mutations of `make fuzz` begin with: invented files, unpacked, and words to put in.

A package is mutated part by part: an input is one byte that chooses the part, then the bytes of the
part, and is packed again before it is read, so that a mutation meets the reader and not the ZIP.
An input that begins as a package does is read as it is.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.invented.boxes import Part

TESTS = Path(__file__).resolve().parent.parent / "tests"
PARTS: dict[str, tuple[str, ...]] = {
    "docx": ("word/document.xml", "docProps/core.xml"),
    "xlsx": (
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/_rels/workbook.xml.rels",
    ),
    "ods": ("content.xml", "META-INF/manifest.xml"),
    "ofd": (
        "Doc_0/Pages/Page_0/Content.xml",
        "Doc_0/PublicRes.xml",
        "Doc_0/Document.xml",
        "OFD.xml",
    ),
}
"""Parts of a package that are mutated unpacked."""
SLOW = ("pdf", "ofd")
SUFFIX = {"text": "txt", "claims": "txt"}
PAPERS = ("manifest.csv", "repairs.toml", "levels.toml", "reviews.csv", "list.csv")
"""Files that people write beside the reports; the first byte of an input chooses one."""
_ON_PAGE = re.compile(rb"<ofd:(TextObject|PathObject|ImageObject) .*?</ofd:\1>", re.DOTALL)


def samples(target: str) -> list[bytes]:
    """Return the inputs that the mutations of a target begin with."""
    from fuzzfiles import FILES

    if target in PARTS:
        return list(_parts(target))
    return list(FILES[target]() if target in FILES else drawn(target))


def drawn(target: str, number: int = 6) -> Iterator[bytes]:
    """Yield invented reports of a format, every kind of it at least once."""
    from helpers.invented.drawing import draw
    from helpers.invented.kinds import KINDS

    kinds = [k for k in KINDS.values() if k.suffix == f".{SUFFIX.get(target, target)}"]
    for seed, kind in enumerate([*kinds, *kinds][: max(number, len(kinds))]):
        parts = draw(seed, "2021", noise=bool(seed % 2), words=kind.words).parts
        yield kind.write(
            parts if seed % 3 == 0 and target not in SLOW else _with_one_table(parts, seed)
        )


def _with_one_table(parts: Sequence[Part], number: int) -> list[Part]:
    """Return a report with one of its tables: what is short is read, and so tried, more often."""
    tables = [n for n, part in enumerate(parts) if not isinstance(part, str)]
    kept = tables[number % len(tables)]
    return [p for n, p in enumerate(parts) if isinstance(p, str) or n == kept]


# --- packages -------------------------------------------------------------------------------------


def packed(target: str, data: bytes) -> bytes:
    """Return the package of an input."""
    if data.startswith(b"PK") or not data:
        return data
    name = PARTS[target][data[0] % len(PARTS[target])]
    return package_of({**template(target), name: data[1:]})


@cache
def template(target: str) -> dict[str, bytes]:
    """Return the parts of the package that inputs are packed into."""
    return _unpacked(next(_packages(target)))


def package_of(parts: dict[str, bytes]) -> bytes:
    """Return a ZIP package of parts, nothing packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packages(target: str) -> Iterator[bytes]:
    if target == "ods":
        yield package_of(_ods())
    for data in drawn(target, 4) if target != "ods" else ():
        parts = _unpacked(data)
        if target == "ofd":  # whole pages take a tenth of a second
            parts = {n: _thinned(p) if n.endswith("Content.xml") else p for n, p in parts.items()}
        if target == "xlsx":
            parts = _with_shared_words(parts)
        yield package_of(parts)


def _parts(target: str) -> Iterator[bytes]:
    for number, data in enumerate(_packages(target)):
        parts = _unpacked(data)
        for n, name in enumerate(PARTS[target]):
            if name in parts and (n == 0 or number == 0):
                yield bytes((n,)) + parts[name]
        if number == 0:
            yield data


def _thinned(part: bytes) -> bytes:
    count = itertools.count()
    return _ON_PAGE.sub(lambda m: m[0] if next(count) % 4 == 0 else b"", part)


def _with_shared_words(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return a workbook whose first sheet shares its words, as Excel writes one, and has styles."""
    words: list[bytes] = []
    inline = re.compile(rb't="inlineStr"><is><t[^>]*>([^<]*)</t></is>')

    def shared(match: re.Match[bytes]) -> bytes:
        words.append(match[1])
        return b't="s"><v>%d</v>' % (len(words) - 1)

    main = b' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = PARTS["xlsx"][0]
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    links = b"".join(
        b'<Relationship Id="x%s" Type="%s%s" Target="%s.xml"/>' % (name, kind, name, name)
        for name in (b"sharedStrings", b"styles")
    )
    rels = parts["xl/_rels/workbook.xml.rels"].replace(b"</Rel", links + b"</Rel")
    return {
        **parts,
        sheet: inline.sub(shared, parts[sheet]),
        "xl/_rels/workbook.xml.rels": rels,
        "xl/styles.xml": b"<styleSheet%s><numFmts><numFmt numFmtId='164' formatCode='yyyy-mm-dd'/>"
        b"</numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/></cellXfs></styleSheet>" % main,
        "xl/sharedStrings.xml": b"<sst%s count='%d'>" % (main, len(words))
        + b"".join(b"<si><t>%s</t></si>" % word for word in words)
        + b"</sst>",
    }


def _ods() -> dict[str, bytes]:
    """Return the parts of a report as OpenDocument has it."""
    from helpers.invented import invented_parts

    name = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{n}="{name}:{n}:1.0"' for n in ("office", "table", "text"))
    rows = ""
    for part in invented_parts("2021"):
        lines = (
            [[part]] if isinstance(part, str) else [[b.text if b else "" for b in r] for r in part]
        )
        for line in lines:
            cells = "".join(
                f'<table:table-cell office:value-type="float" office:value="{text}"/>'
                if text.isdigit()
                else f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
                for text in line
            )
            rows += f"<table:table-row>{cells}</table:table-row>"
    return {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": b"<manifest/>",
        "content.xml": f'<?xml version="1.0"?><office:document-content {names}><office:body>'
        f'<office:spreadsheet><table:table table:name="a">{rows}<table:table-row '
        'table:number-rows-repeated="9"><table:table-cell table:number-columns-repeated="3"/>'
        "</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>".encode(),
    }
