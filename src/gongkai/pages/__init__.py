"""The page store: public pages as files that any web server can serve by itself (docs/adr)."""
