"""Documents that are drawn aside, with their progress."""
