"""The whole installation in one file, and back into a new place; never over an old one."""
