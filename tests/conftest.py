"""Lets every test import the helpers that stand beside it, and call the command line."""

import sys
from pathlib import Path

import pytest
from hypothesis import settings

HERE = str(Path(__file__).parent)
if HERE not in sys.path:  # importlib mode leaves sys.path alone
    sys.path.insert(0, HERE)

# A busy machine must not make a test fail: no example has a time of its own.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

from calling import Called, Ogi  # noqa: E402 — found through the line above
from helpers.cli import main  # noqa: E402


@pytest.fixture
def ogi(capsys: pytest.CaptureFixture[str]) -> Ogi:
    """Return a function that calls ``ogi-audit`` with words and returns what came of it."""

    def call(*words: str | Path) -> Called:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words], prog_name="ogi-audit")
        shown = capsys.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return Called(code, shown.out, shown.err)

    return call
