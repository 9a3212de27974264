"""The engine under papermill's entry point, so that ``papermill --engine reproducible`` knows it.

papermill loads its entry points while it is imported itself, and the engine builds on papermill:
the one of the two that is imported first would find the other half made. So this is only a name.
"""

from __future__ import annotations

from typing import Any


class Engine:
    """Stands for :class:`helpers.batch.engine.ReproducibleEngine` and loads it when it is used."""

    @staticmethod
    def _engine() -> Any:
        from helpers.batch.engine import ReproducibleEngine

        return ReproducibleEngine

    @classmethod
    def execute_notebook(cls, *args: Any, **kwargs: Any) -> Any:
        """Execute a notebook; see the engine."""
        return cls._engine().execute_notebook(*args, **kwargs)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> Any:
        """Return the name of the kernel a notebook asks for."""
        return cls._engine().nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> Any:
        """Return the language of a notebook."""
        return cls._engine().nb_language(nb, language)
