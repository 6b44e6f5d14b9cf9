"""Part 3: the year wheel."""
