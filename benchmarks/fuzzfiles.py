"""What the mutations of `make fuzz` begin with where the format is no package."""

from __future__ import annotations

import base64
import io
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from random import Random

import fuzzseeds

_STREAM = re.compile(
    rb"/Filter \[ /ASCII85Decode /FlateDecode \] /Length \d+\n>>\nstream\n(.*?)endstream", re.DOTALL
)


def _xls() -> Iterator[bytes]:
    """Yield streams of records of old workbooks, and one whole file."""
    sys.path.append(str(fuzzseeds.TESTS))
    import biff  # type: ignore[import-not-found]
    from helpers.invented import invented_parts

    sheet = b""
    words: list[str] = []
    for row, part in enumerate(invented_parts("2021")):
        lines = (
            [[part]] if isinstance(part, str) else [[b.text if b else "" for b in r] for r in part]
        )
        for n, line in enumerate(lines):
            for column, text in enumerate(line):
                at = (row * 40 + n, column)
                if text.isdigit():
                    make = biff.number if n % 2 else biff.formula
                    sheet += make(*at, float(text))
                elif text and n % 3:
                    sheet += biff.label(*at, text)
                elif text:
                    words.append(text)
                    sheet += biff.shared(*at, len(words) - 1)
    sheet += biff.merged([(1, 2, 0, 1), (5, 5, 2, 4)])
    for piece in (8000, 203):
        yield biff.stream({"报告": sheet}, biff.texts(words, piece))
    small = biff.number(0, 0, 1) + biff.label(1, 1, "规章") + biff.shared(2, 0, 0)
    yield biff.stream({"a": small, "b": small}, biff.texts(["总计"]))
    yield biff.xls({"a": small}, biff.texts(["总计"]))


def _pdf() -> Iterator[bytes]:
    """Yield PDF files whose streams are not packed, so that mutations meet what pages draw.

    The table of places at the end no longer holds; the library looks for the objects itself.
    """
    for data in fuzzseeds.drawn("pdf"):
        yield _STREAM.sub(lambda m: _plain_stream(m[1]), data)


def _plain_stream(packed: bytes) -> bytes:
    content = zlib.decompress(base64.a85decode(packed.strip().removesuffix(b"~>")))
    return b"/Length %d\n>>\nstream\n%s\nendstream" % (len(content), content)


def _pictures() -> Iterator[bytes]:
    from PIL import Image

    chance = Random(0)
    grey = Image.frombytes("L", (24, 16), chance.randbytes(24 * 16))
    for kind in ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"):
        for mode in ("L", "RGB", "RGBA", "P", "1", "LA", "CMYK", "I;16"):
            out = io.BytesIO()
            try:
                grey.convert(mode).save(out, kind)
            except (OSError, ValueError):  # no such pictures in that format
                continue
            yield out.getvalue()
    out = io.BytesIO()
    turned = Image.Exif()
    turned[0x0112] = 6
    grey.save(out, "JPEG", exif=turned)
    yield out.getvalue()


def _encodings() -> Iterator[bytes]:
    text = next(fuzzseeds.drawn("text")).decode()[:600]
    for name in ("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-be", "utf-32", "hz"):
        yield text.encode(name, "ignore")
    yield b"\x84\x31\x95\x33" + text.encode("gb18030")


def _papers() -> Iterator[bytes]:
    manifest, repairs, levels, reviews, listed = (
        "file,agency,year,source,accessed,sha256,licence\na.txt,虚构镇,2021,x,2022-02-01,"
        + "0" * 64
        + ',"public, 公开"\n',
        (
            '[[repair]]\nfile = "a.txt"\nsha256 = "0"\naddress = "applications.received.total"\n'
            'read = "1"\nprinted = "2"\nreason = """x\ny"""\nby = \'z\'\n'
        ),
        (
            '[[level]]\nparent = "虚构县人民政府"\nmembers = ["虚构镇", "虚构街道"]\nyears = [2021, 2023]\n'
            'own = "虚构县人民政府办公室"\ncomplete = true\nwhy = "x\\u0041"\n'
        ),
        (
            "fingerprint,decision,reason,reviewer,date,agency,report,sha256\n"
            f"{'0' * 16},confirmed,x,y,2023-01-01,虚构镇 2021,a.txt,{'0' * 64}\n"
        ),
        (
            "address,agency,year,licence\nhttps://example.org/a.html?b=1#c,虚构镇,2021,x\n"
            "http://[::1]:80/,,,\nexample.org/报告.pdf,,,\n"
        ),
    )
    for number, text in enumerate((manifest, repairs, levels, reviews, listed)):
        yield bytes((number,)) + text.encode()


def _archives() -> Iterator[bytes]:
    text = next(fuzzseeds.drawn("text"))
    inner = fuzzseeds.package_of({"a.txt": text})
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as package:
            for name in ("虚构镇2021年.txt", "../b.html", "c/d.zip", "e.png", "f/"):
                package.writestr(name, inner if name.endswith("zip") else text[:300])
        yield out.getvalue()


def _claims() -> Iterator[bytes]:
    for data in fuzzseeds.drawn("text"):
        yield from [line for line in data.splitlines() if len(line) > 60][:40]


FILES: dict[str, Callable[[], Iterator[bytes]]] = {
    "xls": _xls,
    "pdf": _pdf,
    "pictures": _pictures,
    "encodings": _encodings,
    "papers": _papers,
    "archives": _archives,
    "claims": _claims,
}
"""Inputs of each target that is no package, page or table."""
