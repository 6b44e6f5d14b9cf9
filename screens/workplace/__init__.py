"""Part 8: the workplace, its groups and its people."""
