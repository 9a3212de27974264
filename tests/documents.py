"""Stands where the writers of office files were; they are in :mod:`helpers.invented` now."""

from helpers.invented.packages import packed
from helpers.invented.sheets import csv_text, xlsx_bytes
from helpers.invented.words import docx_bytes, docx_of, paragraph

__all__ = ["csv_text", "docx_bytes", "docx_of", "packed", "paragraph", "xlsx_bytes"]
