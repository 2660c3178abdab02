"""The end for desks: HTML, one area a package."""
