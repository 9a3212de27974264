"""Errors as one clear message on standard error and an exit code; never a traceback."""

from __future__ import annotations

import errno
from importlib import import_module
from typing import Any, NoReturn

import click

from helpers.errors import OgiError, Stopped, UsageError
from helpers.faults import refused
from helpers.messages import Lang, as_lang
from helpers.telling import tell
from helpers.wording import unhidden

EXIT_FAILED = 1
"""At least one report failed; the others are complete."""
EXIT_USAGE = 2
"""The call itself was wrong; nothing was done."""


class Deferred(click.Command):
    """A command that is loaded when it is called: the others do not wait for what it needs.

    Args:
        name: Of the command, and of its function in the module.
        module: Where it is defined.
        summary: What the list of commands says of it; the first line of its own help.
    """

    def __init__(self, name: str, module: str, summary: str) -> None:
        super().__init__(name, help=summary)
        self._module = module

    @property
    def loaded(self) -> click.Command:
        """The command itself."""
        command = getattr(import_module(self._module), str(self.name))
        assert isinstance(command, click.Command)
        return command

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Return the context of the command itself, which click then invokes."""
        return self.loaded.make_context(info_name, args, parent, **extra)


class ReportingGroup(click.Group):
    """A group whose own errors are shown as one clear message, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error that a person can act on becomes a message and exit code."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:  # it quotes the words of the call
            raise click.UsageError(unhidden(error.format_message()), error.ctx) from None
        except Stopped as stopped:
            tell(f"ogi-audit: {stopped.told.in_(_lang())}", err=True)
            raise click.exceptions.Exit(stopped.code) from None
        except UsageError as error:
            _fail(error, EXIT_USAGE)
        except OgiError as error:
            _fail(error, EXIT_FAILED)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # click knows what to do about a reader that has gone away
            _fail(refused(error, str(error.filename or "")), EXIT_FAILED)


def _fail(error: OgiError, code: int) -> NoReturn:
    tell(f"ogi-audit: {error.show(_lang())}", err=True)
    raise click.exceptions.Exit(code)


def _lang() -> Lang:
    context = click.get_current_context(silent=True)
    return as_lang((context.meta.get("lang") if context else None) or "en")
