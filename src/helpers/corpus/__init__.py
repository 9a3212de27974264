"""The data set of a run: how it is laid out, how it is written, and how researchers open it."""

from helpers.corpus.opened import Corpus

__all__ = ["Corpus"]
