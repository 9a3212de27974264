"""How `make fuzz` changes an input: by the tokens of its format, or by bytes.

Each change takes bytes, a chance and words of the format, and gives bytes; it knows nothing of
coverage. With atheris it is half of the mutations, the other half being those of the fuzzer.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Sequence
from random import Random

Change = Callable[[bytes, Random, Sequence[bytes]], bytes]
NUMBERS = (
    b"0", b"-1", b"1", b"7", b"99", b"2147483647", b"-2147483648", b"4294967296", b"1e308", b"nan",
    b"1e-9", b"9" * 20, b"9" * 400, b"0.5", b"1000000000", b"65535", b"16384", b"1048576",
)  # fmt: skip
"""Numbers on which readers break down."""
_MARKS = b"0123456789%.-/\t\n|<>\"'&;"
_MARKUP = re.compile(rb"<[^<>]*>|[^<>]+|[<>]")
_ATTRIBUTE = re.compile(rb"=\s*(\"[^\"]*\"|'[^']*')")
_WORDS = re.compile(rb"\s+|[()<>\[\]{}/,;\"']|[^\s()<>\[\]{}/,;\"']+")
_NAME = re.compile(rb"</?([^\s/>]+)")


def by_bytes(data: bytes, chance: Random, words: Sequence[bytes]) -> bytes:
    """Return bytes with one to eight stretches deleted, repeated, replaced or taken elsewhere."""
    new = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        begin = chance.randrange(len(new) + 1)
        end = min(len(new), begin + chance.choice((1, 2, 4, 16, 64, 512)))
        at = chance.randrange(len(new) + 1)
        new[begin:end] = chance.choice(
            (
                b"",
                new[begin:end] * 2,
                chance.randbytes(end - begin),
                new[at : at + end - begin],
                bytes(chance.choices(_MARKS, k=end - begin)),
                chance.choice(NUMBERS),
                chance.choice(words) if words else b"",
            )
        )
    return bytes(new)


def by_lines(data: bytes, chance: Random, words: Sequence[bytes]) -> bytes:
    """Return text with lines, cells or words of it moved, repeated, left out or replaced."""
    mark = chance.choice((b"\n", b"\n", b"\t", "。".encode(), "，".encode(), b",", b"|"))
    return mark.join(_shuffled(data.split(mark), chance, words))


def by_markup(data: bytes, chance: Random, words: Sequence[bytes]) -> bytes:
    """Return markup with whole elements moved or repeated, or values changed; it stays markup."""
    tokens = _MARKUP.findall(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        # Neither the root nor the end of another element.
        roots = [n for n, t in enumerate(tokens) if t.startswith(b"<") and t[1:2] not in b"?!"]
        places = (
            [n for n in range(roots[0] + 1, roots[-1]) if tokens[n][:2] != b"</"] if roots else []
        )
        if not places or sum(map(len, tokens)) > 4 * len(data) + 20_000:
            break
        at, to = chance.choice(places), chance.choice(places)
        way = chance.randrange(7)
        if not tokens[at].startswith(b"<"):
            text = (*NUMBERS, b"", tokens[at] * 9, *[_shown(_word(words, chance))] * 9)
            tokens[at] = chance.choice(text)
            continue
        if way < 2:
            tokens[at] = _other_value(tokens[at], chance, words)
            continue
        element = tokens[at : _end_of(tokens, at)]
        if way == 2:
            del tokens[at : at + len(element)]
        elif way == 3:
            tokens[at:at] = element * chance.choice((1, 1, 2, 50))
        elif way == 4:
            tokens[to:to] = element
        elif way == 5 and len(element) > 1:  # one in another, as deep as chance wants
            deep = chance.choice((1, 3, 200))
            begin, *inner, end = element
            tokens[at : at + len(element)] = [begin] * deep + inner + [end] * deep
        elif len(element) > 1:  # what is in it without it
            tokens[at : at + len(element)] = element[1:-1]
    return b"".join(tokens)


def _shown(word: bytes) -> bytes:
    return word.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b'"', b"&quot;")


def by_words(data: bytes, chance: Random, words: Sequence[bytes]) -> bytes:
    """Return a file of words (PDF, TOML, CSV) with some moved, repeated, left out or replaced."""
    return b"".join(_shuffled(_WORDS.findall(data), chance, words))


def by_records(data: bytes, chance: Random, words: Sequence[bytes]) -> bytes:
    """Return the records of an old workbook with some changed, and the places of its sheets."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return by_bytes(data, chance, words)
    records, at = [], 0
    while at + 4 <= len(data):
        length = struct.unpack_from("<H", data, at + 2)[0]
        records.append(data[at : at + 4 + length])
        at += 4 + length
    for _ in range(chance.choice((1, 1, 2, 4)) if records else 0):
        at = chance.randrange(len(records))
        way = chance.randrange(5)
        body = bytearray(records[at][4:])
        if way == 0:
            del records[at]
        elif way == 1:
            records[at:at] = [chance.choice(records)] * chance.choice((1, 1, 3, 90))
        elif way == 2 and len(body) > 1:
            where = chance.randrange(len(body))
            piece = chance.choice((b"\xff\xff", b"\0\0", b"\xff\x7f", chance.randbytes(2), b"\1"))
            body[where : where + len(piece)] = piece
            records[at] = records[at][:2] + struct.pack("<H", len(body) & 0xFFFF) + body
        elif way == 3:
            del body[chance.randrange(len(body) + 1) :]
            records[at] = records[at][:2] + struct.pack("<H", len(body)) + body
        else:
            other = chance.choice(records)
            records[at] = other[:2] + records[at][2:]
        if not records:
            break
    new = bytearray(b"".join(records))
    return bytes(new) if chance.random() < 0.1 else _with_places(new)


def _with_places(stream: bytearray) -> bytes:
    """Return a stream whose sheets are where it says: nothing else of them would be read."""
    begins, named, at = [], [], 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == 0x0809:
            begins.append(at)
        if kind == 0x85 and length >= 4:
            named.append(at + 4)
        at += 4 + length
    for where, begin in zip(named, begins[1:], strict=False):
        struct.pack_into("<I", stream, where, begin)
    return bytes(stream)


def _shuffled(tokens: list[bytes], chance: Random, words: Sequence[bytes]) -> list[bytes]:
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        begin = chance.randrange(len(tokens) + 1)
        end = min(len(tokens), begin + chance.choice((1, 1, 2, 4, 12)))
        to = chance.randrange(len(tokens) + 1)
        tokens[begin:end] = chance.choice(
            (
                [],
                tokens[begin:end] * chance.choice((2, 2, 3, 40)),
                tokens[to : to + end - begin],
                [_word(words, chance)],
                [chance.choice(NUMBERS)],
                tokens[begin:end][::-1],
            )
        )
    return tokens


def _word(words: Sequence[bytes], chance: Random) -> bytes:
    return chance.choice(words) if words else b""


def _other_value(tag: bytes, chance: Random, words: Sequence[bytes]) -> bytes:
    found = list(_ATTRIBUTE.finditer(tag))
    if not found:
        return tag
    match = chance.choice(found)
    word = _shown(_word(words, chance))
    value = chance.choice((*NUMBERS, *[word] * 9, match[1][1:-1] * 3, b""))
    return tag[: match.start()] + b'="' + value + b'"' + tag[match.end() :]


def _end_of(tokens: Sequence[bytes], at: int) -> int:
    """Return the index behind the element that begins at a token, or behind the token."""
    name = _NAME.match(tokens[at])
    if name is None or tokens[at].startswith((b"</", b"<!", b"<?")) or tokens[at].endswith(b"/>"):
        return at + 1
    depth = 0
    for n in range(at, len(tokens)):
        other = _NAME.match(tokens[n])
        if other is not None and other[1] == name[1] and not tokens[n].endswith(b"/>"):
            depth += -1 if tokens[n].startswith(b"</") else 1
            if not depth:
                return n + 1
    return at + 1


CHANGES: dict[str, tuple[Change, ...]] = {
    "text": (by_lines, by_bytes),
    "claims": (by_words, by_lines, by_bytes),
    "csv": (by_lines, by_words, by_bytes),
    "html": (by_markup, by_markup, by_bytes),
    "docx": (*[by_markup] * 9, by_bytes),
    "xlsx": (*[by_markup] * 9, by_bytes),
    "ods": (*[by_markup] * 9, by_bytes),
    "ofd": (*[by_markup] * 9, by_bytes),
    "xls": (by_records, by_records, by_records, by_bytes),
    "pdf": (by_words, by_words, by_lines, by_bytes),
    "pictures": (by_bytes,),
    "encodings": (by_bytes,),
    "papers": (by_words, by_lines, by_bytes),
    "archives": (by_bytes,),
}
"""Ways to change the inputs of each target."""


def changed(target: str, data: bytes, chance: Random, words: Sequence[bytes]) -> bytes:
    """Return an input of a target changed in one of its ways; what chooses a part stays."""
    way = chance.choice(CHANGES[target])
    if way is by_bytes or target not in ("docx", "xlsx", "ods", "ofd", "papers"):
        return way(data, chance, words)
    if data.startswith(b"PK"):
        return by_bytes(data, chance, words)
    return data[:1] + way(data[1:], chance, words)
