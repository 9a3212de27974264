"""Document and form to report: who and when, sections, cells, and the numbers of the prose."""

from helpers.parsing.places import astray
from helpers.parsing.reading import parse_document, read_report
from helpers.parsing.stage import Tables, read_tables, tables_of

__all__ = ["Tables", "astray", "parse_document", "read_report", "read_tables", "tables_of"]
