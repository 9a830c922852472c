"""What the public sees: pages, lists, feeds, sitemap; and which fact touches which of them (`pages.py`)."""
