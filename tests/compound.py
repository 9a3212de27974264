"""A compound file, as old office programs write it, with streams of invented bytes."""

import struct
from collections.abc import Mapping
from itertools import pairwise

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a file with up to three streams, each padded to the size that needs no small FAT."""
    directory = [_entry("Root Entry", 5, END, 0, child=1)]
    fat = [FAT, END]
    body = b""
    for number, (name, content) in enumerate(streams.items(), start=1):
        data = content.ljust(4096, b"\0")
        data += bytes(-len(data) % SECTOR)
        begin, sectors = len(fat), len(data) // SECTOR
        right = number + 1 if number < len(streams) else FREE
        directory.append(_entry(name, 2, begin, len(data), right=right))
        fat += [b for _, b in pairwise(range(begin, begin + sectors))] + [END]
        body += data
    directory += [bytes(128)] * (4 - len(directory))
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(b"", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, END, 0, END, 0, 0),
    )
    header += struct.pack("<108I", *[FREE] * 108)
    table = struct.pack("<128I", *fat, *[FREE] * (128 - len(fat)))
    return header + table + b"".join(directory) + body


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = FREE, right: int = FREE
) -> bytes:
    raw = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16s4x16xIII",
        *(raw, len(raw) + 2, kind, 1, FREE, right, child, b""),
        *(start, size, 0),
    )
