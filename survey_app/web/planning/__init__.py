"""When, where and by whom a unit is visited, for the office."""
