"""The body of a reply, whole and unpacked, or not at all."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from helpers.collecting.failures import BROWSER, FetchError
from helpers.collecting.mishaps import failure, too_large
from helpers.collecting.watch import TimeIsUpError
from helpers.collecting.wire import PIECE, Reply
from helpers.messages import Text

_PLAIN = ("", "identity")
_PACKED = ("gzip", "x-gzip", "deflate")


def body(reply: Reply, most: int) -> bytes:
    """Return the body of a reply.

    The collector asks for no compression. A server that compresses all the same is unpacked, bit by
    bit, and stopped at the same limit.

    Args:
        reply: Whose body has not been read.
        most: Bytes; the limit on the wire and after unpacking.

    Raises:
        FetchError: it is too large, breaks off, or is packed in a way that was not asked for.
    """
    place = str(reply.address)
    coding = reply.header("content-encoding").strip().lower()
    if coding not in (*_PLAIN, *_PACKED):
        raise FetchError(
            "packed",
            Text(
                "The reply is compressed in a way that was not asked for.",
                "回复使用了未请求的压缩方式。",
            ),
            BROWSER,
            place,
        )
    said = reply.header("content-length").strip()
    if said.isascii() and said.isdigit() and int(said[:18]) > most:
        raise too_large(place)
    whole = bytearray()
    pieces = _limited(reply.pieces(), most, place)
    try:
        for piece in pieces if coding in _PLAIN else _unpacked(pieces, most):
            whole += piece
            if len(whole) > most:
                raise too_large(place)
    except zlib.error as error:
        raise FetchError(
            "bad-compression",
            Text("The compressed reply is damaged.", "压缩的回复已损坏。"),
            BROWSER,
            place,
            again=True,
        ) from error
    except TimeIsUpError as error:
        raise failure(error, reply.address) from error
    return bytes(whole)


def _limited(pieces: Iterator[bytes], most: int, place: str) -> Iterator[bytes]:
    received = 0
    for piece in pieces:
        received += len(piece)
        if received > most:
            raise too_large(place)
        yield piece


def _unpacked(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    """Yield what gzip or deflate data hold, never much more than a piece at once."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    begun = False
    for piece in pieces:
        rest = piece
        while rest:
            if unpacker.eof:  # a further member, as gzip allows; anything else is an error
                unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
            try:
                out = unpacker.decompress(rest, PIECE)
            except zlib.error:
                if begun:
                    raise
                unpacker = zlib.decompressobj(-zlib.MAX_WBITS)  # deflate without its frame
                out = unpacker.decompress(rest, PIECE)
            begun = True
            if out:
                yield out
            rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    while begun and not unpacker.eof:
        out = unpacker.decompress(b"", PIECE)
        if not out:
            raise zlib.error("it breaks off")
        yield out
