"""Document and form to report: who and when, sections, cells, and the numbers of the prose."""

from helpers.parsing.places import astray
from helpers.parsing.reading import parse_document, read_report

__all__ = ["astray", "parse_document", "read_report"]
