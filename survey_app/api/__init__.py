"""The end for phones: JSON."""
