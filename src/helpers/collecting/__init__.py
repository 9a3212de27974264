"""Collecting: report pages and their attachments from addresses in a list, politely."""
