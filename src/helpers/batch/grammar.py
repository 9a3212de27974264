"""Leaving out a grammar that nothing here needs, and that costs more than a second to build.

nbformat checks notebooks with jsonschema, which looks for optional checkers of formats as it is
loaded. One of them, for internationalised addresses, builds a whole grammar then. The schema of
notebooks has no field of that format.
"""

from __future__ import annotations

import sys
from importlib import import_module

_UNNEEDED = "rfc3987_syntax"


def leave_out() -> None:
    """Load jsonschema without that checker; for others the checker can be loaded as before."""
    if "jsonschema" in sys.modules or _UNNEEDED in sys.modules:
        return
    sys.modules[_UNNEEDED] = None  # type: ignore[assignment]
    try:
        import_module("jsonschema")
    finally:
        del sys.modules[_UNNEEDED]
