"""The command line loads what a command needs when it is called, and no earlier."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from helpers.cli import main
from helpers.exits import Deferred

HEAVY = ("pypinyin", "pypdfium2", "python_calamine", "helpers.audit", "helpers.collecting")
DEFERRED = [name for name, command in main.commands.items() if isinstance(command, Deferred)]


def loaded_after(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after `code`."""
    call = [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"]
    return set(subprocess.run(call, capture_output=True, text=True, check=True).stdout.split())


def test_the_command_line_loads_no_library_of_a_format_before_a_command_is_called() -> None:
    loaded = loaded_after("import helpers.cli")
    assert "helpers.cli" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_reading_a_text_loads_neither_pinyin_nor_the_library_for_pdf() -> None:
    loaded = loaded_after("import helpers.parsing")
    assert "helpers.readers.pdf" in loaded
    assert loaded.isdisjoint({"pypinyin", "pypdfium2"})


def test_some_commands_are_loaded_when_called() -> None:
    names = "bundle demo docs export fetch letter review run verify"
    assert set(DEFERRED) == set(names.split())


@pytest.mark.parametrize("name", DEFERRED)
def test_the_list_of_commands_says_of_a_command_what_its_own_help_says(name: str) -> None:
    command = main.commands[name]
    assert isinstance(command, Deferred)
    own = (command.loaded.help or "").partition("\n\n")[0]
    assert " ".join(own.split()) == command.help


@pytest.mark.parametrize("name", DEFERRED)
def test_a_command_that_is_loaded_when_called_shows_its_own_options(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0
    own = {
        "bundle": "--out",
        "demo": "--seed",
        "docs": "--check",
        "export": "--to",
        "fetch": "--delay",
        "letter": "--out",
        "review": "--date",
        "run": "--scheduler",
        "verify": "--raw",
    }
    assert own[name] in shown.output
    assert "--lang" in shown.output or name == "docs"
