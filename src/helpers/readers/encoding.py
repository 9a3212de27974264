"""Bytes to characters, for the encodings that Chinese sites use. The door to charset-normalizer.

A declaration is only a hint: sites declare gb2312 over UTF-8 and the reverse. What decodes as
UTF-8 is UTF-8; between the two-byte encodings the library judges which gives real Chinese.
"""

from __future__ import annotations

import codecs
from contextlib import suppress
from dataclasses import dataclass

from charset_normalizer import from_bytes

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_NAMES = {"utf_8": "utf-8", "utf_16_le": "utf-16-le", "utf_16_be": "utf-16-be"}
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年公开政府信息报告工作数据统计情况行处理申请"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was decoded with.

    Attributes:
        text: The characters; undecodable bytes are U+FFFD.
        encoding: Name of the encoding.
        damaged: Number of U+FFFD put in by the decoding.
        truncated: Whether the last character was cut off.
    """

    text: str
    encoding: str
    damaged: int = 0
    truncated: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode `data`.

    Args:
        data: The whole file.
        declared: The encoding the document declares, if any; used between equals only.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            body = data if encoding == "utf-32" else data[len(bom) :]
            return _strict(body, encoding) or _lossy(body, encoding)
    if b"\0" in data[:4096]:
        candidates = ["utf_16_le", "utf_16_be"]
    elif (decoded := _strict(data, "utf-8")) is not None:
        return decoded if b"~{" not in data else _strict(data, "hz") or decoded
    else:
        candidates = ["gb18030", "big5"]
    best = from_bytes(data, cp_isolation=candidates).best()
    if best is not None:
        return Decoded(str(best), _NAMES.get(best.encoding, best.encoding))
    options = [d for c in candidates if (d := _strict(data, _NAMES.get(c, c))) is not None]
    if not options:
        names = [*candidates, "utf-8", *([declared] if declared and _exists(declared) else [])]
        for name in dict.fromkeys(names):
            with suppress(UnicodeError):  # a page may declare a coding of host names, not of text
                options.append(_lossy(data, _NAMES.get(name, name)))
    return max(options, key=lambda d: (_likeness(d.text), d.encoding == declared))


def _strict(data: bytes, encoding: str) -> Decoded | None:
    """Decode without loss, except for a last character that was cut off."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 4 or not error.start:
            return None
        try:
            return Decoded(data[: error.start].decode(encoding), encoding, truncated=True)
        except UnicodeDecodeError:
            return None


def _lossy(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, damaged=text.count("\ufffd"))


def _likeness(text: str) -> float:
    """Return the share of characters common in reports, minus the share that is damage."""
    sample = [c for c in text[:20000] if ord(c) > 127]
    if not sample:
        return 0.0
    return sum((c in _COMMON) - 3 * (c == "\ufffd") for c in sample) / len(sample)


def _exists(encoding: str) -> bool:
    try:
        return "".encode(encoding) is not None
    except (LookupError, ValueError):
        return False
