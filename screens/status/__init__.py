"""Part 5: the status meeting on the action plan."""
