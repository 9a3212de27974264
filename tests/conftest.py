"""Lets every test import the helpers that stand beside it: ``from invented import …``."""

import sys
from pathlib import Path

HERE = str(Path(__file__).parent)
if HERE not in sys.path:  # importlib mode leaves sys.path alone
    sys.path.insert(0, HERE)
