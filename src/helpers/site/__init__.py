"""Pages anybody can read: one for each audit notebook, and an index over a run."""

from helpers.site.index import Listed, index_page
from helpers.site.page import Links, notebook_page

__all__ = ["Links", "Listed", "index_page", "notebook_page"]
