"""What happened: the timeline of a visit for its desk, the audit log for the administrator."""
