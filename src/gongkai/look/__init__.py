"""What everything looks like: design tokens, shared parts, and our own pieces (calendar ribbon, chain of disclosure)."""
