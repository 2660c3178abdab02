"""Who there is: units with their targets, teams, people."""
