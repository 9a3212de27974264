"""Why an address was not fetched, and whether asking again later may help."""

from __future__ import annotations

from helpers.errors import InputError
from helpers.messages import Text

LATER = Text("Run the same command again later.", "请稍后重新运行同一命令。")
BROWSER = Text(
    "Open the address in a browser to see what is there.", "请在浏览器中打开该地址查看。"
)
CORRECT = Text("Correct the address in the list.", "请更正列表中的地址。")


class FetchError(InputError):
    """An address that was not fetched; the others are not affected.

    Args:
        code: Stable id of the kind of failure.
        what: What happened.
        hint: The next step a person can take.
        place: The address.
        again: Asking once more in the same run may help.
        wait: Seconds that the server asked to wait before that.
        reached: The server replied at all.
    """

    def __init__(
        self,
        code: str,
        what: Text,
        hint: Text,
        place: str = "",
        *,
        again: bool = False,
        wait: float | None = None,
        reached: bool = True,
    ) -> None:
        super().__init__(code, what, hint, place)
        self.again = again
        self.wait = wait
        self.reached = reached


def visible(text: str, longest: int = 300) -> str:
    """Return words from outside so that a terminal shows them and obeys none of them."""
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(c if c.isprintable() else "\ufffd" for c in cut)
