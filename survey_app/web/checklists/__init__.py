"""Checklists: the list of versions, one version, import, publish, export."""
