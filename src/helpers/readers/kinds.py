"""What a file is by its first bytes, and what to do about formats that are not read."""

from __future__ import annotations

from helpers.errors import InputError
from helpers.messages import Text
from helpers.readers.encoding import decode

_SAVE_AS = Text(
    "Open it and save it as a web page (HTML) or as plain text, then read that file.",
    "请打开后另存为网页（HTML）或纯文本，再读取该文件。",
)

_MAGIC: tuple[tuple[bytes, Text], ...] = (
    (
        b"PK\x03\x04",
        Text("a WPS document or a ZIP archive", "WPS 文档或 ZIP 压缩包"),
    ),
    (b"PK\x05\x06", Text("an empty ZIP archive", "空的 ZIP 压缩包")),
    (b"Rar!", Text("a RAR archive", "RAR 压缩包")),
    (b"7z\xbc\xaf", Text("a 7z archive", "7z 压缩包")),
    (b"\x1f\x8b", Text("a gzip archive", "gzip 压缩包")),
)

_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})
_CONTROL_CHARACTERS = frozenset(map(chr, _CONTROL))


def refuse_other_formats(data: bytes, name: str) -> None:
    """Refuse what is neither text nor a web page, naming what it is.

    Raises:
        InputError: the bytes are a known other format, or binary.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(
                "format-not-read",
                Text(
                    f"The file is {what.en}, which this version does not read.",
                    f"该文件是{what.zh}，本版本不能读取。",
                ),
                _SAVE_AS,
                name,
            )
    if _mostly_controls(data[:65536]):
        raise InputError(
            "binary",
            Text("The file is binary, not text.", "该文件是二进制文件，不是文本。"),
            _SAVE_AS,
            name,
        )


def _mostly_controls(sample: bytes) -> bool:
    """Tell whether bytes, and what they decode to, hold more controls than text does."""
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if controls <= len(sample) // 100:
        return False
    # Half the bytes of UTF-16 look like controls; only its characters can tell.
    decoded = decode(sample)
    strange = decoded.damaged + sum(c in _CONTROL_CHARACTERS for c in decoded.text)
    return strange > len(decoded.text) // 100
