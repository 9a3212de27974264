"""Running: audit notebooks for many reports, their pages and tables, through papermill."""
