"""An invented report without its tables as RTF."""

from helpers.invented import invented_parts


def rtf_bytes(below: str = "", *, before: str = "") -> bytes:
    """Return the report, with RTF before its first line and below its last."""
    lines = [part for part in invented_parts() if isinstance(part, str)]
    text = "\\par ".join([*lines, below] if below else lines)
    escaped = "".join(
        c if c.isascii() else f"\\u{ord(c) - 65536 * (ord(c) > 32767)}?" for c in text
    )
    return ("{\\rtf1\\ansi\\uc1 " + before + escaped + "}").encode("ascii")
