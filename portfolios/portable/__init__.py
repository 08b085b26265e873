"""A whole portfolio in one ZIP file, out and in again: it belongs to the person, not to us."""
