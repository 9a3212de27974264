"""What the run, the warm process and its kernels agree on."""

from __future__ import annotations

import struct

OPTIONS = (
    "--HistoryManager.enabled=False",
    "--Application.log_level=50",
    "--InteractiveShellApp.ignore_cwd=True",
)
"""Of every kernel. The user's IPython history is neither read nor written; what a kernel logs below
an error is no concern of a person running audits; and it works in a folder of reports that come from
anywhere, so that it imports nothing from there."""
STATUS = struct.Struct("i")
"""How a kernel ended: its exit code, or minus the signal that ended it."""
READY = b"+"
"""Written to the same pipe when the sockets of a kernel are bound: who connects earlier has to try
again after an interval."""
LONGEST = 1 << 16
"""Bytes of a request."""
