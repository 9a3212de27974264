"""Lets every test import the helpers that stand beside it: ``from invented import …``."""

import sys
from pathlib import Path

from hypothesis import settings

HERE = str(Path(__file__).parent)
if HERE not in sys.path:  # importlib mode leaves sys.path alone
    sys.path.insert(0, HERE)

# A busy machine must not make a test fail: no example has a time of its own.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
