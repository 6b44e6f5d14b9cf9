"""Part 4: the action plan."""
