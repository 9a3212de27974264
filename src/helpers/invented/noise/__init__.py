"""The noise of real reports: what sites, crawlers and editors do to titles, dates and labels.

Each variant is one that was met; what it means is written beside it, so that a reading of it
can be judged.
"""
