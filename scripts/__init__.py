"""What `make` does: setting up, checking and testing, with the standard library alone."""
