"""One audit as a document to print, to send or to work on: PDF, DOCX or a page."""

from helpers.site.export.content import paper_of
from helpers.site.export.kinds import KINDS, document

__all__ = ["KINDS", "document", "paper_of"]
