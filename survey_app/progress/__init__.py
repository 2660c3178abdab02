"""Where each visit stands: a projection beside the log, redrawn when what it came from moves."""
