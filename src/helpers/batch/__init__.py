"""Running: audit notebooks for many reports, their pages and tables, through papermill."""

from helpers.batch.grammar import leave_out

leave_out()
