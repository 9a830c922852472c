"""Measurements, run by hand: `make bench`, or `python -m bench NAME …`. Ratios in one run; figures go to docs/performance.md."""
