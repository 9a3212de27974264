"""A fault of ours, told like any other error: it concerns one report and stops no other."""

from __future__ import annotations

from helpers.errors import InputError
from helpers.messages import Text
from helpers.paths import portable


def fault(error: Exception, place: str) -> InputError:
    """Return `error`, which nobody foresaw, as an error about the report at `place`."""
    kind = type(error).__name__
    # The words of a failed system call would name the path again.
    own = error.strerror if isinstance(error, OSError) else str(error)
    words = portable(f"{kind}: {own}" if own else kind)
    return InputError(
        "fault",
        Text(
            f"ogi-audit itself broke down on this report ({words}).",
            f"ogi-audit 处理该报告时自身出错（{words}）。",
        ),
        Text(
            "The report may be sound; please send it with this message to the project.",
            "报告本身未必有误，请将报告和本信息反馈给项目。",
        ),
        place,
    )
