"""Bundles: a raw file with its audit and all that another machine needs to verify it, as one file."""

from helpers.bundling.bundle import bundle

__all__ = ["bundle"]
