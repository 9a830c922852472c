"""Builders of public pages: each makes one page from the records, and knows nothing of who reads it."""
