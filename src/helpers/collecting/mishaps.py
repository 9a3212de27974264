"""What goes wrong on the wire, in words for a person."""

from __future__ import annotations

import http.client
import ssl

from helpers.collecting.addresses import Address
from helpers.collecting.failures import BROWSER, LATER, FetchError
from helpers.collecting.watch import TimeIsUpError, TooMuchError
from helpers.messages import Text


def failure(error: Exception, address: Address) -> FetchError:
    """Return what went wrong on the wire as a failure with words for a person."""
    place = str(address)
    if isinstance(error, ssl.SSLCertVerificationError):
        return FetchError(
            "certificate",
            Text(
                f"The certificate of the server is not valid ({error.verify_message}).",
                f"服务器证书无效（{error.verify_message}）。",
            ),
            Text(
                "Nothing was taken from it. Tell the operator of the site, or save the page by "
                "hand and use ogi-audit add.",
                "未从该服务器取得任何内容。请告知网站运营者，或手工保存网页后使用 ogi-audit add。",
            ),
            place,
        )
    if isinstance(error, TooMuchError):
        return too_large(place)
    if isinstance(error, TimeIsUpError | TimeoutError):
        whole = isinstance(error, TimeIsUpError)
        return FetchError(
            "too-slow" if whole else "stalled",
            Text("The reply took too long.", "回复用时过长。")
            if whole
            else Text("The server stopped sending.", "服务器停止发送数据。"),
            LATER,
            place,
            again=True,
            reached=whole,
        )
    if isinstance(error, http.client.IncompleteRead):
        return FetchError(
            "wrong-length",
            Text("The reply ended before its announced end.", "回复未达到所声明的长度即中断。"),
            LATER,
            place,
            again=True,
        )
    if isinstance(error, OSError):
        words = error.strerror or type(error).__name__
        return FetchError(
            "broken-off",
            Text(f"The connection broke off ({words}).", f"连接中断（{words}）。"),
            LATER,
            place,
            again=True,
            reached=False,
        )
    return garbled(address)


def too_large(place: str) -> FetchError:
    """Return the failure of a file beyond the limit."""
    return FetchError(
        "too-large",
        Text("The file is larger than is taken.", "文件超过大小上限。"),
        Text(
            "Look at it in a browser; --max-bytes sets the limit.",
            "请在浏览器中查看；可用 --max-bytes 设定上限。",
        ),
        place,
    )


def garbled(address: Address) -> FetchError:
    """Return the failure of a reply that cannot be made sense of."""
    return FetchError(
        "garbled",
        Text("The reply is not proper HTTP.", "回复不符合 HTTP 规范。"),
        BROWSER,
        str(address),
    )
