"""Part 2: the annual discussion."""
