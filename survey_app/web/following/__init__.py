"""What is late in a round, at a glance, and the milestones of its plan."""
