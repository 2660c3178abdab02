"""The start page by role, the help page, the choice of language."""
