"""The words every stage shares: settings, tables' base, problems, permissions, clock, Vietnamese."""
