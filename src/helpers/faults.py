"""A fault of ours, told like any other error: it concerns one report and stops no other."""

from __future__ import annotations

import errno
import os
from pathlib import PurePath

from helpers.errors import InputError, OgiError
from helpers.messages import Text
from helpers.paths import portable

SYSTEM = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}
    | {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY}
)
"""What a system call says when the machine, and neither we nor the report, is in the way."""

_IN_THE_WAY = frozenset({errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY})


def refused(error: OSError, place: str) -> OgiError:
    """Return what the system refused, as an error with the next step."""
    words = portable(error.strerror or type(error).__name__)
    step = Text("Check the permissions and the space left.", "请检查权限和剩余空间。")
    if error.errno in _IN_THE_WAY:
        # Of two names the second is where the file was to be.
        where = error.filename2 or error.filename
        words += f": {portable(PurePath(os.fsdecode(where)).name)}" if where else ""
        step = Text(
            "A folder stands where a file belongs, or a file where a folder does: move it away "
            "and run again.",
            "文件的位置上是一个文件夹，或文件夹的位置上是一个文件：请移走后重新运行。",
        )
    return OgiError(
        "system",
        Text(f"The system refused ({words}).", f"系统拒绝该操作（{words}）。"),
        step,
        place,
    )


def fault(error: Exception, place: str) -> OgiError:
    """Return `error`, which nobody foresaw, as an error about the report at `place`."""
    if isinstance(error, OSError) and error.errno in SYSTEM:
        return refused(error, place)
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
