"""What was done, by whom: an append-only log whose rows hang on each other and seal other rows."""
