"""Stands where the writer of PDF files was; it is :mod:`helpers.invented.pdf` now."""

from helpers.invented.pdf import PAGE, pdf_bytes

__all__ = ["PAGE", "pdf_bytes"]
