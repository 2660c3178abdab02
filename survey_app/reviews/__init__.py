"""Stage 4: from points to decisions."""
