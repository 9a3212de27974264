"""The site over a run: a page for each audit notebook, one for each organ, and a front page."""

from helpers.site.files import FOLDER, index_name, organ_address, site_files
from helpers.site.index import index_page
from helpers.site.listed import Listed
from helpers.site.page import Links, notebook_page

__all__ = [
    "FOLDER",
    "Links",
    "Listed",
    "index_name",
    "index_page",
    "notebook_page",
    "organ_address",
    "site_files",
]
