"""Replies that break the rules of HTTP, byte by byte, from a hostile server on loopback."""

import gzip
import zlib
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler
from itertools import chain, count, repeat
from pathlib import Path

import pytest

from helpers.manifest import read_manifest
from hostile_site import PAGE, Answer, FakeClock, Site, codes, fetched, plain

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
FULL = b"y" * 1000


def to(target: bytes) -> Callable[[], Iterable[bytes]]:
    return lambda: [b"HTTP/1.1 302 Found\r\nLocation: " + target + b"\r\n\r\n"]


REPLIES: dict[str, tuple[Callable[[], Iterable[bytes]], str]] = {
    "go on, without end": (lambda: repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 100), "too-large"),
    "heads without end": (lambda: chain([OK], (b"X-%d: y\r\n" % n for n in count())), "garbled"),
    "a head without end": (lambda: chain([OK, b"X: "], repeat(FULL)), "garbled"),
    "a status without end": (lambda: chain([b"HTTP/1.1 200 "], repeat(FULL)), "garbled"),
    "another protocol": (lambda: [b"SSH-2.0-x\r\n\r\n"], "garbled"),
    "nothing": (list, "broken-off"),
    "a chunk of no length": (lambda: [OK, CHUNKED, b"ZZ\r\nabc\r\n0\r\n\r\n"], "wrong-length"),
    "a chunk below nothing": (lambda: [OK, CHUNKED, b"-5\r\nabc\r\n0\r\n\r\n"], "wrong-length"),
    "a chunk beyond all": (lambda: [OK, CHUNKED, b"F" * 16 + b"\r\nabc"], "wrong-length"),
    "a mark of a chunk without end": (lambda: chain([OK, CHUNKED, b"5;"], repeat(FULL)), "garbled"),
    "chunks without end": (lambda: chain([OK, CHUNKED], repeat(b"1\r\nx\r\n" * 1000)), "too-large"),
    "trailers without end": (
        lambda: chain([OK, CHUNKED, b"0\r\n"], (b"X-%d: y\r\n" % n for n in count())),
        "too-large",
    ),
    "a length below nothing": (lambda: [OK, b"Content-Length: -5\r\n\r\nabc"], "garbled"),
    "two lengths": (
        lambda: [OK, b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde"],
        "garbled",
    ),
    "packed twice": (
        lambda: [
            OK + b"Content-Encoding: gzip, gzip\r\n\r\n",
            gzip.compress(gzip.compress(b"\0" * 10_000_000)),
        ],
        "packed",
    ),
    "a deflate bomb": (
        lambda: [OK + b"Content-Encoding: deflate\r\n\r\n", zlib.compress(b"\0" * 10_000_000)],
        "too-large",
    ),
    "to a script": (to(b"javascript:alert(1)"), "address-refused"),
    "to a file": (to(b"file:///etc/passwd"), "address-refused"),
    "to bytes": (to(b"/\xff\xfe\x00"), "address-refused"),
    "to a long address": (to(b"/" + b"a" * 60_000), "address-refused"),
    "a status of no meaning": (lambda: [b"HTTP/1.1 999 x\r\n\r\n"], "status"),
    "another protocol from now on": (
        lambda: [b"HTTP/1.1 101 x\r\nUpgrade: h2c\r\n\r\nabc"],
        "status",
    ),
}


def sent(pieces: Callable[[], Iterable[bytes]]) -> Answer:
    """Return an answer of bare bytes."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        for piece in pieces():
            handler.wfile.write(piece)

    return answer


@pytest.mark.parametrize("how", REPLIES)
def test_a_reply_that_breaks_the_rules_is_bounded_and_told_and_the_next_is_read(
    site: Site, tmp_path: Path, how: str
) -> None:
    pieces, code = REPLIES[how]
    site.answers |= {"/x": sent(pieces), "/good": plain(PAGE)}
    clock = FakeClock(tick=0.001)
    results = fetched(site, tmp_path / "raw", ["/x", "/good"], clock=clock, attempts=1)
    assert codes(results) == [code, ""]
    assert len(read_manifest(tmp_path / "raw")) == 1
