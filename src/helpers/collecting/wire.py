"""One request to one checked IP address, and its reply as it comes.

Built on :mod:`http.client`, which reads no proxy settings, keeps no cookies and follows nothing.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from helpers.collecting.addresses import Address
from helpers.collecting.failures import FetchError
from helpers.collecting.mishaps import failure, garbled
from helpers.collecting.safety import unreachable
from helpers.collecting.watch import TimeIsUpError, TooMuchError, Watch, WatchedSocket

PIECE = 65536
"""Bytes that are asked for at once."""


class _Connection(http.client.HTTPConnection):
    """A connection to an IP address that was checked; the name serves TLS and the Host header."""

    def __init__(self, address: Address, ip: str, watch: Watch, context: ssl.SSLContext) -> None:
        super().__init__(address.host, address.port)
        self._address, self._ip, self._watch, self._context = address, ip, watch, context

    def connect(self) -> None:
        family = socket.AF_INET6 if ":" in self._ip else socket.AF_INET
        plain = WatchedSocket(family, socket.SOCK_STREAM)
        try:
            plain.watch = self._watch
            plain.settimeout(self._watch.wait())
            plain.connect((self._ip, self._address.port))
            self.sock = plain
            if self._address.scheme == "https":
                self.sock = self._encrypted(plain)
        except BaseException:
            plain.close()
            raise

    def _encrypted(self, plain: socket.socket) -> ssl.SSLSocket:
        tls = self._context.wrap_socket(
            plain, server_hostname=self._address.host, do_handshake_on_connect=False
        )
        try:
            tls.watch = self._watch  # type: ignore[attr-defined]  # class set in trust()
            tls.settimeout(self._watch.wait())
            tls.do_handshake()
        except BaseException:
            tls.close()
            raise
        return tls


@dataclass
class Reply:
    """The beginning of a reply; the body is read when asked for.

    Attributes:
        address: What was asked.
        status: Number of the status.
        headers: Names in lower case, and values, in order.
    """

    address: Address
    status: int
    headers: tuple[tuple[str, str], ...]
    _response: http.client.HTTPResponse
    _connection: _Connection

    def header(self, name: str) -> str:
        """Return the first value of a header, or an empty text."""
        return next((value for key, value in self.headers if key == name), "")

    def close(self) -> None:
        """Let go of the connection."""
        self._response.close()
        self._connection.close()

    def pieces(self) -> Iterator[bytes]:
        """Yield the body as it comes, with the transfer's own chunks taken off.

        Raises:
            FetchError: it ends early, stalls, takes too long or has too many bytes.
        """
        declared = self._length()
        received = 0
        try:
            while declared is None or received < declared:
                most = PIECE if declared is None else min(PIECE, declared - received)
                piece = self._response.read1(most)
                if not piece:
                    break
                received += len(piece)
                yield piece
        except (
            OSError,
            http.client.HTTPException,
            TimeIsUpError,
            TooMuchError,
            ValueError,
        ) as error:
            raise failure(error, self.address) from error
        if declared is not None and received < declared:
            raise failure(http.client.IncompleteRead(b"", declared - received), self.address)

    def _length(self) -> int | None:
        """Return how many bytes the server announced, if it did.

        Raises:
            FetchError: it announced nonsense, two numbers, or a coding of the transfer we cannot read.
        """
        coding = ",".join(v for k, v in self.headers if k == "transfer-encoding").strip().lower()
        said = {
            part.strip() for k, v in self.headers if k == "content-length" for part in v.split(",")
        }
        if coding not in ("", "identity", "chunked") or (coding == "chunked" and said):
            raise garbled(self.address)
        if coding == "chunked" or not said:
            return None
        number = said.pop()
        if said or not (number.isascii() and number.isdigit()) or len(number) > 18:
            raise garbled(self.address)
        return int(number)


def ask(
    address: Address,
    ip: str,
    headers: Mapping[str, str],
    watch: Watch,
    context: ssl.SSLContext,
) -> Reply:
    """Send one GET request and return the beginning of the reply.

    Args:
        address: What to ask.
        ip: The checked IP address of its host.
        headers: Further headers; ``Host`` and ``Connection: close`` are added.
        watch: The limits, counted from its making.
        context: What certificates are checked against.

    Raises:
        FetchError: no reply came. ``code`` is ``no-connection`` if another IP address may do.
    """
    connection = _Connection(address, ip, watch, context)
    try:
        connection.putrequest("GET", address.target, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": address.authority, **headers, "Connection": "close"}.items():
            connection.putheader(name, value)
        try:
            connection.endheaders()
        except (ssl.SSLError, TimeIsUpError):
            raise
        except OSError as error:
            raise unreachable(address, error) from error
        response = connection.getresponse()
    except FetchError:
        connection.close()
        raise
    except (OSError, http.client.HTTPException, TimeIsUpError, TooMuchError, ValueError) as error:
        connection.close()
        raise failure(error, address) from error
    except BaseException:
        connection.close()
        raise
    pairs = tuple((name.lower(), value) for name, value in response.getheaders())
    return Reply(address, response.status, pairs, response, connection)
