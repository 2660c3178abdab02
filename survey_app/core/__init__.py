"""Shared by every stage: settings, tables' base, problems, permissions, clock, Vietnamese."""
